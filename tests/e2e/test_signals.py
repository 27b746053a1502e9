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

from annotations.sidecar.paths import sidecar_path
from tests.e2e.terminal import PATIENCE, Terminal, installed

ARTICLE = "Kata Budi Santoso, hujan turun di Solo pada Senin. Warga Kudus menunggu di rumah.\n"
ENTERED = b"\x1b[?1049h"  # the alternate screen
LEFT = b"\x1b[?1049l"


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


def assert_terminal_given_back(t: Terminal) -> None:
    """The alternate screen was left, the cursor is seen again, and nothing of an error is told."""
    assert b"\x1b[?25h" in t.raw[t.raw.rindex(b"\x1b[?25l") :]
    assert b"Traceback" not in t.raw[t.raw.rindex(LEFT) :]


def test_a_signal_saves_first_and_gives_the_terminal_back(article: Path) -> None:
    with opened(article) as t:
        decided(t, 1)
        t.send("/x").press("ctrl+p")  # in the middle of a question
        t.kill(signal.SIGHUP)
        assert t.wait_exit() == 128 + signal.SIGHUP
        assert_terminal_given_back(t)
    assert accepted(sidecar_path(article)) == 1


def test_a_signal_when_the_file_cannot_be_written_rescues(article: Path, own_home: Path) -> None:
    with opened(article) as t:
        article.parent.rename(article.parent.with_name("fort"))
        decided(t, 1)
        t.kill(signal.SIGTERM)
        assert t.wait_exit() == 128 + signal.SIGTERM
        assert_terminal_given_back(t)
        assert b"a rescue copy is in" in t.raw[t.raw.rindex(LEFT) :]
    [copy] = (own_home / "state" / "artreader" / "rescue").glob("*.rescue.yaml")
    assert accepted(copy) == 1


def test_a_signal_before_the_screen_is_there(article: Path) -> None:
    with Terminal(["artreader", str(article)]) as t:
        t.wait_until(lambda: ENTERED in t.raw, "the alternate screen")
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
        assert process.wait(PATIENCE) == 129
    finally:
        process.kill()
    assert accepted(sidecar_path(article)) == 1


def in_shell(article: Path) -> Terminal:
    t = Terminal(["bash", "--norc", "-i"], env={"PS1": "ready> "})
    t.wait_for("ready>")
    t.send(f"{installed()} {article}\r")
    t.wait_until(lambda: re.search(r"of [1-9]\d* decided", t.text), "suggestions")
    return t


def reader_of(t: Terminal) -> int:
    """The process number of the program that runs in the shell of `t`."""
    children = Path(f"/proc/{t.process.pid}/task/{t.process.pid}/children").read_text()
    return int(children.split()[-1])


def go_on_in_shell(t: Terminal) -> None:
    """Bring the stopped program back, and wait until it has drawn its screen anew."""
    t.send("fg; echo code $?\r")
    stopped = t.raw.rindex(b"Stopped")
    t.wait_until(lambda: b"decided" in t.raw[t.raw.rindex(ENTERED) :] and t.raw.rindex(ENTERED) > stopped)


def end_in_shell(t: Terminal, number: signal.Signals) -> None:
    """End the program by a signal, and wait for what the shell says of it."""
    os.kill(reader_of(t), number)
    t.wait_for(f"code {128 + number}")
    assert_terminal_given_back(t)


def test_ctrl_z_saves_and_goes_back_to_the_shell(article: Path) -> None:
    with in_shell(article) as t:
        decided(t, 1)
        t.press("ctrl+z")
        t.wait_for("Stopped")
        assert accepted(sidecar_path(article)) == 1
        t.send("stty -a | tr ';' '\\n' | grep -o ' icanon' | head -1\r")
        t.wait_for(" icanon")
        go_on_in_shell(t)
        decided(t, 2)
        end_in_shell(t, signal.SIGQUIT)
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
        go_on_in_shell(t)
        decided(t, 2)
        t.wait_gone("NOT SAVED")
        end_in_shell(t, signal.SIGINT)
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
