"""What the installed command prints: data on stdout, nothing else, and quiet when nobody reads on."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Run
from tests.e2e.terminal import Terminal, installed
from tui import cli

TEXT = '"Kita pulang," kata Menteri Rini Dewi di Bogor, Senin (3/5).\n'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_suggest_prints_an_object_a_file_writes_nothing_and_is_not_kept_by_a_bad_one(
    run: Run, article: Path
) -> None:
    (article.parent / "arsip.md").write_text(TEXT, encoding="utf-8")
    done = run("suggest", ".", "tidak-ada.txt", "berita.txt", "--format", "jsonl")
    assert (done.returncode, done.stderr) == (1, "artreader: tidak-ada.txt: no such file\n")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["file"] for record in records] == ["arsip.md", "berita.txt", "berita.txt"]
    assert records[0]["text"] == TEXT
    quote = records[1]["quotes"][0]
    assert next(TEXT[start:end] for start, end in quote["content"]).startswith('"Kita pulang')
    assert "Rini" in quote["speaker"]
    assert sorted(os.listdir(article.parent)) == ["arsip.md", "berita.txt"]


def test_suggest_is_the_same_every_time(run: Run, article: Path) -> None:
    outputs = {run("suggest", "berita.txt", env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1


def test_output_is_utf8_whatever_the_locale(run: Run, article: Path) -> None:
    article.write_text("“Ayo,” kata Rini — 日本.\n", encoding="utf-8")
    for command in ("suggest", "show"):
        done = run(command, "berita.txt", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
        assert done.returncode == 0
        assert "— 日本" in done.stdout


def test_show_is_plain_in_a_pipe_coloured_on_demand_and_keeps_to_the_width(
    run: Run, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(TEXT * 5, encoding="utf-8")
    plain = run("show", "--width", "40", "berita.txt")
    assert plain.returncode == 0
    assert "\x1b" not in plain.stdout
    assert "PER" in plain.stdout
    assert "/Q1?}" in plain.stdout
    assert max(map(len, plain.stdout.splitlines())) <= 40
    assert cli.main(["show", "--color", "always", str(article)]) == 0
    assert "\x1b[" in capsys.readouterr().out
    assert cli.main(["show", "--color", "always", "--plain", str(article)]) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)]
)
def test_show_on_a_terminal(article: Path, env: dict[str, str], coloured: bool) -> None:
    with Terminal(["artreader", "show", str(article)], env=env) as t:
        t.wait_for("Quotes (1)")
        assert t.wait_exit() == 0
        assert (b"\x1b[" in t.raw) is coloured


def test_show_prefers_what_is_saved_and_leaves_out_what_was_rejected(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = TEXT.index("Rini Dewi")
    (article.parent / "berita.txt.annotations.yaml").write_text(
        f"""\
format: artreader/1
article:
  file: "berita.txt"
  sha256: "{hashlib.sha256(TEXT.encode()).hexdigest()}"
annotations:
- id: e7f3k
  kind: entity
  label: WORK
  quote: "Rini Dewi"
  at: [{start}, {start + 9}]
  status: accepted
- id: f7f3k
  kind: entity
  label: EVENT
  quote: "Rini"
  at: [{start}, {start + 4}]
  status: rejected
""",
        encoding="utf-8",
    )
    assert cli.main(["show", str(article)]) == 0
    page = capsys.readouterr().out
    assert "[Rini Dewi/WORK]" in page
    assert "1 rejected" in page
    assert "EVENT" not in page
    assert "Quotes" not in page
    assert "changed" not in page
    article.write_text("Kabar sore.\n" + TEXT, encoding="utf-8")
    assert cli.main(["show", str(article)]) == 0
    page = capsys.readouterr().out
    assert "the article changed since: 2 moved, 0 lost" in page
    assert "[Rini Dewi/WORK]" in page


def test_schema_is_a_json_schema(run: Run) -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert "$schema" in json.loads(done.stdout)


def test_a_reader_that_stops_early_is_no_error(article: Path) -> None:
    article.write_text("ya sudah\n" * 9_000, encoding="utf-8")
    for command in ("suggest", "show"):
        with subprocess.Popen(
            [installed(), command, str(article)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 128 + signal.SIGPIPE


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_told_in_one_line(article: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [installed(), "suggest", str(article)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert b"No space left" in done.stderr


def test_ctrl_c_ends_a_long_run_quietly(article: Path) -> None:
    (article.parent / "panjang.txt").write_text(TEXT * 30_000, encoding="utf-8")
    with Terminal(["artreader", "suggest", "berita.txt", "panjang.txt"], cwd=article.parent) as t:
        t.wait_for('"quotes"')
        t.press("ctrl+c")
        assert t.wait_exit() == 130
        assert b"Traceback" not in t.raw
