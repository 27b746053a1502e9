"""Long articles in sections: all of the text, the names handed on, and only what is near where one reads."""

from __future__ import annotations

import queue

import pytest

from annotations.article import Article
from annotations.finders import answering, sections
from annotations.finders.options import EVERYTHING
from annotations.finders.pipeline import suggest
from annotations.model import Agreement, Entity, Quote, Span
from annotations.plain import from_plain
from annotations.span_list import SpanList

OPENING = "JAKARTA, Kabar Uji -- Menteri Perdagangan Ratna Siregar mengatakan beras cukup.\n\n"
MIDDLE = "“Kami akan menandatangani perjanjian dagang dengan Malaysia,” kata Siregar.\n\n"
FILLING = "Warga menunggu dengan sabar di tepi jalan, dan hujan belum juga turun.\n\n"
TEXT = OPENING + FILLING * 20 + MIDDLE + FILLING * 20 + MIDDLE


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "SECTION", 700)
    monkeypatch.setattr(sections, "UNDIVIDED", 700)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n\n", " "), OPENING])
def test_sections_are_the_text_cut_where_something_ends(text: str) -> None:
    article = Article(text)
    found = sections.sections(article)
    assert "".join(text[start:end] for start, end in found) == text
    assert {section.start for section in found[1:]} <= {sentence.start for sentence in article.sentences}
    assert all(section.length < 1500 for section in found)
    assert len(found) == (1 if text is OPENING else len(found)) <= 5


@pytest.mark.usefixtures("small")
def test_names_are_handed_on_and_ids_are_those_of_the_whole_article() -> None:
    found = suggest(Article(TEXT))
    assert [annotation.kind for annotation in found] == sorted(
        (annotation.kind for annotation in found), key=("entity", "quote", "agreement").index
    )
    names = [a for a in found if isinstance(a, Entity) and a.text_in(TEXT).endswith("Siregar")]
    assert [name.entity for name in names] == ["Ratna Siregar"] * 3
    said = [a for a in found if isinstance(a, Quote) and a.label == "direct"]
    assert [quote.speaker for quote in said] == ["Ratna Siregar"] * 2
    assert len({annotation.id for annotation in found}) == len(found)
    quotes = {annotation.id for annotation in found if isinstance(annotation, Quote)}
    agreements = [annotation for annotation in found if isinstance(annotation, Agreement)]
    assert agreements  # one a section
    assert {agreement.said_in for agreement in agreements} <= quotes
    for agreement in agreements:
        assert agreement.text_in(TEXT) == "perjanjian dagang"


@pytest.mark.usefixtures("small")
def test_what_is_far_from_the_reader_is_found_once_he_comes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "WHOLE", 700)
    monkeypatch.setattr(answering, "REACH", 0)
    places: queue.SimpleQueue[int] = queue.SimpleQueue()
    answer = answering._suggested(Article(TEXT), EVERYTHING, places)
    found: list[Span] = []
    rested = 0
    for what, things in answer:
        if what == "annotations":
            found += [from_plain(thing).spans[0] for thing in things]
        if what == "rests":
            assert all(end < 1000 or start > 2500 for start, end in found)
            assert rested == 0 or max(found).start > 3000
            if rested:
                break
            rested += 1
            assert max(found).end < 1000
            places.put(5)
            places.put(len(TEXT) - 1)
    assert rested


def test_spans_in_little_room_are_those_spans() -> None:
    spans = [Span(0, 3), Span(4, 9), Span(9, 12)]
    packed = SpanList(spans)
    assert packed == spans
    assert packed == tuple(spans)
    assert packed[1:] == spans[1:]
    assert SpanList.of_bytes(*packed.in_bytes()) == packed
    assert packed.overlapping(Span(8, 10)) == spans[1:]
    assert packed != spans[1:]
    assert Entity(id="a", label="PER", spans=tuple(packed)).end == 12
