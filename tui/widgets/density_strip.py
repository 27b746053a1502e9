"""The column beside the scroll bar: where in the article quotes, agreements and undecided ones are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.article.density import AGREEMENT, QUOTE, UNDECIDED, Counts, Density


def sign(counts: Counts) -> str:
    """One cell: "§" for an agreement, "┃" for a quote, "?" for anything else undecided; " " for nothing."""
    if counts[AGREEMENT]:
        return "§"
    if counts[QUOTE]:
        return "┃"
    return "?" if counts[UNDECIDED] else " "


class DensityStrip(Widget):
    """As high as the article is long: bold where something is undecided, dim where all is decided."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"density-strip--undecided", "density-strip--decided"}
    DEFAULT_CSS = """
    DensityStrip { width: 1; height: 1fr; background: $surface; }
    DensityStrip > .density-strip--undecided { color: $accent; text-style: bold; }
    DensityStrip > .density-strip--decided { color: $text-muted; text-style: dim; }
    """

    @dataclass
    class Picked(Message):
        """A click: `share` of the text, in 0..1, stands above."""

        share: float

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._density: Density | None = None
        self._rows: list[Counts] = []

    def show(self, density: Density) -> None:
        """Draw where the counts changed, with a summary that may be another one."""
        rows = density.rows(self.size.height)
        if density is not self._density or len(rows) != len(self._rows):
            self.refresh()
        else:
            for number, (before, after) in enumerate(zip(self._rows, rows, strict=True)):
                if before != after:
                    self.refresh(Region(0, number, 1, 1))
        self._density, self._rows = density, rows

    def on_resize(self) -> None:
        if self._density is not None:
            self.show(self._density)

    def render_line(self, y: int) -> Strip:
        counts = self._rows[y] if y < len(self._rows) else (0, 0, 0)
        state = "undecided" if counts[UNDECIDED] else "decided"
        style = self.rich_style + self.get_component_rich_style(f"density-strip--{state}", partial=True)
        return Strip([Segment(sign(counts), style)], 1)

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Picked(event.y / max(1, self.size.height)))
