"""Attributing quoted stretches within one sentence."""

from __future__ import annotations

from annotations.finders.quotes.cues import cue_after, cue_before
from annotations.finders.quotes.drafts import Cue, Draft
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.units import SPEECH, Unit
from annotations.model import Span

CONFIDENCE = {  # shares found right on development articles
    "after": 0.97,
    "after-suffix": 0.97,
    "before": 0.8,
    "colon": 0.8,
    "lead": 0.7,
    "byline": 0.93,
}
_INTRODUCED = 0.93  # X said: "…" · X said, "…"
_LED_IN = 0.75  # it was "a bad deal," X said


def read_direct(unit: Unit, grammar: Grammar) -> tuple[list[Draft], list[int]]:
    """Attributions by a cue beside the marks, and the tokens of speech left without one."""
    drafts: list[Draft] = []
    left: list[int] = []
    free = 0  # the first token no attribution has claimed
    for position in sorted(unit.stretch_of):
        stretch = unit.stretch_of[position]
        speech = unit.low[position] == SPEECH
        tagged = speech or (
            stretch.last in ",?!" and (not stretch.title_case or position == 0 or grammar.language == "id")
        )
        cue = _following(unit, position, grammar) if tagged else None
        if cue is None and (speech or unit.low[position - 1] == ":"):
            cue = cue_before(unit, position, grammar) if position else None
            if cue is not None and cue.first < free:
                cue = None
        if cue is None:
            if speech:
                if drafts and _continues(unit, position, free):
                    drafts[-1].content.append(stretch.span)
                    free = position + 1
                else:
                    left.append(position)
            continue
        draft = _draft(unit, position, cue, free, grammar)
        drafts.append(draft)
        free = max(cue.end, position + 1)
    return drafts, left


def _following(unit: Unit, position: int, grammar: Grammar) -> Cue | None:
    """The cue after the marks, unless what follows belongs to a later stretch."""
    cue = cue_after(unit, position + 1, grammar)
    if cue is None:
        return None
    pause = (
        unit.low[position + 1] in (",", "—", "–", "-", "--") or unit.stretch_of[position].last in ",.?!—–-…"
    )
    # without a comma inside or after the marks, words that follow are the same clause
    return None if grammar.language == "en" and position > 0 and not pause else cue


def _continues(unit: Unit, position: int, free: int) -> bool:
    """ "Q1," X said, "Q2": only punctuation, or the tail of the tag, between."""
    return (
        position - free <= 14 and unit.low[position - 1] in (",", ".", ":", "and", "dan", ";")
    ) or position == free


def _draft(unit: Unit, position: int, cue: Cue, free: int, grammar: Grammar) -> Draft:
    stretch = unit.stretch_of[position]
    content = [stretch.span]
    first = position
    if cue.first > position and position > free and grammar.language == "en":
        first = _lead_in(unit, position, free)
        if first < position:
            content = [Span(unit.starts[first], stretch.end)]
    confidence = CONFIDENCE[cue.rule]
    if first < position:
        confidence = _LED_IN
    elif cue.rule == "before" and unit.low[position - 1] in (",", ":"):
        confidence = _INTRODUCED
    return Draft(
        unit=unit,
        content=content,
        cue=unit.span(cue.first, cue.stop),
        source=cue.source,
        suffix=cue.suffix,
        rule=cue.rule,
        confidence=confidence,
        direct=True,
        first=min(first, cue.first, cue.source.first if cue.source else first),
    )


def _lead_in(unit: Unit, position: int, free: int) -> int:
    """Words before the marks in the same clause are reported too: It was "a bad deal," she said."""
    if unit.low[position - 1] in (",", ":", ";", ".", "—"):
        return position
    first = position
    while first > free and unit.low[first - 1] not in (";", ":", ".", SPEECH):
        first -= 1
    return first
