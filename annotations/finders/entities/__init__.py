"""Named entities: candidates by rule → typed → remembered over the article → grouped under one name.

What follows `candidates_of` (second pass, overlaps, grouping) does not ask whether a rule
or the name model saw a candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotations.article import Article
from annotations.finders.entities.amounts import find_amounts
from annotations.finders.entities.candidates import ENGLISH, FLOOR, NAMES, Candidate
from annotations.finders.entities.dates import find_dates
from annotations.finders.entities.events import find_events
from annotations.finders.entities.glue import separated
from annotations.finders.entities.grouping import Grouping
from annotations.finders.entities.initials import confirmed_by_initials
from annotations.finders.entities.laws import find_laws
from annotations.finders.entities.memory import NameMemory, look_again
from annotations.finders.entities.name_model import NameModel, name_model
from annotations.finders.entities.names import SentenceReader
from annotations.finders.entities.tokens import Token, tokenize
from annotations.finders.entities.vocabulary import Vocabulary, vocabulary
from annotations.finders.entities.weighing import weigh
from annotations.finders.findings import Findings
from annotations.finders.known_names import KnownNames
from annotations.model import Entity


def find_entities(article: Article, findings: Findings) -> Iterator[Entity]:
    """Every mention of a name, date or amount in the body, in text order, none overlapping."""
    return _entities(article, name_model(vocabulary(article.language).language), findings.names)


def find_entities_by_rule(article: Article, findings: Findings) -> Iterator[Entity]:
    """As `find_entities`, without the name model."""
    return _entities(article, None, findings.names)


def _entities(article: Article, model: NameModel | None, known: KnownNames) -> Iterator[Entity]:
    words = vocabulary(article.language)
    sentences = [separated(tokenize(article.text, sentence), words) for sentence in article.sentences]
    found = confirmed_by_initials(article.text, candidates_of(article, sentences, words, model))
    names = _remembered(article, sentences, found, words, known)
    fixed = [piece for piece in _patterns(article) if not article.in_furniture(piece.span)]
    chosen = without_overlaps([*fixed, *_dateline(article, words), *names])
    grouping = Grouping(article.text, chosen, words, known)
    known.learn((name for name in found if name.label in NAMES and name.score >= FLOOR), grouping.forms)
    for name in chosen:
        by_rule = name.label in NAMES and name.model < 0
        scale = ENGLISH if words.language == "en" and by_rule else 1
        confidence = round(name.score * scale, 3)
        if confidence >= FLOOR and name.label != "NONE":
            yield Entity(
                id="",
                label=name.label,
                spans=(name.span,),
                entity=grouping.name(name),
                confidence=confidence,
                why=name.why,
            )


def candidates_of(
    article: Article, sentences: Iterable[Sequence[Token]], words: Vocabulary, model: NameModel | None
) -> list[Candidate]:
    """Names of the body by rule and, where there is one, by the name model, sentence by sentence."""
    found: list[Candidate] = []
    for tokens in sentences:
        names = SentenceReader(article.text, tokens, words).read()
        found += weigh(article.text, tokens, names, model, words) if model else names
    return found


def _remembered(
    article: Article,
    sentences: Sequence[Sequence[Token]],
    names: list[Candidate],
    words: Vocabulary,
    known: KnownNames,
) -> list[Candidate]:
    memory = NameMemory([*known.candidates, *names], words)
    revised = [memory.revise(name) for name in names]
    kept = [name for name in revised if name.score >= FLOOR or name.label == "NONE"]
    again = look_again(article.text, sentences, memory.table(), [name.span for name in kept], words)
    return sorted([*kept, *again], key=lambda name: name.span)


def _patterns(article: Article) -> Iterator[Candidate]:
    for finder in (find_laws, find_events, find_amounts, find_dates):
        yield from finder(article.text, article.language)


def _dateline(article: Article, words: Vocabulary) -> Iterator[Candidate]:
    """The city of a dateline, the one thing in furniture that is suggested."""
    for piece in article.furniture:
        if piece.kind == "dateline":
            tokens = tokenize(article.text, piece.span)
            names = SentenceReader(article.text, tokens, words).read()
            yield from [name for name in names if name.label == "LOC"][:1]


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in text order; of two that overlap, the one that came first in `candidates`."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.span.start):
        if chosen and chosen[-1].span.overlaps(candidate.span):
            if candidate.span.length > chosen[-1].span.length and chosen[-1].label == candidate.label:
                chosen[-1] = candidate
            continue
        chosen.append(candidate)
    return chosen


__all__ = ["candidates_of", "find_entities", "find_entities_by_rule", "without_overlaps"]
