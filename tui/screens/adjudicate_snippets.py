"""Versions of the same words in a line each: where each begins and ends, cut in the same places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.display import display
from annotations.model import Span

CONTEXT = 24  # characters shown on either side where there is room
_LEAST = 8  # characters of a stretch that are always shown


class Piece(NamedTuple):
    """`inside`: the version holds it; `differs`: not all versions do. Brackets are pieces of their own."""

    text: str
    inside: bool = False
    differs: bool = False
    bracket: bool = False


def snippets(text: str, versions: Sequence[Sequence[Span]], room: int) -> list[list[Piece]]:
    """For each version, a list of spans, its words with some of what stands around them, in about `room`
    characters: each version in [brackets], long stretches without their middle, which is the same in all.
    """
    edges = sorted({edge for spans in versions for span in spans for edge in span})
    stretches = [Span(start, end) for start, end in pairwise(edges)]
    holds = [[any(span.covers(each) for span in spans) for each in stretches] for spans in versions]
    differs = [len(set(column)) > 1 for column in zip(*holds, strict=True)]
    brackets = 2 * max(map(len, versions))
    context = min(CONTEXT, max(4, room // 6))
    longest = _longest([each.length for each in stretches], room - 2 * context - brackets)
    shown = [_cut(text, each, longest) for each in stretches]
    before = _context(text, Span(max(0, edges[0] - context), edges[0]), at_end=False)
    after = _context(text, Span(edges[-1], min(len(text), edges[-1] + context)), at_end=True)
    return [[Piece(before), *_pieces(stretches, shown, differs, spans), Piece(after)] for spans in versions]


def _pieces(
    stretches: Sequence[Span], shown: Sequence[str], differs: Sequence[bool], spans: Sequence[Span]
) -> list[Piece]:
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    found: list[Piece] = []
    for stretch, words, apart in zip(stretches, shown, differs, strict=True):
        inside = any(span.covers(stretch) for span in spans)
        if stretch.start in starts:
            found.append(Piece("[", bracket=True))
        found.append(Piece(words, inside, apart))
        if stretch.end in ends:
            found.append(Piece("]", bracket=True))
    return found


def _longest(lengths: Sequence[int], room: int) -> int:
    """How much of each stretch is shown so that all fit: the short ones whole, the long ones alike."""
    left, most = room, len(lengths)
    for length in sorted(lengths):
        share = left // most
        if length > share:
            return max(_LEAST, share)
        left, most = left - length, most - 1
    return max(lengths)


def _cut(text: str, span: Span, longest: int) -> str:
    if span.length <= longest:
        return _plain(text, span)
    head = longest // 2
    tail = longest - head - 1
    return (
        f"{_plain(text, Span(span.start, span.start + head))}…{_plain(text, Span(span.end - tail, span.end))}"
    )


def _context(text: str, span: Span, *, at_end: bool) -> str:
    """Words beside, cut at a line's end, with a sign where the line goes on."""
    words = text[span.start : span.end]
    if at_end:
        line, broken, _ = words.partition("\n")
        return _safe(line) + ("" if broken or span.end == len(text) else "…")
    _, broken, line = words.rpartition("\n")
    return ("" if broken or span.start == 0 else "…") + _safe(line)


def _plain(text: str, span: Span) -> str:
    return _safe(text[span.start : span.end])


def _safe(words: str) -> str:
    """Fit to print, on one line, of the same length."""
    return display(words.replace("\n", " ").replace("\t", " "))
