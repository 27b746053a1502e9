"""Somebody else changes the files of the article on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations import corrections
from annotations.model import Annotation, Status
from annotations.session import Session
from tests.tui.conftest import ARTICLE, Opener, Reader
from tui.screens import foreign_changes


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_changes, "INTERVAL", 0.02)


def notified(r: Reader, words: str) -> bool:
    return any(words in n.message for n in r.app._notifications)


def somebody_else(path: Path, label: str) -> tuple[Session, Annotation]:
    """Another session on the article, in which the first annotation gets another label."""
    other = Session.open(path)
    first = next(iter(other.annotations))
    other.do(corrections.relabel(first, label))
    return other, first


async def test_their_change_comes_in_by_itself(reader: Opener, tmp_path: Path) -> None:
    async with reader() as r:
        await r.press("]", "space", "ctrl+s")
        other, first = somebody_else(tmp_path / "berita.txt", "ORG")
        other.save()
        await r.until(lambda: r.screen.session.annotations[first.id].label == "ORG")
        assert "1 change taken in" in r.shown()
        await r.press("u")
        assert r.screen.session.annotations[first.id].label == "ORG", "theirs is not ours to undo"
        assert not r.screen.session.history.done


@pytest.mark.parametrize(("key", "kept"), [("y", ["PER"]), ("t", ["ORG"]), ("b", ["ORG", "PER"])])
async def test_what_both_changed_is_shown_and_decided(
    reader: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, kept: list[str]
) -> None:
    monkeypatch.setattr(foreign_changes, "PAUSE", 3600)
    path = tmp_path / "berita.txt"
    async with reader() as r:
        await r.press("]", "space", "ctrl+s")
        other, first = somebody_else(path, "ORG")
        mine = r.screen.session.annotations[first.id]
        r.screen.do(corrections.relabel(mine, "PER"))
        other.save()
        await r.until(lambda: "theirs: label ORG" in r.shown())
        lines = [line.strip(" │") for line in r.shown().splitlines()]
        assert "yours: label PER" in lines, "each version in a line of its own"
        await r.press(*"ytb")
        assert "theirs: label ORG" in r.shown(), "keys of what was being typed are no answers"
        monkeypatch.setattr(foreign_changes, "PAUSE", 0)
        await r.press(key, "ctrl+s")
        there = [a for a in r.annotations if a.spans == first.spans]
        assert sorted(a.label for a in there) == kept
    there = [a for a in Session.open(path).annotations if a.spans == first.spans]
    assert sorted(a.label for a in there) == kept


async def test_a_file_they_left_broken_is_told_and_not_overwritten(reader: Opener, tmp_path: Path) -> None:
    async with reader() as r:
        await r.press("]", "space", "ctrl+s")
        path = r.screen.session.store.path
        good = path.read_text()
        path.write_text(good + "<<<<<<< ours\n")
        await r.until(lambda: notified(r, "cannot be read"))
        await r.press("]", "space", "ctrl+s")
        assert path.read_text() == good + "<<<<<<< ours\n"
        assert "NOT SAVED" in r.shown()
        path.write_text(good)
        await r.press("ctrl+s")
        assert "NOT SAVED" not in r.shown().splitlines()[0]
        assert Session.open(tmp_path / "berita.txt").annotations.count(status=Status.ACCEPTED) == 2


async def test_a_changed_article_is_told_and_read_again_by_a_key(reader: Opener, tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    async with reader() as r:
        await r.press("]")
        words = r.words()
        await r.press("space")
        path.write_text("Kabar pagi ini.\n\n" + ARTICLE)
        await r.until(lambda: "CHANGED ON DISK" in r.shown())
        await r.press("f5")
        assert r.text.startswith("Kabar pagi ini.")
        assert "CHANGED ON DISK" not in r.shown()
        accepted = [a for a in r.annotations if a.status is Status.ACCEPTED]
        assert [r.words(a) for a in accepted] == [words]


async def test_removed_files_are_told(reader: Opener, tmp_path: Path) -> None:
    async with reader() as r:
        await r.press("]", "space", "ctrl+s")
        await r.until(lambda: r.screen.session.store.path.exists())
        await r.pilot.pause(0.1)
        r.screen.session.store.path.unlink()
        await r.until(lambda: notified(r, "annotation file was removed"))
        await r.press("space", "ctrl+s")
        assert r.screen.session.store.path.exists()
