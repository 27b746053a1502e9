"""The quote finder: from an article to suggested quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotations.article import Article
from annotations.finders.pipeline import Findings
from annotations.finders.quotes.attributions import Reader
from annotations.finders.quotes.grammar import grammar_of
from annotations.finders.quotes.resolution import resolve
from annotations.finders.quotes.speakers import Names
from annotations.finders.quotes.units import build_units
from annotations.model import Quote, Span

_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
_DIRECT_SHARE = 0.9  # of a quote's words inside the marks; below it the quote is mixed


def find_quotes(article: Article, findings: Findings) -> Iterator[Quote]:
    """Suggested quotes in text order, without ids.

    Uses the persons in `findings.entities` for full names when there are any. No span
    touches the article's furniture.
    """
    grammar = grammar_of(article.language)
    reader = Reader(grammar)
    reader.read(build_units(article, grammar))
    names = Names.of(article, findings.entities, grammar)
    furniture = [piece.span for piece in article.furniture]
    marked = [stretch.span for unit in reader.units for stretch in unit.stretches]
    quotes = []
    for quote in resolve(reader.drafts, reader.units, names):
        spans = tuple(_without(article.text, quote.spans, furniture))
        if spans:
            quotes.append(quote.with_(spans=spans, label=_kind(article.text, spans, marked)))
    yield from sorted(quotes, key=lambda quote: quote.spans)


def _without(text: str, spans: Sequence[Span], furniture: Sequence[Span]) -> Iterator[Span]:
    """What is left of `spans` outside the furniture."""
    for start, end in spans:
        for piece in furniture:
            if piece.end <= start or piece.start >= end:
                continue
            if (before := _stripped(text, start, min(end, piece.start))) is not None:
                yield before
            start = max(start, piece.end)
        if (rest := _stripped(text, start, end)) is not None:
            yield rest


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _kind(text: str, spans: Sequence[Span], marked: Sequence[Span]) -> str:
    """direct, indirect or mixed, by how many of the words stand within quotation marks."""
    words = inside = 0
    for start, end in spans:
        within = [m for m in marked if m.start < end and m.end > start]
        for match in _WORD.finditer(text, start, end):
            words += 1
            inside += any(m.start <= match.start() and match.end() <= m.end for m in within)
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT_SHARE * words else "mixed"
