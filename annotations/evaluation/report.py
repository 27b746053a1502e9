"""Run the finders over gold articles and hold what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from annotations.evaluation.agreements import AgreementRecord, AgreementScores
from annotations.evaluation.attributions import KINDS, Attribution
from annotations.evaluation.calibration import Calibration
from annotations.evaluation.entities import EntityScores, scored, types_of
from annotations.evaluation.gold import GoldSet
from annotations.evaluation.gold_records import GoldArticle
from annotations.evaluation.quotes import QuoteScores
from annotations.evaluation.spans import WordIndex
from annotations.evaluation.speed import Stopwatch
from annotations.evaluation.verdicts import Verdict, Verdicts
from annotations.evaluation.whole_articles import StatementScores
from annotations.finders.findings import Finder
from annotations.model import Agreement, Annotation, Entity, Quote

ENTITIES, QUOTES, AGREEMENTS = "entities", "quotes", "agreements"
MEASURED = (ENTITIES, QUOTES, AGREEMENTS)


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure. Without `types`, those that the gold has; `examples` is how many mistakes
    of each kind to keep."""

    measured: tuple[str, ...] = MEASURED
    types: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = KINDS
    by_fragment: bool = False
    examples: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A suggestion that is wrong, or a gold annotation that nothing was right about."""

    kind: str
    article: str
    missed: bool
    label: str
    text: str
    confidence: float | None = None


@dataclass
class Report:
    """The scores of one gold set; None where it has no gold of the kind or none was asked for.

    `statements` is there when quotes stand in articles that were annotated for more than quotes.
    """

    name: str
    articles: int
    words: int = 0
    undecided: int = 0
    entities: EntityScores | None = None
    quotes: QuoteScores | None = None
    statements: StatementScores | None = None
    agreements: AgreementScores | None = None
    calibration: Calibration = field(default_factory=Calibration)
    mistakes: dict[str, list[Mistake]] = field(default_factory=dict)
    watch: Stopwatch = field(default_factory=lambda: Stopwatch(()))

    @property
    def scored(self) -> bool:
        """Whether there was gold of any kind that was asked for."""
        return any(scores is not None for scores in (self.entities, self.quotes, self.agreements))


def measure(
    gold: GoldSet,
    finders: Sequence[Finder],
    options: Options | None = None,
    *,
    after_each: Callable[[], object] = lambda: None,
) -> Report:
    """Run `finders` over the articles of `gold` and score what they find; `after_each` article is called."""
    options = options or Options()
    report = Report(gold.name, len(gold.articles), watch=Stopwatch(finders))
    _prepare(report, gold.articles, options)
    report.watch.warm_up(article.article for article in gold.articles)
    for article in gold.articles:
        words = len(WordIndex(article.article.text))
        found = report.watch.suggest(article.article.text, words)
        report.words += words
        report.undecided += article.undecided
        for kind, verdicts in _scored(report, article, found):
            report.calibration.add(kind, verdicts.judged)
            _keep(report.mistakes.setdefault(kind, []), kind, article, verdicts, options.examples)
        after_each()
    return report


def _prepare(report: Report, articles: Sequence[GoldArticle], options: Options) -> None:
    """Begin the scores of every kind that some article has gold of."""
    if ENTITIES in options.measured and any(article.entities is not None for article in articles):
        mentions = [mention for article in articles for mention in article.entities or ()]
        # A gold that never marks dates says nothing about them.
        report.entities = EntityScores(types_of(mentions) if options.types is None else options.types)
    if QUOTES in options.measured and any(article.quotes is not None for article in articles):
        report.quotes = QuoteScores(options.kinds, by_fragment=options.by_fragment)
        if any(a.entities is not None or a.agreements is not None for a in articles if a.quotes is not None):
            report.statements = StatementScores()
    if AGREEMENTS in options.measured and any(article.agreements is not None for article in articles):
        report.agreements = AgreementScores()


def _scored(report: Report, gold: GoldArticle, found: Sequence[Annotation]) -> Iterable[tuple[str, Verdicts]]:
    text = gold.article.text
    if report.entities is not None and gold.entities is not None:
        mentions = scored(entity for entity in found if isinstance(entity, Entity))
        yield ENTITIES, report.entities.add(gold.entities, mentions)
    if report.quotes is not None and gold.quotes is not None:
        quotes = [Attribution.of(quote) for quote in found if isinstance(quote, Quote)]
        yield QUOTES, report.quotes.add(text, gold.quotes, quotes)
        if report.statements is not None:
            report.statements.add(text, gold.quotes, quotes)
    if report.agreements is not None and gold.agreements is not None:
        records = [AgreementRecord.of(agreement) for agreement in found if isinstance(agreement, Agreement)]
        yield AGREEMENTS, report.agreements.add(text, gold.agreements, records)


def _keep(kept: list[Mistake], kind: str, gold: GoldArticle, verdicts: Verdicts, at_most: int) -> None:
    text = gold.article.text

    def mistake(verdict: Verdict, missed: bool) -> Mistake:
        words = " … ".join(text[start:end] for start, end in verdict.spans)
        return Mistake(kind, gold.id, missed, verdict.label, words, verdict.confidence)

    for verdict in verdicts.missed[: at_most - len(kept)]:
        kept.append(mistake(verdict, True))
    for verdict in verdicts.false[: at_most - len(kept)]:
        kept.append(mistake(verdict, False))
