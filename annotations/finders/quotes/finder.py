"""The quote finder: from an article to suggested quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.finders.quotes.attributions import Reader
from annotations.finders.quotes.grammar import grammar_of
from annotations.finders.quotes.names import Names
from annotations.finders.quotes.resolution import resolve
from annotations.finders.quotes.speakers import short_names
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
    reader = Reader(grammar, article.title)
    reader.read(build_units(article, grammar))
    sources = [
        (draft.named_in or draft.unit, draft.source) for draft in reader.drafts if draft.source is not None
    ]
    names = Names.of(article, findings.entities, grammar, short_names(sources))
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
        for piece in _overlapping(furniture, start, end):
            if (before := _stripped(text, start, min(end, piece.start))) is not None:
                yield before
            start = max(start, piece.end)
        if (rest := _stripped(text, start, end)) is not None:
            yield rest


def _overlapping(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Those of `spans`, which are in order and apart, that share a character with `start` … `end`."""
    position = max(0, bisect_left(spans, (start, start)) - 1)
    while position < len(spans) and spans[position].start < end:
        if spans[position].end > start:
            yield spans[position]
        position += 1


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _kind(text: str, spans: Sequence[Span], marked: Sequence[Span]) -> str:
    """direct, indirect or mixed, by how many of the words stand within quotation marks."""
    words = inside = 0
    parts = [(start, end, list(_overlapping(marked, start, end))) for start, end in spans]
    if all(within and within[0].start <= start and within[0].end >= end for start, end, within in parts):
        return "direct"
    if not any(within for _, _, within in parts):
        return "indirect"
    for start, end, within in parts:
        at = 0
        for match in _WORD.finditer(text, start, end):
            words += 1
            while at < len(within) and within[at].end < match.end():
                at += 1
            inside += at < len(within) and within[at].start <= match.start()
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT_SHARE * words else "mixed"
