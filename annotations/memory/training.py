"""Training a folder's model of names on what was accepted in it, and telling honestly whether it helps.

Cross-validation is by articles: those that are judged were seen by neither the model nor the memory that
judge them. The model is one more reading of what all finders made of a text (`finders/folder_names.py`).
"""

from __future__ import annotations

import gzip
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from annotations.article import Article
from annotations.article_files import Files, look_at
from annotations.collection import find_articles
from annotations.errors import ArtreaderError
from annotations.evaluation.entities import EntityScores
from annotations.evaluation.spans import LabelledSpan
from annotations.finders.entities import find_entities
from annotations.finders.entities.features import OUTSIDE, QUOTATION_MARKS
from annotations.finders.entities.name_model import NameModel
from annotations.finders.entities.tokens import Token
from annotations.finders.findings import Findings
from annotations.finders.folder_names import FolderNames, feature_reader, readings
from annotations.finders.remembering import RememberedNames
from annotations.lexicon import LANGUAGES
from annotations.memory.facts import Fact, facts_of
from annotations.memory.lexicon import Lexicon
from annotations.memory.model_file import ModelError, ModelFile
from annotations.memory.recall import Memory
from annotations.model import Annotation, Entity, Span, Status
from annotations.scheme import NOT_NAMES, Scheme, scheme_of
from annotations.sidecar.store import Store

FEWEST_ARTICLES, FEWEST_NAMES = 5, 50  # of less, chance says more than any figure
FEWEST_OF_LABEL = 5
MOST_SENTENCES = 2500  # so that it takes less than a minute
FOLDS = 5
PARAMETERS = {"c1": 0.1, "c2": 1.0, "max_iterations": 100}  # by cross-validation, docs/learning.md


@dataclass(frozen=True)
class Material:
    """A decided article: its names by built-in labels, and what it teaches the memory.

    `sentences` are those in which nothing is left undecided.
    """

    article: Article
    gold: frozenset[LabelledSpan]
    facts: frozenset[Fact]
    sentences: frozenset[Span]
    scheme: Scheme

    @cached_property
    def found(self) -> tuple[Entity, ...]:
        """What the built-in finder says."""
        return tuple(find_entities(self.article, Findings()))

    def within(self, entities: Iterable[Entity]) -> dict[LabelledSpan, float | None]:
        """Those that stand in decided sentences."""
        return {
            LabelledSpan(entity.start, entity.end, entity.label): entity.confidence
            for entity in entities
            if self.article.sentence_at(entity.start) in self.sentences
        }


@dataclass
class Trained:
    """A model for one language, with its figures: without anything learnt, with memory, with model too."""

    language: str
    labels: tuple[str, ...]
    articles: int
    names: int
    folds: int
    scores: dict[str, EntityScores] = field(default_factory=dict)
    model: bytes = b""

    @property
    def better(self) -> bool:
        """Whether suggestions are better with the model than without."""
        return self.f1("model") > self.f1("memory")

    def f1(self, which: str) -> float:
        return round(100 * self.scores[which].total.exact.f1, 1)

    def file(self) -> ModelFile:
        return ModelFile(
            self.language,
            self.labels,
            self.articles,
            self.names,
            self.f1("memory"),
            self.f1("model"),
            self.better,
            self.model,
        )


def material_in(
    folder: Path,
    annotator: str = "",
    encoding: str | None = None,
    failed: Callable[[ArtreaderError], object] = lambda error: None,
) -> dict[str, list[Material]]:
    """By language, the articles of a folder in which names were accepted.

    Of several annotators' files of an article `annotator`'s counts, else the nameless one, else the first.
    What cannot be read is told to `failed`. Raises InputError where there are no articles.
    """
    found: dict[str, list[Material]] = {}
    for path, beside in look_at(find_articles(folder)).items():
        sidecar = _sidecar_of(beside, annotator)
        if sidecar is None:
            continue
        try:
            scheme = scheme_of(path)
            article = Article.read(path, encoding)
            loaded = Store(sidecar, kinds=scheme.kinds).load(article)
        except ArtreaderError as error:
            failed(error)
            continue
        material = _material(article, loaded.annotations, scheme)
        if material.gold:
            found.setdefault(article.language, []).append(material)
    return found


def _sidecar_of(beside: Files, annotator: str) -> Path | None:
    whose = {sidecar.annotator: beside.path.with_name(sidecar.name) for sidecar in beside.sidecars}
    if annotator:
        return whose.get(annotator)
    return next(iter(whose.values()), None)  # the nameless one comes first


