"""Processes of this machine that annotate, each one article at a time.

Each is this interpreter on a module of ours (`worker`); what goes over the pipes is JSON. One that ends or
hangs costs the article it was at, which is reported, and another takes its place.
"""

from __future__ import annotations

import json
import os
import selectors
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Outcome
from annotations.batch.window import Task, Window
from annotations.batch.worker import GRACE
from annotations.errors import ArtreaderError
from annotations.processes import how_it_ended, start
from annotations.sidecar.leftovers import folders_of, sweep

_MODULE = "annotations.batch.worker"
_AHEAD = 2  # articles that a process knows of: the one at hand and the next, so that it never waits
_WAITING = 100  # records that wait for the one before them
_TICK = 0.2  # seconds until we look whether one hangs, or all is to be stopped
_JUMP = 1.0  # seconds that count for one look: we may have been stopped ourselves (Ctrl+Z), or asleep
_STILLBORN = 3  # processes, one after another, that end before they are ready
_STARTING = 120.0  # seconds until a process is ready
_ENDING = 5.0  # seconds from the end of what a process says to its own
_MOMENT = 0.005
_PIECE = 1 << 18  # bytes read at once

SECONDS, SECONDS_A_MEGABYTE = 60.0, 60.0


def time_limit(path: Path) -> float:
    """Seconds after which the finders count as hanging: a minute, and one more for each megabyte, several
    times what they take."""
    try:
        return SECONDS + SECONDS_A_MEGABYTE * path.stat().st_size / 1e6
    except OSError:
        return SECONDS


class Worker:
    """One process, from outside; it is being started. `hands` are the articles given to it, the first the
    one at hand; `spent` the seconds since it began with that.

    Raises OSError when it cannot be started.
    """

    def __init__(self, options: Options) -> None:
        self.hands: deque[Task] = deque()
        self.spent = 0.0
        self.ready = False
        self._begun: list[bytes] = []  # the line that is not whole yet
        self._process = start(_MODULE, path=(os.environ.get("PYTHONPATH", ""),))
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._incoming, self._outgoing = self._process.stdin, self._process.stdout
        self._say(options.plain())

    @property
    def pid(self) -> int:
        return self._process.pid

    def fileno(self) -> int:
        """Where its answers come from."""
        return self._outgoing.fileno()

    def give(self, task: Task) -> None:
        if not self.hands:
            self.spent = 0.0
        self.hands.append(task)
        self._say(str(task.path))

    def _say(self, what: object) -> None:
        with suppress(OSError):  # it has ended, as the end of its answers tells
            self._incoming.write(json.dumps(what).encode() + b"\n")
            self._incoming.flush()

    def answers(self) -> list[bytes] | None:
        """What it has answered since; None when it has ended. To be called when there is something."""
        piece = os.read(self.fileno(), _PIECE)
        if not piece:
            return None
        *lines, rest = piece.split(b"\n")
        if lines:
            lines[0] = b"".join((*self._begun, lines[0]))
            self._begun.clear()
        self._begun.append(rest)
        return lines

    def let_end(self) -> None:
        """It gets nothing more to do, and ends once the article at hand is done."""
        with suppress(OSError):
            self._incoming.close()

    def end(self, patience: float = 0.0) -> str:
        """Wait so long for its end, then end it, whatever it does; how it ended, for a person."""
        latest = time.monotonic() + patience
        while self._process.poll() is None and time.monotonic() < latest:
            time.sleep(_MOMENT)
        if self._process.poll() is None:
            self._process.kill()
        code = self._process.wait()
        self.let_end()
        self._outgoing.close()
        return how_it_ended(code)


