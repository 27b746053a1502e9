"""Finders that other packages offer, by the entry point group `artreader.finders`.

An entry point names a `Finder`: a function of the article and of what was found before it,
which yields annotations (`Entity`, `Quote`, `Agreement`) with empty ids. One that is not
usable here, since what it needs is not installed, raises `Unavailable` when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points

from annotations.article import Article
from annotations.finders.findings import Finder, Findings
from annotations.model import Annotation

GROUP = "artreader.finders"


class Unavailable(Exception):  # noqa: N818 -- no fault, so no "Error"
    """A finder that has nothing to say here: what it needs is missing, or the language is not its own."""


@cache
def plugged_finders() -> tuple[Finder, ...]:
    """The finders of all installed packages, by name; each is imported when it first runs."""
    return tuple(_lazily(point.name, point.load) for point in sorted(entry_points(group=GROUP)))


def _lazily(name: str, load: object) -> Finder:
    def find(article: Article, findings: Findings) -> Iterator[Annotation]:
        assert callable(load)
        try:
            yield from load()(article, findings)
        except Unavailable:
            return

    find.__name__ = name
    return find
