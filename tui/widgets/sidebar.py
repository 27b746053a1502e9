"""The lists beside the article: entities, quotes, agreements, notes, with counts and a filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option, OptionDoesNotExist

from tui.listing import TAB_NAMES, TABS, Line

_NAMES = (
    TAB_NAMES,
    {"entity": "Ent", "quote": "Quo", "agreement": "Agr", "note": "Not"},
    {"entity": "E", "quote": "Q", "agreement": "A", "note": "N"},
)  # the first that fits is shown


class TabLine(Static):
    """One line with the four lists' names and counts, the shown one reversed; a click picks one."""

    @dataclass
    class Picked(Message):
        kind: str

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._edges: list[tuple[int, int, str]] = []

    def show(self, current: str, counts: dict[str, int]) -> None:
        parts, at = [], 0
        self._edges = []
        for kind, label in self._labels(counts):
            parts.append((label, "reverse bold" if kind == current else ""))
            self._edges.append((at, at + len(label), kind))
            at += len(label)
        self.update(Content.assemble(*parts))

    def _labels(self, counts: dict[str, int]) -> list[tuple[str, str]]:
        for names in _NAMES:
            labels = [(kind, f" {names[kind]} {counts.get(kind, 0)} ") for kind in TABS]
            if sum(len(label) for _, label in labels) <= self.size.width:
                break
        return labels

    def on_click(self, event: events.Click) -> None:
        for start, end, kind in self._edges:
            if start <= event.x < end:
                self.post_message(self.Picked(kind))


class Sidebar(Vertical):
    """Holds no annotations: `show` is told what to list."""

    DEFAULT_CSS = """
    Sidebar { height: 2fr; background: $surface; }
    Sidebar TabLine { height: 1; text-wrap: nowrap; text-overflow: clip; }
    Sidebar Input { background: $boost; }
    Sidebar OptionList { height: 1fr; border: none; padding: 0; background: $surface;
                         text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    Sidebar OptionList:focus { border: none; }
    Sidebar OptionList > .option-list--option { padding: 0; }
    """

    @dataclass
    class Chosen(Message):
        """A line was moved to (`final` False) or entered (True)."""

        id: str
        final: bool

    @dataclass
    class TabPicked(Message):
        kind: str

    @dataclass
    class Filtered(Message):
        wanted: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._counts: dict[str, int] = {}
        self._kind = TABS[0]
        self._following = False

    def compose(self) -> ComposeResult:
        yield TabLine()
        filter_line = Input(placeholder="filter", id="filter", compact=True)
        filter_line.display = False
        yield filter_line
        yield OptionList(id="lines", markup=False)

    @property
    def list(self) -> OptionList:
        return self.query_one("#lines", OptionList)

    def show(self, kind: str, counts: dict[str, int], shown: Sequence[Line], current: str | None) -> None:
        """List `shown`, with the line of the annotation `current` highlighted."""
        self._kind, self._counts = kind, counts
        self.query_one(TabLine).show(kind, counts)
        rows = self.list
        scroll = rows.scroll_offset.y
        rows.set_options(
            [
                Option(_prompt(line), id=line.id, disabled=line.id is None)
                for line in shown or [Line(None, "nothing here")]
            ]
        )
        rows.scroll_to(y=scroll, animate=False, immediate=True)
        self.follow(current)

    def follow(self, current: str | None) -> None:
        """Highlight the line of `current`, if it is listed, without announcing it."""
        rows = self.list
        try:
            index = None if current is None else rows.get_option_index(current)
        except OptionDoesNotExist:  # filtered away, or of another kind
            index = None
        with rows.prevent(OptionList.OptionHighlighted):
            rows.highlighted = index

    def start_filter(self) -> None:
        line = self.query_one("#filter", Input)
        line.display = True
        self.screen.set_focus(line)  # at once: letters typed right behind the key are for the line

    def end_filter(self) -> None:
        line = self.query_one("#filter", Input)
        line.value = ""
        line.display = False

    @property
    def filtering(self) -> bool:
        return bool(self.query_one("#filter", Input).display)

    def on_resize(self) -> None:
        self.query_one(TabLine).show(self._kind, self._counts)

    @on(TabLine.Picked)
    def _pick(self, event: TabLine.Picked) -> None:
        event.stop()
        self.post_message(self.TabPicked(event.kind))

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Filtered(event.value))

    @on(Input.Submitted, "#filter")
    def _leave_filter(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    @on(OptionList.OptionHighlighted, "#lines")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id is not None and self.list.has_focus:
            self.post_message(self.Chosen(event.option_id, final=False))

    @on(OptionList.OptionSelected, "#lines")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(event.option_id, final=True))


def _prompt(line: Line) -> Content:
    if line.id is None:
        return Content.assemble((line.text, "bold"))
    struck = "strike dim" if line.mark == "✗" else ""
    parts: list[tuple[str, str]] = [(f" {line.mark} ", "bold" if line.mark == "?" else "dim")]
    if line.label:
        parts.append((f"{line.label} ", "dim"))
    parts.append((line.text, struck))
    if line.more:
        parts.append((f" {line.more}", "dim"))
    return Content.assemble(*parts)
