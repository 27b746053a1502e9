"""Laws and regulations that are named by number, article or year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.openings import matches_from
from annotations.model import Span

_NUMBER = r"(?:(?i:nomor|no\.?|number)\s?)?[\dIVX]+(?:[/.]\d+)?[A-Za-z]?"
_YEAR = r"(?:\s(?:[Tt]ahun\s|of\s)?(?:1[5-9]|20)\d\d\b)"
_TOPIC = r"(?:\s(?!(?:No|Nomor|Tahun|Number)\b)[A-Z][\w-]++){0,4}"


# Laws that go by their topic: UU Cipta Kerja, RUU Perampasan Aset
_BY_TOPIC = (
    r"(?:R?UU|R?Undang-[Uu]ndang)(?:\s(?!(?:No|Nomor|Tahun|Dasar)\b)[A-Z][\w-]++(?:\sdan(?=\s[A-Z]))?){1,5}"
)


def find_laws(text: str, language: str) -> Iterator[Candidate]:
    """LAW in text order, none overlapping."""
    for match in matches_from(*_patterns(language), text):
        rule = "law by topic" if match.lastgroup else "law by number"
        yield Candidate(Span(*match.span()), match.group(), "LAW", rule)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The first words, and the laws."""
    language = language if language in lexicon.LANGUAGES else "id"
    heads = sorted(lexicon.words(language, "entity_laws"), key=len, reverse=True)
    first = "|".join(re.escape(word) for word in heads)
    head = f"(?:{first})"
    article = (
        rf"(?:(?:,?\s(?:[Aa]yat|[Jj]o\.?)\s\(?\d+\)?){{0,3}}(?:\s{head}{_TOPIC}(?:\s{_NUMBER})?{_YEAR}?)?)"
    )
    return re.compile(first), re.compile(
        rf"\b(?=[A-Z])(?:{head}{_TOPIC}(?:\s{_NUMBER}\b{article}{_YEAR}?|{_YEAR})"
        + (rf"|(?P<topic>{_BY_TOPIC}))" if language == "id" else ")")
    )
