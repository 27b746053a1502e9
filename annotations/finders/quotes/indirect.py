"""Reports without quotation marks, or around a part: X mengatakan S · S, kata X · according to X, S."""

from __future__ import annotations

from annotations.finders.quotes import english, indonesian
from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.fronted import fronted
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import skip_openers
from annotations.finders.quotes.reports import FINAL, around, past_asides, past_degrees, report, trim
from annotations.finders.quotes.sources import subject_after
from annotations.finders.quotes.units import Unit


def read_indirect(unit: Unit, grammar: Grammar, claimed: list[tuple[int, int]]) -> list[Draft]:
    """Reports outside the token ranges `claimed`, which are in order; of nested ones the outermost."""
    drafts: list[Draft] = []
    low = unit.low
    # a quotation that opens the sentence may be what "S, X said" closes: "…" of the plan, X said.
    lone = all(stop - first == 1 and unit.is_stretch(first) for first, stop in claimed)
    if grammar.language == "en" and lone:
        outer = _outermost(unit, grammar)
        if outer is not None:
            return [outer]
    free = position = claim = 0
    size = len(unit)
    while position < size:
        if low[position] not in grammar.triggers and not claimed:
            position += 1
            continue
        while claim < len(claimed) and claimed[claim][1] <= position:
            claim += 1
        if claim < len(claimed) and claimed[claim][0] <= position:
            position = free = claimed[claim][1]
            continue
        draft = None
        if low[position] in grammar.triggers and not unit.is_stretch(position):
            limit = claimed[claim][0] if claim < len(claimed) else size
            draft = _report_at(unit, position, free, limit, grammar)
        if draft is None:
            position += 1
            continue
        drafts.append(draft)
        end = max((span.end for span in draft.content), default=0)
        while position < size and unit.starts[position] < end:
            position += 1
        position = max(position, draft.first + 1)
        if draft.cue is not None:
            while position < size and unit.starts[position] < draft.cue.end:
                position += 1
        free = position
    return drafts


def _report_at(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """The first rule that reads a cue at token `position`."""
    word = unit.low[position]
    draft = _by_preposition(unit, position, free, limit, grammar)
    if grammar.language == "en":
        draft = draft or fronted(unit, position, free, limit, grammar)
        if draft is None and word in grammar.verbs:
            draft = english.report_by_verb(unit, position, free, limit, grammar)
        return draft
    draft = draft or indonesian.report_by_tag(unit, position, free, limit, grammar)
    if draft is None and word in grammar.verbs:
        draft = indonesian.report_by_verb(unit, position, free, limit, grammar)
    if draft is None and (word in grammar.passives or word in grammar.suffixed):
        draft = indonesian.report_by_passive(unit, position, free, limit, grammar)
    return draft


def _outermost(unit: Unit, grammar: Grammar) -> Draft | None:
    """An attribution that closes the sentence, "S, officials said.", holds all verbs before it."""
    size = len(unit)
    for position in range(size - 1, max(3, size - 24), -1):
        word = unit.low[position]
        if word not in grammar.triggers or unit.is_stretch(position):
            continue
        draft = _by_preposition(unit, position, 0, size, grammar) or fronted(unit, position, 0, size, grammar)
        if draft is not None and len(draft.content) == 1 and draft.content[0].end <= unit.starts[position]:
            return draft
    return None


def _by_preposition(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """Menurut X, S · S, menurut X · menurutnya · according to X, S."""
    word = unit.low[position]
    if word in grammar.suffixed_prepositions:
        content = around(unit, position, position + 1, free, limit, grammar)
        if not content:
            return None
        opens = skip_openers(unit, free, position, grammar) >= position
        confidence = 0.92 if opens else 0.8 if unit.low[position - 1] == "," else 0.6
        return report(unit, content, (position, position + 1), None, True, "according", confidence)
    length = grammar.phrase_length(grammar.prepositions, unit.low, position)
    if not length:
        return None
    source = subject_after(unit, position + length, grammar, limit, statement_follows=True)
    if source is None or source.first != position + length:
        return None
    stop = past_degrees(unit, past_asides(unit, source.stop, limit), limit)
    opens = skip_openers(unit, free, position, grammar) >= position
    # a capital inside: the full stop before it was lost
    if opens or (grammar.language == "id" and unit.is_capital(position)):
        stop = _past_phrases(unit, stop, limit, grammar)
        after = trim(unit, stop, limit)
        content = [after] if after else []
    else:
        if not (
            unit.low[position - 1] == ","
            or stop >= limit
            or unit.low[stop] in FINAL
            or source.kind == "pronoun"
        ):
            return None
        if grammar.language == "en" and stop < limit and unit.low[stop] not in (",", "."):
            stop = limit  # "S, according to a report by X published …": the tail tells of the source
        content = around(unit, position, stop, free, limit, grammar)
        if grammar.language == "en" and content:
            content = content[:1]
    if not content:
        return None
    if source.kind == "pronoun" and unit.low[source.first] in ("saya", "kami", "kita", "i", "we"):
        return None
    named = (0.85 if grammar.language == "en" else 0.8) - (0 if source.kind in ("name", "pronoun") else 0.15)
    if len(content) > 1 and source.kind == "noun":
        named -= 0.25  # "jumlah itu, menurut aturan, …": what a document says, told by the writer
    return report(
        unit,
        content,
        (position, position + length),
        source,
        False,
        "according",
        named,
    )


def _past_phrases(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    """Past "yang ditemui di kantornya," and ", Senin (1/2)," up to the statement."""
    if position < limit and unit.low[position] in grammar.adjuncts:
        for comma in range(position, min(limit, position + 25)):
            if unit.low[comma] == ",":
                return comma + 1
    return position
