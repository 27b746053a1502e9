"""What a person does to annotations that are there, each as a reversible change.

A change by a person decides: what they touch is accepted, unless they reject it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from annotations import structure
from annotations.anchoring import place_again
from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit, adding, changing, removing
from annotations.model import (
    Agreement,
    Annotation,
    FieldType,
    Lost,
    Passage,
    Quote,
    Span,
    Status,
    parties_in_title,
)

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
    if isinstance(annotation, Agreement) and name == "parties":
        changes["title"] = retitled(annotation, value)
    return changing(f"set {name.replace('_', ' ')}", (annotation, annotation.with_(**changes)))


def retitled(agreement: Agreement, parties: tuple[str, ...]) -> str:
    """Its title with other parties, where it ends with those it has, as the finders' titles do."""
    named = parties_in_title(agreement.parties)
    if not named or not agreement.title.endswith(named):
        return agreement.title
    return agreement.title.removesuffix(named) + parties_in_title(parties)


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


def clear_of_own_parts(text: str, change: Change) -> Change:
    """A change that gave one quote other words, without its own cue and source among them."""
    if len(change.edits) != 1 or not isinstance(after := change.edits[0].after, Quote):
        return change
    spans = after.spans
    for part in (after.cue, after.source):
        spans = structure.without(text, spans, part) if part is not None else spans
    if not spans or spans == after.spans:
        return change
    return Change(change.what, (Edit(change.edits[0].before, after.with_(spans=spans)),))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In text order; spans that touch or overlap become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def take_out(text: str, annotation: Annotation, out: Span) -> Change:
    """Take words out of its content, which then may have one span less or more; never the last of it."""
    spans = structure.without(text, annotation.spans, out)
    if not spans:
        return Change("nothing", ())
    return changing(
        f"take words out of {annotation.kind}",
        (annotation, annotation.with_(spans=spans, status=Status.ACCEPTED)),
    )


def set_part(text: str, annotation: Annotation, name: str, span: Span) -> Change:
    """Set a field to words of the article. A quote's cue or source is no part of its content: it cuts it."""
    spec = next(spec for spec in annotation.fields if spec.name == name)
    value = as_passage(text, span) if spec.type is FieldType.PASSAGE else span
    change = set_field(annotation, name, value)
    left = structure.without(text, annotation.spans, span)
    if not isinstance(annotation, Quote) or not change.edits or left == annotation.spans or not left:
        return change
    after = change.edits[0].after
    assert after is not None
    return changing(change.what, (annotation, after.with_(spans=left)))


def move_boundary(
    text: str, annotation: Annotation, side: Side, direction: Direction, steps: int = 1
) -> Change:
    """Move its start or end by that many steps, or as far as it goes; the same the other way takes it back.

    Steps stop at words, before opening marks (start) and behind closing ones (end). The first
    span's start and the last span's end move. They stay where the span would become empty, meet
    its neighbour, run over the quote's own cue or source, or leave the text.
    """
    if annotation.is_lost:
        return Change("nothing", ())
    spans = annotation.spans
    for _ in range(steps):
        moved = _moved(text, annotation, spans, side, direction)
        if moved == spans:
            break
        spans = moved
    after = annotation.with_(spans=spans, status=Status.ACCEPTED, lost=_without_unconfirmed(annotation))
    if spans == annotation.spans:
        return Change("nothing", ())
    return changing(f"move {side} of {annotation.kind}", (annotation, after))


def _moved(
    text: str, annotation: Annotation, before: tuple[Span, ...], side: Side, direction: Direction
) -> tuple[Span, ...]:
    """`before` with its boundary one step further; `before` itself where that may not be."""
    at = 0 if side == "start" else -1
    spans = list(before)
    start, end = spans[at]
    if side == "end":
        end = _step(structure.pieces_near(text, end, _ENDS), end, direction, lambda piece: piece.end)
    else:
        pieces = structure.pieces_near(text, start, _STARTS)
        start = _step(pieces, start, direction, lambda piece: piece.start)
    ordered = start < end and all(
        left.end <= right.start for left, right in pairwise([*spans[: at % len(spans)], Span(start, end)])
    )
    if not ordered or (at == 0 and len(spans) > 1 and end > spans[1].start):
        return before
    old, spans[at] = spans[at], Span(start, end)
    own = [part for name, part in annotation.places() if isinstance(annotation, Quote) and name != "spans"]
    if any(part.overlaps(spans[at]) and not part.overlaps(old) for part in own):
        return before
    return tuple(spans)


_STARTS = re.compile(structure.WORD.pattern + r"|[\"'“‘«„”’(\[]+(?=\w)")
_ENDS = re.compile(structure.WORD.pattern + r"|[.,;:!?…%)\]\"'”’»“]+")


def _step(pieces: list[Span], here: int, direction: Direction, edge: Callable[[Span], int]) -> int:
    """The next edge of a piece beyond `here`; `here` itself where there is none."""
    if direction == "right":
        return next((edge(piece) for piece in pieces if edge(piece) > here), here)
    return next((edge(piece) for piece in reversed(pieces) if edge(piece) < here), here)


def as_passage(text: str, span: Span) -> Passage:
    return Passage(text[span.start : span.end], span)
