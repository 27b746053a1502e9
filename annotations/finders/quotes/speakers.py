"""Who speaks: from the words as written to the full name known from the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotations.finders.quotes.apposition import is_degree
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.names import LONGEST_NAME, Names, key_of
from annotations.finders.quotes.noun_phrases import NounPhrase, starts_with_role
from annotations.finders.quotes.units import ASIDE, Unit
from annotations.model import Span

_DETERMINERS = frozenset(["a", "an", "the", "its", "his", "her", "their", "one"])
_QUANTIFIERS = frozenset(
    [
        "sebagian",
        "sejumlah",
        "beberapa",
        "para",
        "umat",
        "banyak",
        "kalangan",
        "mayoritas",
        "some",
        "many",
        "most",
    ]
)


def short_names(phrases: Iterable[tuple[Unit, NounPhrase]]) -> frozenset[str]:
    """The single words that stand alone as a speaker's name."""
    return frozenset(
        key_of(unit.low[phrase.first])
        for unit, phrase in phrases
        if phrase.kind == "name" and phrase.stop - phrase.first == 1
    )


def name_of(unit: Unit, phrase: NounPhrase, names: Names, speaker: str = "") -> tuple[str, bool]:
    """The speaker named by `phrase`, and whether it is a person's name rather than a description.

    What the name finder saw counts where it overlaps the name as the roles leave it. A role
    alone is its holder; of several holders the current `speaker`.
    """
    parts = _parts(unit, phrase)
    first, stop = parts[0]
    body = len(parts) == 1 and _is_body(unit, phrase, names.grammar)
    several = unit.low[first] in _QUANTIFIERS or _is_coordinated(unit, phrase, names)
    run = None if body or several else _best_run(unit, phrase, names)
    person = None if several else names.person_in(unit.span(*(run or (phrase.first, phrase.stop))))
    if person is not None:
        return names.complete(person), True
    if not several and (run is None or len(parts) == 1):
        holder = names.holder(unit.low[first:stop], unit.starts[first], speaker)
        if holder is not None:
            return holder, True
    place = run is not None and unit.span(*run) in names.places
    if run is not None and not place:
        name = names.without_degrees(names.strip(_words(unit, run)))
        if name:
            return names.complete(name), not _is_capital_by_place(unit, run, names)
    if place and run == (phrase.first, phrase.stop):  # Bima is a town, and a mayor of whom the article tells
        namesake = names.namesake(_text(unit, *run))
        if namesake is not None:
            return namesake, True
    # "Bupati Sukabumi" is not called Sukabumi
    text = _text(unit, phrase.first, phrase.stop) if several else _text(unit, first, stop)
    return re.sub(r"[’']s$", "", text), False


def _is_capital_by_place(unit: Unit, run: tuple[int, int], names: Names) -> bool:
    """Whether an English plural, no known name, is capital since it opens the sentence: "Delegates said"."""
    word = unit.low[0]
    if names.grammar.language == "id" or run != (0, 1) or word in names.full:
        return False
    return word.endswith("s") and not word.endswith(("ss", "’s", "'s"))


def _text(unit: Unit, first: int, stop: int) -> str:
    return " ".join(unit.text[unit.starts[first] : unit.ends[stop - 1]].split())


def names_one(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether a description without a name is of one human being: "Pj Wali Kota", "a spokeswoman"."""
    first, stop = _parts(unit, phrase)[0]
    words = unit.low[first:stop]
    if grammar.language == "en":
        return words[-1] in grammar.gendered or (words[-1] in grammar.roles and words[0] not in _QUANTIFIERS)
    if words[0] in ("seorang", "salah"):
        return True
    return words[0] in grammar.roles and words[0] not in grammar.commons


def _words(unit: Unit, run: tuple[int, int]) -> list[str]:
    words = [
        unit.text[unit.starts[p] : unit.ends[p]]
        for p in range(*run)
        if unit.is_word(p) and unit.is_capital(p)
    ]
    words[-1:] = [re.sub(r"[’']s$", "", word) for word in words[-1:]]
    return words[-LONGEST_NAME:]


def _best_run(unit: Unit, phrase: NounPhrase, names: Names) -> tuple[int, int] | None:
    """The name among a role and a name in apposition: after a role the last part, else the first."""
    grammar = names.grammar
    runs = [
        (unit.low[first], run)
        for first, stop in _parts(unit, phrase)
        if (run := _name_run(unit, NounPhrase(first, stop, phrase.kind), grammar))
        and not is_degree(unit, first, stop, grammar)
    ]
    if not runs:
        return None
    described = grammar.language == "en" and unit.low[phrase.first] in _DETERMINERS
    if not described and not starts_with_role(unit, phrase, grammar):
        return runs[0][1]
    for word, run in runs if len(runs) > 1 and grammar.language == "en" else ():
        full = run[1] - run[0] > 1 or names.any_person(unit.starts[run[0]], unit.ends[run[1] - 1])
        if word not in _DETERMINERS and full:
            return run  # "Congressman Chris Collins, a Trump supporter"
    return next((run for word, run in reversed(runs) if word not in grammar.bodies), runs[-1][1])


def _parts(unit: Unit, phrase: NounPhrase) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    begin = phrase.first
    for position in range(phrase.first, phrase.stop + 1):
        if position == phrase.stop or unit.low[position] == ",":
            if position > begin:
                parts.append((begin, position))
            begin = position + 1
    return parts or [(phrase.first, phrase.stop)]


def _name_run(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> tuple[int, int] | None:
    """The capitals that are left at the end of a phrase once roles and bodies are taken off."""
    first: int | None = None
    stop = phrase.first
    for position in range(phrase.first, phrase.stop):
        word = unit.low[position]
        if word == ASIDE:
            continue
        if unit.is_word(position) and unit.is_capital(position) and key_of(word) not in grammar.known:
            first = position if first is None else first
            stop = position + 1
        elif grammar.language == "id" or unit.is_word(position):
            first = None
    return (first, stop) if first is not None else None


def _is_body(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether the phrase names an organisation: "Bank Mandiri", "the United Nations"."""
    first = phrase.first + (
        unit.low[phrase.first] in ("the", "para", "pihak") and phrase.stop - phrase.first > 1
    )
    word = unit.low[first]
    return unit.is_capital(first) and word in grammar.bodies and word not in grammar.roles


def _is_coordinated(unit: Unit, phrase: NounPhrase, names: Names) -> bool:
    """Whether several names are joined: "Iceland and Indonesia"; not "Pusat Kajian dan Advokasi"."""
    if starts_with_role(unit, phrase, names.grammar):
        return False
    for position in range(phrase.first + 1, phrase.stop - 1):
        joins = unit.low[position] in ("and", "dan")
        if joins and unit.is_capital(position - 1) and unit.is_capital(position + 1):
            begin = next(
                (p + 1 for p in range(position, phrase.first, -1) if unit.low[p] == ","), phrase.first
            )
            described = unit.low[begin] in names.grammar.roles or not unit.is_capital(begin)
            left = Span(unit.starts[phrase.first], unit.ends[position - 1])
            right = Span(unit.starts[position + 1], unit.ends[phrase.stop - 1])
            office = all(unit.low[p] in names.grammar.roles for p in range(phrase.first, position))
            role = (office or names.person_in(left) is None) and names.person_in(right) is not None
            return not (described and begin > phrase.first) and not role
    return False
