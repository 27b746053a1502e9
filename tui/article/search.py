"""Searching the article: all matches at once, and stepping between them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from annotations.model import Span

_BLANKS = re.compile(r"\s+")
_PIECE = 256  # code points
_MOST_BLANKS = 40  # between two words; with a limit, a page of blanks costs no more than one of words


def _pattern(wanted: str) -> str:
    """Matches `wanted` as written, but its blanks may be any white space: lines end within sentences."""
    parts = [re.escape(part) for part in _BLANKS.split(wanted)]
    inner = rf"\s{{1,{_MOST_BLANKS}}}"
    return "".join(
        part + ("" if at == len(parts) - 1 else inner if part and parts[at + 1] else r"\s")
        for at, part in enumerate(parts)
    )


class Matches(Sequence[Span]):
    """Spans in text order that do not overlap, in little room: a letter may stand there a million times."""

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self._starts, self._ends = starts, ends

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | Sequence[Span]:
        if isinstance(at, slice):
            return Matches(self._starts[at], self._ends[at])
        return Span(self._starts[at], self._ends[at])

    def overlapping(self, span: Span) -> Sequence[Span]:
        return self[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]


NO_MATCHES = Matches(array("I"), array("I"))


class Search:
    """Matches of a text, in which any white space is alike; capitals matter only when it holds some."""

    def __init__(self) -> None:
        self.wanted = ""
        self.matches = NO_MATCHES
        self._lower = ("", "")  # a text and itself in small letters

    def find(self, text: str, wanted: str) -> None:
        self.wanted = wanted
        starts, ends = array("I"), array("I")
        for start, end in self._found(text, wanted) if wanted else ():
            starts.append(start)
            ends.append(end)
        self.matches = Matches(starts, ends)

    def _found(self, text: str, wanted: str) -> Iterator[tuple[int, int]]:
        """By its first word where that can be, many times faster than by a pattern that ignores case."""
        flags = 0 if any(char.isupper() for char in wanted) else re.IGNORECASE
        pattern = re.compile(_pattern(wanted), flags)
        looked = self._in_small_letters(text) if flags else text
        first = (wanted.lower() if flags else wanted).split()[:1]
        if not first or wanted[0].isspace() or len(looked) != len(text):
            yield from (match.span() for match in pattern.finditer(text))
            return
        whole = not _BLANKS.search(wanted)
        start = looked.find(first[0])
        while start >= 0:
            end = start + len(first[0])
            if not whole:
                match = pattern.match(text, start)
                end = match.end() if match else 0
            if end:
                yield start, end
            start = looked.find(first[0], end or start + 1)

    def _in_small_letters(self, text: str) -> str:
        if self._lower[0] is not text:
            # In pieces, most of which are plain ASCII and done in a tenth of the time.
            pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
            self._lower = (text, "".join(map(str.lower, pieces)))
        return self._lower[1]

    def from_here(self, offset: int) -> Span | None:
        """The first match at or behind `offset`, else the first of all."""
        if not self.matches:
            return None
        position = bisect_left(self.matches, (offset, 0))
        return self.matches[position % len(self.matches)]

    def step(self, offset: int, forward: bool) -> Span | None:
        """The match behind (before) `offset`, going round at the ends."""
        if not self.matches:
            return None
        if forward:
            return self.matches[bisect_right(self.matches, (offset, 1 << 62)) % len(self.matches)]
        return self.matches[bisect_left(self.matches, (offset, 0)) - 1]

    def says(self, offset: int) -> str:
        """ "3 of 12"."""
        number = bisect_right(self.matches, (offset, 1 << 62))
        return f"match {max(1, number)} of {len(self.matches)}"
