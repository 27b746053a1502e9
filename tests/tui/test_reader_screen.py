"""The reading screen at any size, on hostile text, and when things go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.errors import SaveError
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store
from tests.tui.conftest import ARTICLE, Opener
from tui.screens.dialogs import KeyChoice
from tui.screens.reader import ReaderScreen

HOSTILE = (
    "Kata \x1b[31mBudi\x1b]52;c;aGk=\x07 di \u202eSolo\u202c\x9b2J: "
    "[bold]hujan[/bold] \ud7ff\u200b 日本 e\u0301 🇮🇩.\tSelesai.\n"
)


@pytest.mark.parametrize(
    "size",
    [(1, 1), (10, 5), (40, 2), (63, 20), (200, 60)],
)
async def test_any_size_draws_and_takes_keys(reader: Opener, size: tuple[int, int]) -> None:
    async with reader(size=size) as r:
        await r.press("]", "space", "t", "down", "v", "w", "escape", "tab", "e", "escape", "slash", "escape")
        await r.pilot.resize_terminal(80, 24)
        await r.settle()
        await r.pilot.resize_terminal(*size)
        await r.settle()
        assert r.app.is_running


async def test_at_80_by_24_nothing_is_cut_without_a_sign(reader: Opener) -> None:
    async with reader(size=(80, 24)) as r:
        await r.press("]")
        rows = r.shown().split("\n")
        assert len(rows) == 24
        assert "berita.txt · id" in rows[0]
        assert "decided" in rows[22]
        assert "Space accept" in rows[23]
        assert "Pemerintah Indonesia" in r.shown()


async def test_what_the_scroll_bar_takes_is_taken_from_the_text(reader: Opener) -> None:
    async with reader(text="hujan turun lagi " * 90, size=(80, 24)) as r:
        pane = r.screen.pane
        assert pane.show_vertical_scrollbar
        assert not pane.show_horizontal_scrollbar
        assert pane.virtual_size.width == pane.scrollable_content_region.width


async def test_a_narrow_screen_shows_the_article_or_the_lists(reader: Opener) -> None:
    async with reader(size=(50, 20)) as r:
        assert "Norwegia" in r.shown()
        side = r.screen.query_one("#side")
        assert not side.display
        await r.press("]", "enter")
        assert side.display
        assert not r.screen.pane.display
        assert r.screen.query_one("#fields").has_focus
        await r.press("escape")
        assert r.screen.pane.has_focus
        await r.press("z")
        assert r.screen.lists.list.has_focus
        await r.press("down", "enter")
        assert r.screen.pane.has_focus


async def test_resizing_keeps_the_place(reader: Opener) -> None:
    long = "\n".join(f"Paragraf {n} berisi cerita yang cukup panjang untuk dibungkus." for n in range(200))
    async with reader(text=long, size=(100, 20)) as r:
        await r.put_caret("Paragraf 120 ")
        for size in ((60, 12), (140, 40), (30, 9)):
            await r.pilot.resize_terminal(*size)
            await r.settle()
            pane = r.screen.pane
            row = pane.layout_rows.row_of(pane.caret) - pane.scroll_offset.y
            assert 0 <= row < pane.size.height
            assert r.text[pane.caret :].startswith("Paragraf 120 ")


async def test_nothing_hostile_is_drawn_and_offsets_hold(reader: Opener) -> None:
    async with reader(text=HOSTILE, size=(120, 20)) as r:
        for kind in ("entity", "quote"):
            r.screen._show_tab(kind)
            await r.settle()
            shown = r.shown()
            for char in "\x1b\x07\x9b\u202e\u202c\u200b\t":
                assert char not in shown
        assert "␛[31mBudi" in r.shown()
        assert "[bold]hujan[/bold]" in r.shown()
        await r.select("Solo")
        await r.press("e", "l")
        assert r.words() == "Solo"


async def test_the_mouse_sets_the_caret_selects_and_double_click_takes_a_word(reader: Opener) -> None:
    async with reader() as r:
        pane = r.screen.pane
        row = pane.layout_rows.row_of(r.text.index("Rahma Widodo"))
        column = pane.layout_rows.column_of(r.text.index("Rahma Widodo")) + pane._left
        await r.pilot.click("#article", offset=(column + 1, row))
        assert pane.caret == r.text.index("Rahma Widodo") + 1
        await r.pilot.click("#article", offset=(column + 1, row), times=2)
        assert pane.selection is not None
        assert r.text[pane.selection.start : pane.selection.end] == "Rahma"
        await r.pilot.click("#article", offset=(column + 1, row), times=3)
        assert pane.selection is not None
        assert r.text[pane.selection.start : pane.selection.end].startswith("Menteri Kelautan")
        await r.pilot.mouse_down("#article", offset=(column, row))
        await r.pilot.hover("#article", offset=(column + 5, row))
        await r.pilot.mouse_up("#article", offset=(column + 5, row))
        await r.settle()
        assert pane.selection is not None
        assert r.text[pane.selection.start : pane.selection.end] == "Rahma"


async def test_a_failed_save_is_said_and_quitting_asks(
    reader: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise SaveError("No space left on device")

    async with reader() as r:
        monkeypatch.setattr(Store, "save", fail)
        await r.press("]", "space", "ctrl+s")
        assert "NOT SAVED: No space left on device" in r.shown()
        await r.press("ctrl+q")
        assert isinstance(r.app.screen, KeyChoice)
        await r.press("s")  # stay
        assert isinstance(r.app.screen, ReaderScreen)
        assert r.screen.session.decided == 1
        await r.press("J", "O")  # leaving is refused as well, so that nothing is lost
        assert isinstance(r.app.screen, ReaderScreen)
        monkeypatch.undo()
        await r.press("ctrl+s")
        assert "NOT SAVED" not in r.shown().split("\n")[0]
    assert sidecar_path(r.path).exists()


async def test_a_newer_format_opens_read_only(reader: Opener, tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    newer = "format: artreader/2\nsomething: else\n"
    sidecar_path(path).write_text(newer, encoding="utf-8")
    async with reader() as r:
        assert "read only" in r.shown()
        await r.press("]", "space")
        assert r.screen.session.decided == 0
    assert sidecar_path(path).read_text(encoding="utf-8") == newer


async def test_a_changed_text_is_said_and_what_was_lost_is_listed(reader: Opener, tmp_path: Path) -> None:
    async with reader() as r:
        await r.press("]", "space")
        everything = len(r.annotations)
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE.replace("Lars Bakken", "Olaf Dahl"), encoding="utf-8")
    async with reader() as again:
        assert len(again.annotations) == everything
        lost = again.screen.session.annotations.lost
        assert any(a.text_in(again.text) == "Lars Bakken" for a in lost)
        again.screen._show_tab("entity")
        await again.settle()
        assert "lost from the text" in again.shown()
        assert any("text has changed" in n.message for n in again.app._notifications)


async def test_commands_are_in_the_palette(reader: Opener) -> None:
    async with reader() as r:
        titles = [command.title for command in r.app.get_system_commands(r.screen)]
        assert "Save and quit" in titles
        assert "Suggest again" in titles
        assert not any(title.startswith("One character") for title in titles)
        command = next(c for c in r.app.get_system_commands(r.screen) if c.title.startswith("Quote:"))
        await r.put_caret("Kami tidak")
        command.callback()
        await r.settle()
        assert r.current.status == "accepted"
