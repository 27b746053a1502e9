"""A cluster of two workers on this machine, one of which is killed on the way: nothing lost, nothing twice.

Runs where Dask is installed (`artreader[dask]`): `python -m pytest tests/dask -n 0`.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.batch import cluster as cluster_module
from annotations.batch import parcel
from annotations.batch.cluster import Cluster
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Done, Outcome
from annotations.errors import ArtreaderError
from annotations.fsops import FileOps
from annotations.sidecar import atomic
from tests.annotations.batch.examples import break_some, contents, here, names, write_articles
from tests.dask import deadly
from tui import cli

distributed = pytest.importorskip("distributed", reason="needs artreader[dask]")

NUMBER = 60
LEXICON = """\
format: artreader-lexicon/1
names:
- {name: "Halimun Raya", label: ORG, as: ["Halimun"]}
"""


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """Two workers, each a process with one thread; one that ends is started anew, as on a real cluster."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


def worker_pids(local: Any) -> dict[str, int]:
    with distributed.Client(local.scheduler_address, set_as_default=False) as client:
        pids: dict[str, int] = client.run(os.getpid)
        return pids


@pytest.mark.parametrize("goal", [Goal.SIDECARS, Goal.RECORDS])
def test_a_worker_is_killed_on_the_way_and_nothing_is_lost_or_done_twice(
    local: Any, goal: Goal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, away = tmp_path / "alone", tmp_path / "away"
    for folder in (alone, away):
        write_articles(folder, NUMBER)
        broken = break_some(folder)
    options = Options(goal=goal)
    wanted = here(sorted(alone.glob("*.txt")), options)
    saved: Counter[str] = Counter()
    replace_file = atomic.replace_file

    def counted(ops: FileOps, target: str, data: bytes, **named: Any) -> None:
        saved[target] += 1
        replace_file(ops, target, data, **named)

    monkeypatch.setattr(parcel, "replace_file", counted)
    victim = min(worker_pids(local).values())
    articles = sorted(away.glob("*.txt"))
    outcomes: list[Outcome] = []
    for outcome in Cluster(local.scheduler_address, options).outcomes(articles):
        outcomes.append(outcome)
        if len(outcomes) == NUMBER // 4:
            os.kill(victim, signal.SIGKILL)
    assert victim not in worker_pids(local).values()

    assert Counter(outcome.path for outcome in outcomes) == Counter(articles)
    assert {o.path.name: (o.done, o.added, o.reason) for o in outcomes} == {
        name: (o.done, o.added, o.reason) for name, o in wanted.items()
    }
    assert contents(away) == contents(alone)
    if goal is Goal.SIDECARS:
        assert names(outcomes, Done.FAILED) == broken
        assert set(saved.values()) == {1}
        assert len(saved) == NUMBER
    else:
        assert [outcome.path for outcome in outcomes] == articles
        assert [o.record.replace("/away/", "/alone/") for o in outcomes] == [
            wanted[path.name].record for path in articles
        ]


def test_what_a_folder_has_learnt_goes_along(local: Any, tmp_path: Path) -> None:
    for folder in (tmp_path / "alone", tmp_path / "away"):
        write_articles(folder, 3)
        (folder / "artreader.lexicon.yaml").write_text(LEXICON, encoding="utf-8")
    here((tmp_path / "alone").glob("*.txt"))
    list(Cluster(local.scheduler_address, Options()).outcomes((tmp_path / "away").glob("*.txt")))
    assert contents(tmp_path / "away") == contents(tmp_path / "alone")
    assert b'entity: "Halimun Raya"' in contents(tmp_path / "away")["berita0.txt.annotations.yaml"]


def test_from_the_command_line_and_again_up_to_date(
    local: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_articles(tmp_path / "a", 5)
    command = ["annotate", str(tmp_path / "a"), "--scheduler", local.scheduler_address]
    assert cli.main(command) == 0
    assert "5 new" in capsys.readouterr().err
    assert cli.main(command) == 0
    assert "5 up to date" in capsys.readouterr().err
    assert cli.main([*command, "--format", "jsonl"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["file"] for record in records] == [
        str(tmp_path / "a" / f"berita{at}.txt") for at in range(5)
    ]


def test_stopping_leaves_what_is_under_way(local: Any, tmp_path: Path) -> None:
    paths = write_articles(tmp_path / "a", 40)
    outcomes: list[Outcome] = []
    cluster = Cluster(local.scheduler_address, Options(), stopping=lambda: len(outcomes) >= 3)
    for outcome in cluster.outcomes(paths):
        outcomes.append(outcome)
    assert len(outcomes) == 3
    assert names(here(paths).values(), Done.CURRENT) == {outcome.path.name for outcome in outcomes}


def test_workers_with_other_finders_are_refused(
    local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_articles(tmp_path / "a", 2)
    monkeypatch.setattr(parcel, "finders_version", lambda: "another")
    with pytest.raises(ArtreaderError, match="has other finders; install the same artreader"):
        list(Cluster(local.scheduler_address, Options()).outcomes(paths))
    assert not list(tmp_path.rglob("*.yaml"))


def test_where_there_is_no_scheduler_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.5)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        assert (
            cli.main(["annotate", str(write_articles(tmp_path / address[:3], 1)[0]), "--scheduler", address])
            == 1
        )
        (line, _) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"artreader: no scheduler of Dask answers at {address}: ")


def test_an_article_that_kills_its_workers_has_failed_and_the_others_have_not(
    local: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_articles(tmp_path / "a", 12)
    paths[4].write_text("Maut di Ambon.\n", encoding="utf-8")
    monkeypatch.setattr(cluster_module, "annotate_parcels", deadly.annotate_or_die)
    outcomes = {o.path: o for o in Cluster(local.scheduler_address, Options()).outcomes(paths)}
    assert list(map(outcomes.__contains__, paths)) == [True] * len(paths)
    assert [path for path in paths if outcomes[path].done is not Done.WRITTEN] == [paths[4]]
    assert outcomes[paths[4]].reason == "every worker that looked through it has ended"
