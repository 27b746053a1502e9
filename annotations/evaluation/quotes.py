"""How well quotes were found, and whether to the right speakers.

Spans are compared as sets of words, so marks and punctuation at the ends do not matter:

exact    all words the same
overlap  paired one to one, the best first, at a Jaccard index of at least .5
soft     partial scores of PARC (Pareti 2012; Almeida et al. 2014): of each quote the share of its
         words that the best one on the other side holds, on average

Source, cue and speaker are judged on the pairs at .5. The source's head is the last capitalised
word of its first noun phrase, else its last word; it is right when it stands in the other source.
A speaker is right when the last word of one name is a word of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotations.evaluation.attributions import KINDS, Attribution, fragments, kind_of, quoted_regions
from annotations.evaluation.spans import (
    Candidate,
    Pair,
    Tally,
    WordIndex,
    Words,
    one_to_one,
    ratio,
    shared_words,
)
from annotations.evaluation.verdicts import Verdict, Verdicts
from annotations.model import Span

SAME_QUOTE = 0.5  # Jaccard index of two quotes that are about the same words

_NAME_WORD = re.compile(r"\w+")
# Where the first noun phrase of a source ends: prepositions and relative pronouns.
_PHRASE_ENDS = frozenset(
    {"of", "at", "in", "on", "for", "from", "with", "who", "which", "that"}
    | {"yang", "di", "dari", "dengan", "pada", "untuk", "dalam"}
)


@dataclass(slots=True)
class Share:
    """How many of those that could be judged were right."""

    right: int = 0
    of: int = 0

    @property
    def ratio(self) -> float:
        return ratio(self.right, self.of)

    def count(self, right: bool) -> None:
        self.right += right
        self.of += 1

    def __iadd__(self, other: Share) -> Share:
        self.right += other.right
        self.of += other.of
        return self


@dataclass(slots=True)
class QuoteRow:
    """The scores of one kind: recall by the gold's kind, precision by the kind that was suggested."""

    exact: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    soft: Tally = field(default_factory=Tally)
    source_head: Share = field(default_factory=Share)
    source_exact: Share = field(default_factory=Share)
    cue_any: Share = field(default_factory=Share)
    cue_exact: Share = field(default_factory=Share)
    speaker: Share = field(default_factory=Share)

    def __iadd__(self, other: QuoteRow) -> QuoteRow:
        for name in self.__slots__:
            mine = getattr(self, name)
            mine += getattr(other, name)
        return self


@dataclass(frozen=True, slots=True)
class _Unit:
    """A quote with the words of its content."""

    words: Words
    quote: Attribution
    kind: str


