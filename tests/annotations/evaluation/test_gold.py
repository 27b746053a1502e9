"""Gold files of every form, and what is said of those that are wrong."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.errors import ArtreaderError, InputError
from annotations.evaluation.agreements import AgreementRecord
from annotations.evaluation.attributions import Attribution
from annotations.evaluation.gold import read_gold
from annotations.evaluation.gold_records import gold_article
from annotations.evaluation.spans import LabelledSpan
from annotations.exchange.suggestions import article_record, json_line
from annotations.finders.pipeline import suggest
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from annotations.sidecar.store import Store

TEXT = '"Hujan turun," kata Rini.'
RECORD: dict[str, Any] = {
    "id": "satu",
    "text": TEXT,
    "entities": [[19, 23, "PER"]],
    "quotes": [
        {"content": [[0, 13]], "cue": [[14, 18]], "source": [19, 23], "speaker": "Rini", "kind": "direct"}
    ],
    "agreements": [{"mentions": [[1, 6]], "kind": "mou", "parties": ["Rini"], "status": "signed"}],
}


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def failing(path: Path, **asked: str) -> str:
    with pytest.raises(ArtreaderError) as caught:
        read_gold(path, **asked)
    return str(caught.value).removeprefix(f"{path.parent}/")


def test_one_article_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(RECORD, indent=1), encoding="utf-8")
    (gold,) = read_gold(path)
    (article,) = gold.articles
    assert (gold.name, article.id, article.article.text) == (str(path), "satu", TEXT)
    assert article.entities == (LabelledSpan(19, 23, "PER"),)
    assert article.quotes == (
        Attribution((Span(0, 13),), (Span(14, 18),), (Span(19, 23),), "Rini", "direct"),
    )
    assert article.agreements == (AgreementRecord((Span(1, 6),), "mou", ("Rini",), "signed"),)


def test_json_lines_with_what_may_be_missing(tmp_path: Path) -> None:
    quote = {"content": [[3, 5], [0, 2]], "cue": None, "source": [], "speaker_basis": "hand"}
    path = write(tmp_path / "a.jsonl", {"text": TEXT, "entities": []}, {"text": TEXT, "quotes": [quote]})
    path.write_text(path.read_text() + "\n", encoding="utf-8")
    (gold,) = read_gold(path)
    first, second = gold.articles
    assert (first.id, first.entities, first.quotes, first.agreements) == ("a:1", (), None, None)
    assert (second.id, second.entities) == ("a:2", None)
    assert second.quotes == (Attribution((Span(0, 2), Span(3, 5)), anaphoric=True),)


def test_the_content_tells_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text("\ufeff \n" + json.dumps(RECORD), encoding="utf-8")
    assert read_gold(path)[0].articles[0].id == "satu"


def test_line_separators_in_a_string_end_no_line(tmp_path: Path) -> None:
    record = {"text": "satu\u2028dua", "entities": [[5, 8, "PER"]]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    assert read_gold(path)[0].articles[0].entities == (LabelledSpan(5, 8, "PER"),)


def test_suggestions_can_be_corrected_and_used(tmp_path: Path) -> None:
    article = Article(TEXT, Path("berita.txt"))
    found = suggest(article)
    path = tmp_path / "a.jsonl"
    path.write_text(json_line(article_record(article, found)), encoding="utf-8")
    (gold,) = read_gold(path)[0].articles
    assert gold.id == "berita.txt"
    assert [q.content for q in gold.quotes or ()] == [a.spans for a in found if isinstance(a, Quote)] != []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": None}, "there is no text"),
        ({"text": 5}, "text: 5 is no string"),
        ({"entities": None, "quotes": None, "agreements": None}, "there is none of entities, quotes and"),
        ({"entities": {}}, "entities: a list is expected, not {}"),
        ({"entities": [[0, 4]]}, "entities[0]: [start, end, type] is expected, not [0, 4]"),
        ({"entities": [[0, 4, "PER"], [4, 4, "PER"]]}, "entities[1]: [4, 4] does not lie in the text of 25"),
        ({"entities": [[0, 26, "PER"]]}, "entities[0]: [0, 26] does not lie"),
        ({"entities": [[True, 3, "PER"]]}, "entities[0]: [start, end] is expected"),
        ({"quotes": ["x"]}, "quotes[0]: an object is expected, not 'x'"),
        ({"quotes": [{"content": []}]}, "quotes[0].content: there is no span"),
        ({"quotes": [{"content": [[0, "a"]]}]}, "quotes[0].content[0]: [start, end] is expected"),
        ({"quotes": [{"content": [[0, 3]], "cue": "kata"}]}, "quotes[0].cue: a list is expected"),
        ({"quotes": [{"content": [[0, 3]], "kind": "di\x1bm"}]}, "quotes[0].kind: 'di\\x1bm' is none of"),
        ({"quotes": [{"content": [[0, 3]], "speaker": 7}]}, "quotes[0].speaker: 7 is no string"),
        ({"agreements": [{"mentions": None}]}, "agreements[0].mentions: there is no span"),
        ({"agreements": [{"mentions": [[0, 3]], "parties": "x"}]}, "agreements[0].parties: a list of names"),
    ],
)
def test_a_wrong_record_is_told_with_its_line(change: dict[str, Any], told: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", RECORD, {**RECORD, "id": "dua", **change})
    assert failing(path).startswith(f"a.jsonl:2: {told}")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"text": "a", "entities": []}\n{"text"\n', "a.json:2:8: not valid JSON: expecting ':' delimiter"),
        ('{"text": "a",\n\n"entities": [}', "a.json:3:14: not valid JSON: expecting value"),
        ("[1]", "a.json:1: an object with text and annotations is expected, not [1]"),
        ("[" * 100_000, "a.json:1: not valid JSON: too long or too deep"),
        ("9" * 10_000, "a.json:1: not valid JSON: too long or too deep"),
        ("", "a.json: the file is empty"),
        (" \n\n", "a.json: the file is empty"),
    ],
)
def test_what_is_no_json(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert failing(path) == told


def test_an_id_stands_once(tmp_path: Path) -> None:
    assert failing(write(tmp_path / "a.jsonl", RECORD, RECORD)) == "a.jsonl:2: its id is that of line 1 too"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}\n\xff")
    assert failing(tmp_path / "a.json") == "a.json:2: not valid UTF-8"
    assert failing(tmp_path / "b.json") == "b.json: no such file or directory"
    os.mkfifo(tmp_path / "c")
    assert failing(tmp_path / "c") == "c: not a regular file"
    (tmp_path / "d").mkdir()
    assert "no gold in this folder" in failing(tmp_path / "d")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-5, 30) | st.floats() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*RECORD, *RECORD["quotes"][0], "mentions", "type"]), inner)
        ),
    )
)
def test_any_record_is_gold_or_an_error(value: object) -> None:
    record = {"text": TEXT, "entities": value, "quotes": value, "agreements": [value]}
    for given_record in (value, record):
        with suppress(InputError):
            article = gold_article(given_record, Path("a.json"), 3, "a")
            assert all(0 <= start < end <= len(TEXT) for start, end, _ in article.entities or ())


def annotated(path: Path, *annotations: Annotation, annotator: str = "") -> Path:
    path.write_text(TEXT, encoding="utf-8")
    article = Article.read(path)
    store, _ = Store.open(article, annotator)
    store.save(article, annotations)
    return path


def entity(id: str, span: Span, status: Status) -> Entity:  # noqa: A002
    return Entity(id=id, label="PER", spans=(span,), status=status)


def test_what_was_accepted_is_gold(tmp_path: Path) -> None:
    path = annotated(
        tmp_path / "a.txt",
        entity("e1", Span(19, 23), Status.ACCEPTED),
        entity("e2", Span(1, 6), Status.REJECTED),
        entity("e3", Span(7, 12), Status.SUGGESTED),
        Agreement(id="a1", label="mou", spans=(Span(1, 6),), status=Status.REJECTED),
        Quote(id="q1", label="direct", spans=(Span(0, 13),), status=Status.SUGGESTED),
    )
    (gold,) = read_gold(path)[0].articles
    assert gold.entities == (LabelledSpan(19, 23, "PER"),)
    assert gold.agreements == ()  # one was rejected, so agreements were looked at
    assert gold.quotes is None
    assert gold.undecided == 2


def test_a_folder_holds_sets_of_every_form(tmp_path: Path) -> None:
    write(tmp_path / "b.json", RECORD)
    write(tmp_path / "a.json", {**RECORD, "id": "nol"})
    write(tmp_path / "c.jsonl", RECORD, {**RECORD, "id": "dua"})
    annotated(tmp_path / "d.txt", entity("e1", Span(19, 23), Status.ACCEPTED))
    (tmp_path / "e.txt").write_text("Belum ada apa-apa.", encoding="utf-8")
    (tmp_path / ".f.json").write_text("?", encoding="utf-8")
    lines, single, own = read_gold(tmp_path)
    assert (lines.name, len(lines.articles)) == (str(tmp_path / "c.jsonl"), 2)
    assert [article.id for article in single.articles] == ["nol", "satu"]
    assert [article.id for article in own.articles] == ["d.txt"]


def test_annotators_are_kept_apart(tmp_path: Path) -> None:
    path = annotated(tmp_path / "a.txt", entity("e1", Span(19, 23), Status.ACCEPTED), annotator="ani")
    for given_path in (path, tmp_path):
        assert failing(given_path).endswith("there are annotations by ani: --annotator ani")
        assert len(read_gold(given_path, annotator="ani")[0].articles) == 1
    assert read_gold(tmp_path / "a.txt.annotations.ani.yaml")[0].articles[0].id == "a.txt"


def test_an_article_that_nobody_annotated(tmp_path: Path) -> None:
    path = annotated(tmp_path / "a.txt", entity("e1", Span(19, 23), Status.SUGGESTED))
    assert "nothing was decided" in failing(path)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert failing(tmp_path / "b.txt") == (
        "b.txt: no gold in this file: it is no JSON, and no annotations stand beside it"
    )
