"""Settling the differences of the sample's three annotators, by keys alone and without a screen."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from annotations.adjudication.adjudication import Adjudication
from annotations.article_files import look_at
from annotations.library.facts import read
from annotations.library.row import together
from annotations.model import Span, Status
from annotations.session import Session
from annotations.sidecar.check import check_sidecar
from tests.tui.conftest import Reader
from tui import cli
from tui.commands.adjudicate_articles import Articles
from tui.screens.adjudicate import AdjudicateScreen
from tui.screens.adjudicate_app import AdjudicateApp
from tui.screens.adjudicate_dialogs import Summary
from tui.screens.adjudicate_snippets import Piece, snippets

THREE = Path(__file__).parents[2] / "samples" / "three-annotators"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(THREE, tmp_path / "three"))


@asynccontextmanager
async def adjudicating(*paths: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    articles = Articles(paths, None, "gold", "lead", None)
    app = AdjudicateApp(articles, 0, articles.open(articles.paths[0]))
    async with app.run_test(size=size, notifications=True) as pilot:
        found = Reader(app, pilot, articles.paths[0])
        await found.settle()
        yield found


def screen_of(r: Reader) -> AdjudicateScreen:
    assert isinstance(r.screen, AdjudicateScreen)
    return r.screen


async def test_an_article_is_settled_by_keys_alone(folder: Path) -> None:
    """Each kind of decision once, undone and redone; the file is an ordinary one in the end."""
    path = folder / "01-konsultasi-keamanan.txt"
    gold = folder / f"{path.name}.annotations.gold.yaml"
    async with adjudicating(path) as r:
        screen = screen_of(r)
        cases = screen.adjudication.cases
        shown = r.shown()
        for words in ("quote · only some have it", "▸1", "ani, citra", "nothing there", "case 1 of 11"):
            assert words in shown
        assert not gold.exists()
        await r.press("j")
        assert "▸2" in r.shown()
        await r.press("1")
        assert screen.case is cases[1]
        assert "[Selasa] (11/10)" in r.shown()
        await r.press("2", "b", "n", "u", "U", "u")
        assert screen.case is cases[3]
        assert "Undone: take neither" in r.shown()
        await r.press("e", "r", "o", "space")  # a corrected version: another label
        assert not screen.correcting
        assert screen.case is cases[4]
        tally = screen.adjudication.tally()
        assert (tally["chosen"], tally["both"], tally["corrected"]) == (2, 1, 1)
        (corrected,) = screen.adjudication.standing(cases[3]).accepted
        assert (corrected.label, corrected.by) == ("ORG", cases[3].versions[0].annotations[0].by)
        await r.press("e")
        assert "reviewer lead made" in r.shown()
        assert "(none)" not in r.shown(), "what is made was nothing before"
        await r.press("u")  # taken back, one is among the cases again
        assert not screen.correcting
        assert screen.case is cases[4]
        await r.press("r", "m")
        assert isinstance(r.app.screen, Summary)
        assert "rule majority" in r.shown()
        await r.press("escape", "ctrl+s")
    again = Adjudication.open(path)
    assert not again.undecided()
    assert again.tally()["rule majority"] == 7
    assert not check_sidecar(gold)
    session = Session.open(path, "gold")
    assert {annotation.status for annotation in session.annotations} == {Status.ACCEPTED, Status.REJECTED}
    assert session.suggested


async def test_a_folder_is_gone_through_beside_the_article_where_there_is_room(folder: Path) -> None:
    async with adjudicating(folder, size=(140, 40)) as r:
        screen = screen_of(r)
        rows = r.shown().splitlines()
        assert "│" in rows[1]
        assert rows[1].rstrip().endswith("undecided")  # beside the text, not below it
        await r.press("R", "1")  # all as ani has it, from here on
        assert isinstance(r.app.screen, Summary)
        await r.press("enter")
        assert isinstance(r.app.screen, Summary)
        assert not any(screen.articles.tallies[path]["undecided"] for path in screen.paths)
        assert "All cases are settled" in r.shown()
        await r.press("q")
    assert len(list(folder.glob("*.gold.yaml"))) == 3


def run(*words: object) -> int:
    return cli.main(["adjudicate", *map(str, words)])


def test_cases_are_listed_without_writing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--list") == 0
    shown = capsys.readouterr().out
    assert (
        "entity     boundary           undecided  ani, citra: DATE: Selasa (11/10) | budi: DATE: Selasa"
        in shown
    )
    assert run(folder, "--list", "--format", "json", "--annotators", "ani,budi") == 0
    found = json.loads(capsys.readouterr().out)
    assert [article["annotators"] for article in found] == [["ani", "budi"]] * 3
    assert {case["how"] for article in found for case in article["cases"]} == {"undecided"}
    assert not list(folder.glob("*.gold.yaml"))


def test_rules_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = folder / "03-berbagi-sampah.txt"
    assert run(article, "--auto-only") == 1
    assert "38 identical, 9 undecided" in capsys.readouterr().err
    assert run(article, "--auto-only", "--rule", "longest", "--rule", "majority", "--by", "lead") == 0
    assert "38 identical, 1 rule longest, 8 rule majority" in capsys.readouterr().err
    assert run(article, "--auto-only", "--to", folder / "emas.yaml", "--rule", "annotator:ani") == 0
    assert not check_sidecar(article)
    assert 'by: "lead"' in (folder / f"{article.name}.annotations.gold.yaml").read_text(encoding="utf-8")


def test_a_gold_file_is_no_annotators_work_unless_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = folder / "03-berbagi-sampah.txt"
    run(article, "--auto-only", "--rule", "longest")

    def told(*words: str) -> tuple[dict[str, Any], str]:
        capsys.readouterr()
        assert cli.main([*words, str(article), "--format", "json"]) == 0
        out, err = capsys.readouterr()
        return json.loads(out), err

    found, err = told("compare")
    assert found["annotators"] == ["ani", "budi", "citra"]
    assert "left out: gold" in err
    assert told("compare", "--by", "ani,gold")[0]["annotators"] == ["ani", "gold"]
    assert [row["annotator"] for row in told("report")[0]["annotators"]] == ["ani", "budi", "citra"]
    found, err = told("report", "--by", "gold")
    assert ([row["annotator"] for row in found["annotators"]], "left out" in err) == (["gold"], False)
    assert told("review")[0]["queue"] == [], "its undecided cases are for adjudicating"
    assert {row["annotator"] for row in told("review", "--by", "gold", "--undecided")[0]["queue"]} == {"gold"}
    assert not told("changes")[0]["changes"]
    assert run(article, "--list", "--to", "emas", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)[0]["annotators"] == ["ani", "budi", "citra"]
    assert cli.main(["export", str(article), "--annotator", "gold", "--format", "csv"]) == 0
    told_dropped = capsys.readouterr().err
    assert "records of the adjudication" in told_dropped
    assert "other programs" not in told_dropped
    facts = read(look_at([article])[article]).facts
    work = together(facts.sidecars)
    assert work is not None
    assert work.total == work.decided, "what is undecided in it is no annotator's"
    for path in folder.glob("*.annotations.[abc]*.yaml"):
        path.unlink()
    assert [row["annotator"] for row in told("report")[0]["annotators"]] == ["gold"]


def test_what_is_wrong_is_told_in_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = folder / "03-berbagi-sampah.txt"
    for words, code, told in (
        ((folder / "none.txt", "--list"), 1, "no such file"),
        ((article, "--annotators", "ani", "--auto-only"), 1, "here is the work of ani"),
        ((article, "--annotators", "ani,budi,dewi", "--list"), 1, "nothing by dewi here (there is ani, "),
        ((article, "--rule", "best"), 2, "there is no rule"),
        ((folder, "--to", "x/y"), 2, "no name for an annotator"),
        ((folder, "--to", "one.yaml"), 2, "here are 3 articles"),
        ((article, "--to", "budi", "--list"), 1, "somebody's own work"),
        ((folder.parent, "--list"), 1, "no articles in this folder"),
        ((article,), 2, "needs a terminal"),
    ):
        assert run(*words) == code
        error = capsys.readouterr().err
        assert told in error
        assert error.count("\n") == 1


def test_long_words_are_cut_alike_in_all_versions() -> None:
    text = f"Kata dia: {'panjang sekali ' * 40}. Selesai."
    end = text.index(".")
    first, second = snippets(text, [[Span(10, end)], [Span(10, end + 1)]], 120)
    assert [piece.text for piece in first if not piece.bracket] == [p.text for p in second if not p.bracket]
    assert sum(len(piece.text) for piece in first) <= 120
    assert Piece("[", bracket=True) in first
    assert [piece.text for piece in first if piece.differs] == ["."]
    assert [piece.inside for piece in second if piece.differs] == [True]
