"""What the list of articles shows: its rows as they are read, what a search has found, and how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.library.library import Library
from annotations.library.place import last_place
from annotations.library.row import Order, Row
from annotations.library.search import Hit
from tui import article_rows, keymap
from tui.background import in_thread
from tui.bindings import Commanded
from tui.widgets.article_table import ArticleTable, Headings
from tui.widgets.lines import EndsLine, HintLine

if TYPE_CHECKING:
    from tui.app import ArtreaderApp

_SLICE = 0.2  # seconds that articles are read between two looks at the screen
_PAUSE = 0.08  # seconds without a key before the texts are searched


class LibraryView(Commanded, Screen[None]):
    """The part of the list of articles that reads and shows; see LibraryScreen."""

    app: ArtreaderApp
    DEFAULT_CSS = """
    LibraryView Input { background: $boost; }
    LibraryView Headings { background: $surface; }
    """

    def __init__(self, paths: Sequence[Path], folder: Path | None) -> None:
        super().__init__()
        self.paths = list(paths)
        self.folder = folder
        self.order = Order()
        self.shown: list[Row] = []
        self.hits: list[Hit] | None = None  # None while the list of articles is shown
        self.current: Path | None = None  # the article that is highlighted
        self._at_hit = 0
        self._wanted = ""  # what was searched last
        self._folder_name = one_line(folder.resolve().name) if folder else "artreader"
        self._progress = ""

    def compose(self) -> ComposeResult:
        yield EndsLine(id="top")
        yield Headings()
        yield ArticleTable(id="articles")
        for name, placeholder in (("filter", "filter"), ("search", "search texts and annotations")):
            line = Input(placeholder=placeholder, id=name, compact=True)
            line.display = False
            yield line
        yield EndsLine(id="status")
        yield HintLine()

    @property
    def table(self) -> ArticleTable:
        return self.query_one(ArticleTable)

    def on_mount(self) -> None:
        self.library = Library(
            self.paths, self.folder, annotator=self.app.annotator, encoding=self.app.encoding
        )
        place = last_place(self.folder) if self.folder else None
        if place is not None and self.current is None:
            self.current = next((path for path in self.paths if path.name == place.article), None)
            if self.current is not None:
                self.query_one("#status", EndsLine).say("Here you left off: Enter goes on there.")
        self.set_focus(self.table)
        self.show_rows()

    def on_unmount(self) -> None:
        self.library.close()

    def on_screen_resume(self) -> None:
        self.library.annotator = self.app.annotator  # who may have been chosen since
        self.read(self.library.recall)

    # -- reading ---------------------------------------------------------------

    def action_reload_library(self) -> None:
        def again() -> None:
            self.library.list_again()
            self.library.recall()

        self.read(again)

    @work(exclusive=True, group="library", exit_on_error=False)
    async def read(self, begin: Callable[[], None]) -> None:
        """Bring the rows up to date, off the screen's thread, while the list can be used."""
        library = self.library

        def first() -> None:
            begin()
            library.read_some(_SLICE)

        try:
            await in_thread(first)
        except ArtreaderError as error:
            self.app.say(str(error), "error")
        self.show_rows()
        unread = library.unread
        while library.unread and self.is_current:
            await in_thread(partial(library.read_some, _SLICE, self._in_sight()))
            self.show_rows()
        if unread and self.hits is not None:
            self.find()

    def _in_sight(self) -> list[Path]:
        top, height = self.table.scroll_offset.y, self.table.size.height
        return [row.path for row in self.shown[top : top + height]]

    # -- what is shown ---------------------------------------------------------

    def show_rows(self) -> None:
        """The list, or what was found; the highlight stays with its article."""
        if not self.query(ArticleTable):
            return  # the program is ending
        if self.table.moved and self.table.highlighted is not None:
            self._take(self.table.highlighted)  # before the message that tells of it arrives
        rows = self.library.rows.values()
        works = [row.sidecar for row in rows if row.sidecar is not None]
        self._progress = f"{sum(s.decided for s in works)} of {sum(s.total for s in works)} decided"
        self.shown = self.order.apply(rows)
        if self.hits is None:
            places = {row.path: number for number, row in enumerate(self.shown)}
            at = places.get(self.current, 0) if self.current else 0
            self.current = self.shown[at].path if self.shown else self.current
            self.table.show_articles(self.shown, at)
        else:
            self._at_hit = min(self._at_hit, max(0, len(self.hits) - 1))
            self.table.show_articles(self.hits, self._at_hit)
        self.query_one(Headings).show(self.order if self.hits is None else None, self.table.own)
        self.show_lines()

    def show_lines(self) -> None:
        parts = [self._folder_name, f"{len(self.library.rows)} articles"]
        if self.hits is not None:
            parts.append(f"{len(self.hits)} places of “{one_line(self._wanted)}”")
        elif self.order.wanted:
            parts.append(f"{len(self.shown)} with “{one_line(self.order.wanted)}”")
        if self.library.unread:
            parts.append(f"{self.library.unread} still to be read")
        self.query_one("#top", EndsLine).show(" · ".join(parts), self._progress)
        row = self.library.rows.get(self.current) if self.current else None
        self.query_one("#status", EndsLine).show(article_rows.described(row) if row else "")
        typing = isinstance(self.focused, Input)
        situation = "typing" if typing else "library" if self.hits is None else "found"
        self.query_one(HintLine).show(keymap.hints(situation), "Enter keeps it" if typing else "")

    def on_descendant_focus(self) -> None:
        self.show_lines()

    def _take(self, number: int) -> None:
        """The highlighted row is `number`."""
        self.table.moved = False
        if self.hits is not None:
            self._at_hit = number
            self.current = self.hits[number].path
        else:
            self.current = self.shown[number].path

    # -- searching -------------------------------------------------------------

    @work(exclusive=True, group="find", exit_on_error=False)
    async def find(self) -> None:
        """Show where the wanted words stand."""
        await asyncio.sleep(_PAUSE)
        wanted = self._wanted
        self.hits = await in_thread(partial(self.library.search, wanted)) if wanted.strip() else None
        self.show_rows()
        if self.library.unread:  # the index may just have turned out to be damaged
            self.read(lambda: None)
