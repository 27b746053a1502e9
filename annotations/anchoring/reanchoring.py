"""Annotations put where their spans are now, with what is lost of them kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotations.anchoring.anchor import Anchor, Anchored, holds
from annotations.anchoring.folding import Folded
from annotations.anchoring.nearby import NEAR, nearby
from annotations.anchoring.placement import LOST, Placement, State
from annotations.anchoring.places import Places
from annotations.model import Annotation, Lost, Passage, Span

FAR = 400  # how far at most, in code points, a field's words may get from their spans


@dataclass(slots=True)
class Reanchored:
    """The annotations in their order; how many of them moved, and how many lost a span, just now."""

    annotations: list[Annotation]
    moved: int = 0
    lost: int = 0


def reanchor(anchored: Iterable[Anchored], text: str, *, unchanged: bool = False) -> Reanchored:
    """Place each annotation in `text`.

    `unchanged` says that the text is the one they were made on: then a place whose quote
    stands there is taken as it is, and what was lost stays so. What is not found becomes
    `Lost` in its annotation, which keeps everything else; what is only alike is marked
    there, too, and stands in its spans or field until a person decides.
    """
    items = list(anchored)
    held = [unchanged and _all_hold(text, item) for item in items]
    result = Reanchored([])
    if all(held):
        result.annotations = [item.annotation for item in items]
        return result
    lost = () if unchanged else (_anchor(piece) for item in items for piece in item.annotation.lost)
    anchors = (anchor for item in items for anchor in (*item.spans, *item.fields.values()))
    places = Places(text, anchors, lost)
    for item, stays in zip(items, held, strict=True):
        if stays:
            result.annotations.append(item.annotation)
            continue
        placed = _Placed(item, places, retry=not unchanged)
        result.annotations.append(placed.annotation)
        result.moved += placed.moved
        result.lost += placed.lost_more
    return result


def _all_hold(text: str, item: Anchored) -> bool:
    return all(holds(text, anchor) for anchor in item.spans) and all(
        holds(text, anchor) for anchor in item.fields.values()
    )


def _anchor(piece: Lost) -> Anchor:
    return Anchor(piece.quote, piece.at, piece.before, piece.after)


def _piece(role: str, anchor: Anchor, like: Span | None = None) -> Lost:
    return Lost(role, anchor.quote, anchor.at, anchor.before, anchor.after, like)


class _Placed:
    """One annotation in its new place; `moved` and `lost_more` say whether any of it moved, or was lost."""

    def __init__(self, item: Anchored, places: Places, *, retry: bool) -> None:
        self.moved = False
        self._item = item
        self._places = places
        self._retry = retry
        self._lost: list[Lost] = []
        self._found: list[tuple[Anchor, Span]] = []
        was = item.annotation
        self._guessed = {(piece.role, piece.like): piece for piece in was.lost if piece.like is not None}
        self._waiting = [piece for piece in was.lost if piece.like is None or piece not in was.unconfirmed]
        self._place_spans()
        changes: dict[str, Any] = {"spans": tuple(sorted(span for _, span in self._found))}
        changes |= self._fields()
        changes["lost"] = tuple(self._lost)
        self.annotation = was.with_(**changes)
        self.lost_more = _number_lost(self.annotation) > _number_lost(was)

    def _place_spans(self) -> None:
        tries = [(anchor, self._guessed.get(("spans", anchor.at)), False) for anchor in self._item.spans]
        if self._retry:
            tries += [(_anchor(piece), piece, True) for piece in self._waiting if piece.role == "spans"]
        else:
            self._lost += [piece for piece in self._waiting if piece.role == "spans"]
        for anchor, origin, was_lost in sorted(tries, key=lambda found: found[0].at):
            placement = LOST if was_lost else self._places.of(anchor)
            again = self._places.of_lost(_anchor(origin)) if origin and self._retry else LOST
            if again.span and self._has_room(again.span):
                placement, origin = again, None  # the words themselves are back
            elif placement.span and not self._has_room(placement.span):
                placement = LOST
            self._settle("spans", anchor, placement, origin)
            if placement.span is not None:
                self._found.append((anchor, placement.span))

    def _has_room(self, span: Span) -> bool:
        return not any(span.overlaps(other) for _, other in self._found)

    def _settle(self, role: str, anchor: Anchor, placement: Placement, origin: Lost | None) -> None:
        """Note what became of an anchor; `origin` is what its words were before they were taken for alike."""
        if origin is not None:
            if not placement.span or self._places.folded.raw[slice(*placement.span)] != origin.quote:
                self._lost.append(replace(origin, like=placement.span))
        elif placement.state in (State.FUZZY, State.LOST):
            self._lost.append(_piece(role, anchor, placement.span))
        self.moved = self.moved or placement.state is State.MOVED

    def _fields(self) -> Iterator[tuple[str, Any]]:
        """The fields that have a place, or had one, with their new values."""
        for name, anchor in self._item.fields.items():
            value = getattr(self._item.annotation, name)
            placement = self._field(anchor)
            self._settle(name, anchor, placement, self._guessed.get((name, anchor.at)))
            yield name, _in_place(value, placement.span)
        for piece in self._waiting:
            if piece.role == "spans":
                continue
            value = getattr(self._item.annotation, piece.role)
            empty = not isinstance(value, Span) and piece.role not in self._item.fields
            placement = self._near(_anchor(piece), 0) if self._retry and empty else LOST
            if placement.span is None:
                self._lost.append(replace(piece, like=None))
            else:
                self.moved = self.moved or placement.state is State.MOVED
                yield piece.role, _in_place(value, placement.span)

    def _field(self, anchor: Anchor) -> Placement:
        """Where a field's words are, if that is not too far from the spans."""
        if not self._found:
            return LOST
        placement = self._places.of(anchor)
        if placement.span and abs(placement.span.start - _expected(anchor, self._found)) <= FAR:
            return placement
        return self._near(anchor, NEAR)

    def _near(self, anchor: Anchor, reach: int) -> Placement:
        """A field's words, `reach` at most from where the nearest span lets expect them."""
        if not self._found:
            return LOST
        return nearby(self._places.folded, anchor, _expected(anchor, self._found), reach)


