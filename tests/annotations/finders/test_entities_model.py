"""The trained name model, and how it and the rules settle what each sees."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files

import pytest

from annotations.article import Article
from annotations.finders.entities import find_entities
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.features import rule_labels, stretches
from annotations.finders.entities.name_model import NameModel, Tagged, name_model
from annotations.finders.entities.names import SentenceReader
from annotations.finders.entities.tokens import tokenize
from annotations.finders.entities.vocabulary import vocabulary
from annotations.finders.entities.weighing import weigh
from annotations.finders.findings import Findings
from annotations.model import Span


class Reading(NameModel):
    """A model that reads what it is told to."""

    def __init__(self, *names: tuple[str, str, float]) -> None:
        self._names = names

    def read(self, article: str, tokens: Sequence[object], candidates: Sequence[Candidate]) -> list[Tagged]:
        starts = [(article.index(text), text, label, p) for text, label, p in self._names]
        return [Tagged(Span(at, at + len(text)), label, p) for at, text, label, p in sorted(starts)]


def by_rule(article: str, text: str, label: str, rule: str, seen: str = "") -> Candidate:
    at = article.index(text)
    return Candidate(Span(at, at + len(text)), text, label, rule, seen)


def settled(article: str, rules: Sequence[Candidate], model: NameModel) -> list[tuple[str, str]]:
    tokens = tokenize(article, Span(0, len(article)))
    return [(c.label, c.text) for c in weigh(article, tokens, rules, model, vocabulary("id"))]


def test_the_model_finds_what_no_rule_does() -> None:
    text = "Mereka bertemu dengan Wirandaru kemarin di sana."
    [candidate] = weigh(
        text,
        tokenize(text, Span(0, len(text))),
        [],
        Reading(("Wirandaru", "PER", 0.9)),
        vocabulary("id"),
    )
    assert candidate.label == "PER"
    assert candidate.score < 0.9
    assert candidate.why == "name model, 0.90"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_name_is_as_sure_as_its_probability_proved_to_be(language: str) -> None:
    text = "Kata Wirandaru itu benar."
    tokens = tokenize(text, Span(0, len(text)))
    rule = by_rule(text, "Wirandaru", "PER", "says", "kata")

    def score(probability: float, *rules: Candidate) -> float:
        model = Reading(("Wirandaru", "PER", probability))
        [candidate] = weigh(text, tokens, rules, model, vocabulary(language))
        assert f"name model, {probability:.2f}" in candidate.why
        return candidate.score

    seen_by_both = [score(p / 100, rule) for p in range(0, 101, 5)]
    assert seen_by_both == sorted(seen_by_both)
    assert seen_by_both[16] < 0.9 < seen_by_both[-1] < 1
    assert all(score(p) < score(p, rule) for p in (0.3, 0.8, 1.0))


@pytest.mark.parametrize(
    ("text", "rule", "model", "expected"),
    [
        # a listed place is marked though the model is silent; a shape is not
        ("Kata dia, Prancis kalah.", ("Prancis", "LOC", "country"), (), [("LOC", "Prancis")]),
        ("Kata dia, Sumbara kalah.", ("Sumbara", "PER", "shape"), (), []),
        # titles are outside names
        (
            "Hari itu Pak Lurah Wirandaru pergi.",
            ("Wirandaru", "PER", "title", "Pak Lurah"),
            (("Pak Lurah Wirandaru", "PER", 0.95),),
            [("PER", "Wirandaru")],
        ),
        # what a company is called
        (
            "Saham PT Wirandaru Sukma Tbk naik.",
            ("PT Wirandaru Sukma Tbk", "ORG", "company"),
            (("Wirandaru Sukma", "PER", 0.99),),
            [("ORG", "PT Wirandaru Sukma Tbk")],
        ),
        # what is no name is none
        (
            "Dalam Kongres itu.",
            ("Kongres", "NONE", "not a name"),
            (("Kongres", "ORG", 0.9),),
            [("NONE", "Kongres")],
        ),
        # the model is believed where it is sure
        (
            "Anak buah Sumba Wirandaru pergi.",
            ("Sumba", "LOC", "place"),
            (("Sumba Wirandaru", "PER", 0.95),),
            [("PER", "Sumba Wirandaru")],
        ),
        # and not where it is in doubt
        (
            "Anak buah Sumba Wirandaru pergi.",
            ("Sumba", "LOC", "place"),
            (("Sumba Wirandaru", "PER", 0.5),),
            [("LOC", "Sumba")],
        ),
    ],
)
def test_who_is_right(
    text: str,
    rule: tuple[str, ...],
    model: tuple[tuple[str, str, float], ...],
    expected: list[tuple[str, str]],
) -> None:
    assert settled(text, [by_rule(text, *rule)], Reading(*model)) == expected


def test_levels_of_an_address_stay_apart() -> None:
    text = "Rapat di Sumbara Wirandasari selesai."
    rules = [by_rule(text, "Sumbara", "LOC", "place"), by_rule(text, "Wirandasari", "LOC", "place")]
    model = Reading(("Sumbara Wirandasari", "LOC", 0.99))
    assert settled(text, rules, model) == [("LOC", "Sumbara"), ("LOC", "Wirandasari")]


def test_a_place_that_begins_with_its_kind_is_a_level_of_its_own() -> None:
    text = "Gas dari Lapangan Sumbara Blok Wiranda mengalir."
    rule = by_rule(text, "Lapangan Sumbara", "LOC", "place head")
    model = Reading(("Lapangan Sumbara Blok Wiranda", "LOC", 0.9))
    assert settled(text, [rule], model) == [("LOC", "Lapangan Sumbara"), ("LOC", "Blok Wiranda")]


def test_aliases_in_brackets_and_quoted_names_are_names_of_their_own() -> None:
    model = name_model("id")
    assert model is not None
    text = 'Menurut Susilo Bambang Yudhoyono (SBY), "Joko Widodo" tiba di Jakarta.'
    tokens = tokenize(text, Span(0, len(text)))
    found = model.read(text, tokens, SentenceReader(text, tokens, vocabulary("id")).read())
    assert ("PER", "Susilo Bambang Yudhoyono") in [(n.label, text[n.span.start : n.span.end]) for n in found]
    assert all(not set('()"') & set(text[n.span.start : n.span.end]) for n in found)
    assert all(0 <= n.probability <= 1 for n in found)


def test_only_what_is_near_a_capital_is_read() -> None:
    text = "satu dua tiga Wirandaru lima enam tujuh delapan"
    assert stretches(tokenize(text, Span(0, len(text)))) == [(2, 5)]


def test_stretches_never_overlap_however_many_capitals() -> None:
    text = "Aa " * 1000
    covered = [at for start, end in stretches(tokenize(text, Span(0, len(text)))) for at in range(start, end)]
    assert covered == list(range(1000))


def test_labels_of_rules_begin_and_go_on() -> None:
    text = "kata Sumbara Wirandasari tadi"
    rule = by_rule(text, "Sumbara Wirandasari", "PER", "says")
    labels = [label for label, _ in rule_labels(tokenize(text, Span(0, len(text))), [rule])]
    assert labels == ["O", "B-PER", "I-PER", "O"]


def test_the_models_are_small() -> None:
    models = files("annotations.finders.entities") / "models"
    assert sum(len(file.read_bytes()) for file in models.iterdir() if file.is_file()) < 1_000_000


def test_importing_the_finders_loads_no_model() -> None:
    script = "import annotations.finders.entities, sys; assert 'pycrfsuite' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.fixture
def without_tagger(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    name_model.cache_clear()
    yield
    name_model.cache_clear()


@pytest.mark.usefixtures("without_tagger")
def test_rules_work_without_the_tagger() -> None:
    text = "Menteri Luar Negeri Rukmini Sastra tiba di Bandung."
    found = list(find_entities(Article(text), Findings()))
    assert [(e.label, e.text_in(text)) for e in found] == [("PER", "Rukmini Sastra"), ("LOC", "Bandung")]
    assert not any("name model" in e.why for e in found)
