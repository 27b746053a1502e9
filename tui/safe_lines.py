"""The last gate before the terminal: whatever a widget drew, no control character of it gets out.

Texts are made fit to print where they are put into widgets. This catches what was forgotten,
and what widgets of others draw: an input line shows its value as it is, also one pasted in.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from annotations.display import display


class SafeLines(LineFilter):
    """Shows a drawn line through `display`; the line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(text.isascii() and text.isprintable() for text, _, _ in segments):
            return segments
        line = "".join(text for text, _, _ in segments)
        shown = display(line)  # as a whole, since a segment may begin with the accent of a letter before it
        if shown == line:
            return segments
        room = cell_len(line)
        drawn: list[Segment] = []
        at = 0
        for text, style, control in segments:
            piece = shown[at : at + len(text)]
            at += len(text)
            if cell_len(piece) > room:
                piece = set_cell_size(piece, room)
            room -= cell_len(piece)
            drawn.append(Segment(piece, style, control))
        drawn.append(Segment(" " * room, drawn[-1].style))
        return drawn


class SafeScreenApp(App[None]):
    """An app whose widgets all draw through `SafeLines`."""

    safe_lines = SafeLines()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [self.safe_lines, *super().get_line_filters()]
