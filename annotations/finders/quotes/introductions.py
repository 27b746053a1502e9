"""Whom a sentence without an attribution brings forward, and a suffix or pronoun after it may mean."""

from __future__ import annotations

import re

from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.leading import leading_subject
from annotations.finders.quotes.names import Names
from annotations.finders.quotes.noun_phrases import NounPhrase, past_heading, skip_openers
from annotations.finders.quotes.sources import subject_after
from annotations.finders.quotes.speakers import name_of
from annotations.finders.quotes.units import ASIDE, Unit

_AGE = re.compile(r"\(\d{1,2}(?: tahun)?\)")
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "several", "some", "many", "both", "dozens"])
_BEFORE_AGENT = frozenset(["oleh", "juga", "pula", "langsung", "positif", "kembali", "bersama"])
_BACKGROUND = frozenset(["apalagi", "terlebih", "padahal", "sebab", "pasalnya", "misalnya"])
_NAMING = frozenset(["bernama", "adalah", "ialah", "yakni", "yaitu"])
_READ = 24  # tokens: what a sentence that no attribution uses remembers


def introduced(
    unit: Unit, names: Names, speakers: dict[str, str], speaker: str, whole: bool = True
) -> str | None:
    """The person a sentence is about, by whom something is said or done in it, or who is named with an age.

    `speakers` are the full names of those who are named as speaking anywhere, by each word;
    `speaker` is the current one. Unless `whole`, only what the sentence begins with counts.
    """
    if not unit.low:
        return None
    if not whole:
        return _subject(unit, names, speakers, speaker)
    person = _sayer(unit, names) or _subject(unit, names, speakers, speaker)
    if person is None and names.grammar.language == "id":
        person = _named(unit, names) or _agent(unit, names) or _aged(unit, names)
    return person


def group_in(unit: Unit, grammar: Grammar) -> str | None:
    """The group an English sentence begins with: "Two village elders have written …"; None for others."""
    if grammar.language != "en" or not unit.low or unit.is_stretch(0):
        return None
    subject = leading_subject(unit, 0, min(len(unit), _READ), grammar)
    if subject is None or subject.kind in ("pronoun", "relative"):
        return None
    last = unit.low[subject.stop - 1]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s"))
    if unit.low[subject.first] not in _NUMBERS and not (plural and subject.kind == "noun"):
        return None
    return " ".join(unit.text[unit.starts[subject.first] : unit.ends[subject.stop - 1]].split())


def _sayer(unit: Unit, names: Names) -> str | None:
    """ "Keraguan yang sama disampaikan (oleh) Lucky Sebastian." """
    if names.grammar.passives.isdisjoint(unit.low):
        return None
    for position in range(min(len(unit), _READ) - 1):
        if unit.low[position] in names.grammar.passives:
            return _by(unit, position + 1, names)
    return None


def _agent(unit: Unit, names: Names) -> str | None:
    """ "Upacara itu dipimpin langsung (oleh) Bupati Rian Saputra." """
    if names.grammar.led.isdisjoint(unit.low):
        return None
    for position in range(1, min(len(unit), _READ) - 1):
        if unit.low[position] in names.grammar.led and unit.low[position - 1] != "yang":
            return _by(unit, position + 1, names)
    return None


def _named(unit: Unit, names: Names) -> str | None:
    """ "Salah satunya adalah Ketua Koperasi Dian Lestari", "Seorang guru bernama Titih Winarti"."""
    if _NAMING.isdisjoint(unit.low):
        return None
    for position in range(1, min(len(unit), _READ) - 1):
        word = unit.low[position]
        one = unit.low[0] in ("salah", "seorang") or "salah" in unit.low[:position]
        if word == "bernama" or (word in _NAMING and one):
            return _by(unit, position + 1, names)
    return None


def _by(unit: Unit, first: int, names: Names) -> str | None:
    """The person named at a token, past "oleh", "langsung" and the like."""
    while first < len(unit) - 1 and unit.low[first] in _BEFORE_AGENT:
        first += 1
    if not unit.is_word(first) or not unit.is_capital(first):
        return None
    stop = first
    while stop < len(unit) and unit.is_word(stop) and unit.is_capital(stop):
        stop += 1
    for source in (subject_after(unit, first, names.grammar), NounPhrase(first, stop, "name")):
        if source is not None and source.kind == "name":
            name, person = name_of(unit, source, names)
            if person and (
                " " in name or names.any_person(unit.starts[source.first], unit.ends[source.stop - 1])
            ):
                return name
    return None


