"""How many keys annotation takes: `python -m tests.benchmarks.effort`.

Each task is done in the real app by its real keys, on a copy of a sample, and its result is then
read from the file beside it. Beside that stands what SLATE needs for the same work by its
documented keys (`slate_keys`); docs/effort.md says what that assumes.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotations.article import Article
from annotations.finders.pipeline import suggest
from annotations.model import Annotation
from annotations.session import Session
from tests.benchmarks.effort_tasks import TASKS, Task
from tests.benchmarks.slate_keys import NEXT_FILE
from tests.tui.conftest import Reader
from tui.app import ArtreaderApp

SAMPLES = Path(__file__).parents[2] / "samples"
SIZE = (80, 24)


@dataclass(frozen=True)
class Effort:
    """What a task took: keys here and in SLATE, for so many items; whether the result is right."""

    name: str
    keys: int
    slate: int
    items: int
    most: int
    right: bool

    @property
    def reached(self) -> bool:
        return self.right and self.keys <= self.most * self.items


@cache
def _suggested(text: str) -> tuple[Annotation, ...]:
    return tuple(suggest(Article(text)))


def _begun(task: Task, path: Path) -> tuple[Session, int]:
    """The sample with its suggestions, brought to where the task begins, and saved; and the caret."""
    text = task.text((SAMPLES / task.sample).read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    session = Session.open(path)
    session.admit(_suggested(session.article.text))
    caret = task.prepare(session)
    session.save()
    return session, caret


async def measure(tasks: Sequence[Task], folder: Path) -> list[Effort]:
    """Do the tasks one after another, each in an article of its own, in `folder`."""
    paths = [folder / f"{number:02}.txt" for number in range(len(tasks))]
    begun = [_begun(task, path) for task, path in zip(tasks, paths, strict=True)]
    efforts = []
    app = ArtreaderApp(paths)
    async with app.run_test(size=SIZE) as pilot:
        reader = Reader(app, pilot, folder)
        await reader.settle()
        for task, path, (session, caret) in zip(tasks, paths, begun, strict=True):
            reader.screen.pane.move_caret(caret)
            await reader.settle()
            keys = task.keys(session)
            await reader.press(*keys, "ctrl+s")  # the last article is left by no key
            right = task.right(Session.open(path))
            efforts.append(
                Effort(task.name, len(keys), task.slate(session), task.items(session), task.most, right)
            )
            await reader.press("J")
        moved = app.readers[0].at == len(paths) - 1
    efforts.append(Effort("go to the next article", 1, NEXT_FILE, 1, 1, moved))
    return efforts


def table(efforts: Sequence[Effort]) -> str:
    """The figures as docs/effort.md has them."""
    lines = ["| task | artreader | bar | SLATE |", "|---|---:|---:|---:|"]
    for effort in efforts:
        each = f" for {effort.items}" if effort.items > 1 else ""
        wrong = "" if effort.right else " (wrong result)"
        lines.append(
            f"| {effort.name} | {effort.keys}{each}{wrong} | {effort.most * effort.items} | {effort.slate} |"
        )
    return "\n".join(lines)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        efforts = asyncio.run(measure(TASKS, Path(folder)))
    print(table(efforts))
    return 0 if all(effort.reached for effort in efforts) else 1


if __name__ == "__main__":
    sys.exit(main())