class Pool:
    """`jobs` processes that do the same with every article. `stopping` is asked several times a second;
    once it is true, what is at hand is finished and nothing else begun. `seconds` is what an article may
    take, None for `time_limit`.
    """

    def __init__(
        self,
        options: Options,
        jobs: int,
        *,
        seconds: float | None = None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.options = options
        self.jobs = jobs
        self._seconds = seconds
        self._stopping = stopping
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._stillborn = 0
        self._stopping_for = 0.0
        self._looked = time.monotonic()

    @property
    def pids(self) -> list[int]:
        """Of the processes that run now."""
        return [worker.pid for worker in self._workers]

    def outcomes(self, paths: Iterable[Path]) -> Generator[Outcome, None, None]:
        """What became of each article, as they are done; records in the order of `paths`.

        To be called once. Raises ArtreaderError when there can be no processes.
        """
        ordered = self.options.goal is Goal.RECORDS
        window = Window(paths, _AHEAD * self.jobs + (_WAITING if ordered else 1), ordered=ordered)
        try:
            while True:
                stopping = self._stopping()
                if stopping:
                    for worker in self._workers:
                        worker.let_end()
                else:
                    self._hand_out(window)
                if not any(worker.hands for worker in self._workers) or self._stopping_for > GRACE:
                    return
                for key, _ in self._selector.select(_TICK):
                    yield from self._take(key.data, window, stopping)
                yield from self._overdue(window, stopping)
        finally:
            for worker in list(self._workers):
                self._end(worker)
            self._selector.close()

    def _hand_out(self, window: Window) -> None:
        """First an article to every process, then to every one the next."""
        for ahead in range(_AHEAD):
            for place in range(self.jobs):
                if place < len(self._workers) and len(self._workers[place].hands) > ahead:
                    continue
                task = window.take()
                if task is None:
                    return
                if place >= len(self._workers):
                    self._start()
                self._workers[place].give(task)

    def _start(self) -> None:
        try:
            worker = Worker(self.options)
        except OSError as error:
            raise ArtreaderError(f"no process can be started: {error}") from error
        self._workers.append(worker)
        self._selector.register(worker, selectors.EVENT_READ, worker)

    def _end(self, worker: Worker, patience: float = 0.0) -> str:
        self._workers.remove(worker)
        self._selector.unregister(worker)
        return worker.end(patience)

    def _take(self, worker: Worker, window: Window, stopping: bool) -> Iterator[Outcome]:
        """Take in what a process says, or that it has ended."""
        lines = worker.answers()
        if lines is None:
            how = self._end(worker, _ENDING)
            if not worker.ready and not stopping:
                self._mourn(how)
            elif not stopping:
                yield from _failed(worker, how, window)
            _give_back(worker, window)
            return
        for line in lines:
            answer = json.loads(line)
            worker.spent = 0.0
            if worker.ready:
                yield from window.settle(worker.hands.popleft(), Outcome.of(answer))
            else:
                worker.ready, self._stillborn = True, 0

    def _overdue(self, window: Window, stopping: bool) -> Iterator[Outcome]:
        """End processes that hang."""
        now = time.monotonic()
        passed, self._looked = min(now - self._looked, _JUMP), now
        self._stopping_for += passed * stopping
        for worker in list(self._workers):
            if not worker.hands:
                continue
            worker.spent += passed
            if not worker.ready and worker.spent > _STARTING:
                self._end(worker)
                self._mourn(f"is not ready after {_STARTING:g} s")
                _give_back(worker, window)
            elif worker.ready and worker.spent > (most := self._most(worker)):
                self._end(worker)
                yield from _failed(worker, f"took longer than {most:g} s, given up", window)
                _give_back(worker, window)

    def _most(self, worker: Worker) -> float:
        """Seconds that the article at hand may take; its size is looked at late."""
        if self._seconds is not None:
            return self._seconds
        return SECONDS if worker.spent <= SECONDS else time_limit(worker.hands[0].path)

    def _mourn(self, how: str) -> None:
        """One has ended before it could do anything; where others do, too, there is no use in going on."""
        self._stillborn += 1
        if self._stillborn == _STILLBORN:
            raise ArtreaderError(f"the process that annotates {how}", advice="ARTREADER_DEBUG=1 shows why")


def _failed(worker: Worker, why: str, window: Window) -> Iterator[Outcome]:
    """A process has ended, and with it the work on the article at hand."""
    if worker.hands:
        task = worker.hands.popleft()
        sweep(folders_of([task.path]))  # of a file half written
        yield from window.settle(task, Outcome.told(task.path, why))


def _give_back(worker: Worker, window: Window) -> None:
    while worker.hands:
        window.put_back(worker.hands.pop())
