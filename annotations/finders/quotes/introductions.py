"""Whom a sentence without an attribution brings forward, and a suffix or pronoun after it may mean."""

from __future__ import annotations

import re

from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.leading import leading_subject
from annotations.finders.quotes.noun_phrases import skip_openers
from annotations.finders.quotes.sources import subject_after
from annotations.finders.quotes.speakers import Names, name_of
from annotations.finders.quotes.units import ASIDE, Unit

_AGE = re.compile(r"\(\d{1,2}(?: tahun)?\)")
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "several", "some", "many", "both", "dozens"])
_READ = 24  # tokens: what a sentence that no attribution uses remembers


def introduced(unit: Unit, names: Names, speakers: dict[str, str]) -> str | None:
    """The person a sentence is about, by whom something is said in it, or who is named with an age.

    `speakers` are the full names of those who are named as speaking anywhere, by each word.
    """
    if not unit.low:
        return None
    return (
        _agent(unit, names)
        or _subject(unit, names, speakers)
        or (_aged(unit, names) if names.grammar.language == "id" else None)
    )


def group_in(unit: Unit, grammar: Grammar) -> str | None:
    """The group an English sentence begins with: "Two village elders have written …"; None for others."""
    if grammar.language != "en" or not unit.low or unit.is_stretch(0):
        return None
    subject = leading_subject(unit, 0, min(len(unit), _READ), grammar)
    if subject is None or unit.low[subject.first] not in _NUMBERS:
        return None
    return " ".join(unit.text[unit.starts[subject.first] : unit.ends[subject.stop - 1]].split())


def _agent(unit: Unit, names: Names) -> str | None:
    """ "Keraguan yang sama disampaikan (oleh) Lucky Sebastian." """
    grammar = names.grammar
    for position in range(min(len(unit), _READ) - 1):
        if unit.low[position] not in grammar.passives:
            continue
        first = position + 1
        while first < len(unit) - 1 and unit.low[first] in ("oleh", "juga", "pula", "langsung"):
            first += 1
        if not unit.is_word(first) or not unit.is_capital(first):
            return None
        source = subject_after(unit, first, grammar)
        if source is None or source.kind != "name":
            return None
        name, person = name_of(unit, source, names)
        return name if person else None
    return None


def _subject(unit: Unit, names: Names, speakers: dict[str, str]) -> str | None:
    """The person a sentence begins with, when it has no quotation before that."""
    first = _past_heading(unit, names.grammar)
    first = skip_openers(unit, first, min(len(unit), first + 8), names.grammar)
    if first >= len(unit) or unit.is_stretch(first) or not unit.is_word(first):
        return None
    stop = first
    while stop < min(len(unit), first + 12) and unit.is_word(stop) and unit.is_capital(stop):
        stop += 1
    if stop == first:
        return None
    phrase = subject_after(unit, first, names.grammar, min(len(unit), _READ))
    if phrase is not None and phrase.kind == "name" and names.grammar.language == "id":
        stop = max(stop, phrase.stop)  # "Menteri Pendidikan Dasar dan Menengah, Abdul Mu'ti, …"
    person = names.person_in(unit.span(first, stop))
    if person is not None and (
        " " in names.complete(person) or person.casefold() in speakers or _aged_at(unit, stop)
    ):
        return names.complete(person)
    for position in range(first, stop):
        name = speakers.get(unit.low[position])
        if name is not None and _is_short_for(unit, first, stop, name, names.grammar):
            return name
    return None


def _past_heading(unit: Unit, grammar: Grammar) -> int:
    """Past a heading without a full stop: "Batal demi hukum | Adapun Asep …"; 0 when there is none."""
    for position in range(1, min(len(unit), 9)):
        if unit.is_stretch(position) or not unit.is_word(position):
            return 0
        word = unit.low[position]
        if unit.is_capital(position) and word in grammar.openers and not unit.is_capital(position - 1):
            return position
    return 0


def _is_short_for(unit: Unit, first: int, stop: int, name: str, grammar: Grammar) -> bool:
    """Whether the capitals, roles aside, are words of the name: no "Pantai Teluk Penyu" for "Penyu Jaya"."""
    words = name.casefold().split()
    return all(unit.low[p] in words or unit.low[p] in grammar.known for p in range(first, stop))


def _aged_at(unit: Unit, position: int) -> bool:
    return (
        position < len(unit)
        and unit.low[position] == ASIDE
        and _AGE.fullmatch(unit.text, unit.starts[position], unit.ends[position]) is not None
    )


def _aged(unit: Unit, names: Names) -> str | None:
    """ "Salah satunya adalah Yono (60)": newspapers give the age of those they talked to."""
    for position in range(1, min(len(unit), _READ)):
        if _aged_at(unit, position):
            first = position
            while first > 0 and unit.is_word(first - 1) and unit.is_capital(first - 1):
                first -= 1
            words = [unit.text[unit.starts[p] : unit.ends[p]] for p in range(first, position)]
            name = names.strip(words) if words else ""
            return names.complete(name) if name else None
    return None
