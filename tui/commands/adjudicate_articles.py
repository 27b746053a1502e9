"""Going through the articles that are to be adjudicated: what is wrong with one is told and skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from annotations.adjudication.adjudication import (
    UNDECIDED,
    Adjudication,
    gold_file,
    sources_of,
)
from annotations.adjudication.rules import Rule
from annotations.adjudication.telling import tally_told
from annotations.collection import expand
from annotations.errors import ArtreaderError
from annotations.sidecar.paths import split_sidecar_name
from tui.commands.layered_articles import counted
from tui.commands.output import FINE, FOUND_PROBLEMS, complain, complain_of


class Articles:
    """The articles of `paths` with the work of two of `annotators` or more; a folder's others are left out.

    A sidecar stands for its article. `code` becomes 1 when something goes wrong, which is told on stderr.
    Raises ArtreaderError when `to` cannot be a gold file's name.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        annotators: Collection[str] | None,
        to: str,
        by: str,
        encoding: str | None,
        *,
        debug: bool = False,
    ) -> None:
        self.annotators, self.to, self.by, self.encoding = annotators, to, by, encoding
        self.code = FINE
        self._debug = debug
        self.paths: list[Path] = []
        gold_file(Path("article"), to)
        found: dict[Path, None] = {}
        for path in paths:
            try:
                of = split_sidecar_name(path.name)
                named = path.with_name(of[0]) if of else path
                found.update(dict.fromkeys(self._in(named)))
            except Exception as error:
                self.complain_of(error)
        self.paths = [path.absolute() for path in found]
        if to.endswith(".yaml") and len(self.paths) > 1:
            raise ArtreaderError(
                f"--to {to} is one file, and here are {counted(len(self.paths), 'article')}",
                advice="name whose the gold files are instead",
            )

    def _in(self, path: Path) -> list[Path]:
        if not path.is_dir():
            return expand([path])
        return [article for article in expand([path]) if len(self._sources(article)) > 1]

    def _sources(self, article: Path) -> Collection[str]:
        return sources_of(article, gold_file(article, self.to), self.annotators)

    def open(self, path: Path) -> Adjudication:
        """Raises what `Adjudication.open` raises."""
        return Adjudication.open(path, self.annotators, self.to, self.by, self.encoding)

    def complain_of(self, error: Exception) -> None:
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
        total: Counter[str] = Counter()
        number = 0
        for adjudication in self:
            session = adjudication.session
            try:
                session.do(adjudication.apply(rules)[0])
                session.save()
            except Exception as error:
                self.complain_of(error)
                continue
            tally = adjudication.tally()
            complain(f"{session.store.path.name}: {tally_told(tally)}")
            total += tally
            number += 1
        if number > 1:
            complain(f"{counted(number, 'article')}: {tally_told(total)}")
        return FOUND_PROBLEMS if total[UNDECIDED] else self.code
