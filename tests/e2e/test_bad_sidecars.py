"""Sidecars that cannot be read, given to the installed command: one line, exit code 1, nothing touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.bad_files import (
    SIDECAR,
    TEXT,
    Refusal,
    circle,
    contents,
    device,
    empty,
    folder,
    gigabyte,
    line_of,
    pipe,
    refused,
)
from tests.e2e.conftest import Run
from tui import cli

BAD_SIDECARS = [
    ("a YAML error", SIDECAR.replace("[20, 29]", "[20, 29"), "{s}:"),
    ("a duplicate key", SIDECAR + "  status: rejected\n", "{s}:13:"),
    ("a wrong type", SIDECAR.replace("[20, 29]", '"di depan"'), "{s}:10:"),
    ("a list for the whole", "- 1\n", "{s}:1:"),
    ("an unresolved conflict", SIDECAR.replace("- id:", "<<<<<<< HEAD\n- id:"), "{s}:6:"),
    ("an alias", SIDECAR.replace('"berita.txt"', "*a"), "{s}:3:"),
    ("no text", "\x00\x01", "{s}:"),
]


@pytest.mark.parametrize(
    ("content", "told"), [case[1:] for case in BAD_SIDECARS], ids=[case[0] for case in BAD_SIDECARS]
)
def test_sidecars_that_cannot_be_understood(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str,
    told: str,
) -> None:
    (tmp_path / "berita.txt").write_text(TEXT, encoding="utf-8")
    sidecar = tmp_path / "berita.txt.annotations.yaml"
    sidecar.write_text(content, encoding="utf-8")
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    code = cli.main(["berita.txt"])
    captured = capsys.readouterr()
    assert line_of(Refusal(code, captured.out, captured.err)).startswith(told.format(s=sidecar.name))
    assert cli.main(["check", "berita.txt"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith(told.format(s=sidecar.name))
    assert captured.err.count("\n") == 1
    assert contents(tmp_path) == before


def test_the_installed_command_refuses_one_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "berita.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "berita.txt.annotations.yaml").write_text("- 1\n", encoding="utf-8")
    assert refused(run, tmp_path, "berita.txt").startswith("berita.txt.annotations.yaml:1:")


NO_SIDECARS: list[tuple[Callable[[Path], None], str]] = [
    (folder, "not a regular file; make it"),
    (pipe, "not a regular file; make it"),
    (device, "not a regular file; make it"),
    (circle, "Too many levels of symbolic links; make it"),
    (gigabyte, "larger than 32 MB; "),
    (empty, "1:1: empty: no annotations in it; delete it"),
]


@pytest.mark.parametrize("command", ["open", "show", "check"])
@pytest.mark.parametrize(("make", "told"), NO_SIDECARS, ids=[make.__name__ for make, _ in NO_SIDECARS])
def test_sidecars_that_are_no_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    make: Callable[[Path], None],
    told: str,
) -> None:
    (tmp_path / "berita.txt").write_text(TEXT, encoding="utf-8")
    sidecar = tmp_path / "berita.txt.annotations.yaml"
    make(sidecar)
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main([command, "berita.txt"]) == 1
    captured = capsys.readouterr()
    line = captured.out if command == "check" else captured.err.removeprefix("artreader: ")
    assert line.startswith(f"{sidecar.name}:")
    assert told in line
    assert line.count("\n") == 1
    assert contents(tmp_path) == before


@pytest.mark.parametrize("away", ["../../etc/passwd", "/etc/passwd", "../rahasia.txt", "..", "a/b"])
def test_a_sidecar_leads_to_no_other_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], away: str
) -> None:
    (tmp_path / "rahasia.txt").write_text("Kata sandi: 12345.\n", encoding="utf-8")
    inside = tmp_path / "kumpulan"
    inside.mkdir()
    (inside / "berita.txt.annotations.yaml").write_text(
        SIDECAR.replace('file: "berita.txt"', f'file: "{away}"'), encoding="utf-8"
    )
    monkeypatch.chdir(inside)
    opened: list[object] = []
    real = os.open

    def noted(path: str, flags: int, mode: int = 0o777) -> int:
        opened.append(path)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", noted)
    for with_article in (False, True):
        if with_article:
            (inside / "berita.txt").write_text(TEXT, encoding="utf-8")
        assert cli.main(["check", "berita.txt.annotations.yaml"]) == 1
        captured = capsys.readouterr()
        assert '"file" must be a bare name' in captured.out
        assert "sandi" not in captured.out + captured.err
        assert {os.path.dirname(os.path.realpath(str(path))) for path in opened} == {str(inside)}
