"""However the program is made to end or to stop, what was done is saved and the terminal is as it was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
import yaml

from annotations.sidecar.store import sidecar_path
from tests.e2e.terminal import PATIENCE, Terminal, installed

ARTICLE = "Kata Budi Santoso, hujan turun di Solo pada Senin. Warga Kudus menunggu di rumah.\n"
LEFT = b"\x1b[?1049l"  # the alternate screen, left
ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "kerja").mkdir()
    path = tmp_path / "kerja" / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def decided(t: Terminal, number: int) -> None:
    """Accept one suggestion more, so that `number` are decided; the autosave is still to come."""
    t.send(" " if number > 1 else "] ")
    t.wait_for(f"{number} of ")


def opened(article: Path) -> Terminal:
    terminal = Terminal(["artreader", str(article)])
    terminal.wait_until(lambda: re.search(r"of [1-9]\d* decided", terminal.text), "suggestions")
    return terminal


def accepted(path: Path) -> int:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [a["status"] for a in loaded["annotations"]].count("accepted")


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_saves_first_and_gives_the_terminal_back(article: Path, number: signal.Signals) -> None:
    with opened(article) as t:
        decided(t, 1)
        if number is signal.SIGINT:
            t.send("/x").press("ctrl+p")  # in the middle of a question
        t.kill(number)
        assert t.wait_exit() == 128 + number
        last = t.raw[t.raw.rindex(LEFT) :]
        assert b"\x1b[?25h" in t.raw[t.raw.rindex(b"\x1b[?25l") :]  # the cursor is seen again
        assert b"Traceback" not in last
    assert accepted(sidecar_path(article)) == 1


def test_a_signal_when_the_file_cannot_be_written_rescues(article: Path, own_home: Path) -> None:
    with opened(article) as t:
        article.parent.rename(article.parent.with_name("fort"))
        decided(t, 1)
        t.kill(signal.SIGTERM)
        assert t.wait_exit() == 143
        assert b"a rescue copy is in" in t.raw[t.raw.rindex(LEFT) :]
    [copy] = (own_home / "state" / "artreader" / "rescue").glob("*.rescue.yaml")
    assert accepted(copy) == 1


def test_a_signal_before_the_screen_is_there(article: Path) -> None:
    with Terminal(["artreader", str(article)]) as t:
        t.wait_until(lambda: b"\x1b[?1049h" in t.raw, "the alternate screen")
        t.kill(signal.SIGTERM)
        assert t.wait_exit() == 143
        assert LEFT in t.raw
        assert t.raw.count(b"\x1b[?1049h") == 1  # it was the page that is there before the screen


def test_a_closed_terminal_saves_first(article: Path) -> None:
    with opened(article) as t:
        decided(t, 1)
        t.hang_up()
        t.wait_dead()
        assert t.process.exitstatus == 129
    assert accepted(sidecar_path(article)) == 1


def test_a_terminal_that_goes_without_a_signal_saves_too(article: Path) -> None:
    """As under nohup, or when the terminal is not the one that controls the process."""
    leader, follower = os.openpty()
    process = subprocess.Popen(
        [installed(), str(article)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(follower)
    seen = b""
    while not re.search(rb"of [1-9]\d* decided", seen):
        seen += os.read(leader, 65536)
    os.write(leader, b"] ")
    while b"1 of" not in seen:
        seen += os.read(leader, 65536)
    os.close(leader)
    try:
        assert process.wait(20) == 129
    finally:
        process.kill()
    assert accepted(sidecar_path(article)) == 1


def in_shell(article: Path) -> Terminal:
    t = Terminal(["bash", "--norc", "-i"], env={"PS1": "ready> "})
    t.wait_for("ready>")
    t.send(f"{installed()} {article}; echo code $?\r")
    t.wait_until(lambda: re.search(r"of [1-9]\d* decided", t.text), "suggestions")
    return t


def reader_of(t: Terminal) -> int:
    """The process number of the program that runs in the shell of `t`."""
    children = Path(f"/proc/{t.process.pid}/task/{t.process.pid}/children").read_text()
    return int(children.split()[-1])


def test_ctrl_z_saves_and_goes_back_to_the_shell(article: Path) -> None:
    with in_shell(article) as t:
        decided(t, 1)
        t.press("ctrl+z")
        t.wait_for("Stopped")
        assert accepted(sidecar_path(article)) == 1
        t.send("stty -a | tr ';' '\\n' | grep -o ' icanon' | head -1\r")
        t.wait_for(" icanon")
        t.send("fg\r")
        t.wait_for("1 of ")
        decided(t, 2)
        t.press("ctrl+q")
        t.wait_until(lambda: b"ready>" in t.raw.rsplit(b"decided", 1)[-1], "the shell")
    assert accepted(sidecar_path(article)) == 2


def test_stopping_with_a_file_that_cannot_be_written_rescues_and_goes_on(
    article: Path, own_home: Path
) -> None:
    away = article.parent.with_name("fort")
    with in_shell(article) as t:
        article.parent.rename(away)
        decided(t, 1)
        t.press("ctrl+z")
        t.wait_for("Stopped")
        [copy] = (own_home / "state" / "artreader" / "rescue").glob("*.rescue.yaml")
        assert accepted(copy) == 1
        away.rename(article.parent)
        t.send("fg\r")
        t.wait_for("1 of ")
        decided(t, 2)
        t.wait_gone("NOT SAVED")
        t.press("ctrl+q")
        t.wait_until(lambda: b"ready>" in t.raw.rsplit(b"decided", 1)[-1], "the shell")
    assert accepted(sidecar_path(article)) == 2
    assert not copy.exists()


def test_a_stop_from_outside_saves_first_and_a_terminal_closed_then_leaves_no_process(article: Path) -> None:
    with in_shell(article) as t:
        decided(t, 1)
        number = reader_of(t)
        os.kill(number, signal.SIGTSTP)
        t.wait_for("Stopped")
        assert accepted(sidecar_path(article)) == 1
        t.hang_up()
        t.wait_dead()
        end = time.monotonic() + PATIENCE
        while is_running(number):
            assert time.monotonic() < end, "still there"
            time.sleep(0.05)


def is_running(number: int) -> bool:
    """Whether there is such a process, other than one that nobody has asked for its exit code."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
