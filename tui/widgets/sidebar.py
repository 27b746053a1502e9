"""The lists beside the article: entities, quotes, agreements, notes, with counts and a filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.grouped_list import GroupedList
from tui.listing import TAB_NAMES, TABS
from tui.widgets.line_list import LineList

_MORE = "…"  # where a list has no room in the line


def tab_labels(
    names: Mapping[str, str], counts: Mapping[str, int], current: str, width: int
) -> list[tuple[str, str]]:
    """Kinds with what the line says of each, as long as fits `width` columns; kind "" is a sign that there
    are more on that side. The current one is always there.
    """
    exact = {kind: str(counts.get(kind, 0)) for kind in names}
    in_short = {kind: _in_short(counts.get(kind, 0)) for kind in names}
    for length, shown in ((None, exact), (3, exact), (1, exact), (1, in_short)):
        labels = [(kind, f" {name[:length]} {shown[kind]} ") for kind, name in names.items()]
        if _width(labels) <= width:
            return labels
    before, after = list[tuple[str, str]](), list[tuple[str, str]]()
    while len(labels) > 1 and _width([*before, *labels, *after]) > width:
        if labels[-1][0] != current:
            labels.pop()
            after = [("", _MORE)]
        else:
            labels.pop(0)
            before = [("", _MORE)]
    return [*before, *labels, *after]


def _in_short(count: int) -> str:
    return str(count) if count < 1000 else f"{count // 1000}k"


def _width(labels: Iterable[tuple[str, str]]) -> int:
    return sum(cell_len(label) for _, label in labels)


class TabLine(Static):
    """One line with the lists' names and counts, the shown one reversed; a click picks one."""

    @dataclass
    class Picked(Message):
        kind: str

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._edges: list[tuple[int, int, str]] = []

    def show(self, current: str, names: dict[str, str], counts: dict[str, int]) -> None:
        parts, at = [], 0
        self._edges = []
        for kind, label in tab_labels(names, counts, current, self.size.width):
            parts.append((label, "reverse bold" if kind == current else ""))
            if kind:
                self._edges.append((at, at + cell_len(label), kind))
            at += cell_len(label)
        self.update(Content.assemble(*parts), layout=False)

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
    """

    @dataclass
    class TabPicked(Message):
        kind: str

    @dataclass
    class Filtered(Message):
        wanted: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names: dict[str, str] = TAB_NAMES
        self._counts: dict[str, int] = {}
        self._kind = TABS[0]

    def compose(self) -> ComposeResult:
        yield TabLine()
        filter_line = Input(placeholder="filter", id="filter", compact=True)
        filter_line.display = False
        yield filter_line
        yield LineList(id="lines")

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def show(
        self, rows: GroupedList, names: dict[str, str], counts: dict[str, int], current: str | None
    ) -> None:
        """List `rows`, with the line of the annotation `current` highlighted; `names` are of all lists."""
        self._kind, self._names, self._counts = rows.kind, names, counts
        self.query_one(TabLine).show(rows.kind, names, counts)
        self.list.show(rows, rows.row_of(current))

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
        self.query_one(TabLine).show(self._kind, self._names, self._counts)

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
