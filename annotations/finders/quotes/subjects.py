"""English subjects: which noun phrase governs a verb, read from its form and its surroundings."""

from __future__ import annotations

from annotations.finders.quotes.grammar import Grammar, Verb
from annotations.finders.quotes.leading import (
    DETERMINERS,
    interrupted_subject,
    leading_subject,
    modified_subject,
    phrase_at,
)
from annotations.finders.quotes.noun_phrases import NounPhrase, skip_openers
from annotations.finders.quotes.sources import subject_before
from annotations.finders.quotes.units import Unit


def _closed_class(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PREPOSITIONS = _closed_class(
    "of in on at by for from with about into over under through without as than like against between per via "
    "amid despite"
)
_SUBORDINATORS = _closed_class("what whom how as than where whose why")
_OPEN_INFINITIVE = _closed_class(  # "went on to say"
    "continue continues continued declined declines refused refuses on going used"
)
_MODALS = _closed_class(
    "would will could can may might should must did do does didn’t didn't don’t don't doesn’t doesn't won’t "
    "won't wouldn’t wouldn't cannot to not"
)
_PLURALS = _closed_class("people police media many some others most both men women two three pair")
_PLURAL_PRONOUNS = _closed_class("they we i you who")
_CLAUSE_STARTS = _closed_class(", but when after as while because though although if where that ; — –")
_BEFORE_PARTICIPLES = _closed_class("when if once than though although until unless whether")
_NOT_VERBAL = _closed_class("on to both all since soon")  # of the words that can stand before a verb
_FARTHEST = 60  # tokens


def subject_of(
    unit: Unit, verb: int, start: int, free: int, spec: Verb, grammar: Grammar
) -> NounPhrase | None:
    """The subject of the finite verb whose group is `start` … `verb`; None when it is no finite verb."""
    before = unit.low[start - 1] if start > 0 else ""
    group = unit.low[start:verb]
    if "to" in group:
        infinitive = start + group.index("to")
        if infinitive == 0 or unit.low[infinitive - 1] not in _OPEN_INFINITIVE:
            return None
    if not before or before in _PREPOSITIONS or before in DETERMINERS or before in _BEFORE_PARTICIPLES:
        return None
    if before in ("and", "but", "or", "then") or (
        before == "," and start >= 2 and unit.low[start - 2] in ("and", "but")
    ):
        subject = leading_subject(unit, free, start, grammar)
        if subject is None and free > 0:  # "Graham urged S1, and criticized S2"
            subject = leading_subject(unit, 0, free, grammar)
            free = 0
    else:
        subject = subject_before(unit, start, grammar)
        if before in (",", "—", "―", "–", "--"):
            subject = interrupted_subject(unit, start, free, subject, grammar)
        elif subject is not None and subject.first > free and unit.low[subject.first - 1] in _PREPOSITIONS:
            subject = modified_subject(unit, subject, free, grammar) or subject
    if subject is not None and unit.low[subject.first] == "you":
        return None  # the reader
    if subject is None or subject.first < free or not _agrees(unit, subject, verb, group, grammar):
        return None
    if subject.first > 0 and unit.low[subject.first - 1] in _SUBORDINATORS:
        return None
    if subject.kind == "relative" and spec.strength not in ("say", "marked"):
        return None
    if unit.low[subject.first] in _PREPOSITIONS or unit.low[subject.first] == "to":
        return None
    outside = unit.low[subject.first - 1] if subject.first > 0 else ""
    if outside == "which" and spec.strength not in ("say", "marked"):
        return None  # "four cases in which Kaine defended people"
    if unit.low[verb] in grammar.noun_verbs and (outside in _PREPOSITIONS or outside in ("before", "after")):
        return None  # "amid news reports that"
    return subject


def _agrees(unit: Unit, subject: NounPhrase, verb: int, group: list[str], grammar: Grammar) -> bool:
    """Tell verbs from the nouns that look like them: "the claims", "a report"."""
    last = unit.low[subject.stop - 1]
    spec = grammar.verbs[unit.low[verb]]
    if last.endswith(("’s", "'s", "s’", "s'")):
        return False
    if spec.form == "base":
        if any(word in _MODALS for word in group) or last in _PLURAL_PRONOUNS or last in _PLURALS:
            return True
        plural = last.endswith("s") and not last.endswith(("ss", "us"))
        return plural or "and" in unit.low[subject.first : subject.stop]
    if spec.form == "s":
        if last in _PLURAL_PRONOUNS and last != "who":
            return False
        if unit.low[verb] not in grammar.noun_verbs:
            return True
        named = subject.kind != "noun" and (unit.is_capital(subject.stop - 1) or subject.kind != "name")
        follows = unit.low[verb + 1] if verb + 1 < len(unit) else ""
        return named or follows in ("that", ",", "how", ":") or unit.is_stretch(verb + 1)
    return last not in DETERMINERS and last not in _PREPOSITIONS


def participle_subject(
    unit: Unit, verb: int, start: int, spec: Verb, grammar: Grammar
) -> tuple[bool, NounPhrase | None]:
    """Whether an -ing form reports, and who: "…, adding that" the clause's subject, "with X saying" X.

    `start` is the first token of its verb group; a progressive (is saying) is a finite verb.
    """
    group = unit.low[start:verb]
    if any(word in grammar.passive_auxiliaries or word in ("’s", "’re", "’m") for word in group):
        subject = subject_of(unit, verb, start, 0, spec, grammar)
        return subject is not None, subject
    before = unit.low[verb - 1] if verb else ""
    if before in DETERMINERS:
        return False, None  # "this finding"
    if before in ("by", "and") and spec.strength != "say":
        return False, None
    if before in (",", "—", "–", "by", "while", "before", "after", "and", "when") or not before:
        opens = skip_openers(unit, 0, verb, grammar) >= verb - (
            before in ("by", "while", "before", "after", "when")
        )
        if opens:
            return True, leading_subject(unit, 0, len(unit), grammar)
        return True, _clause_subject(unit, verb, grammar) or leading_subject(unit, 0, verb, grammar)
    subject = subject_before(unit, verb, grammar)
    comma = unit.low[verb + 1 : verb + 2] == [","]
    quotes = unit.is_stretch(verb + 1 + comma)
    if subject is None or not (spec.strength == "say" or (quotes and spec.strength == "ask")):
        return False, None
    last = subject.stop - 1
    named = subject.kind == "name" and unit.is_capital(last) and unit.low[last] not in grammar.dates
    named = named and subject.stop - subject.first <= 4
    return named or unit.low[subject.first - 1] == "with", subject


def _clause_subject(unit: Unit, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The subject of the clause nearest before token `stop`: a noun phrase right before a verb."""
    for first in range(stop - 2, max(-1, stop - _FARTHEST), -1):
        if first and unit.low[first - 1] not in _CLAUSE_STARTS and not _closes_clause(unit, first - 1):
            continue
        begin = skip_openers(unit, first, stop, grammar)
        if begin >= stop or not unit.is_word(begin) or unit.low[begin] in grammar.adjuncts:
            continue
        if unit.low[begin].endswith("ing") and not unit.is_capital(begin):
            continue  # another participle: "treating it as praise, and asserting …"
        phrase = phrase_at(unit, begin, stop, grammar)
        if phrase is None or phrase.kind == "noun" or phrase.stop >= stop:
            continue
        word = unit.low[phrase.stop]
        verbal = (
            (word in grammar.auxiliaries and word not in _NOT_VERBAL)
            or word in grammar.verbs
            or word.endswith("ed")
        )
        if verbal and not unit.is_capital(phrase.stop):
            return phrase
    return None


def _closes_clause(unit: Unit, position: int) -> bool:
    """Whether a quotation that ends with a comma stands at token `position`."""
    return unit.is_stretch(position) and unit.stretch_of[position].last == ","
