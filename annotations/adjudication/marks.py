"""Spans that hold the same words, and differ only by marks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from annotations.lexicon import LANGUAGES, words
from annotations.model import Span

_NO_WORD = re.compile(r"[\W_]*")


def same_but_marks(text: str, versions: Iterable[Sequence[Span]], language: str) -> bool:
    """Whether lists of spans hold the same words of `text` but for punctuation, spaces, quotation marks and
    enclitics (rumah, rumahnya; Norway, Norway's) at their ends, or in the gaps between their pieces.

    A list of spans is in text order. Enclitics are those of `language`, of all when that has no list.
    """
    joined = [_joined(text, spans) for spans in versions]
    if len({len(spans) for spans in joined}) != 1:
        return False
    for pieces in zip(*joined, strict=True):
        starts, ends = [piece.start for piece in pieces], [piece.end for piece in pieces]
        if max(starts) >= min(ends) or not _wordless(text, min(starts), max(starts)):
            return False
        if not _marks(text, min(ends), max(ends), language):
            return False
    return True


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Pieces with no word between them as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and _wordless(text, joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _wordless(text: str, start: int, end: int) -> bool:
    return _NO_WORD.fullmatch(text, start, end) is not None


def _marks(text: str, start: int, end: int, language: str) -> bool:
    """Whether no word stands in `[start, end)`, or only an enclitic of the word before it."""
    if _wordless(text, start, end):
        return True
    stretch = text[start:end]
    while stretch and _NO_WORD.fullmatch(stretch[-1]):
        stretch = stretch[:-1]
    return text[start - 1].isalnum() and stretch.casefold().replace("’", "'") in _clitics(language)


@cache
def _clitics(language: str) -> frozenset[str]:
    lists = (language,) if language in LANGUAGES else LANGUAGES
    return frozenset(word for each in lists for word in words(each, "clitics"))
