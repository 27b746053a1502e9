"""Processes that annotate: how many make no difference, and one that ends costs one article."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from annotations.batch import pool as pool_module
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Done
from annotations.batch.pool import Pool
from annotations.errors import ArtreaderError
from annotations.sidecar.leftovers import sweep
from tests.annotations.batch.examples import break_some, contents, here, names, write_articles
from tests.annotations.sidecar.examples import temporary_files

RECORDS = Options(goal=Goal.RECORDS)


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_MODULE", "tests.annotations.batch.odd_worker")


def test_two_processes_killed_and_gone_on_from_leave_what_one_run_here_does(tmp_path: Path) -> None:
    here_alone, in_two = tmp_path / "one", tmp_path / "two"
    for folder in (here_alone, in_two):
        write_articles(folder, 12)
        broken = break_some(folder)
    articles = sorted(in_two.glob("*.txt"))
    untouched = {name: data for name, data in contents(in_two).items() if not name.startswith("berita")}
    done = here(sorted(here_alone.glob("*.txt")))
    assert names(done.values(), Done.FAILED) == broken
    assert names(done.values(), Done.WRITTEN) == {f"berita{at}.txt" for at in range(12)}
    assert untouched.items() <= contents(here_alone).items()

    pool = Pool(Options(), 2)
    with closing(pool.outcomes(articles)) as outcomes:
        before = {outcome.path.name: outcome for _, outcome in zip(range(8), outcomes, strict=False)}
        pids = pool.pids
    assert {name: (o.done, o.added, o.reason) for name, o in before.items()} == {
        name: (done[name].done, done[name].added, done[name].reason) for name in before
    }
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    after = here(articles)
    assert names(after.values(), Done.CURRENT) >= before.keys() - broken
    sweep([in_two])  # as the next run does
    assert contents(in_two) == contents(here_alone)


@pytest.mark.usefixtures("odd")
def test_a_process_that_ends_or_hangs_costs_one_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "SECONDS", 0.0)
    monkeypatch.setattr(pool_module, "time_limit", lambda path: 0.25 if path.stem == "hang" else 600.0)
    stems = ["a", "crash1", "b", "slow1", "exit", "hang", "c", "crash2", "slow2", "d"]
    paths = [tmp_path / f"{stem}.txt" for stem in stems]
    outcomes = list(Pool(RECORDS, 2).outcomes(paths))
    assert [outcome.path for outcome in outcomes] == paths
    assert {o.path.stem: o.reason for o in outcomes if o.done is Done.FAILED} == {
        "crash1": "crashed (SIGSEGV)",
        "crash2": "crashed (SIGSEGV)",
        "exit": "ended (exit code 7)",
        "hang": "took longer than 0.25 s, given up",
    }
    assert outcomes[0].record == "record of a.txt 記者\udcff"


@pytest.mark.usefixtures("odd")
def test_what_is_at_hand_is_finished_when_all_is_to_stop(tmp_path: Path) -> None:
    stop = False
    paths = [tmp_path / f"slow{at}.txt" for at in range(100)]
    pool = Pool(Options(), 1, stopping=lambda: stop)
    done = []
    for outcome in pool.outcomes(paths):
        done.append(outcome)
        stop = True
    assert 1 <= len(done) <= 3
    assert [o.path for o in done] == paths[: len(done)]
    assert all(outcome.done is Done.RECORDED for outcome in done)
    assert not pool.pids


@pytest.mark.usefixtures("odd")
def test_processes_that_cannot_start_are_not_started_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ODD_WORKER", "stillborn")
    with pytest.raises(ArtreaderError, match=r"ended \(exit code 3\)"):
        list(Pool(Options(), 2).outcomes([tmp_path / "a.txt"]))


def test_an_outcome_comes_back_as_it_was(tmp_path: Path) -> None:
    outcomes = here([*write_articles(tmp_path / "a", 1), tmp_path / "tiada\udce9.txt"])
    for outcome in outcomes.values():
        assert type(outcome).of(json.loads(json.dumps(outcome.plain()))) == outcome
    assert not temporary_files(tmp_path / "a")
