"""Going from annotation to annotation, and searching the text."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from annotations.model import Annotation
from tui.article.search import Search
from tui.screens.reader_base import ReaderBase


class Stepping(ReaderBase):
    """The part of the reading screen that moves."""

    def _step(self, forward: bool, undecided: bool) -> None:
        annotations = self.session.annotations
        accept = self.undecided if undecided else self.shown
        place: Annotation | int = self.pane.caret
        if self.current is not None and self.current.id in annotations:
            place = self.current
        step = annotations.next_after if forward else annotations.previous_before
        found = step(place, accept)
        if found is None:
            found = step(-1 if forward else len(self.text) + 1, accept)
            if found is not None and found is not self.current:
                self.say("From the top again." if forward else "From the end again.")
        if found is None and not self.session.suggested:
            self.say("Still looking for suggestions.")
        elif found is None:
            self.say(self.all_decided() if undecided else "No annotations yet.")
        else:
            self.go_to(found)

    def action_next_undecided(self) -> None:
        self._step(forward=True, undecided=True)

    def action_previous_undecided(self) -> None:
        self._step(forward=False, undecided=True)

    def action_next(self) -> None:
        if not self._step_match(forward=True):
            self._step(forward=True, undecided=False)

    def action_previous(self) -> None:
        if not self._step_match(forward=False):
            self._step(forward=False, undecided=False)

    def _step_match(self, forward: bool) -> bool:
        match = self.search.step(self.pane.caret, forward)
        if match is not None:
            self.pane.reveal(match)
        return match is not None

    # -- searching -------------------------------------------------------------

    def action_search(self) -> None:
        line = self.query_one("#search", Input)
        line.display = True
        line.value = ""
        self.set_focus(line)  # at once: letters typed right behind the key are for the line

    @on(Input.Changed, "#search")
    def _searching(self, event: Input.Changed) -> None:
        self.search.find(self.text, event.value)
        self.pane.matches = self.search.matches
        self.pane.redraw()
        match = self.search.from_here(self.pane.caret)
        if match is not None:
            self.pane.reveal(match)
        self._show_hints()

    @on(Input.Submitted, "#search")
    def _searched(self) -> None:
        self.query_one("#search", Input).display = False
        if not self.search.matches and self.search.wanted:
            self.say(f"“{self.search.wanted}” is not in the article.")
        self.set_focus(self.pane)

    def _end_search(self) -> None:
        self.query_one("#search", Input).display = False
        self.search = Search()
        self.pane.matches = ()
        self.pane.redraw()
