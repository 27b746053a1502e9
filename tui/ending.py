"""Before the application ends, however that comes about: everything is saved first."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import termios
from collections.abc import Callable
from functools import partial
from typing import Any

from annotations.keeping import Keeper
from tui.first_page import ENDING_SIGNALS
from tui.screens.reader import ReaderScreen
from tui.screens.unsaved import QuitUnsaved, SaveElsewhere
from tui.served_app import EndsWithServer

HANG_UP_CHECK = 1.0  # seconds between looks at whether the terminal is still there


def _terminal_is_there() -> bool:
    """Whether standard input is a terminal that has not been hung up."""
    try:
        termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (termios.error, ValueError, OSError):
        return False
    return True


def _on_signal(number: int, action: Callable[[], object]) -> None:
    """Run `action` in the event loop when the signal comes, never in the middle of something."""
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not in the main thread
        asyncio.get_running_loop().add_signal_handler(number, action)


class SavesAtEnd(EndsWithServer):
    """The part of the application that quits, stops, and ends on signals and lost terminals."""

    taking_terminal: Callable[[], None]  # called once, just before
    last_words: list[str]  # to be told on the terminal once the screen has gone

    def on_load(self) -> None:
        """Before the terminal is changed, so that a signal at any moment leaves it as it was."""
        for number in ENDING_SIGNALS:
            _on_signal(number, partial(self.end_on_signal, number))
        self.taking_terminal()

    def on_mount(self) -> None:
        stop = signal.getsignal(signal.SIGTSTP)
        if callable(stop):  # Textual's, which gives the terminal back; not there in tests without a terminal
            _on_signal(signal.SIGTSTP, partial(self._stop_on_signal, stop))
        if _terminal_is_there():
            self.set_interval(HANG_UP_CHECK, self._end_without_terminal)

    def keep_place(self) -> None:
        """Keep where one left off."""
        raise NotImplementedError

    def action_suspend_process(self) -> None:
        self.save_all()
        super().action_suspend_process()

    def _stop_on_signal(self, stop: Callable[..., Any]) -> None:
        """Save before stopping, whoever sent the signal: what is stopped may never go on."""
        self.save_all()
        stop(signal.SIGTSTP, None)

    @property
    def readers(self) -> list[ReaderScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, ReaderScreen)]

    def save_all(self) -> str:
        """Save whatever is unsaved; why that failed, or ""."""
        self.keep_place()
        problems = [
            reader.saver.state
            for reader in self.readers
            if reader.saver is not None and not reader.saver.save_now()
        ]
        return problems[0] if problems else ""

    async def action_quit(self) -> None:
        if not self.save_all():
            self.exit()
        elif not any(isinstance(screen, QuitUnsaved | SaveElsewhere) for screen in self.screen_stack):
            saver = next(reader.saver for reader in self.readers if reader.saver and reader.saver.problem)
            self.push_screen(QuitUnsaved(saver.keeper), partial(self._answered_quit, saver.keeper))

    def _answered_quit(self, keeper: Keeper, answer: str | None) -> None:
        if answer == "leave":
            self.exit(return_code=1)
        elif answer == "retry":
            self.call_later(self.action_quit)
        elif answer == "elsewhere":
            self.push_screen(SaveElsewhere(keeper), self._saved_elsewhere)

    def _saved_elsewhere(self, name: str | None) -> None:
        if name is None:
            self.call_later(self.action_quit)
        else:
            self.say_at_end(f"saved in {name}, since its own file could not be written")
            self.exit(return_code=1)

    def say_at_end(self, message: str) -> None:
        self.last_words.append(message)

    def end_on_signal(self, number: int) -> None:
        """Save first, since the terminal may be gone; then leave with the shell's code for the signal."""
        self.save_all()
        code = 128 + number
        if not _terminal_is_there():
            os._exit(code)  # Textual's orderly end would wait for a terminal that takes nothing any more
        self.exit(return_code=code)

    def _end_without_terminal(self) -> None:
        """A terminal can go without a signal, from a process that was started apart from it."""
        if not _terminal_is_there():
            self.end_on_signal(signal.SIGHUP)
