"""Comparing spans: which words they hold, which of two lists belong together, precision and recall.

Nothing here knows of finders or kinds of annotation. The two sides are called gold and
predicted; between two annotators either may be the gold, since F1 is the same both ways.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from annotations.model import Span

JOINED_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")  # kata-kata, Ja'far, 1.500 and U.S are one word each
PLAIN_WORD = re.compile(r"\w+")

Words = frozenset[int]


class LabelledSpan(NamedTuple):
    """Half-open range of code points with the label it was given."""

    start: int
    end: int
    label: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Pair(NamedTuple):
    """Positions of two that belong together, in the gold and in the predicted list."""

    gold: int
    predicted: int
    score: float


class Candidate(NamedTuple):
    """Two that might be paired; sorts by score, then by position."""

    score: float
    gold: int
    predicted: int


@dataclass(slots=True)
class Tally:
    """How many there are on either side, and how many of each side were found on the other.

    The found ones may be fractions, where a half-covered quote counts as half. Ratios are 0
    where there is nothing to divide by.
    """

    gold: int = 0
    predicted: int = 0
    found: float = 0  # of the gold
    right: float = 0  # of the predicted

    @property
    def recall(self) -> float:
        return ratio(self.found, self.gold)

    @property
    def precision(self) -> float:
        return ratio(self.right, self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)

    def __iadd__(self, other: Tally) -> Tally:
        self.gold += other.gold
        self.predicted += other.predicted
        self.found += other.found
        self.right += other.right
        return self

    @classmethod
    def total(cls, tallies: Iterable[Tally]) -> Tally:
        total = cls()
        for tally in tallies:
            total += tally
        return total


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`, 0 when there is no whole."""
    return part / whole if whole else 0.0


class WordIndex:
    """The words of a text by place. What compares words does not care for punctuation at the ends."""

    def __init__(self, text: str, pattern: re.Pattern[str] = JOINED_WORD) -> None:
        self.text = text
        self.words = [Span(*match.span()) for match in pattern.finditer(text)]
        self._starts = [word.start for word in self.words]
        self._ends = [word.end for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def covered(self, spans: Iterable[tuple[int, int]]) -> Words:
        """Positions of the words that share a character with any of `spans`."""
        found: set[int] = set()
        for start, end in spans:
            found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(found)

    def word(self, position: int) -> str:
        start, end = self.words[position]
        return self.text[start:end]


def jaccard(a: Collection[int], b: Collection[int]) -> float:
    """The share of what either holds that both hold."""
    together = len(set(a) & set(b))
    return ratio(together, len(a) + len(b) - together)


def shared_words(gold: Sequence[Words], predicted: Sequence[Words]) -> list[Candidate]:
    """Every two that share a word, with their Jaccard index, in the order of the lists."""
    holding: dict[int, list[int]] = defaultdict(list)
    for position, words in enumerate(predicted):
        for word in words:
            holding[word].append(position)
    return [
        Candidate(jaccard(words, predicted[other]), position, other)
        for position, words in enumerate(gold)
        for other in sorted({other for word in words for other in holding.get(word, ())})
    ]


def one_to_one(ranked: Iterable[Candidate], *, at_least: float = 0.0) -> list[Pair]:
    """Pair greedily: the first of `ranked` first, and each gold and each predicted one only once."""
    gold_taken: set[int] = set()
    predicted_taken: set[int] = set()
    pairs = []
    for score, gold, predicted in ranked:
        if score >= at_least and gold not in gold_taken and predicted not in predicted_taken:
            gold_taken.add(gold)
            predicted_taken.add(predicted)
            pairs.append(Pair(gold, predicted, score))
    return pairs


def best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """By score, the highest first; equals stay in the order they had."""
    return sorted(candidates, key=lambda candidate: -candidate.score)


def exact_tally(gold: Collection[LabelledSpan], predicted: Collection[LabelledSpan]) -> Tally:
    """Same start, end and label, as CoNLL-2003 scores names. Two alike on one side count once."""
    gold, predicted = set(gold), set(predicted)
    same = len(gold & predicted)
    return Tally(len(gold), len(predicted), same, same)


def overlap_tally(gold: Collection[LabelledSpan], predicted: Collection[LabelledSpan]) -> Tally:
    """A span is found when any span of its label on the other side shares a character with it."""
    return Tally(
        len(gold),
        len(predicted),
        sum(overlapped(gold, predicted)),
        sum(overlapped(predicted, gold)),
    )


def relaxed_tally(gold: Sequence[LabelledSpan], predicted: Sequence[LabelledSpan]) -> Tally:
    """As `overlap_tally`, but one to one: a long span does not find several short ones."""
    pairs = len(relaxed_pairs(gold, predicted))
    return Tally(len(gold), len(predicted), pairs, pairs)


def relaxed_pairs(gold: Sequence[LabelledSpan], predicted: Sequence[LabelledSpan]) -> list[Pair]:
    """Spans of one label that overlap, paired one to one by the Jaccard index of their characters."""
    candidates = [
        Candidate(_character_jaccard(gold[one], predicted[other]), one, other)
        for one, other in _overlapping(gold, predicted)
    ]
    return one_to_one(best_first(candidates))


def overlapped(spans: Iterable[LabelledSpan], others: Iterable[LabelledSpan]) -> list[bool]:
    """For each of `spans`, whether one of `others` with its label shares a character with it."""
    starts: dict[str, list[int]] = {}
    reach: dict[str, list[int]] = {}  # how far those that start up to here reach
    for label, same in _by_label(others).items():
        same.sort()
        starts[label] = [start for start, _, _ in same]
        reach[label] = list(accumulate((end for _, end, _ in same), max))
    found = []
    for start, end, label in spans:
        before = bisect_left(starts.get(label, ()), end)
        found.append(before > 0 and reach[label][before - 1] > start)
    return found


def _by_label(spans: Iterable[LabelledSpan]) -> dict[str, list[LabelledSpan]]:
    grouped: dict[str, list[LabelledSpan]] = defaultdict(list)
    for span in spans:
        grouped[span.label].append(span)
    return grouped


def _overlapping(
    gold: Sequence[LabelledSpan], predicted: Sequence[LabelledSpan]
) -> Iterable[tuple[int, int]]:
    """Positions of any two that share label and a character, by a sweep over both in text order."""
    sweep = sorted(
        [(span, True, position) for position, span in enumerate(gold)]
        + [(span, False, position) for position, span in enumerate(predicted)]
    )
    open_spans: dict[tuple[str, bool], list[int]] = defaultdict(list)
    sides = {True: gold, False: predicted}
    found = []
    for span, is_gold, position in sweep:
        key = (span.label, not is_gold)
        others = [other for other in open_spans[key] if sides[not is_gold][other].end > span.start]
        open_spans[key] = others
        found += [(position, other) if is_gold else (other, position) for other in others]
        open_spans[span.label, is_gold].append(position)
    return sorted(found)


def _character_jaccard(a: LabelledSpan, b: LabelledSpan) -> float:
    together = min(a.end, b.end) - max(a.start, b.start)
    return ratio(together, max(a.end, b.end) - min(a.start, b.start))
