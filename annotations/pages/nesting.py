"""Stretches of text that overlap in any way, as a tree: what crosses is cut until each holds or misses each.

Offsets are code points, half-open.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.model import Span


class Stretch(NamedTuple):
    """What is to be marked; `rank` says what lies outside where two have the same place: the lower one."""

    span: Span
    rank: int
    key: int  # whose it is; a stretch that is cut has it in each of its pieces


class Edge(NamedTuple):
    """A piece of stretch `key` begins or ends; `whole` says that the stretch itself does so here."""

    offset: int
    opens: bool
    key: int
    whole: bool


def edges(stretches: Iterable[Stretch], block: Span) -> Iterator[Edge]:
    """Beginnings and ends within `block`, in an order in which tags may be written: last in, first out.

    Of two that cross the later one is cut, where the earlier one ends. Stretches are cut at the ends of
    the block too; empty ones are left out.
    """
    waiting = []
    for stretch in stretches:
        start, end = max(stretch.span.start, block.start), min(stretch.span.end, block.end)
        if start < end:
            waiting.append((start, -end, stretch.rank, stretch.key, stretch.span))
    heapq.heapify(waiting)
    opened: list[tuple[int, int, bool]] = []  # end, key, whether that is the stretch's end
    while waiting:
        start, minus_end, rank, key, span = heapq.heappop(waiting)
        while opened and opened[-1][0] <= start:
            end, closed, whole = opened.pop()
            yield Edge(end, False, closed, whole)
        end = -minus_end
        if opened and opened[-1][0] < end:
            heapq.heappush(waiting, (opened[-1][0], minus_end, rank, key, span))
            end = opened[-1][0]
        yield Edge(start, True, key, start == span.start)
        opened.append((end, key, end == span.end))
    while opened:
        end, closed, whole = opened.pop()
        yield Edge(end, False, closed, whole)
