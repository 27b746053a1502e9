"""Events that are named with their year or number: Pemilu 2024, Asian Games 2018."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.openings import matches_from
from annotations.model import Span


def find_events(text: str, language: str) -> Iterator[Candidate]:
    """EVENT in text order, none overlapping."""
    for match in matches_from(*_patterns(language), text):
        yield Candidate(Span(*match.span()), match.group(), "EVENT", "numbered event")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The first words, and the events."""
    heads = lexicon.words(language if language in ("id", "en") else "id", "entity_events")
    head = "|".join(re.escape(word) for word in sorted(heads, key=len, reverse=True))
    topic = r"(?:\s[A-Z][\w-]{1,30}+){0,2}?"
    return re.compile(head), re.compile(
        rf"\b(?=[A-Z])(?:{head}){topic}\s(?:(?:1[89]|20)\d\d\b|ke-\d++|[IVX]{{1,6}}\b)(?![.,]\d)"
    )
