"""English subjects: which noun phrase governs a verb, read from its form and its surroundings."""

from __future__ import annotations

from annotations.finders.quotes.grammar import Grammar, Verb
from annotations.finders.quotes.noun_phrases import NounPhrase, classify, skip_openers
from annotations.finders.quotes.sources import subject_before
from annotations.finders.quotes.units import ASIDE, Unit


def _closed_class(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DETERMINERS = _closed_class(
    "the a an his her its their my our your this that these those no any some each every such other more "
    "most new own"
)
_NUMBERS = _closed_class("two three four five six several both")
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
_CLAUSE_ENDS = _closed_class("; : . ! ? — – --")
_NOMINATIVES = frozenset(["he", "she", "they", "it", "we", "i"])
_LONGEST_SUBJECT = 16
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
    if not before or before in _PREPOSITIONS or before in _DETERMINERS or before in _BEFORE_PARTICIPLES:
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
            subject = _interrupted_subject(unit, start, free, subject, grammar)
        elif subject is not None and subject.first > free and unit.low[subject.first - 1] in _PREPOSITIONS:
            subject = _modified_subject(unit, subject, free, grammar) or subject
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
    if unit.low[verb] in grammar.noun_verbs and (outside in _PREPOSITIONS or outside in ("before", "after")):
        return None  # "amid news reports that"
    return subject


def _interrupted_subject(
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


def _modified_subject(unit: Unit, inner: NounPhrase, free: int, grammar: Grammar) -> NounPhrase | None:
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
    return subject if follows.endswith("ing") or follows in ("who", "that", "at", "in") else None


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
    return last not in _DETERMINERS and last not in _PREPOSITIONS


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
    if before in ("by", "and") and spec.strength != "say":
        return False, None
    if before in (",", "—", "–", "by", "while", "before", "after", "and") or not before:
        opens = skip_openers(unit, 0, verb, grammar) == verb
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
        phrase = _phrase_at(unit, begin, stop, grammar)
        if phrase is None or phrase.kind == "noun" or phrase.stop >= stop:
            continue
        word = unit.low[phrase.stop]
        verbal = word in grammar.auxiliaries or word in grammar.verbs or word.endswith("ed")
        if verbal and not unit.is_capital(phrase.stop):
            return phrase
    return None


def _closes_clause(unit: Unit, position: int) -> bool:
    """Whether a quotation that ends with a comma stands at token `position`."""
    return unit.is_stretch(position) and unit.stretch_of[position].last == ","


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
    phrase = _phrase_at(unit, first, stop, grammar)
    if introduced and phrase is not None and phrase.stop < stop - 1 and unit.low[phrase.stop] == ",":
        # "Speaking in Salem, New Hampshire, Trump …": the place goes on
        after = _phrase_at(unit, phrase.stop + 1, stop, grammar)
        if (
            after is not None
            and after.kind in ("name", "pronoun")
            and after.stop < stop
            and unit.low[after.stop] != ","
        ):
            return after
    return phrase


def _phrase_at(unit: Unit, first: int, stop: int, grammar: Grammar) -> NounPhrase | None:
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
            trailing = unit.low[first] in _DETERMINERS
            if not trailing:
                break
        elif (
            end == first + 1
            and unit.is_capital(first)
            and unit.low[first] not in _DETERMINERS | grammar.roles | _NUMBERS
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
