"""What the finders found in an article, as one JSON object a line.

This shape is a promise to programs that read it: keys are never renamed or
removed, and their order is fixed. Offsets are Unicode code points of `text`,
half-open; `text` is the decoded article with LF line ends and no byte order mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from annotations.article import Article
from annotations.exchange.safe_json import safe_json
from annotations.model import Agreement, Annotation, Entity, Passage, Quote, Span

Pair = tuple[int, int]


class FurnitureRecord(TypedDict):
    start: int
    end: int
    kind: str


class EntityRecord(TypedDict):
    """`entity` is the name that all mentions of one thing share."""

    start: int
    end: int
    type: str
    text: str
    entity: str
    confidence: float | None


class QuoteRecord(TypedDict):
    content: list[Pair]
    cue: Pair | None
    source: Pair | None
    speaker: str | None
    kind: str
    confidence: float | None


class AgreementRecord(TypedDict):
    """`label` is a short title of this agreement, `kind` its type (treaty, mou …)."""

    mentions: list[Pair]
    label: str
    kind: str
    parties: list[str]
    subject: str | None
    subject_span: Pair | None
    status: str
    realis: str | None
    date: Pair | None
    confidence: float | None


class ArticleRecord(TypedDict):
    file: str
    lang: str
    text: str
    furniture: list[FurnitureRecord]
    entities: list[EntityRecord]
    quotes: list[QuoteRecord]
    agreements: list[AgreementRecord]


def article_record(article: Article, annotations: Iterable[Annotation]) -> ArticleRecord:
    """The promised object for one article; `file` is its path as it was given."""
    record = ArticleRecord(
        file="" if article.path is None else str(article.path),
        lang=article.language,
        text=article.text,
        furniture=[
            FurnitureRecord(start=piece.span.start, end=piece.span.end, kind=piece.kind)
            for piece in article.furniture
        ],
        entities=[],
        quotes=[],
        agreements=[],
    )
    for annotation in annotations:
        if annotation.is_lost:
            continue
        if isinstance(annotation, Entity):
            record["entities"].append(_entity(annotation, article.text))
        elif isinstance(annotation, Quote):
            record["quotes"].append(_quote(annotation))
        elif isinstance(annotation, Agreement):
            record["agreements"].append(_agreement(annotation, article.text))
    return record


def json_line(record: ArticleRecord) -> str:
    """`record` as one line of compact JSON, without the newline.

    Letters stand as they are. Characters that could act on a terminal (controls,
    bidirectional and zero-width marks) are written as JSON escapes, which read back
    the same: the line may be shown on a screen, also through `head` or `less -R`.
    """
    return safe_json(record)


def _entity(entity: Entity, text: str) -> EntityRecord:
    words = text[entity.start : entity.end]
    return EntityRecord(
        start=entity.start,
        end=entity.end,
        type=entity.label,
        text=words,
        entity=entity.entity or words,
        confidence=entity.confidence,
    )


def _quote(quote: Quote) -> QuoteRecord:
    return QuoteRecord(
        content=[_pair(span) for span in quote.spans],
        cue=_pair_or_none(quote.cue),
        source=_pair_or_none(quote.source),
        speaker=quote.speaker or None,
        kind=quote.label,
        confidence=quote.confidence,
    )


def _agreement(agreement: Agreement, text: str) -> AgreementRecord:
    first = agreement.spans[0]
    return AgreementRecord(
        mentions=[_pair(span) for span in agreement.spans],
        label=agreement.title or text[first.start : first.end],
        kind=agreement.label,
        parties=list(agreement.parties),
        subject=agreement.subject.text if agreement.subject else None,
        subject_span=_place(agreement.subject),
        status=agreement.agreement_status or "unknown",
        realis=agreement.realis or None,
        date=_place(agreement.date),
        confidence=agreement.confidence,
    )


def _pair(span: Span) -> Pair:
    return (span.start, span.end)


def _pair_or_none(span: Span | None) -> Pair | None:
    return None if span is None else _pair(span)


def _place(passage: Passage | None) -> Pair | None:
    return None if passage is None else _pair_or_none(passage.span)
