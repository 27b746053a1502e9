"""Unitised alpha: agreement on where units lie in a text and what they are, in one figure.

K. Krippendorff, "On the reliability of unitizing continuous data", Sociological Methodology 25
(1995), 47-76; the notation is that of "Measuring the reliability of qualitative text analysis
data", Quality & Quantity 38 (2004), 787-800. (The later family of 2016, by Krippendorff, Mathet,
Bouvry and Widlöcher, weighs overlaps otherwise and gives other figures.)

Each category is a continuum of units and gaps for each annotator. Two units that overlap differ by
the squares of how far their starts and their ends lie apart; a unit within somebody's gap differs by
the square of its length. Lengths are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations

from annotations.model import Span

Units = Mapping[str, Iterable[tuple[int, int]]]  # of one annotator: spans by category


@dataclass(slots=True)
class _Category:
    """What is kept of a category: sums and lengths, never the places."""

    differences: int = 0  # of all pairs of annotators, each pair counted once
    units: Counter[int] = field(default_factory=Counter)  # by length, of all annotators
    gaps: Counter[int] = field(default_factory=Counter)
    texts: Counter[int] = field(default_factory=Counter)  # lengths of the texts that have it


class UnitisedAlpha:
    """Adds up text by text; gaps end with their text. Units of a category that overlap count as one."""

    def __init__(self, annotators: int) -> None:
        self._annotators = annotators
        self._categories: dict[str, _Category] = {}
        self._texts: Counter[int] = Counter()  # by length

    def add(self, length: int, annotators: Sequence[Units]) -> None:
        """Count one text of `length` code points, with the units of every annotator.

        Raises ValueError when that are not as many annotators as were announced.
        """
        if len(annotators) != self._annotators:
            raise ValueError(f"{len(annotators)} annotators, not {self._annotators}")
        self._texts[length] += 1
        for name in {name for units in annotators for name in units}:
            category = self._categories.setdefault(name, _Category())
            category.texts[length] += 1
            continua = [disjoint(units.get(name, ())) for units in annotators]
            for one, other in combinations(continua, 2):
                category.differences += difference(one, other)
            for units in continua:
                category.units.update(unit.length for unit in units)
                ends = [0, *(unit.end for unit in units)]
                starts = [*(unit.start for unit in units), length]
                category.gaps.update(start - end for end, start in zip(ends, starts, strict=True))

    @property
    def categories(self) -> list[str]:
        return sorted(self._categories)

    def alpha(self, categories: Collection[str] | None = None) -> float | None:
        """1 - ΣDo / ΣDe over these categories, or all; None where nobody marked anything."""
        names = [name for name in self._categories if categories is None or name in categories]
        expected = sum(map(self.expected, names))
        return 1 - sum(map(self.observed, names)) / expected if expected else None

    def observed(self, name: str) -> float:
        """The observed disagreement Do of a category. Raises KeyError for one that nobody used."""
        m, length = self._annotators, self._length
        return 2 * self._categories[name].differences / (m * (m - 1) * length * length)

    def expected(self, name: str) -> float:
        """The disagreement De that chance would give. Raises KeyError for one that nobody used."""
        category = self._categories[name]
        gaps = sorted((category.gaps + self._empty_texts(category)).items())
        lengths = [length for length, _ in gaps]
        many = list(accumulate((times for _, times in gaps), initial=0))
        long = list(accumulate((length * times for length, times in gaps), initial=0))
        number = category.units.total()
        total = 0.0
        for unit, times in category.units.items():
            first = bisect_left(lengths, unit)  # of the gaps that could hold the unit
            places = (long[-1] - long[first]) - (many[-1] - many[first]) * (unit - 1)
            total += times * ((number - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit) + unit**2 * places)
        chances = self._annotators * self._length
        own = sum(times * unit * (unit - 1) for unit, times in category.units.items())
        possible = chances * (chances - 1) - own
        return 2 / self._length * total / possible if possible else 0.0

    @property
    def _length(self) -> int:
        return sum(length * times for length, times in self._texts.items())

    def _empty_texts(self, category: _Category) -> Counter[int]:
        """The gaps as long as a whole text, where nobody used the category."""
        without = self._texts - category.texts
        return Counter({length: times * self._annotators for length, times in without.items()})


def disjoint(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """In text order, those that overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        elif start < end:
            found.append(Span(start, end))
    return found


def difference(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The sum of δ² between two annotators' units of a category, each list in order and disjoint."""
    total = 0
    first = 0  # of `other`, that may still overlap
    met = [False] * len(other)
    for unit in one:
        while first < len(other) and other[first].end <= unit.start:
            first += 1
        at = first
        while at < len(other) and other[at].start < unit.end:
            total += (unit.start - other[at].start) ** 2 + (unit.end - other[at].end) ** 2
            met[at] = True
            at += 1
        if at == first:
            total += unit.length**2
    return total + sum(unit.length**2 for unit, was_met in zip(other, met, strict=True) if not was_met)
