"""Going through the articles that are to be adjudicated: what is wrong with one is told and skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from annotations.adjudication.adjudication import (
    UNDECIDED,
    Adjudication,
    TooFewError,
    gold_file,
    sources_of,
)
from annotations.adjudication.rules import Rule
from annotations.adjudication.telling import tally_told
from annotations.collection import expand
from annotations.counted import counted
from annotations.errors import ArtreaderError
from annotations.layer_files import annotators_in
from annotations.sidecar.paths import article_meant
from tui.commands.output import FINE, FOUND_PROBLEMS, complain, complain_of


class Articles:
    """The articles of `paths` with the work of two of `annotators` or more; a folder's others are left out.

    A sidecar stands for its article. `code` becomes 1 when something goes wrong, which is told on stderr.
    Raises ArtreaderError when `to` cannot be a gold file's name.
    """

    def __init__(
        self,
        paths: Collection[Path],
        annotators: Collection[str] | None,
        to: str,
        by: str,
        encoding: str | None,
        *,
        debug: bool = False,
    ) -> None:
        self.annotators, self.to, self.by, self.encoding = annotators, to, by, encoding
        self.code = FINE
        self.tallies: dict[Path, Counter[str]] = {}  # how what was settled, in the articles gone through
        self._debug = debug
        self._listed: set[Path] = set()  # not named, but in a folder that was
        gold_file(Path("article"), to)
        found: dict[Path, None] = {}
        for path in paths:
            try:
                found.update(dict.fromkeys(self._in(article_meant(path))))
            except Exception as error:
                self.complain_of(error)
        self.paths = [path.absolute() for path in found]
        there = annotators_in({path if path.is_dir() else path.parent for path in paths})
        for name in annotators or ():
            if name not in there:
                complain(f"there is nothing by {name} here (there is {', '.join(sorted(there)) or 'nobody'})")
                self.code = FOUND_PROBLEMS
        if to.endswith(".yaml") and len(self.paths) > 1:
            raise ArtreaderError(
                f"--to {to} is one file, and here are {counted(len(self.paths), 'article')}",
                advice="name whose the gold files are instead",
            )

    def _in(self, path: Path) -> list[Path]:
        if not path.is_dir():
            return expand([path])
        found = [article for article in expand([path]) if len(self._sources(article)) > 1]
        self._listed |= {article.absolute() for article in found}
        return found

    def _sources(self, article: Path) -> Collection[str]:
        return sources_of(article, gold_file(article, self.to), self.annotators)

    def open(self, path: Path) -> Adjudication:
        """Raises what `Adjudication.open` raises."""
        return Adjudication.open(path, self.annotators, self.to, self.by, self.encoding)

    def complain_of(self, error: Exception) -> None:
        """Tell what is wrong, but not that an article of a folder has not been annotated by two."""
        if isinstance(error, TooFewError) and error.path in self._listed:
            return
        complain_of(error, debug=self._debug)
        self.code = FOUND_PROBLEMS

    def __iter__(self) -> Iterator[Adjudication]:
        for path in self.paths:
            try:
                yield self.open(path)
            except Exception as error:
                self.complain_of(error)

    def settle(self, rules: Sequence[Rule]) -> int:
        """Write what all have alike and what the rules settle; the exit code, 1 when cases are left."""
        for adjudication in self:
            try:
                self.settle_one(adjudication, rules, write=True)
            except Exception as error:
                self.complain_of(error)
                continue
            name = adjudication.session.store.path.name
            complain(f"{name}: {tally_told(adjudication.tally())}")
        if len(self.tallies) > 1:
            complain(self.told())
        return FOUND_PROBLEMS if self.total[UNDECIDED] else self.code

    def settle_one(self, adjudication: Adjudication, rules: Sequence[Rule], *, write: bool = False) -> bool:
        """Apply the rules to an article; whether cases are left. Written where none are, or with `write`.

        Raises SaveError.
        """
        adjudication.session.do(adjudication.apply(rules)[0])
        self.note(adjudication)
        left = bool(adjudication.undecided())
        if write or not left:
            adjudication.session.save()
        return left

    def next_left(
        self, numbers: Iterable[int], rules: Sequence[Rule], failed: Callable[[Exception], None]
    ) -> tuple[int, Adjudication] | None:
        """The first of the articles of these numbers in which the rules leave something undecided."""
        for at in numbers:
            try:
                adjudication = self.open(self.paths[at])
                if self.settle_one(adjudication, rules):
                    return at, adjudication
            except Exception as error:
                failed(error)
        return None

    def note(self, adjudication: Adjudication) -> None:
        """Keep in mind how far one has come in an article."""
        assert adjudication.article.path is not None
        self.tallies[adjudication.article.path] = adjudication.tally()

    @property
    def total(self) -> Counter[str]:
        """How many were settled how in all articles gone through."""
        return sum(self.tallies.values(), Counter[str]())

    def are_left(self) -> bool:
        """Whether something is undecided in any article, as far as is known: not looked at counts."""
        return any(path not in self.tallies or self.tallies[path][UNDECIDED] for path in self.paths)

    def told(self) -> str:
        """How far one has come in all of them, in a line."""
        return f"{counted(len(self.tallies), 'article')}: {tally_told(self.total)}"
