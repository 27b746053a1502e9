"""Calendar expressions and times of day by pattern; durations are neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.openings import beginnings, matches_from, one_of
from annotations.model import Span

_YEAR = r"(?:1[5-9]|20)\d\d"
_BRACKETED = r"\(\s?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?\s?\)"
_NUMERIC = r"\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
_DAY = r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])"
# The year of an election or a championship belongs to its name.
_NOT_EVENT = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        *("[Pp]emilu", "[Pp]ilpres", "[Pp]ileg", "[Pp]ilkada", "[Pp]ilgub", "[Ll]egislatif", r"legislatif\)"),
        *("[Pp]residen", "Dunia", "Games", "Cup", "Olimpiade", "Olympics", "Asia", "APBN", "RAPBN", "Euro"),
    )
)
# A bare year must not be part of a number, a sum, a code or a count.
_BARE_YEAR = (
    rf"(?<![\w.,:/$€£#-])(?<!Rp )(?<!No )(?<!No\. )(?<!Nomor ){_NOT_EVENT}{_YEAR}"
    rf"(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?(?:-an|s)?(?![\w%/°-]|[.,:]\d)"
)


# What a date may begin with: words of these roles, and a few besides them.
_FIRST = ("weekday", "month", "period", "near", "number", "one")
_FIRST_WORDS = ("last", "next", "this", "early", "late", "the", "first", "second", "third", "fourth")
_QUARTERS = ("I", "Q")


def find_dates(text: str, language: str) -> Iterator[Candidate]:
    """Dates and times in text order, none overlapping."""
    for match in matches_from(*_patterns(language), text):
        kind = match.lastgroup or ""
        yield Candidate(
            Span(*match.span()), match.group(), "TIME" if kind == "clock" else "DATE", _RULES[kind]
        )


_RULES = {
    "full": "calendar date",
    "month": "calendar date",
    "small": "calendar date",
    "weekday": "calendar date",
    "period": "relative date",
    "near": "near day",
    "clock": "time of day",
    "year": "year",
}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a date may begin, and the dates."""
    language = language if language in _BUILD else "id"
    words: dict[str, list[str]] = {}
    for word, role in lexicon.rows(language, "entity_dates"):
        words.setdefault(role, []).append(word)
    any_of = {role: one_of(found) for role, found in words.items()}
    any_of["dotted"] = _months(words["month"])
    any_of["near"] = one_of([form for word in words["near"] for form in (word, word.capitalize())])
    any_of["clock"] = _after(words.get("clock", ()))
    first = [*_FIRST_WORDS, *(word for role in _FIRST for word in words.get(role, ()))]
    starts = beginnings([*_QUARTERS, *(form for word in first for form in (word.lower(), word.title()))])
    return starts, re.compile(rf"(?<!\w)(?:{_BUILD[language](any_of)})")


def _after(words: Iterable[str]) -> str:
    """Behind any of `words` and a space."""
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)}\s)" for word in words) + ")"


def _months(months: list[str]) -> str:
    """Months with the full stop of an abbreviation: "Jan." but not "January."."""
    short = [word for word in months if any(other != word and other.startswith(word) for other in months)]
    full = [word for word in months if word not in short]
    return rf"(?:{one_of(full)}\b|{one_of(short)}\b\.?)"


_NUMBERS = ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "puluh", "beberapa")


