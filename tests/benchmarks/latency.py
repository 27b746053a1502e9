"""How soon the screen is there and how soon it answers: `python -m tests.benchmarks.latency`.

Starts artreader, a minimal Textual app and SLATE (extra `bench`) one after another on terminals of
120 × 40 and prints, for generated articles of several sizes: when the text can be read first, the
time from a key to the last byte of its redraw (median and 95th percentile), and the most memory held.
Times of one run compare with one another, not with those of another machine or a busier moment.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.benchmarks.generated_articles import LAST_WORD, MARKER, annotate, article_text, write_article
from tests.benchmarks.timed_terminal import QUIET, TimedTerminal

KB, MB = 1000, 1_000_000
RIGHT, DOWN, UP, LEFT = "\x1b[C", "\x1b[B", "\x1b[A", "\x1b[D"
FOUND = r" of [1-9]\d* decided"
RESTS = r" of [1-9]\d*\+ decided"  # all that is near is found
PATIENCE = 90.0
_SAVING = 0.03  # seconds without a byte: "saved" may be drawn soon after, which no key waits for


@dataclass
class Figures:
    """Seconds; memory in bytes. None where it did not happen in time or was not asked for."""

    first: float | None = None
    keys: dict[str, list[float]] = field(default_factory=dict)  # by what was going on
    other: dict[str, float | None] = field(default_factory=dict)
    peak: int = 0


def commands(name: str, path: Path) -> list[str]:
    """How a program opens an article. Isolated (-P): the folder it runs in holds nothing of ours."""
    if name == "artreader":
        return [sys.executable, "-P", "-m", "tui.cli", str(path)]
    if name == "minimal":
        return [sys.executable, "-P", str(Path(__file__).with_name("minimal_app.py")), str(path)]
    return [sys.executable, "-P", "-m", "slate", "-o", str(path)]


def measure(name: str, path: Path, folder: Path, *, keys: int, runs: int) -> Figures:
    """Start `name` `runs` times for its first screen, and press `keys` keys in the last of them."""
    figures = Figures()
    firsts: list[float] = []
    after: list[float] = []
    for run in range(runs):
        with (
            contextlib.suppress(EOFError),
            TimedTerminal(commands(name, path), folder, _environment(folder)) as t,
        ):
            first = t.wait_for(MARKER, PATIENCE)
            if first is None:
                return figures
            firsts.append(first)
            if name == "artreader" and path.stat().st_size < MB:
                t.forget()
                found = t.wait_for(FOUND, PATIENCE)
                after += [] if found is None else [found - first]
            if run == runs - 1:
                figures.first = first
                _press(name, t, figures, keys, path)
                figures.peak = t.peak
    if firsts:
        figures.first = statistics.median(firsts)
    if after:
        figures.other["suggestions after"] = statistics.median(after)
    return figures


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the person's own is read; Python keeps its bytecode, as that of an installed package."""
    home = {
        name: str(folder / name.lower()) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    return {**home, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def _press(name: str, t: TimedTerminal, figures: Figures, number: int, path: Path) -> None:
    t.settle(0.3)
    slow = path.stat().st_size > 5 * MB
    if name != "artreader":
        figures.keys["top"] = _series(t, (DOWN,), 8 if slow else number)
        return
    figures.keys["top"] = _series(t, (RIGHT, DOWN, "w", RIGHT), number)
    figures.other["to the end"] = t.key("G")
    figures.keys["last page"] = _series(t, (UP, LEFT, "b", UP), number)
    figures.other["page up"] = t.key("\x1b[5~")
    t.key("g")
    t.key("/")
    pasted = f"\x1b[200~{LAST_WORD}\x1b[201~"  # at once, as fast as it can be typed
    figures.other["search"] = t.key_until(pasted, f"Demikian {LAST_WORD}")
    t.key("\r")
    t.key("\x1b")
    if slow:  # so that the most memory is that of the work done
        figures.other["last page's suggestions"] = t.key_until("G", RESTS, PATIENCE)
        figures.keys["among suggestions"] = _series(t, (UP, LEFT, "]", UP), number)
    if path.with_name(path.name + ".annotations.yaml").exists():
        t.key("g")
        t.key("f")
        figures.other["filter"] = t.key("Ratna")
        t.key("\x1b")
        figures.keys["saving"] = _series(t, (" ", DOWN, RIGHT, RIGHT, DOWN, RIGHT), number, _SAVING)


def _series(t: TimedTerminal, cycle: Sequence[str], number: int, quiet: float = QUIET) -> list[float]:
    timed = (t.key(cycle[at % len(cycle)], quiet=quiet) for at in range(number))
    return [seconds for seconds in timed if seconds is not None]


def articles(folder: Path, wanted: Iterable[str]) -> Iterable[tuple[str, Path]]:
    """Names of the sizes with the files written for them."""
    makers = {
        "5 KB": partial(article_text, 5 * KB),
        "1 MB": partial(article_text, MB),
        "10 MB": partial(article_text, 10 * MB),
        "10 MB, one line": partial(article_text, 10 * MB, newline=" "),
        "1 MB, 10,000 annotations": partial(article_text, MB),
        "1 MB, wide characters": partial(article_text, MB, wide=True),
    }
    for name, make in makers.items():
        if any(word in name for word in wanted):
            path = write_article(folder / f"{name.replace(' ', '-').replace(',', '')}.txt", make())
            if "annotations" in name:
                annotate(path, 10_000)
            yield name, path


def _ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{1000 * seconds:.0f}"


def row(size: str, name: str, figures: Figures) -> str:
    """One line of the table."""
    timed = []
    for what, series in figures.keys.items():
        if series:
            p95 = sorted(series)[min(len(series) - 1, int(0.95 * len(series)))]
            timed.append(f"{what} {_ms(statistics.median(series))}/{_ms(p95)} (most {_ms(max(series))})")
        else:
            timed.append(f"{what} –")
    other = ", ".join(f"{what} {_ms(seconds)}" for what, seconds in figures.other.items())
    return (
        f"| {size} | {name} | {_ms(figures.first)} | {'; '.join(timed)} | {other} | {figures.peak / MB:.0f} |"
    )


def _warm_up(folder: Path, programs: Sequence[str]) -> None:
    """Start each once, so that all have their bytecode and are in the file cache."""
    path = write_article(folder / "warm-up.txt", article_text(5 * KB))
    for program in programs:
        measure(program, path, folder, keys=0, runs=1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", nargs="+", default=[""], metavar="WORD", help="only sizes whose name has it"
    )
    parser.add_argument("--programs", nargs="+", default=["artreader", "minimal", "slate"])
    parser.add_argument("--keys", type=int, default=40, help="keys in a series (default: 40)")
    parser.add_argument("--runs", type=int, default=7, help="starts with 5 KB (default: 7); others once")
    arguments = parser.parse_args()
    programs = list(arguments.programs)
    if "slate" in programs and importlib.util.find_spec("slate") is None:
        print("SLATE is left out: pip install 'artreader[bench]'", file=sys.stderr)
        programs.remove("slate")
    print("| article | program | first screen, ms | key, ms: median/95 % | other, ms | memory, MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        _warm_up(Path(name), programs)
        for size, path in articles(Path(name), arguments.sizes):
            for program in programs:
                if program == "minimal" and path.stat().st_size > 2 * MB:
                    continue  # a Static of this size takes minutes
                runs = arguments.runs if size == "5 KB" else 1
                figures = measure(program, path, Path(name), keys=arguments.keys, runs=runs)
                print(row(size, program, figures), flush=True)


if __name__ == "__main__":
    main()
