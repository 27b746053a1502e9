"""The articles of a folder: a row each, with how far they have come."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import DataTable

from annotations.collection import find_articles
from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.summary import Summary, summarise
from tui import keymap
from tui.background import in_thread
from tui.bindings import Commanded
from tui.widgets.lines import EndsLine, HintLine

if TYPE_CHECKING:
    from tui.app import ArtreaderApp

_BAR = 8  # cells of the progress bar
_NAME = 30  # cells of a file name; longer ones are cut in the middle, where names differ least
_COLUMNS = ("progress", "article", "lang", "ent", "quo", "agr", "by", "title")


class LibraryScreen(Commanded, Screen[None]):
    """Lists `folder` (read again on request), or the files it was given."""

    app: ArtreaderApp
    COMMAND_SCOPES = ("library",)
    DEFAULT_CSS = """
    LibraryScreen DataTable { height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    """

    def __init__(self, paths: Sequence[Path], folder: Path | None) -> None:
        super().__init__()
        self.paths = list(paths)
        self.folder = folder
        self.summaries: dict[Path, Summary] = {}

    def compose(self) -> ComposeResult:
        yield EndsLine(id="top")
        yield DataTable[Text](cursor_type="row", zebra_stripes=True)
        yield HintLine()

    @property
    def table(self) -> DataTable[Text]:
        return self.query_one(DataTable)

    def on_mount(self) -> None:
        for name in _COLUMNS:
            self.table.add_column(name, key=name)
        self.query_one(HintLine).show(keymap.hints("library"))
        self.set_focus(self.table)
        self.fill()

    def on_screen_resume(self) -> None:
        if self.table.columns:
            self.read()

    def action_reload_library(self) -> None:
        if self.folder is not None:
            try:
                self.paths = find_articles(self.folder)
            except ArtreaderError as error:
                self.app.say(str(error), "error")
        self.fill()

    def fill(self) -> None:
        """A row for every article; what stands in them follows as it is read."""
        self.table.clear()
        for path in self.paths:
            self.table.add_row(*_cells(self.summaries.get(path, Summary(path))), key=str(path))
        self.show_top()
        self.read()

    @work(exclusive=True, group="library", exit_on_error=False)
    async def read(self) -> None:
        """Read every article, off the screen's thread."""
        for path in list(self.paths):
            read = partial(summarise, path, self.app.annotator, self.app.encoding)
            self.update_row(await in_thread(read))

    def update_row(self, summary: Summary) -> None:
        self.summaries[summary.path] = summary
        key = str(summary.path)
        if key in self.table.rows:
            for name, cell in zip(_COLUMNS, _cells(summary), strict=True):
                self.table.update_cell(key, name, cell, update_width=True)
        self.show_top()

    def show_top(self) -> None:
        known = list(self.summaries.values())
        decided, total = sum(s.decided for s in known), sum(s.total for s in known)
        name = one_line(self.folder.resolve().name) if self.folder else "artreader"
        self.query_one("#top", EndsLine).show(
            f"{name} · {len(self.paths)} articles", f"{decided} of {total} decided"
        )

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.app.open_reader(self.paths, event.cursor_row)

    def action_open_article(self) -> None:
        self.table.action_select_cursor()


def _cells(summary: Summary) -> list[Text]:
    name = cut(one_line(summary.path.name), _NAME)
    if summary.problem:
        texts = ["cannot open", name, "", "", "", "", "", one_line(summary.problem)]
        return [Text(text) for text in texts]
    counts = [str(summary.counts.get(kind, "")) for kind in ("entity", "quote", "agreement")]
    by, title = one_line(summary.annotator), one_line(summary.title)
    texts = [progress(summary), name, summary.language, *counts, by, title]
    return [Text(text) for text in texts]


def cut(name: str, width: int) -> str:
    """`name` in at most `width` characters, with "…" in its middle when it is longer."""
    if len(name) <= width:
        return name
    tail = width // 3
    return f"{name[: width - tail - 1]}…{name[-tail:]}"


def progress(summary: Summary) -> str:
    """A bar of the decided share, "new" for an article without a sidecar."""
    if not summary.annotated:
        return "new" if summary.language else ""
    if summary.total == 0:
        return "─" * _BAR
    full = _BAR * summary.decided // summary.total
    done = " ✓" if summary.decided == summary.total else f" {100 * summary.decided // summary.total}%"
    return "█" * full + "░" * (_BAR - full) + done
