"""Which finders run, and what those of other packages may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

NAMES, FOLDER_MODEL, MEMORY, QUOTES, AGREEMENTS = "names", "folder-model", "memory", "quotes", "agreements"
BUILT_IN = {
    NAMES: "names, dates and amounts",
    FOLDER_MODEL: "names as a model of the folder has learnt them (artreader train)",
    MEMORY: "what was decided in the folder before (artreader.lexicon.yaml)",
    QUOTES: "quotes with their sources and speakers",
    AGREEMENTS: "agreements with their parties and status",
}


@dataclass(frozen=True, slots=True)
class FinderOptions:
    """`off` are names of finders, built-in ones and plug-ins; `seconds` is what a plug-in may take for an
    article, and for being loaded; `megabytes` is how much memory its process may have."""

    off: frozenset[str] = frozenset()
    seconds: float = 20.0
    megabytes: int = 4096

    def has(self, name: str) -> bool:
        return name not in self.off

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**asdict(self), "off": sorted(self.off)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """What `plain` gave. Raises KeyError or TypeError for anything else."""
        return cls(frozenset(plain["off"]), float(plain["seconds"]), int(plain["megabytes"]))


EVERYTHING = FinderOptions()


def names_in(listed: str) -> frozenset[str]:
    """The names of finders in a text that lists them: "spacy, quotes"."""
    return frozenset(name.strip() for name in listed.split(",") if name.strip())
