"""The articles of a folder: a row each with how far they have come, and a search over all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.library.library import Library
from annotations.library.place import last_place
from annotations.library.row import SORT_KEYS, Order, Row
from annotations.library.search import Hit
from annotations.reporting.sayings import Saying
from tui import article_rows, keymap
from tui.background import in_thread
from tui.bindings import Commanded
from tui.screens.review_start import ask_what
from tui.screens.sayings import SayingsScreen
from tui.widgets.article_table import ArticleTable, Headings
from tui.widgets.line_list import LineList
from tui.widgets.lines import EndsLine, HintLine

if TYPE_CHECKING:
    from tui.app import ArtreaderApp

_SLICE = 0.2  # seconds that articles are read between two looks at the screen
_PAUSE = 0.08  # seconds without a key before the texts are searched


class LibraryScreen(Commanded, Screen[None]):
    """Lists `folder` (read again on request), or the files it was given."""

    app: ArtreaderApp
    COMMAND_SCOPES = ("library",)
    DEFAULT_CSS = """
    LibraryScreen Input { background: $boost; }
    LibraryScreen Headings { background: $surface; }
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

    # -- order and filter ------------------------------------------------------

    def _sort_by(self, column: str, *, descending: bool = False) -> None:
        self.order = replace(self.order, column=column, descending=descending)
        self.show_rows()

    def _step_column(self, step: int) -> None:
        names = [name for name in SORT_KEYS if name != "own" or self.table.own]
        self._sort_by(names[(names.index(self.order.column) + step) % len(names)])

    def action_sort(self) -> None:
        self._step_column(1)

    def action_sort_back(self) -> None:
        self._step_column(-1)

    def action_reverse(self) -> None:
        self._sort_by(self.order.column, descending=not self.order.descending)

    @on(Headings.Picked)
    def _heading_picked(self, event: Headings.Picked) -> None:
        again = event.column == self.order.column
        self._sort_by(event.column, descending=again and not self.order.descending)

    def action_filter_library(self) -> None:
        self._type_in("filter")

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        self.hits = None
        self.order = replace(self.order, wanted=event.value)
        self.show_rows()

    # -- searching -------------------------------------------------------------

    def action_search_library(self) -> None:
        self._type_in("search")

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._wanted, self._at_hit = event.value, 0
        self.find()

    @work(exclusive=True, group="find", exit_on_error=False)
    async def find(self) -> None:
        """Show where the wanted words stand."""
        await asyncio.sleep(_PAUSE)
        wanted = self._wanted
        self.hits = await in_thread(partial(self.library.search, wanted)) if wanted.strip() else None
        self.show_rows()
        if self.library.unread:  # the index may just have turned out to be damaged
            self.read(lambda: None)

    def _type_in(self, name: str) -> None:
        line = self.query_one(f"#{name}", Input)
        line.display = True
        self.set_focus(line)  # at once: letters typed right behind the key are for the line

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        if not event.value:
            event.input.display = False
        self.set_focus(self.table)

    def action_library_back(self) -> None:
        """First out of what was found, then out of the filter."""
        for name in ("search", "filter"):
            line = self.query_one(f"#{name}", Input)
            if line.display:
                line.value = ""
                line.display = False
                if name == "search":
                    self._wanted, self.hits = "", None
                break
        self.set_focus(self.table)
        self.show_rows()

    # -- reviewing -------------------------------------------------------------

    def action_review(self) -> None:
        """Ask what is to be reviewed, over all articles that are listed."""
        ask_what(self, [row.path for row in self.shown])

    # -- opening ---------------------------------------------------------------

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.table.highlighted is not None:  # rows may have been put in anew since: the id is of then
            self._take(self.table.highlighted)
        self.show_lines()
        if event.final:
            self.action_open_article()

    def _take(self, number: int) -> None:
        """The highlighted row is `number`."""
        self.table.moved = False
        if self.hits is not None:
            self._at_hit = number
            self.current = self.hits[number].path
        else:
            self.current = self.shown[number].path

    def action_open_article(self) -> None:
        """The one that is highlighted; the next and the previous article are its neighbours here."""
        if self.hits:
            hit = self.hits[self._at_hit]
            paths = list(dict.fromkeys(hit.path for hit in self.hits))
            searched = self._wanted if hit.kind == "text" else ""
            self.app.open_reader(paths, paths.index(hit.path), hit.start, searched)
        elif self.hits is None and self.shown:
            paths = [row.path for row in self.shown]
            at = paths.index(self.current) if self.current in paths else 0
            place = last_place(self.folder) if self.folder else None
            goes_on = place is not None and place.article == paths[at].name
            self.app.open_reader(paths, at, place.caret if place and goes_on else 0)

    def action_all_quotes(self) -> None:
        """Who is quoted; from there to the place."""
        paths = list(self.library.rows)

        def go_to(saying: Saying | None) -> None:
            if saying is not None:
                self.app.open_reader(paths, paths.index(saying.path), saying.fact.start)

        self.app.push_screen(SayingsScreen(paths, ""), go_to)

    def come_back_from(self, path: Path) -> None:
        """Highlight the article that was read last."""
        self.current = path
        if self.hits is not None:
            places = [number for number, hit in enumerate(self.hits) if hit.path == path]
            if places and self._at_hit not in places:
                self._at_hit = places[0]
