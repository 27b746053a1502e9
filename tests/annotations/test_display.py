"""Nothing of a text reaches the terminal raw, all of it is seen, and offsets stay what they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.display import MOST_RIDERS, display, one_line

# Signs before Arabic, Syriac and Kaithi numbers: of the category of format characters, but seen.
SEEN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
RIDERS = st.sampled_from("\u0301\u200d\u200c\ufe0f\u20e3\u1161\U0001f3fd\u0903")
BASES = st.sampled_from("a1 \n\x1b\u202eم한क👩☃·◌")


@given(st.text(alphabet=st.characters() | RIDERS | BASES, max_size=200))
def test_same_length_and_nothing_dangerous(text: str) -> None:
    shown = display(text)
    assert len(shown) == len(text)
    for at, char in enumerate(shown):
        category = unicodedata.category(char)
        assert category not in ("Cc", "Cs", "Zl", "Zp")
        assert category != "Cf" or char in SEEN or (char in "\u200c\u200d" and at > 0)
    assert display(shown) == shown


def test_every_character_alone_is_harmless_and_seen() -> None:
    """Of the planes that are empty or private, whose characters are treated alike, their ends."""
    of = unicodedata.category
    codes = [c for c in range(0x110000) if c < 0x40000 or c >> 16 == 0xE or c & 0xFFFF >= 0xFF00]
    assert {of(chr(code)) for code in {*range(0x110000)} - {*codes}} <= {"Cn", "Co"}
    every = dict(
        zip(codes, display("\x1b".join(map(chr, codes)))[::2], strict=True)
    )  # a control carries none
    assert [hex(code) for code, shown in every.items() if of(shown)[0] == "M"] == []
    assert {shown for shown in every.values() if of(shown) in ("Cc", "Cs", "Zl", "Zp")} == set()
    assert {shown for shown in every.values() if of(shown) == "Cf"} == SEEN
    assert {every[code] for code in codes if code & 0xFFFE == 0xFFFE} == {"\ufffd"}


def test_every_mark_beyond_the_eighth_is_seen() -> None:
    for mark in filter(lambda char: unicodedata.category(char)[0] == "M", map(chr, range(0x110000))):
        if "\ufe00" <= mark <= "\ufe0f" or display(f"a{mark}")[1] != mark:
            continue  # shown as something else even once
        shown = display("a" + mark * 10)
        assert shown[: 1 + MOST_RIDERS] == "a" + mark * MOST_RIDERS
        assert shown[1 + MOST_RIDERS :] == "◌◌"


def test_ten_thousand_marks_on_one_letter() -> None:
    shown = display("xa" + "\u0301" * 10_000 + "b")
    assert shown == "xa" + "\u0301" * MOST_RIDERS + "◌" * (10_000 - MOST_RIDERS) + "b"


def test_emoji_joined_without_end_are_cut() -> None:
    shown = display("👩\u200d" * 100)
    assert max(len(row) for row in shown.split("·")) == 2 * MOST_RIDERS + 1


def test_controls_become_visible() -> None:
    assert display("a\x1b[31m\x07\x7f\x9b") == "a␛[31m␇␡�"
    assert display("a\u202eb\u200bc\ufeffd") == "a·b·c·d"
    assert display("tab\tnew\nline") == "tab new line"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u0301a", "◌a"),
        ("a \u0301", "a ◌"),
        ("a\n\u0301", "a ◌"),
        ("\x1b\u0301", "␛◌"),
        ("\u202e\u0301\u0302", "·◌◌"),
        ("pass\u200dword", "pass·word"),
        ("pass\u200cword", "pass·word"),
        ("a\ufe0fb", "a·b"),
        ("1\ufe0f", "1·"),
        ("\u1161", "◌"),
        ("a\U0001f3fd", "a◌"),
        ("م\u200c\u200cم", "م\u200c·م"),
        ("\u3164", "·"),
        ("\U000e0041", "·"),
        ("\ufdd0\U0001ffff", "��"),
    ],
)
def test_what_is_not_seen_by_itself_becomes_visible(text: str, shown: str) -> None:
    assert display(text) == shown


def test_ordinary_text_stays() -> None:
    for text in (
        "“Baik,” katanya.", "naïve 日本語 🇮🇩", "e\u0301", "Tie\u0302\u0301ng", "👩\u200d👩\u200d👧",
        "👩🏽\u200d🚀", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "می\u200cخواهم", "क्\u200dष", "\u1112\u1161\u11ab",
        "שָׁלוֹם",
    ):  # fmt: skip
        assert display(text) == text


def test_one_line_folds_white_space() -> None:
    assert one_line(" dua\n\n baris\t\x1b ") == "dua baris ␛"
