"""Spans in text order in little room, for where there may be a hundred thousand of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

from annotations.model import Span


class SpanList(Sequence[Span]):
    """Eight bytes a span, where a tuple of them takes 150. They do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts, self._ends = array("I"), array("I")
        self.extend(spans)

    @classmethod
    def of_bytes(cls, starts: bytes, ends: bytes) -> SpanList:
        """Of what `in_bytes` gave on this machine."""
        made = cls()
        made._starts.frombytes(starts)
        made._ends.frombytes(ends)
        return made

    def in_bytes(self) -> tuple[bytes, bytes]:
        """All starts, all ends."""
        return self._starts.tobytes(), self._ends.tobytes()

    def extend(self, more: Iterable[tuple[int, int]]) -> int:
        """Add spans that stand behind all others; how many they were."""
        before = len(self)
        for start, end in more:
            self._starts.append(start)
            self._ends.append(end)
        return len(self) - before

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> SpanList: ...

    def __getitem__(self, at: int | slice) -> Span | SpanList:
        if isinstance(at, slice):
            part = SpanList()
            part._starts, part._ends = self._starts[at], self._ends[at]
            return part
        return Span(self._starts[at], self._ends[at])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SpanList):
            return self._starts == other._starts and self._ends == other._ends
        return isinstance(other, tuple | list) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def overlapping(self, span: Span) -> SpanList:
        """Those that share a character with `span`."""
        return self[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
