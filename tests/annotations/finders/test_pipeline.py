"""The finders in a row: ids, plug-ins, failures."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.finders import spacy_names
from annotations.finders.findings import Finder, Findings, Unavailable
from annotations.finders.options import FinderOptions
from annotations.finders.pipeline import suggest
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status

ARTICLE = Article("Dewi Lestari said on Monday that the two firms signed a pact in Jakarta with Norway.\n")


def entity(start: int, end: int, label: str = "PER") -> Entity:
    return Entity(id="", label=label, spans=(Span(start, end),), confidence=0.8)


def finder(*found: Annotation) -> Finder:
    return lambda article, findings: iter(found)


def test_ids_are_the_same_every_time_and_differ_between_texts() -> None:
    first, again = suggest(ARTICLE), suggest(Article(ARTICLE.text))
    assert [a.id for a in first] == [a.id for a in again]
    assert len({a.id for a in first}) == len(first) > 3
    other = suggest(Article(ARTICLE.text + "More.\n"))
    assert not {a.id for a in first} & {a.id for a in other}
    assert all(a.status is Status.SUGGESTED and a.by == "artreader" for a in first)
    assert all(a.id[0].isalpha() for a in first)


WORDS = st.sampled_from(
    (
        *(
            "Kata",
            "Menteri",
            "Rini",
            "Dewi",
            "said",
            "ujar",
            "di",
            "Solo",
            "Norway",
            "dan",
            "PT",
            "perjanjian",
            "the",
        ),
        *('"', "”", ",", ".", "(5/10)", "Rp5", "\n", "\ud800", "\udc00", "\udfff", "A\ud83d", "\udcffa"),
    )
)


@given(st.lists(WORDS, max_size=30), st.sampled_from(("", " ")))
def test_halves_of_surrogate_pairs_disturb_no_finder(words: list[str], between: str) -> None:
    text = between.join(words)
    for annotation in suggest(Article(text)):
        for _, (start, end) in annotation.places():
            assert 0 <= start < end <= len(text)


def test_what_cannot_be_held_is_left_out() -> None:
    length = len(ARTICLE.text)
    bad = [entity(3, 3), entity(-1, 4), entity(0, length + 1), Entity(id="", label="PER", spans=())]
    crossed = Quote(id="", label="direct", spans=(Span(10, 20), Span(5, 12)))
    assert [a.spans for a in suggest(ARTICLE, [finder(*bad, crossed, entity(0, 4), entity(0, 4))])] == [
        (Span(0, 4),)
    ]


def test_an_agreement_knows_the_innermost_quote_around_it() -> None:
    quote = Quote(id="", label="indirect", spans=(Span(20, 80),))
    inside = Agreement(id="", label="treaty", spans=(Span(60, 64),))
    outside = Agreement(id="", label="treaty", spans=(Span(0, 4),))
    found = suggest(ARTICLE, [finder(quote, inside, outside)])
    ids = {a.spans[0]: a.said_in for a in found if isinstance(a, Agreement)}
    assert ids == {Span(60, 64): found[0].id, Span(0, 4): ""}


def test_one_failing_finder_is_reported_and_the_others_go_on() -> None:
    def broken(article: Article, findings: Findings) -> Iterator[Annotation]:
        yield entity(0, 4)
        raise RuntimeError("out of order")

    told: list[str] = []
    found = suggest(
        ARTICLE, [broken, finder(entity(5, 12))], lambda name, error: told.append(f"{name} {error}")
    )
    assert [a.spans for a in found] == [(Span(5, 12),)]
    assert told == ["broken out of order"]
    with pytest.raises(RuntimeError):
        suggest(ARTICLE, [broken])


def test_a_finder_without_anything_to_say_and_one_that_revises() -> None:
    class Swapped:
        def revise(self, article: Article, findings: Findings) -> Findings:
            return Findings([e.with_(label="ORG") for e in reversed(findings.entities)])

    def silent(article: Article, findings: Findings) -> Iterator[Annotation]:
        raise Unavailable("not here")

    found = suggest(ARTICLE, [silent, finder(entity(0, 4), entity(5, 12)), Swapped()])
    assert [(a.start, a.label) for a in found] == [(0, "ORG"), (5, "ORG")]
    assert len({a.id for a in found}) == 2


def test_finders_that_are_off_are_not_asked() -> None:
    kinds = {
        off: {a.kind for a in suggest(ARTICLE, options=FinderOptions(frozenset([off])))}
        for off in ("names", "quotes", "agreements", "nothing")
    }
    assert kinds["nothing"] == {"entity", "quote", "agreement"}
    assert kinds["names"] == {"quote", "agreement"}
    assert kinds["quotes"] == {"entity", "agreement"}
    assert kinds["agreements"] == {"entity", "quote"}


def test_the_spacy_finder_adds_what_was_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def pipeline(text: str) -> SimpleNamespace:
        def found(words: str, label: str) -> SimpleNamespace:
            start = text.index(words)
            return SimpleNamespace(text=words, start_char=start, end_char=start + len(words), label_=label)

        return SimpleNamespace(
            ents=[found("Dewi", "PERSON"), found("Jakarta", "GPE"), found("two", "CARDINAL")]
        )

    monkeypatch.setattr(spacy_names, "_pipeline", lambda: ("a_model", pipeline))
    known = Findings(entities=[entity(0, 12).with_(entity="Dewi Lestari")])
    found = list(spacy_names.find_names(ARTICLE, known))
    assert [(a.label, a.text_in(ARTICLE.text), a.why) for a in found] == [
        ("LOC", "Jakarta", "spaCy, a_model: GPE")
    ]
    alone = list(spacy_names.find_names(ARTICLE, Findings()))
    assert [a.text_in(ARTICLE.text) for a in alone] == ["Dewi", "Jakarta"]


def test_the_spacy_finder_has_nothing_to_say_in_indonesian() -> None:
    with pytest.raises(Unavailable):
        list(spacy_names.find_names(Article("Kata Budi, hujan yang deras turun di Solo.\n"), Findings()))
