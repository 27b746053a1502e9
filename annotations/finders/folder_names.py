"""Names as a model of the folder reads them: what the finders of names made of an article, read once more.

The model (a linear-chain conditional random field, as the shipped one) sees each word, its neighbours, the
word lists, and what all finders before it made of them, as a stacked generalisation does (Wolpert 1992).
So a few articles are enough to learn where this folder's annotators decide otherwise; what it has no
reason to change it passes on.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from annotations.article import Article
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.features import FeatureReader
from annotations.finders.entities.glue import separated
from annotations.finders.entities.name_model import NameModel, Tagged
from annotations.finders.entities.tokens import Token, tokenize
from annotations.finders.entities.vocabulary import vocabulary
from annotations.finders.findings import Findings
from annotations.memory.model_file import ModelError, ModelFile
from annotations.model import Entity, Span
from annotations.span_list import SpanList

WHY = "model of this folder"


@dataclass(frozen=True)
class Reading:
    """A sentence as the model reads it: its tokens, and what the finders made of them."""

    span: Span
    tokens: Sequence[Token]
    found: Sequence[Candidate]


@cache
def feature_reader(language: str) -> FeatureReader:
    """As the shipped model's, whose candidates of rules are here the suggestions of all finders."""
    return FeatureReader(vocabulary(language))


def readings(article: Article, entities: Iterable[Entity]) -> Iterator[Reading]:
    """The sentences of an article with what was found in them."""
    candidates = [_candidate(article.text, entity) for entity in entities]
    starts = [candidate.span.start for candidate in candidates]
    words = vocabulary(article.language)
    for span in article.sentences:
        tokens = separated(tokenize(article.text, span), words)
        if tokens:
            first, after = bisect_left(starts, span.start), bisect_left(starts, span.end)
            yield Reading(span, tokens, [c for c in candidates[first:after] if c.span.end <= span.end])


def _candidate(text: str, entity: Entity) -> Candidate:
    """A suggestion with how sure it is in the place of the rule that made it."""
    sure = f"{round(10 * (entity.confidence or 1.0))}"
    return Candidate(entity.extent, text[entity.start : entity.end], entity.label, sure)


@dataclass(frozen=True)
class FolderNames:
    """Revises entities; stands behind the finder of names. `labels` are those that the model knows."""

    model: NameModel
    labels: Collection[str]
    language: str

    def revise(self, article: Article, findings: Findings) -> Findings:
        entities = self.revised(article, findings.entities) if article.language == self.language else None
        kept = findings.entities if entities is None else entities
        return Findings(list(kept), list(findings.quotes), list(findings.agreements))

    def revised(self, article: Article, entities: Sequence[Entity]) -> list[Entity]:
        """`entities` as the model reads them; outside sentences, and of other labels, they stay."""
        read = [
            name
            for reading in readings(article, entities)
            for name in self.model.read(article.text, reading.tokens, reading.found)
        ]
        known = {(entity.extent, entity.label): entity for entity in entities}
        named = {entity.text_in(article.text): entity.entity for entity in entities}
        names = [_entity(article.text, name, known, named) for name in read]
        taken = SpanList(name.span for name in read)
        stay = [e for e in entities if e.label not in self.labels or not _in_sentence(article, e)]
        stay = [e for e in stay if not taken.overlapping(e.extent)]
        return sorted([*names, *stay], key=lambda entity: entity.spans)


@lru_cache(4)
def folder_names(file: ModelFile, path: Path) -> FolderNames:
    """The reviser of a model that was read from `path`. Raises ModelError where it cannot be opened."""
    try:
        model = NameModel(file.model, feature_reader(file.language))
    except (ImportError, OSError, ValueError, EOFError, zlib.error) as error:
        raise ModelError(f"cannot be opened: {error}", path=path) from error
    return FolderNames(model, frozenset(file.labels), file.language)


def _in_sentence(article: Article, entity: Entity) -> bool:
    return article.sentence_at(entity.start) is not None


def _entity(text: str, name: Tagged, known: dict[tuple[Span, str], Entity], named: dict[str, str]) -> Entity:
    words = " ".join(text[name.span.start : name.span.end].split())
    confidence = round(name.probability, 3)
    why = f"{WHY}, {confidence:.2f}"
    before = known.get((name.span, name.label))
    if before is not None:
        return before.with_(confidence=confidence, why=f"{why}; {before.why}" if before.why else why)
    return Entity(
        id="",
        label=name.label,
        spans=(name.span,),
        entity=named.get(words) or words,
        confidence=confidence,
        why=why,
    )
