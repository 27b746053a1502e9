"""Cues beside a quotation mark, after it or before it."""

from __future__ import annotations

from annotations.finders.quotes.colons import name_before_colon, subject_before_colon
from annotations.finders.quotes.drafts import Cue
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import NounPhrase, classify
from annotations.finders.quotes.sources import subject_after, subject_before
from annotations.finders.quotes.subjects import participle_subject, subject_of
from annotations.finders.quotes.units import SPEECH, Unit

_DASHES = frozenset({"—", "―", "--", "-", "–"})
_PAUSES = _DASHES | {",", "…", "."}
_STOPS = frozenset({".", ";", ":", "!", "?", SPEECH})
_FARTHEST_TAG = 30
_TIMES = frozenset(["week", "month", "year", "night", "morning", "evening", "afternoon"])
_FARTHEST_REPORT = 40
_NEW_CLAUSE = frozenset(["but", "and", "though", "although", "while", "as", "because", "when", "so"])


def group_start(unit: Unit, verb: int, grammar: Grammar) -> int:
    """The first token of the verb group: auxiliaries and adverbs before the verb belong to it."""
    position = verb
    while position > 0:
        word = unit.low[position - 1]
        adverb = (
            grammar.language == "en"
            and word.endswith("ly")
            and len(word) > 4
            and not unit.is_capital(position - 1)
        )
        if grammar.language == "en" and (length := _date_before(unit, position, grammar)):
            position -= length
            continue
        if word not in grammar.auxiliaries and not adverb:
            break
        position -= 1
    return position


def _date_before(unit: Unit, position: int, grammar: Grammar) -> int:
    """How many tokens before `position` are a date: "Marcus | on Tuesday evening | wrote"."""
    first = position
    if unit.low[first - 1] in _TIMES:
        first -= 1
    timed = first < position
    if first > 0 and unit.low[first - 1] in grammar.dates and unit.is_capital(first - 1):
        first -= 1
    elif not (timed and first > 0 and unit.low[first - 1] in ("last", "this", "earlier")):
        return 0
    while first > 0 and unit.low[first - 1] in ("on", "last", "this", "earlier", "late", "early"):
        first -= 1
    return position - first


def is_passive(unit: Unit, verb: int, start: int, grammar: Grammar) -> bool:
    if not grammar.passive_auxiliaries or unit.low[verb].endswith("ing"):
        return False
    return any(unit.low[p] in grammar.passive_auxiliaries for p in range(start, verb))


def can_tag(word: str, grammar: Grammar) -> bool:
    """Whether a verb may stand beside a quotation."""
    verb = grammar.verbs.get(word)
    return verb is not None and (
        verb.strength in ("say", "ask")
        or bool(verb.frames & {"any", "quote", "person"})
        or "that" in verb.frames
    )


def cue_after(unit: Unit, position: int, grammar: Grammar) -> Cue | None:
    """The cue that follows a quotation, `position` being the token after its closing mark."""
    size = len(unit)
    byline = _dash_byline(unit, position, grammar)
    if byline is not None:
        return byline
    while position < size and unit.low[position] in _PAUSES:
        position += 1
    if position >= size:
        return None
    if grammar.language == "id":
        cue = _tag(unit, position, grammar)
        if cue is not None:
            return cue
    length = grammar.phrase_length(grammar.prepositions, unit.low, position)
    if length:
        source = subject_after(unit, position + length, grammar)
        if source is not None:
            return Cue(position, position + length, source, False, source.stop, "after")
    word = unit.low[position]
    if grammar.language == "en" and can_tag(word, grammar) and not unit.is_capital(position):
        if grammar.verbs[word].form == "ing":
            return None  # "…," adding that: what follows is another report
        source = subject_after(unit, position + 1, grammar)
        end = source.stop if source is not None else position + 1
        return Cue(position, position + 1, source, False, end, "after")
    return _subject_verb_after(unit, position, grammar)


def _dash_byline(unit: Unit, position: int, grammar: Grammar) -> Cue | None:
    """ "…" ― Carla Sanchez, at the end of a sentence."""
    if position + 1 >= len(unit) or unit.low[position] not in _DASHES:
        return None
    stop = position + 1
    while stop < len(unit) and stop - position < 7 and unit.is_word(stop) and unit.is_capital(stop):
        stop += 1
    if stop == position + 1 or (stop < len(unit) and unit.low[stop] not in (".", ",")):
        return None
    phrase = classify(unit, position + 1, stop, grammar)
    return Cue(position, position + 1, phrase, False, stop, "byline") if phrase is not None else None


