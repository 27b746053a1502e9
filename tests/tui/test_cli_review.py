"""`artreader review` without a screen, and `artreader changes`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations import corrections
from annotations.review import decisions
from annotations.session import Session
from tests.annotations.review.support import make_folder
from tui.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_folder(tmp_path / "articles")
    return tmp_path / "articles"


def test_the_queue_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(folder), "--format", "json"]) == 0
    out, told = capsys.readouterr()
    queue = json.loads(out)["queue"]
    assert [(item["annotator"], item["id"], item["line"]) for item in queue] == [
        ("ani", "q1", 1),
        ("ani", "e3", 1),
        ("ani", "e4", 1),
    ]
    assert "1 article nobody has annotated yet" in told
    assert main(["review", str(folder), "--list", "--confidence", "-0.5", "--order", "confidence"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[-1] for row in rows[3:]] == ["Laut", 'bersama,"']
    assert main(["review", str(folder), "--kind", "agreement", "--format", "md"]) == 0
    told = capsys.readouterr().err
    assert "nothing to review: there is nothing that is not reviewed, agreement" in told
    assert "nothing here is of kind agreement (there is entity, quote)" in told
    assert main(["review", str(folder), "--label", "per,pre", "--by", "ani,dewi"]) == 1
    told = capsys.readouterr().err
    assert "nothing here is of label pre (there is LOC, PER, direct)" in told
    assert "there is nothing by dewi here" in told
    assert main(["review", str(folder / "c.txt")]) == 0
    assert "nothing that is undecided" in capsys.readouterr().err
    assert main(["review", str(folder), "--by", "dewi"]) == 1
    assert "there is nothing by dewi here" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--confidence", "7"], ["--confidence", "0.9-0.1"], ["--reviewer", " "]])
def test_wrong_uses_of_review(folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(folder), *words]) == 2
    assert "artreader: argument" in capsys.readouterr().err


def test_changes_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", str(folder)]) == 0
    assert "no reviewer has decided on anything that is asked for" in capsys.readouterr().err
    session = Session.open(folder / "a.txt", "ani")
    session.reviewer = "rina"
    session.do(corrections.relabel(session.annotations["e1"], "ORG"))
    session.do(decisions.comment(session.annotations["e1"], session.actor, "2026-11-22T08:00:00Z", "firm?"))
    session.do(decisions.accept(session.annotations["q1"], "", session.actor, "2026-11-22T08:00:00Z"))
    session.save()
    assert main(["changes", str(folder), "--by", "ani"]) == 0
    out, told = capsys.readouterr()
    assert "label PER → ORG" in out
    assert "firm?" in out
    assert "reviewers: 1 corrected, 1 accepted" in told
    assert main(["changes", str(folder), "--format", "json", "--reviewer", "rina"]) == 0
    [first, second] = json.loads(capsys.readouterr().out)["changes"]
    assert first["values"] == [{"name": "label", "before": "PER", "after": "ORG"}]
    assert (second["did"], second["kind"]) == ("accepted", "quote")
    assert main(["changes", str(folder), "--since", "2999-01-01", "--format", "md"]) == 0
    assert "rina" not in capsys.readouterr().out
    assert main(["changes", str(folder), "--reviewer", "rini"]) == 1
    assert "rini has reviewed nothing of this (rina has)" in capsys.readouterr().err
    session.do(corrections.reject(session.annotations["e1"]))
    session.save()
    (folder / "a.txt").write_text("Semua lain.\n", encoding="utf-8")
    assert main(["changes", str(folder), "--format", "json"]) == 0
    lost = json.loads(capsys.readouterr().out)["changes"][0]
    assert (lost["line"], lost["words"], lost["did"]) == (0, "Rahma Widodo", "rejected")
    assert main(["changes", str(folder), "--since", "gestern"]) == 2
