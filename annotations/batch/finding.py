"""The finders as a batch asks them: a failure counts for every article that it leaves incomplete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotations.article import Article
from annotations.batch.options import Options
from annotations.finders.findings import FinderError, Findings, told
from annotations.finders.isolated import IsolatedFinder
from annotations.finders.pipeline import default_finders, stages, suggest
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

    asked = [
        _each_time(s) if isinstance(s, IsolatedFinder) else s for s in stages(article, options.needed, tell)
    ]
    return Found(suggest(article, asked, tell), failed)


def make_ready(options: Options) -> None:
    """Load the finders that are needed; processes of plug-ins begin to load."""
    default_finders(options.needed)


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