def _indonesian(w: dict[str, str]) -> str:
    when, month, part, unit = w["when"], w["month"], w["part"], w["unit"]
    counted = "".join(rf"(?<!{word} )" for word in ("\\d", *_NUMBERS))  # "lima tahun mendatang" is a duration
    later = rf"(?:\s{when}\b)"
    date = (
        rf"(?:{_DAY}(?:\s?[-–]\s?\d{{1,2}}|\s(?:dan|hingga|sampai)\s\d{{1,2}})?\s)?{w['dotted']}"
        rf"(?:\s{_YEAR}\b(?!\.\d)|{later})?"
    )
    day_month = rf"{_DAY}(?:\s?[-–]\s?\d{{1,2}})?\s{month}\b(?:\s{_YEAR}\b|{later})?"
    number = rf"(?:{w['number']}|\d{{1,3}})(?:\sratus|\spuluh|\sbelas)?"
    ordinal = r"(?:I{1,3}|IV|[1-4])"
    day_parts = rf"(?:\s{part}\b)?"
    return "|".join(
        (
            rf"(?P<clock>(?i:{w['clock']})\d{{1,2}}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{{1,2}}[.:]\d\d)?(?:\s{w['zone']}\b)?)",
            rf"(?P<weekday>\b{w['weekday']}\b(?:\s{when}\b)?{day_parts}"
            rf"(?:,?\s?{_BRACKETED}|,?\s{day_month}|,?\s{_NUMERIC}|\s{when}\b)?{day_parts})",
            rf"(?P<full>{_DAY}(?:\s?[-–]\s?\d{{1,2}}|\s(?:dan|hingga|sampai)\s\d{{1,2}})?\s{month}\b"
            rf"(?:\s{_YEAR}\b|{later})?|(?<![\w/]){_NUMERIC}(?![\w/]))",
            rf"(?P<month>\b(?<!\d\s){date})|(?<=\bbulan\s)(?P<small>{month.lower()}\b)",
            rf"(?P<period>\b{counted}(?:{w['period']})\s"
            rf"(?:{ordinal}[\s/](?:tahun\s)?{_YEAR}\b|{when}\b)"
            rf"|\b(?:{number}\s{unit}|{w['one']})\s(?:yang\s)?(?:lalu|silam)\b"
            rf"|\b{ordinal}[-/]{_YEAR}\b|\bQ[1-4][\s/-]{_YEAR}\b|\b[Ss]emester\s{ordinal}\s{_YEAR}\b"
            rf"|\b[Kk]uartal\s{ordinal}(?:\s|/){_YEAR}\b)",
            rf"(?P<near>\b{w['near']}\b)",
            rf"(?P<year>{_BARE_YEAR})",
        )
    )


_BEFORE_MONTH = ("in", "since", "last", "next", "until", "of", "early", "late", "by")


def _english(w: dict[str, str]) -> str:
    month, part = w["month"], w["part"]
    year = rf"(?:,?\s{_YEAR}\b)"
    number = rf"(?:{w['number']}|\d{{1,3}})"
    ordinal = r"(?:st|nd|rd|th)?"
    return "|".join(
        (
            rf"(?P<weekday>(?:\b(?:[Ll]ast|[Nn]ext|[Tt]his)\s)?\b{w['weekday']}\b(?:\s{part}\b)?"
            rf"(?:,?\s{w['dotted']}\s{_DAY}{ordinal}\b{year}?)?)",
            rf"(?P<full>\b{w['dotted']}\s{_DAY}{ordinal}\b(?:\s?[-–]\s?\d{{1,2}}\b)?{year}?"
            rf"|{_DAY}{ordinal}\s(?:of\s)?{month}\b(?:,?\s{_YEAR}\b)?|(?<![\w/]){_NUMERIC}(?![\w/]))",
            rf"(?P<month>\b(?:(?:[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate)\s)?(?!May\b|March\b|Mar\b|Sep\b|Jan\b)"
            rf"{w['dotted']}{year}?|{_after(_BEFORE_MONTH)}(?:May|March)\b{year}?"
            rf"|\b(?:May|March)\s{_YEAR}\b)",
            rf"(?P<period>\b(?:[Ll]ast|[Nn]ext|[Tt]his)\s{w['period']}\b|\b{number}\s{w['unit']}\sago\b"
            rf"|\b(?:the\s)?(?:first|second|third|fourth)\squarter(?:\sof\s{_YEAR})?\b)",
            rf"(?P<near>\b{w['near']}\b)",
            rf"(?P<clock>\b\d{{1,2}}(?:[:.]\d\d)?\s?{w['zone']}(?:\s{w['zone']}\b)?|\b\d{{1,2}}:\d\d\b(?!:))",
            rf"(?P<year>{_BARE_YEAR})",
        )
    )


_BUILD = {"id": _indonesian, "en": _english}