class QuoteScores:
    """Adds up article by article. Only quotes of `kinds` count, on both sides.

    With `by_fragment` each unbroken piece of a quote is scored as one (see `fragments`).
    """

    def __init__(self, kinds: Sequence[str] = KINDS, *, by_fragment: bool = False) -> None:
        self.kinds = tuple(kinds)
        self.rows = {kind: QuoteRow() for kind in self.kinds}
        self.content = Tally()  # words that are in any quote
        self.anaphoric = Share()  # speakers of -nya, he, dia … that a person had worked out
        self.words = 0  # of all texts scored
        self._by_fragment = by_fragment

    @property
    def total(self) -> QuoteRow:
        total = QuoteRow()
        for row in self.rows.values():
            total += row
        return total

    def add(self, text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution]) -> Verdicts:
        """Count one article; what was right, false and missed in it, at a Jaccard index of .5."""
        index = WordIndex(text)
        quoted = quoted_regions(text)
        wanted = self._units(index, gold, quoted)
        found = self._units(index, predicted, quoted)
        candidates = shared_words([unit.words for unit in wanted], [unit.words for unit in found])
        pairs = one_to_one(sorted(candidates, reverse=True), at_least=SAME_QUOTE)
        self.words += len(index)
        self._count_units(wanted, found)
        self._count_soft(wanted, found, candidates)
        self._count_content(wanted, found)
        for pair in pairs:
            self._count_pair(index, wanted[pair.gold], found[pair.predicted], pair)
        return _verdicts(wanted, found, pairs)

    def _units(self, index: WordIndex, quotes: Iterable[Attribution], quoted: Sequence[Span]) -> list[_Unit]:
        if self._by_fragment:
            quotes = [piece for quote in quotes for piece in fragments(index.text, quote)]
        units = [
            _Unit(
                index.covered(quote.content), quote, quote.kind or kind_of(index.text, quote.content, quoted)
            )
            for quote in quotes
        ]
        return [unit for unit in units if unit.words and unit.kind in self.rows]

    def _count_units(self, gold: Sequence[_Unit], predicted: Sequence[_Unit]) -> None:
        for unit in gold:
            row = self.rows[unit.kind]
            for tally in (row.exact, row.overlap, row.soft):
                tally.gold += 1
        for unit in predicted:
            row = self.rows[unit.kind]
            for tally in (row.exact, row.overlap, row.soft):
                tally.predicted += 1

    def _count_soft(
        self, gold: Sequence[_Unit], predicted: Sequence[_Unit], candidates: Iterable[Candidate]
    ) -> None:
        of_gold: dict[int, float] = defaultdict(float)
        of_predicted: dict[int, float] = defaultdict(float)
        for _, one, other in candidates:
            together = len(gold[one].words & predicted[other].words)
            of_gold[one] = max(of_gold[one], together / len(gold[one].words))
            of_predicted[other] = max(of_predicted[other], together / len(predicted[other].words))
        for position, share in of_gold.items():
            self.rows[gold[position].kind].soft.found += share
        for position, share in of_predicted.items():
            self.rows[predicted[position].kind].soft.right += share

    def _count_content(self, gold: Iterable[_Unit], predicted: Iterable[_Unit]) -> None:
        wanted = frozenset[int]().union(*(unit.words for unit in gold))
        found = frozenset[int]().union(*(unit.words for unit in predicted))
        both = len(wanted & found)
        self.content += Tally(len(wanted), len(found), both, both)

    def _count_pair(self, index: WordIndex, gold: _Unit, predicted: _Unit, pair: Pair) -> None:
        row, predicted_row = self.rows[gold.kind], self.rows[predicted.kind]
        row.overlap.found += 1
        predicted_row.overlap.right += 1
        if pair.score == 1:
            row.exact.found += 1
            predicted_row.exact.right += 1
        source, other_source = index.covered(gold.quote.source), index.covered(predicted.quote.source)
        if source:
            row.source_exact.count(source == other_source)
            row.source_head.count(same_head(index, source, other_source))
        cue, other_cue = index.covered(gold.quote.cue), index.covered(predicted.quote.cue)
        if cue:
            row.cue_any.count(bool(cue & other_cue))
            row.cue_exact.count(cue == other_cue)
        if gold.quote.speaker:
            right = same_speaker(gold.quote.speaker, predicted.quote.speaker)
            row.speaker.count(right)
            if gold.quote.anaphoric:
                self.anaphoric.count(right)


def _verdicts(gold: Sequence[_Unit], predicted: Sequence[_Unit], pairs: Iterable[Pair]) -> Verdicts:
    found = {pair.gold for pair in pairs}
    right = {pair.predicted for pair in pairs}
    return Verdicts(
        judged=[
            Verdict(unit.kind, unit.quote.content, unit.quote.confidence, position in right)
            for position, unit in enumerate(predicted)
        ],
        missed=[
            Verdict(unit.kind, unit.quote.content)
            for position, unit in enumerate(gold)
            if position not in found
        ],
    )


def head(index: WordIndex, words: Words) -> int | None:
    """The head of the noun phrase that `words` are: "Wiranto" of "Menko Wiranto di kantornya"."""
    phrase: list[int] = []
    for position in sorted(words):
        if phrase:
            between = index.text[index.words[phrase[-1]].end : index.words[position].start]
            if "," in between or index.word(position).lower() in _PHRASE_ENDS:
                break
        phrase.append(position)
    capitalised = [position for position in phrase if index.word(position)[0].isupper()]
    ends = capitalised or phrase
    return ends[-1] if ends else None


def same_head(index: WordIndex, gold: Words, predicted: Words) -> bool:
    """Whether the head of one source stands in the other."""
    return bool(predicted) and (head(index, predicted) in gold or head(index, gold) in predicted)


def same_speaker(gold: str, predicted: str) -> bool:
    """Whether the last word of one name is among the words of the other, whatever its case."""
    names = [_NAME_WORD.findall(name.casefold()) for name in (gold, predicted)]
    return all(names) and (names[0][-1] in names[1] or names[1][-1] in names[0])
