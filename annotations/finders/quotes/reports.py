"""What the rules for reports share: the content between two tokens, and what stands beside a tag."""

from __future__ import annotations

from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import NounPhrase, skip_openers
from annotations.finders.quotes.units import ASIDE, Unit
from annotations.model import Span

FINAL = frozenset({".", "!", "?", "…", ";", ":", ",", "—", "–", "-", "--"})


def report(
    unit: Unit,
    content: list[Span],
    cue: tuple[int, int],
    source: NounPhrase | None,
    suffix: bool,
    rule: str,
    confidence: float,
) -> Draft:
    return Draft(
        unit=unit,
        content=content,
        cue=unit.span(*cue),
        source=source,
        suffix=suffix,
        rule=rule,
        confidence=confidence,
        direct=False,
        first=min(cue[0], source.first if source else cue[0]),
    )


def trim(unit: Unit, first: int, stop: int, least: int = 2) -> Span | None:
    """The span of tokens without punctuation at its borders; None when fewer than `least` words are left."""
    while stop > first and unit.low[stop - 1] in FINAL:
        stop -= 1
    while first < stop and unit.low[first] in FINAL:
        first += 1
    if sum(1 for p in range(first, stop) if unit.is_word(p) or unit.is_stretch(p)) < least:
        return None
    return unit.span(first, stop)


def around(unit: Unit, first: int, stop: int, free: int, limit: int, grammar: Grammar) -> list[Span]:
    """The clause that a parenthesis from `first` to `stop` interrupts, closes or opens."""
    begin = skip_openers(unit, free, first, grammar)
    before = trim(unit, begin, first)
    if before is None and begin < first and unit.low[first - 1] != "," and unit.is_word(begin):
        before = unit.span(begin, first)
    after = trim(unit, stop, limit)
    if (
        before is not None
        and begin < first
        and unit.low[begin] in ("saat", "pada", "dalam", "untuk", "atas")
        and after
    ):
        words = sum(1 for p in range(begin, first) if unit.is_word(p))
        if words <= 3:
            before = None
    return [span for span in (before, after) if span is not None]


def past_asides(unit: Unit, position: int, limit: int) -> int:
    while position < limit and unit.low[position] == ASIDE:
        position += 1
    return position


def past_degrees(unit: Unit, position: int, limit: int) -> int:
    """Past academic degrees after a name: ", S.H., M.Pd.," """
    while position < limit and unit.low[position] == ",":
        stop = position + 1
        while stop < limit and stop - position < 6 and unit.is_word(stop) and unit.is_capital(stop):
            if len(unit.low[stop]) > 5:
                return position
            stop += 1
        if stop == position + 1 or stop >= limit or unit.low[stop] != ",":
            return position
        position = stop
    return position


def past_tail(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    """The rest of a tag, "kepada wartawan, Senin (1/2)", belongs to no content when it runs to the end."""
    if position < limit and (unit.low[position] in grammar.adjuncts or unit.low[position] in grammar.dates):
        for comma in range(position, min(limit, position + 20)):
            if unit.low[comma] == ",":
                return comma
        return limit
    return position


def skip_complementizer(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    while position < limit and (unit.low[position] == "," or unit.low[position] in grammar.complementizers):
        position += 1
    return position
