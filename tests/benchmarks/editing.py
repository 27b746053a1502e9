"""What one edit costs by how many annotations there are: `python -m tests.benchmarks.editing`.

One article of 1 MB with 100, 1,000 and 10,000 annotations. An edit is made, shown and taken back as the
screen does it, without the screen: the session, the lists beside the article, the strip beside the scroll
bar, what is at the place; then the file is saved. The processor's milliseconds, medians over many edits, so
that it does not matter what else the machine does.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotations.edits import Change, Edit
from annotations.model import Annotation, Span, Status
from annotations.session import Session
from tests.benchmarks.generated_articles import annotate, article_text, write_article
from tui.article.density import Density
from tui.grouped_list import GroupedList

SIZES = (100, 1_000, 10_000)
EDITS, SAVES = 200, 10


class Shown:
    """What the reading screen keeps up with each edit."""

    def __init__(self, session: Session) -> None:
        self.session = session
        text = session.article.text
        self.lists = [GroupedList(session.annotations, text, kind) for kind in ("entity", "quote")]
        self.density = Density(session.annotations, len(text))

    def edit(self, change: Change) -> None:
        self.session.do(change)
        self._keep_up(change)

    def undo(self) -> None:
        change = self.session.undo()
        assert change is not None
        self._keep_up(change)

    def _keep_up(self, change: Change) -> None:
        ids = [edit.id for edit in change.edits]
        for rows in self.lists:
            rows.update(ids)
            row = rows.row_of(ids[0]) or 0
            _ = [rows.line(at) for at in range(row, min(len(rows), row + 30))]
        self.density.update(ids)
        self.density.rows(38)
        annotation = self.session.annotations.get(ids[0])
        place = annotation.start if annotation else 0
        self.session.annotations.overlapping(place - 200, place + 200)
        self.session.annotations.next_after(place)


def changes(annotations: list[Annotation]) -> Iterator[Change]:
    """In turn: another status, another span, another label, one that is gone; all over the article."""
    step = max(1, len(annotations) // EDITS)
    for number, annotation in enumerate(annotations[::step]):
        span = annotation.spans[0]
        after = (
            annotation.with_(status=Status.REJECTED if annotation.status != "rejected" else Status.ACCEPTED),
            annotation.with_(spans=(Span(span.start, span.end + 1),)),
            annotation.with_(label="ORG" if annotation.label != "ORG" else "PER"),
            None,
        )[number % 4]
        yield Change("edit", (Edit(annotation, after),))


def _processor_ms(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def measure(path: Path) -> tuple[float, float, float]:
    """Milliseconds of an edit and of its undoing, of a snapshot to be saved, and of saving it."""
    session = Session.open(path)
    shown = Shown(session)
    edits: list[float] = []
    for change in changes(list(session.annotations)):
        edits += [_processor_ms(lambda change=change: shown.edit(change)), _processor_ms(shown.undo)]  # type: ignore[misc]
    snapshots, saves = [], []
    for change in list(changes(list(session.annotations)))[:SAVES]:
        shown.edit(change)
        snapshots.append(_processor_ms(session.snapshot))
        saves.append(_processor_ms(lambda: session.write(session.snapshot())))
    return statistics.median(edits), statistics.median(snapshots), statistics.median(saves)


def main() -> None:
    print("| annotations | edit, ms | snapshot, ms | save beside the screen, ms |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for number in SIZES:
            path = write_article(Path(folder) / f"with-{number}.txt", article_text(1_000_000))
            annotate(path, number)
            edit, snapshot, save = measure(path)
            print(f"| {number:,} | {edit:.2f} | {snapshot:.2f} | {save:.0f} |", flush=True)


if __name__ == "__main__":
    main()
