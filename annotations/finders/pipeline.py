"""All finders in order, each building on what those before it found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import pairwise

from annotations.article import Article
from annotations.finders.findings import Finder, Findings
from annotations.model import ID_ALPHABET, Annotation, Status
from annotations.span_index import SpanIndex

FINDER_NAME = "artreader"


Report = Callable[[str, Exception], None]


def default_finders() -> Sequence[Finder]:
    """The built-in ones, and those that other packages offer behind the names, for quotes to build on.

    Imported here, not above, so that importing this module reads no lexicon.
    """
    from annotations.finders.agreements import find_agreements
    from annotations.finders.entities import find_entities
    from annotations.finders.plugins import plugged_finders
    from annotations.finders.quotes import find_quotes

    return (find_entities, *plugged_finders(), find_quotes, find_agreements)


def suggest(
    article: Article, finders: Sequence[Finder] | None = None, failed: Report | None = None
) -> list[Annotation]:
    """Suggestions for `article` with ids, in the order entities, quotes, agreements, each in text order.

    An id is drawn from the text and the suggestion itself, so that two people who open
    the same article hold the same ids, and merging their files pairs them. A finder that
    raises is told to `failed` by name, and the others go on; without `failed` it raises.
    """
    findings = Findings()
    seen: set[str] = set()
    for finder in default_finders() if finders is None else finders:
        try:
            found = [_named(article, annotation) for annotation in finder(article, findings)]
        except Exception as error:
            if failed is None:
                raise
            failed(getattr(finder, "__name__", repr(finder)), error)
            continue
        for annotation in found:
            if annotation.id not in seen and _stands_in(article, annotation):
                seen.add(annotation.id)
                findings.add(annotation)
        findings.entities.sort(key=lambda entity: entity.start)
    _place_agreements_in_quotes(findings)
    return findings.all()


def _stands_in(article: Article, annotation: Annotation) -> bool:
    """Whether it can be held at all: spans in order, none empty, all within the text."""
    edges = [0, *(edge for span in annotation.spans for edge in span), len(article.text)]
    ordered = all(left <= right for left, right in pairwise(edges))
    return ordered and bool(annotation.spans) and all(span.length > 0 for span in annotation.spans)


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
