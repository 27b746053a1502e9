"""Imports go beside what a sidecar holds; what a file should not hold is refused with its place."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.exchange.carrying import reduce
from annotations.exchange.document import Document, Source
from annotations.exchange.formats import FORMATS
from annotations.exchange.importing import Options, Outcome, import_file
from annotations.model import Annotation, Entity, Quote, Span, Status
from annotations.sidecar.store import Store
from tests.annotations.exchange.example import DOCUMENT, TEXT, at

PLAIN = [name for name, format_ in FORMATS.items() if not format_.extra]


def take(path: Path, name: str, **options: Any) -> list[Outcome]:
    return list(import_file(path, FORMATS[name], path.parent, Options(**options)))


def there(path: Path, annotator: str = "") -> list[Annotation]:
    return Store.open(Article.read(path), annotator)[1].annotations


def have(path: Path, *annotations: Annotation) -> Path:
    path.write_bytes(TEXT.encode())
    article = Article.read(path)
    Store.open(article)[0].save(article, annotations)
    return path


def doccano(folder: Path, *entities: tuple[Span, str], text: str = TEXT, file: str = "berita.txt") -> Path:
    spans = [[span.start, span.end, label] for span, label in entities]
    path = folder / "in.jsonl"
    path.write_text(json.dumps({"text": text, "file": file, "label": spans}), encoding="utf-8")
    return path


def test_the_text_is_written_where_there_is_none_and_must_be_the_same_where_there_is(tmp_path: Path) -> None:
    path = doccano(tmp_path, (at("Ambon"), "LOC"))
    (outcome,) = take(path, "doccano", dry_run=True)
    assert (outcome.new, outcome.text_written) == (1, True)
    assert not (tmp_path / "berita.txt").exists()
    take(path, "doccano", by="doccano", status=Status.SUGGESTED)
    article = tmp_path / "berita.txt"
    assert article.read_bytes().decode() == TEXT
    (entity,) = there(article)
    assert (entity.text_in(TEXT), entity.by, entity.status) == ("Ambon", "doccano", Status.SUGGESTED)
    (again,) = take(path, "doccano")
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    article.write_text(TEXT.replace("berkata", "bilang"), encoding="utf-8")
    with pytest.raises(
        ArtreaderError, match=r"in\.jsonl: line 1: its text is not that of berita\.txt, from line 1"
    ):
        take(path, "doccano")


def test_what_a_person_decided_stays_and_what_differs_is_told(tmp_path: Path) -> None:
    ambon = Entity(id="aaa", label="LOC", spans=(at("Ambon"),), entity="Kota Ambon", by="ani")
    rina = Entity(id="bbb", label="PER", spans=(at("Rina Hadi"),), status=Status.REJECTED)
    article = have(tmp_path / "berita.txt", ambon, rina)
    path = doccano(tmp_path, (at("Ambon"), "ORG"), (at("Rina Hadi"), "PER"), (at("setuju"), "DATE"))
    (outcome,) = take(path, "doccano")
    assert (outcome.new, outcome.changed, len(outcome.conflicts)) == (1, 0, 2)
    assert "label" in outcome.conflicts[1]
    assert "status" in outcome.conflicts[0]
    found = {a.text_in(TEXT): a for a in there(article)}
    assert (found["Ambon"], found["Rina Hadi"]) == (ambon, rina)
    (again,) = take(path, "doccano")
    assert (again.new, len(again.conflicts)) == (0, 2)


def test_a_suggestion_keeps_what_the_format_could_not_carry(tmp_path: Path) -> None:
    said = Quote(
        id="q", label="direct", spans=(at("“Kami menandatangani"), at("協定.”")), speaker="Rina Hadi",
        cue=at("berkata"), status=Status.SUGGESTED, confidence=0.5, why="verb", by="artreader",
    )  # fmt: skip
    article = have(tmp_path / "berita.txt", said)
    for name in ("doccano", "brat"):
        format_ = FORMATS[name]
        kept = reduce([said], TEXT, format_.carries).annotations
        for piece in format_.export([Document("berita.txt", TEXT, kept)]):
            if not piece.name.endswith(".txt"):
                (tmp_path / (piece.name or "in.jsonl")).write_bytes(piece.data)
    take(tmp_path / "in.jsonl", "doccano")
    assert there(article) == [said]
    take(tmp_path / "berita.ann", "brat")
    assert there(article) == [said]
    take(tmp_path / "in.jsonl", "doccano", status=Status.ACCEPTED)
    assert there(article) == [said.with_(status=Status.ACCEPTED)]


@pytest.mark.parametrize("name", [n for n in PLAIN if n != "doccano"])
def test_a_quote_that_is_not_the_text_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    have(tmp_path / "berita.txt")
    format_ = FORMATS[name]
    kept = reduce(DOCUMENT.annotations, TEXT, format_.carries).annotations
    for piece in format_.export([Document("berita.txt", TEXT, kept)]):
        path = tmp_path / (piece.name or f"in{format_.suffix}")
        if path.suffix == format_.suffix:
            with path.open("ab") as file:
                file.write(piece.data.replace(b"Rina", b"Rani") if name not in SPAN_ALONE else piece.data)
    path = next(tmp_path.glob(f"*{format_.suffix}"))
    if name in SPAN_ALONE:
        before, after = SPAN_ALONE[name]
        data = path.read_text(encoding="utf-8")
        assert before in data
        path.write_text(data.replace(before, after), encoding="utf-8")
    with pytest.raises(ArtreaderError) as told:
        take(path, name)
    assert "Rani" in str(told.value)
    assert "Rina" in str(told.value)
    assert str(told.value).startswith(str(path))
    assert told.value.line or "item 1" in str(told.value) or "task 1, result 1" in str(told.value)
    assert there(tmp_path / "berita.txt") == []


# Where the text itself is in the file too, only the words of the span are spoilt.
SPAN_ALONE = {
    "jsonl": ('"quote":["Rina Hadi"]', '"quote":["Rani Hadi"]'),
    "label-studio": ('"text":"Rina Hadi"', '"text":"Rani Hadi"'),
    "prodigy": ('{"text":"Rina"', '{"text":"Rani"'),
}


@pytest.mark.parametrize("place", [(5, 5), (-1, 3), (3, 4000), ("1", 2), (None, None), (True, 3)])
def test_a_span_that_is_none_is_refused(place: tuple[Any, Any], tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": TEXT, "label": [[*place, "PER"]]}), encoding="utf-8")
    with pytest.raises(ArtreaderError, match=r"in\.jsonl:1: entity label 1: "):
        take(path, "doccano")
    assert list(tmp_path.glob("*.txt")) == []


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", ".x", "a/b.txt", "c\\d.txt", "nul\0.txt"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    path = doccano(tmp_path, (at("Ambon"), "LOC"), file=name)
    with pytest.raises(ArtreaderError, match="no name for an article"):
        take(path, "doccano")
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


def test_what_lies_beside_a_file_is_read_unless_it_is_a_pipe(tmp_path: Path) -> None:
    source = Source(tmp_path / "a.xmi", b"")
    (tmp_path / "TypeSystem.xml").write_bytes(b"<t/>")
    os.mkfifo(tmp_path / "files.txt")
    names = ("TypeSystem.xml", "files.txt", "none.txt")
    assert [source.beside(name) for name in names] == [b"<t/>", None, None]


def test_offsets_over_windows_line_ends_and_utf16_are_understood(tmp_path: Path) -> None:
    raw = "Satu 🇮🇩\r\nRina di sini.\r\n"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    start = raw.index("Rina")
    (tmp_path / "a.ann").write_text(f"T1\tPERSON {start} {start + 4}\tRina\n", encoding="utf-8")
    take(tmp_path / "a.ann", "brat", labels={"PERSON": "PER"})
    text = raw.replace("\r\n", "\n")
    (found,) = there(tmp_path / "a.txt")
    assert (found.text_in(text), found.label) == ("Rina", "PER")
    units = len(text[: text.index("Rina")].encode("utf-16-le")) // 2
    page = {
        "type": "Annotation",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": "PER"},
        "target": {
            "source": "https://example.org/a.txt",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "Rina"},
                {"type": "TextPositionSelector", "start": units, "end": units + 4},
            ],
        },
    }
    (tmp_path / "page.jsonld").write_text(json.dumps(page), encoding="utf-8")
    (outcome,) = take(tmp_path / "page.jsonld", "w3c")
    assert (outcome.new, outcome.same) == (0, 1)
    path = doccano(tmp_path, (Span(start, start + 4), "PER"), text=raw, file="b.txt")
    take(path, "doccano")
    (found,) = there(tmp_path / "b.txt")
    assert found.text_in(text) == "Rina"


def test_what_brat_has_and_we_have_not_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rina bertemu Budi.\n", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tPER 0 4\tRina\nT2\tPER 13 17\tBudi\nT3\tMeet 5 12\tbertemu\nE1\tMeet:T3 A:T1\n"
        "N1\tReference T1 Wikidata:Q1\tRina\n*\tEquiv T1 T2\n#1\tAnnotatorNotes T1\twho?\nA1\tSure T1\n",
        encoding="utf-8",
    )
    (outcome,) = take(tmp_path / "a.ann", "brat")
    assert outcome.ignored == {"events": 1, "normalisations": 1, "equivalences": 1}
    assert [a.note for a in there(tmp_path / "a.txt")] == ["who?", "", ""]


@settings(max_examples=settings().max_examples // 2)
@given(st.sampled_from(PLAIN), st.data())
def test_a_damaged_file_is_told_and_nothing_else_raised(name: str, data: st.DataObject) -> None:
    format_ = FORMATS[name]
    kept = reduce(DOCUMENT.annotations, TEXT, format_.carries).annotations
    pieces = format_.export([Document("berita.txt", TEXT, kept)])
    whole = b"".join(p.data for p in pieces if p.name == "" or p.name.endswith(format_.suffix))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    put = data.draw(
        st.sampled_from([b"", b"0", b"-1", b"null", b"[]", b"{}", b'"', b"\t", b"\n", b"\xff", b"\0"])
    )
    damaged = whole[:start] + put + whole[end:]
    with contextlib.suppress(ArtreaderError):
        for imported in format_.read(Source(Path("in.x"), damaged), lambda name: TEXT):
            for annotation in imported.annotations:
                assert all(0 <= a < b <= len(imported.text) for _, (a, b) in annotation.places())
