"""Whatever a widget draws, and however wide it thought that was, the line is harmless and as wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.color import Color
from textual.widgets import Input, Static

from annotations.display import display
from tui.safe_lines import SafeLines, SafeScreenApp

GROUND = Color(0, 0, 0)
texts = st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e\u0301\u200d👩"), max_size=20)


@given(st.lists(texts, min_size=1, max_size=5))
def test_a_line_becomes_harmless_and_keeps_its_width(pieces: list[str]) -> None:
    drawn = SafeLines().apply([Segment(piece) for piece in pieces], GROUND)
    line = "".join(segment.text for segment in drawn)
    assert display(line) == line
    assert cell_len(line) == cell_len("".join(pieces))


def test_an_ordinary_line_is_left_as_it_is() -> None:
    segments = [Segment("“Ayo,” kata Rini 👩\u200d👩\u200d👧 e"), Segment("\u0301 – 日本")]
    assert SafeLines().apply(segments, GROUND) is segments


class Showing(SafeScreenApp):
    def compose(self) -> ComposeResult:
        yield Input("isi\x1b]52;c;eA==\x9b\u202e")
        yield Static("\x1b[31mmerah\x90", markup=False)


async def test_widgets_of_others_draw_through_it() -> None:
    app = Showing()
    async with app.run_test() as pilot:
        await pilot.pause()
        lines = ["".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()]
    drawn = "\n".join(lines)
    assert "isi␛]52;c;eA==" in drawn
    assert "␛[31mmerah" in drawn
    assert all(display(line) == line for line in lines)
