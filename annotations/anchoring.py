"""Spans that find their place again when the article was changed since.

An anchor is an exact quote, up to 32 code points of context on each side, and the place it
was at (W3C Web Annotation: TextQuoteSelector with TextPositionSelector). The quote and its
context decide; the place is a hint. What cannot be told for sure is lost, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotations.model import Annotation, Lost, Passage, Span

CONTEXT = 32  # code points of context on each side
CLEAR = 16  # as much context as one side must have to decide alone: less only where the text begins or ends
NEAR = 40  # how far, in code points, a field's words may be from where they are expected


@dataclass(frozen=True, slots=True)
class Anchor:
    """`quote` as it stood `at` its place, with the text just `before` and `after`."""

    quote: str
    at: Span
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Anchored:
    """An annotation with an anchor for each of its spans, in order, and for each field that has a place."""

    annotation: Annotation
    spans: Sequence[Anchor] = ()
    fields: Mapping[str, Anchor] = field(default_factory=dict)


class State(StrEnum):
    """What became of a span."""

    EXACT = "exact"  # where it was
    MOVED = "moved"  # elsewhere
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor is now: `span` is None exactly when it is lost."""

    state: State
    span: Span | None = None


@dataclass(slots=True)
class Reanchored:
    """The annotations in their order; how many of them moved, and how many lost a span, just now."""

    annotations: list[Annotation]
    moved: int = 0
    lost: int = 0


