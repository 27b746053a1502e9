"""Events that are named with their year, number or topic: Pemilu 2024, Asian Games 2018, KTT G20."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.openings import matches_from, one_of
from annotations.model import Span


def find_events(text: str, language: str) -> Iterator[Candidate]:
    """EVENT in text order, none overlapping."""
    for match in matches_from(*_patterns(language), text):
        yield Candidate(Span(*match.span()), match.group(), "EVENT", "numbered event")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The first words, and the events."""
    rows = lexicon.rows(language if language in lexicon.LANGUAGES else "id", "entity_events")
    head = one_of(row[0] for row in rows)
    topical = one_of(row[0] for row in rows if len(row) > 1)
    topic = r"(?:\s[A-Z][\w-]{1,30}+)"
    number = r"\s(?:(?:1[89]|20)\d\d\b|ke-\d++|[IVX]{1,6}\b)(?![.,]\d)"
    return re.compile(head), re.compile(
        rf"\b(?=[A-Z])(?:{topical}(?:\ske-\d++)?{topic}{{1,2}}(?:{number})?|{head}{topic}{{0,2}}?{number})"
    )
