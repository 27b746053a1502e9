"""What is drawn before Textual is loaded stands where the reading screen then shows it."""

from __future__ import annotations

from rich.cells import cell_len

from annotations.article import Article
from tests.tui.conftest import ARTICLE, Opener
from tui.first_page import page
from tui.settings import Settings

SIZES = ((140, 40), (80, 24), (63, 20), (64, 8), (200, 12))


async def test_each_row_is_where_the_reading_screen_has_it(reader: Opener) -> None:
    wide = "Judul 漢字 itu\n\nIsi e\u0301 👩‍👩‍👧 dan \x1b[2J, \tbegitulah kata مرحبا dari mereka di sana.\n"
    for number, text in enumerate((ARTICLE, wide)):
        async with reader(text, SIZES[0], name=f"{number}.txt") as r:
            for size in SIZES:
                await r.pilot.resize_terminal(*size)
                await r.settle()
                expected = page(Article(text), Settings(), *size)
                assert expected
                screen = r.shown().split("\n")
                for row, left, shown in expected:
                    assert text_at(screen[row], left).startswith(shown), size


def text_at(line: str, column: int) -> str:
    at = next(at for at in range(len(line) + 1) if cell_len(line[:at]) == column)
    return line[at:]
