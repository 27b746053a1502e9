"""How far a batch has come, on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.commands.output import complain

if TYPE_CHECKING:
    from rich.console import Console

_REDRAWN = 0.2  # seconds
_TOLD = 10.0  # seconds

Clock = Callable[[], float]  # in seconds
Advance = Callable[[int], None]  # is told how many articles are done


@contextmanager
def progress(total: int, *, shown: bool, clock: Clock = time.monotonic) -> Iterator[Advance]:
    """Of `total` articles. Nothing is `shown` where it would mix with the output."""
    from rich.console import Console

    console = Console(stderr=True)
    if not shown:
        yield lambda done: None
    elif console.is_terminal and not console.is_dumb_terminal:
        with _bar(console, total, clock) as advance:
            yield advance
    else:
        yield _lines(total, clock)


@contextmanager
def _bar(console: Console, total: int, clock: Clock) -> Iterator[Advance]:
    from rich.progress import BarColumn, Progress, TextColumn

    from annotations.batch.summary import Pace

    columns = (
        BarColumn(bar_width=24),
        TextColumn("{task.completed:,} of {task.total:,}"),
        TextColumn("{task.fields[pace]}"),
    )
    pace, drawn = Pace(), 0.0
    with Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False
    ) as bar:
        task = bar.add_task("", total=total, pace="")
        bar.refresh()

        def advance(done: int) -> None:
            nonlocal drawn
            now = clock()
            if now - drawn >= _REDRAWN:
                drawn = now
                bar.update(task, completed=done, pace=f"· {pace.told(now, done, total)}", refresh=True)

        yield advance


def _lines(total: int, clock: Clock) -> Advance:
    from annotations.batch.summary import Pace

    pace, told = Pace(), clock()
    pace.told(told, 0, total)

    def advance(done: int) -> None:
        nonlocal told
        now = clock()
        if now - told >= _TOLD:
            told = now
            complain(f"{done:,} of {total:,} articles; {pace.told(now, done, total)}")

    return advance
