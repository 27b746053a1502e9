"""The finders as a batch asks them: a failure counts for every article that it leaves incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from annotations.article import Article
from annotations.batch.options import Options
from annotations.finders.findings import Finder, FinderError, Findings, Stage, told
from annotations.finders.isolated import IsolatedFinder
from annotations.finders.learnt import Learnt, learnt_in
from annotations.finders.options import AGREEMENTS, QUOTES
from annotations.finders.pipeline import built_in_finders, default_finders, suggest
from annotations.model import Annotation


@dataclass(frozen=True, slots=True)
class Found:
    """Suggestions of all kinds that finders were asked for, and which finders failed, with why."""

    suggestions: Sequence[Annotation]
    failed: Sequence[tuple[str, str]] = ()


def find(article: Article, options: Options) -> Found:
    """What the finders find, with what the article's folder has learnt brought to it.

    A finder that fails does not keep the others from it.
    """
    failed: list[tuple[str, str]] = []

    def tell(name: str, error: Exception) -> None:
        failed.append((name, told(error)))

    learnt = learnt_in(article, options.needed, tell)
    found = suggest(article, _stages(ready_finders(options), learnt), tell)
    return Found(found, failed)


def ready_finders(options: Options) -> list[Finder]:
    """Those that are needed; processes of plug-ins begin to load."""
    finders = default_finders(options.needed)
    return [_each_time(finder) if isinstance(finder, IsolatedFinder) else finder for finder in finders]


def _stages(finders: Iterable[Finder], learnt: Learnt) -> list[Stage]:
    """Each kind of finder with what was learnt of it behind: names, quotes, agreements."""
    built_in = built_in_finders()
    names: list[Stage] = []
    quotes: list[Stage] = []
    agreements: list[Stage] = []
    for finder in finders:
        kind = (
            quotes if finder is built_in[QUOTES] else agreements if finder is built_in[AGREEMENTS] else names
        )
        kind.append(finder)
    return [*names, *learnt.names, *quotes, *learnt.quotes, *agreements, *learnt.agreements]


class EachTime:
    """A plug-in that tells of every article that it has failed; the reader is told once."""

    def __init__(self, finder: IsolatedFinder) -> None:
        self.__name__ = finder.__name__
        self._finder = finder
        self._over = ""

    def __call__(self, article: Article, findings: Findings) -> list[Annotation]:
        """Raises Unavailable and FinderError."""
        if self._over:
            raise FinderError(self._over)
        try:
            return self._finder.try_on(article, findings)
        except FinderError as error:
            self._over = error.message if error.final else ""
            raise


_each_time = cache(EachTime)
