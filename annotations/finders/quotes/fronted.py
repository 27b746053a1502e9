"""English attributions that follow what was said: S, X said · S, said X · S1, X said, S2."""

from __future__ import annotations

from annotations.finders.quotes.cues import group_start, is_passive
from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import skip_openers
from annotations.finders.quotes.reports import FINAL, report, trim
from annotations.finders.quotes.sources import subject_after, subject_before
from annotations.finders.quotes.units import Unit

_TOPICAL = frozenset(["of", "in", "on", "at", "about", "to", "during", "after", "before", "with"])


# shares found right on development articles
CONFIDENCE = {False: 0.66, True: 0.78}  # by whether a pronoun is the source
INTERRUPTED = 0.83  # S1, X said, S2
_LONGEST_RECIPIENT = 14  # tokens


def fronted(unit: Unit, verb: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """S, X said · S, said X · S1, X said, S2."""
    word = unit.low[verb]
    spec = grammar.verbs.get(word)
    shown = word in ("show", "shows", "showed") and unit.low[verb + 1 : verb + 2] == [
        "."
    ]  # "S, records show."
    if spec is None or not (spec.strength == "say" or shown) or word.endswith("ing"):
        return None
    if "person" in spec.frames:
        return _told(unit, verb, free, limit, grammar)
    start = group_start(unit, verb, grammar)
    following = unit.low[verb + 1] if verb + 1 < limit else "."
    if start > free and unit.low[start - 1] == ",":
        source = subject_after(unit, verb + 1, grammar, limit)
        if source is None or source.kind == "noun" or start != verb or unit.low[verb + 1] in _TOPICAL:
            return None
        if not (
            source.stop >= limit
            or unit.low[source.stop] in FINAL
            or unit.low[source.stop] in _TOPICAL
            or unit.low[source.stop] in grammar.dates
        ):
            return None
        if unit.low[source.first] in ("he", "she", "they", "it", "there"):
            return None
        first, stop = verb, source.stop
    else:
        source = subject_before(unit, start, grammar)
        if source is None or source.first <= free or unit.low[source.first - 1] not in (",", "—", "–"):
            return None
        ends = (
            following in (".", ",", ";", "!", "?")
            or following in grammar.dates
            or following in ("in", "on", "at", "during")
        )
        if not ends or is_passive(unit, verb, start, grammar):
            return None
        if unit.low[source.first] in ("who", "which"):
            return None
        if any(word in ("in", "during") for word in unit.low[verb + 1 : verb + 2]) and _has_that(
            unit, verb, limit
        ):
            return None
        first, stop = source.first, verb + 1
    before = trim(unit, skip_openers(unit, free, first, grammar), first)
    if before is None or sum(1 for p in range(free, first) if unit.is_word(p)) < 4:
        return None
    content = [before]
    if stop < limit and unit.low[stop] == ",":
        after = trim(unit, stop, limit)
        if (
            after is not None
            and unit.low[stop + 1] not in grammar.verbs
            and unit.low[stop + 1] not in ("who", "a", "an", "the", "citing")
        ):
            content.append(after)
    confidence = CONFIDENCE[source.kind == "pronoun"] if len(content) == 1 else INTERRUPTED
    return report(unit, content, (verb, verb + 1), source, False, "inserted", confidence)


def _told(unit: Unit, verb: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """S, X told the Daily Post on Monday."""
    start = group_start(unit, verb, grammar)
    source = subject_before(unit, start, grammar)
    if source is None or source.first <= free or unit.low[source.first - 1] != ",":
        return None
    stop = verb + 1
    while stop < min(limit, verb + _LONGEST_RECIPIENT) and unit.is_word(stop):
        word = unit.low[stop]
        if word in ("that", "to", "how", "about", "what", "why", "it", "he", "she", "they", "we"):
            return None
        if word in grammar.verbs and not unit.is_capital(stop):
            return None
        stop += 1
    if stop == verb + 1 or (stop < limit and unit.low[stop] != "."):
        return None
    before = trim(unit, skip_openers(unit, free, source.first, grammar), source.first)
    if before is None or sum(1 for p in range(free, source.first) if unit.is_word(p)) < 4:
        return None
    return report(unit, [before], (verb, verb + 1), source, False, "inserted", CONFIDENCE[False])


def _has_that(unit: Unit, verb: int, limit: int) -> bool:
    return "that" in unit.low[verb + 1 : min(limit, verb + 12)]
