"""A list that words only the rows in sight, so that it may be of any length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui import keymap
from tui.listing import Line
from tui.widgets.lines_view import LinesView


class Rows(Protocol):
    """What is listed."""

    def __len__(self) -> int: ...

    def line(self, row: int) -> Line: ...


class LineList(LinesView, can_focus=True):
    """Lines and headings; one line may be highlighted, a heading never."""

    ALLOW_SELECT = False
    EMPTY = "nothing here"  # stands in place of a first line
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("enter", "enter", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--highlighted"}
    DEFAULT_CSS = """
    LineList { height: 1fr; background: $surface; scrollbar-size-vertical: 1; overflow-x: hidden; }
    LineList > .line-list--highlighted { background: $block-cursor-blurred-background; }
    LineList:focus > .line-list--highlighted { color: $block-cursor-foreground;
                                               background: $block-cursor-background; }
    """

    @dataclass
    class Chosen(Message):
        """A line was moved to (`final` False) or entered (True)."""

        id: str
        final: bool

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: Rows | None = None
        self.highlighted: int | None = None
        self.moved = False  # whether the person moved on since the rows were put in last

    def show(self, rows: Rows, highlighted: int | None) -> None:
        """List `rows`, in the state they are in now, as far down as the list was scrolled."""
        self.rows, self.moved = rows, False
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self.highlight(highlighted)
        self.refresh()

    def highlight(self, row: int | None) -> None:
        """Highlight a row and bring it into sight, without announcing it."""
        for changed in {self.highlighted, row}:
            if changed is not None:
                self.refresh_lines(changed)
        self.highlighted = row
        if row is not None:
            self._keep_in_sight(row)

    def _keep_in_sight(self, row: int) -> None:
        height, y = self.scrollable_content_region.height, self.scroll_offset.y
        if height > 0 and not y <= row < y + height:
            y = row if row < y else row - height + 1
            self.scroll_to(y=y, animate=False, immediate=True)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows or ()))

    # -- drawing ---------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        base = self.rich_style
        if self.rows is None or row >= len(self.rows):
            return Strip([Segment(self.EMPTY if row == 0 else "", base + _BOLD)]).adjust_cell_length(
                width, base
            )
        if row == self.highlighted:
            base += self.get_component_rich_style("line-list--highlighted")
        strip = Strip([Segment(text, base + style) for text, style in self.parts(row)])
        if strip.cell_length > width:
            strip = Strip([*strip.crop(0, max(0, width - 1)), Segment("…", base)])
        return strip.adjust_cell_length(width, base)

    def parts(self, row: int) -> list[tuple[str, Style]]:
        """What stands in a row, with the styles it is drawn in."""
        return _parts(self.rows.line(row)) if self.rows is not None else []

    # -- moving ----------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """What moves the caret by lines, by pages and to the ends moves here too."""
        for id_, move in self._moves.items():
            keys = keymap.command(id_).keys
            if event.key in keys or (event.character is not None and event.character in keys):
                move()
                event.stop()
                return

    @property
    def _moves(self) -> Mapping[str, Callable[[], None]]:
        return {
            "up": partial(self.action_move, -1),
            "down": partial(self.action_move, 1),
            "page-up": partial(self.action_page, -1),
            "page-down": partial(self.action_page, 1),
            "text-start": partial(self.action_end, -1),
            "text-end": partial(self.action_end, 1),
        }

    def _is_line(self, row: int) -> bool:
        return self.rows is not None and self.rows.line(row).id is not None

    def _move_to(self, row: int, step: int) -> None:
        """Highlight the first line from `row` on in the direction of `step`, else the one before it."""
        number = len(self.rows or ())
        for way in (step, -step):
            at = max(0, min(row, number - 1))
            while 0 <= at < number:
                if self._is_line(at):
                    self.highlight(at)
                    self.moved = True
                    self._announce(final=False)
                    return
                at += way

    def action_move(self, step: int) -> None:
        if self.highlighted is None:
            self._move_to(self.scroll_offset.y, 1)
        elif 0 <= self.highlighted + step < len(self.rows or ()):
            self._move_to(self.highlighted + step, step)
        if self.highlighted is not None and self.highlighted <= 1:
            self.scroll_to(y=0, animate=False, immediate=True)  # the heading above the first line too

    def action_page(self, step: int) -> None:
        page = max(1, self.scrollable_content_region.height - 1)
        self._move_to((self.highlighted or 0) + step * page, step)

    def action_end(self, step: int) -> None:
        self._move_to(0 if step < 0 else len(self.rows or ()) - 1, -step)

    def action_enter(self) -> None:
        self._announce(final=True)

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.scroll_offset.y
        if row < len(self.rows or ()) and self._is_line(row):
            self.highlight(row)
            self._announce(final=True)

    def on_focus(self) -> None:
        self.refresh()

    on_blur = on_focus

    def _announce(self, *, final: bool) -> None:
        if self.rows is not None and self.highlighted is not None:
            chosen = self.rows.line(self.highlighted).id
            if chosen is not None:
                self.post_message(self.Chosen(chosen, final))


_BOLD, _DIM, _PLAIN, _STRUCK = Style(bold=True), Style(dim=True), Style(), Style(dim=True, strike=True)


def _parts(line: Line) -> list[tuple[str, Style]]:
    if line.id is None:
        return [(line.text, _BOLD)]
    parts = [(f"{'' if line.alone else ' '}{line.mark} ", _BOLD if line.mark == "?" else _DIM)]
    if line.label:
        parts.append((f"{line.label} ", _DIM))
    parts.append((line.text, _STRUCK if line.mark == "✗" else _BOLD if line.alone else _PLAIN))
    if line.more:
        parts.append((f" {line.more}", _DIM))
    return parts
