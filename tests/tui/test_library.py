"""The list of a folder's articles, and the way between it and the reading screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.summary import Summary
from tui.app import ArtreaderApp
from tui.screens.library import LibraryScreen, cut, progress
from tui.screens.reader import ReaderScreen

INDONESIAN = "Kata Budi Santoso, hujan turun di Solo sejak Senin dan sungai yang meluap belum surut.\n"
ENGLISH = "The minister said the river had not gone down since the rain began on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b2.txt").write_text(INDONESIAN, encoding="utf-8")
    (tmp_path / "b10.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"Kata \xe9 saja")
    return tmp_path


def cells(screen: LibraryScreen) -> list[list[str]]:
    return [[str(cell) for cell in screen.table.get_row_at(row)] for row in range(screen.table.row_count)]


async def test_a_folder_is_listed_in_natural_order_with_language_and_counts(folder: Path) -> None:
    app = ArtreaderApp([folder])
    async with app.run_test(size=(120, 20)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        rows = cells(screen)
        assert [row[1] for row in rows] == ["b2.txt", "b10.txt", "c.txt"]
        assert [row[2] for row in rows[:2]] == ["id", "en"]
        assert rows[0][0] == "new"
        assert rows[2][0] == "cannot open"


async def test_opening_deciding_and_coming_back_shows_progress(folder: Path) -> None:
    app = ArtreaderApp([folder])
    async with app.run_test(size=(120, 20)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        await pilot.press("]", "space", "O")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        row = cells(app.screen)[0]
        assert "%" in row[0] or "✓" in row[0]
        (folder / "d.txt").write_text(ENGLISH, encoding="utf-8")
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(cells(app.screen)) == 4


async def test_an_article_that_cannot_be_opened_says_why_and_the_list_stays(folder: Path) -> None:
    app = ArtreaderApp([folder])
    async with app.run_test(size=(120, 20), notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert any("c.txt" in notification.message for notification in app._notifications)


async def test_a_file_opened_alone_has_a_list_behind_it(folder: Path) -> None:
    app = ArtreaderApp([folder / "b2.txt"])
    async with app.run_test(size=(120, 20)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("O")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert [row[1] for row in cells(app.screen)] == ["b2.txt"]


def test_progress_bars() -> None:
    path = Path("a.txt")
    assert progress(Summary(path, language="id")) == "new"
    assert progress(Summary(path, annotated=True, decided=1, total=2)) == "████░░░░ 50%"
    assert progress(Summary(path, annotated=True, decided=2, total=2)) == "████████ ✓"
    assert progress(Summary(path, annotated=True)) == "────────"


def test_long_names_are_cut_in_the_middle() -> None:
    assert cut("short.txt", 10) == "short.txt"
    assert cut("a-very-long-name-of-a-file.txt", 12) == "a-very-….txt"
