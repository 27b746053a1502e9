"""A session that is edited without a screen, by the autosaver that the screen has, until it is killed."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from annotations.edits import adding, removing
from annotations.model import Note, Span
from annotations.session import Session
from annotations.sidecar.leftovers import folders_of, sweep
from tui import saving
from tui.saving import Autosaver


class Loop:
    """What the autosaver needs of an application."""

    def __init__(self) -> None:
        self._work: set[asyncio.Task[None]] = set()

    def set_timer(self, delay: float, callback: Callable[[], None]) -> saving.Timer:
        return _Timer(asyncio.get_running_loop().call_later(delay, callback))

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str, exit_on_error: bool) -> object:
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return task

    def say_at_end(self, message: str) -> None:
        raise AssertionError(message)


class _Timer:
    def __init__(self, handle: asyncio.TimerHandle) -> None:
        self._handle = handle

    def stop(self) -> None:
        self._handle.cancel()


def state_after(edits: int) -> set[int]:
    """The notes that are there after so many edits: every fourth removes the one before the last."""
    there: set[int] = set()
    for number in range(1, edits + 1):
        if number % 4 == 0:
            there.discard(number - 2)
        else:
            there.add(number)
    return there


def edit_for_ever(article: Path, log: int, prefix: str, delay: float, seed: int) -> None:
    """Open `article` as the program does and edit it; each note says `prefix` and its number.

    To `log` go lines: "ready", "edit NUMBER TIME" after each edit, "saved NUMBER" after each save;
    times are of the monotonic clock.
    """
    saving.DELAY = delay
    sweep(folders_of([article]))
    session = Session.open(article)
    asyncio.run(_edit(session, log, prefix, random.Random(seed)))


async def _edit(session: Session, log: int, prefix: str, chance: random.Random) -> None:
    saver = Autosaver(Loop(), session, lambda: None, lambda: False)
    keep = saver.keeper.keep
    counts: dict[int, int] = {}  # edits of ours by the session's count of changes

    def kept(snapshot: Any = None) -> bool:
        saved = keep(snapshot)
        if saved:
            os.write(log, f"saved {counts[snapshot.changes]}\n".encode())
        return saved

    saver.keeper.keep = kept  # type: ignore[method-assign]
    notes: dict[int, str] = {}  # their ids
    os.write(log, b"ready\n")
    number = 0
    while True:
        number += 1
        if number % 4 == 0:
            session.do(removing("edit", session.annotations[notes.pop(number - 2)]))
        else:
            start = chance.randrange(len(session.article.text) - 1)
            name = f"{prefix}.{number}"
            note = Note(id=f"n{name}", label="", spans=(Span(start, start + 1),), note=name)
            notes[number] = note.id
            session.do(adding("edit", note))
        counts[session.snapshot().changes] = number
        os.write(log, f"edit {number} {time.monotonic()}\n".encode())
        saver.touch()
        await asyncio.sleep(chance.uniform(0.0, 0.02))
