"""Going from annotation to annotation, and searching the text."""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.widgets import Input

from annotations import structure
from annotations.annotation_set import Accept
from annotations.model import Annotation, Span, Status
from tui.article.search import Search
from tui.background import in_thread
from tui.screens.reader_base import ReaderBase

_SEARCHED_AT_ONCE = 0.006  # seconds


class Stepping(ReaderBase):
    """The part of the reading screen that moves."""

    _searched_from = 0  # where the caret stood when the search began

    def action_count(self) -> None:
        """A digit of the number that says how often the next key is done."""
        key = self.app.last_key
        if key is not None and key.character is not None and key.character.isdecimal():
            self.say(f"{self.pane.count.add(int(key.character))} …")

    def _step(self, forward: bool, accept: Accept, none: str) -> None:
        for _ in range(self.pane.count.take()):
            if not self._step_once(forward, accept, none):
                return

    def _step_once(self, forward: bool, accept: Accept, none: str) -> bool:
        annotations = self.layered.marks
        place: Annotation | int = self.pane.caret
        if self.here is not None and self.here.id in annotations:
            place = self.here
        step = annotations.next_after if forward else annotations.previous_before
        found = step(place, accept)
        if found is None:
            found = step(-1 if forward else len(self.text) + 1, accept)
            if found is not None and found is not self.here:
                self._say_round(forward)
        if found is not None:
            self.go_to(found)
        else:
            self.say(none if self.session.suggested else "Still looking for suggestions.")
        return found is not None

    def _say_round(self, forward: bool) -> None:
        more = self.finding is not None and self.finding.rests
        further = " Elsewhere suggestions are found once you are there." if more else ""
        self.say(("From the top again." if forward else "From the end again.") + further)

    def action_next_undecided(self) -> None:
        self._step(True, self.undecided, self.all_decided())

    def action_previous_undecided(self) -> None:
        self._step(False, self.undecided, self.all_decided())

    def action_next(self) -> None:
        if not self._step_match(forward=True):
            self._step(True, self.shown, "No annotations yet.")

    def action_previous(self) -> None:
        if not self._step_match(forward=False):
            self._step(False, self.shown, "No annotations yet.")

    def action_next_in_list(self) -> None:
        self._step(True, self._in_list, "Nothing of this list stands in the text.")

    def action_previous_in_list(self) -> None:
        self._step(False, self._in_list, "Nothing of this list stands in the text.")

    def _in_list(self, annotation: Annotation) -> bool:
        return self.shown(annotation) and self.listed.row_of(annotation.id) is not None

    def _step_match(self, forward: bool) -> bool:
        found = None
        for _ in range(self.pane.count.take() if self.search.matches else 0):
            found = self.search.step(self.pane.caret, forward)
            if found is not None:
                self.pane.reveal(found)
        return found is not None

    def action_next_quotation(self) -> None:
        """To the next words in quotation marks that no quote is tagged for."""
        article, annotations, caret = self.session.article, self.session.annotations, self.pane.caret

        def untagged(span: Span) -> bool:
            near = annotations.overlapping(*span)
            return not any(a.kind == "quote" and a.status is not Status.REJECTED for a in near)

        found = structure.next_quotation(article, caret, untagged)
        if found is None:
            found = structure.next_quotation(article, -1, untagged)
        if found is None:
            self.say("All that stands in quotation marks is tagged or suggested.")
            return
        if found.start <= caret:
            self.say("From the top again.")
        self.pane.reveal(found)

    # -- searching -------------------------------------------------------------

    def action_search(self) -> None:
        line = self.query_one("#search", Input)
        self._searched_from = self.pane.caret
        line.display = True
        line.value = ""
        self.set_focus(line)  # at once: letters typed right behind the key are for the line
        self._prepare_search()

    @work(group="search", exit_on_error=False)
    async def _prepare_search(self) -> None:
        search, text = self.search, self.text
        await in_thread(lambda: search.prepare(text))

    @on(Input.Changed, "#search")
    def _searching(self, event: Input.Changed) -> None:
        self.search.begin(self.text, event.value)
        self.search.go_on(_SEARCHED_AT_ONCE)
        self.pane.matches = self.search.matches
        self.pane.redraw()
        if not self.search.complete:
            self._search_on(self.search)
        match = self.search.from_here(self.pane.caret)
        if match is not None:
            self.pane.reveal(match)
        self._show_hints()

    @work(exclusive=True, group="searching", exit_on_error=False)
    async def _search_on(self, search: Search) -> None:
        """The rest of very many matches, with keys in between."""
        while not search.complete:
            await asyncio.sleep(_SEARCHED_AT_ONCE)
            search.go_on(_SEARCHED_AT_ONCE)
        if search.matches is self.pane.matches:
            self.pane.redraw()
            self._show_hints()

    @on(Input.Submitted, "#search")
    def _searched(self) -> None:
        self.query_one("#search", Input).display = False
        self.search.go_on()
        if not self.search.matches and self.search.wanted:
            self.say(f"“{self.search.wanted}” is not in the article.")
        self.set_focus(self.pane)

    def end_search(self) -> None:
        """Esc: while the words are typed the caret goes back to where it was; after Enter it stays."""
        line = self.query_one("#search", Input)
        if line.has_focus:
            self.pane.reveal(Span(self._searched_from, self._searched_from))
        line.display = False
        self.search = Search()
        self.pane.matches = self.search.matches
        self.pane.redraw()