def _subject(unit: Unit, names: Names, speakers: dict[str, str], speaker: str) -> str | None:
    """The person a sentence begins with, when it has no quotation before that."""
    grammar = names.grammar
    first = _past_introduction(unit, past_heading(unit, grammar), grammar)
    if first >= len(unit) or unit.is_stretch(first) or not unit.is_word(first):
        return None
    stop = first
    while stop < min(len(unit), first + 12) and unit.is_word(stop) and unit.is_capital(stop):
        stop += 1
    if stop == first or (stop < len(unit) and unit.low[stop] in ("ini", "itu", "tersebut")):
        return None
    role = unit.low[first] in grammar.known or unit.low[first] in ("salah", "seorang")
    if not role and not names.any_person(unit.starts[first], unit.ends[min(len(unit), _READ) - 1]):
        return _short_for(unit, first, stop, speakers, grammar)
    phrase = subject_after(unit, first, grammar, min(len(unit), _READ))
    if phrase is not None and phrase.kind == "name" and grammar.language == "id":
        stop = max(stop, phrase.stop)  # "Menteri Pendidikan Dasar dan Menengah, Abdul Mu'ti, …"
    person = names.person_in(unit.span(first, stop))
    # "Pelacakan Terkait Daniel" is about no person
    heads = role or grammar.language == "en" or (person and unit.low[first] in person.casefold().split())
    if (
        person
        and heads
        and (" " in names.complete(person) or person.casefold() in speakers or _aged_at(unit, stop))
    ):
        return names.complete(person)
    short = _short_for(unit, first, stop, speakers, grammar)
    if short is not None or not role:
        return short
    return names.holder(unit.low[first:stop], unit.starts[first], speaker)


def _past_introduction(unit: Unit, first: int, grammar: Grammar) -> int:
    """Past openers and adverbials before a comma: "Pada kesempatan itu, | Menteri …"."""
    if unit.low[first] in _BACKGROUND:
        return len(unit)
    for _ in range(3):
        first = skip_openers(unit, first, min(len(unit), first + 8), grammar)
        if first < len(unit) and unit.low[first] == ",":
            first += 1
        elif first < len(unit) and (unit.low[first] in grammar.adjuncts or unit.low[first] in grammar.dates):
            comma = next((p for p in range(first, min(len(unit), first + 14)) if unit.low[p] == ","), None)
            if comma is None:
                return len(unit) if grammar.language == "en" else first
            first = comma + 1
        else:
            break
    return first


def _short_for(unit: Unit, first: int, stop: int, speakers: dict[str, str], grammar: Grammar) -> str | None:
    """Whose short name the capitals are, roles aside: no "Pantai Teluk Penyu" for "Penyu Jaya"."""
    words = unit.low[first:stop]
    if words[0] in grammar.bodies and words[0] not in grammar.roles:
        return None
    for name in filter(None, map(speakers.get, words)):
        parts = name.casefold().split()
        if all(word in parts or word in grammar.known for word in words):
            return name
    return None


def _aged_at(unit: Unit, position: int) -> bool:
    return (
        position < len(unit)
        and unit.low[position] == ASIDE
        and _AGE.fullmatch(unit.text, unit.starts[position], unit.ends[position]) is not None
    )


def _aged(unit: Unit, names: Names) -> str | None:
    """ "Salah satunya adalah Yono (60)": newspapers give the age of those they talked to."""
    if ASIDE not in unit.low:
        return None
    for position in range(1, min(len(unit), _READ)):
        if _aged_at(unit, position):
            first = position
            while first > 0 and unit.is_word(first - 1) and unit.is_capital(first - 1):
                first -= 1
            words = [unit.text[unit.starts[p] : unit.ends[p]] for p in range(first, position)]
            name = names.strip(words) if words else ""
            return names.complete(name) if name else None
    return None
