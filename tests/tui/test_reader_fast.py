"""Few keys for much: counts, stepping through one list, filters, spans in pieces, searching and back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Entity, Quote, Span, Status
from tests.tui.conftest import Opener
from tui.article.search import Search, small_letters
from tui.counts import Count


def test_a_count_holds_for_the_very_next_key() -> None:
    taken = 0
    count = Count(lambda: taken)
    for digit in (1, 0):
        taken += 1
        count.add(digit)
    taken += 1
    assert count.take() == 10
    taken += 1
    assert count.take() == 1


def test_a_search_goes_over_the_end_of_a_line() -> None:
    search = Search()
    search.find("dua\n  perjanjian, dua perjanjian, duaperjanjian", "dua perjanjian")
    assert len(search.matches) == 2


async def test_counts_move_select_and_step(reader: Opener) -> None:
    async with reader() as r:
        pane = r.screen.pane
        await r.put_caret("Sejumlah")
        await r.press("3", "w")
        assert r.text[pane.caret :].startswith("Tuban")
        await r.press("2", "b", "W", "o", "1", "B")
        assert pane.selection is not None
        assert r.text[pane.selection.start : pane.selection.end] == "Sejumlah nelayan"
        await r.press("escape", "g")
        await r.press("1", "0", "l", "5", "x")  # a count before what takes none changes nothing
        assert sum(a.status is Status.REJECTED for a in r.annotations) <= 1


async def test_one_list_is_stepped_through_and_a_filter_holds_for_deciding(reader: Opener) -> None:
    async with reader() as r:
        await r.press("t", "i")
        first = r.current
        await r.press("i", "I")
        assert isinstance(first, Quote)
        assert r.current == first
        await r.press("t", "t", "t", "f")
        await r.type("bakken")
        await r.press("enter", "down", *["space"] * 9)
        accepted = [a for a in r.annotations if a.status is Status.ACCEPTED]
        assert accepted
        assert all(isinstance(a, Entity) and "Bakken" in a.entity for a in accepted)
        assert "Every suggestion that the filter shows is decided." in r.shown()


async def test_escape_from_a_search_goes_back_and_enter_stays(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Sejumlah")
        await r.press("slash")
        await r.type("wartawan")
        assert r.text[r.screen.pane.caret :].startswith("wartawan")
        await r.press("escape")
        assert r.text[r.screen.pane.caret :].startswith("Sejumlah")
        await r.press("slash")
        await r.type("wartawan")
        await r.press("enter", "escape")
        assert r.text[r.screen.pane.caret :].startswith("wartawan")


async def test_spans_are_added_taken_out_and_changed_by_characters(reader: Opener) -> None:
    async with reader() as r:
        await r.select("belum mendengar")
        await r.press("q", "ampersand")
        await r.select("nelayan")
        await r.press("enter")
        assert r.words() == "nelayan … belum mendengar"
        await r.press("underscore")  # the span at the caret
        assert r.words() == "belum mendengar"
        await r.press("R", "H", "H", "o", "L", "enter")
        assert r.words() == "elum mendeng"


async def test_after_one_rejection_its_like_are_offered(reader: Opener) -> None:
    async with reader(text="Kata Budi Santoso, hujan turun. Budi Santoso pulang. Budi Santoso lelah.\n") as r:
        await r.put_caret("Budi Santoso")
        await r.press("x")
        assert "2 more of “Budi Santoso”: X rejects them too." in r.shown()
        await r.press("X")
        names = [a for a in r.annotations if r.words(a) == "Budi Santoso"]
        assert [a.status for a in names] == [Status.REJECTED] * 3
        await r.put_caret("Budi Santoso")
        await r.press("e", "p", "M")
        await r.type("Budi S.")
        await r.press("enter")
        assert {a.entity for a in r.annotations if isinstance(a, Entity) and a.status == "accepted"} == {
            "Budi S."
        }
        await r.press("vertical_line", "enter")  # as their words are
        accepted = [a for a in r.annotations if isinstance(a, Entity) and a.status == "accepted"]
        assert {a.entity for a in accepted} == {r.words()}
        assert "is no longer “Budi S.”" in r.shown()
        await r.press("u")
        assert r.current.value("entity") == "Budi S."


@given(st.text(alphabet="aAbİ \n", max_size=40), st.text(alphabet="aAb \n", min_size=1, max_size=3))
def test_a_search_finds_what_a_pattern_finds(text: str, wanted: str) -> None:
    search = Search()
    search.find(text, wanted)
    flags = 0 if any(char.isupper() for char in wanted) else re.IGNORECASE
    pattern = r"\s{1,40}".join(map(re.escape, wanted.split()))
    if wanted.split() and not wanted[0].isspace() and not wanted[-1].isspace():
        assert [tuple(match) for match in search.matches] == [
            m.span() for m in re.finditer(pattern, text, flags)
        ]
    for start, end in search.matches:
        assert list(search.matches.overlapping(Span(start, end))) == [(start, end)]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_small_letters_stand_where_the_capitals_stood(text: str) -> None:
    small = small_letters(text)
    assert len(small) == len(text)
    for char, low in zip(text, small, strict=True):
        assert low == {"ς": "σ"}.get(char, char.lower()[0])


def test_many_matches_are_found_bit_by_bit_and_the_nearest_at_once() -> None:
    text = "a " * 5000 + "b"
    search = Search()
    search.begin(text, "a")
    search.go_on(0)
    assert 0 < len(search.matches) < 5000
    assert not search.complete
    assert search.from_here(9001) == Span(9002, 9003)
    assert search.from_here(9999) == Span(0, 1)
    assert search.step(9001, forward=True) == Span(9002, 9003)
    assert len(search.matches) == 5000
    search.begin(text, "c")
    assert search.from_here(0) is None
