"""Quotes from many articles as lines under their speakers, who is quoted most first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from annotations.model import Status
from annotations.reporting.facts import Fact
from annotations.reporting.sayings import Saying
from tui.article_rows import cut, fitted
from tui.listing import MARKS, QUOTE_MARKS, Line

_NAME = 20  # cells for the name of an article


class SayingRows:
    """The lines, known by the numbers of the quotes in the order they were given in."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        by_speaker: dict[str, list[int]] = {}
        self.sayings = list(sayings)
        for number, saying in enumerate(self.sayings):
            by_speaker.setdefault(saying.fact.name, []).append(number)
        self._groups = sorted(by_speaker.items(), key=lambda group: (-len(group[1]), group[0]))
        self._starts = list(accumulate((1 + len(numbers) for _, numbers in self._groups), initial=0))

    @property
    def speakers(self) -> int:
        return len(self._groups)

    def __len__(self) -> int:
        return self._starts[-1]

    def number_at(self, row: int) -> int | None:
        """The number of the quote in a row; None for a heading."""
        at = bisect_right(self._starts, row) - 1
        inside = row - self._starts[at]
        return self._groups[at][1][inside - 1] if inside else None

    def row_of(self, number: int) -> int | None:
        for (_, numbers), start in zip(self._groups, self._starts, strict=False):
            if number in numbers:
                return start + 1 + numbers.index(number)
        return None

    def line(self, row: int) -> Line:
        """What stands in a row. Raises IndexError behind the last."""
        if not 0 <= row < len(self):
            raise IndexError(row)
        number = self.number_at(row)
        if number is None:
            speaker, numbers = self._groups[bisect_right(self._starts, row) - 1]
            articles = len({self.sayings[each].path for each in numbers})
            where = f", in {articles} articles" if articles > 1 else ""
            return Line(None, f"{speaker or '(no speaker)'} {len(numbers)}{where}")
        fact = self.sayings[number].fact
        status = Status.SUGGESTED if fact.undecided else Status.ACCEPTED
        label = f"{fitted(cut(name_of(fact), _NAME), _NAME)} {QUOTE_MARKS.get(fact.label, fact.label)}"
        return Line(str(number), fact.words, MARKS[status], label, status=status)


def name_of(fact: Fact) -> str:
    """The file name of its article."""
    return fact.article.rpartition("/")[2]