def _in_place(value: Any, span: Span | None) -> Any:
    return Passage(value.text, span) if isinstance(value, Passage) else span


def _number_lost(annotation: Annotation) -> int:
    return sum(piece.like is None for piece in annotation.lost)


def _expected(anchor: Anchor, found: Sequence[tuple[Anchor, Span]]) -> int:
    """Where `anchor` should start, as far from the nearest edge of a span as it was."""
    was, span = min(
        found,
        key=lambda pair: min(abs(pair[0].at.start - anchor.at.start), abs(pair[0].at.end - anchor.at.start)),
    )
    if anchor.at.start >= was.at.end:
        return anchor.at.start + span.end - was.at.end
    return anchor.at.start + span.start - was.at.start


def place_again(text: str, annotation: Annotation, piece: Lost, span: Span) -> Annotation:
    """`annotation` with the words of `piece`, lost or only alike, at `span` by a person's word.

    What else was lost of it comes along where its words stand as far from there as they did.
    """
    placed = _with_piece(text, annotation, piece, span)
    at = [(_anchor(piece), span)]
    folded = Folded(text)
    for other in placed.lost:
        anchor = _anchor(other)
        there = nearby(folded, anchor, _expected(anchor, at), NEAR).span if other.like is None else None
        if there is not None and _has_room(placed, other, there):
            placed = _with_piece(text, placed, other, there)
    return placed


def _has_room(annotation: Annotation, piece: Lost, span: Span) -> bool:
    if piece.role == "spans":
        return not any(span.overlaps(other) for other in annotation.spans)
    value = annotation.value(piece.role)
    return value is None or (isinstance(value, Passage) and value.span is None)


def _with_piece(text: str, annotation: Annotation, piece: Lost, span: Span) -> Annotation:
    kept = tuple(other for other in annotation.lost if other is not piece)
    if piece.role == "spans":
        others = [other for other in annotation.spans if other != piece.like and not other.overlaps(span)]
        return annotation.with_(spans=tuple(sorted([*others, span])), lost=kept)
    value: Any = annotation.value(piece.role)
    if isinstance(value, Passage):
        value = Passage(text[span.start : span.end] if value.text == piece.quote else value.text, span)
    else:
        value = span
    return annotation.with_(**{piece.role: value}, lost=kept)
