"""Every field of the current annotation, one a row; Enter edits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.listing import FieldLine


class FieldList(OptionList):
    """The rows; Delete or Backspace empties a field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "empty", "empty the field", show=False)
    ]

    @dataclass
    class Emptied(Message):
        name: str

    def action_empty(self) -> None:
        if self.highlighted is not None and (name := self.get_option_at_index(self.highlighted).id):
            self.post_message(self.Emptied(name))


class Inspector(Vertical):
    """Shows what it is told; `Edit` asks for a field to be edited, `Empty` for it to be emptied."""

    DEFAULT_CSS = """
    Inspector { height: 1fr; min-height: 5; background: $surface; border-top: solid $primary-muted; }
    Inspector:focus-within { border-top: solid $primary; }
    Inspector #heading { height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
                         padding: 0 1; }
    Inspector FieldList { height: 1fr; border: none; padding: 0; background: $surface;
                          text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    Inspector FieldList:focus { border: none; }
    Inspector FieldList > .option-list--option-disabled { color: $text-muted; }
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
        yield FieldList(id="fields", markup=False)

    @property
    def fields(self) -> FieldList:
        return self.query_one("#fields", FieldList)

    def show(self, heading: str, rows: Sequence[FieldLine]) -> None:
        """Show `rows`, keeping the highlighted row when it is still there."""
        if (heading, rows) == self._shown:
            return
        self._shown = heading, rows
        self.query_one("#heading", Static).update(Content(heading), layout=False)
        fields = self.fields
        at = fields.highlighted
        fields.set_options(
            [
                Option(
                    Content.assemble((f"{row.title:>9} ", "$text-muted"), row.value or "–"),
                    id=row.name if row.editable else None,
                    disabled=not row.editable,
                )
                for row in rows
            ]
        )
        if rows:
            fields.highlighted = min(at or 0, len(rows) - 1)

    @on(OptionList.OptionSelected, "#fields")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Edit(event.option_id))

    @on(FieldList.Emptied)
    def _emptied(self, event: FieldList.Emptied) -> None:
        event.stop()
        self.post_message(self.Empty(event.name))
