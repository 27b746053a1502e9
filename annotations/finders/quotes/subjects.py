"""English subjects: which noun phrase governs a verb, read from its form and its surroundings."""

from __future__ import annotations

from annotations.finders.quotes.grammar import Grammar, Verb
from annotations.finders.quotes.sources import NounPhrase, classify, skip_openers, subject_before
from annotations.finders.quotes.units import ASIDE, Unit

_DETERMINERS = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "my", "our", "your", "this", "that", "these", "those"]
    + ["no", "any", "some", "each", "every", "such", "other", "more", "most", "new", "own"]
)
_PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "from", "with", "about", "into", "over", "under", "through"]
    + ["without", "as", "than", "like", "against", "between", "per", "via", "amid", "despite"]
)
_SUBORDINATORS = frozenset(["what", "whom", "how", "as", "than", "where", "whose", "why"])
_OPEN_INFINITIVE = frozenset(
    [
        "continue",
        "continues",
        "continued",
        "declined",
        "declines",
        "refused",
        "refuses",
        "on",
        "going",
        "used",
    ]
)  # "went on to say"
_MODALS = frozenset(
    [
        "would",
        "will",
        "could",
        "can",
        "may",
        "might",
        "should",
        "must",
        "did",
        "do",
        "does",
        "didn’t",
        "didn't",
    ]
    + [
        "don’t",
        "don't",
        "doesn’t",
        "doesn't",
        "won’t",
        "won't",
        "wouldn’t",
        "wouldn't",
        "cannot",
        "to",
        "not",
    ]
)
_PLURALS = frozenset(["people", "police", "media", "many", "some", "others", "most", "both", "men", "women"])
_PLURAL_PRONOUNS = frozenset(["they", "we", "i", "you", "who"])
_LONGEST_SUBJECT = 16


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
    if not before or before in _PREPOSITIONS or before in _DETERMINERS:
        return None
    if before in ("and", "but", "or", "then") or (
        before == "," and start >= 2 and unit.low[start - 2] in ("and", "but")
    ):
        subject = leading_subject(unit, free, start, grammar)
    else:
        subject = subject_before(unit, start, grammar)
    if subject is None or subject.first < free or not _agrees(unit, subject, verb, group, spec):
        return None
    if subject.first > 0 and unit.low[subject.first - 1] in _SUBORDINATORS:
        return None
    return subject


def _agrees(unit: Unit, subject: NounPhrase, verb: int, group: list[str], spec: Verb) -> bool:
    """Tell verbs from the nouns that look like them: "the claims", "a report"."""
    last = unit.low[subject.stop - 1]
    if spec.form == "base":
        if any(word in _MODALS for word in group) or last in _PLURAL_PRONOUNS or last in _PLURALS:
            return True
        plural = (
            last.endswith("s")
            and not last.endswith(("’s", "'s", "ss"))
            and not unit.is_capital(subject.stop - 1)
        )
        return (
            plural
            or "and" in unit.low[subject.first : subject.stop]
            or (last.endswith("s") and spec.strength == "say")
        )
    if spec.form == "s":
        if last in _PLURAL_PRONOUNS and last != "who":
            return False
        named = subject.kind != "noun" and (unit.is_capital(subject.stop - 1) or subject.kind != "name")
        follows = unit.low[verb + 1] if verb + 1 < len(unit) else ""
        return named or follows in ("that", ",", "how") or unit.is_stretch(verb + 1)
    return last not in _DETERMINERS and last not in _PREPOSITIONS


def participle_subject(unit: Unit, verb: int, free: int, grammar: Grammar) -> NounPhrase | None:
    """Who "…, adding that" belongs to: "with X saying", else the subject of the clause."""
    if verb >= 2 and unit.low[verb - 1] != ",":
        subject = subject_before(unit, verb, grammar)
        if subject is not None and subject.first > 0 and unit.low[subject.first - 1] == "with":
            return subject
    return leading_subject(unit, 0, verb, grammar)


def leading_subject(unit: Unit, first: int, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The noun phrase that a clause begins with, past openers and introductory phrases."""
    for _ in range(3):
        first = skip_openers(unit, first, stop, grammar)
        if first >= stop:
            return None
        word = unit.low[first]
        introduces = word in grammar.adjuncts or word in grammar.dates or word.endswith("ing")
        if not introduces or word in grammar.pronouns:
            break
        comma = first
        while comma < stop and unit.low[comma] != ",":
            comma += 1
        first = comma + 1
    else:
        return None
    if first >= stop or not unit.is_word(first):
        return None
    if unit.low[first] in grammar.pronouns:
        return classify(unit, first, first + 1, grammar)
    end = first
    named = False
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
        if unit.is_capital(end) and end > first:
            named = True
        elif named and word not in ("of", "for", "and", "the", "in", "at"):
            if not (unit.low[first] in _DETERMINERS and not unit.is_capital(end - 1)):
                break
        elif (
            end == first + 1
            and unit.is_capital(first)
            and unit.low[first] not in _DETERMINERS | grammar.roles
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
