"""What a person does to annotations that are there, each as a reversible change.

A change by a person decides: what they touch is accepted, unless they reject it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from annotations import structure
from annotations.anchoring import place_again
from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit, adding, changing, removing
from annotations.model import Agreement, Annotation, Entity, Lost, Passage, Span, Status, new_id

Side = Literal["start", "end"]
Direction = Literal["left", "right"]


def tag(annotations: AnnotationSet, annotation: Annotation) -> Change:
    """Add what a person tagged; undecided suggestions of its kind for the same words are thereby rejected."""
    edits = list(adding("", annotation).edits)
    for other in annotations.overlapping(annotation.start, annotation.end):
        undecided = other.kind == annotation.kind != "note" and other.status is Status.SUGGESTED
        if undecided and same_words(other, annotation):
            edits.extend(reject(other).edits)
    return Change(f"tag {annotation.kind}", tuple(edits))


def same_words(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations stand for about the same words: they share half of what either holds.

    What lies nested in something much longer does not.
    """
    shared = _shared(one, other)
    return shared > 0 and 2 * shared >= _length(one) + _length(other) - shared


def _length(annotation: Annotation) -> int:
    return sum(span.length for span in annotation.spans)


def _shared(one: Annotation, other: Annotation) -> int:
    """How many characters both hold."""
    return sum(
        max(0, min(left.end, right.end) - max(left.start, right.start))
        for left in one.spans
        for right in other.spans
    )


def accept(annotation: Annotation) -> Change:
    """Accept it, and its place where that was only found to be alike."""
    after = annotation.with_(status=Status.ACCEPTED, lost=_without_unconfirmed(annotation))
    return changing(f"accept {annotation.kind}", (annotation, after))


def _without_unconfirmed(annotation: Annotation) -> tuple[Lost, ...]:
    unconfirmed = annotation.unconfirmed
    return tuple(piece for piece in annotation.lost if piece not in unconfirmed)


def reject(annotation: Annotation) -> Change:
    return changing(f"reject {annotation.kind}", (annotation, annotation.with_(status=Status.REJECTED)))


def delete(annotations: AnnotationSet, annotation: Annotation, finder: str) -> Change:
    """Remove what a person made, and references to it; what `finder` suggested is rejected instead,
    so that it does not come back, unless its words are gone from the text.
    """
    if annotation.by == finder and not annotation.is_lost:
        return reject(annotation)
    edits = list(removing("", annotation).edits)
    for other in annotations.of_kind("agreement"):
        if isinstance(other, Agreement) and other.said_in == annotation.id:
            edits.append(Edit(other, other.with_(said_in="")))
    return Change(f"remove {annotation.kind}", tuple(edits))


def relabel(annotation: Annotation, label: str) -> Change:
    return changing(
        f"label {annotation.kind} {label}",
        (annotation, annotation.with_(label=label, status=Status.ACCEPTED)),
    )


def set_field(annotation: Annotation, name: str, value: Any) -> Change:
    """Change a field of its kind, or `note`. Raises KeyError when there is no such field.

    A comment decides nothing; a new value takes the place of what was lost of the field.
    """
    changes: dict[str, Any] = {name: value}
    if name != "note":
        annotation.value(name)
        changes["status"] = Status.ACCEPTED
        changes["lost"] = tuple(lost for lost in annotation.lost if lost.role != name)
    return changing(f"set {name.replace('_', ' ')}", (annotation, annotation.with_(**changes)))


def respan(annotation: Annotation, spans: Iterable[Span]) -> Change:
    """Give it other words; lost places of its own words are thereby found again."""
    kept = tuple(lost for lost in annotation.lost if lost.role != "spans")
    after = annotation.with_(spans=_merged(spans), status=Status.ACCEPTED, lost=kept)
    return changing(f"move {annotation.kind}", (annotation, after))


def reanchor(text: str, annotation: Annotation, piece: Lost, span: Span) -> Change:
    """Put what was lost of it, or was found only alike, at `span`; its fields that stand there come along."""
    after = place_again(text, annotation, piece, span).with_(status=Status.ACCEPTED)
    return changing(f"re-anchor {annotation.kind}", (annotation, after))


