"""When an article's annotations are written: soon after every change, and before anything ends."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App
from textual.timer import Timer

from annotations.errors import SaveError, SidecarError
from annotations.session import Session, Snapshot
from tui.background import in_thread

DELAY = 0.4  # seconds from a change to its save; a kill a second later then loses nothing
RETRY = 5.0  # seconds from a failed save to the next try


class Autosaver:
    """Saves one session off the screen's thread; `problem` says why the last save failed, else ""."""

    def __init__(
        self, app: App[None], session: Session, changed: Callable[[], None], take_in: Callable[[], bool]
    ) -> None:
        self.app = app
        self.session = session
        self.changed = changed  # called on the screen's thread whenever the state shown changes
        self.take_in = take_in  # merges what somebody else wrote meanwhile; whether that could be done
        self.problem = ""
        self._timer: Timer | None = None
        self._running = False

    @property
    def state(self) -> str:
        """What the status line says."""
        if self.problem:
            return f"NOT SAVED: {self.problem.removeprefix('not saved: ')}"
        if self.session.store.read_only:
            return f"read only: {self.session.store.read_only}"
        if self.session.unsaved:
            return "saving…"
        return "saved" if self.session.stored else "no changes"

    def touch(self) -> None:
        """Something changed: save in a moment."""
        self._start(DELAY)
        self.changed()

    def _start(self, delay: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.app.set_timer(delay, self._save_in_background)

    def _save_in_background(self) -> None:
        self._timer = None
        if not self.session.unsaved or self.session.store.read_only:
            return
        if self._running:
            self._start(DELAY)
            return
        self._running = True
        snapshot = self.session.snapshot()
        self.app.run_worker(self._write(snapshot), group="save", exit_on_error=False)

    async def _write(self, snapshot: Snapshot) -> None:
        problem = ""
        try:
            await in_thread(lambda: self.session.write(snapshot))
        except SaveError as error:
            problem = error.message
        finally:
            self._running = False
        if problem and self.session.store.changed_on_disk() and self.take_in():
            problem = ""
        self.problem = problem
        if problem:
            self._start(RETRY)
        elif self.session.unsaved:
            self._start(DELAY)
        self.changed()

    def save_now(self) -> bool:
        """Save before going on; whether nothing is left unsaved."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.session.unsaved and not self.session.store.read_only:
            self.problem = self._try()
            if self.problem and self.session.store.changed_on_disk() and self.take_in():
                self.problem = self._try()
            if self.problem:
                self._start(RETRY)
            self.changed()
        return not self.problem

    def _try(self) -> str:
        """Save at once; why that failed, or ""."""
        try:
            self.session.save()
        except SaveError as error:
            return error.message
        return ""

    def close(self) -> None:
        """Save what is left as the screen goes, and show nothing any more."""
        self.changed = lambda: None
        self.take_in = self._take_in_quietly
        self.save_now()
        if self._timer is not None:
            self._timer.stop()

    def _take_in_quietly(self) -> bool:
        try:
            self.session.take_in()
        except SidecarError:
            return False
        return True
