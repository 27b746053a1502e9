"""How fast `artreader annotate` goes through a folder: `python -m tests.benchmarks.batch`.

Generates short articles and annotates them with one process, then with two, each time from nothing. Printed
for each: articles a second, the processor's time an article, what that comes to on two cores that do
nothing else, the most memory held by all processes together and by the one that hands out articles; then
what a second run takes, when all is up to date, and the same as a stream of JSON.

Behind it the gain of two processes over one: by the clock, and by the processor, which is the one to go by on
a machine that does other work meanwhile (the time of the busiest process, or half of all processes' time
where that is more, with one process and with two).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.generated_articles import article_text, write_article

NUMBER = 10_000
SHORTEST, LONGEST = 900, 2_400  # code points
_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK = 0.05  # seconds between two looks at the processes


@dataclass
class Watched:
    """A command and its processes, looked at until it ends."""

    seconds: dict[int, float] = field(default_factory=dict)  # of the processor, by process
    peak: int = 0  # bytes held by all together
    peak_of_first: int = 0
    clock: float = 0.0

    @property
    def busiest(self) -> float:
        return max(self.seconds.values())

    @property
    def all_together(self) -> float:
        return sum(self.seconds.values())

    @property
    def on_two_cores(self) -> float:
        """Seconds that it would take on two cores that do nothing else, were no disk waited for."""
        return max(self.busiest, self.all_together / 2)

    def run(self, *arguments: str | Path) -> Watched:
        """`artreader` with these arguments."""
        command = [sys.executable, "-P", "-m", "tui.cli", *map(str, arguments)]
        here = str(Path(__file__).parents[2])
        began = time.perf_counter()
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": here}
        ) as process:
            ended = threading.Event()
            watching = threading.Thread(target=self._watch, args=(process.pid, ended))
            watching.start()
            assert process.stderr is not None
            told = process.stderr.read().decode()
            code = process.wait()
            ended.set()
            watching.join()
        self.clock = time.perf_counter() - began
        if code:
            raise SystemExit(told)
        return self

    def _watch(self, first: int, ended: threading.Event) -> None:
        while not ended.wait(_LOOK):
            held = 0
            for pid in (first, *_children(first)):
                with suppress(OSError, IndexError, ValueError):
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    self.seconds[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
                    resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf(
                        "SC_PAGESIZE"
                    )
                    held += resident
                    if pid == first:
                        self.peak_of_first = max(self.peak_of_first, resident)
            self.peak = max(self.peak, held)


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, task.read_text().split())


def generate(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(number):
        text = f"Judul berita nomor {at} dari redaksi\n\n{article_text(SHORTEST + at % (LONGEST - SHORTEST))}"
        write_article(folder / f"berita-{at:06}.txt", text)


def forget(folder: Path) -> None:
    """Remove what was annotated."""
    for entry in os.scandir(folder):
        if entry.name.endswith(".annotations.yaml"):
            os.unlink(entry)


def row(name: str, watched: Watched, number: int) -> str:
    return (
        f"{name:22} {watched.clock:8.1f} s {number / watched.clock:8.1f}/s"
        f" {1000 * watched.all_together / number:8.2f} ms {watched.on_two_cores:8.1f} s"
        f" {watched.peak / 1e6:6.0f} MB {watched.peak_of_first / 1e6:6.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=NUMBER)
    parser.add_argument("--folder", type=Path, help="where the articles are to be generated and kept")
    arguments = parser.parse_args()
    number: int = arguments.articles
    with tempfile.TemporaryDirectory() as temporary:
        os.environ.update(XDG_STATE_HOME=temporary, XDG_CONFIG_HOME=temporary, XDG_CACHE_HOME=temporary)
        folder = (arguments.folder or Path(temporary)) / f"articles-{number}"
        if not folder.is_dir():
            generate(folder, number)
        print(f"{number} articles; load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        print(f"{'':22} {'clock':>10} {'rate':>10} {'each':>11} {'two cores':>10} {'memory':>9} {'first':>9}")
        runs: dict[str, Watched] = {}
        for name, options in (
            ("one process", ("--jobs", "1")),
            ("two processes", ("--jobs", "2")),
            ("again, up to date", ("--jobs", "2")),
            ("as JSON, one", ("--jobs", "1", "--format", "jsonl")),
            ("as JSON, two", ("--jobs", "2", "--format", "jsonl")),
        ):
            if not name.startswith("again"):
                forget(folder)
            runs[name] = Watched().run("annotate", folder, *options)
            print(row(name, runs[name], number), flush=True)
        forget(folder)
    for one, two in (("one process", "two processes"), ("as JSON, one", "as JSON, two")):
        clock = runs[one].clock / runs[two].clock
        processor = runs[one].on_two_cores / runs[two].on_two_cores
        print(f"{two} over {one}: {clock:.2f} by the clock, {processor:.2f} by the processor")


if __name__ == "__main__":
    main()
