"""Who a hand-tagged quote belongs to: the cue, source and speaker that stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotations import structure
from annotations.article import Article
from annotations.finders.quotes import find_quotes
from annotations.finders.quotes.grammar import Grammar, grammar_of
from annotations.model import Entity, Quote, Span
from annotations.nearby import nearby

_LONGEST = 20_000  # code points; what is longer is nobody's one statement
_SPEAK = ("PER", "ORG")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Parts that were not found are None or "". `gaps` are where the cue cuts the content in pieces."""

    cue: Span | None = None
    source: Span | None = None
    speaker: str = ""
    gaps: tuple[Span, ...] = ()


def attribution_near(article: Article, content: Span, entities: Sequence[Entity]) -> Attribution:
    """The attribution of `content`: as the quote finder reads it, else by a cue word in its sentences.

    Only the paragraphs around are read, so the cost does not grow with the article.
    """
    if content.length > _LONGEST:
        return Attribution()
    found = _as_found(article, content, entities) or _by_cue_word(article, content, entities)
    return _resolved(found, entities)


def quote_at(article: Article, offset: int, entities: Sequence[Entity]) -> Quote | None:
    """The quote whose content, else whose cue or source, the quote finder sees at `offset`; without an id.

    Only the paragraphs around are read.
    """
    around = nearby(article, Span(offset, offset), entities)
    here = offset - around.low
    read = list(find_quotes(around.article, around.findings))
    holding = [quote for quote in read if any(span.contains(here) for span in quote.spans)]
    if not holding:
        holding = [quote for quote in read if any(span.contains(here) for _, span in quote.places())]
    if not holding:
        return None
    best = min(holding, key=lambda quote: quote.extent.length)
    parts = _resolved(
        Attribution(
            best.cue and around.outside(best.cue), best.source and around.outside(best.source), best.speaker
        ),
        entities,
    )
    return best.with_(
        spans=tuple(around.outside(span) for span in best.spans),
        cue=parts.cue,
        source=parts.source,
        speaker=parts.speaker,
    )


def _resolved(found: Attribution, entities: Sequence[Entity]) -> Attribution:
    """With the speaker by the full name that the article's entities know."""
    speaker = _named_at(found.source, entities) or _full_name(found.speaker, entities)
    return replace(found, speaker=speaker)


def _as_found(article: Article, content: Span, entities: Sequence[Entity]) -> Attribution | None:
    around = nearby(article, content, entities)
    wanted = around.inside(content)
    best, most = None, 0
    for quote in find_quotes(around.article, around.findings):
        shared = sum(
            max(0, min(span.end, wanted.end) - max(span.start, wanted.start)) for span in quote.spans
        )
        if shared > most:
            best, most = quote, shared
    if best is None or 2 * most < wanted.length:
        return None
    gaps = tuple(
        around.outside(Span(left.end, right.start))
        for left, right in pairwise(best.spans)
        if wanted.start < left.end < right.start < wanted.end
    )

    def place(span: Span | None) -> Span | None:
        """In the whole article; what the content holds itself, other than in a gap, is none of its parts."""
        there = span and around.outside(span)
        if there is None or (content.overlaps(there) and not any(gap.covers(there) for gap in gaps)):
            return None
        return there

    return Attribution(place(best.cue), place(best.source), best.speaker, gaps)


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
