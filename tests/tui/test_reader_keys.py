"""Every key of the reading screen does what the table says."""

from __future__ import annotations

import pytest
import yaml

from annotations.model import Quote, Status
from annotations.sidecar.paths import sidecar_path
from tests.tui.conftest import Opener, Reader
from tui.screens.dialogs import Chooser
from tui.screens.help import HelpScreen


async def undecided(reader: Reader) -> int:
    return sum(a.status is Status.SUGGESTED for a in reader.annotations)


async def test_opening_suggests_and_writes_nothing(reader: Opener) -> None:
    async with reader() as r:
        kinds = {a.kind for a in r.annotations}
        assert {"entity", "quote", "agreement"} <= kinds
        assert all(a.status is Status.SUGGESTED for a in r.annotations)
    assert [p.name for p in r.path.parent.iterdir()] == ["berita.txt"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["w"], "Warta"),
        (["w", "w", "b"], "Warta"),
        (["right", "l", "l", "left", "h"], "urabaya"),
        (["right_parenthesis"], "Pemerintah"),
        (["right_curly_bracket"], "Menteri"),
        (["right_curly_bracket", "left_curly_bracket"], "Surabaya"),
        (["G", "g"], "Surabaya"),
        (["right_curly_bracket", "home"], "Menteri"),
    ],
)
async def test_movement(reader: Opener, keys: list[str], words: str) -> None:
    async with reader() as r:
        await r.press(*keys)
        assert r.text[r.screen.pane.caret :].startswith(words)


