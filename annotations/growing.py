"""Growing and shrinking a selection: word, name, clause, quoted stretch, statement, sentence, paragraph."""

from __future__ import annotations

from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.attribution import quote_at
from annotations.model import Entity, Span, Status
from annotations.structure import clause_at, name_at, stretches_in, word_at

_NEAR = 8000  # code points: names farther off are of no use in reading a statement


def enclosing(article: Article, annotations: AnnotationSet, span: Span) -> list[Span]:
    """The units that hold `span`, from the smallest to the whole text, none twice.

    An empty span stands for the character behind it. Statements are what is annotated there,
    and what the quote finder reads there.
    """
    text, offset = article.text, min(span.start, max(0, len(article.text) - 1))
    units: list[Span | None] = [
        word_at(text, offset),
        name_at(article, annotations, offset),
        clause_at(article, offset),
        *(content for a in annotations.covering(offset) for content in a.spans),
        *(stretch for stretch in stretches_in(article, Span(offset, offset)) if stretch.contains(offset)),
        *_stated(article, annotations, offset),
        article.sentence_at(offset),
        article.paragraph_at(offset),
        Span(0, len(text)),
    ]
    holding = {unit for unit in units if unit is not None and unit.covers(span) and unit.length}
    return sorted(holding, key=lambda unit: (unit.length, unit))


def _stated(article: Article, annotations: AnnotationSet, offset: int) -> tuple[Span, ...]:
    if not article.text:
        return ()
    near = annotations.overlapping(max(0, offset - _NEAR), offset + _NEAR)
    names = [a for a in near if isinstance(a, Entity) and a.status is not Status.REJECTED]
    quote = quote_at(article, offset, names)
    return quote.spans if quote is not None else ()


def grow(article: Article, annotations: AnnotationSet, span: Span) -> Span:
    """The next larger unit that holds `span`; `span` itself when there is none."""
    return next((u for u in enclosing(article, annotations, span) if u.length > span.length), span)


def shrink(article: Article, annotations: AnnotationSet, span: Span, offset: int) -> Span:
    """The largest unit around `offset` that is smaller than `span`; `span` itself when there is none."""
    around = enclosing(article, annotations, Span(offset, offset))
    smaller = [unit for unit in around if span.covers(unit) and unit.length < span.length]
    return smaller[-1] if smaller else span
