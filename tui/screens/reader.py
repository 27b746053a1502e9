"""The reading screen: the article, the lists beside it, the inspector, and what the caret is on."""

from __future__ import annotations

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from annotations.errors import ArtreaderError
from annotations.session import Session
from tui import listing
from tui.bindings import Commanded
from tui.screens.review_actions import ReviewActions
from tui.widgets.inspector import Inspector
from tui.widgets.line_list import LineList
from tui.widgets.sidebar import Sidebar

_AHEAD_AFTER = 0.5  # seconds on one article until the next is opened, beside the screen
LEVELS = (0.0, 0.5, 0.7, 0.9)  # confidence below which suggestions can be hidden


class ReaderScreen(Commanded, ReviewActions):
    """Its panes and lists, and going from article to article; the rest is in the classes it builds on."""

    COMMAND_SCOPES = ("reader",)

    opens_ahead = False  # whether the article that comes next in the present direction is
    _direction = 1

    def show_session(self, session: Session) -> None:
        super().show_session(session)
        if self.opens_ahead and len(self.paths) > 1:
            self.set_timer(_AHEAD_AFTER, self._open_ahead)

    def _open_ahead(self) -> None:
        if 0 <= self.at + self._direction < len(self.paths):
            self.app.open_ahead(self.paths[self.at + self._direction])

    def open_at(self, at: int) -> bool:
        """Go to another of the articles, past those that cannot be opened; whether that worked."""
        if not self.leave():
            return False
        step = 1 if at > self.at else -1
        while 0 <= at < len(self.paths):
            try:
                session = self.open_session(self.paths[at])
            except ArtreaderError as error:
                self.say(str(error), "error")
                at += step
                continue
            self.at, self._direction = at, step
            self.show_session(session)
            self.app.keep_place()
            return True
        self.say("This is the last article." if at > 0 else "This is the first article.")
        return False

    def action_next_pane(self) -> None:
        stops: list[Widget] = [self.pane] if self.pane.display else []
        if self.query_one("#side").display:
            stops += [self.lists.list, self.query_one(Inspector).fields]
        at = next((i for i, stop in enumerate(stops) if stop.has_focus), -1)
        self.set_focus(stops[(at + 1) % len(stops)])

    def action_back(self) -> None:
        if self.picking is not None:
            self.picking = None
        elif self.search.wanted or self.query_one("#search", Input).has_focus:
            self.end_search()
        elif self.lists.filtering:
            self.lists.end_filter()
        else:
            self.pane.select(None)
        self.show_article()
        self.show_lines()

    def action_filter(self) -> None:
        self.set_class(self.is_narrow, "alone")  # the lists may be hidden
        self.lists.start_filter()

    def action_next_tab(self) -> None:
        tabs = list(self.tabs)
        self._show_tab(tabs[(tabs.index(self.tab) + 1) % len(tabs)])

    @on(Sidebar.TabPicked)
    def _tab_picked(self, event: Sidebar.TabPicked) -> None:
        self._show_tab(event.kind)

    def _show_tab(self, kind: str) -> None:
        self.tab = kind
        self.show_lists()

    @on(Sidebar.Filtered)
    def _filtered(self, event: Sidebar.Filtered) -> None:
        shown = self._listed.get(self.tab)
        self.wanted = event.wanted
        self._listed.clear()
        if shown is not None and (narrowed := shown.narrowed(self.wanted)) is not None:
            self._listed[self.tab] = narrowed
        self.show_lists()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        annotation = self.layered.marks.get(event.id)
        if annotation is not None:
            self.go_to(annotation)
            if event.final:
                self.show_article()
                if annotation.is_lost:
                    self.pick(f"{listing.LOST_FIELD}0")

    def action_copy(self) -> None:
        span = self.pane.selection
        if span is not None:
            words = self.text[span.start : span.end]
        elif self.here is not None:
            words = self.here.text_in(self.text)
        else:
            self.say("Nothing selected to copy.")
            return
        self.app.copy_to_clipboard(words)
        self.say(f"Copied {len(words)} characters.")

    def action_fewer_suggestions(self) -> None:
        self.hide_below(next((level for level in LEVELS if level > self.least), 0.0))
        self.say(f"Suggestions from {self.least:.1f} up." if self.least else "All suggestions.")

    def action_next_article(self) -> None:
        self.open_at(self.at + 1)

    def action_previous_article(self) -> None:
        self.open_at(self.at - 1)

    def action_library(self) -> None:
        if self.leave():
            self.app.show_library()
