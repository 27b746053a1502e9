"""What a person does to annotations that are there, each as a reversible change.

A change by a person decides: what they touch is accepted, unless they reject it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Literal

from annotations import structure
from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit, adding, changing, removing
from annotations.model import Annotation, Entity, Passage, Span, Status, new_id

Side = Literal["start", "end"]
Direction = Literal["left", "right"]


def tag(annotations: AnnotationSet, annotation: Annotation) -> Change:
    """Add what a person tagged; undecided suggestions of its kind for the same words are thereby rejected.

    The same words: the shorter of the two lies at least half inside the other.
    """
    edits = list(adding("", annotation).edits)
    if annotation.kind != "note":
        for other in annotations.overlapping(annotation.start, annotation.end):
            undecided = other.kind == annotation.kind and other.status is Status.SUGGESTED
            if undecided and 2 * _shared(other, annotation) >= min(_length(other), _length(annotation)):
                edits.extend(reject(other).edits)
    return Change(f"tag {annotation.kind}", tuple(edits))


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
    return changing(f"accept {annotation.kind}", (annotation, annotation.with_(status=Status.ACCEPTED)))


def reject(annotation: Annotation) -> Change:
    return changing(f"reject {annotation.kind}", (annotation, annotation.with_(status=Status.REJECTED)))


def delete(annotation: Annotation, finder: str) -> Change:
    """Remove what a person made; what `finder` suggested is rejected, so that it does not come back."""
    return (
        reject(annotation) if annotation.by == finder else removing(f"remove {annotation.kind}", annotation)
    )


def relabel(annotation: Annotation, label: str) -> Change:
    return changing(
        f"label {annotation.kind} {label}",
        (annotation, annotation.with_(label=label, status=Status.ACCEPTED)),
    )


def set_field(annotation: Annotation, name: str, value: Any) -> Change:
    """Change a field of its kind, or `note`. Raises KeyError when there is no such field."""
    if name != "note":
        annotation.value(name)
    return changing(
        f"set {name.replace('_', ' ')}",
        (annotation, annotation.with_(**{name: value}, status=Status.ACCEPTED)),
    )


def respan(annotation: Annotation, spans: Iterable[Span]) -> Change:
    """Give it other words; lost places of its own words are thereby found again."""
    kept = tuple(lost for lost in annotation.lost if lost.role != "spans")
    after = annotation.with_(spans=_merged(spans), status=Status.ACCEPTED, lost=kept)
    return changing(f"move {annotation.kind}", (annotation, after))


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
    """Move its start or end by a word; punctuation between words is a step of its own.

    The first span's start and the last span's end move. Nothing happens where the
    span would become empty, meet its neighbour or leave the text.
    """
    if annotation.is_lost:
        return Change("nothing", ())
    spans = list(annotation.spans)
    if side == "end":
        span = spans[-1]
        end = _next_edge(text, span.end) if direction == "right" else _edge_before(text, span.end)
        spans[-1] = Span(span.start, min(end, len(text)))
    else:
        span = spans[0]
        start = _start_before(text, span.start) if direction == "left" else _start_after(text, span.start)
        spans[0] = Span(max(0, start), span.end)
    ordered = all(s.length > 0 for s in spans) and all(
        left.end <= right.start for left, right in pairwise(spans)
    )
    if not ordered:
        return Change("nothing", ())
    after = annotation.with_(spans=tuple(spans), status=Status.ACCEPTED)
    return changing(f"move {side} of {annotation.kind}", (annotation, after))


_CLOSING = re.compile(r"[^\w\s]+")


def _next_edge(text: str, end: int) -> int:
    """Behind the punctuation that follows at once, else behind the next word."""
    closing = _CLOSING.match(text, end)
    return closing.end() if closing else structure.word_end_after(text, end)


def _edge_before(text: str, end: int) -> int:
    word = structure.word_end_before(text, end)
    trailing = text[word:end].rstrip()
    # closing punctuation goes first, then the word before it
    return word if trailing and not text[end - 1].isalnum() else structure.word_end_before(text, end)


def _start_before(text: str, start: int) -> int:
    low = start
    while low > 0 and not text[low - 1].isalnum() and not text[low - 1].isspace():
        low -= 1
    return low if low < start else structure.word_start_before(text, start)


def _start_after(text: str, start: int) -> int:
    return structure.word_start_after(text, start)


def others(text: str, annotations: AnnotationSet, entity: Annotation) -> list[Entity]:
    """New accepted mentions where the words of `entity` stand elsewhere and no entity is marked yet."""
    if not isinstance(entity, Entity) or entity.is_lost:
        return []
    words = text[entity.spans[0].start : entity.spans[0].end]
    found = []
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        span = Span(*match.span())
        near = annotations.overlapping(*span)
        if not any(isinstance(a, Entity) and a.status is not Status.REJECTED for a in near):
            found.append(
                Entity(id=new_id(), label=entity.label, spans=(span,), by=entity.by, entity=entity.entity)
            )
    return found


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
