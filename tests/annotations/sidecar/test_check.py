"""`check_sidecar` finds every problem, each with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations.errors import ArtreaderError
from annotations.model import Agreement
from annotations.sidecar.check import check_sidecar
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import TEXT, article_at, entity, place, quote


@pytest.fixture
def sidecar(tmp_path: Path) -> Path:
    article = article_at(tmp_path)
    store, _ = Store.open(article)
    pact = Agreement(
        id="a1", label="treaty", spans=(place("perjanjian"),), said_in="q1", realis="actual", confidence=0.5
    )
    store.save(article, [entity("Siti Rahma"), quote(), pact])
    return store.path


def problems(sidecar: Path, old: str = "", new: str = "") -> list[ArtreaderError]:
    text = sidecar.read_text("utf-8")
    assert old in text
    sidecar.write_text(text.replace(old, new, 1), "utf-8")
    return check_sidecar(sidecar)


def line_of(sidecar: Path, words: str) -> int:
    return sidecar.read_text("utf-8")[: sidecar.read_text("utf-8").index(words)].count("\n") + 1


def test_a_good_one_has_none(sidecar: Path) -> None:
    assert check_sidecar(sidecar) == []
    assert check_sidecar(sidecar.with_name("berita.txt")) == []


@pytest.mark.parametrize(
    ("old", "new", "words", "at"),
    [
        ('quote: "Siti Rahma"', 'quote: "Sita Rahma"', 'has "Siti Rahma", not "Sita Rahma"', "at: [9, 19]"),
        ("at: [9, 19]", "at: [9, 1900]", "[9, 1900] ends behind the text", "at: [9, 1900]"),
        ('cue: {quote: "ujar"', 'cue: {quote: "kata"', 'has "ujar", not "kata"', '{quote: "kata"'),
        ("said_in: q1", "said_in: q9", '"said_in" names "q9", but no annotation has that id', "said_in"),
        ("realis: actual", "realis: maybe", '"realis" is "maybe", which is none of actual', "realis"),
        ("confidence: 0.5", "confidence: 50", "which is not between 0 and 1", "confidence"),
        ("id: e1", "id: q1", 'the id "q1" stands on line', "id: q1\n  kind: quote"),
        ("status: accepted", "status: perhaps", '"status" must be one of', "status: perhaps"),
        ("file: ", 'file: "kabar.txt" # ', '"file" says "kabar.txt"', "file"),
        ("file: ", 'file: "../x" # ', '"file" must be a bare name', "file"),
        ("length: ", "length: 1", '"length" is 1', "length"),
        (
            "status: accepted",
            'lost:\n  - {role: spans, quote: "x", at: [1, 2]}',
            '"x" (spans) is lost from the text',
            "- {role",
        ),
    ],
)
def test_each_problem_with_its_line(sidecar: Path, old: str, new: str, words: str, at: str) -> None:
    found = problems(sidecar, old, new)
    assert len(found) == 1
    assert words in str(found[0])
    assert found[0].path == sidecar
    assert found[0].line == line_of(sidecar, at)
    assert "\n" not in str(found[0])


def test_all_problems_are_told_in_order(sidecar: Path) -> None:
    problems(sidecar, "said_in: q1", "said_in: q9")
    problems(sidecar, "status: accepted", "status: perhaps")
    found = problems(sidecar, "confidence: 0.5", "confidence: x")
    assert [problem.line for problem in found] == sorted(problem.line or 0 for problem in found)
    assert len(found) == 2  # what hangs on the unreadable annotation is not told


def test_a_changed_text_is_told_with_what_no_longer_matches(sidecar: Path) -> None:
    sidecar.with_name("berita.txt").write_text("Baru. " + TEXT, "utf-8")
    found = [str(problem) for problem in check_sidecar(sidecar)]
    assert "the text changed since it was annotated" in found[0]
    assert len(found) == 1 + 5  # three annotations, a cue and a source


def test_unreadable_yaml_is_one_problem(sidecar: Path) -> None:
    found = problems(sidecar, "annotations:", "annotations: [")
    assert len(found) == 1
    assert found[0].line is not None


def test_a_newer_format(sidecar: Path) -> None:
    assert "newer than artreader/1" in str(problems(sidecar, "artreader/1", "artreader/2")[0])


def test_the_article_is_found_by_the_name_or_by_file(sidecar: Path) -> None:
    renamed = sidecar.rename(sidecar.with_name("kabar.txt.annotations.yaml"))
    found = check_sidecar(renamed)
    assert found == []
    sidecar.with_name("berita.txt").unlink()
    assert 'the article "kabar.txt" is not beside it' in str(check_sidecar(renamed)[0])


def test_an_annotator_by_another_name(sidecar: Path) -> None:
    mine = sidecar.with_name("berita.txt.annotations.ani.yaml")
    sidecar.rename(mine)
    assert check_sidecar(mine) == []
    found = problems(mine, "annotations:", "annotator: budi\nannotations:")
    assert '"annotator" says "budi", the file name "ani"' in str(found[0])


def test_an_article_stands_for_all_its_sidecars(sidecar: Path) -> None:
    sidecar.with_name("berita.txt.annotations.ani.yaml").write_text("a: 1\n", "utf-8")
    sidecar.with_name("berita.txt.annotations.budi.yaml").write_text("", "utf-8")
    found = check_sidecar(sidecar.with_name("berita.txt"))
    assert [problem.path.name for problem in found if problem.path] == [
        "berita.txt.annotations.ani.yaml",
        "berita.txt.annotations.budi.yaml",
    ]


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    for name in ("gone.txt", "gone.txt.annotations.yaml"):
        assert len(check_sidecar(tmp_path / name)) == 1
    os.mkfifo(tmp_path / "fifo.annotations.yaml")
    assert "not a regular file" in str(check_sidecar(tmp_path / "fifo.annotations.yaml")[0])


def test_the_encoding_is_the_articles(tmp_path: Path) -> None:
    text = "Café buka. " + TEXT.replace("“", '"').replace("”", '"')
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("cp1252"))
    article = article_at(tmp_path, text, "b.txt")
    store, _ = Store.open(article)
    store.save(article, [])
    store.path.rename(tmp_path / "a.txt.annotations.yaml")
    article.path.unlink() if article.path else None
    sidecar = tmp_path / "a.txt.annotations.yaml"
    sidecar.write_text(sidecar.read_text("utf-8").replace("b.txt", "a.txt"), "utf-8")
    assert check_sidecar(sidecar, "cp1252") == []
    assert len(check_sidecar(sidecar)) == 1
