"""All finders in order, each building on what those before it found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.finders.findings import Finder, Findings, PartlyWrongError, Stage, Unavailable
from annotations.finders.learnt import learnt_in
from annotations.finders.options import AGREEMENTS, EVERYTHING, NAMES, QUOTES, FinderOptions
from annotations.finders.sections import Sectioned
from annotations.model import ID_ALPHABET, Annotation, Status
from annotations.span_index import SpanIndex

FINDER_NAME = "artreader"
_PLUGGED = "plugged"
_ORDER = ("entity", "quote", "agreement")

Report = Callable[[str, Exception], None]


def built_in_finders() -> dict[str, Finder]:
    """By name. Imported here, not above, so that importing this module reads no lexicon."""
    from annotations.finders.agreements import find_agreements
    from annotations.finders.entities import find_entities
    from annotations.finders.quotes import find_quotes

    return {NAMES: find_entities, QUOTES: find_quotes, AGREEMENTS: find_agreements}


def default_finders(options: FinderOptions = EVERYTHING) -> list[Finder]:
    """The built-in ones, and those that other packages offer behind the names, for quotes to build on."""
    groups = _by_kind(options)
    return [finder for kind in (NAMES, _PLUGGED, QUOTES, AGREEMENTS) for finder in groups[kind]]


def _by_kind(options: FinderOptions) -> dict[str, list[Finder]]:
    from annotations.finders.plugins import plugged_finders

    plugged = plugged_finders(options)  # first, since their processes begin to load what they need
    groups = {name: [finder] if options.has(name) else [] for name, finder in built_in_finders().items()}
    return {**groups, _PLUGGED: list(plugged)}


def stages(article: Article, options: FinderOptions, failed: Report | None) -> list[Stage]:
    """The default finders, each kind with what the article's folder has learnt of it behind."""
    groups = _by_kind(options)
    learnt = learnt_in(article, options, lambda name, error: _tell(name, error, failed))
    return [
        *groups[NAMES],
        *learnt.model,
        *groups[_PLUGGED],
        *learnt.names,
        *groups[QUOTES],
        *learnt.quotes,
        *groups[AGREEMENTS],
        *learnt.agreements,
    ]


def suggest(
    article: Article,
    finders: Sequence[Stage] | None = None,
    failed: Report | None = None,
    options: FinderOptions = EVERYTHING,
) -> list[Annotation]:
    """Suggestions for `article` with ids, in the order entities, quotes, agreements, each in text order.

    Without `finders` those are asked that `options` leave on, and what the article's folder has learnt
    is brought to what they find. An id is drawn from the text and the
    suggestion itself, so that two people who open the same article hold the same ids, and merging
    their files pairs them. A finder that raises is told to `failed` by name, and the others go on;
    without `failed` it raises, unless a person could put it right (ArtreaderError).
    """
    parts = sectioned(article, finders, failed, options)
    found = [annotation for section in parts.sections for annotation in parts.found_in(section)]
    return sorted(found, key=lambda annotation: _ORDER.index(annotation.kind))


def sectioned(
    article: Article,
    finders: Sequence[Stage] | None = None,
    failed: Report | None = None,
    options: FinderOptions = EVERYTHING,
) -> Sectioned:
    """For `suggest` in sections, of which each may be asked for when it is wanted."""
    article = article.prose
    told: set[tuple[str, str]] = set()

    def tell(name: str, error: Exception) -> None:
        """Not again for each section."""
        if failed is not None and (name, repr(error)) not in told:
            told.add((name, repr(error)))
            failed(name, error)

    def find(part: Article, findings: Findings) -> list[Annotation]:
        return _found(part, findings, finders, tell if failed is not None else None, options)

    return Sectioned(article, find, lambda annotation: _id_of(article, annotation))


def _found(
    article: Article,
    findings: Findings,
    finders: Sequence[Stage] | None,
    failed: Report | None,
    options: FinderOptions,
) -> list[Annotation]:
    for finder in stages(article, options, failed) if finders is None else finders:
        try:
            _take(article, findings, finder)
        except PartlyWrongError as error:
            _add(article, findings, error.found)
            _tell(_name_of(finder), error, failed)
        except Unavailable:
            continue
        except Exception as error:
            _tell(_name_of(finder), error, failed)
    _place_agreements_in_quotes(findings)
    return findings.all()


def _take(article: Article, findings: Findings, finder: Stage) -> None:
    if callable(finder):
        _add(article, findings, list(finder(article, findings)))
        return
    revised = finder.revise(article, findings)
    findings.entities.clear()
    findings.quotes.clear()
    findings.agreements.clear()
    _add(article, findings, revised.all())


def _add(article: Article, findings: Findings, found: Iterable[Annotation]) -> None:
    seen = {annotation.id for annotation in findings.all()}
    for annotation in [_named(article, annotation) for annotation in found]:
        if annotation.id not in seen and _stands_in(article, annotation):
            seen.add(annotation.id)
            findings.add(annotation)
    findings.entities.sort(key=lambda entity: entity.start)


def _name_of(stage: Stage) -> str:
    return getattr(stage, "__name__", type(stage).__name__)


def _tell(name: str, error: Exception, failed: Report | None) -> None:
    if failed is not None:
        failed(name, error)
    elif not isinstance(error, ArtreaderError):
        raise error


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
