"""Sums of money, shares and measured quantities by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.model import Span

_NUMBER = r"\d++(?:[.,]\d++)*+"
_RANGE = rf"{_NUMBER}(?:\s?(?:-|–|hingga|sampai|to)\s?{_NUMBER})?"


def find_amounts(text: str, language: str) -> Iterator[Candidate]:
    """MONEY, PERCENT and QTY in text order, none overlapping."""
    for match in _pattern(language).finditer(text):
        label = match.lastgroup or ""
        yield Candidate(Span(*match.span()), match.group(), label, _RULES[label])


_RULES = {"MONEY": "sum of money", "PERCENT": "share", "QTY": "measured quantity"}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    language = language if language in ("id", "en") else "id"
    words: dict[str, list[str]] = {}
    for word, role in lexicon.rows(language, "entity_amounts"):
        words.setdefault(role, []).append(re.escape(word))
    w = {role: "(?:" + "|".join(sorted(found, key=len, reverse=True)) + ")" for role, found in words.items()}
    scaled = rf"{_RANGE}(?:[\s-]{w['scale']}\b)?"
    return re.compile(
        rf"(?P<MONEY>(?<!\w){w['currency']}\.?\s?{scaled}|(?<![\w.,]){scaled}\s{w['money']}\b)"
        rf"|(?P<PERCENT>(?<![\w.,]){_RANGE}\s?(?:%|{w['percent']}\b)(?:\s?(?:-|–)\s?{_NUMBER}\s?%)?)"
        rf"|(?P<QTY>(?<![\w.,]){scaled}\s{w['measure']}\b)"
    )
