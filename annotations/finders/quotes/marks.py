"""Quoted stretches: what stands between quotation marks, paragraph by paragraph.

A state machine over the marks “ ” „ ‟ « » and ". Which way a mark faces is read from its
neighbours as well as from its glyph, since newsrooms write ” on both sides. An odd
number of marks never fails: an unclosed stretch ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.model import Span

_MARK = re.compile('["“”„‟«»″〝〞]')
_OPENING = frozenset("“„‟«〝")
_CLOSING = frozenset("”»〞")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/:'‘’")
_AFTER_CLOSING = frozenset(" \t\n\u00a0.,;:!?)]}—–-/'’")
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between quotation marks, the marks included; `closed` unless the paragraph ended first."""

    start: int
    end: int
    closed: bool
    opens_paragraph: bool
    words: int
    last: str  # the last character inside the marks

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def find_stretches(
    text: str, paragraphs: Sequence[Span], furniture: Sequence[Span] = ()
) -> Iterator[Stretch]:
    """Outermost quoted stretches in text order; marks inside `furniture` are passed over."""
    pieces = iter(furniture)
    piece = next(pieces, None)
    for paragraph in paragraphs:
        marks: list[int] = []
        for match in _MARK.finditer(text, *paragraph):
            position = match.start()
            while piece is not None and piece.end <= position:
                piece = next(pieces, None)
            if piece is None or position < piece.start:
                marks.append(position)
        if marks:
            pairs = _nested(text, marks) or _flat(text, marks, paragraph.end)
            for start, end, closed in pairs:
                yield _stretch(text, paragraph, start, end, closed)


def _stretch(text: str, paragraph: Span, start: int, end: int, closed: bool) -> Stretch:
    inside_end = end - 1 if closed else end
    while inside_end > start + 1 and text[inside_end - 1].isspace():
        inside_end -= 1
    if not closed:
        end = inside_end
    words = sum(1 for _ in _WORD.finditer(text, start + 1, inside_end))
    opens = not text[paragraph.start : start].strip() if start - paragraph.start < 8 else False
    return Stretch(start, end, closed, opens, words, text[inside_end - 1])


def _faces(text: str, position: int) -> str:
    """ "open", "close" or "either", by the glyph and its neighbours."""
    glyph = text[position]
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    free_before, free_after = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if glyph in _OPENING:
        return "close" if free_after and not free_before else "open"
    if free_before and not free_after:
        return "open"
    if glyph in _CLOSING or (free_after and not free_before):
        return "close"
    return "either"


def _nested(text: str, marks: list[int]) -> list[tuple[int, int, bool]]:
    """Outermost pairs when all marks balance; [] when they do not."""
    pairs: list[tuple[int, int, bool]] = []
    depth = start = 0
    for position in marks:
        faces = _faces(text, position)
        if faces == "open" or (faces == "either" and depth == 0):
            if depth == 0:
                start = position
            elif text[position - 1] not in _BEFORE_OPENING:
                return []
            depth += 1
        elif depth == 0:
            return []
        else:
            depth -= 1
            if depth == 0:
                pairs.append((start, position + 1, True))
    # deeper than a quote in a quote is a mark forgotten, not nesting
    return pairs if depth == 0 else []


def _flat(text: str, marks: list[int], end: int) -> list[tuple[int, int, bool]]:
    """Pairs without nesting: an opening mark ends a stretch left open, a stray closing mark is dropped."""
    pairs: list[tuple[int, int, bool]] = []
    start: int | None = None
    for position in marks:
        faces = _faces(text, position)
        if start is None:
            if faces != "close":
                start = position
        elif faces == "open":
            stop = position
            while stop > start + 1 and text[stop - 1].isspace():
                stop -= 1
            if stop > start + 1:
                pairs.append((start, stop, False))
            start = position
        else:
            pairs.append((start, position + 1, True))
            start = None
    if start is not None and end > start + 1:
        pairs.append((start, end, False))
    return pairs
