"""Where a pattern of many alternatives could begin at all, so that the engine passes over the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_DEPTH = 3  # letters: with two, too many ordinary words begin alike


def matches_from(starts: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` yields, where every match begins at one of `starts`."""
    end = 0
    for start in starts.finditer(text):
        if start.start() < end:
            continue
        match = pattern.match(text, start.start())
        if match:
            end = match.end()
            yield match


def one_of(phrases: Iterable[str]) -> str:
    """An expression of any of them, the longest first; of none, one that never matches."""
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True))) or '(?!)'})"


def beginnings(phrases: Iterable[str]) -> re.Pattern[str]:
    """Where a word begins with a digit or as one of `phrases` does."""
    cut = sorted({phrase[:_DEPTH] for phrase in phrases})
    return re.compile(rf"(?<!\w)(?:\d|{'|'.join(map(re.escape, cut))})")
