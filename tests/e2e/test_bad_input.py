"""Bad input, given to the installed command: one line on stderr, exit code 1, nothing touched."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.display import display
from tests.e2e.bad_files import (
    SIDECAR,
    TEXT,
    Refusal,
    binary,
    blank,
    circle,
    contents,
    dangling,
    device,
    empty,
    folder,
    gigabyte,
    half_a_pair,
    holding_nul,
    line_of,
    listening,
    nothing,
    pipe,
    refused,
    wide_without_mark,
    wider,
    windows_text,
)
from tests.e2e.conftest import Run
from tests.e2e.terminal import PATIENCE, Terminal, installed
from tests.unprivileged import unprivileged
from tui import cli
from tui.article.wrap import Layout

BAD_ARTICLES: list[tuple[Callable[[Path], None], str]] = [
    (nothing, "berita.txt: no such file"),
    (folder, "berita.txt: no articles in this folder"),
    (empty, "berita.txt: the file is empty"),
    (binary, "berita.txt: not a text file"),
    (windows_text, "berita.txt:2:12: not valid UTF-8"),
    (pipe, "berita.txt: a named pipe"),
    (device, "berita.txt: a device"),
    (listening, "berita.txt: "),
    (dangling, "berita.txt: no such file"),
    (circle, "berita.txt: symbolic links that lead in a circle; delete one of them"),
    (gigabyte, "berita.txt: larger than 16 MB; split it"),
    (holding_nul, "berita.txt: not a text file: it holds binary data; save it as plain text"),
    (
        wide_without_mark,
        "berita.txt: not a text file: it holds binary data; save it as plain text; if it is UTF-16",
    ),
    (half_a_pair, "berita.txt:2:1: not valid UTF-16"),
    (wider, "berita.txt: UTF-32 text is not read; try --encoding utf-32"),
    (blank, "berita.txt: the file holds nothing but blank space; put"),
]


@pytest.mark.parametrize("command", [["open"], [], ["suggest"], ["show"]], ids=lambda words: "".join(words))
@pytest.mark.parametrize(("make", "told"), BAD_ARTICLES, ids=[make.__name__ for make, _ in BAD_ARTICLES])
def test_articles_that_cannot_be_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    make: Callable[[Path], None],
    told: str,
) -> None:
    make(tmp_path / "berita.txt")
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    code = cli.main([*command, "berita.txt"])
    captured = capsys.readouterr()
    refusal = Refusal(code, captured.out, captured.err)
    assert line_of(refusal).startswith(told)
    assert contents(tmp_path) == before


def test_the_installed_command_refuses_and_offers_the_option_that_reads_it(run: Run, tmp_path: Path) -> None:
    windows_text(tmp_path / "berita.txt")
    assert "--encoding" in refused(run, tmp_path, "berita.txt")
    done = run("suggest", "--encoding", "cp1252", "berita.txt")
    assert done.returncode == 0
    assert "“ya”" in done.stdout


@pytest.mark.parametrize("command", ["open", "show", "check"])
@pytest.mark.parametrize("name", ["berita.txt", "berita.txt.annotations.yaml"])
def test_files_without_permission(tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / "berita.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "berita.txt.annotations.yaml").write_text(SIDECAR, encoding="utf-8")
    (tmp_path / name).chmod(0)
    done = subprocess.run(
        unprivileged(installed(), command, "berita.txt"),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    line = done.stdout if command == "check" else done.stderr.removeprefix("artreader: ")
    assert line.lower().startswith(f"{name}: permission denied; ")
    assert line.count("\n") == 1


READ = [(wider, "utf-32"), (wide_without_mark, "utf-16-be"), (windows_text, "cp1252")]


@pytest.mark.parametrize(("make", "encoding"), READ, ids=[encoding for _, encoding in READ])
def test_what_is_advised_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], encoding: str
) -> None:
    path = tmp_path / "berita.txt"
    make(path)
    assert cli.main(["suggest", str(path)]) == 1
    assert f"--encoding {encoding[:6]}" in capsys.readouterr().err
    assert cli.main(["suggest", "--encoding", encoding, str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == path.read_bytes().decode(encoding).lstrip("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    path = tmp_path / "berita.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert cli.main(["suggest", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == TEXT
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert cli.main(["suggest", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == TEXT


@pytest.mark.parametrize(
    "name", [b"dua\nbaris.txt", b"bukan\xff\xfeutf.txt", b"-x.txt", b"--help", b"-", b"\x1b[2J.txt", b"check"]
)
def test_strange_names_of_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    for path in ("./" + os.fsdecode(name), os.fsdecode(name)):
        assert cli.main(["suggest", "--", path]) == 0
        assert json.loads(capsys.readouterr().out)["file"] == str(Path(path))
        assert cli.main(["show", "--", path]) == 0
        assert cli.main(["check", "--", path]) == 0
        capsys.readouterr()
        assert cli.main(["open", "--", path]) == 2
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert "artreader show" in told


@pytest.mark.parametrize("command", [[], ["suggest"], ["check"]])
def test_a_file_taken_for_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-x.txt").write_text(TEXT, encoding="utf-8")
    assert cli.main([*command, "-x.txt"]) == 2
    told = capsys.readouterr().err
    assert "the file is called ./-x.txt" in told
    assert told.count("\n") == 1


def test_the_current_folder_without_articles(run: Run, tmp_path: Path) -> None:
    assert "no articles" in refused(run, tmp_path)


def test_every_bad_path_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "baik.txt").write_text(TEXT, encoding="utf-8")
    done = run("satu.txt", "baik.txt", "dua.txt")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "artreader: satu.txt: no such file",
        "artreader: dua.txt: no such file",
    ]


def test_a_hostile_name_cannot_act_on_the_terminal(run: Run, tmp_path: Path) -> None:
    assert "␛]0;judul␇" in refused(run, tmp_path, "open", "\x1b]0;judul\x07.txt")


def test_a_line_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    path.write_text("kata " * (2 << 20), encoding="utf-8")
    article = Article.read(path)
    assert len(article.text) == 10 << 20
    assert display(article.text) == article.text
    rows = Layout(article.text, 88)
    assert rows.row_of(len(article.text)) == len(rows) - 1


def test_a_pipe_is_refused_on_a_terminal_too(tmp_path: Path) -> None:
    pipe(tmp_path / "berita.txt")
    with Terminal(["artreader", "berita.txt"], cwd=tmp_path) as t:
        t.wait_for("artreader: berita.txt: a named pipe")
        assert t.wait_exit() == 1
        assert b"\x1b" not in t.raw


def test_without_a_terminal_the_screen_does_not_open(run: Run, tmp_path: Path) -> None:
    (tmp_path / "berita.txt").write_text(TEXT, encoding="utf-8")
    before = contents(tmp_path)
    done = run("berita.txt")
    assert done.returncode == 2
    assert "artreader show" in done.stderr
    assert done.stderr.count("\n") == 1
    assert contents(tmp_path) == before
