"""`artreader annotate` from the command line; what it has done by other processes is tested elsewhere."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.batch.one_article import annotate
from annotations.batch.options import Options
from annotations.batch.outcome import Done, Outcome
from annotations.batch.pool import Pool
from annotations.batch.summary import MOST_REASONS, Pace, Summary, duration
from tests.annotations.batch.examples import break_some, contents, write_articles
from tui import cli
from tui.commands import annotate as command
from tui.commands.annotate_progress import progress


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other processes: what they would do is done here."""

    def outcomes(self: Pool, paths: Iterable[Path]) -> Iterator[Outcome]:
        return (annotate(path, self.options) for path in paths)

    monkeypatch.setattr(Pool, "outcomes", outcomes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "a", 3)
    return tmp_path / "a"


def test_it_prints_what_suggest_prints(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["suggest", str(folder)]) == 0
    wanted = capsys.readouterr().out
    before = contents(folder)
    assert cli.main(["annotate", str(folder), "--jobs", "2", "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out == wanted
    assert len(err.splitlines()) == 1
    assert contents(folder) == before


@pytest.mark.usefixtures("here")
def test_the_summary_tells_what_failed_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_some(folder)
    (folder.parent / "kosong").mkdir()
    assert cli.main(["annotate", str(folder), str(folder.parent / "kosong")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert re.fullmatch(
        r"artreader: 7 articles: 3 looked through in .* s \(.*\); 3 new; "
        r"suggestions: \d\d more, 0 fewer; 5 failed",
        told[5],
    )
    assert {line.partition(": ")[2].split(":")[0] for line in told[:5]} == {
        str(folder / "kosong.txt"),
        str(folder / "latin.txt"),
        str(folder / "rusak.txt.annotations.yaml"),
        str(folder / "baru.txt.annotations.yaml"),
        str(folder.parent / "kosong"),
    }
    assert "artreader: failed 1 × the file is empty" in told[6:]
    assert cli.main(["annotate", str(folder / "berita1.txt"), "--annotator", "ani"]) == 0
    assert (folder / "berita1.txt.annotations.ani.yaml").exists()
    capsys.readouterr()
    assert cli.main(["annotate", str(folder / "berita1.txt"), "--force"]) == 0
    assert "1 as they were" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_dry_run_tells_what_would_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(folder)
    assert cli.main(["annotate", str(folder), "--dry-run", "--only", "quote"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == f"{folder / 'berita0.txt'}: new, 1 suggestions more, 0 fewer"
    assert "3 would be new" in err
    assert contents(folder) == before


@pytest.mark.usefixtures("here")
def test_a_closed_pipe_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        assert cli.main(["annotate", str(folder), "--format", "jsonl"]) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_a_summary(
    number: signal.Signals, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = []

    def outcomes(self: Pool, paths: Iterable[Path]) -> Iterator[Outcome]:
        try:
            for path in paths:
                if self._stopping():
                    return
                yield Outcome(path, Done.WRITTEN, added=5)
                signal.raise_signal(number)
        finally:
            closed.append(True)

    before = signal.getsignal(number)
    monkeypatch.setattr(Pool, "outcomes", outcomes)
    assert cli.main(["annotate", str(folder)]) == 128 + number
    told = capsys.readouterr().err.splitlines()
    assert "1 article: 1 looked through" in told[0]
    assert told[1] == "artreader: stopped before the end; the same command goes on from here"
    assert closed
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(
    "words",
    [
        ["--jobs", "0"],
        ["--jobs", "257"],
        ["--least", "1.5"],
        ["--least", "nan"],
        ["--time-limit", "0"],
        ["--only", "note"],
        ["--format", "jsonl", "--dry-run"],
        ["--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"],
    ],
)
def test_wrong_use(folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["annotate", str(folder), *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_cluster_without_its_package_is_told_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["annotate", str(folder), "--scheduler", "tcp://127.0.0.1:8786"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "artreader: --scheduler needs the package distributed; install artreader[dask]"
    )


def nothing(self: Pool, paths: Iterable[Path]) -> Iterator[Outcome]:
    yield from ()


def test_the_options_reach_whoever_does_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[Options, int, Any]] = []

    def init(self: Pool, options: Options, jobs: int, *, seconds: float | None, stopping: object) -> None:
        made.append((options, jobs, seconds))

    monkeypatch.setattr(Pool, "__init__", init)
    monkeypatch.setattr(Pool, "outcomes", nothing)
    monkeypatch.setenv("ARTREADER_ANNOTATOR", "ani")
    words = ["--least", "0.5", "--only", "quote", "--only", "entity", "--time-limit", "7", "--jobs", "3"]
    assert cli.main(["annotate", str(folder), *words]) == 0
    assert cli.main(["annotate", str(folder), "--annotator-free", "--encoding", "cp1252"]) == 0
    first, second = made
    assert first == (Options(annotator="ani", least=0.5, kinds=("entity", "quote")), 3, 7.0)
    assert second == (Options(encoding="cp1252"), command._cores(), None)


def test_how_far_it_has_come_is_told_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 10.0, 12.0, 20.0])
    with progress(4000, shown=True, clock=lambda: next(clock)) as advance:
        for done in (100, 1000, 1500, 2000):
            advance(done)
    assert capsys.readouterr().err.splitlines() == [
        "artreader: 1,000 of 4,000 articles; 100/s, 30 s left",
        "artreader: 2,000 of 4,000 articles; 100/s, 20 s left",
    ]


def test_the_pace_is_that_of_the_last_seconds() -> None:
    pace = Pace(window=30)
    assert pace.told(0, 0, 10_000) == ""
    assert pace.told(1, 5000, 10_000) == "5,000/s, 1.0 s left"  # passed over
    for second in range(2, 60):
        told = pace.told(second, 5000 + second, 10_000)
    assert told == "1.0/s, 1 h 22 min left"
    assert [duration(s) for s in (0.04, 9.97, 59.6, 61, 3600)] == [
        "0.0 s",
        "10 s",
        "1 min 0 s",
        "1 min 1 s",
        "1 h 0 min",
    ]


def test_reasons_without_number_are_not_all_kept() -> None:
    summary = Summary()
    for at in range(MOST_REASONS + 50):
        summary.add(Outcome.told(Path("a"), f"reason {at}"))
    assert len(summary.reasons) == MOST_REASONS + 1
    assert summary.problems == MOST_REASONS + 50
