"""Who a hand-tagged quote belongs to: the cue, source and speaker that stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations import structure
from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.finders.quotes import find_quotes
from annotations.finders.quotes.grammar import Grammar, grammar_of
from annotations.model import Entity, Quote, Span

_BEFORE, _AFTER = 6000, 1500  # code points around a quote that are read: a few paragraphs
_SPEAK = ("PER", "ORG")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Parts that were not found are None or ""."""

    cue: Span | None = None
    source: Span | None = None
    speaker: str = ""


def attribution_near(article: Article, content: Span, entities: Sequence[Entity]) -> Attribution:
    """The attribution of `content`: as the quote finder reads it, else by a cue word in its sentences.

    Only the paragraphs around are read, so the cost does not grow with the article.
    """
    found = _as_found(article, content, entities) or _by_cue_word(article, content, entities)
    speaker = _named_at(found.source, entities) or _full_name(found.speaker, entities)
    return Attribution(found.cue, found.source, speaker)


def _as_found(article: Article, content: Span, entities: Sequence[Entity]) -> Attribution | None:
    low, high = _window(article, content)
    part = Article(article.text[low:high])
    near = Findings(
        entities=[
            entity.with_(spans=tuple(Span(start - low, end - low) for start, end in entity.spans))
            for entity in entities
            if entity.spans and low <= entity.start and entity.end <= high
        ]
    )
    wanted = Span(content.start - low, content.end - low)
    best, most = None, 0
    for quote in find_quotes(part, near):
        shared = sum(
            max(0, min(span.end, wanted.end) - max(span.start, wanted.start)) for span in quote.spans
        )
        if shared > most:
            best, most = quote, shared
    if best is None or 2 * most < wanted.length:
        return None
    return _shifted(best, wanted, low)


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


def _shifted(quote: Quote, content: Span, by: int) -> Attribution:
    """Its parts in the whole article's offsets; none that the content holds itself."""

    def place(span: Span | None) -> Span | None:
        if span is None or content.overlaps(span):
            return None
        return Span(span.start + by, span.end + by)

    return Attribution(place(quote.cue), place(quote.source), quote.speaker)


def _by_cue_word(article: Article, content: Span, entities: Sequence[Entity]) -> Attribution:
    """The nearest reporting word outside `content` in its sentences, and the nearest name beside that."""
    grammar = grammar_of(article.language)
    around = [content, *article.sentences_in(content)]
    low, high = min(span.start for span in around), max(span.end for span in around)
    words = [
        word
        for word in structure.words_near(article.text, low, high)
        if low <= word.start and word.end <= high and not content.overlaps(word)
    ]
    cues = [word for word in words if _reports(article.text[word.start : word.end].lower(), grammar)]
    if not cues:
        return Attribution()
    cue = min(cues, key=lambda word: _distance(word, content))
    names = [
        (_distance(entity.extent, cue), entity.extent, entity.entity)
        for entity in entities
        if entity.label in _SPEAK
        and low <= entity.start
        and entity.end <= high
        and not content.overlaps(entity.extent)
    ]
    pronouns = [
        (_distance(word, cue), word, "")
        for word in words
        if article.text[word.start : word.end].lower() in grammar.pronouns
    ]
    if not names and not pronouns:
        return Attribution(cue)
    _, source, speaker = min(names + pronouns)
    return Attribution(cue, source, speaker)


def _reports(word: str, grammar: Grammar) -> bool:
    return (
        word in grammar.verbs
        or word in grammar.tags
        or word in grammar.suffixed
        or word in grammar.passives
        or word in grammar.suffixed_prepositions
        or word in grammar.prepositions
    )


def _distance(left: Span, right: Span) -> int:
    return max(0, right.start - left.end, left.start - right.end)


def _named_at(source: Span | None, entities: Sequence[Entity]) -> str:
    """The entity whose name stands in the source phrase."""
    if source is None:
        return ""
    inside = [e for e in entities if e.label in _SPEAK and e.spans and source.covers(e.extent)]
    persons = [e for e in inside if e.label == "PER"]
    return (persons or inside)[0].entity if inside else ""


def _full_name(speaker: str, entities: Sequence[Entity]) -> str:
    """The full name that `speaker` is a part of, where exactly one entity has it."""
    if not speaker:
        return ""
    wanted = set(speaker.casefold().split())
    full = {e.entity for e in entities if e.label in _SPEAK and wanted <= set(e.entity.casefold().split())}
    return full.pop() if len(full) == 1 else speaker
