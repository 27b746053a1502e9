"""Finding the phrases of a word list in a text.

A regular expression of a hundred phrases tries them all at every character; `str.find` leaps from one
occurrence of a phrase's first word to the next, so that a text without any costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotations.late_pattern import late_pattern

_ONE = {" ": r"\s", "*": r"\w{1,40}"}  # what stands for itself in no list


def folded(words: str) -> str:
    """`words` as they stand in the lists: lower case, one space between words."""
    return " ".join(words.lower().split())


def phrase_pattern(phrases: Iterable[str], suffix: str = "") -> re.Pattern[str]:
    """Whole phrases, the longest first, with any one white-space character between words; "*" is any word.

    Compiled when it is first used: most articles tell of no agreement.
    """
    return late_pattern(lambda: phrase_source(phrases, suffix))


def phrase_source(phrases: Iterable[str], suffix: str = "") -> str:
    """The source of `phrase_pattern`."""
    return rf"(?<!\w){_any_of(sorted(set(phrases))) or '(?!)'}{suffix}(?!\w)"


def _any_of(endings: list[str]) -> str:
    """A pattern that branches by one character at a time: at most of them a text fails at once."""
    branches: dict[str, list[str]] = {}
    for ending in endings:
        if ending:
            branches.setdefault(ending[0], []).append(ending[1:])
    parts = [_ONE.get(first, re.escape(first)) + _any_of(rest) for first, rest in branches.items()]
    if "" not in endings:
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""
    return f"(?:{'|'.join(parts)})?" if parts else ""


class Phrases:
    """Matches `pattern`, of which every match begins with one of `first_words`, all over a text."""

    def __init__(self, pattern: re.Pattern[str], first_words: Iterable[str]) -> None:
        self.pattern = pattern
        self._stems: list[str] = []
        for word in sorted(set(first_words)):  # "kerjasama" is found where "kerja" is
            if not self._stems or not word.startswith(self._stems[-1]):
                self._stems.append(word)

    @classmethod
    def of(cls, phrases: Iterable[str], suffix: str = "") -> Phrases:
        """Of the phrases of a word list, as in `phrase_pattern`; the first word of none is "*"."""
        listed = list(phrases)
        return cls(phrase_pattern(listed, suffix), (phrase.split()[0] for phrase in listed))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap, in text order, as `pattern.finditer` would give them."""
        end = 0
        for start in self._starts(text):
            match = self.pattern.match(text, start) if start >= end else None
            if match is not None:
                end = match.end()
                yield match

    def _starts(self, text: str) -> list[int]:
        starts = []
        for stem in self._stems:
            at = text.find(stem)
            while at >= 0:
                starts.append(at)
                at = text.find(stem, at + 1)
        starts.sort()
        return starts
