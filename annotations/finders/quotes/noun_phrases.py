"""Noun phrases without a parser: where one begins and ends, and what kind it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.units import ASIDE, Unit

CONJUNCTIONS = frozenset({"dan", "and", "tetapi", "but", "serta", "atau", "or"})
LONGEST_CHUNK = 24  # tokens a noun phrase may have
_ABSTRACT = re.compile(r"(?:ke|pe)\w{3,}an|\w{3,}(?:isasi|itas)")  # nouns that name no person: kewaspadaan


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` up to `stop`; `kind`: name, noun, pronoun, relative or suffix."""

    first: int
    stop: int
    kind: str


def classify(unit: Unit, first: int, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The tokens as a noun phrase, or None when there are none."""
    if first >= stop:
        return None
    if stop - first == 1 and unit.low[first] in grammar.pronouns:
        relative = grammar.pronouns[unit.low[first]].number == "relative"
        return NounPhrase(first, stop, "relative" if relative else "pronoun")
    if unit.low[first] in grammar.pronouns and grammar.language == "id":
        return NounPhrase(first, first + 1, "pronoun")
    named = any(is_name_token(unit, position) for position in range(first, stop))
    if named and first == 0 and stop > 2 and grammar.language == "id":
        named = any(is_name_token(unit, position) for position in range(1, stop))
    return NounPhrase(first, stop, "name" if named else "noun")


def is_name_token(unit: Unit, position: int) -> bool:
    return unit.is_word(position) and unit.is_capital(position)


def starts_with_role(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """A lower-case noun counts as a role: "anggota tim kuasa hukum", "Norway’s foreign minister"."""
    word = unit.low[phrase.first]
    last = phrase.stop - 1
    if grammar.language == "en" and not unit.is_capital(last) and unit.low[last] in grammar.roles:
        return True
    return word in grammar.roles or word in grammar.bodies or not unit.is_capital(phrase.first)


def skip_openers(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    """Past discourse openers such as "Sementara itu"."""
    while first < end:
        length = grammar.phrase_length(grammar.openers, unit.low, first)
        if not length and unit.low[first] not in ('"', "'", "•", "*", "“", "-"):
            break
        first += length or 1
    return min(first, end)


def past_heading(unit: Unit, grammar: Grammar) -> int:
    """Past a heading that lost its line break: "Batal demi hukum | Adapun A", "Kewaspadaan | Kepala Dinas".

    0 when the sentence begins with none.
    """
    if grammar.language != "id" or not unit.low:
        return 0
    if unit.low[0] in grammar.roles or unit.low[0] in grammar.collectives:
        return 0
    opens = unit.start == 0 or unit.text[unit.start - 1] == "\n"
    for position in range(1, min(len(unit), 9)):
        if unit.is_stretch(position) or not unit.is_word(position):
            return 0
        word, before = unit.low[position], unit.low[position - 1]
        if not unit.is_capital(position):
            opens = opens and position < 5 and not _is_verbal(word, grammar)
        elif unit.is_capital(position - 1):
            if opens and position == 1 and word in grammar.roles and before not in grammar.known:
                return 1 if _ABSTRACT.fullmatch(before) else 0
        elif word in grammar.openers:
            return position
        elif word in grammar.roles:
            linked = before in grammar.roles or before in CONJUNCTIONS
            return position if opens and not linked else 0
    return 0


def _is_verbal(word: str, grammar: Grammar) -> bool:
    """Words that no heading of a few nouns has."""
    if word in grammar.auxiliaries or word in grammar.adjuncts:
        return True
    return len(word) > 5 and word.startswith(("me", "ber", "di", "ter")) and word not in grammar.noun_verbs


def joins_names(unit: Unit, position: int, first: int) -> bool:
    return (
        position > first
        and position + 1 < len(unit)
        and unit.is_capital(position + 1)
        and unit.is_capital(position - 1)
    )


def end_of_phrase(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    position = first
    named = False
    while position < min(end, first + LONGEST_CHUNK):
        word = unit.low[position]
        capital = unit.is_capital(position) if unit.is_word(position) else False
        if word == "«s»" or (word == ASIDE and position > first):
            position += 1
            continue
        if not unit.is_word(position):
            if not (word in ("&", "'", "’") and position > first):
                break
        elif word in grammar.dates and capital:
            break
        elif word in grammar.adjuncts and not capital:
            inner = grammar.language == "en" and word in ("of", "for", "from", "at", "with", "in")
            if not (inner and position > first) and not (
                word in CONJUNCTIONS and joins_names(unit, position, first)
            ):
                break
        elif _breaks_off(unit, position, first, end, named, grammar):
            break
        named = named or capital
        position += 1
    while position > first and (not unit.is_word(position - 1)):
        position -= 1
    if position > first and unit.low[first] in grammar.pronouns:
        return first + 1
    return position


def _breaks_off(unit: Unit, position: int, first: int, end: int, named: bool, grammar: Grammar) -> bool:
    """Whether the phrase ends here: at a pronoun, a verb or, after a name, a word that leads to no other."""
    word = unit.low[position]
    capital = unit.is_capital(position)
    if position > first and (word in grammar.pronouns or (not capital and _is_finite(word, grammar))):
        return True
    return grammar.language == "id" and named and not capital and not _goes_on(unit, position, end, grammar)


def _goes_on(unit: Unit, position: int, end: int, grammar: Grammar) -> bool:
    """Whether lower-case words after a capital lead to another capital: "Ketua Umum partai Nasdem"."""
    for later in range(position, min(end, position + 4)):
        word = unit.low[later]
        if not unit.is_word(later) or word in grammar.adjuncts or word in grammar.auxiliaries:
            return later > position and not unit.is_word(later)
        if unit.is_capital(later):
            return word not in grammar.dates
        if word in grammar.verbs or word in ("adalah", "akan", "perlu", "harus", "merupakan", "bakal", "ada"):
            return False
    return later + 1 >= end


def _is_finite(word: str, grammar: Grammar) -> bool:
    """Whether a word is a verb rather than a noun of the same form: "a recent report by"."""
    verb = grammar.verbs.get(word)
    return verb is not None and verb.form not in ("base", "ing") and word not in grammar.noun_verbs
