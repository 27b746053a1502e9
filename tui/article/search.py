"""Searching the article: all matches at once, and stepping between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from math import inf
from time import monotonic

from annotations.model import Span
from annotations.span_list import SpanList

_BLANKS = re.compile(r"\s+")
_PIECE = 1_000_000  # code points turned into small letters at once, some milliseconds
_FEW = 16
_AT_ONCE = 1000  # matches found between looks at the clock
_ASCII = bytes(range(128))
_MOST_BLANKS = 40  # between two words; with a limit, a page of blanks costs no more than one of words


def _pattern(wanted: str) -> str:
    """Matches `wanted` as written, but its blanks may be any white space: lines end within sentences."""
    parts = [re.escape(part) for part in _BLANKS.split(wanted)]
    inner = rf"\s{{1,{_MOST_BLANKS}}}"
    return "".join(
        part + ("" if at == len(parts) - 1 else inner if part and parts[at + 1] else r"\s")
        for at, part in enumerate(parts)
    )


def small_letters(text: str) -> str:
    """`text` with a small letter for each capital, of the same length: İ gives i, each sigma the same."""
    return "".join(_in_small_letters(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))


def _in_small_letters(text: str) -> str:
    """ASCII as bytes, and what else there is of capitals one by one: many times faster than `str.lower`."""
    if text.isascii():
        return text.lower()
    data = text.encode("utf-8", "surrogatepass").lower()
    beyond = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    capitals = {char: small for char in beyond if (small := _small_letter(char)) != char}
    text = data.decode("utf-8", "surrogatepass")
    if len(capitals) > _FEW:
        return text.translate({ord(capital): small for capital, small in capitals.items()})
    for char, small in capitals.items():
        text = text.replace(char, small)
    return text


def _small_letter(char: str) -> str:
    return "\u03c3" if char == "\u03c2" else char.lower()[0]


NO_MATCHES = SpanList()


class Search:
    """Matches of a text, in which any white space is alike; capitals matter only when it holds some."""

    def __init__(self) -> None:
        self.wanted = ""
        self.matches = NO_MATCHES  # so far
        self.complete = True  # whether they are all
        self._text = ""
        self._rest: Iterator[tuple[int, int]] = iter(())  # the matches not yet in `matches`
        self._small = ("", "")  # a text and itself in small letters

    def find(self, text: str, wanted: str) -> None:
        """Find all matches."""
        self.begin(text, wanted)
        self.go_on()

    def begin(self, text: str, wanted: str) -> None:
        """Look for something else; `go_on` finds it."""
        self.wanted, self._text = wanted, text
        self.matches, self.complete = SpanList(), not wanted
        self._rest = self._found(0)

    def go_on(self, seconds: float = inf) -> None:
        """Find more matches, for so long at most."""
        end = monotonic() + seconds
        while not self.complete:
            self.complete = self.matches.extend(islice(self._rest, _AT_ONCE)) < _AT_ONCE
            if monotonic() > end:
                return

    def prepare(self, text: str) -> None:
        """Do beforehand what is done once for each text; another thread may."""
        if self._small[0] is not text:
            self._small = (text, small_letters(text))

    def _found(self, start: int) -> Iterator[tuple[int, int]]:
        """From `start` on. By the first word where that can be, many times faster than by a pattern."""
        if not self.wanted:
            return
        wanted, looked = self.wanted, self._text
        if not any(char.isupper() for char in wanted):
            self.prepare(self._text)
            wanted, looked = small_letters(wanted), self._small[1]
        pattern = re.compile(_pattern(wanted))
        first = wanted.split()[:1]
        if not first or wanted[0].isspace():
            yield from (match.span() for match in pattern.finditer(looked, start))
            return
        whole = not _BLANKS.search(wanted)
        start = looked.find(first[0], start)
        while start >= 0:
            end = start + len(first[0])
            if not whole:
                match = pattern.match(looked, start)
                end = match.end() if match else 0
            if end:
                yield start, end
            start = looked.find(first[0], end or start + 1)

    def from_here(self, offset: int) -> Span | None:
        """The first match at or behind `offset`, else the first of all; before all are found, too."""
        if not self.complete:
            start, end = next(self._found(offset), None) or next(self._found(0), (0, 0))
            return Span(start, end) if end else None
        if not self.matches:
            return None
        position = bisect_left(self.matches, (offset, 0))
        return self.matches[position % len(self.matches)]

    def step(self, offset: int, forward: bool) -> Span | None:
        """The match behind (before) `offset`, going round at the ends."""
        self.go_on()
        if not self.matches:
            return None
        if forward:
            return self.matches[bisect_right(self.matches, (offset, 1 << 62)) % len(self.matches)]
        return self.matches[bisect_left(self.matches, (offset, 0)) - 1]

    def says(self, offset: int) -> str:
        """ "3 of 12"."""
        number = bisect_right(self.matches, (offset, 1 << 62))
        return f"match {max(1, number)} of {len(self.matches)}{'' if self.complete else ' or more'}"
