"""The noun phrase that names who speaks, before or after a verb of saying.

A phrase is bounded by punctuation, prepositions, relative words and dates; roles and
names beside one another across a comma are one phrase.
"""

from __future__ import annotations

from annotations.finders.quotes.apposition import enumerated_role, in_apposition, is_degree, with_next
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import (
    CONJUNCTIONS,
    LONGEST_CHUNK,
    NounPhrase,
    classify,
    end_of_phrase,
    is_name_token,
    joins_names,
    past_heading,
    skip_openers,
)
from annotations.finders.quotes.units import ASIDE, Unit

_HARD = frozenset({".", "!", "?", ";", ":", "…", "—", "--", "-", "–", "«q»", "/"})
_BEFORE_NOUNS = frozenset(  # verb forms that as often stand before a noun
    ["leading", "running", "opposing", "report", "call", "state", "states", "post"]
)
_FARTHEST = 60  # tokens a subject may lie before its verb


def subject_before(unit: Unit, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The subject of the verb group that begins at token `stop`."""
    found = _subject_before(unit, stop, grammar)
    if found is not None and found.first == 0 and found.kind == "name":
        heading = past_heading(unit, grammar)
        if 0 < heading < found.stop:
            first = skip_openers(unit, heading, found.stop, grammar)
            while first < found.stop and not unit.is_word(first):
                first += 1
            return classify(unit, first, found.stop, grammar) or found
    return found


def _subject_before(unit: Unit, stop: int, grammar: Grammar) -> NounPhrase | None:
    chunks = [chunk for chunk in _chunks_before(unit, stop) if not is_degree(unit, *chunk, grammar)]
    enumerated = enumerated_role(unit, chunks, grammar)
    if enumerated is not None:
        return enumerated
    found = _nearest_subject(unit, stop, chunks, grammar)
    if grammar.language == "id" and unit.low[stop - 1 : stop] == [","]:
        leading = _leading_subject(unit, stop, chunks, grammar)
        if leading is not None and (found is None or _is_aside(unit, leading, found, grammar)):
            return leading
    return found


def _leading_subject(
    unit: Unit, stop: int, chunks: list[tuple[int, int]], grammar: Grammar
) -> NounPhrase | None:
    """The name a clause begins with, parted from its verb: "Agus, warga di Desa X, Kecamatan Y, berharap"."""
    role: NounPhrase | None = None
    for first, end in reversed(chunks[1:]):
        first = skip_openers(unit, first, end, grammar)
        if first >= end or (role is None and _is_adjunct(unit, first, grammar)):
            continue
        until = end_of_phrase(unit, first, end, grammar)
        phrase = classify(unit, first, until, grammar)
        if phrase is None or phrase.kind != "name" or any(unit.low[p] != ASIDE for p in range(until, end)):
            return None
        if role is not None:
            return NounPhrase(role.first, phrase.stop, "name")
        if not (unit.low[first] in grammar.roles or unit.low[first] in grammar.bodies):
            return subject_after(unit, first, grammar, stop - 1)
        role = phrase
    return None


def _is_aside(unit: Unit, leading: NounPhrase, found: NounPhrase, grammar: Grammar) -> bool:
    """Whether what stands nearest the verb is a place, a degree or a noun beside the leading name."""
    if found.first < leading.stop:
        return False
    word = unit.low[found.first]
    return found.kind == "noun" or len(word) == 1 or (word in grammar.bodies and word not in grammar.roles)


def _nearest_subject(
    unit: Unit, stop: int, chunks: list[tuple[int, int]], grammar: Grammar
) -> NounPhrase | None:
    found: NounPhrase | None = None
    wants_name = False
    for index, (first, end) in enumerate(chunks[:7]):
        first = skip_openers(unit, first, end, grammar)
        if first >= end:
            if index == 0 and unit.low[stop - 1] == ",":
                continue
            break
        word = unit.low[first]
        aside = grammar.language == "en" and word.endswith("ing") and not unit.is_capital(first)
        if _is_adjunct(unit, first, grammar) or (
            aside and (index > 0 or found is None) and first > 0 and unit.low[first - 1] == ","
        ):
            if found is not None:
                break
            if index == 0:
                phrase = _tail(unit, first, end, grammar)
                if phrase is not None or grammar.language == "en":
                    return phrase
                break
            continue
        phrase = _phrase_in(unit, first, end, grammar)
        if phrase is None:
            break
        if found is None:
            found = phrase
            if grammar.language == "en" and index == 0 and phrase.stop == stop:
                break  # no comma closes it: "until the end of the week, | Ann Lee said"
            wants_name = index > 0 or phrase.kind != "pronoun"
            if grammar.language == "en" and index > 0 and word in ("a", "an", "the", "his", "her", "their"):
                wants_name = True
            elif phrase.kind in ("pronoun", "relative"):
                break
        elif wants_name and phrase.stop >= end - 1 and in_apposition(unit, phrase, found, grammar):
            found = NounPhrase(phrase.first, found.stop, "name")
        else:
            break
    return found


def _chunks_before(unit: Unit, stop: int) -> list[tuple[int, int]]:
    """Stretches of tokens between commas, nearest first, up to where a clause begins."""
    chunks: list[tuple[int, int]] = []
    end, position = stop, stop - 1
    lowest = max(0, stop - _FARTHEST)
    while position >= lowest and unit.low[position] not in _HARD and not _is_said(unit, position):
        if unit.low[position] == ",":
            chunks.append((position + 1, end))
            end = position
        position -= 1
    chunks.append((position + 1, end))
    return chunks


def _is_said(unit: Unit, position: int) -> bool:
    """Whether a short quotation stands there that ends as speech does: “Manchester people,” Bennett said."""
    return unit.is_stretch(position) and unit.stretch_of[position].last in ",?!"


def _is_adjunct(unit: Unit, first: int, grammar: Grammar) -> bool:
    word = unit.low[first]
    return word in grammar.adjuncts or word in grammar.dates or not (unit.is_word(first) or word == "«s»")


def _phrase_in(unit: Unit, first: int, end: int, grammar: Grammar) -> NounPhrase | None:
    if end - first > LONGEST_CHUNK:
        first = end - LONGEST_CHUNK if grammar.language == "en" else first
    if grammar.language == "en":
        stop = end
        begin = _english_start(unit, first, end, grammar)
        relative = next(
            (p for p in range(begin - 1, max(first, begin - 8), -1) if unit.low[p] in ("who", "which")), 0
        )
        inside = unit.low[begin] in grammar.inner_prepositions
        if relative > first + 1 and (inside or (relative == begin - 1 and stop - begin > 1)):
            stop = relative  # "one of the doctors | who sent the letter"
            begin = _english_start(unit, first, stop, grammar)
        first = begin
    else:
        stop = _first_adjunct(unit, first, end, grammar)
    while stop > first and not unit.is_word(stop - 1):
        stop -= 1
    return classify(unit, first, stop, grammar)


def _first_adjunct(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    for position in range(first + 1, end):
        word = unit.low[position]
        if word in grammar.adjuncts and not unit.is_capital(position):
            if word == "yang" and position + 2 < end and unit.low[position + 1] in ("juga", "sekaligus"):
                continue  # "Kepala BNPB yang juga Ketua Satgas Doni Monardo"
            return position
        if word in grammar.dates and unit.is_capital(position):
            return position
    return end


def _english_start(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    """Leftwards from the verb to where the noun phrase begins."""
    position = end - 1
    if unit.low[position] in grammar.pronouns:
        return position
    while position > first and not _begins_clause(unit, position - 1, first, grammar):
        position -= 1
    return position


def _begins_clause(unit: Unit, position: int, first: int, grammar: Grammar) -> bool:
    """Whether the token is outside an English noun phrase that follows it."""
    word = unit.low[position]
    if word in grammar.adjuncts and word not in grammar.inner_prepositions:
        return word not in CONJUNCTIONS or not joins_names(unit, position, first)
    if word in grammar.dates and unit.is_capital(position):
        return True
    if word in grammar.pronouns or (word in grammar.verbs and not unit.is_capital(position)):
        return word not in ("her", "it") and word not in _BEFORE_NOUNS
    return False


def _tail(unit: Unit, first: int, end: int, grammar: Grammar) -> NounPhrase | None:
    """The run of capitals, or the pronoun, directly before the verb: "Saat ditemui Asep | mengatakan"."""
    stop = end
    while stop > first and not unit.is_word(stop - 1):
        stop -= 1
    if stop <= first:
        return None
    if unit.low[stop - 1] in grammar.pronouns:
        return classify(unit, stop - 1, stop, grammar)
    begin = stop
    while begin > first + 1 and (is_name_token(unit, begin - 1) or unit.low[begin - 1] == ASIDE):
        begin -= 1
    while begin < stop and (unit.low[begin] in grammar.dates or unit.low[begin] == ASIDE):
        begin += 1
    if begin == stop or unit.low[begin - 1] in ("di", "ke", "dari", "pada", "in", "at", "of", "from", "on"):
        return None
    return classify(unit, begin, stop, grammar)


def subject_after(
    unit: Unit, first: int, grammar: Grammar, limit: int | None = None, statement_follows: bool = False
) -> NounPhrase | None:
    """The subject that follows its verb: "…," kata X, anggota tim, kepada wartawan.

    With `statement_follows` (Menurut X, S) what stands beside it must be closed by a comma.
    """
    end = len(unit) if limit is None else limit
    stop = end_of_phrase(unit, first, end, grammar)
    phrase = classify(unit, first, stop, grammar)
    if phrase is None or phrase.kind in ("pronoun", "relative"):
        return phrase
    for _ in range(4):
        longer = with_next(unit, phrase, end, grammar, statement_follows)
        if longer is None:
            break
        phrase = longer
    return phrase
