"""The promised shape of `artreader suggest`."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.display import display
from annotations.exchange.suggestions import ArticleRecord, article_record, json_line
from annotations.model import Agreement, Annotation, Entity, Lost, Note, Passage, Quote, Span

TEXT = '"Kita sepakat," kata Rini di Bogor, 3 Mei. RI dan Norwegia meneken nota kesepahaman soal hutan.'


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def pair(words: str) -> list[int]:
    return list(at(words))


def record(*annotations: Annotation, text: str = TEXT, path: str = "b/berita.txt") -> dict[str, object]:
    result = json.loads(json_line(article_record(Article(text, Path(path)), annotations)))
    assert isinstance(result, dict)
    return result


def test_the_keys_and_their_order() -> None:
    filled = record(
        Entity(id="a", label="PER", spans=(at("Rini"),), entity="Rini Dewi", confidence=0.97),
        Quote(id="b", label="direct", spans=(at('"Kita sepakat,"'),), confidence=0.9),
        Agreement(id="c", label="mou", spans=(at("nota kesepahaman"),)),
    )
    assert list(filled) == ["file", "lang", "text", "furniture", "entities", "quotes", "agreements"]
    assert filled["file"] == "b/berita.txt"
    assert filled["text"] == TEXT
    assert filled["lang"] == "id"
    assert filled["entities"] == [
        {
            "start": at("Rini").start,
            "end": at("Rini").end,
            "type": "PER",
            "text": "Rini",
            "entity": "Rini Dewi",
            "confidence": 0.97,
        }
    ]


def test_a_quote_with_everything_and_one_with_nothing() -> None:
    full = Quote(
        id="a",
        label="mixed",
        spans=(at("Kita"), at("sepakat")),
        cue=at("kata"),
        source=at("Rini"),
        speaker="Rini Dewi",
        confidence=0.8,
    )
    bare = Quote(id="b", label="direct", spans=(at("Kita"),))
    assert record(full, bare)["quotes"] == [
        {
            "content": [pair("Kita"), pair("sepakat")],
            "cue": pair("kata"),
            "source": pair("Rini"),
            "speaker": "Rini Dewi",
            "kind": "mixed",
            "confidence": 0.8,
        },
        {
            "content": [pair("Kita")],
            "cue": None,
            "source": None,
            "speaker": None,
            "kind": "direct",
            "confidence": None,
        },
    ]


def test_an_agreement_with_everything_and_one_with_nothing() -> None:
    full = Agreement(
        id="a",
        label="mou",
        spans=(at("sepakat"), at("nota kesepahaman")),
        title="nota hutan",
        parties=("RI", "Norwegia"),
        subject=Passage("hutan", at("hutan")),
        agreement_status="signed",
        realis="actual",
        date=Passage("3 Mei", at("3 Mei")),
        confidence=0.7,
    )
    bare = Agreement(
        id="b", label="agreement", spans=(at("nota"),), subject=Passage("iklim"), date=Passage("2020")
    )
    assert record(full, bare)["agreements"] == [
        {
            "mentions": [pair("sepakat"), pair("nota kesepahaman")],
            "label": "nota hutan",
            "kind": "mou",
            "parties": ["RI", "Norwegia"],
            "subject": "hutan",
            "subject_span": pair("hutan"),
            "status": "signed",
            "realis": "actual",
            "date": pair("3 Mei"),
            "confidence": 0.7,
        },
        {
            "mentions": [pair("nota")],
            "label": "nota",
            "kind": "agreement",
            "parties": [],
            "subject": "iklim",
            "subject_span": None,
            "status": "unknown",
            "realis": None,
            "date": None,
            "confidence": None,
        },
    ]


def test_an_entity_without_a_shared_name_goes_by_its_words() -> None:
    (entity,) = article_record(Article(TEXT), [Entity(id="a", label="LOC", spans=(at("Bogor"),))])["entities"]
    assert entity["entity"] == "Bogor"


def test_notes_and_what_the_text_no_longer_holds_are_left_out() -> None:
    lost = Entity(id="a", label="PER", spans=(), lost=(Lost("spans", "Budi", Span(0, 4)),))
    note = Note(id="b", label="", spans=(at("Rini"),), note="siapa?")
    assert record(lost, note)["entities"] == []


def test_furniture_comes_with_its_kind() -> None:
    text = "Rini datang ke Bogor.\nADVERTISEMENT\nDia lalu pulang."
    (piece,) = article_record(Article(text), [])["furniture"]
    assert text[piece["start"] : piece["end"]] == "ADVERTISEMENT"
    assert piece["kind"] == "advertisement"


def test_letters_stand_as_they_are_and_the_line_is_compact() -> None:
    line = json_line(article_record(Article("“Ayo” — é 日"), []))
    assert "“Ayo” — é 日" in line
    assert '","text":"' in line


def parsed(text: str, file: str = "a.txt") -> tuple[str, ArticleRecord]:
    line = json_line(article_record(Article(text, Path(file)), []))
    return line, json.loads(line)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_reads_back_and_no_line_acts_on_a_terminal(text: str) -> None:
    line, back = parsed(text)
    assert back["text"] == text
    assert display(line) == line


def test_controls_become_escapes() -> None:
    text = "a\x1b]52;c;eA==\x07\x9b31m\u202e\u200b\u2028\U000e0041\x7f"
    line, back = parsed(text)
    assert back["text"] == text
    assert display(line) == line
    assert "\\u202e" in line


def test_a_file_name_that_is_not_unicode_still_prints() -> None:
    line, back = parsed("Halo.", "b\udcff.txt")
    assert back["file"] == "b\udcff.txt"
    assert line.encode("utf-8")
