"""Searching the article: all matches at once, and stepping between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from annotations.model import Span

_BLANKS = re.compile(r"\s+")
_MOST_BLANKS = 40  # between two words; with a limit, a page of blanks costs no more than one of words


def _pattern(wanted: str) -> str:
    """Matches `wanted` as written, but its blanks may be any white space: lines end within sentences."""
    parts = [re.escape(part) for part in _BLANKS.split(wanted)]
    inner = rf"\s{{1,{_MOST_BLANKS}}}"
    return "".join(
        part + ("" if at == len(parts) - 1 else inner if part and parts[at + 1] else r"\s")
        for at, part in enumerate(parts)
    )


class Search:
    """Matches of a text, in which any white space is alike; capitals matter only when it holds some."""

    def __init__(self) -> None:
        self.wanted = ""
        self.matches: list[Span] = []

    def find(self, text: str, wanted: str) -> None:
        self.wanted = wanted
        flags = 0 if any(char.isupper() for char in wanted) else re.IGNORECASE
        found = re.finditer(_pattern(wanted), text, flags) if wanted else ()
        self.matches = [Span(*match.span()) for match in found]

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
