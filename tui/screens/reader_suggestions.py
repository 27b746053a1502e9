"""How the reading screen comes by suggestions: found elsewhere, taken in bit by bit, keys first."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from time import monotonic

from textual import work

from annotations.display import one_line
from annotations.finders.elsewhere import ElsewhereError, Finding
from annotations.finders.findings import told
from annotations.model import Annotation
from annotations.session import Session
from tui.background import in_thread
from tui.learning import PATIENCE
from tui.screens.reader_look import Looking
from tui.widgets.lines import EndsLine

_SHOWN_EVERY = 0.3  # seconds between changes of the screen while very many suggestions are taken in
_KEY = 0.015  # seconds that a key takes, to the end of its redraw


class Suggesting(Looking):
    """The part of the reading screen that waits for the finders."""

    def suggest(self) -> None:
        """Let the finders run, off the screen's thread."""
        self.finding = self._begin(self.session)
        self._suggest(self.finding)

    def _begin(self, session: Session, *, suggestions: bool = True) -> Finding | None:
        """Have another process look at the article, if that can be."""
        if self.app.finders is None:
            return None
        try:
            return self.app.finders.begin(session.article, suggestions=suggestions)
        except ElsewhereError as error:
            self._say_slow(error)
            return None

    def wait_for_finding(self) -> None:
        """Show what is found, once it is."""
        if self.finding is not None:
            self._wait_for_structure(self.finding)
        if not self.session.suggested:
            self._suggest(self.finding)

    def take_current_from_caret(self) -> None:
        raise NotImplementedError

    def say(self, message: str, severity: str = "information") -> None:
        """A passing remark in the status line; a warning or an error as a notification that stays longer."""
        if severity == "information":
            self.query_one("#status", EndsLine).say(one_line(message))
        else:
            self.app.say(message, severity)

    def _say_slow(self, error: ElsewhereError) -> None:
        self.say(f"Suggestions are looked for here, which may be slow: {error}", "warning")

    @work(exclusive=True, group="structure", exit_on_error=False)
    async def _wait_for_structure(self, finding: Finding) -> None:
        await in_thread(finding.structured.wait)
        if finding.article is self.session.article:
            self.pane.show_structure()

    @work(exclusive=True, group="suggest", exit_on_error=False)
    async def _suggest(self, finding: Finding | None) -> None:
        session = self.session
        asked_again, admitted = session.suggested, 0
        async for found, failed, last in self._found(session, finding):
            admitted += await self._take_in(session, found, last=last)
            if session is not self.session:
                return
            for problem in failed:
                self.app.say_once(f"A finder failed: {problem}", "error")
        if asked_again:
            self.say(f"{admitted} new suggestions.")

    async def _take_in(self, session: Session, found: list[Annotation], *, last: bool) -> int:
        """Make annotations of suggestions, with keys in between; how many are new."""
        admitted, drawn, keys = 0, monotonic(), self.app.keys_taken
        new: list[Annotation] = []  # not yet shown
        for taken in session.admitting(found, last=last):
            admitted += len(taken)
            new += taken
            if monotonic() - drawn > _SHOWN_EVERY:
                self._show_new(new)
                new, drawn = [], monotonic()
            await asyncio.sleep(0)
            while self.app.keys_pending or self.app.keys_taken != keys:  # keys, and what they draw, first
                keys = self.app.keys_taken
                await asyncio.sleep(_KEY)
            if session is not self.session:
                return admitted
        self._show_new(new)
        gc.freeze()  # they stay: no key waits for the collector to look through them
        if self.here is None:
            self.take_current_from_caret()
        return admitted

    def _show_new(self, new: list[Annotation]) -> None:
        self.update_lists([annotation.id for annotation in new])
        self.pane.draw_new(new)

    async def _found(
        self, session: Session, finding: Finding | None
    ) -> AsyncIterator[tuple[list[Annotation], list[str], bool]]:
        """Some suggestions, what failed of the finders, and whether that was the last; found here if not
        elsewhere."""
        try:
            while finding is not None and (found := await in_thread(finding.more)) is not None:
                yield found, _failed(finding), False
            if finding is not None:
                yield [], _failed(finding), True
                return
        except ElsewhereError as error:
            if session is not self.session:
                return
            self._say_slow(error)
        failed: list[str] = []
        options, learning = self.app.config.settings.finders, self.app.learning

        def find() -> list[Annotation]:
            learning.done.wait(PATIENCE)
            return session.suggestions(lambda name, error: failed.append(f"{name}: {told(error)}"), options)

        yield await in_thread(find), failed, True


def _failed(finding: Finding) -> list[str]:
    """What failed since it was last asked for."""
    failed = [f"{name}: {error}" for name, error in finding.failed]
    finding.failed.clear()
    return failed
