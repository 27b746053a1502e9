"""The paragraphs around a place as a small article of their own, so that a finder can read just them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.model import Entity, Passage, Span

_BEFORE, _AFTER = 6000, 1500  # code points around a place that are read: a few paragraphs


@dataclass(frozen=True, slots=True)
class Nearby:
    """`article` is the whole article's text from `low` on; `findings` holds the entities in it."""

    low: int
    article: Article
    findings: Findings

    def inside(self, span: Span) -> Span:
        """A span of the whole article in the offsets of this one."""
        return Span(span.start - self.low, span.end - self.low)

    def outside(self, span: Span) -> Span:
        """A span of this article in the offsets of the whole one."""
        return Span(span.start + self.low, span.end + self.low)

    def passage(self, passage: Passage | None) -> Passage | None:
        """A passage of this article in the offsets of the whole one."""
        if passage is None or passage.span is None:
            return passage
        return Passage(passage.text, self.outside(passage.span))


def nearby(article: Article, span: Span, entities: Sequence[Entity]) -> Nearby:
    """A few paragraphs around `span`: reading them costs the same in an article of any size."""
    low, high = _window(article, span)
    return Nearby(
        low,
        Article(article.text[low:high]),
        Findings(
            entities=[
                entity.with_(spans=tuple(Span(start - low, end - low) for start, end in entity.spans))
                for entity in entities
                if entity.spans and low <= entity.start and entity.end <= high
            ]
        ),
    )


def _window(article: Article, content: Span) -> tuple[int, int]:
    """Whole paragraphs around `content`, where they are not too long."""
    low, high = max(0, content.start - _BEFORE), min(len(article.text), content.end + _AFTER)
    first, last = article.paragraph_at(low), article.paragraph_at(max(0, high - 1))
    if first is not None and first.end <= content.start:
        low = first.end
    elif first is not None and first.start == low:
        low = first.start
    if last is not None and last.start >= content.end and last.end > high:
        high = last.start
    return low, high
