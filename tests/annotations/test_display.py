"""Nothing of a text reaches the terminal raw, and offsets stay what they are."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotations.display import display, one_line

JOINERS = {"\u200c", "\u200d"}


@given(st.text(alphabet=st.characters(), max_size=200))
def test_same_length_and_nothing_dangerous(text: str) -> None:
    shown = display(text)
    assert len(shown) == len(text)
    for char in shown:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(char) != "Cf" or char in JOINERS


def test_controls_become_visible() -> None:
    assert display("a\x1b[31m\x07\x7f\x9b") == "a␛[31m␇␡�"
    assert display("a\u202eb\u200bc\ufeffd") == "a·b·c·d"
    assert display("tab\tnew\nline") == "tab new line"


def test_ordinary_text_stays() -> None:
    for text in ("“Baik,” katanya.", "naïve 日本語 🇮🇩 👩‍👩‍👧", "e\u0301"):
        assert display(text) == text


def test_one_line_folds_white_space() -> None:
    assert one_line(" dua\n\n baris\t\x1b ") == "dua baris ␛"
