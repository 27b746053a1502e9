"""What finders hand on to each other, and what a finder is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annotations.article import Article
from annotations.model import Agreement, Annotation, Entity, Quote


@dataclass(slots=True)
class Findings:
    """What was found so far, each list in text order."""

    entities: list[Entity] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)

    def add(self, annotation: Annotation) -> None:
        if isinstance(annotation, Entity):
            self.entities.append(annotation)
        elif isinstance(annotation, Quote):
            self.quotes.append(annotation)
        elif isinstance(annotation, Agreement):
            self.agreements.append(annotation)

    def all(self) -> list[Annotation]:
        return [*self.entities, *self.quotes, *self.agreements]


Finder = Callable[[Article, Findings], Iterable[Annotation]]
