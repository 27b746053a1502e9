"""What finders hand on to each other, and what a finder is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.finders.known_names import KnownNames
from annotations.model import Agreement, Annotation, Entity, Quote


@dataclass(slots=True)
class Findings:
    """What was found so far, each list in text order; `names` are known from elsewhere in the article."""

    entities: list[Entity] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    names: KnownNames = field(default_factory=KnownNames)

    def add(self, annotation: Annotation) -> None:
        if isinstance(annotation, Entity):
            self.entities.append(annotation)
        elif isinstance(annotation, Quote):
            self.quotes.append(annotation)
        elif isinstance(annotation, Agreement):
            self.agreements.append(annotation)

    def all(self) -> list[Annotation]:
        return [*self.entities, *self.quotes, *self.agreements]


class Finder(Protocol):
    """Looks through an article for annotations; see docs/plug-ins.md.

    `findings` are what the finders before it found. What it yields is an `Entity`, `Quote` or
    `Agreement` with an empty id, in any order; offsets are code points of `article.text`, half-open.
    """

    def __call__(self, article: Article, findings: Findings, /) -> Iterable[Annotation]: ...


class Reviser(Protocol):
    """Looks through what was found before it, and gives the list that is to stand instead.

    Tells itself from a finder by the name of its one method.
    """

    def revise(self, article: Article, findings: Findings, /) -> Findings: ...


Stage = Finder | Reviser


class Unavailable(Exception):  # noqa: N818 -- no fault, so no "Error"
    """A finder that has nothing to say here: what it needs is missing, or the language is not its own."""


class FinderError(ArtreaderError):
    """A finder that failed; `finder` is its name. `final`: it is not asked again until the next start."""

    def __init__(self, message: str, *, finder: str = "", final: bool = False) -> None:
        super().__init__(message)
        self.finder = finder
        self.final = final


class PartlyWrongError(FinderError):
    """Some of what a finder gave could not be held; `found` is the rest."""

    def __init__(self, message: str, found: list[Annotation]) -> None:
        super().__init__(message)
        self.found = found


def told(error: Exception) -> str:
    """Why a finder failed, for a person."""
    return str(error) if isinstance(error, ArtreaderError) else repr(error)
