"""Indonesian reports: X mengatakan S · S1, kata X, S2 · dikatakannya, S · hal itu disampaikan X."""

from __future__ import annotations

from annotations.finders.quotes.cues import group_start
from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.grammar import Grammar, Verb
from annotations.finders.quotes.noun_phrases import NounPhrase, classify, skip_openers
from annotations.finders.quotes.reports import (
    FINAL,
    around,
    past_asides,
    past_degrees,
    past_tail,
    report,
    skip_complementizer,
    trim,
)
from annotations.finders.quotes.sources import subject_after, subject_before
from annotations.finders.quotes.units import ASIDE, Unit

# shares found right on development articles: lower bounds, since their gold misses statements
CONFIDENCE = {"say": 0.8, "ask": 0.73, "judge": 0.73, "praise": 0.78, "weak": 0.45, "that": 0.35}
INTRODUCED = {",": 0.12, "bahwa": 0.08}  # more, where this follows the verb
PARTED = 0.05  # more, where only who was told, when or where follows


def report_by_verb(unit: Unit, verb: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """The report that the verb at token `verb` introduces, its content running to the sentence's end."""
    spec = grammar.verbs[unit.low[verb]]
    start = group_start(unit, verb, grammar)
    before = unit.low[start - 1] if start > free else ""
    source = _subject(unit, verb, start, free, spec, grammar)
    if source is None or before in grammar.not_finite:
        return None
    stop = _content_start(unit, verb + 1, limit, grammar)
    content = trim(unit, stop, limit)
    if content is None:
        return None
    if (
        stop < limit
        and unit.low[stop] in ("hal", "itu", "ini", "demikian")
        and unit.low[stop : stop + 2]
        in (["hal", "itu"], ["hal", "tersebut"], ["hal", "ini"], ["hal", "senada"], ["hal", "serupa"])
        and (stop + 2 >= limit or unit.low[stop + 2] in grammar.occasions or unit.low[stop + 2] in FINAL)
    ):
        return None
    introduced = unit.low[stop - 1] in INTRODUCED
    if not introduced and unit.low[stop] in grammar.topics:
        # no quote, but who spoke is whom a following "katanya" means
        return report(unit, [], (verb, verb + 1), source, False, spec.strength, 0.0)
    if spec.strength == "that" and not introduced:
        return None
    confidence = CONFIDENCE[spec.strength] - (0.12 if source.kind == "noun" else 0)
    if introduced:
        confidence += INTRODUCED[unit.low[stop - 1]]
    elif stop > verb + 1:
        confidence += PARTED
    return report(unit, [content], (verb, verb + 1), source, False, spec.strength, confidence)


def _subject(unit: Unit, verb: int, start: int, free: int, spec: Verb, grammar: Grammar) -> NounPhrase | None:
    """Who reports; the antecedent of "yang" for "Nikenayu yang mengaku"; None when nobody or nothing can."""
    relative = start > free and unit.low[start - 1] == "yang"
    if relative and spec.strength not in ("say", "judge"):
        return None
    source = subject_before(unit, start - 1 if relative else start, grammar)
    if source is None or source.first < free:
        return None
    if relative and (source.kind != "name" or start - 1 - source.stop > 1):
        return None
    if (
        source.kind == "noun"
        and unit.low[source.first] not in grammar.roles | grammar.bodies | grammar.collectives
    ):
        return None
    adjacent = source.stop == start and source.kind != "pronoun" and not unit.is_capital(start - 1)
    if adjacent and _is_verb_like(unit.low[start - 1], grammar):
        return None
    if "dapat" in unit.low[start:verb] or "bisa" in unit.low[start:verb]:
        return None if spec.strength != "say" else source
    return source


def _is_verb_like(word: str, grammar: Grammar) -> bool:
    return len(word) > 5 and word.startswith(("me", "ber", "di", "ter")) and word not in grammar.noun_verbs


def _content_start(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    """Past the recipient and the occasion: "mengatakan kepada wartawan, Senin, bahwa | S"."""
    if position >= limit:
        return position
    word = unit.low[position]
    if word == "," or word in grammar.complementizers:
        return skip_complementizer(unit, position, limit, grammar)
    if word in grammar.occasions or word in grammar.dates or word == ASIDE:
        for later in range(position + 1, min(limit, position + 22)):
            if unit.low[later] == "bahwa":
                return later + 1
            if unit.low[later] in ("agar", "supaya"):
                return position if "untuk" in unit.low[position:later] else later + 1
            if unit.low[later] == ",":
                following = unit.low[later + 1] if later + 1 < limit else ""
                if (
                    following not in grammar.dates
                    and following not in grammar.occasions
                    and following != ASIDE
                ):
                    return skip_complementizer(unit, later, limit, grammar)
        return position
    for later in range(position + 1, min(limit, position + 9)):
        if unit.low[later] == "bahwa":
            return later + 1
        if unit.low[later] in (",", "yang", "."):
            break
    return position


def report_by_tag(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """S1, kata X, S2 · S, ujarnya. · Lanjut X, S."""
    word = unit.low[position]
    if word in grammar.suffixed and grammar.suffixed[word] in grammar.tags:
        if position > free and unit.low[position - 1] != ",":
            return None
        if (
            grammar.tags[grammar.suffixed[word]] != "both"
            and position + 1 < limit
            and unit.low[position + 1] != "."
        ):
            return None  # "jelasnya" and its like also mean "in short"
        content = around(unit, position, past_tail(unit, position + 1, limit, grammar), free, limit, grammar)
        return (
            report(unit, content, (position, position + 1), None, True, "inserted", 0.85) if content else None
        )
    tag = grammar.tags.get(word)
    if tag is None or (unit.is_capital(position) and position > free):
        return None
    opens = skip_openers(unit, free, position, grammar) >= position
    if not opens and unit.low[position - 1] != ",":
        return None
    source = subject_after(unit, position + 1, grammar, limit)
    named = source is not None and (source.kind == "pronoun" or unit.is_capital(source.first))
    if source is None or (tag != "both" and (opens or not named)):
        return None
    stop = past_degrees(unit, past_asides(unit, source.stop, limit), limit)
    if opens and (stop >= limit or unit.low[stop] != ","):
        return None
    if (source.kind == "noun" or tag != "both") and not (stop >= limit or unit.low[stop] in FINAL):
        return None  # other verbs tag only between commas: "S1, jelas dia, S2"
    stop = past_tail(unit, stop, limit, grammar)
    content = around(unit, position, stop, free, limit, grammar)
    return (
        report(unit, content, (position, position + 1), source, False, "inserted", 0.86) if content else None
    )


def report_by_passive(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """Dikatakannya, S · Ditambahkan dia, S."""
    word = unit.low[position]
    if skip_openers(unit, free, position, grammar) < position:
        return None
    if word in grammar.suffixed:
        after = trim(unit, skip_complementizer(unit, position + 1, limit, grammar), limit)
        return (
            report(unit, [after], (position, position + 1), None, True, "according", 0.85) if after else None
        )
    first = position + 1
    if first < limit and unit.low[first] == "oleh":
        first += 1
    if first < limit and unit.low[first] in (",", "bahwa"):
        after = trim(unit, skip_complementizer(unit, first, limit, grammar), limit)
        return (
            report(unit, [after], (position, position + 1), None, True, "according", 0.6) if after else None
        )
    source = subject_after(unit, first, grammar, limit)
    if source is None or source.kind == "noun" or source.stop >= limit:
        return None
    stop = past_asides(unit, source.stop, limit)
    if stop >= limit or unit.low[stop] not in (",", "bahwa"):
        return None
    after = trim(unit, skip_complementizer(unit, stop, limit, grammar), limit)
    return (
        report(unit, [after], (position, position + 1), source, False, "according", 0.75) if after else None
    )


def matter_pointed_at(unit: Unit, grammar: Grammar) -> tuple[int, int, NounPhrase | None] | None:
    """ "Hal itu disampaikan X": the cue's tokens and the source, when the sentence only points back."""
    first = skip_openers(unit, 0, len(unit), grammar)
    length = grammar.phrase_length(grammar.matters, unit.low, first) if first < len(unit) else 0
    if not length and first > 0:  # "Demikian" and "Senada" are openers too
        first = 0
        length = grammar.phrase_length(grammar.matters, unit.low, 0)
    if not length:
        return None
    position = first + length
    while position < len(unit) and (unit.low[position] in grammar.auxiliaries or unit.low[position] == ","):
        position += 1
    if position >= len(unit) or unit.low[position] not in grammar.passives:
        return None
    stop = position + 1
    while stop < len(unit) and unit.low[stop] in ("oleh", "langsung", "juga", "kembali", "pula"):
        stop += 1
    source = subject_after(unit, stop, grammar) if stop < len(unit) else None
    if source is None and stop < len(unit) and classify(unit, stop, stop + 1, grammar) is None:
        return None
    return first, position + 1, source
