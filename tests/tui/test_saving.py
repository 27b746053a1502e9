"""When the autosaver saves: soon after the first change, again ever later after a failure."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from annotations import corrections
from annotations.article import Article
from annotations.edits import adding
from annotations.fsops import FileOps
from annotations.model import Note, Span
from annotations.session import Session
from annotations.sidecar.store import Store
from tests.tui.conftest import Opener
from tui import saving
from tui.saving import DELAY, FIRST_RETRY, LAST_RETRY, SOON, Autosaver, Timer
from tui.screens.unsaved import QuitUnsaved, RescueFound


class Full(FileOps):
    """A disk that takes nothing while `full`."""

    full = True

    def write(self, fd: int, data: memoryview) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(fd, data)


class Clock:
    """A host whose time passes only when told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.work: list[Coroutine[Any, Any, None]] = []
        self.waited: list[float] = []
        monkeypatch.setattr(saving, "monotonic", lambda: self.now)

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        entry = (self.now + delay, callback)
        self.timers.append(entry)
        self.waited.append(delay)
        clock = self

        class Stop:
            def stop(self) -> None:
                if entry in clock.timers:
                    clock.timers.remove(entry)

        return Stop()

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str, exit_on_error: bool) -> object:
        self.work.append(work)
        return work

    def say_at_end(self, message: str) -> None:
        raise AssertionError(message)

    def pass_until(self, now: float) -> None:
        self.now = now
        for entry in [entry for entry in self.timers if entry[0] <= now]:
            self.timers.remove(entry)
            entry[1]()

    async def do_work(self) -> None:
        while self.work:
            await self.work.pop(0)


@pytest.fixture
def disk() -> Full:
    return Full()


@pytest.fixture
def session(tmp_path: Path, disk: Full) -> Session:
    path = tmp_path / "berita.txt"
    path.write_text("Hujan turun di Solo.\n", encoding="utf-8")
    article = Article.read(path)
    store, loaded = Store.open(article, ops=disk)
    return Session(article, store, loaded)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def autosaver(clock: Clock, session: Session) -> Autosaver:
    return Autosaver(clock, session, lambda: None, lambda: False)


def edit(session: Session, saver: Autosaver, number: int) -> None:
    session.do(adding("a note", Note(id=f"n{number}", label="", spans=(Span(0, 5),), note=str(number))))
    saver.touch()


async def test_changes_that_never_cease_do_not_put_off_the_save(
    clock: Clock, session: Session, disk: Full
) -> None:
    disk.full = False
    saver = autosaver(clock, session)
    for number in range(10):
        clock.pass_until(number / 10)
        edit(session, saver, number)
        await clock.do_work()
    on_disk = len(session.on_disk)
    assert on_disk >= 10 - 1 - DELAY * 10
    clock.pass_until(0.9 + DELAY)
    await clock.do_work()
    assert not session.unsaved


async def test_what_changes_during_a_save_is_saved_right_behind_it(
    clock: Clock, session: Session, disk: Full
) -> None:
    disk.full = False
    saver = autosaver(clock, session)
    edit(session, saver, 1)
    clock.pass_until(DELAY)  # the save is under way
    edit(session, saver, 2)
    clock.pass_until(2 * DELAY)
    await clock.do_work()
    assert len(session.on_disk) == 1
    clock.pass_until(2 * DELAY + SOON)
    await clock.do_work()
    assert len(session.on_disk) == 2


async def test_a_failed_save_is_tried_again_ever_later_and_then_soon_again(
    clock: Clock, session: Session, disk: Full
) -> None:
    saver = autosaver(clock, session)
    edit(session, saver, 1)
    for _ in range(8):
        clock.pass_until(clock.timers[0][0])
        await clock.do_work()
        assert saver.state.startswith("NOT SAVED: No space left on device · rescue copy kept")
    assert clock.waited == [DELAY, *(min(FIRST_RETRY * 2**n, LAST_RETRY) for n in range(8))]
    edit(session, saver, 2)  # a change is not kept waiting
    assert clock.timers[0][0] == pytest.approx(clock.now + DELAY)
    disk.full = False
    clock.pass_until(clock.now + DELAY)
    await clock.do_work()
    assert saver.state == "saved"
    disk.full = True
    edit(session, saver, 3)
    clock.pass_until(clock.now + DELAY)
    await clock.do_work()
    assert clock.waited[-1] == FIRST_RETRY


async def test_a_failed_save_is_said_on_the_screen_and_asked_about_and_offered(
    reader: Opener, tmp_path: Path
) -> None:
    async with reader() as r:
        disk = Full()
        r.screen.session.store._ops = disk
        await r.press("]", "space", "ctrl+s")
        assert "NOT SAVED: No space left on device · rescue copy kept" in r.shown().split("\n")[0]
        await r.press("ctrl+q", "ctrl+q")
        assert isinstance(r.app.screen, QuitUnsaved)
        assert len([s for s in r.app.screen_stack if isinstance(s, QuitUnsaved)]) == 1
        await r.press("q")
    assert r.app.return_code == 1
    assert any("a rescue copy is in" in word for word in r.app.last_words)
    async with reader() as again:
        assert isinstance(again.app.screen, RescueFound)
        assert "Compared with the file:" in again.shown()
        await again.press("d")
        assert again.screen.session.decided == 0
    async with reader() as once_more:
        assert not isinstance(once_more.app.screen, RescueFound)


async def test_a_copy_is_merged_with_the_file_and_undone_with_u(reader: Opener, tmp_path: Path) -> None:
    async with reader() as r:
        await r.press("]", "space", "ctrl+s")
        r.screen.session.store._ops = Full()
        await r.press("space", "ctrl+q")
        await r.press("q")
    other = Session.open(tmp_path / "berita.txt")
    last = list(other.annotations)[-1]
    other.do(corrections.reject(last))
    other.save()
    async with reader() as again:
        assert isinstance(again.app.screen, RescueFound)
        await again.press("m", "ctrl+s")
        assert again.screen.session.decided == 3
        assert again.screen.saver is not None
        assert again.screen.saver.state == "saved"
        await again.press("u", "ctrl+s")
        assert again.screen.session.decided == 2
    async with reader() as once_more:
        assert not isinstance(once_more.app.screen, RescueFound)


async def test_in_thread_work_of_a_save_is_not_lost_at_the_end(
    clock: Clock, session: Session, disk: Full
) -> None:
    """The screen closes while a save is under way."""
    disk.full = False
    saver = autosaver(clock, session)
    edit(session, saver, 1)
    clock.pass_until(DELAY)
    task = asyncio.ensure_future(clock.work.pop())
    edit(session, saver, 2)
    saver.close()
    await task
    assert not session.unsaved
    assert len(session.on_disk) == 2
    assert clock.timers == []


async def test_an_error_that_ends_the_program_saves_first(
    reader: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):  # noqa: PT012
        async with reader() as r:
            await r.press("]", "space")
            monkeypatch.setattr(r.screen, "action_filter", broken)
            await r.press("f")
    assert Session.open(tmp_path / "berita.txt").decided == 1


async def test_a_list_of_articles_tells_for_which_there_are_rescue_copies(reader: Opener) -> None:
    async with reader() as r:
        r.screen.session.store._ops = Full()
        await r.press("]", "space", "ctrl+q")
        await r.press("q")
    async with reader(others=("Hujan turun di Solo.\n",)) as again:
        told = [notice.message for notice in again.app._notifications]
        assert any("could not be saved: berita.txt" in message for message in told)
        await again.press("d")
