"""The articles under way: given out one by one, their outcomes taken back, in order where that is wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.batch.outcome import Outcome

MOST_HELD = 64 << 20  # characters of records that wait for the one before them


class Task(NamedTuple):
    """An article, with its number in the order."""

    number: int
    path: Path


class Window:
    """`paths` are asked for no sooner than they are given out. No more than `width` articles are under way or
    wait for one before them, and no more text than memory has room for.
    """

    def __init__(self, paths: Iterable[Path], width: int, *, ordered: bool) -> None:
        self._tasks = map(Task._make, enumerate(paths))
        self._again: deque[Task] = deque()
        self.width = width
        self._ordered = ordered
        self._under_way = 0
        self._waiting: dict[int, Outcome] = {}
        self._held = 0
        self._next = 0  # whose turn it is

    def take(self) -> Task | None:
        """The next article to work on; None while there is none."""
        if self._under_way and (self._under_way + len(self._waiting) >= self.width or self._held > MOST_HELD):
            return None
        task = self._again.popleft() if self._again else next(self._tasks, None)
        self._under_way += task is not None
        return task

    def put_back(self, task: Task) -> None:
        """It was taken, but not worked on; it is the next to be taken."""
        self._again.appendleft(task)
        self._under_way -= 1

    def settle(self, task: Task, outcome: Outcome) -> Iterator[Outcome]:
        """It was taken, and this is what became of it; those outcomes whose turn it is now."""
        self._under_way -= 1
        if not self._ordered:
            yield outcome
            return
        self._waiting[task.number] = outcome
        self._held += len(outcome.record)
        while (turn := self._waiting.pop(self._next, None)) is not None:
            self._held -= len(turn.record)
            self._next += 1
            yield turn
