"""Phrases found word by word in running text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotations.finders.entities.tokens import WORD, Token

Value = TypeVar("Value")
_WORDS = re.compile(r"['’]s\b|" + WORD + r"|[^\w\s]")
_ONE = (1,)
_CLITIC = re.compile(r"(?<=\w\w)(['’]s)\b")  # a token of its own: Moody's


class Named(NamedTuple):
    """What a listed name stands for. `sure` is False when the name is also an ordinary word."""

    label: str
    kind: str
    canonical: str
    sure: bool


def _words_of(phrase: str) -> tuple[str, ...]:
    if phrase.replace(" ", "").isalpha():
        return tuple(phrase.split())
    return tuple(_WORDS.findall(_CLITIC.sub(r" \1", phrase)))


class PhraseTable(Generic[Value]):
    """Phrases by their first word. A capital in a phrase must be one in the text.

    Without `cased`, a small letter in a phrase may be a capital in the text. A text in capitals
    matches whatever the case of the phrase, unless it is a word of two letters.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], cased: bool = True) -> None:
        self._cased = cased
        self._phrases: dict[tuple[str, ...], list[tuple[tuple[str, ...], Value]]] = {}
        self._words: dict[str, list[tuple[str, Value]]] = {}  # phrases of one word
        self._lengths: dict[str, tuple[int, ...]] = {}  # of the phrases with a first word, the longest first
        for phrase, value in phrases:
            words = (phrase,) if phrase.isalpha() else _words_of(phrase)
            if len(words) == 1:
                low = words[0].lower()
                self._words.setdefault(low, []).append((words[0], value))
                self._lengths[low] = (*self._lengths[low], 1) if low in self._lengths else _ONE
            elif words:
                lows = tuple([word.lower() for word in words])
                self._phrases.setdefault(lows, []).append((words, value))
                self._lengths[lows[0]] = (len(lows), *self._lengths.get(lows[0], ()))
        for first, lengths in self._lengths.items():
            if len(lengths) > 1:
                self._lengths[first] = tuple(sorted(set(lengths), reverse=True))

    def first_words(self) -> Iterable[str]:
        """The first word of every phrase, in lower case."""
        return self._lengths.keys()

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """How many tokens from `at` on are the longest phrase there, and its value."""
        first = tokens[at]
        lengths = self._lengths.get(first.low)
        if lengths is None:
            return None
        for length in lengths:
            if length == 1:
                for word, value in self._words[first.low]:
                    if first.text == word or self._same(word, first):
                        return 1, value
                return None  # the shortest comes last
            run = tokens[at : at + length]
            for words, value in self._phrases.get(tuple([token.low for token in run]), ()):
                if all(self._same(word, token) for word, token in zip(words, run, strict=True)):
                    return len(run), value
        return None

    def _same(self, word: str, token: Token) -> bool:
        if token.text == word:
            return True
        return (not self._cased and word.islower()) or (token.acronym and len(word) > 3)
