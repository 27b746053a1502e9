"""What two annotators of one article disagree about, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from annotations.comparison import values
from annotations.comparison.matching import Matched, sharing
from annotations.comparison.reading import Layer
from annotations.comparison.tokens import label_of
from annotations.display import one_line
from annotations.field_text import field_text
from annotations.model import Annotation, Span, Status
from annotations.text.lines import Lines

MISSED = "missed"  # one has it, the other nothing there
REJECTED = "rejected"  # the other saw it suggested and rejected it
SPLIT = "split"  # what is one to the one is several to the other
BOUNDARY = "boundary"
LABEL = "label"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`what` is one of the words above or the name of a field. `ours` is what annotator `one` has there,
    `theirs` what `other` has, "" for nothing. `span` is in code points; line and column count from 1."""

    article: str
    line: int
    column: int
    span: Span
    kind: str
    what: str
    one: str
    other: str
    ours: str
    theirs: str

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {spec.name: getattr(self, spec.name) for spec in fields(self)}


def disagreements(
    article: str,
    text: str,
    lines: Lines,
    one: Layer,
    other: Layer,
    compared: tuple[Sequence[Annotation], Sequence[Annotation]],
    matched: Sequence[Matched],
) -> list[Disagreement]:
    """In text order. `compared` are what counts of either, `matched` those that were taken for the same."""
    ours_alone = _alone(text, compared[0], matched, 0, other)
    theirs_alone = _alone(text, compared[1], matched, 1, one)
    found = [
        Disagreement(
            article, *lines.place(span.start), span, kind, what, one.annotator, other.annotator, ours, theirs
        )
        for span, kind, what, ours, theirs in (
            *_differing(text, matched, {whole.id for _, whole in ours_alone + theirs_alone if whole}),
            *(row for row, _ in ours_alone),
            *((span, kind, what, theirs, ours) for (span, kind, what, ours, theirs), _ in theirs_alone),
        )
    ]
    return sorted(found, key=lambda d: (d.span, d.kind, d.what))


_Row = tuple[Span, str, str, str, str]  # where, kind, what, ours, theirs


def _differing(text: str, matched: Sequence[Matched], split: Collection[str]) -> Iterator[_Row]:
    """`split` are the ids of those that are several to the other: where they end is no matter then."""
    ids = {ours.id: theirs.id for ours, theirs in matched}
    for ours, theirs in matched:
        place = Span(min(ours.start, theirs.start), max(ours.end, theirs.end))
        if ours.spans != theirs.spans and ours.id not in split and theirs.id not in split:
            yield place, ours.kind, BOUNDARY, one_line(ours.text_in(text)), one_line(theirs.text_in(text))
        if ours.label != theirs.label:
            yield place, ours.kind, LABEL, one_line(label_of(ours)), one_line(label_of(theirs))
        for spec in ours.fields:
            if values.same(spec, ours, theirs, ids) is False:
                words = field_text(spec, ours, text), field_text(spec, theirs, text)
                yield place, ours.kind, spec.name, *words


def _alone(
    text: str, annotations: Sequence[Annotation], matched: Sequence[Matched], side: int, against: Layer
) -> list[tuple[_Row, Annotation | None]]:
    """What of one side was matched with nothing, and of which annotation of the other it is a part.

    `against` is the other's layer.
    """
    taken = {pair[side].id for pair in matched}
    alone = [annotation for annotation in annotations if annotation.id not in taken]
    counterparts = _over(alone, [pair[1 - side] for pair in matched])
    rejected = _over(alone, against.with_status(Status.REJECTED))
    found: list[tuple[_Row, Annotation | None]] = []
    for annotation, whole, refused in zip(alone, counterparts, rejected, strict=True):
        words, theirs = _labelled(annotation, text), _labelled(whole, text) if whole else ""
        what = SPLIT if whole else REJECTED if refused else MISSED
        found.append(((annotation.extent, annotation.kind, what, words, theirs), whole))
    return found


def _labelled(annotation: Annotation, text: str) -> str:
    return f"{one_line(label_of(annotation))}: {one_line(annotation.text_in(text))}"


def _over(annotations: Sequence[Annotation], others: Sequence[Annotation]) -> list[Annotation | None]:
    """For each one of `others` that is of its kind and shares a character with it."""
    found = {annotation.id: other for annotation, other, _ in sharing(annotations, others)}
    return [found.get(annotation.id) for annotation in annotations]
