"""What is to be done with every article of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from annotations.finders.options import AGREEMENTS, EVERYTHING, QUOTES, FinderOptions


class Goal(StrEnum):
    """What becomes of the suggestions."""

    SIDECARS = "sidecars"  # they are renewed in the sidecar
    COUNTS = "counts"  # the same, but that nothing is written
    RECORDS = "records"  # they are given as a line of JSON; no sidecar is read


@dataclass(frozen=True, slots=True)
class Options:
    """`finders` says which of them are on. `kinds` are those to be suggested, () for all; `least` is the
    confidence, 0 to 1, below which nothing is. With `force` an article is looked through though its sidecar
    is up to date. `annotator` and `encoding` are as everywhere: whose sidecar, and how articles are encoded.
    """

    goal: Goal = Goal.SIDECARS
    finders: FinderOptions = EVERYTHING
    annotator: str = ""
    encoding: str | None = None
    kinds: tuple[str, ...] = ()
    least: float = 0.0
    force: bool = False

    @property
    def needed(self) -> FinderOptions:
        """`finders` without those that nothing of `kinds` hangs on."""
        off = set(self.finders.off)
        if self.kinds and "agreement" not in self.kinds:
            off.add(AGREEMENTS)
            if "quote" not in self.kinds:
                off.add(QUOTES)
        return replace(self.finders, off=frozenset(off))

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**asdict(self), "finders": self.finders.plain()}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """What `plain` gave. Raises TypeError or ValueError for anything else."""
        values = {**plain, "goal": Goal(plain["goal"]), "kinds": tuple(plain["kinds"])}
        return cls(**{**values, "finders": FinderOptions.of(plain["finders"])})
