"""Sweeping temporary files: only our own, of processes that are dead, or old ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.sidecar import leftovers
from annotations.sidecar.leftovers import STALE, folders_of, sweep, temporary_name

SIDECAR = "berita.txt.annotations.yaml"


def named_by_a_dead_process(name: str) -> str:
    """A temporary name as a process made it that has ended since."""
    program = f"from annotations.sidecar.leftovers import temporary_name; print(temporary_name({name!r}))"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout[:-1]


def test_a_dead_process_file_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    dead, living = tmp_path / named_by_a_dead_process(SIDECAR), tmp_path / temporary_name(SIDECAR)
    dead.touch()
    living.touch()
    assert sweep([tmp_path]) == 1
    assert list(tmp_path.iterdir()) == [living]


def test_an_old_one_goes_whoever_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    living = tmp_path / temporary_name(SIDECAR)
    with monkeypatch.context() as patch:
        patch.setattr(leftovers, "_machine", lambda: "01234567")
        elsewhere = tmp_path / temporary_name(SIDECAR)
    for path in (living, elsewhere):
        path.touch()
    assert sweep([tmp_path]) == 0
    for path in (living, elsewhere):
        os.utime(path, (path.stat().st_mtime - STALE - 60,) * 2)
    assert sweep([tmp_path]) == 2


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    mine = named_by_a_dead_process(SIDECAR)
    others = [".x.tmp", f".{SIDECAR}.tmp", f".{SIDECAR}.0123456789ab.tmp", mine[1:], f"{mine}~", SIDECAR]
    for name in others:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
    folder, link = tmp_path / mine, tmp_path / named_by_a_dead_process("lain")
    folder.mkdir()
    link.symlink_to(SIDECAR)
    assert sweep([tmp_path, tmp_path / "nowhere"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {*others, folder.name, link.name}


def test_another_users_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / named_by_a_dead_process(SIDECAR)).touch()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert sweep([tmp_path]) == 0


@pytest.mark.parametrize("name", ["x" * 255, "é" * 127, "a\nb", "\udcff"])
def test_a_temporary_name_is_never_too_long(tmp_path: Path, name: str) -> None:
    path = tmp_path / temporary_name(name)
    path.touch()
    assert leftovers._TEMPORARY.fullmatch(path.name)


def test_where_they_may_lie(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / SIDECAR).symlink_to(tmp_path / "b" / "real.yaml")
    article = tmp_path / "a" / "berita.txt"
    assert folders_of([article]) == folders_of([tmp_path / "a"]) == {tmp_path / "a", tmp_path / "b"}
    assert folders_of([tmp_path / "nowhere" / "x.txt"]) == {tmp_path / "nowhere"}
