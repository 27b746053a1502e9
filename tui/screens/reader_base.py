"""What all of the reading screen's parts stand on: its layout, its session, the current annotation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import clamp
from textual.screen import ModalScreen, Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from annotations.display import one_line
from annotations.edits import Change
from annotations.model import Annotation, Status
from annotations.session import Session
from tui import keymap, listing
from tui.article.search import Search
from tui.background import in_thread
from tui.saving import Autosaver
from tui.widgets.article_pane import ArticlePane
from tui.widgets.inspector import Inspector
from tui.widgets.lines import EndsLine, HintLine
from tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from tui.app import ArtreaderApp

Answer = TypeVar("Answer")
_NARROW = 64  # columns under which the lists make room for the article


class ReaderBase(Screen[None]):
    """Shows one of `paths` at a time. All changes go through `do`."""

    app: ArtreaderApp
    DEFAULT_CSS = """
    ReaderBase #body { height: 1fr; }
    ReaderBase #side { width: 36%; min-width: 26; max-width: 64; border-left: solid $panel; }
    ReaderBase.narrow #side, ReaderBase.alone #side { display: none; }
    ReaderBase #search { background: $boost; }
    """

    def __init__(self, paths: Sequence[Path], at: int, session: Session) -> None:
        super().__init__()
        self.paths = list(paths)
        self.at = at
        self.session = session
        self.saver: Autosaver | None = None
        self.current: Annotation | None = None
        self.tab = listing.TABS[0]
        self.wanted = ""  # the filter of the lists
        self.least = 0.0  # suggestions with less confidence are hidden
        self.search = Search()
        self.picking: tuple[str, str] | None = None  # annotation and role that wait for a selection
        self._jumped_to: int | None = None

    def compose(self) -> ComposeResult:
        yield EndsLine(id="top")
        with Horizontal(id="body"):
            yield ArticlePane(id="article")
            with Vertical(id="side"):
                yield Sidebar(id="lists")
                yield Inspector(id="inspector")
        search = Input(placeholder="search the article", id="search", compact=True)
        search.display = False
        yield search
        yield EndsLine(id="status")
        yield HintLine()

    @property
    def pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    @property
    def lists(self) -> Sidebar:
        return self.query_one(Sidebar)

    @property
    def text(self) -> str:
        return self.session.article.text

    # -- opening ---------------------------------------------------------------

    def on_mount(self) -> None:
        self.show_session(self.session)
        self.set_focus(self.pane)

    def on_unmount(self) -> None:
        """However the screen ends, by an error in it too, what was done is saved."""
        if self.saver is not None:
            self.saver.close()

    def show_session(self, session: Session) -> None:
        """Put an opened article on the screen."""
        self.session = session
        self.saver = Autosaver(self.app, session, self.show_lines)
        self.current, self.picking, self._jumped_to = None, None, None
        self.search = Search()
        self.pane.show(session.article, session.annotations)
        self.refresh_lists()
        self.tell_what_opening_found()
        if not session.suggested:
            self.suggest()

    def tell_what_opening_found(self) -> None:
        loaded = self.session.loaded
        if self.session.store.read_only:
            self.say(f"Read only: {self.session.store.read_only}", "warning")
        if loaded.text_changed:
            self.say(
                f"The text has changed since it was annotated: {loaded.moved} annotations moved with it, "
                f"{loaded.lost} lost their place and are listed as lost.",
                "warning",
            )

    @work(exclusive=True, group="suggest", exit_on_error=False)
    async def suggest(self) -> None:
        """Let the finders run, off the screen's thread."""
        session = self.session
        self.admit(session, await in_thread(session.suggestions))

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.say(f"Failed: {event.worker.group}: {event.worker.error!r}", "error")

    def admit(self, session: Session, suggestions: list[Annotation]) -> None:
        if session is self.session:
            session.admit(suggestions)
            self.pane.redraw()
            self.refresh_lists()

    def leave(self) -> bool:
        """Save before going elsewhere; False, with the reason said, when that failed."""
        if self.saver is None or self.saver.save_now():
            return True
        self.say(f"Not saved: {self.saver.problem}. Still here, so that nothing is lost.", "error")
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
        self.pane.redraw(touched)
        self.refresh_lists()
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
        self.say(f"{word}: {change.what}")

    def action_save(self) -> None:
        assert self.saver is not None
        if self.saver.save_now():
            self.say("Saved." if self.session.store.path.exists() else "Nothing to save yet.")
        else:
            self.say(f"Not saved: {self.saver.problem}", "error")

    # -- where we are ----------------------------------------------------------

    def confident(self, annotation: Annotation) -> bool:
        return annotation.status is not Status.SUGGESTED or (annotation.confidence or 0.0) >= self.least

    def undecided(self, annotation: Annotation) -> bool:
        return annotation.status is Status.SUGGESTED and self.confident(annotation) and not annotation.is_lost

    def shown(self, annotation: Annotation) -> bool:
        return (
            self.confident(annotation) and not annotation.is_lost and annotation.status is not Status.REJECTED
        )

    def go_to(self, annotation: Annotation) -> None:
        """Make `annotation` the current one and bring it into sight."""
        self.current = annotation
        if not annotation.is_lost:
            self._jumped_to = annotation.start
            self.pane.reveal(annotation.extent)
        self.pane.set_current(annotation)
        if annotation.kind != self.tab:
            self.tab = annotation.kind
            self.refresh_lists()
        else:
            self.show_current()

    @on(ArticlePane.CaretMoved)
    def _caret_moved(self, event: ArticlePane.CaretMoved) -> None:
        event.stop()
        if event.offset != self._jumped_to and event.selection is None:
            self._jumped_to = None
            covering = [a for a in self.session.annotations.covering(event.offset) if self.shown(a)]
            self.current = covering[0] if covering else None
            if self.current is not self.pane.current:
                self.pane.set_current(self.current)
                self.show_current()
                return
        self.show_lines()

    def refresh_lists(self) -> None:
        """List anew: after a change, another tab, another filter."""
        found = listing.lines(self.session.annotations, self.text, self.tab, self.wanted, self.least)
        counts = {kind: self.session.annotations.count(kind) for kind in listing.TABS}
        self.lists.show(self.tab, counts, found, self.current.id if self.current else None)
        self.show_current()

    def show_current(self) -> None:
        """The inspector and the lines at the edges."""
        current = self.current
        self.lists.follow(current.id if current else None)
        inspector = self.query_one(Inspector)
        if current is None:
            inspector.show("no annotation at the caret", [])
        else:
            rows = listing.field_lines(current, self.session.annotations, self.text)
            inspector.show(f"{listing.MARKS[current.status]} {current.kind}", rows)
        self.show_lines()

    def show_lines(self) -> None:
        assert self.saver is not None
        article, total = self.session.article, len(self.session.annotations)
        place = f"{self.at + 1}/{len(self.paths)} " if len(self.paths) > 1 else ""
        name = one_line(article.path.name if article.path else "")
        top = self.query_one("#top", EndsLine)
        top.set_class(bool(self.saver.problem), "alarm")
        top.show(f"{place}{name} · {article.language}", self.saver.state)
        covering = [a for a in self.session.annotations.covering(self.pane.caret) if self.shown(a)]
        if self.current is not None and self.current not in covering:
            covering.insert(0, self.current)
        least = f"≥ {self.least:.1f} · " if self.least else ""
        self.query_one("#status", EndsLine).show(
            listing.described(covering) or self._place_in_text(),
            f"{least}{self.session.decided} of {total} decided",
        )
        self._show_hints()

    def _place_in_text(self) -> str:
        length = max(1, len(self.text))
        return f"{clamp(100 * self.pane.caret // length, 0, 100)} %"

    def _show_hints(self) -> None:
        hints = self.query_one(HintLine)
        if self.picking is not None:
            role = self.picking[1].replace("_", " ")
            hints.show(keymap.hints("picking"), f"Select the words for: {role}, then Enter")
        elif self.search.matches:
            hints.show(keymap.hints("searching"), self.search.says(self.pane.caret))
        elif not self.pane.has_focus:
            hints.show(keymap.hints("lists"))
        elif self.pane.selection is not None or self.pane.sticky:
            length = self.pane.selection.length if self.pane.selection else 0
            hints.show(keymap.hints("selection"), f"{length} selected")
        elif self.current is None:
            hints.show(keymap.hints("text"))
        else:
            hints.show(keymap.hints("undecided" if self.current.status is Status.SUGGESTED else "decided"))

    def on_resize(self) -> None:
        self.set_class(self.size.width < _NARROW, "narrow")

    def on_descendant_focus(self) -> None:
        if self.saver is not None:
            self._show_hints()
