"""Phrases found word by word in running text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotations.finders.entities.tokens import WORD, Token

Value = TypeVar("Value")
_WORDS = re.compile(r"['’]s\b|" + WORD + r"|[^\w\s]")
_CLITIC = re.compile(r"(?<=\w\w)(['’]s)\b")  # a token of its own: Moody's


class Named(NamedTuple):
    """What a listed name stands for. `sure` is False when the name is also an ordinary word."""

    label: str
    kind: str
    canonical: str
    sure: bool


class PhraseTable(Generic[Value]):
    """Phrases by their first word. A capital in a phrase must be one in the text.

    Without `cased`, a small letter in a phrase may be a capital in the text. A text in capitals
    matches whatever the case of the phrase, unless it is a word of two letters.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], cased: bool = True) -> None:
        self._cased = cased
        self._phrases: dict[tuple[str, ...], list[tuple[tuple[str, ...], Value]]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, value in phrases:
            words = tuple(_WORDS.findall(_CLITIC.sub(r" \1", phrase)))
            if words:
                low = tuple(word.lower() for word in words)
                self._phrases.setdefault(low, []).append((words, value))
                lengths.setdefault(low[0], set()).add(len(low))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def first_words(self) -> Iterable[str]:
        """The first word of every phrase, in lower case."""
        return self._lengths.keys()

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """How many tokens from `at` on are the longest phrase there, and its value."""
        lengths = self._lengths.get(tokens[at].low)
        if lengths is None:
            return None
        for length in lengths:
            run = tokens[at : at + length]
            for words, value in self._phrases.get(tuple([token.low for token in run]), ()):
                if all(self._same(word, token) for word, token in zip(words, run, strict=True)):
                    return len(run), value
        return None

    def _same(self, word: str, token: Token) -> bool:
        if token.text == word:
            return True
        return (not self._cased and word.islower()) or (token.acronym and len(word) > 3)
