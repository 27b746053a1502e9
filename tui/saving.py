"""When an article's annotations are written: soon after every change, and before anything ends."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any, Protocol

from annotations.errors import SidecarError
from annotations.keeping import Keeper
from annotations.session import Session, Snapshot
from tui.background import in_thread

DELAY = 0.4  # seconds from a change to its save, unless set otherwise; a kill a second later loses nothing
SOON = 0.01
FIRST_RETRY, LAST_RETRY = 2.0, 60.0  # seconds from a failed save to the next try; each wait doubles


class Timer(Protocol):
    def stop(self) -> None: ...


class Host(Protocol):
    """What saving needs of an application: a clock, work beside the screen, a last word."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer: ...

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str, exit_on_error: bool) -> object: ...

    def say_at_end(self, message: str) -> None: ...


class Autosaver:
    """Saves one session off the screen's thread. `problem` says why the last save failed, else "".

    A save begins at most `delay` seconds after a change, however fast further changes come.
    """

    def __init__(
        self, app: Host, session: Session, changed: Callable[[], None], take_in: Callable[[], bool]
    ) -> None:
        self.app = app
        self.session = session
        self.keeper = Keeper(session)
        self.changed = changed  # called on the screen's thread whenever the state shown changes
        self.take_in = take_in  # merges what somebody else wrote meanwhile; whether that could be done
        self.delay = DELAY
        self._timer: Timer | None = None
        self._due = 0.0  # when the timer goes off, by the monotonic clock
        self._running = False
        self._missed = False  # whether the timer went off while a save was under way
        self._retry = FIRST_RETRY

    @property
    def problem(self) -> str:
        return self.keeper.problem

    @property
    def state(self) -> str:
        """What the status line says."""
        if self.problem:
            return self.keeper.state
        if self.session.store.read_only:
            return f"read only: {self.session.store.read_only}"
        if self.session.unsaved:
            return "saving…"
        return "saved" if self.session.stored else "no changes"

    def touch(self) -> None:
        """Something changed: save in a moment."""
        self._start(self.delay)
        self.changed()

    def _start(self, delay: float) -> None:
        """Save in `delay` seconds, or sooner where that is due already."""
        due = monotonic() + delay
        if self._timer is not None:
            if self._due <= due:
                return
            self._timer.stop()
        self._due = due
        self._timer = self.app.set_timer(delay, self._save_in_background)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _save_in_background(self) -> None:
        self._timer = None
        if self._running:
            self._missed = True
            return
        if not self.session.unsaved or self.session.store.read_only:
            return
        self._running = True
        snapshot = self.session.snapshot()
        self.app.run_worker(self._write(snapshot), group="save", exit_on_error=False)

    async def _write(self, snapshot: Snapshot) -> None:
        try:
            await in_thread(lambda: self.keeper.keep_soon(snapshot))
        finally:
            self._running = False
        if self.keeper.changed_by_others and self.take_in():
            self._start(SOON)
        else:
            self._go_on()
        self.changed()

    def _go_on(self) -> None:
        """After a save: try again later where it failed, and save what changed meanwhile."""
        if self._missed:
            self._missed = False
            self._start(SOON)
        if self.problem:
            self._start(self._retry)
            self._retry = min(2 * self._retry, LAST_RETRY)
        else:
            self._retry = FIRST_RETRY

    def save_now(self) -> bool:
        """Save before going on; whether nothing is left unsaved."""
        self._stop()
        if self.session.unsaved and not self.session.store.read_only:
            self.keeper.keep_soon()
            if self.keeper.changed_by_others and self.take_in():
                self.keeper.keep_soon()
            self._go_on()
            self.changed()
        return not self.problem

    def close(self) -> None:
        """Save what is left as the screen goes, and show nothing any more."""
        self.changed = lambda: None
        self.take_in = self._take_in_quietly
        if not self.save_now():
            self.app.say_at_end(self.last_word)
        self._stop()

    @property
    def last_word(self) -> str:
        """What to tell on the terminal when the work is not in its file at the end."""
        where = self.keeper.writer.path
        kept = (
            f"a rescue copy is in {where} and offered when the article is opened again"
            if where
            else f"no rescue copy either: {self.keeper.rescue_problem}"
        )
        return f"{self.session.store.path}: not saved: {self.problem}; {kept}"

    def _take_in_quietly(self) -> bool:
        try:
            self.session.take_in()
        except SidecarError:
            return False
        return True
