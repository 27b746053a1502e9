"""Reviewing by keys: through a queue over files, and what the annotator sees of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from annotations.model import Annotation
from annotations.review.queue import build
from annotations.review.sitting import Sitting
from annotations.review.wanted import Wanted
from annotations.session import Session
from tests.annotations.review.support import layers_of, make_folder
from tests.tui.conftest import Reader
from tui.app import ArtreaderApp
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen
from tui.screens.review_app import ReviewApp

Opener = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    make_folder(tmp_path / "articles")
    return tmp_path / "articles"


@asynccontextmanager
async def shown(app: ArtreaderApp, path: Path) -> AsyncIterator[Reader]:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        found = Reader(app, pilot, path)
        await found.settle()
        yield found


def review(folder: Path, wanted: Wanted) -> AbstractAsyncContextManager[Reader]:
    sitting = Sitting((folder,), wanted)
    queue = build(layers_of(folder), wanted, sitting.order, *sitting.recall())
    return shown(ReviewApp([folder], queue, sitting, "rina"), folder)


def on_disk(folder: Path, name: str, annotator: str, id_: str) -> Annotation:
    return Session.open(folder / name, annotator).annotations[id_]


async def test_a_queue_over_files_and_coming_back_to_it(folder: Path) -> None:
    async with review(folder, Wanted()) as r:
        screen = r.screen
        assert isinstance(screen, ReviewScreen)
        assert "REVIEW 1 of 6 · 6 left · ani · a.txt" in r.shown()
        assert "rina · article open" in r.shown()
        await r.press("space")
        assert r.current.id == "q1"
        assert Sitting((folder,), Wanted()).recall()[1] == screen.queue.current.key, "kept at each item"
        await r.press("c")
        await r.type("siapa?")
        await r.press("enter", "comma", "right_square_bracket")  # corrected is decided
        assert r.current.id == "e2"
        await r.press("left_square_bracket", "right_square_bracket", "space")
        assert "F marks it reviewed, ] goes on" in r.shown()
        await r.press("F")
        assert r.current.id == "e5"  # budi's file of the same article
        assert "REVIEW 4 of 6 · 3 left · budi · a.txt" in r.shown()
        await r.press("D")
        assert r.current.status == "rejected"
        await r.press("u", "right_square_bracket", "x")
        assert r.current.id == "e4"
        assert screen.queue.decided == 4
        await r.press("u")  # in the same file
        assert r.current.id == "e3"
        await r.press("J")
        assert "last article" in r.shown()
        await r.press("K")
        assert r.current.id == "e5"
        await r.press("C")
        assert isinstance(r.app.screen, LibraryScreen)
        await r.press("C")
        assert "g  go on: not reviewed" in r.shown()
        await r.press("enter")
        assert "REVIEW 4 of 6 · 3 left" in r.shown()
        assert "rina · article open" in r.shown()
        await r.press("space", "space")
        assert r.current.id == "e3"
        await r.press("x")
        await r.press("space")
        assert "All 6 are decided" in r.shown()
        await r.press("f10")
    assert not list((folder.parent / "state").rglob("reviews/*.json"))
    first = on_disk(folder, "a.txt", "ani", "e1")
    assert [(s.did, s.by) for s in first.history] == [("accepted", "ani"), ("confirmed", "rina")]
    second = on_disk(folder, "a.txt", "ani", "q1").history[-1]
    assert (second.did, second.role, second.note) == ("corrected", "reviewer", "siapa?")
    assert Session.open(folder / "a.txt", "ani").state == "reviewed"
    assert Session.open(folder / "a.txt", "budi").state == "open"


def test_the_help_of_a_review_begins_with_its_keys() -> None:
    (title, first), (second, _), *_ = ReviewScreen.HELP_SHOWN.groups()
    assert (title, second) == ("In this review", "Move")
    assert {command.id for command in first} > {"accept", "reject", "comment", "finish", "review"}
    assert next(LibraryScreen.HELP_SHOWN.groups())[0] == "List of articles"


async def test_what_the_text_lost_is_given_a_place_or_rejected(folder: Path) -> None:
    text = (folder / "b.txt").read_text("utf-8")
    (folder / "b.txt").write_text(text.replace("Kata Bakken, p", "P").replace("Tuban", "Laut"), "utf-8")
    async with review(folder / "b.txt", Wanted(undecided=True)) as r:
        assert "REVIEW 1 of 2" in r.shown()
        assert r.current.is_lost
        await r.press("space")
        assert "Lost from the text: R places, x rejects, ] skips it" in r.shown()
        await r.press("x")
        assert r.current.is_lost
        await r.press("R")
        await r.select("Laut")
        await r.press("enter")
        assert r.words() == "Laut"
        assert "0 left" in r.shown()
        await r.press("f10")
    found = Session.open(folder / "b.txt", "ani").annotations
    assert [(a.status, a.is_lost) for a in sorted(found, key=lambda a: a.id)] == [
        ("rejected", True),
        ("accepted", False),
    ]


async def test_in_and_out_of_a_review_and_what_the_annotator_sees(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARTREADER_REVIEWER", "rina")
    async with shown(ArtreaderApp([folder / "a.txt"], annotator="ani"), folder) as r:
        await r.press("F")
        assert "The article is annotated now (1 undecided)" in r.shown()
        await r.put_caret("Rahma Widodo")
        await r.press("C", "l")
        assert isinstance(r.app.screen, ReviewScreen)
        assert "REVIEW 1 of 1" in r.shown()
        await r.press("F")
        assert "The article is reviewed now (1 left)" in r.shown()
        await r.press("F")
        assert "article annotated" in r.shown(), "what ani said stands"
        await r.press("greater_than_sign", "C")
        assert not isinstance(r.app.screen, ReviewScreen)
        assert r.words() == "Widodo"
        assert "± PER Widodo" in r.shown()
        assert "reviewer rina corrected" in r.shown()
        assert "was words Rahma" in r.shown()
        await r.put_caret("datang")
        await r.press("exclamation_mark")
        assert r.current.id == "e1"
        await r.press("f")
        await r.type("rina")
        assert [line for line in r.shown().splitlines() if "± PER Widodo" in line]
        await r.press("escape", "F")
        await r.press("O")
        assert isinstance(r.app.screen, LibraryScreen)
        await r.press("C", "u")
        assert isinstance(r.app.screen, ReviewScreen)
        assert r.current.id == "q1"
    assert Session.open(folder / "a.txt", "ani").state == "open"
