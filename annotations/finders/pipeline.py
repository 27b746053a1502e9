"""All finders in order, each building on what those before it found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from annotations.article import Article
from annotations.model import ID_ALPHABET, Agreement, Annotation, Entity, Quote, Status
from annotations.span_index import SpanIndex

FINDER_NAME = "artreader"


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


def default_finders() -> Sequence[Finder]:
    """Imported here, not above, so that importing this module reads no lexicon."""
    from annotations.finders.agreements import find_agreements
    from annotations.finders.entities import find_entities
    from annotations.finders.quotes import find_quotes

    return (find_entities, find_quotes, find_agreements)


def suggest(article: Article, finders: Sequence[Finder] | None = None) -> list[Annotation]:
    """Suggestions for `article` with ids, in the order entities, quotes, agreements.

    An id is drawn from the text and the suggestion itself, so that two people who open
    the same article hold the same ids, and merging their files pairs them.
    """
    findings = Findings()
    for finder in default_finders() if finders is None else finders:
        for annotation in list(finder(article, findings)):
            findings.add(_named(article, annotation))
    _place_agreements_in_quotes(findings)
    return findings.all()


def _named(article: Article, annotation: Annotation) -> Annotation:
    return annotation.with_(
        id=_id_of(article, annotation), status=Status.SUGGESTED, by=annotation.by or FINDER_NAME
    )


def _id_of(article: Article, annotation: Annotation) -> str:
    key = f"{article.sha256} {annotation.kind} {annotation.label} {annotation.spans}"
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")
    letters = [ID_ALPHABET[10 + number % 22]]
    for _ in range(6):
        number //= 32
        letters.append(ID_ALPHABET[number % 32])
    return "".join(letters)


def _place_agreements_in_quotes(findings: Findings) -> None:
    """Say of each agreement in which quote, if any, its first mention stands."""
    contents = SpanIndex()
    for quote in findings.quotes:
        for content in quote.spans:
            contents.add(content, quote.id)
    for position, agreement in enumerate(findings.agreements):
        mention = agreement.spans[0]
        around = [(span, id) for span, id in contents.overlapping(*mention) if span.covers(mention)]  # noqa: A001
        if around:
            findings.agreements[position] = agreement.with_(said_in=min(around)[1])
