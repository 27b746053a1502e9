"""What the trained model says by itself, by the guideline of the corpus that it was trained on.

There a country that acts is mostly unmarked, and an alias in brackets is inside the name
(docs/names-model.md). For measuring on such corpora; what is suggested to people follows ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotations.article import Article
from annotations.finders.entities.candidates import NAMES
from annotations.finders.entities.features import OUTSIDE
from annotations.finders.entities.glue import separated
from annotations.finders.entities.name_model import name_model
from annotations.finders.entities.names import SentenceReader
from annotations.finders.entities.tokens import tokenize
from annotations.finders.entities.vocabulary import vocabulary
from annotations.finders.findings import Findings
from annotations.model import Entity, Span


def find_entities_by_model(article: Article, findings: Findings) -> Iterator[Entity]:
    """Names of the body in text order, with the least marginal of their words; none without a model."""
    words = vocabulary(article.language)
    model = name_model(words.language)
    if model is None:
        return
    for sentence in article.sentences:
        tokens = separated(tokenize(article.text, sentence), words)
        rules = SentenceReader(article.text, tokens, words).read()
        for labelled in model.label(tokens, rules):
            run: tuple[int, int, str, float] | None = None
            for token, label, marginal in labelled:
                if run and label[:1] == "I" and label[2:] == run[2]:
                    run = (run[0], token.end, run[2], min(run[3], marginal))
                    continue
                yield from _entity(run)
                run = None if label == OUTSIDE else (token.start, token.end, label[2:], marginal)
            yield from _entity(run)


def _entity(run: tuple[int, int, str, float] | None) -> Iterator[Entity]:
    if run is not None and run[2] in NAMES:
        start, end, label, marginal = run
        confidence = round(marginal, 3)
        yield Entity(id="", label=label, spans=(Span(start, end),), confidence=confidence, why="name model")
