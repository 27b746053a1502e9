"""The articles of a folder: a row each with how far they have come, and a search over all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual import on
from textual.widgets import Input

from annotations.library.place import last_place
from annotations.library.row import SORT_KEYS
from annotations.reporting.sayings import Saying
from tui.screens.help import Help
from tui.screens.library_view import LibraryView
from tui.screens.review_start import ask_what
from tui.screens.sayings import SayingsScreen
from tui.widgets.article_table import Headings
from tui.widgets.line_list import LineList


class LibraryScreen(LibraryView):
    """Lists `folder` (read again on request), or the files it was given."""

    COMMAND_SCOPES = ("library",)
    HELP_SHOWN = Help(("library", "app"))

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
