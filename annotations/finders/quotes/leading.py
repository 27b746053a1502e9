"""The noun phrase an English clause begins with, and its verb further on."""

from __future__ import annotations

from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import NounPhrase, classify, skip_openers
from annotations.finders.quotes.sources import subject_before
from annotations.finders.quotes.units import ASIDE, Unit

DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "this",
        "that",
        "these",
        "those",
        "no",
        "any",
        "some",
        "each",
        "every",
        "such",
        "other",
        "more",
        "most",
        "new",
        "own",
    ]
)
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "several", "both"])
_CLAUSE_ENDS = frozenset([";", ":", ".", "!", "?", "—", "–", "--"])
_NOMINATIVES = frozenset(["he", "she", "they", "it", "we", "i"])
_MODIFIES = frozenset(  # "a poll | released in late August | found that"
    ["who", "that", "at", "in", "released", "conducted", "published", "obtained", "issued", "taken", "posted"]
)
_LONGEST_SUBJECT = 16
_FARTHEST = 60  # tokens


def interrupted_subject(
    unit: Unit, start: int, free: int, nearest: NounPhrase | None, grammar: Grammar
) -> NounPhrase | None:
    """The subject parted from its verb by what stands between commas: X, who lost, said · X, however, said.

    `nearest` when it begins no later, or when the clause begins with nothing of the kind.
    """
    mark = unit.low[start - 1]
    lowest = max(free, start - _FARTHEST)
    clause = start - 1
    if mark != ",":
        opening = next((p for p in range(start - 2, lowest, -1) if unit.low[p] == mark), None)
        return subject_before(unit, opening, grammar) if opening is not None else nearest
    while clause > lowest and not unit.is_stretch(clause - 1) and unit.low[clause - 1] not in _CLAUSE_ENDS:
        clause -= 1
    subject = leading_subject(unit, clause, start - 1, grammar)
    if subject is None or (nearest is not None and nearest.first <= subject.first):
        return nearest
    stop = subject.stop
    while stop < start and unit.low[stop] == ASIDE:
        stop += 1
    described = not all(unit.is_capital(p) for p in range(subject.first + 1, stop) if unit.is_word(p))
    beside = nearest is not None and nearest.kind == "name" and nearest.first == stop + 1
    if nearest is not None and beside and described and unit.low[stop] == ",":
        return NounPhrase(subject.first, nearest.stop, "name")  # "its envoy for Peru, Ann Lee, said"
    listed = _listed(unit, stop, start)
    if listed > stop:
        subject, stop = NounPhrase(subject.first, listed, "name"), listed
    return subject if unit.low[stop] in (",", "who", "whose", "which") else nearest


def _listed(unit: Unit, position: int, stop: int) -> int:
    """Past the rest of a list of names: "Norway | , Oman and Peru"; `position` itself when there is none."""
    end = position
    while end + 1 < stop and unit.low[end] in (",", "and") and unit.is_capital(end + 1):
        joined = unit.low[end] == "and"
        end += 1
        while end < stop and unit.is_word(end) and unit.is_capital(end):
            end += 1
        if joined:
            return end
    return position


def modified_subject(unit: Unit, inner: NounPhrase, free: int, grammar: Grammar) -> NounPhrase | None:
    """ "Protesters marching through | the streets | chanted": the phrase that the inner one modifies."""
    clause = inner.first
    lowest = max(free, inner.first - 10)
    while clause > lowest and unit.is_word(clause - 1) and not unit.is_stretch(clause - 1):
        clause -= 1
    if clause == lowest and clause > free:
        return None
    subject = leading_subject(unit, clause, inner.first, grammar)
    if subject is None or subject.stop >= inner.first or subject.kind == "pronoun":
        return None
    follows = unit.low[subject.stop]
    return subject if follows.endswith("ing") or follows in _MODIFIES else None


def leading_subject(unit: Unit, first: int, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The noun phrase that a clause begins with, past openers and introductory phrases."""
    introduced = False
    for _ in range(4):
        first = skip_openers(unit, first, stop, grammar)
        if first < stop and unit.low[first] == ",":
            first += 1
            continue
        if first >= stop:
            return None
        word = unit.low[first]
        introduces = word in grammar.adjuncts or word in grammar.dates or word in grammar.inner_prepositions
        if not introduces and not (
            word.endswith(("ing", "ed")) and not unit.is_capital(first + 1 if first + 1 < stop else first)
        ):
            break
        if word in grammar.pronouns:
            break
        comma = first
        while comma < min(stop, first + _FARTHEST) and unit.low[comma] != ",":
            comma += 1
        if comma >= stop or unit.low[comma] != ",":
            pronoun = next(
                (p for p in range(first, min(stop, first + 5)) if unit.low[p] in _NOMINATIVES), None
            )
            return classify(unit, pronoun, pronoun + 1, grammar) if pronoun is not None else None
        first, introduced = comma + 1, True
    else:
        return None
    phrase = phrase_at(unit, first, stop, grammar)
    if introduced and phrase is not None and phrase.stop < stop - 1 and unit.low[phrase.stop] == ",":
        # "Speaking in Salem, New Hampshire, Trump …": the place goes on
        after = phrase_at(unit, phrase.stop + 1, stop, grammar)
        if (
            after is not None
            and after.kind in ("name", "pronoun")
            and after.stop < stop
            and unit.low[after.stop] != ","
        ):
            return after
    return phrase


def phrase_at(unit: Unit, first: int, stop: int, grammar: Grammar) -> NounPhrase | None:
    if first >= stop or not unit.is_word(first):
        return None
    if unit.low[first] in grammar.pronouns:
        return classify(unit, first, first + 1, grammar)
    end = first
    named = trailing = False
    while end < min(stop, first + _LONGEST_SUBJECT):
        word = unit.low[end]
        if word == ASIDE:
            end += 1
            continue
        if (
            not unit.is_word(end)
            or word in grammar.auxiliaries
            or _looks_like_verb(unit, end, first, grammar)
        ):
            break
        if end > first and unit.low[end - 1].endswith(("’s", "'s")):
            named = unit.is_capital(end)  # "Clinton's | campaign manager Robby Mook"
        elif unit.is_capital(end) and end > first:
            named = True
        elif named and word not in ("of", "for", "and", "the", "in", "at"):
            if trailing:
                break
            trailing = unit.low[first] in DETERMINERS
            if not trailing:
                break
        elif (
            end == first + 1
            and unit.is_capital(first)
            and unit.low[first] not in DETERMINERS | grammar.roles | _NUMBERS
        ):
            break
        end += 1
    while end > first and unit.low[end - 1] in ("of", "for", "and", "the", "in", "at", ASIDE):
        end -= 1
    return classify(unit, first, end, grammar)


def _looks_like_verb(unit: Unit, position: int, first: int, grammar: Grammar) -> bool:
    if position == first or unit.is_capital(position):
        return False
    word = unit.low[position]
    if word in grammar.adjuncts and word not in grammar.inner_prepositions and word != "and":
        return True
    return (word in grammar.verbs and grammar.verbs[word].form != "base") or word.endswith(("ed", "ly"))
