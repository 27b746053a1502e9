"""Which spans touch an offset or a range, in time that does not grow with their number.

Spans are filed in the smallest bin that holds them whole, as in the UCSC genome
browser's binning scheme (Kent et al. 2002, Genome Research 12:996): bins of 2**9
code points, each level eight times the one below. A look-up visits one bin a level.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotations.model import Span

_SHIFTS = (9, 12, 15, 18, 21, 24)  # 512 code points … 16 Mi, the largest article
_TOP = len(_SHIFTS)


def _bin(start: int, end: int) -> tuple[int, int]:
    last = max(start, end - 1)
    for level, shift in enumerate(_SHIFTS):
        if start >> shift == last >> shift:
            return level, start >> shift
    return _TOP, 0


class SpanIndex:
    """Spans filed under keys. The same key may hold several spans."""

    def __init__(self) -> None:
        self._bins: dict[tuple[int, int], set[tuple[int, int, str]]] = {}

    def add(self, span: Span, key: str) -> None:
        self._bins.setdefault(_bin(*span), set()).add((span.start, span.end, key))

    def remove(self, span: Span, key: str) -> None:
        """Raises KeyError when `span` is not filed under `key`."""
        where = _bin(*span)
        entries = self._bins[where]
        entries.remove((span.start, span.end, key))
        if not entries:
            del self._bins[where]

    def overlapping(self, start: int, end: int) -> Iterator[tuple[Span, str]]:
        """Spans with at least one code point in `[start, end)`, in no order."""
        if end <= start:
            return
        for level in range(_TOP + 1):
            shift = _SHIFTS[level] if level < _TOP else None
            first, last = (0, 0) if shift is None else (start >> shift, (end - 1) >> shift)
            for number in range(first, last + 1):
                for span_start, span_end, key in self._bins.get((level, number), ()):
                    if span_start < end and start < span_end:
                        yield Span(span_start, span_end), key
