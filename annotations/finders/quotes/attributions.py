"""All attributions of an article: the rules sentence by sentence, joined across sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotations.finders.quotes.colons import headline
from annotations.finders.quotes.cues import cue_after, cue_before
from annotations.finders.quotes.direct import CONFIDENCE, read_direct
from annotations.finders.quotes.drafts import Cue, Draft
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.indirect import read_indirect
from annotations.finders.quotes.indonesian import matter_pointed_at
from annotations.finders.quotes.leading import leading_subject
from annotations.finders.quotes.noun_phrases import NounPhrase
from annotations.finders.quotes.units import LONGEST, SPEECH, Unit
from annotations.model import Span

FLOATING = 0.55  # a quotation without a cue, given to the current speaker
_RECENT = 4  # attributions
POINTED_AT = 0.6  # "Hal itu disampaikan X": the sentence before


class Reader:
    """Collects drafts in text order; `drafts` and `units` are the result."""

    def __init__(self, grammar: Grammar, title: Span | None = None) -> None:
        self.grammar = grammar
        self.title = title or Span(0, 0)
        self.drafts: list[Draft] = []
        self.units: list[Unit] = []
        self._before: Unit | None = None
        self._latest: Draft | None = None  # the last quotation, for what continues it
        self._latest_unit: Unit | None = None
        self._open = False  # whether its last stretch lacks a closing mark

    def read(self, units: Iterable[Unit]) -> None:
        for unit in units:
            if unit.length_outside > LONGEST:
                continue
            self._read(unit)
            if self._before is not None and not self._before.used:
                self._before.forget()
            self._before = unit
            self.units.append(unit)

    def _read(self, unit: Unit) -> None:
        heads = unit.paragraph == 0 or self.title.contains(unit.start)
        unit.read(self.grammar, whole=heads)
        if not unit.low:
            return
        if heads:
            said = headline(unit, self.grammar)
            if said is not None:
                self._add(unit, said)
                return
        self._tag_of_sentence_before(unit)
        if not unit.stretches and self.grammar.triggers.isdisjoint(unit.low):
            return
        direct, left = read_direct(unit, self.grammar)
        claimed = _claims(unit, direct)
        claimed += [(position, position + 1) for position in left if position == 0]
        indirect = read_indirect(unit, self.grammar, sorted(claimed))
        covered = [span for draft in indirect for span in draft.content]
        left = [p for p in left if not any(span.covers(unit.stretch_of[p].span) for span in covered)]
        pointed = None if direct or indirect else self._pointed_at(unit)
        self._lead_of_sentence_before(unit, left)
        floating = [draft for position in left if (draft := self._uncued(unit, position)) is not None]
        fresh = sorted(direct + indirect + floating, key=lambda draft: draft.first)
        if pointed is not None:
            fresh.insert(0, pointed)
        for draft in fresh:
            self._add(unit, draft)

    def _add(self, unit: Unit, draft: Draft) -> None:
        if draft.source is None and not draft.suffix and draft.cue is not None and self.drafts:
            previous = self.drafts[-1]
            if previous.unit is unit:  # "X said S1, adding that S2"
                draft.source, draft.named_in, draft.suffix = (
                    previous.source,
                    previous.named_in,
                    previous.suffix,
                )
        before = self._latest
        if (
            draft.direct
            and draft.cue is not None
            and before is not None
            and before.cue is None
            and before.rule == "floating"
            and (before.unit.paragraph == unit.paragraph or self._reopens(unit, draft))
            and self._adjacent(unit, draft)
        ):
            draft.content = before.content + draft.content
            self._drop(before)
        self.drafts.append(draft)
        unit.used = True
        if draft.named_in is not None:
            draft.named_in.used = True
        if draft.direct or self.grammar.language == "en":
            self._latest, self._latest_unit = draft, unit
            self._open = any(not stretch.closed for stretch in unit.stretches[-1:])

    def _drop(self, draft: Draft) -> None:
        for position in range(len(self.drafts) - 1, max(-1, len(self.drafts) - 50), -1):
            if self.drafts[position] is draft:
                del self.drafts[position]
                return

    def _reopens(self, unit: Unit, draft: Draft) -> bool:
        """Whether the draft's stretch takes up one that the paragraph before left open."""
        first = unit.stretches[0] if unit.stretches else None
        return self._open and first is not None and first.opens_paragraph and first.span == draft.content[0]

    def _adjacent(self, unit: Unit, draft: Draft) -> bool:
        latest = self._latest
        if latest is None:
            return False
        between = unit.text[latest.content[-1].end : draft.content[0].start]
        return not any(character.isalnum() for character in between)

    def _tag_of_sentence_before(self, unit: Unit) -> None:
        """ "…?" at the end of a paragraph and "kata X" at the start of the next."""
        latest = self._latest
        if latest is None or latest.cue is not None or self._before is not self._latest_unit:
            return
        if unit.text[unit.starts[0]].isupper() or not unit.is_word(0):
            return
        cue = cue_after(unit, 0, self.grammar)
        if cue is not None and cue.first == 0:
            _give_cue(latest, cue, unit)

    def _lead_of_sentence_before(self, unit: Unit, left: list[int]) -> None:
        """ "He said:" and the quotation in the next paragraph."""
        before = self._before
        if not left or left[0] != 0 or before is None or not before.low or before.low[-1] != ":":
            return
        reported = self._latest if self._latest_unit is before else None
        draft = Draft(
            unit, [unit.stretch_of[0].span], None, None, False, "before", CONFIDENCE["before"], True
        )
        if reported is not None:
            if reported.direct:
                return
            draft.cue, draft.source, draft.suffix = reported.cue, reported.source, reported.suffix
            draft.named_in = reported.named_in or reported.unit
        else:
            cue = cue_before(before, len(before), self.grammar)
            if cue is None:
                return
            _give_cue(draft, cue, before)
        left.pop(0)
        self._add(unit, draft)

    def _uncued(self, unit: Unit, position: int) -> Draft | None:
        """A stretch without a cue: it continues the quotation before it, or floats."""
        stretch = unit.stretch_of[position]
        latest, latest_unit = self._latest, self._latest_unit
        if latest is not None and latest_unit is not None:
            reopened = self._open and stretch.opens_paragraph
            same = latest_unit is self._before and unit.paragraph == latest_unit.paragraph and position == 0
            joins = same and (latest.direct or self.grammar.language == "en")
            if latest_unit is unit and position > 0:
                joins = False
            follows = (
                self.grammar.language == "en"
                and latest.direct
                and latest_unit is self._before
                and stretch.opens_paragraph
                and len(unit) - position <= 2
            )
            if reopened or joins or follows:
                latest.content.append(stretch.span)
                self._latest_unit = unit
                self._open = not stretch.closed
                return None
        outside = sum(1 for p in range(len(unit)) if p not in unit.stretch_of and unit.is_word(p))
        if stretch.words < 5 or outside > 2 or unit.low[position] != SPEECH:
            return None
        if not stretch.closed and stretch.words > 200:
            return None
        draft = Draft(unit, [stretch.span], None, None, False, "floating", FLOATING, True, first=position)
        draft.source, draft.named_in = self._current_source(unit)
        return draft

    def _current_source(self, unit: Unit) -> tuple[NounPhrase | None, Unit | None]:
        """Who is named as speaking before a quotation without a cue: whom the sentence before is about,
        unless it reports, else the source of the attribution before."""
        before, latest = self._before, self.drafts[-1] if self.drafts else None
        reports = latest is not None and latest.unit is before
        if before is not None and before.low and not reports and self.grammar.language == "en":
            subject = leading_subject(before, 0, len(before), self.grammar)
            if subject is not None and subject.kind in ("name", "pronoun"):
                return subject, before
        for draft in reversed(self.drafts[-_RECENT:]):
            if draft.source is not None and draft.source.kind != "relative":
                return draft.source, draft.named_in or draft.unit
            if draft.suffix:
                break
        return None, None

    def _pointed_at(self, unit: Unit) -> Draft | None:
        """ "Hal itu disampaikan X": what the sentence before said."""
        before = self._before
        found = matter_pointed_at(unit, self.grammar) if self.grammar.matters else None
        if found is None or before is None or not before.low:
            return None
        first, stop, source = found
        end = before.end
        while end > before.start and before.text[end - 1] in '.!?,"”’) \n':
            end -= 1
        content = Span(before.starts[0], end)
        taken = before.stretches or any(draft.unit is before for draft in self.drafts[-3:])
        return Draft(
            unit=unit,
            content=[]
            if taken or content.length < 20 or before.paragraph < unit.paragraph - 1
            else [content],
            cue=unit.span(first, stop),
            source=source,
            suffix=source is None,
            rule="pointed-at",
            confidence=POINTED_AT,
            direct=False,
        )


def _give_cue(draft: Draft, cue: Cue, unit: Unit) -> None:
    draft.cue = unit.span(cue.first, cue.stop)
    draft.source = cue.source
    draft.suffix = cue.suffix
    draft.rule = cue.rule
    draft.confidence = CONFIDENCE[cue.rule] - 0.02
    draft.named_in = unit


def _claims(unit: Unit, drafts: list[Draft]) -> list[tuple[int, int]]:
    """Token ranges that a direct attribution has taken: its stretches, its cue and its source."""
    ranges: list[tuple[int, int]] = []
    for draft in drafts:
        spans = [*draft.content, *([draft.cue] if draft.cue else [])]
        for span in spans:
            ranges.append((bisect_right(unit.ends, span.start), bisect_left(unit.starts, span.end)))
        if draft.source is not None and draft.named_in is None:
            ranges.append((draft.source.first, draft.source.stop))
    return ranges
