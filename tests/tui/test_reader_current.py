"""The annotation that keys act on is the one that the screen says it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations import corrections
from annotations.model import Agreement, Entity, Note, Quote, Status
from annotations.session import Session
from annotations.sidecar.paths import sidecar_path
from tests.tui.conftest import Opener
from tui.screens.dialogs import Prompt

STATEMENT = "Rahma Widodo mengatakan, kedua negara akan menjaga laut"


@pytest.mark.parametrize(
    ("keys", "kind"),
    [(["q"], Quote), (["a", "m"], Agreement), (["c", "x", "enter"], Note), (["e", "o"], Entity)],
)
async def test_what_was_tagged_is_current_even_where_a_name_begins(
    reader: Opener, keys: list[str], kind: type
) -> None:
    async with reader() as r:
        await r.select(STATEMENT)
        await r.press(*keys)
        assert isinstance(r.current, kind)
        assert r.words() == (STATEMENT if kind is not Note else r.words())
        assert r.screen.pane.current == r.current


async def test_the_speaker_key_behind_a_tag_is_for_the_new_quote(reader: Opener) -> None:
    async with reader() as r:
        names = [a for a in r.annotations if isinstance(a, Entity)]
        await r.select(STATEMENT)
        await r.press("q", "s")
        await r.type("Lars")
        await r.press("enter")
        assert isinstance(r.current, Quote)
        assert r.current.speaker == "Lars Bakken"
        assert [a for a in r.annotations if isinstance(a, Entity)] == names


async def test_the_first_screen_acts_on_what_its_status_line_names(reader: Opener) -> None:
    async with reader() as r:
        assert "LOC Surabaya" in r.shown()
        await r.press("x")
        assert [r.words(a) for a in r.annotations if a.status is Status.REJECTED] == ["Surabaya"]


async def test_q_within_an_undecided_quote_accepts_that_one(reader: Opener) -> None:
    async with reader() as r:
        there = next(a for a in r.annotations if r.words(a).startswith("kedua negara"))
        await r.put_caret("menjaga laut")
        await r.press("q")
        assert r.current.id == there.id
        assert r.current.with_(history=()) == there.with_(status=Status.ACCEPTED)


async def test_a_within_a_suggested_agreement_keeps_what_it_knows(reader: Opener) -> None:
    async with reader() as r:
        there = next(a for a in r.annotations if isinstance(a, Agreement))
        await r.put_caret("perjanjian, Senin")
        await r.press("a", "t")
        assert r.current.with_(history=()) == there.with_(status=Status.ACCEPTED, label="treaty")
        assert len([a for a in r.annotations if isinstance(a, Agreement)]) == 1


async def test_a_nested_name_leaves_the_outer_suggestion_alone(reader: Opener) -> None:
    async with reader() as r:
        outer = next(a for a in r.annotations if r.words(a) == "Pemerintah Indonesia")
        await r.select("Indonesia")
        await r.press("e", "l")
        assert r.words() == "Indonesia"
        assert r.screen.session.annotations[outer.id].status is Status.SUGGESTED


async def test_growing_too_far_is_taken_back_step_by_step(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("menjaga laut", inside=3)
        seen = [r.screen.pane.selection]
        for _ in range(6):
            await r.press("plus")
            seen.append(r.screen.pane.selection)
        steps = list(dict.fromkeys(seen))
        for expected in reversed(steps[:-1]):
            await r.press("minus")
            assert r.screen.pane.selection == expected
        assert r.screen.pane.caret == r.text.index("menjaga laut") + 3


async def test_undoing_a_tag_ends_a_pick_for_it(reader: Opener) -> None:
    async with reader() as r:
        await r.select("Sejumlah nelayan")
        await r.press("q", "R")
        assert "Select its words" in r.shown()
        await r.press("u")
        assert r.screen.picking is None


async def test_a_count_that_could_not_be_read_back_is_refused(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("dua perjanjian")
        r.screen.edit_field("count")
        await r.settle()
        await r.type("9" * 16)
        await r.press("enter")
        assert isinstance(r.app.screen, Prompt)
        await r.press("backspace", "enter")
        assert isinstance(r.current, Agreement)
        await r.press("ctrl+s")
        assert "NOT SAVED" not in r.shown()


async def test_blanks_are_not_tagged(reader: Opener) -> None:
    async with reader() as r:
        count = len(r.annotations)
        start = r.text.index(" Pemerintah")
        r.screen.pane.move_caret(start)
        r.screen.pane.move_caret(start + 1, extend=True)
        await r.settle()
        await r.press("e", "q", "a", "c", "space", "enter")
        assert len(r.annotations) == count


async def test_what_somebody_else_saved_meanwhile_is_merged(reader: Opener, tmp_path: Path) -> None:
    async with reader() as r:
        await r.press("]", "space", "ctrl+s")
        other = Session.open(tmp_path / "berita.txt")
        theirs = next(a for a in reversed(list(other.annotations)) if a.status is Status.SUGGESTED)
        other.do(corrections.reject(theirs))
        other.save()
        await r.press("space", "ctrl+s")
        assert "NOT SAVED" not in r.shown().split("\n")[0]
        assert r.screen.session.annotations[theirs.id].status is Status.REJECTED
        assert r.screen.session.annotations.count(status=Status.ACCEPTED) == 2
    again = Session.open(tmp_path / "berita.txt")
    assert again.annotations[theirs.id].status is Status.REJECTED
    assert again.annotations.count(status=Status.ACCEPTED) == 2


def test_an_older_snapshot_never_overwrites_a_newer_save(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kata Budi Santoso, hujan turun di Solo.\n", encoding="utf-8")
    session = Session.open(path)
    session.admit(session.suggestions())
    first, second, *_ = list(session.annotations)
    session.do(corrections.accept(first))
    old = session.snapshot()
    session.do(corrections.accept(second))
    session.save()
    before = sidecar_path(path).read_bytes()
    session.write(old)
    assert sidecar_path(path).read_bytes() == before
    assert not session.unsaved
