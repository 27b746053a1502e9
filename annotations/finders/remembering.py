"""What a folder remembers, brought to what the other finders found in an article of it.

Names that were accepted before get their label and name, and are suggested where nobody saw them; what
was mostly rejected is left out; speakers are called as they were called before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from annotations.article import Article
from annotations.finders.entities.gazetteer import PhraseTable
from annotations.finders.entities.glue import separated
from annotations.finders.entities.tokens import Token, tokenize
from annotations.finders.entities.vocabulary import Vocabulary, vocabulary
from annotations.finders.findings import Findings
from annotations.memory.facts import source_phrase, words_of
from annotations.memory.recall import Memory, Remembered
from annotations.model import Annotation, Entity, Quote, Span
from annotations.span_index import SpanIndex

WHY = "memory of this folder"
_OFTEN = 2  # articles in which something was rejected, or accepted, before that alone is gone by …
_MORE = 3  # … if in so many for each in which it was not
_DOUBTED = 0.5  # share of the confidence that is left to what was rejected once
_SURE = 0.97  # no memory is surer

Found = TypeVar("Found", bound=Annotation)


@dataclass(frozen=True)
class RememberedNames:
    """Revises entities; stands behind all finders of names."""

    memory: Memory

    def revise(self, article: Article, findings: Findings) -> Findings:
        known = {(match.span.start, match.span.end): match for match in self._matches(article)}
        taken = SpanIndex()
        kept: list[Entity] = []
        for entity in _not_refused(findings.entities, article.text, self.memory):
            match = known.get((entity.start, entity.end))
            kept.append(self._in_full(entity) if match is None else _as_remembered(entity, match))
            taken.add(entity.extent, entity.label)
        longer: list[Entity] = []
        gone: set[Span] = set()
        for match in known.values():
            over = [span for span, _ in taken.overlapping(*match.span)]
            if match.span in over or any(span.covers(match.span) for span in over):
                continue
            if all(match.span.covers(span) for span in over) and (over or not match.passed_over):
                longer.append(_entity(match))
                gone.update(over)
        entities = [entity for entity in kept if entity.extent not in gone]
        entities = sorted([*entities, *longer], key=lambda entity: entity.spans)
        return Findings(entities, list(findings.quotes), list(findings.agreements))

    def _matches(self, article: Article) -> Iterator[_Match]:
        """Remembered names in the body, the longest at each place, none overlapping."""
        words = vocabulary(article.language)
        table = _table(self.memory)
        for sentence in article.sentences:
            tokens = separated(tokenize(article.text, sentence), words)
            after = 0
            for at, token in enumerate(tokens):
                found = table.match(tokens, at) if at >= after else None
                if found is not None and _is_meant(tokens, at, found[0], found[1], words):
                    after = at + found[0]
                    span = Span(token.start, tokens[after - 1].end)
                    single = found[0] == 1
                    goes_on = after < len(tokens) and _goes_on(tokens[after], found[0], words)
                    passed_over = goes_on or (single and words.is_listed(token.text))
                    yield _Match(span, found[1], single, passed_over)

    def _in_full(self, entity: Entity) -> Entity:
        """A person whom the article calls by one word alone, by the one full name that has it."""
        if entity.label != "PER" or " " in entity.entity:
            return entity
        name = self.memory.persons.get(entity.entity)
        return entity.with_(entity=name, why=_because(entity.why, "named in full before")) if name else entity


@lru_cache(2)
def _table(memory: Memory) -> PhraseTable[Remembered]:
    return PhraseTable(memory.forms())


@dataclass(frozen=True)
class RememberedSpeakers:
    """Revises quotes; stands behind the finder of quotes."""

    memory: Memory

    def revise(self, article: Article, findings: Findings) -> Findings:
        quotes = [self._revised(quote, article) for quote in findings.quotes]
        return Findings(list(findings.entities), quotes, list(findings.agreements))

    def _revised(self, quote: Quote, article: Article) -> Quote:
        phrase = source_phrase(quote, article.text, article.language)
        name, times = self.memory.speakers.get(phrase.lower(), ("", 0))
        if not name or name == quote.speaker:
            return quote
        own = set(quote.speaker.lower().split())
        if own - set(phrase.lower().split()) - set(name.lower().split()):
            return quote  # the article itself says who it is
        return quote.with_(speaker=name, why=_because(quote.why, f"{phrase} was {name} {_times(times)}"))


@dataclass(frozen=True)
class RememberedAgreements:
    """Revises agreements; stands behind the finder of agreements."""

    memory: Memory

    def revise(self, article: Article, findings: Findings) -> Findings:
        kept = _not_refused(findings.agreements, article.text, self.memory)
        return Findings(list(findings.entities), list(findings.quotes), list(kept))


@dataclass(frozen=True, slots=True)
class _Match:
    """Where a remembered name stands. `passed_over`: where no finder saw a name there, it had its reasons: a
    word of a longer name seems to follow, or the name is on our own lists."""

    span: Span
    name: Remembered
    single: bool
    passed_over: bool

    @property
    def confidence(self) -> float:
        """How often it is right (Laplace's rule of succession), bounded."""
        right, wrong = self.name.times, self.name.otherwise
        return round(min(_SURE, (right + 1) / (right + wrong + 1.5)), 3)


def _is_meant(tokens: Sequence[Token], at: int, length: int, name: Remembered, words: Vocabulary) -> bool:
    """Whether the words stand for what they stood for before; a single word may be another's, or no name."""
    if length > 1:
        return True
    token = tokens[at]
    initial = at == 0 or not tokens[at - 1].text.isalnum()
    if initial and not token.acronym and words.is_ordinary(token.low):
        return False
    if name.label != "PER":
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    return not (following and _is_name_word(following, words)) and not (
        before and _is_name_word(before, words) and before.low not in words.title_words
    )


def _goes_on(following: Token, length: int, words: Vocabulary) -> bool:
    """Whether a word with a capital seems to go on with the name: Walt Disney | Pictures."""
    return following.capital and not (length > 1 and words.is_word(following.low))


def _is_name_word(token: Token, words: Vocabulary) -> bool:
    return token.capital and not token.acronym and not words.is_word(token.low)


def _as_remembered(entity: Entity, match: _Match) -> Entity:
    """A suggestion of the same words as they were decided before."""
    name = match.name
    settled = name.times >= _OFTEN and name.times >= _MORE * name.otherwise
    if entity.label != name.label and not settled and (entity.confidence or 0) > match.confidence:
        return entity
    named = name.name
    if name.label == "PER" and match.single and entity.label == "PER" and " " in entity.entity:
        named = entity.entity  # the article itself says who it is
    return entity.with_(
        label=name.label,
        entity=named,
        confidence=max(match.confidence, entity.confidence or 0.0)
        if entity.label == name.label
        else match.confidence,
        why=_because(entity.why, f"accepted {_times(name.times)}"),
    )


def _entity(match: _Match) -> Entity:
    return Entity(
        id="",
        label=match.name.label,
        spans=(match.span,),
        entity=match.name.name,
        confidence=match.confidence,
        why=_because("", f"accepted {_times(match.name.times)}"),
    )


def _not_refused(found: Sequence[Found], text: str, memory: Memory) -> Iterator[Found]:
    """Without what was mostly rejected; less sure of what was rejected more often than accepted."""
    for annotation in found:
        key = annotation.kind, annotation.label, words_of(annotation, text)
        rejected, accepted = memory.refused.get(key, (0, 0))
        if rejected >= _OFTEN and rejected >= _MORE * accepted:
            continue
        if rejected > accepted:
            annotation = annotation.with_(
                confidence=round(_DOUBTED * (annotation.confidence or 1.0), 3),
                why=_because(annotation.why, f"rejected {_times(rejected)}"),
            )
        yield annotation


def _because(why: str, reason: str) -> str:
    return f"{WHY}: {reason}" + (f"; {why}" if why else "")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
