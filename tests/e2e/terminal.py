"""The installed command in a pseudo-terminal: send keys, wait for the screen, read it, signal it.

    with Terminal(["artreader", str(path)], columns=80, rows=24) as t:
        t.wait_for("Wiranto")
        t.send("]")
        t.press("space", "ctrl+s")
        assert t.wait_exit() == 0

Nothing sleeps for a fixed time: every wait polls until its condition holds or time is up.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte
from pyte.screens import Char

PATIENCE = 60.0  # seconds; noisy machines are slow, and a wait that succeeds ends at once

KEYS = {
    "space": " ",
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f10": "\x1b[21~",
}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}
# Sequences that begin `ESC [ >` or `ESC [ ?...u`, or answer queries, set nothing on a screen; pyte takes
# some of them for colours or prints them.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")
_UNFINISHED = re.compile(rb"\x1b(\[[<>=?]?[0-9;:$]*|P[^\x1b]*\x1b?)?$")


def installed(command: str = "artreader") -> str:
    """The command as installed beside the Python that runs the tests."""
    return str(Path(sys.executable).parent / command)


def key_sequence(key: str) -> str:
    """What a terminal sends for `key`, named as Textual names keys: "x", "ctrl+s", "shift+right" …"""
    if key in KEYS:
        return KEYS[key]
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    if not modifiers:
        return base
    if modifiers == ["ctrl"] and re.fullmatch("[a-z]", base):
        return chr(ord(base) & 0x1F)
    code = 1 + sum(_MODIFIERS[modifier] for modifier in modifiers)
    if match := re.fullmatch(r"\x1b\[([A-Z])", KEYS.get(base, "")):
        return f"\x1b[1;{code}{match[1]}"
    if match := re.fullmatch(r"\x1b\[(\d+)~", KEYS.get(base, "")):
        return f"\x1b[{match[1]};{code}~"
    raise ValueError(f"no sequence known for {key}")


def _default_signals() -> None:
    # CI shells may ignore these, and a child inherits that.
    for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """A program on a terminal of `columns` × `rows`; "artreader" as its name means the installed one."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        program, *arguments = command
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._pending = b""
        self._drawn: list[str] | None = None  # the screen's rows, until more is read
        self.raw = b""  # every byte the program wrote
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in ("NO_COLOR", "COLUMNS", "LINES", "TMUX") and not key.startswith("ARTREADER_")
        }
        environment |= {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_ANIMATIONS": "none",
        }
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            installed() if program == "artreader" else program,
            arguments,
            dimensions=(rows, columns),
            cwd=None if cwd is None else str(cwd),
            env={**environment, **(env or {})},
            timeout=PATIENCE,
            preexec_fn=_default_signals,
        )
        self.process.delaybeforesend = None
        self._pty: Any = self.process.ptyproc  # type: ignore[attr-defined]
        self._pty.delayafterclose = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.wait_dead()
        self.process.close()

    # What is on the screen

    @property
    def rows(self) -> list[str]:
        """The rows of the screen in their whole width."""
        if self._drawn is None:
            self._drawn = self.screen.display  # costs pyte milliseconds, and waits look again and again
        return self._drawn

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without spaces at their ends."""
        return [line.rstrip() for line in self.rows]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def find(self, text: str) -> tuple[int, int] | None:
        """Column and row, from 0, of the first place where `text` stands in one row."""
        for row, line in enumerate(self.rows):
            if (column := line.find(text)) >= 0:
                return column, row
        return None

    def styles_of(self, text: str) -> list[Char]:
        """The screen's cells under the first `text`: each has fg, bg, bold, italics, underscore, reverse."""
        place = self.find(text)
        assert place is not None, f"{text!r} is not on the screen:\n{self.picture()}"
        column, row = place
        return [self.screen.buffer[row][column + i] for i in range(len(text))]

    def picture(self) -> str:
        """The screen in a frame, for messages."""
        edge = "+" + "-" * self.screen.columns + "+"
        return "\n".join([edge, *(f"|{line}|" for line in self.rows), edge])

    # Waiting

    def wait_until(self, condition: Callable[[], object], what: str = "", timeout: float = PATIENCE) -> None:
        """Read what the program writes until `condition` holds; AssertionError with the screen otherwise."""
        end = time.monotonic() + timeout
        while not condition():
            if self._read(0.05):
                continue
            alive = self.process.isalive()
            if not alive and not self._read(0.05) and not condition():
                raise AssertionError(f"ended without {what or condition}:\n{self.picture()}")
            if time.monotonic() > end:
                raise AssertionError(f"waited {timeout} s for {what or condition}:\n{self.picture()}")

    def wait_for(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until one row of the screen holds `text`."""
        self.wait_until(lambda: self.find(text), f"{text!r} on the screen", timeout)

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until no row of the screen holds `text`."""
        self.wait_until(lambda: not self.find(text), f"{text!r} leaving the screen", timeout)

    def wait_file(self, path: Path, text: str = "", timeout: float = PATIENCE) -> str:
        """Wait until `path` exists and holds `text`; its content."""
        content = ""

        def holds() -> bool:
            nonlocal content
            with contextlib.suppress(FileNotFoundError):
                content = path.read_text(encoding="utf-8")
                return text in content
            return False

        self.wait_until(holds, f"{text!r} in {path.name}", timeout)
        return content

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended; its exit code, or minus the signal that killed it."""
        end = time.monotonic() + timeout
        while self._read(0.05) or self.process.isalive():
            if time.monotonic() > end:
                raise AssertionError(f"still running after {timeout} s:\n{self.picture()}")
        while self._read(0.0):
            pass
        self.process.close()
        if self.process.signalstatus is not None:
            return -int(self.process.signalstatus)
        return int(self.process.exitstatus or 0)

    # Acting

    def send(self, text: str) -> Self:
        """Type `text` as it is."""
        self.process.send(text)
        return self

    def press(self, *keys: str) -> Self:
        """Press keys by name: "space", "ctrl+s", "shift+right", "f10", "]" …"""
        return self.send("".join(map(key_sequence, keys)))

    def click(self, text: str, offset: int = 0) -> Self:
        """Click the left button on the first `text`, `offset` cells from its start."""
        place = self.find(text)
        assert place is not None, f"{text!r} is not on the screen:\n{self.picture()}"
        return self.mouse_down(place[0] + offset, place[1]).mouse_up(place[0] + offset, place[1])

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> Self:
        """Drag with the left button from one (column, row) to another, from 0."""
        return self.mouse_down(*start).send(f"\x1b[<32;{end[0] + 1};{end[1] + 1}M").mouse_up(*end)

    def mouse_down(self, column: int, row: int) -> Self:
        return self.send(f"\x1b[<0;{column + 1};{row + 1}M")

    def mouse_up(self, column: int, row: int) -> Self:
        return self.send(f"\x1b[<0;{column + 1};{row + 1}m")

    def resize(self, columns: int, rows: int) -> Self:
        """Change the terminal's size; the program gets SIGWINCH."""
        self.screen.resize(rows, columns)
        self._drawn = None
        self.process.setwinsize(rows, columns)
        return self

    def kill(self, number: signal.Signals = signal.SIGKILL) -> Self:
        """Send a signal to the program alone."""
        self.process.kill(number)
        return self

    def hang_up(self) -> None:
        """Close the terminal as closing its window does; `wait_dead` tells when the program is gone."""
        self._pty.fileobj.close()
        self._pty.closed = self.process.closed = True
        self._pty.fd = self.process.child_fd = -1

    def wait_dead(self, timeout: float = PATIENCE) -> None:
        """Wait for the end of a program whose terminal is closed."""
        end = time.monotonic() + timeout
        while self.process.isalive():
            assert time.monotonic() < end, f"still running after {timeout} s"
            time.sleep(0.02)

    def _read(self, patience: float) -> bool:
        """Draw what the program wrote; whether there was anything."""
        try:
            data = self.process.read_nonblocking(65536, patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        data = self._pending + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._pending = data[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data[:cut]))
        self._drawn = None
        return True
