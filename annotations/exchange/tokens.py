"""Words for formats that count in tokens: every character that is no blank space is in one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotations.model import Span

_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*|[^\w\s]")


def tokens_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """The tokens of `text`, cut where one of `spans` begins or ends, so that each span is whole tokens.

    Blank space is a token only where a span begins or ends in it, and then a run of it is one.
    """
    spans = list(spans)
    edges = sorted({edge for span in spans for edge in span})
    found: list[Span] = []
    done = 0

    def add(start: int, end: int) -> None:
        first = bisect_left(edges, start + 1)
        last = bisect_left(edges, end)
        points = [start, *edges[first:last], end]
        found.extend(Span(a, b) for a, b in pairwise(points))

    def add_blank(start: int, end: int) -> None:
        if start < end and any(
            _has_inner_edge(edge, start, end, starts, ends)
            for edge in edges[bisect_left(edges, start) : bisect_left(edges, end + 1)]
        ):
            add(start, end)

    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    for match in _WORD.finditer(text):
        add_blank(done, match.start())
        add(*match.span())
        done = match.end()
    add_blank(done, len(text))
    return found


def _has_inner_edge(edge: int, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether a span begins or ends in this blank space, not only where a word does."""
    return (edge < end and edge in starts) or (edge > start and edge in ends)


def covered(tokens: Sequence[Span], span: Span) -> tuple[int, int] | None:
    """The first and the last token of `span`; None where it is not just whole tokens."""
    first = bisect_left(tokens, (span.start, -1))
    last = bisect_left(tokens, (span.end, -1)) - 1
    if first <= last and tokens[first].start == span.start and tokens[last].end == span.end:
        return first, last
    return None
