"""What each word of a text was taken for, the form in which kappa and alpha compare annotators."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.evaluation.spans import WordIndex
from annotations.model import Annotation

OUTSIDE = ""  # no annotation of the kind holds the word
UNLABELLED = "(no label)"


def label_of(annotation: Annotation) -> str:
    """Its label, never empty."""
    return annotation.label or UNLABELLED


def token_labels(index: WordIndex, annotations: Iterable[Annotation]) -> list[str]:
    """For each word the label of the annotation that holds it; of several the shortest, as the inmost."""
    labels = [OUTSIDE] * len(index)
    for annotation in sorted(annotations, key=_length, reverse=True):
        for position in index.covered(annotation.spans):
            labels[position] = label_of(annotation)
    return labels


def _length(annotation: Annotation) -> tuple[int, int, str]:
    """Sorts by length, equals by place and label, so that the order of the file does not matter."""
    start = annotation.spans[0].start if annotation.spans else 0
    return sum(span.length for span in annotation.spans), start, annotation.label