def anchor_of(text: str, span: Span) -> Anchor:
    """The anchor of `span` in `text`."""
    start, end = span
    return Anchor(text[start:end], span, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def holds(text: str, anchor: Anchor) -> bool:
    """Whether the quote stands where the anchor says."""
    return text[anchor.at.start : anchor.at.end] == anchor.quote


def reanchor(anchored: Iterable[Anchored], text: str, *, unchanged: bool = False) -> Reanchored:
    """Place each annotation in `text`.

    `unchanged` says that the text is the one they were made on: then a place whose quote
    stands there is taken as it is, and what was lost stays so. What is not found
    becomes `Lost` in its annotation, which keeps everything else.
    """
    items = list(anchored)
    finder = _Finder(text, (anchor for item in items for anchor in item.spans))
    result = Reanchored([])
    for item in items:
        if unchanged and _all_hold(text, item):
            result.annotations.append(item.annotation)
            continue
        placed, moved = _place(finder, item, retry_lost=not unchanged)
        result.annotations.append(placed)
        result.moved += moved
        result.lost += len(placed.lost) > len(item.annotation.lost)
    return result


def _all_hold(text: str, item: Anchored) -> bool:
    return all(text[anchor.at[0] : anchor.at[1]] == anchor.quote for anchor in item.spans) and all(
        text[anchor.at[0] : anchor.at[1]] == anchor.quote for anchor in item.fields.values()
    )


class _Finder:
    """Looks up anchors in one text, remembering by how much the last one had shifted."""

    def __init__(self, text: str, anchors: Iterable[Anchor]) -> None:
        self.text = text
        self.shift = 0
        self._places: dict[str, set[Span]] = {}  # where each quote was annotated
        for anchor in anchors:
            self._places.setdefault(anchor.quote, set()).add(anchor.at)

    def find(self, anchor: Anchor, *, by_context: bool = False) -> Placement:
        """What is not found for sure is lost; `by_context` asks that its context be there too."""
        start = self._start_of(anchor, by_context)
        if start is None:
            return _LOST
        self.shift = start - anchor.at.start
        return _placed(anchor, start)

    def _start_of(self, anchor: Anchor, by_context: bool) -> int | None:
        if not anchor.quote:
            return None
        guesses = [anchor.at.start, anchor.at.start + self.shift]
        for start in guesses:
            if self._stands_at(start, anchor) and self._before(start, anchor) and self._after(start, anchor):
                return start
        for start in guesses:
            if self._stands_at(start, anchor) and self._tells(start, anchor):
                return start
        whole = anchor.before + anchor.quote + anchor.after
        if len(whole) > len(anchor.quote):
            place = self._only(whole)
            if place is not None:
                return place + len(anchor.before)
        sides = []
        if len(anchor.before) >= CLEAR and (place := self._only(anchor.before + anchor.quote)) is not None:
            sides.append(place + len(anchor.before))
        if len(anchor.after) >= CLEAR and (place := self._only(anchor.quote + anchor.after)) is not None:
            sides.append(place)
        if sides and sides[0] == sides[-1]:
            return sides[0]
        # one occurrence cannot be the place of two annotated ones, unless context says which
        if not by_context and len(self._places.get(anchor.quote, ())) <= 1:
            return self._only(anchor.quote)
        return None

    def _stands_at(self, start: int, anchor: Anchor) -> bool:
        return start >= 0 and self.text.startswith(anchor.quote, start)

    def _before(self, start: int, anchor: Anchor) -> bool:
        return start >= len(anchor.before) and self.text.startswith(anchor.before, start - len(anchor.before))

    def _after(self, start: int, anchor: Anchor) -> bool:
        return self.text.startswith(anchor.after, start + len(anchor.quote))

    def _tells(self, start: int, anchor: Anchor) -> bool:
        """Whether a whole side of context is there."""
        return (len(anchor.before) >= CLEAR and self._before(start, anchor)) or (
            len(anchor.after) >= CLEAR and self._after(start, anchor)
        )

    def _only(self, words: str) -> int | None:
        """Where `words` stand, if they do so exactly once."""
        first = self.text.find(words)
        return first if first >= 0 and self.text.find(words, first + 1) < 0 else None

    def near(self, anchor: Anchor, shift: int) -> Placement:
        """The words of a field: `shift` from where they were, else the nearest to there."""
        size = len(anchor.quote)
        expected = anchor.at.start + shift
        if not size or expected < 0:
            return _LOST
        behind = self.text.find(anchor.quote, expected, expected + NEAR + size)
        ahead = self.text.rfind(anchor.quote, max(0, expected - NEAR), expected + size)
        starts = [start for start in (behind, ahead) if start >= 0]
        if not starts:
            return _LOST
        return _placed(anchor, min(starts, key=lambda start: abs(start - expected)))

    def just_at(self, anchor: Anchor, shift: int) -> Placement:
        """The words of a field that was lost: `shift` from where they were, or still lost."""
        start = anchor.at.start + shift
        return _placed(anchor, start) if anchor.quote and self._stands_at(start, anchor) else _LOST


_LOST = Placement(State.LOST)


def _placed(anchor: Anchor, start: int) -> Placement:
    state = State.EXACT if start == anchor.at.start else State.MOVED
    return Placement(state, Span(start, start + len(anchor.quote)))


def _place(finder: _Finder, item: Anchored, *, retry_lost: bool) -> tuple[Annotation, bool]:
    """The annotation in its new place, and whether any of it moved."""
    annotation = item.annotation
    lost: list[Lost] = []
    retried: dict[str, Anchor] = {}
    anchors = [(anchor, False) for anchor in item.spans]
    for piece in annotation.lost:
        anchor = Anchor(piece.quote, piece.at, piece.before, piece.after)
        if retry_lost and piece.role == "spans":
            anchors.append((anchor, True))
        elif retry_lost and piece.role not in item.fields and piece.role not in retried:
            retried[piece.role] = anchor
        else:
            lost.append(piece)
    spans, moved = _place_spans(finder, anchors, lost)
    changes: dict[str, Any] = {"spans": tuple(sorted(span for span, _ in spans))}
    for name, anchor in (*item.fields.items(), *retried.items()):
        placement = _LOST
        if spans:
            look = finder.just_at if name in retried else finder.near
            placement = look(anchor, _shift_near(anchor, spans))
        value = getattr(annotation, name)
        if name in retried and (isinstance(value, Span) or placement.span is None):
            lost.append(Lost(name, anchor.quote, anchor.at, anchor.before, anchor.after))
            continue
        if placement.span is None:
            lost.append(Lost(name, anchor.quote, anchor.at, anchor.before, anchor.after))
        moved = moved or placement.state is State.MOVED
        changes[name] = Passage(value.text, placement.span) if isinstance(value, Passage) else placement.span
    changes["lost"] = tuple(lost)
    return annotation.with_(**changes), moved


def _place_spans(
    finder: _Finder, anchors: Sequence[tuple[Anchor, bool]], lost: list[Lost]
) -> tuple[list[tuple[Span, Anchor]], bool]:
    """The spans found, with whether any moved; those not found are added to `lost`.

    Each anchor comes with whether it was lost already: then its context must be there.
    """
    found: list[tuple[Span, Anchor]] = []
    moved = False
    for anchor, was_lost in sorted(anchors, key=lambda pair: pair[0].at):
        placement = finder.find(anchor, by_context=was_lost)
        if placement.span is None or any(placement.span.overlaps(span) for span, _ in found):
            lost.append(Lost("spans", anchor.quote, anchor.at, anchor.before, anchor.after))
        else:
            found.append((placement.span, anchor))
            moved = moved or placement.state is State.MOVED
    return found, moved


def _shift_near(anchor: Anchor, found: Sequence[tuple[Span, Anchor]]) -> int:
    """By how much the span moved that stood nearest to `anchor`."""
    span, was = min(found, key=lambda pair: abs(pair[1].at.start - anchor.at.start))
    return span.start - was.at.start
