"""`artreader export` and `import` from the command line."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.model import Entity, Note, Span, Status
from annotations.sidecar.store import Store
from tui import cli

TEXT = "=SUM(A1) kata Rina di Ambon.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "a" / "berita.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    article = Article.read(path)
    rina = Entity(id="e1", label="PER", spans=(Span(14, 18),), entity="Rina Hadi", confidence=0.5)
    ambon = Entity(id="e2", label="LOC", spans=(Span(22, 27),), status=Status.SUGGESTED)
    note = Note(id="n1", label="comment", spans=(Span(0, 8),), note="@risky")
    Store.open(article)[0].save(article, [rina, ambon, note])
    return path.parent


def test_what_is_dropped_is_told_in_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(folder), "--format", "doccano"]) == 0
    out, err = capsys.readouterr()
    (line,) = out.splitlines()
    assert [entity["label"] for entity in json.loads(line)["entities"]] == ["note-comment", "PER", "LOC"]
    assert 'dropped: 1 comments, 1 confidences, 1 undecided states, 1 values of "entity"' in err
    assert cli.main(["export", str(folder), "--format", "jsonl", "--decided-only", "--kind", "entity"]) == 0
    out, err = capsys.readouterr()
    assert [a["quote"] for a in json.loads(out)["annotations"]] == [["Rina"]]
    assert "dropped" not in err


def test_no_cell_is_a_formula(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(folder), "--format", "csv"]) == 0
    out = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert (rows[0]["quote"], rows[0]["note"]) == ("'=SUM(A1)", "'@risky")
    (folder / "in.csv").write_text(out, encoding="utf-8", newline="")
    assert cli.main(["import", str(folder / "in.csv"), "--format", "csv"]) == 0
    assert "3 as they were" in capsys.readouterr().err


def test_a_broken_sidecar_is_told_and_the_others_exported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "z.txt").write_text("Lain.\n", encoding="utf-8")
    (folder / "z.txt.annotations.yaml").write_text("format: artreader/1\nannotations: [", encoding="utf-8")
    (folder / "bare.txt").write_text("Tanpa anotasi.\n", encoding="utf-8")
    target = folder.parent / "out"
    assert cli.main(["export", str(folder), "--format", "brat", "--output", str(target)]) == 1
    err = capsys.readouterr().err
    assert "z.txt.annotations.yaml:" in err
    assert "left out: 1" in err
    assert "articles exported: 1" in err
    assert sorted(p.name for p in target.iterdir()) == ["annotation.conf", "berita.ann", "berita.txt"]


def test_no_text_is_replaced_and_nothing_unfinished_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder.parent / "out"
    target.mkdir()
    (target / "berita.txt").write_text("another\n", encoding="utf-8")
    assert cli.main(["export", str(folder), "--format", "brat", "--output", str(target)]) == 1
    assert "another text of this name" in capsys.readouterr().err
    assert (target / "berita.txt").read_text(encoding="utf-8") == "another\n"
    assert not [path for path in target.iterdir() if path.name.startswith(".")]


def test_a_pipe_where_a_text_should_be_written_keeps_nobody_waiting(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    os.mkfifo(target / "berita.txt")
    assert cli.main(["export", str(folder), "--format", "brat", "--output", str(target)]) == 1
    assert "berita.txt: not written: not a regular file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "brat"], "name a folder with --output"),
        (["--format", "word"], "unknown format 'word' (there are jsonl, brat,"),
    ],
)
def test_wrong_uses_are_told(
    words: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", str(folder), *words]) == 2
    assert told in capsys.readouterr().err


def test_import_tells_counts_and_conflicts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "berita.txt.annotations.yaml").read_bytes()
    tagged = {
        "text": TEXT,
        "file": "berita.txt",
        "label": [[14, 18, "PERSON"], [22, 27, "LOC"], [9, 13, "X"]],
    }
    path = folder.parent / "in.jsonl"
    path.write_text(json.dumps(tagged), encoding="utf-8")
    words = ["import", str(path), "--format", "doccano", "--into", str(folder), "--status", "accepted"]
    assert cli.main([*words, "--dry-run"]) == 1
    err = capsys.readouterr().err
    assert "annotation e1: label not as imported; what is in the sidecar stays" in err
    assert "would take in: 1 new, 1 changed, 1 in conflict" in err
    assert (folder / "berita.txt.annotations.yaml").read_bytes() == before
    assert cli.main([*words, "--label", "PERSON=PER", "--annotator", "ani"]) == 0
    assert "3 new" in capsys.readouterr().err
    assert (folder / "berita.txt.annotations.ani.yaml").exists()
    path.write_text("{", encoding="utf-8")
    assert cli.main(words) == 1
    assert "in.jsonl:1: not JSON" in capsys.readouterr().err


def test_what_is_known_of_the_article_goes_along_or_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = Article.read(folder / "berita.txt")
    store, loaded = Store.open(article)
    store.article_extra = {"byline": "Rina", "url": "https://kabar.example/"}
    date = Entity(id="e4", label="DATE", spans=(Span(9, 13),))
    store.save(article, [*loaded.annotations, date])
    assert cli.main(["export", str(folder), "--format", "conll", "--output", str(folder / "c")]) == 0
    assert "1 titles, bylines, dates and addresses of articles" in capsys.readouterr().err
    assert "\tB-DATE\n" in (folder / "c" / "berita.txt.conll").read_text(encoding="utf-8")
    assert cli.main(["export", str(folder), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert "dropped" not in err
    other = folder.parent / "other"
    other.mkdir()
    (other / "in.jsonl").write_text(out, encoding="utf-8")
    assert cli.main(["import", str(other / "in.jsonl"), "--format", "jsonl"]) == 0
    there = Store.open(Article.read(other / "berita.txt"))[1]
    assert there.article_extra == store.article_extra
    assert {a.id for a in there.annotations} == {"e1", "e2", "e4", "n1"}