def _tag(unit: Unit, position: int, grammar: Grammar) -> Cue | None:
    """Indonesian: kata X, katanya, menurutnya, demikian pernyataan X, disampaikan oleh X."""
    word = unit.low[position]
    stop = position + 1
    if word in grammar.suffixed or word in grammar.suffixed_prepositions:
        return Cue(position, stop, None, True, stop, "after-suffix")
    if word not in grammar.tags and word not in grammar.passives:
        return None
    if word in ("demikian", "begitu"):
        while (
            stop < len(unit)
            and stop < position + 4
            and (
                unit.low[stop] in grammar.tags
                or unit.low[stop] in grammar.passives
                or unit.low[stop]
                in ("pernyataan", "keterangan", "bunyi", "isi", "tertulis", "resmi", "penjelasan")
            )
        ):
            stop += 1
        if stop < len(unit) and unit.low[stop - 1] in grammar.tags and unit.low[stop] in grammar.suffixed:
            return Cue(position, stop + 1, None, True, stop + 1, "after-suffix")
    while stop < len(unit) and unit.low[stop] in (
        "oleh",
        "pula",
        "lagi",
        "juga",
        "lanjut",
        "kembali",
        "langsung",
    ):
        stop += 1
    cue_stop = stop if unit.low[stop - 1] in grammar.tags else position + 1
    source = subject_after(unit, stop, grammar)
    return Cue(position, max(cue_stop, position + 1), source, False, source.stop if source else stop, "after")


def _subject_verb_after(unit: Unit, first: int, grammar: Grammar) -> Cue | None:
    """ "…," Clinton said. · "…," Menteri X menambahkan."""
    if grammar.language == "en" and (
        unit.low[first] in _NEW_CLAUSE or (unit.low[first].endswith("ing") and not unit.is_capital(first))
    ):
        return None
    for verb in range(first + 1, min(len(unit), first + _FARTHEST_TAG)):
        word = unit.low[verb]
        if word in _STOPS:
            return None
        if not can_tag(word, grammar) or unit.is_capital(verb):
            continue
        start = group_start(unit, verb, grammar)
        source = _subject(unit, verb, start, grammar)
        if source is None or source.first < first or is_passive(unit, verb, start, grammar):
            continue
        if (
            source.first > first
            and unit.low[source.first - 1] != ","
            and unit.low[first] not in grammar.openers
        ):
            continue
        return Cue(verb, verb + 1, source, False, verb + 1, "after")
    return None


def _subject(unit: Unit, verb: int, start: int, grammar: Grammar) -> NounPhrase | None:
    if grammar.language == "en":
        return subject_of(unit, verb, start, 0, grammar.verbs[unit.low[verb]], grammar)
    return subject_before(unit, start, grammar)


def _reported_already(unit: Unit, position: int, grammar: Grammar) -> bool:
    """Whether the words before are themselves a report: "demonstrators said | they want "…" """
    if grammar.language != "en":
        return False
    for earlier in range(max(0, position - _FARTHEST_REPORT), position):
        spec = grammar.verbs.get(unit.low[earlier])
        if (
            spec is not None
            and spec.strength == "say"
            and spec.form != "ing"
            and not unit.is_capital(earlier)
        ):
            return True
    return False


def cue_before(unit: Unit, position: int, grammar: Grammar) -> Cue | None:
    """The cue that leads into the quotation at token `position`: X said: "…" · X mengatakan, "…" """
    if position == 0:
        return None
    lead = unit.low[position - 1]
    introduced = lead in (":", ",") or lead in grammar.complementizers or lead == "as"
    nearest = position - 1 if introduced else position
    lowest = max(0, position - (24 if lead == ":" else 14 if introduced else 1))
    for verb in range(nearest - 1, lowest - 1, -1):
        word = unit.low[verb]
        if word in (SPEECH, ".", "!", "?", ";"):
            break
        reports = word in grammar.verbs or word in grammar.passives or word in grammar.suffixed
        if not reports and not (lead == ":" and word in grammar.tags):
            continue
        if word in grammar.suffixed:
            return Cue(verb, verb + 1, None, True, verb + 1, "before")
        start = group_start(unit, verb, grammar)
        if is_passive(unit, verb, start, grammar) or (start == 0 and verb == 0):
            continue
        if grammar.language == "en" and grammar.verbs[word].form == "ing":
            reports, source = participle_subject(unit, verb, start, grammar.verbs[word], grammar)
            if reports or introduced:
                return Cue(verb, verb + 1, source, False, position, "before")
            continue
        source = _subject(unit, verb, start, grammar)
        if source is not None:
            nested = lead == "," and unit.low[source.first - 1] in _NEW_CLAUSE and source.first > 0
            if (nested or lead not in (":", ",")) and _reported_already(unit, source.first, grammar):
                return None
            return Cue(verb, verb + 1, source, False, position, "before")
    if lead == ":":
        named = name_before_colon(unit, position - 1, grammar)
        if named is None and grammar.language == "en":
            named = subject_before_colon(unit, position - 1, grammar)
        return named
    return None
