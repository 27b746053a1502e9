"""What all of the reading screen's actions stand on: opening an article, changing it, where we are."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from textual import on, work
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from annotations.display import one_line
from annotations.edits import Change
from annotations.errors import ArtreaderError
from annotations.finders.elsewhere import ElsewhereError, Finding
from annotations.finders.findings import told
from annotations.layer_files import looks_on
from annotations.model import Annotation, Span
from annotations.session import Session
from tui import listing
from tui.article.search import Search
from tui.background import in_thread
from tui.saving import Autosaver
from tui.screens.foreign_changes import Watcher, take_in
from tui.screens.reader_look import Looking
from tui.screens.unsaved import offer_rescue_copies
from tui.widgets.article_pane import ArticlePane
from tui.widgets.density_strip import DensityStrip
from tui.widgets.lines import EndsLine

Answer = TypeVar("Answer")
_LISTED_EVERY = 0.3  # seconds between changes of the lists while very many suggestions are taken in


class ReaderBase(Looking):
    """All changes go through `do`."""

    watcher: Watcher | None = None

    def on_mount(self) -> None:
        self.least = self.pane.hidden_below = self.app.config.settings.confidence
        self.show_session(self.session)
        self.set_focus(self.pane)
        if any(self.begins_at):
            self._begin_at(*self.begins_at)

    def on_unmount(self) -> None:
        """However the screen ends, by an error in it too, what was done is saved."""
        if self.watcher is not None:
            self.watcher.stop()
        if self.app.finders is not None:
            self.app.finders.give_up()
        if self.saver is not None:
            self.saver.close()

    def show_session(self, session: Session) -> None:
        """Put an opened article on the screen."""
        self.session = session
        finding = self._begin(session, suggestions=not session.suggested)
        self.saver = Autosaver(self.app, session, self.show_lines, self.take_in)
        self.apply_settings()
        self.watch_files()
        self.current, self.foreign, self.picking, self._jumped_to = None, None, None, None
        self.search = Search()
        self.pane.scheme = session.scheme
        self.pane.show(session.article, session.annotations, waits=finding is not None)
        self.lay_over()
        self.refresh_lists()
        if self.tab not in self.tabs:
            self.tab = listing.TABS[0]
        self.tell_what_opening_found()
        self.call_after_refresh(offer_rescue_copies, self)
        if finding is not None:
            self._wait_for_structure(finding)
        if not session.suggested:
            self._suggest(finding)

    def _begin_at(self, caret: int, searched: str) -> None:
        """The caret to a place, with the matches of what was searched elsewhere as if searched here."""
        if searched:
            self.search.find(self.text, searched.lower())
            self.pane.matches = self.search.matches
            self.pane.redraw()
        self.pane.reveal(Span(caret, caret))

    def watch_files(self) -> None:
        if self.watcher is not None:
            self.watcher.stop()
        self.watcher, self.text_on_disk_changed = Watcher(self), False

    def tell_what_opening_found(self) -> None:
        loaded = self.session.loaded
        if self.session.store.read_only and not looks_on(self.session):
            self.say(f"Read only: {self.session.store.read_only}", "warning")
        if loaded.text_changed:
            states = [listing.place_state(annotation) for annotation in self.session.annotations]
            alike, lost = states.count(listing.UNCONFIRMED), len(states) - states.count("")
            self.say(
                f"The text has changed since it was annotated: {loaded.moved} annotations moved with it, "
                f"{alike} stand where words are only alike, {lost - alike} lost a place (see the lists).",
                "warning",
            )

    @work(exclusive=True, group="structure", exit_on_error=False)
    async def _wait_for_structure(self, finding: Finding) -> None:
        await in_thread(finding.structured.wait)
        if finding.article is self.session.article:
            self.pane.show_structure()

    def suggest(self) -> None:
        """Let the finders run, off the screen's thread."""
        self._suggest(self._begin(self.session))

    def _begin(self, session: Session, *, suggestions: bool = True) -> Finding | None:
        """Have another process look at the article, if that can be."""
        if self.app.finders is None:
            return None
        try:
            return self.app.finders.begin(session.article, suggestions=suggestions)
        except ElsewhereError as error:
            self._say_slow(error)
            return None

    def _say_slow(self, error: ElsewhereError) -> None:
        self.say(f"Suggestions are looked for here, which may be slow: {error}", "warning")

    @work(exclusive=True, group="suggest", exit_on_error=False)
    async def _suggest(self, finding: Finding | None) -> None:
        session = self.session
        found, failed = await self._find(session, finding)
        asked_again, admitted, drawn = session.suggested, 0, monotonic()
        new: list[str] = []  # not yet listed
        for taken in session.admitting(found):
            admitted += len(taken)
            new += [annotation.id for annotation in taken]
            if monotonic() - drawn > _LISTED_EVERY:
                self.update_lists(new)
                new, drawn = [], monotonic()
            await asyncio.sleep(0)  # keys first
            if session is not self.session:
                return
        self.update_lists(new)
        gc.freeze()  # they stay: no key waits for the collector to look through them
        self.pane.redraw()
        if self.here is None:
            self.take_current_from_caret()
        if asked_again:
            self.say(f"{admitted} new suggestions.")
        for problem in failed:
            self.app.say_once(f"A finder failed: {problem}", "error")

    async def _find(self, session: Session, finding: Finding | None) -> tuple[list[Annotation], list[str]]:
        """Suggestions, and what failed of the finders; found here if not elsewhere."""
        if finding is not None:
            try:
                found = await in_thread(finding.result)
                return found, [f"{name}: {error}" for name, error in finding.failed]
            except ElsewhereError as error:
                if session is not self.session:
                    return [], []
                self._say_slow(error)
        failed: list[str] = []
        options = self.app.config.settings.finders
        found = await in_thread(
            lambda: session.suggestions(lambda name, error: failed.append(f"{name}: {told(error)}"), options)
        )
        return found, failed

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.say(f"Failed: {event.worker.group}: {event.worker.error!r}", "error")

    def take_in(self) -> bool:
        """Somebody else changed the sidecar: merge with what they wrote; whether that could be done."""
        return take_in(self)

    def action_reload(self) -> None:
        """Read the article again, and find the place of every annotation in it."""
        if not self.leave():
            return
        assert self.session.article.path is not None
        try:
            session = self.app.open_session(self.session.article.path)
        except ArtreaderError as error:
            self.say(str(error), "error")
            return
        caret = min(self.pane.caret, len(session.article.text))
        self.show_session(session)
        self.pane.reveal(Span(caret, caret))

    def changed_everywhere(self) -> None:
        """Draw everything again, as after a merge."""
        self.take(self.session.annotations.get(self.current.id) if self.current else None)
        self.lay_over()
        self.refresh_lists()

    def leave(self) -> bool:
        """Save before going elsewhere; False, with the reason said, when that failed."""
        if self.saver is None or self.saver.save_now():
            return True
        self.say(f"{self.saver.state}. Still here, so that nothing is lost.", "error")
        return False

    def say(self, message: str, severity: str = "information") -> None:
        """A passing remark in the status line; a warning or an error as a notification that stays longer."""
        if severity == "information":
            self.query_one("#status", EndsLine).say(one_line(message))
        else:
            self.app.say(message, severity)

    def ask(self, dialog: ModalScreen[Answer], then: Callable[[Answer | None], None]) -> None:
        """Ask something, at the end of the screen that the caret is not at."""
        pane = self.pane
        row = pane.layout_rows.row_of(pane.caret) - pane.scroll_offset.y
        dialog.set_class(2 * row > pane.size.height, "at-top")
        self.app.push_screen(dialog, then)

    @on(DensityStrip.Picked)
    def _strip_picked(self, event: DensityStrip.Picked) -> None:
        self.show_article()
        self.pane.move_caret(int(event.share * len(self.text)))

    # -- changing --------------------------------------------------------------

    def do(self, change: Change) -> bool:
        """Make a change, draw what it touches and have it saved; whether anything changed."""
        if self.session.store.read_only:
            self.say(f"Read only: {self.session.store.read_only}", "warning")
            return False
        if not change.edits:
            return False
        self.session.do(change)
        self.changed(change)
        return True

    def changed(self, change: Change) -> None:
        touched = [
            span
            for edit in change.edits
            for annotation in (edit.before, edit.after)
            if annotation is not None
            for _, span in annotation.places()
        ]
        if self.current is not None:
            self.current = self.session.annotations.get(self.current.id)
            self.pane.set_current(self.current)
        if self.picking is not None and self.picking[0] not in self.session.annotations:
            self.picking = None
        self.pane.redraw(touched)
        self.update_lists([edit.id for edit in change.edits])
        assert self.saver is not None
        self.saver.touch()

    def action_undo(self) -> None:
        self._went(self.session.undo(), "Undone", "Nothing to undo.")

    def action_redo(self) -> None:
        self._went(self.session.redo(), "Redone", "Nothing to redo.")

    def _went(self, change: Change | None, word: str, none: str) -> None:
        if change is None:
            self.say(none)
            return
        self.changed(change)
        there = self.session.annotations.get(change.edits[0].id)
        if there is not None:
            self.go_to(there)
        else:
            self.take_current_from_caret()
        self.say(f"{word}: {change.what}")

    def action_save(self) -> None:
        assert self.saver is not None
        if self.saver.save_now():
            self.say("Saved." if self.session.stored else "Nothing to save yet.")
        else:
            self.say(self.saver.state, "error")

    # -- where we are ----------------------------------------------------------

    def go_to(self, annotation: Annotation) -> None:
        """Make `annotation` the current one and bring it into sight."""
        if not annotation.is_lost:
            self._jumped_to = annotation.start
            self.pane.reveal(annotation.extent)
        self.take(annotation)
        if annotation.kind != self.tab:
            self.tab = annotation.kind
            self.show_lists()
        else:
            self.show_current()

    @on(ArticlePane.CaretMoved)
    def _caret_moved(self, event: ArticlePane.CaretMoved) -> None:
        event.stop()
        if event.offset != self.pane.caret:
            return  # it has moved on since
        if event.offset != self._jumped_to and event.selection is None and self.picking is None:
            self.take_current_from_caret()
        else:
            self.show_lines()

    def take_current_from_caret(self) -> None:
        """The innermost annotation at the caret becomes the current one: of ours, else of others."""
        self._jumped_to = None
        covering = self.covering
        ours = [mark for mark in covering if self.layered.foreign(mark) is None]
        self.take(next(iter(ours or covering), None))
        self.show_current()
