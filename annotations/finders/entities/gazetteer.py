"""Phrases found word by word in running text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotations.finders.entities.tokens import Token

Value = TypeVar("Value")
_WORDS = re.compile(r"[^\W_]+(?:[-'’&+][^\W_]+)*(?:\.(?:com|co|id|net|org)\b)*|[^\w\s]")


class Named(NamedTuple):
    """What a listed name stands for. `sure` is False when the name is also an ordinary word."""

    label: str
    kind: str
    canonical: str
    sure: bool


class PhraseTable(Generic[Value]):
    """Phrases by their first word. A capital in a phrase must be one in the text.

    Without `cased`, a small letter in a phrase may be a capital in the text. A text in capitals matches whatever the case of the phrase, unless it is a word of two letters.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], cased: bool = True) -> None:
        self._cased = cased
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in phrases:
            words = tuple(_WORDS.findall(phrase))
            if words:
                self._by_first.setdefault(words[0].lower(), []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """How many tokens from `at` on are the longest phrase there, and its value."""
        entries = self._by_first.get(tokens[at].low)
        if entries is None:
            return None
        for words, value in entries:
            end = at + len(words)
            if end > len(tokens):
                continue
            if all(self._same(word, token) for word, token in zip(words, tokens[at:end], strict=True)):
                return len(words), value
        return None

    def _same(self, word: str, token: Token) -> bool:
        if token.text == word:
            return True
        if token.low != word.lower():
            return False
        return (not self._cased and word.islower()) or (token.acronym and len(word) > 3)
