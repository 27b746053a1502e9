"""Indonesian or English, by function words."""

from __future__ import annotations

import pytest

from annotations.text.language import LOOKED_AT, guess_language


@pytest.mark.parametrize(
    "text",
    [
        "Menteri itu mengatakan bahwa pasar akan dibuka pada hari Senin.",
        "Harga beras turun di pasar induk.",
        "Dalam laporan itu WHO dan AS menyebut The New York Times sebagai sumber yang dikutip.",
        "“Saya tidak tahu,” ujarnya.",
    ],
)
def test_indonesian(text: str) -> None:
    assert guess_language(text) == "id"


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the market would open on Monday.",
        "Rice prices have fallen at the main market of Jakarta.",
        "“I do not know,” she said of the Kementerian Perdagangan.",
    ],
)
def test_english(text: str) -> None:
    assert guess_language(text) == "en"


@pytest.mark.parametrize("text", ["", "\n", "123 456", "Xyzzy", "AS IT WAS"])
def test_what_cannot_be_told_is_indonesian(text: str) -> None:
    assert guess_language(text) == "id"


def test_only_the_beginning_counts() -> None:
    indonesian = "yang dan di " * (LOOKED_AT // 12 + 1)
    assert guess_language(indonesian + "the of and to " * LOOKED_AT) == "id"
