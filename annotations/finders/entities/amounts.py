"""Sums of money, shares and measured quantities by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.openings import matches_from, one_of
from annotations.model import Span

_NUMBER = r"\d++(?:[.,]\d++)*+"
_RANGE = rf"{_NUMBER}(?:\s?(?:-|–|hingga|sampai|to)\s?{_NUMBER})?"


def find_amounts(text: str, language: str) -> Iterator[Candidate]:
    """MONEY, PERCENT and QTY in text order, none overlapping."""
    for match in matches_from(*_patterns(language), text):
        label = match.lastgroup or ""
        yield Candidate(Span(*match.span()), match.group(), label, _RULES[label])


_RULES = {"MONEY": "sum of money", "PERCENT": "share", "QTY": "measured quantity"}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where an amount may begin, and the amounts."""
    language = language if language in lexicon.LANGUAGES else "id"
    words: dict[str, list[str]] = {}
    for word, role in lexicon.rows(language, "entity_amounts"):
        words.setdefault(role, []).append(word)
    w = {role: one_of(found) for role, found in words.items()}
    scaled = rf"{_RANGE}(?:[\s-]?{w['scale']}\b)?"
    first = "".join(sorted({word[0] for word in words["currency"]}))
    return re.compile(rf"[\d{re.escape(first)}]"), re.compile(
        rf"(?P<MONEY>(?<!\w){w['currency']}\.?\s?{scaled}|(?<![\w.,]){scaled}\s{w['money']}\b)"
        rf"|(?P<PERCENT>(?<![\w.,]){_RANGE}\s?(?:%|{w['percent']}\b)(?:\s?(?:-|–)\s?{_NUMBER}\s?%)?)"
        rf"|(?P<QTY>(?<![\w.,]){scaled}\s{w['measure']}\b)"
    )
