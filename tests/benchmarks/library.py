"""How soon a folder of thousands of articles is listed and searched: `python -m tests.benchmarks.library`.

Generates short articles, half of them with annotations, and opens the folder on a terminal of
120 × 40 with an empty cache, then again. Printed for both: when the names stand on the screen, when
every row is filled in (the first time all articles have to be read), the time from a key to the
last byte of its redraw, and the most memory held; then how long the index by itself takes.
With `--folder` the articles stay there, and are not generated again.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from annotations.collection import find_articles
from annotations.library.library import Library
from tests.benchmarks.generated_articles import annotate, article_text, write_article
from tests.benchmarks.timed_terminal import TimedTerminal

NUMBER, ANNOTATIONS = 5_000, 20
DOWN, PAGE, HOME, END = "\x1b[B", "\x1b[6~", "\x1b[H", "\x1b[F"
QUERIES = ("nota kesepahaman", "Pranoto", "nomor 4321", "harga beras", "tidak ada di mana pun", "di")
PATIENCE = 240.0
SETTLED = 2.5  # seconds until freshly written files are trusted to be what they were when they were read


def generate(folder: Path, number: int) -> None:
    """`number` articles of 0.9 to 2.4 kB; every other one with 20 annotations."""
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(number):
        text = f"Judul berita nomor {at} dari redaksi\n\n{article_text(900 + at % 1500)}"
        path = write_article(folder / f"berita-{at:05}.txt", text)
        if at % 2:
            annotate(path, ANNOTATIONS)


def on_a_terminal(folder: Path, home: Path, number: int, *, busy: bool) -> str:
    """Open the folder once; a row of the table. `busy`: press keys while articles are being read, too."""
    environment = {"XDG_CACHE_HOME": str(home / "cache"), "XDG_STATE_HOME": str(home / "state")}
    first, last = "berita-00000", f"berita-{number - 1:05}"
    with TimedTerminal([sys.executable, "-P", "-m", "tui.cli", str(folder)], home, environment) as t:
        names = t.wait_for(first, PATIENCE)
        ends = [(END, last), (HOME, first)] * 5 if busy else []
        meanwhile = [t.key_until(key, drawn) for key, drawn in ends]
        filled = t.wait_for(r"articles +[1-9]\d* of", PATIENCE)  # no more "still to be read" between them
        t.settle()
        after = [t.key(key) for key in (DOWN, PAGE) * 10]
        return f"{_s(names)} {_s(filled)} {_ms(meanwhile)} {_ms(after)} {t.peak / 1e6:6.0f} MB"


def _s(seconds: float | None) -> str:
    return "    never" if seconds is None else f"{seconds:8.2f} s"


def _ms(times: Sequence[float | None]) -> str:
    """Median and 95th percentile."""
    found = [1000 * seconds for seconds in times if seconds is not None]
    if len(found) < 2:
        return f"{'–':>10}"
    return f"{statistics.median(found):4.0f} {statistics.quantiles(found, n=20)[-1]:3.0f} ms"


def by_itself(folder: Path, index_path: Path) -> None:
    """Print what the index takes without a screen."""
    began = time.perf_counter()
    library = Library(find_articles(folder), folder, index_path=index_path)
    library.recall()
    print(f"listed from the index in {time.perf_counter() - began:.2f} s, {library.unread} articles unread")
    for query in QUERIES:
        began = time.perf_counter()
        hits = library.search(query)
        print(f"{1000 * (time.perf_counter() - began):7.0f} ms  {len(hits):4} places of “{query}”")
    library.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=NUMBER)
    parser.add_argument("--folder", type=Path, help="where the articles are, or are to be generated and kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        folder: Path = arguments.folder or home / "articles"
        if not folder.is_dir():
            print(f"generating {arguments.articles} articles …", flush=True)
            generate(folder, arguments.articles)
        number = len(find_articles(folder))
        time.sleep(SETTLED)
        print(f"{number} articles   names   all rows    key while reading, then   memory")
        for name in ("first time", "second", "third"):
            print(f"{name:11}", on_a_terminal(folder, home, number, busy=name == "first time"), flush=True)
        (index_path,) = (home / "cache").glob("artreader/library/*.sqlite3")
        print(f"index of {index_path.stat().st_size / 1e6:.1f} MB")
        by_itself(folder, index_path)


if __name__ == "__main__":
    main()
