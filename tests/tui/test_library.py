"""The list of a folder's articles, the search over them, and the way between it and the reading screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from annotations.library.facts import Facts, SidecarFacts
from annotations.library.row import LOST, Order, Row
from annotations.library.search import Hit
from tests.tui.conftest import Reader
from tui import article_rows
from tui.app import ArtreaderApp
from tui.screens.library import LibraryScreen
from tui.screens.reader import ReaderScreen
from tui.widgets.article_table import Articles

INDONESIAN = "Banjir di Solo\n\nKata Budi Santoso, hujan turun di Solo sejak Senin dan sungai belum surut.\n"
ENGLISH = "The River Stays High\n\nThe minister said the river had not gone down since Monday.\n"
DEAL = "Damai di Ambon\n\nKedua desa meneken perjanjian damai. Kata Budi, perjanjian itu lama ditunggu.\n"


class Library(Reader):
    """The app with its list of articles."""

    @property
    def library(self) -> LibraryScreen:
        assert isinstance(self.app.screen, LibraryScreen)
        return self.app.screen

    def rows(self) -> list[str]:
        """What stands in the list, the highlighted line marked."""
        table = self.library.table
        lines = [table.render_line(y).text.strip() for y in range(len(table.rows or ()))]
        return [f"> {line}" if at == table.highlighted else line for at, line in enumerate(lines)]

    def names(self) -> list[str]:
        return [row.path.name for row in self.library.shown]


Opener = Callable[..., AbstractAsyncContextManager[Library]]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("b2.txt", INDONESIAN), ("b10.txt", ENGLISH), ("d.txt", DEAL)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"Kata \xe9 saja")

    @asynccontextmanager
    async def start(name: str = "", size: tuple[int, int] = (120, 20)) -> AsyncIterator[Library]:
        app = ArtreaderApp([folder / name])
        async with app.run_test(size=size, notifications=True) as pilot:
            found = Library(app, pilot, folder)
            await found.settle()
            yield found

    return start


async def test_a_folder_is_listed_sorted_and_filtered(opened: Opener) -> None:
    async with opened() as r:
        assert r.names() == ["b2.txt", "b10.txt", "c.txt", "d.txt"]
        rows = r.rows()
        assert rows[0].split()[:8] == [">", "new", "b2.txt", "id", "–", "–", "–", rows[0].split()[7]]
        assert rows[0].endswith("Banjir di Solo")
        assert rows[2].split()[:3] == ["X", "problem", "c.txt"]
        assert "not valid UTF-8" in rows[2]
        await r.press("down", "s", "s", "s", "s", "s", "s", "s")
        assert r.library.order.column == "title"
        assert r.names() == ["c.txt", "b2.txt", "d.txt", "b10.txt"]
        assert "title▲" in r.shown()
        assert r.rows()[3].startswith(">")  # the highlight stays with its article
        await r.press("d")
        assert r.names() == ["b10.txt", "d.txt", "b2.txt", "c.txt"]
        await r.press("f")
        await r.type("new id")
        assert r.names() == ["d.txt", "b2.txt"]
        await r.press("enter", "down", "enter", "J")
        assert isinstance(r.app.screen, ReaderScreen)
        assert r.screen.session.article.path == r.path / "b2.txt"
        assert "This is the last article." in r.shown()  # of those that the filter left
        await r.press("K", "O")
        assert r.rows()[0].startswith(">")
        await r.press("escape")
        assert len(r.names()) == 4


async def test_deciding_and_coming_back_shows_progress_and_the_folder_is_resumed(opened: Opener) -> None:
    async with opened() as r:
        await r.press("enter")
        await r.press("right", "right", "right")
        await r.press("]", "space", "O")
        assert "%" in r.rows()[0] or "✓" in r.rows()[0]
        (r.path / "e.txt").write_text(ENGLISH, encoding="utf-8")
        await r.press("r")
        assert len(r.rows()) == 5
        await r.press("end", "up", "enter")
        await r.put_caret("perjanjian itu")
        caret = r.screen.pane.caret
        await r.press("f10")
    async with opened() as r:
        assert r.rows()[3].startswith("> ")
        assert "d.txt" in r.rows()[3]
        assert "left off" in r.shown()
        await r.press("enter")
        assert r.screen.pane.caret == caret
        await r.press("K")  # past the one that cannot be opened
        assert r.screen.session.article.path == r.path / "b10.txt"
        assert r.screen.pane.caret == 0


async def test_searching_all_texts_opens_the_article_at_the_place(opened: Opener) -> None:
    async with opened() as r:
        await r.press("/")
        await r.type("perjanjian")
        assert [line.split()[:3] for line in r.rows()] == [[">", "d.txt", "×2"]]
        assert "meneken perjanjian damai" in r.rows()[0]
        await r.press("enter", "enter")
        assert r.screen.pane.caret == DEAL.index("perjanjian")
        await r.press("n")
        assert r.screen.pane.caret == DEAL.rindex("perjanjian")
        await r.press("O")
        assert len(r.rows()) == 1
        await r.press("escape")
        assert len(r.rows()) == 4
        await r.press("/")
        await r.type("tidak ada di mana pun")
        await r.press("enter", "enter")
        assert r.library.hits == []


async def test_an_article_that_cannot_be_opened_says_why_and_the_list_stays(opened: Opener) -> None:
    async with opened() as r:
        await r.press("down", "down")
        assert "not valid UTF-8" in r.shown().splitlines()[-2]
        await r.press("enter")
        assert isinstance(r.app.screen, LibraryScreen)
        assert any("c.txt" in notification.message for notification in r.app._notifications)


async def test_a_file_opened_alone_has_a_list_behind_it(opened: Opener) -> None:
    async with opened("b2.txt") as r:
        await r.press("O")
        assert r.names() == ["b2.txt"]


# -- words of a row ------------------------------------------------------------

NOW = datetime(2026, 11, 23, 12, 0)


def row(decided: int = 0, total: int = 0, **more: object) -> Row:
    facts = Facts("Judul", "id", "", (SidecarFacts(decided=decided, total=total),))
    return Row(Path("a.txt"), 0, facts, facts.sidecars[0], **more)  # type: ignore[arg-type]


def test_own_kinds_are_counted_where_there_are_any() -> None:
    counts = {"entity": 2, "claim": 3, "risk": 1}
    facts = Facts("Judul", "id", "", (SidecarFacts(decided=6, total=6, counts=counts),))
    some = Row(Path("a.txt"), 0, facts, facts.sidecars[0])
    shown = article_rows.columns(80, own=True)
    at = article_rows.heading(shown, Order()).index("own")
    assert article_rows.line(some, shown, NOW)[: at + 3].endswith("   4")
    assert article_rows.described(some) == "3 claim · 1 risk · Judul"
    assert Order("own", True).apply([Row(Path("b.txt"), 0, facts), some])[0] is some
    assert "own" not in article_rows.heading(article_rows.columns(80), Order())
    assert Articles([some]).own
    assert not Articles([Row(Path("b.txt"))]).own


def test_progress_bars() -> None:
    assert article_rows.progress(Row(Path("a.txt"))) == ""
    assert article_rows.progress(Row(Path("a.txt"), facts=Facts())) == "new"
    assert article_rows.progress(row(1, 2)) == "████░░░░ 50%"
    assert article_rows.progress(row(2, 2)) == "████████ ✓"
    assert article_rows.progress(row(1, 2), 9) == "██░░ 50%"
    assert article_rows.progress(row()) == "────────"


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("width", [10, 24, 40, 60, 80, 140])
def test_every_row_fills_its_line_whatever_stands_in_it(width: int, own: bool) -> None:
    hostile = "\x1b[31m記者\u202e會見👩‍👩‍👧" * 9
    facts = Facts(
        hostile, "id", "", (SidecarFacts(by=hostile, decided=1, total=12345, counts={"entity": 12345}),)
    )
    shown = article_rows.columns(width, own)
    some = Row(Path(hostile), 1 << 60, facts, facts.sidecars[0], (hostile,), (LOST,))
    hit = Hit(Path(hostile), "agreement", 0, 1, "sebelum " * 9, "kata " * 30, "sesudah " * 9)
    for line in (
        article_rows.line(some, shown, NOW),
        article_rows.line(Row(Path("x.txt")), shown, NOW),
        article_rows.heading(shown, Order("title", True)),
        "".join(article_rows.hit_line(hit, max(40, width))),
    ):
        assert cell_len(line) == width or (width < 40 and cell_len(line) == 40)
        assert "\x1b" not in line
        assert "\u202e" not in line


def test_names_and_times_are_cut_where_it_costs_least() -> None:
    assert article_rows.cut("short.txt", 10) == "short.txt"
    assert article_rows.cut("a-very-long-name-of-a-file.txt", 12) == "a-very-….txt"
    today = int(datetime(2026, 11, 23, 7, 5).timestamp() * 1e9)
    assert article_rows.when(today, 8, NOW) == "07:05"
    assert article_rows.when(today, 16, NOW) == "2026-11-23 07:05"
    assert article_rows.when(today - 10**18, 8, NOW) == "1995-03"
