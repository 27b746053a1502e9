"""Keys and what each of them chooses, in columns that are read downwards."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from annotations.display import display


class KeyTable(Widget):
    """As many columns as there is room for; none of the choices is broken over a line."""

    DEFAULT_CSS = "KeyTable { height: auto; }"
    _GAP = 2

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        """Of keys and what they choose."""
        super().__init__()
        self._choices = [(f" {display(key)} ", display(text)) for key, text in choices]
        self._widest = max((cell_len(key) + 1 + cell_len(text) for key, text in self._choices), default=0)

    def _columns(self, width: int) -> int:
        return max(1, (width + self._GAP) // (self._widest + self._GAP))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return -(-len(self._choices) // self._columns(width))

    def render(self) -> Content:
        width = self.content_size.width
        columns = self._columns(width)
        rows = -(-len(self._choices) // columns)
        parts: list[str | tuple[str, str]] = []
        for row in range(rows):
            for key, text in self._choices[row::rows]:
                room = min(self._widest, width) - cell_len(key) - 1
                parts += [(key, "reverse bold"), f" {_fitted(text, room)}", " " * self._GAP]
            parts.append("\n")
        return Content.assemble(*parts)


def _fitted(text: str, room: int) -> str:
    """`text` in so many cells, with a sign where it was cut."""
    return set_cell_size(text, room) if cell_len(text) <= room else f"{set_cell_size(text, room - 1)}…"