def _material(article: Article, annotations: Iterable[Annotation], scheme: Scheme) -> Material:
    entities = [a for a in annotations if isinstance(a, Entity) and not a.is_lost]
    gold: set[LabelledSpan] = set()
    undecided: set[Span | None] = set()
    for entity in entities:
        label = scheme.meaning("entity", entity.label)
        if label in NOT_NAMES or len(entity.spans) > 1:
            continue
        if entity.status is Status.ACCEPTED:
            gold.add(LabelledSpan(entity.start, entity.end, label))
        elif entity.status is Status.SUGGESTED:
            undecided.add(article.sentence_at(entity.start))
    sentences = frozenset(article.sentences) - undecided
    facts = facts_of(entities, article.text, scheme, article.language)
    inside = frozenset(span for span in gold if article.sentence_at(span.start) in sentences)
    return Material(article, inside, facts, sentences, scheme)


def train(material: Sequence[Material], language: str) -> Trained:
    """A model for the articles of one language, and what cross-validation says of it.

    Raises ModelError where there is too little to learn from.
    """
    material = _bounded(material)
    counts = Counter(name.label for each in material for name in each.gold)
    if len(material) < FEWEST_ARTICLES or counts.total() < FEWEST_NAMES:
        raise ModelError(
            f"too little to train on: {len(material)} decided articles in {LANGUAGES[language]} with "
            f"{counts.total()} names",
            advice=f"there should be {FEWEST_ARTICLES} and {FEWEST_NAMES} at least; until then the folder's "
            "memory learns all the same",
        )
    labels = tuple(sorted(label for label, number in counts.items() if number >= FEWEST_OF_LABEL))
    trained = Trained(language, labels, len(material), counts.total(), min(FOLDS, len(material)))
    trained.scores = {which: EntityScores(labels) for which in ("finders", "memory", "model")}
    for fold in range(trained.folds):
        seen = [each for number, each in enumerate(material) if number % trained.folds != fold]
        model = _opened(_fitted(seen, labels, language), labels, language)
        memory = _memory(seen)
        for each in material[fold :: trained.folds]:
            read = model.revised(each.article, each.found)
            trained.scores["finders"].add(each.gold, each.within(each.found))
            for which, entities in (("memory", each.found), ("model", read)):
                remembered = memory.revise(each.article, Findings(list(entities))).entities
                trained.scores[which].add(each.gold, each.within(remembered))
    trained.model = _fitted(material, labels, language)
    return trained


def _bounded(material: Sequence[Material]) -> list[Material]:
    """As many articles, spread evenly over all, as can be learnt from in less than a minute."""
    total = sum(len(each.sentences) for each in material)
    step = max(1, -(-total // MOST_SENTENCES))
    return list(material[::step])


def _memory(material: Sequence[Material]) -> RememberedNames:
    facts = Counter(fact for each in material for fact in each.facts)
    return RememberedNames(Memory.of(Lexicon.new().with_(facts), material[0].scheme))


def _opened(data: bytes, labels: Sequence[str], language: str) -> FolderNames:
    return FolderNames(NameModel(data, feature_reader(language)), labels, language)


def _fitted(material: Iterable[Material], labels: Sequence[str], language: str) -> bytes:
    """The trained model as a file of CRFsuite, gzipped; the same material gives the same bytes."""
    import pycrfsuite  # type: ignore[import-untyped]

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for features, wanted in _rows(material, frozenset(labels), language):
        trainer.append(features, wanted)
    with tempfile.TemporaryDirectory(prefix="artreader-") as folder:
        path = os.path.join(folder, "model")
        trainer.train(path)
        return gzip.compress(Path(path).read_bytes(), mtime=0)


def _rows(
    material: Iterable[Material], labels: frozenset[str], language: str
) -> Iterator[tuple[list[list[str]], list[str]]]:
    reader = feature_reader(language)
    for each in material:
        for reading in readings(each.article, each.found):
            if reading.span not in each.sentences:
                continue
            names = [
                name
                for name in each.gold
                if name.label in labels and reading.span.start <= name.start < reading.span.end
            ]
            tokens = [token for token in reading.tokens if token.text not in QUOTATION_MARKS]
            wanted = _labels(tokens, names)
            for at, features in reader.windows(tokens, reading.found):
                yield features, wanted[at : at + len(features)]


def _labels(tokens: Sequence[Token], names: Iterable[LabelledSpan]) -> list[str]:
    """For each token O, or B- or I- and the label of the name it is part of."""
    labels = [OUTSIDE] * len(tokens)
    for name in names:
        begins = "B-"
        for at, token in enumerate(tokens):
            if name.start <= token.start and token.end <= name.end:
                labels[at], begins = begins + name.label, "I-"
    return labels
