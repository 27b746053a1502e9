"""A row of the list of articles: the facts of one article as one annotator sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.article_files import Files
from annotations.history import State
from annotations.library.facts import Facts, SidecarFacts
from annotations.model import KINDS

RESCUED, LOST, BROKEN, UNREADABLE = "rescue copy", "lost", "broken sidecar", "unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """`facts` is None until the article has been read. `changed` is in ns since 1970.

    `sidecar` is the present annotator's work, None when there is none yet; for somebody without a name,
    where all work is of annotators with names, it is theirs together.
    """

    path: Path
    changed: int = 0
    facts: Facts | None = None
    sidecar: SidecarFacts | None = None
    annotators: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.facts.title if self.facts else ""

    @property
    def language(self) -> str:
        return self.facts.language if self.facts else ""

    @property
    def problem(self) -> str:
        """Why it cannot be opened, or ""."""
        if self.facts is None:
            return ""
        return self.facts.problem or (self.sidecar.problem if self.sidecar else "")

    def count(self, kind: str) -> int | None:
        """How many annotations of a kind stand (not rejected); None when there is no sidecar to count."""
        if self.sidecar is None or self.sidecar.problem:
            return None
        return self.sidecar.counts.get(kind, 0)

    @property
    def own(self) -> dict[str, int] | None:
        """How many stand of each kind that a scheme added; None when there is no sidecar to count."""
        if self.sidecar is None or self.sidecar.problem:
            return None
        return {kind: count for kind, count in self.sidecar.counts.items() if kind not in KINDS}

    @property
    def share(self) -> float:
        """Decided of suggested, 0 to 1; less than 0 where nothing was begun."""
        if self.sidecar is None or self.sidecar.problem:
            return -1.0
        return self.sidecar.decided / self.sidecar.total if self.sidecar.total else 1.0

    @property
    def state(self) -> str:
        """ "new", "begun" or "done"; "" when not known."""
        if self.facts is None or self.problem:
            return ""
        return "new" if self.sidecar is None else "begun" if self.share < 1 else "done"

    @property
    def said(self) -> str:
        """How far its people say that it has come: "open", "annotated", "reviewed"; of several the least."""
        return "" if self.sidecar is None or self.sidecar.problem else self.sidecar.said

    def matches(self, wanted: str) -> bool:
        """Whether each word of `wanted` stands in its title, names, language, states or marks; any case."""
        words = wanted.casefold().split()
        if not words:
            return True
        inside = " ".join(
            (self.path.name, self.title, *self.annotators, self.language, self.state, self.said, *self.marks)
        ).casefold()
        return all(word in inside for word in words)


def row_of(files: Files, facts: Facts | None, annotator: str, rescued: bool = False) -> Row:
    """The row of an article as `annotator` sees it; `facts` None when it was not read yet."""
    marks: tuple[str, ...] = (RESCUED,) if rescued else ()
    if facts is None or not (facts.sidecars or facts.problem):
        return Row(files.path, files.changed, facts, marks=marks)
    sidecar = next((sidecar for sidecar in facts.sidecars if sidecar.annotator == annotator), None)
    if sidecar is None and not annotator:
        sidecar = together(facts.sidecars)
    marks += (UNREADABLE,) if facts.problem else ()
    marks += (BROKEN,) if any(sidecar.problem for sidecar in facts.sidecars) else ()
    marks += (LOST,) if any(sidecar.lost for sidecar in facts.sidecars) else ()
    names = dict.fromkeys(sidecar.by or sidecar.annotator for sidecar in facts.sidecars)
    return Row(files.path, files.changed, facts, sidecar, tuple(filter(None, names)), marks)


def together(sidecars: Sequence[SidecarFacts]) -> SidecarFacts | None:
    """The work of several: what they decided added up, of each kind the number of who has most. What was
    adjudicated from others' counts only where there is nothing else.

    None when there is none; one that cannot be read when none can.
    """
    sound = [sidecar for sidecar in sidecars if not sidecar.problem]
    if not sound:
        return sidecars[0] if sidecars else None
    sound = [sidecar for sidecar in sound if not sidecar.adjudicated] or sound
    counts: Counter[str] = Counter()
    for sidecar in sound:
        counts |= Counter(sidecar.counts)
    return SidecarFacts(
        counts=dict(counts),
        decided=sum(sidecar.decided for sidecar in sound),
        total=sum(sidecar.total for sidecar in sound),
        lost=max(sidecar.lost for sidecar in sound),
        said=min((sidecar.said for sidecar in sound), key=_how_far),
    )


def _how_far(said: str) -> int:
    """The rank of a state; one that is not known is none."""
    states = list(State)
    return states.index(State(said)) if said in states else 0


def _number(count: int | None) -> int:
    return -1 if count is None else count


SORT_KEYS: dict[str, Callable[[Row], Any]] = {
    "state": lambda row: row.marks,
    "decided": lambda row: row.share,
    "said": lambda row: _how_far(row.said),
    "article": lambda row: (),  # as they come
    "language": lambda row: row.language,
    "entities": lambda row: _number(row.count("entity")),
    "quotes": lambda row: _number(row.count("quote")),
    "agreements": lambda row: _number(row.count("agreement")),
    "own": lambda row: -1 if row.own is None else sum(row.own.values()),
    "annotator": lambda row: row.annotators,
    "changed": lambda row: row.changed,
    "title": lambda row: row.title.casefold(),
}


@dataclass(frozen=True, slots=True)
class Order:
    """In which order, and which, articles are listed."""

    column: str = "article"
    descending: bool = False
    wanted: str = ""

    def apply(self, rows: Iterable[Row]) -> list[Row]:
        """The wanted ones of `rows`, which are in the order of their names; equal ones stay in that.

        Those that were not read yet come last, unless it is the order of names.
        """
        shown = [row for row in rows if row.matches(self.wanted)]
        if self.column == "article":
            return shown[::-1] if self.descending else shown
        shown.sort(key=SORT_KEYS[self.column], reverse=self.descending)
        return sorted(shown, key=lambda row: row.facts is None)
