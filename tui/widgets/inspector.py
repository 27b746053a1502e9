"""Every field of the current annotation, one a row; Enter edits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.listing import FieldLine, Line
from tui.widgets.line_list import LineList

_PLAIN, _QUIET = Style(), Style(dim=True)


class Fields:
    """The fields as rows; one that cannot be edited cannot be moved to."""

    def __init__(self, fields: Sequence[FieldLine]) -> None:
        self.fields = fields

    def __len__(self) -> int:
        return len(self.fields)

    def line(self, row: int) -> Line:
        field = self.fields[row]
        return Line(field.name if field.editable else None, field.value or "–")


class FieldList(LineList):
    """The rows; Delete or Backspace empties a field.

    Drawn line by line: what stands at the caret changes with every other key, and an option list
    would have the whole screen laid out anew each time.
    """

    EMPTY = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "empty", "empty the field", show=False)
    ]

    @dataclass
    class Emptied(Message):
        name: str

    def show_fields(self, fields: Sequence[FieldLine]) -> None:
        """Show `fields`, keeping the highlighted row when it is still there."""
        rows = Fields(fields)
        wanted = max(0, min(self.highlighted or 0, len(fields) - 1))
        at = next((row for row in range(wanted, len(fields)) if fields[row].editable), None)
        self.show(rows, at)

    def parts(self, row: int) -> list[tuple[str, Style]]:
        assert isinstance(self.rows, Fields)
        field = self.rows.fields[row]
        return [(f" {field.title:>9} ", _QUIET), (field.value or "–", _PLAIN if field.editable else _QUIET)]

    def action_empty(self) -> None:
        if self.rows is not None and self.highlighted is not None:
            name = self.rows.line(self.highlighted).id
            if name is not None:
                self.post_message(self.Emptied(name))


class Inspector(Vertical):
    """Shows what it is told; `Edit` asks for a field to be edited, `Empty` for it to be emptied."""

    DEFAULT_CSS = """
    Inspector { height: 1fr; min-height: 5; background: $surface; border-top: solid $primary-muted; }
    Inspector:focus-within { border-top: solid $primary; }
    Inspector #heading { height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
                         padding: 0 1; }
    """

    @dataclass
    class Edit(Message):
        name: str

    @dataclass
    class Empty(Message):
        name: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: tuple[str, Sequence[FieldLine]] = ("", ())

    def compose(self) -> ComposeResult:
        yield Static("", id="heading", markup=False)
        yield FieldList(id="fields")

    @property
    def fields(self) -> FieldList:
        return self.query_one("#fields", FieldList)

    def show(self, heading: str, rows: Sequence[FieldLine]) -> None:
        """Show `rows` under `heading`."""
        if (heading, rows) == self._shown:
            return
        self._shown = heading, rows
        self.query_one("#heading", Static).update(Content(heading), layout=False)
        self.fields.show_fields(rows)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.final:
            self.post_message(self.Edit(event.id))

    @on(FieldList.Emptied)
    def _emptied(self, event: FieldList.Emptied) -> None:
        event.stop()
        self.post_message(self.Empty(event.name))
