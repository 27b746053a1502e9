"""How fast the finders are: words a second and milliseconds an article, each finder and all together.

Processor time, so that what else the computer does is not counted; lexicons and models are loaded
before the clock runs.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotations.article import Article
from annotations.evaluation.spans import ratio
from annotations.finders.findings import Finder, Findings
from annotations.finders.pipeline import suggest
from annotations.model import Annotation

SEGMENTATION = "sentences, furniture"
TOGETHER = "all together"


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """Milliseconds are those of the median article, and of the one that 95 % are not slower than."""

    words_per_second: float
    median: float
    slow: float


class Stopwatch:
    """Runs finders over articles and keeps what each took."""

    def __init__(self, finders: Sequence[Finder]) -> None:
        self._current: dict[str, float] = {}
        self._finders = [self._timed(finder) for finder in finders]
        self._seconds: dict[str, list[float]] = defaultdict(list)
        self._words = 0

    def warm_up(self, articles: Iterable[Article]) -> None:
        """Load what the finders need, by running them on the first article of each language."""
        first: dict[str, Article] = {}
        for article in articles:
            first.setdefault(article.language, Article(article.text))
        for article in first.values():
            suggest(article, self._finders)

    def suggest(self, text: str, words: int) -> list[Annotation]:
        """The suggestions for an article of `words` words, with its time taken."""
        article = Article(text)  # afresh: what an article knows of itself it keeps
        start = time.process_time()
        self._current = {}
        _ = article.language, article.furniture, article.title, article.sentences
        self._current[SEGMENTATION] = time.process_time() - start
        found = suggest(article, self._finders)
        self._current[TOGETHER] = time.process_time() - start
        for name, seconds in self._current.items():
            self._seconds[name].append(seconds)
        self._words += words
        return found

    @property
    def rows(self) -> dict[str, SpeedRow]:
        return {
            name: SpeedRow(
                words_per_second=ratio(self._words, sum(seconds)),
                median=1000 * percentile(seconds, 50),
                slow=1000 * percentile(seconds, 95),
            )
            for name, seconds in self._seconds.items()
        }

    def _timed(self, finder: Finder) -> Finder:
        name = name_of(finder)

        def timed(article: Article, findings: Findings) -> list[Annotation]:
            start = time.process_time()
            found = list(finder(article, findings))
            self._current[name] = self._current.get(name, 0.0) + time.process_time() - start
            return found

        return timed


def name_of(finder: Callable[..., object]) -> str:
    """`entities` for `find_entities`."""
    name: str = getattr(finder, "__name__", type(finder).__name__)
    return name.removeprefix("find_")


def percentile(values: Iterable[float], percent: float) -> float:
    """The smallest of `values` that at least `percent` of them do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]
