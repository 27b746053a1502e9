"""Rows are the text and nothing but the text, each within its width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from annotations.display import display
from annotations.model import Span
from tui.article import wrap
from tui.article.motion import cluster_after, cluster_before, snap
from tui.article.wrap import Layout

PIECES = [
    "kata ",
    "menandatangani",
    " ",
    "\n",
    "日本",
    "🇮🇩",
    "👩‍👩‍👧",
    "e\u0301",
    "\x1b[31m",
    "\t",
    "—",
    "“A,” ",
    "\u202e",
    "\x00",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)
widths = st.integers(1, 40)


@given(texts, widths, st.integers(0, 1))
def test_rows_cover_the_text_in_order(text: str, width: int, spacing: int) -> None:
    layout = Layout(text, width, spacing)
    covered = 0
    for number in range(len(layout)):
        row = layout.row(number)
        if layout.is_spacer(number):
            assert row.length == 0
            continue
        assert text[covered : row.start] in ("", "\n")
        assert "\n" not in text[row.start : row.end]
        covered = row.end
    assert text[covered:] in ("", "\n")


@given(texts, widths)
def test_rows_fit_their_width(text: str, width: int) -> None:
    layout = Layout(text, width)
    for number in range(len(layout)):
        row = layout.row(number)
        shown = layout.shown[row.start : row.end].removesuffix(" ")
        wide = cell_len(shown) > width
        assert not wide or len(split_graphemes(shown.rstrip(" "))[0]) <= 1, shown


@given(texts, widths)
def test_no_row_begins_inside_a_cluster(text: str, width: int) -> None:
    layout = Layout(text, width)
    offset = 0
    edges = set()
    for line in layout.shown.split("\n"):
        edges |= {offset + begin for begin, _, _ in split_graphemes(line)[0]} | {offset}
        offset += len(line) + 1
    assert all(layout.row(number).start in edges for number in range(len(layout)))


@given(texts, widths, st.data())
def test_offset_to_cell_and_back(text: str, width: int, data: st.DataObject) -> None:
    layout = Layout(text, width)
    drawn = data.draw(st.integers(0, len(text)))
    offset = snap(layout.shown, Span(drawn, drawn)).start
    back = layout.offset_at(layout.row_of(offset), layout.column_of(offset))
    assert layout.row_of(back) == layout.row_of(offset)
    assert layout.column_of(back) == layout.column_of(offset) or back == offset - 1


@given(texts)
def test_moving_right_then_left_visits_the_same_clusters(text: str) -> None:
    shown = Layout(text, 20).shown
    forward, offset = [0], 0
    while offset < len(shown):
        offset = cluster_after(shown, offset)
        forward.append(offset)
    assert all(left < right for left, right in pairwise(forward))
    assert forward[-1] == len(shown)
    backward = [len(shown)]
    while backward[-1] > 0:
        backward.append(cluster_before(shown, backward[-1]))
    assert set(backward) == set(forward)


def test_one_space_hangs_and_no_more() -> None:
    for word in ("satu", "日本"):
        layout = Layout(word + "      ", 4)
        assert [layout.row(n).length - (n == 0) * len(word) for n in range(len(layout))] == [1, 5]


def test_a_wide_letter_behind_a_break_at_a_space_may_need_another_break() -> None:
    layout = Layout(" 日本000000000日本", 14)
    rows = [layout.shown[slice(*layout.row(number))] for number in range(len(layout))]
    assert rows == [" ", "日本000000000", "日本"]


def test_words_break_at_spaces_and_long_words_are_cut() -> None:
    layout = Layout("satu dua tiga\nlimabelashuruf!", 8)
    rows = [layout.text[layout.row(n).start : layout.row(n).end] for n in range(len(layout))]
    assert rows == ["satu dua ", "tiga", "limabela", "shuruf!"]


def test_spacers_stand_between_paragraphs_only() -> None:
    text = "satu\ndua\nlanjutan\ntiga"
    layout = Layout(text, 20, spacing=1, joined={text.index("lanjutan")})
    rows = ["" if layout.is_spacer(n) else text[slice(*layout.row(n))] for n in range(len(layout))]
    assert rows == ["satu", "", "dua", "lanjutan", "", "tiga"]
    assert layout.row_of(text.index("dua")) == 2


def test_shown_keeps_length_and_newlines() -> None:
    text = "a\x1b\tb\n\u202ec"
    assert Layout(text, 10).shown == "␛ ".join(["a", "b\n·c"])
    assert len(Layout(text, 10).shown) == len(text)
    assert display("\n") == " "


def test_long_lines_cost_no_more_than_their_length() -> None:
    layout = Layout("a" * 200_000, 50)
    assert len(layout) == 4000


@given(texts, widths, st.integers(0, 30))
def test_rows_are_the_same_however_they_are_asked_for(text: str, width: int, number: int) -> None:
    text *= 40  # beyond one slice
    whole, asked = Layout(text, width), Layout(text, width)
    last = len(whole) - 1
    assert asked.clamp(number) == min(number, last)
    assert asked.row_of(len(text)) == whole.row_of(len(text))
    assert [asked.row(at) for at in (0, last)] == [whole.row(at) for at in (0, last)]
    assert len(asked) == len(whole)


@pytest.mark.parametrize("piece", ["kata yang biasa ", "日本語の文章 ", "👩‍👩‍👧 e\u0301 ", "a" * 50])
def test_a_long_line_is_wrapped_in_pieces_as_at_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = display(piece * 600)
    in_pieces = list(wrap.wrap_line(line, 33))
    monkeypatch.setattr(wrap, "_PIECE", 1 << 30)
    assert in_pieces == list(wrap.wrap_line(line, 33))


@given(
    st.lists(st.sampled_from(["ab", "é", "“dua”", " ", "  ", "\n", "abcdefghij", "東京"]), max_size=60),
    st.integers(3, 12),
)
def test_rows_of_many_lines_at_once_are_those_of_single_lines(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    layout = Layout(text, width)
    rows = [layout.row(number) for number in range(len(layout))]
    alone = []
    for line in text.split("\n"):
        starts = list(wrap.wrap_line(line, width))
        alone += [line[start:end] for start, end in pairwise([*starts, len(line)])]
    assert [text[start:end] for start, end in rows] == alone
