"""What all of the reading screen's actions stand on: opening an article, changing it, where we are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from textual import on
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from annotations.edits import Change
from annotations.errors import ArtreaderError
from annotations.layer_files import looks_on
from annotations.model import Annotation, Span
from annotations.session import Session
from tui import listing
from tui.article.search import Search
from tui.learning import PATIENCE
from tui.saving import Autosaver
from tui.screens.foreign_changes import Watcher, take_in
from tui.screens.reader_suggestions import Suggesting
from tui.screens.unsaved import offer_rescue_copies
from tui.widgets.article_pane import ArticlePane
from tui.widgets.density_strip import DensityStrip

Answer = TypeVar("Answer")


class ReaderBase(Suggesting):
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
        self.app.learn_from(self.session)
        self.app.learning.done.wait(PATIENCE)

    def show_session(self, session: Session) -> None:
        """Put an opened article on the screen."""
        self.session = session
        self.app.learning.begin(session)
        self.finding = self._begin(session, suggestions=not session.suggested)
        self.saver = Autosaver(self.app, session, self.show_lines, self.take_in)
        self.apply_settings()
        self.watch_files()
        self.current, self.foreign, self.picking, self._jumped_to = None, None, None, None
        self.search = Search()
        self.pane.scheme = session.scheme
        self.pane.show(session.article, session.annotations, waits=self.finding is not None)
        self.lay_over()
        self.refresh_lists()
        if self.tab not in self.tabs:
            self.tab = listing.TABS[0]
        self.tell_what_opening_found()
        self.call_after_refresh(offer_rescue_copies, self)
        self.wait_for_finding()

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

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.say(f"Failed: {event.worker.group}: {event.worker.error!r}", "error")

    def take_in(self) -> bool:
        """Somebody else changed the sidecar: merge with what they wrote; whether that could be done."""
        return take_in(self)

    def open_session(self, path: Path) -> Session:
        """Open an article for whoever works here. Raises InputError, SchemeError or SidecarError."""
        return self.app.open_session(path)

    def action_reload(self) -> None:
        """Read the article again, and find the place of every annotation in it."""
        if not self.leave():
            return
        assert self.session.article.path is not None
        try:
            session = self.open_session(self.session.article.path)
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
            self.app.learn_from(self.session)
            return True
        self.say(f"{self.saver.state}. Still here, so that nothing is lost.", "error")
        return False

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
        if annotation.is_lost:
            self._jumped_to = self.pane.caret  # that it came there takes nothing else
        else:
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
        if self.finding is not None:
            self.finding.at(event.offset)
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