def give_up(annotation: Annotation, piece: Lost) -> Change:
    """Take away a place that was only alike; what is lost is forgotten, but never the last of it."""
    others = tuple(other for other in annotation.lost if other is not piece)
    changes: dict[str, Any] = {"lost": others}
    if piece in annotation.unconfirmed:
        changes["lost"] = (*others, replace(piece, like=None))
        if piece.role == "spans":
            changes["spans"] = tuple(span for span in annotation.spans if span != piece.like)
        else:
            value = annotation.value(piece.role)
            changes[piece.role] = Passage(value.text) if isinstance(value, Passage) else None
    elif annotation.is_lost and all(other.role != "spans" for other in others):
        return Change("nothing", ())
    return changing(f"give up a place of {annotation.kind}", (annotation, annotation.with_(**changes)))


def add_span(annotation: Annotation, span: Span) -> Change:
    """Add a span: a quote cut by its cue, another mention of an agreement."""
    after = annotation.with_(spans=_merged((*annotation.spans, span)), status=Status.ACCEPTED)
    return changing(f"extend {annotation.kind}", (annotation, after))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In text order; spans that touch or overlap become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def move_boundary(text: str, annotation: Annotation, side: Side, direction: Direction) -> Change:
    """Move its start or end by a step; the same step the other way takes it back.

    Steps stop at words, before opening marks (start) and behind closing ones (end). The first
    span's start and the last span's end move. Nothing happens where the span would become
    empty, meet its neighbour or leave the text.
    """
    if annotation.is_lost:
        return Change("nothing", ())
    spans = list(annotation.spans)
    at = 0 if side == "start" else -1
    start, end = spans[at]
    if side == "end":
        end = _step(structure.pieces_near(text, end, _ENDS), end, direction, lambda piece: piece.end)
    else:
        pieces = structure.pieces_near(text, start, _STARTS)
        start = _step(pieces, start, direction, lambda piece: piece.start)
    spans[at] = Span(start, end)
    ordered = all(span.length > 0 for span in spans) and all(
        left.end <= right.start for left, right in pairwise(spans)
    )
    if not ordered:
        return Change("nothing", ())
    after = annotation.with_(
        spans=tuple(spans), status=Status.ACCEPTED, lost=_without_unconfirmed(annotation)
    )
    return changing(f"move {side} of {annotation.kind}", (annotation, after))


_STARTS = re.compile(structure.WORD.pattern + r"|[\"'“‘«„”’(\[]+(?=\w)")
_ENDS = re.compile(structure.WORD.pattern + r"|[.,;:!?…%)\]\"'”’»“]+")


def _step(pieces: list[Span], here: int, direction: Direction, edge: Callable[[Span], int]) -> int:
    """The next edge of a piece beyond `here`; `here` itself where there is none."""
    if direction == "right":
        return next((edge(piece) for piece in pieces if edge(piece) > here), here)
    return next((edge(piece) for piece in reversed(pieces) if edge(piece) < here), here)


def others(text: str, annotations: AnnotationSet, entity: Annotation) -> Iterator[Entity]:
    """New accepted mentions where the words of `entity` stand elsewhere and no entity is marked yet."""
    if not isinstance(entity, Entity) or entity.is_lost:
        return
    words = text[entity.spans[0].start : entity.spans[0].end]
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        span = Span(*match.span())
        near = annotations.overlapping(*span)
        if not any(isinstance(a, Entity) and a.status is not Status.REJECTED for a in near):
            yield Entity(id=new_id(), label=entity.label, spans=(span,), by=entity.by, entity=entity.entity)


def tag_others(text: str, annotations: AnnotationSet, entity: Annotation, by: str) -> Change:
    """Tag every other place where the words of `entity` stand; accept those suggested for the same name."""
    mentions = [mention.with_(by=by) for mention in others(text, annotations, entity)]
    edits = list(adding("", *mentions).edits)
    words = entity.text_in(text)
    for other in annotations.of_kind("entity"):
        same = other.status is Status.SUGGESTED and other.text_in(text) == words
        if same and isinstance(other, Entity) and isinstance(entity, Entity) and other.id != entity.id:
            after = other.with_(status=Status.ACCEPTED, label=entity.label, entity=entity.entity)
            edits.append(Edit(other, after))
    return Change(f"tag {len(edits)} other places", tuple(edits))


def as_passage(text: str, span: Span) -> Passage:
    return Passage(text[span.start : span.end], span)
