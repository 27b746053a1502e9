"""Quoted stretches: what stands between quotation marks, paragraph by paragraph.

A state machine over the marks “ ” „ ‟ « » and ". Which way a mark faces is read from its
neighbours as well as from its glyph, since newsrooms write ” on both sides. An odd
number of marks never fails: an unclosed stretch ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotations.late_pattern import late_pattern
from annotations.model import Span

# a run of three double marks or more is no quotation; two single marks are one double, and of
# three the inner one opens or closes a quotation inside: '''College Bowl,''' he replied
_MARK = late_pattern(
    '["“”„‟«»″〝〞]{3,}|["“”„‟«»″〝〞]'
    "|(?<!['‘’])(?:''|‘‘|’’)(?!['‘’])|(?<![^\\s(])''(?='[^\\s'])|(?<=[^\\s'‘’]')''(?!['‘’])"
)
_CANDIDATE = late_pattern("[\"“”„‟«»″〝〞'‘’][\"“”„‟«»″〝〞'‘’]*")
_OPENING = frozenset("“„‟«〝‘")
_CLOSING = frozenset("”»〞’")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/:'‘’")
_AFTER_CLOSING = frozenset(" \t\n\u00a0.,;:!?)]}—–-/'’")
_TURN = late_pattern(
    r"[A-Z][\w.'’-]{1,24}(?: [A-Z][\w.'’-]{0,24}){0,3}:\s{1,3}(?=[\w.…—])"
)  # of a transcript
_INNER_MARKS = frozenset("'’”\")]")
_WORD = late_pattern(r"\w+(?:[-’'.]\w+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between quotation marks, the marks included; `closed` unless the paragraph ended first."""

    start: int
    end: int
    closed: bool
    opens_paragraph: bool
    words: int
    last: str  # the last character inside the marks
    title_case: bool  # most words begin with a capital: a title or a name

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class _Mark(NamedTuple):
    start: int
    end: int
    faces: str  # open, close or either


def find_stretches(
    text: str, paragraphs: Sequence[Span], furniture: Sequence[Span] = (), tags: Container[str] = ()
) -> Iterator[Stretch]:
    """Outermost quoted stretches in text order; marks inside `furniture` are passed over.

    A mark glued to one of the words in `tags` closes: '…pendistribusian, "paparnya'.
    """
    pieces = iter(furniture)
    piece = next(pieces, None)
    for paragraph in paragraphs:
        marks: list[_Mark] = []
        for match in _marks(text, paragraph):
            if match.end() - match.start() > 2:
                continue
            while piece is not None and piece.end <= match.start():
                piece = next(pieces, None)
            if piece is None or match.start() < piece.start:
                marks.append(_Mark(*match.span(), _faces(text, *match.span(), tags)))
        if marks:
            for start, end, closed in _nested(text, marks) or _flat(text, marks, paragraph.end):
                stretch = _stretch(text, paragraph, start, end, closed)
                if stretch.words:
                    yield stretch


def _marks(text: str, paragraph: Span) -> Iterator[re.Match[str]]:
    """All matches of _MARK, looked for only where a mark stands: apostrophes alone are most of them."""
    for candidate in _CANDIDATE.finditer(text, *paragraph):
        start, end = candidate.span()
        if end - start > 1 or text[start] not in "'‘’":
            yield from _MARK.finditer(text, start, min(end + 1, paragraph.end))


def _stretch(text: str, paragraph: Span, start: int, end: int, closed: bool) -> Stretch:
    inside_end = end - 1 if closed else end
    while inside_end > start + 1 and (text[inside_end - 1].isspace() or text[inside_end - 1] in _INNER_MARKS):
        inside_end -= 1
    if not closed:
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
    words = capitals = 0
    for match in _WORD.finditer(text, start + 1, inside_end):
        words += 1
        capitals += words <= 12 and text[match.start()].isupper()
    title_case = 3 <= words <= 12 and capitals > 0.59 * words and text[inside_end - 1] not in "?!"
    opens = start - paragraph.start < 8 and not text[paragraph.start : start].strip()
    turn = _TURN.match(text, start + 1, end) if opens else None
    if turn is not None and (not closed or turn.group().isupper()):
        start = turn.end()
    return Stretch(start, end, closed, opens, words, text[inside_end - 1], title_case)


def _faces(text: str, start: int, end: int, tags: Container[str]) -> str:
    """Which way a mark faces, by its glyph and its neighbours."""
    glyph = text[start]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    free_before, free_after = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if tags and after.islower():
        word = _WORD.match(text, end, end + 30)
        if word is not None and word.group() in tags:
            return "close"
    if glyph in _OPENING:
        return "close" if free_after and not free_before else "open"
    if free_before and not free_after:
        return "open"
    if glyph in _CLOSING or (free_after and not free_before):
        return "close"
    return "either"


def _nested(text: str, marks: list[_Mark]) -> list[tuple[int, int, bool]]:
    """Outermost pairs when all marks balance; [] when they do not."""
    pairs: list[tuple[int, int, bool]] = []
    depth = start = 0
    for mark in marks:
        if mark.faces == "open" or (mark.faces == "either" and depth == 0):
            if depth == 0:
                start = mark.start
            elif text[mark.start - 1] not in _BEFORE_OPENING:
                return []
            depth += 1
        elif depth == 0:
            return []
        else:
            depth -= 1
            if depth == 0:
                pairs.append((start, mark.end, True))
    return pairs if depth == 0 else []


def _flat(text: str, marks: list[_Mark], end: int) -> list[tuple[int, int, bool]]:
    """Pairs without nesting: an opening mark ends a stretch left open, a stray closing mark is dropped."""
    pairs: list[tuple[int, int, bool]] = []
    start: int | None = None
    for mark in marks:
        if start is None:
            if mark.faces != "close":
                start = mark.start
        elif mark.faces == "open":
            if text[start + 1 : mark.start].strip():
                pairs.append((start, mark.start, False))
            start = mark.start
        else:
            pairs.append((start, mark.end, True))
            start = None
    if start is not None and end > start + 1:
        pairs.append((start, end, False))
    return pairs
