"""Names before a colon: headlines, transcripts, sentences that lead into a quotation."""

from __future__ import annotations

from annotations.finders.quotes.drafts import Cue, Draft
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.leading import leading_subject
from annotations.finders.quotes.noun_phrases import classify
from annotations.finders.quotes.units import SCARE, Unit

_DASHES = frozenset({"—", "―", "--", "-", "–"})
_OPENING = frozenset({'"', "“", "”", "„"})  # "WALLACE: …": a turn of a transcript set in marks
_LONGEST_HEADLINE = 30  # tokens


def headline(unit: Unit, grammar: Grammar) -> Draft | None:
    """ "Menko Airlangga: Perundingan Capai Tahap Akhir": a name, a colon and what it said."""
    colon = next((p for p in range(1, min(len(unit) - 3, 9)) if unit.low[p] == ":"), None)
    if colon is None or not unit.is_word(colon + 1) or len(unit) > _LONGEST_HEADLINE:
        return None
    cue = name_before_colon(unit, colon, grammar)
    no_speaker = grammar.rubrics | grammar.bodies | grammar.dates
    if cue is None or all(word in no_speaker for word in unit.low[:colon]):
        return None
    stop = len(unit) if unit.low[-1] != "." else len(unit) - 1
    return Draft(
        unit=unit,
        content=[unit.span(colon + 1, stop)],
        cue=unit.span(colon, colon + 1),
        source=cue.source,
        suffix=False,
        rule="headline",
        confidence=0.7,
        direct=False,
    )


def name_before_colon(unit: Unit, colon: int, grammar: Grammar) -> Cue | None:
    """ "Airlangga: …", "… - Michael McDonald: …": a short name before a colon, at a clause's start."""
    first = colon
    while first > 0 and colon - first < 8 and (unit.is_word(first - 1) or unit.low[first - 1] == SCARE):
        first -= 1
    if first == colon or (first > 0 and unit.low[first - 1] not in _DASHES | _OPENING):
        return None
    phrase = classify(unit, first, colon, grammar)
    if phrase is None or phrase.kind != "name":
        return None
    if not all(
        unit.is_capital(p) or unit.low[p] in ("of", "the", "for", "dan", "and") for p in range(first, colon)
    ):
        return None
    return Cue(colon, colon + 1, phrase, False, colon + 1, "colon")


def subject_before_colon(unit: Unit, colon: int, grammar: Grammar) -> Cue | None:
    """ "It did not surprise the pollster Daron Shaw: …": a full name, else the clause's subject."""
    first = colon
    while first > 0 and unit.is_word(first - 1) and unit.is_capital(first - 1):
        first -= 1
    subject = classify(unit, first, colon, grammar) if 2 <= colon - first <= 5 else None
    if subject is None:
        subject = leading_subject(unit, 0, colon, grammar)
    if subject is None or subject.kind == "noun" or subject.stop > colon:
        return None
    return Cue(colon, colon + 1, subject, False, colon + 1, "lead")
