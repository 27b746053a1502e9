"""Emphasis in Markdown: runs of * and _ that belong together (CommonMark 0.31, section 6.2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotations.model import Span

_RUN = re.compile(r"\*+|_+|~~")


@dataclass(slots=True)
class Emphasis:
    """`marks` are the characters that emphasise, `styled` what they emphasise: "strong" or "emphasis"."""

    marks: list[Span] = field(default_factory=list)
    styled: list[tuple[Span, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Opener:
    start: int
    end: int  # moves to the left as closers use it up
    order: int


def find_emphasis(text: str, lines: Sequence[Span], without: Iterable[Span]) -> Emphasis:
    """In the lines of one paragraph; runs within `without` (links, code) mean nothing."""
    found = Emphasis()
    openers: dict[str, list[_Opener]] = {"*": [], "_": [], "~": []}
    for order, run in enumerate(_runs(text, lines, without)):
        char = text[run.start]
        opens, closes = _flanking(text, run)
        start = run.start
        own = openers[char]
        while closes and own and start < run.end:
            opener = own[-1]
            for other in openers.values():  # what opened since then and was not closed is text
                while other and other[-1].order > opener.order:
                    other.pop()
            used = 2 if min(opener.end - opener.start, run.end - start) >= 2 else 1
            found.marks += (Span(opener.end - used, opener.end), Span(start, start + used))
            if char != "~":
                style = "strong" if used == 2 else "emphasis"
                found.styled.append((Span(opener.end, start), style))
            opener.end -= used
            start += used
            if opener.end == opener.start:
                own.pop()
        if opens and start < run.end:
            own.append(_Opener(start, run.end, order))
    return found


def _runs(text: str, lines: Sequence[Span], without: Iterable[Span]) -> Iterator[Span]:
    barred = sorted(without)
    at = 0  # the first that may be ahead
    for line in lines:
        for match in _RUN.finditer(text, line.start, line.end):
            while at < len(barred) and barred[at].end <= match.start():
                at += 1
            if at == len(barred) or match.end() <= barred[at].start:
                yield Span(*match.span())


def _flanking(text: str, run: Span) -> tuple[bool, bool]:
    """Whether the run may open, and whether it may close."""
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    left = not _is_blank(after) and (not _is_mark(after) or _is_blank(before) or _is_mark(before))
    right = not _is_blank(before) and (not _is_mark(before) or _is_blank(after) or _is_mark(after))
    if text[run.start] == "_":
        return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
    return left, right


def _is_blank(char: str) -> bool:
    return not char or char.isspace()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS" if char else False
