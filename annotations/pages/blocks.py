"""The parts that an article is printed in."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.article import Article
from annotations.model import Span


def blocks(article: Article) -> Iterator[Span]:
    """Spans that together hold every character but white space: paragraphs, and what is in no paragraph."""
    offset = 0
    for paragraph in article.paragraphs:
        yield from trimmed(article.text, Span(offset, paragraph.start))
        yield from trimmed(article.text, Span(max(offset, paragraph.start), paragraph.end))
        offset = max(offset, paragraph.end)
    yield from trimmed(article.text, Span(offset, len(article.text)))


def trimmed(text: str, span: Span) -> Iterator[Span]:
    """`span` without the white space at its ends, unless nothing is left."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    if start < end:
        yield Span(start, end)