async def test_sentences_backwards_and_ends_of_lines(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Bakken berharap")
        await r.press("left_parenthesis")
        assert r.text[r.screen.pane.caret :].startswith("Duta Besar")
        await r.press("end")
        assert r.screen.pane.layout_rows.row_of(r.screen.pane.caret) == r.screen.pane.layout_rows.row_of(
            r.text.index("Duta Besar")
        )
        await r.press("G")
        assert r.screen.pane.caret == len(r.text)
        await r.press("pageup", "ctrl+u", "pagedown", "ctrl+d", "ctrl+home")
        assert r.screen.pane.caret == 0


async def test_down_and_up_keep_the_column(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Pemerintah")
        start = r.screen.pane.caret
        column = r.screen.pane.layout_rows.column_of(start)
        await r.press("down", "j")
        assert r.screen.pane.layout_rows.column_of(r.screen.pane.caret) == column
        await r.press("up", "k")
        assert r.screen.pane.caret == start


async def test_brackets_step_through_the_undecided(reader: Opener) -> None:
    async with reader() as r:
        await r.press("]")
        first = r.current
        await r.press("]")
        assert r.current.id != first.id
        await r.press("[")
        assert r.current.id == first.id
        await r.press("n", "n", "N")
        assert r.current.id != first.id


async def test_space_accepts_and_goes_on(reader: Opener) -> None:
    async with reader() as r:
        before = await undecided(r)
        await r.press("]")
        first = r.current.id
        await r.press("space")
        assert r.screen.session.annotations[first].status is Status.ACCEPTED
        assert r.current.id != first
        assert await undecided(r) == before - 1


async def test_space_decides_everything_in_the_end(reader: Opener) -> None:
    async with reader() as r:
        count = len(r.annotations)
        await r.press("]", *(["space"] * count))
        assert await undecided(r) == 0
        assert f"{count} of {count} decided" in r.shown()
        assert r.shown().splitlines()[-1].startswith(" F done  s "), "what comes then"


async def test_x_rejects_and_it_stays_rejected_after_reopening(reader: Opener) -> None:
    async with reader() as r:
        await r.press("]")
        rejected = r.current.id
        await r.press("x")
        await r.press("ctrl+s")
        before = {a.id: a.status for a in r.annotations}
        assert before[rejected] is Status.REJECTED
    async with reader() as again:
        assert {a.id: a.status for a in again.annotations} == before


async def test_undo_and_redo(reader: Opener) -> None:
    async with reader() as r:
        untouched = r.annotations
        await r.press("]", "space", "x", "space")
        changed = r.annotations
        await r.press("u", "u", "u")
        assert r.annotations == untouched
        await r.press("u")
        assert "Nothing to undo" in r.shown()
        await r.press("U", "U", "ctrl+y")
        assert r.annotations == changed
        assert "Redone" in r.shown()
        await r.press("]")
        assert "Redone" not in r.shown(), "what was said of the key before"
        assert r.annotations == changed


async def test_v_and_shift_select_plus_and_minus_grow_and_shrink(reader: Opener) -> None:
    async with reader() as r:
        pane = r.screen.pane

        def selected() -> str:
            return "" if pane.selection is None else r.text[pane.selection.start : pane.selection.end]

        await r.put_caret("Sejumlah")
        await r.press("v", "w", "w")
        assert selected() == "Sejumlah nelayan"
        await r.press("escape")
        assert selected() == ""
        await r.put_caret("Sejumlah")
        await r.press("shift+right", "shift+right", "L", "H")
        assert selected() == "Se"
        await r.press("W", "W", "B")
        assert selected() == "Sejumlah "
        await r.put_caret("mendengar", inside=2)
        await r.press("plus")
        assert selected() == "mendengar"
        await r.press("plus")
        assert selected() == "Sejumlah nelayan di Tuban belum mendengar kabar tersebut."
        await r.press("minus")
        assert selected() in ("mendengar", "Sejumlah")
        await r.put_caret("Sejumlah")
        await r.press("shift+down", "shift+up", "shift+left")
        assert selected() == "\n"


async def test_search_steps_through_matches_and_escape_ends_it(reader: Opener) -> None:
    async with reader() as r:
        await r.press("slash")
        await r.type("perjanjian")
        assert "match 1 of 2, Enter keeps it  Esc back" in r.shown(), "n and N are letters yet"
        await r.press("enter")
        places = [r.screen.pane.caret]
        await r.press("n")
        places.append(r.screen.pane.caret)
        assert all(r.text[place:].startswith("perjanjian") for place in places)
        assert places[0] != places[1]
        assert "match 2 of 2  n next  N previous  Esc back  Space accept" in r.shown()
        await r.press("N")
        assert r.screen.pane.caret == places[0]
        await r.press("escape", "n")
        assert r.screen.current is not None  # n steps through annotations again


async def test_t_cycles_the_lists_and_f_filters(reader: Opener) -> None:
    async with reader() as r:
        assert r.screen.tab == "entity"
        await r.press("t")
        assert r.screen.tab == "quote"
        await r.press("t", "t", "t", "f")
        await r.type("bakken")
        rows = r.screen.listed
        ids = [rows.line(row).id for row in range(len(rows))]
        found = [r.words(r.screen.session.annotations[i]) for i in ids if i]
        assert found
        assert all("bakken" in name.casefold() for name in found)
        await r.press("enter", "down", "enter")
        assert "Bakken" in r.words()
        assert r.screen.pane.has_focus
        await r.press("escape")
        assert not r.screen.lists.filtering


async def test_tab_moves_between_panes_and_space_still_accepts(reader: Opener) -> None:
    async with reader() as r:
        await r.press("tab")
        assert r.screen.lists.list.has_focus
        await r.press("down")
        first = r.current.id
        await r.press("G", "g", "j", "k")
        assert r.current.id in [line.id for line in map(r.screen.listed.line, range(2))], "the first line"
        await r.press("G")
        chosen = r.current.id
        assert chosen != first
        await r.press("tab")
        assert r.screen.query_one("#fields").has_focus
        await r.press("escape")
        assert r.screen.pane.has_focus
        assert r.current.id == chosen


async def test_enter_in_the_inspector_edits_and_delete_empties(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Kami tidak")
        await r.press("enter", "down", "enter")  # label, then speaker
        assert isinstance(r.app.screen, Chooser)
        await r.type("Orang Lain")
        await r.press("enter")
        assert isinstance(r.current, Quote)
        assert r.current.speaker == "Orang Lain"
        await r.press("delete")
        assert isinstance(r.current, Quote)
        assert r.current.speaker == ""


async def test_percent_hides_doubtful_suggestions(reader: Opener) -> None:
    async with reader() as r:
        doubtful = next(a for a in r.annotations if a.kind == "quote")
        r.screen.session.annotations.replace(doubtful.with_(confidence=0.3))
        await r.press("percent_sign")
        assert not r.screen.shown(r.screen.session.annotations[doubtful.id])
        await r.press("percent_sign", "percent_sign", "percent_sign")
        assert r.screen.shown(r.screen.session.annotations[doubtful.id])


async def test_help_shows_every_command(reader: Opener) -> None:
    async with reader(size=(100, 140)) as r:
        await r.press("question_mark")
        assert isinstance(r.app.screen, HelpScreen)
        assert "accept, and go to the next undecided one" in r.shown()
        await r.press("j", "k", "escape")
        assert not isinstance(r.app.screen, HelpScreen)


async def test_capital_j_and_k_step_through_articles_and_save(reader: Opener) -> None:
    async with reader(others=("Kata Budi, hujan turun di Solo.\n",)) as r:
        await r.press("]", "space", "J")
        assert r.screen.session.article.path is not None
        assert r.screen.session.article.path.name == "lain0.txt"
        assert sidecar_path(r.path).exists()
        await r.press("J")
        assert "last article" in r.shown()
        await r.press("K")
        assert r.screen.session.article.path == r.path
        assert r.screen.session.decided == 1


async def test_saving_is_automatic(reader: Opener) -> None:
    async with reader() as r:
        await r.press("]", "space")
        for _ in range(40):
            if sidecar_path(r.path).exists() and not r.screen.session.unsaved:
                break
            await r.pilot.pause(0.1)
        saved = yaml.safe_load(sidecar_path(r.path).read_text(encoding="utf-8"))
        assert sum(a["status"] == "accepted" for a in saved["annotations"]) == 1
        assert "saved" in r.shown()


async def test_y_copies_the_selection_or_the_current_annotation(reader: Opener) -> None:
    async with reader() as r:
        await r.select("Sejumlah nelayan")
        await r.press("y")
        assert r.app.clipboard == "Sejumlah nelayan"
        await r.press("escape")
        await r.put_caret("Lars Bakken")
        await r.press("ctrl+c")
        assert r.app.clipboard == "Lars Bakken"


async def test_other_keys_theme_lists_and_quit(reader: Opener) -> None:
    async with reader() as r:
        dark = r.app.theme
        await r.press("ctrl+t")
        assert r.app.theme != dark
        await r.press("z")
        assert not r.screen.query_one("#side").display
        await r.press("z")
        assert r.screen.query_one("#side").display
        await r.press("f10")
    assert r.app.return_code == 0
