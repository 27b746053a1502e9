"""What annotators' files say about a case beside their versions: rejections, doubts, comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.adjudication.cases import Case
from annotations.comparison.matching import likeness
from annotations.comparison.reading import Layer
from annotations.model import Annotation, Note, Status

REJECTED = "rejected it"
UNDECIDED = "left it undecided"


class Remark(NamedTuple):
    """`says` is one of the phrases above or a comment as it was written."""

    annotator: str
    says: str


def remarks(case: Case, layers: Iterable[Layer]) -> list[Remark]:
    """By annotator: whether who has nothing there saw it suggested, and comments on the words."""
    return list(dict.fromkeys(remark for layer in layers for remark in _of(case, layer)))


def _of(case: Case, layer: Layer) -> Iterator[Remark]:
    version = case.version_of(layer.annotator)
    near = [annotation for annotation in layer.annotations if _touches(annotation, case)]
    if version is not None and not version.annotations:
        for status, phrase in ((Status.REJECTED, REJECTED), (Status.SUGGESTED, UNDECIDED)):
            if any(a.status is status and a.kind == case.kind for a in near):
                yield Remark(layer.annotator, phrase)
    for annotation in near:
        if annotation.note and (isinstance(annotation, Note) or annotation.kind == case.kind):
            yield Remark(layer.annotator, annotation.note)


def _touches(annotation: Annotation, case: Case) -> bool:
    return any(likeness(annotation.spans, other.spans) > 0 for other in case.annotations)
