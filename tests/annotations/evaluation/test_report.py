"""Measuring finders whose findings are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.evaluation.figures import figures
from annotations.evaluation.gold import GoldSet
from annotations.evaluation.gold_records import GoldArticle, gold_article
from annotations.evaluation.quotes import Share
from annotations.evaluation.report import Mistake, Options, measure
from annotations.evaluation.spans import Tally
from annotations.evaluation.speed import SEGMENTATION, TOGETHER, name_of, percentile
from annotations.finders.findings import Findings
from annotations.model import Agreement, Annotation, Entity, Quote, Span

TEXT = '"Hujan turun," kata Rini di Bogor. Indonesia dan Norwegia meneken perjanjian.'


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def find_capitals(article: Article, findings: Findings) -> Iterator[Annotation]:
    for words, label, confidence in (("Rini", "PER", 0.95), ("Bogor", "PER", 0.6), ("Norwegia", "DATE", 0.9)):
        yield Entity(id="", label=label, spans=(at(words),), confidence=confidence)


def find_others(article: Article, findings: Findings) -> Iterator[Annotation]:
    yield Quote(id="", label="direct", spans=(at('"Hujan turun,"'),), speaker="Rini", confidence=0.92)
    yield Agreement(id="", label="treaty", spans=(at("meneken"),), confidence=0.4)


FINDERS = (find_capitals, find_others)


def gold(number: int = 1, **kinds: object) -> GoldArticle:
    return gold_article({"id": f"a{number}", "text": TEXT, **kinds}, Path("gold.json"), 1, "")


ENTITIES = [[*at("Rini"), "PER"], [*at("Bogor"), "LOC"]]
QUOTES = [{"content": [list(at("Hujan turun"))], "speaker": "Rini", "kind": "direct"}]
AGREEMENTS = [{"mentions": [list(at("perjanjian"))], "kind": "treaty"}]
WHOLE = GoldSet("gold", [gold(entities=ENTITIES, quotes=QUOTES, agreements=AGREEMENTS)])


def test_all_kinds_of_one_article() -> None:
    report = measure(WHOLE, FINDERS)
    assert report.entities is not None
    assert report.entities.total.exact == Tally(2, 2, 1, 1)  # dates are not in the gold: not counted
    assert report.quotes is not None
    assert report.quotes.total.exact == Tally(1, 1, 1, 1)
    assert report.statements is not None
    assert report.statements.speaker == Share(1, 1)
    assert report.agreements is not None
    assert report.agreements.records == Tally(1, 1, 0, 0)
    assert (report.articles, report.words) == (1, 11)


def test_a_type_asked_for_counts_though_the_gold_has_none() -> None:
    report = measure(WHOLE, FINDERS, Options(types=("PER", "DATE")))
    assert report.entities is not None
    assert report.entities.total.exact == Tally(1, 3, 1, 1)


def test_gold_of_a_kind_that_an_article_does_not_have_is_not_scored() -> None:
    report = measure(GoldSet("gold", [gold(1, entities=ENTITIES), gold(2, quotes=QUOTES)]), FINDERS)
    assert report.entities is not None
    assert report.entities.total.exact.predicted == 2
    assert report.quotes is not None
    assert report.quotes.total.exact == Tally(1, 1, 1, 1)
    assert (report.agreements, report.statements) == (None, None)


def test_only_what_is_asked_for_is_measured() -> None:
    report = measure(WHOLE, FINDERS, Options(measured=("agreements",)))
    assert report.scored
    assert (report.entities, report.quotes) == (None, None)
    assert set(report.calibration.totals) == {"agreements"}
    assert not measure(
        GoldSet("gold", [gold(quotes=QUOTES)]), FINDERS, Options(measured=("entities",))
    ).scored


def test_confidence_is_judged_by_kind_and_label() -> None:
    rows = measure(WHOLE, FINDERS).calibration.rows
    assert rows["entities", "PER"].sure == Share(1, 1)
    assert rows["entities", "PER"].total == Share(1, 2)
    assert rows["quotes", "direct"].holds
    assert rows["agreements", "treaty"].bands[0] == Share(0, 1)


def test_mistakes_are_kept_up_to_a_number_of_each_kind() -> None:
    assert measure(WHOLE, FINDERS, Options(examples=2)).mistakes == {
        "entities": [
            Mistake("entities", "a1", True, "LOC", "Bogor"),
            Mistake("entities", "a1", False, "PER", "Bogor", 0.6),
        ],
        "quotes": [],
        "agreements": [
            Mistake("agreements", "a1", True, "treaty", "perjanjian"),
            Mistake("agreements", "a1", False, "treaty", "meneken", 0.4),
        ],
    }
    few = measure(WHOLE, FINDERS, Options(examples=1)).mistakes
    assert [mistake.missed for kept in few.values() for mistake in kept] == [True, True]


def test_every_finder_is_timed_once_an_article_and_warmed_up_before() -> None:
    ran = []

    def find_nothing(article: Article, findings: Findings) -> Iterator[Annotation]:
        ran.append(article)
        yield from ()

    articles = [gold(1, quotes=[]), gold(2, quotes=[])]
    done = []
    report = measure(GoldSet("gold", articles), [find_nothing], after_each=lambda: done.append(len(ran)))
    assert done == [2, 3]
    rows = report.watch.rows
    assert list(rows) == [SEGMENTATION, "nothing", TOGETHER]
    assert 0 <= rows["nothing"].median <= rows["nothing"].slow
    assert all(row.median <= rows[TOGETHER].median for row in rows.values())


def test_names_of_finders() -> None:
    class Tagger:
        def __call__(self) -> None: ...

    assert [name_of(find_capitals), name_of(Tagger())] == ["capitals", "Tagger"]


@pytest.mark.parametrize(("percent", "value"), [(50, 2), (95, 4), (0, 1), (100, 4)])
def test_percentiles_by_nearest_rank(percent: float, value: float) -> None:
    assert percentile([4, 1, 3, 2], percent) == value


def test_figures_are_json() -> None:
    found = json.loads(json.dumps(figures(measure(WHOLE, FINDERS, Options(examples=1))), allow_nan=False))
    assert found["entities"]["types"]["PER"] == {
        "gold": 1,
        "predicted": 2,
        "precision": 0.5,
        "recall": 1.0,
        "f1": pytest.approx(2 / 3),
        "overlap_f1": pytest.approx(2 / 3),
    }
    assert found["quotes"]["all"]["exact"]["f1"] == 1
    assert found["whole_articles"]["quote_speaker"] == 1
    assert found["whole_articles"]["agreement_records_f1"] == 0
    assert {row["label"] for row in found["calibration"]} == {"PER", "direct", "treaty", None}
    assert set(found["speed"]) == {SEGMENTATION, "capitals", "others", TOGETHER}
    assert [mistake["text"] for mistake in found["mistakes"]] == ["Bogor", "perjanjian"]


def test_figures_of_what_was_not_annotated_are_left_out() -> None:
    found = figures(measure(GoldSet("gold", [gold(quotes=QUOTES)]), FINDERS))
    assert not {"entities", "agreements", "whole_articles"} & set(found)
