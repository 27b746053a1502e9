"""A program in a pseudo-terminal whose answers are timed. No screen is emulated: that would take its time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
QUIET = 0.12  # seconds without a byte after which a redraw counts as complete
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()].|[=>78])"
)
_SAMPLED = 0.1  # seconds between looks at the memory


class TimedTerminal:
    """Runs `command` on a terminal of 120 × 40; `peak` is the most memory, in bytes, that it and the
    processes it started held at once, as far as looked at."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> None:
        self.peak = 0
        self._plain = b""
        self._cut = b""  # the beginning of a sequence whose end was not read yet
        self._looked = 0.0
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # pragma: no cover -- the child
            os.chdir(cwd)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES", "TMUX")}
            kept.pop("PYTHONDONTWRITEBYTECODE", None)
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
            os.execvpe(command[0], list(command), {**kept, "TEXTUAL_ANIMATIONS": "none", **(env or {})})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in reversed(_tree(self.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.close(self._fd)
        os.waitpid(self.pid, 0)

    def _read(self, patience: float) -> bool:
        now = time.perf_counter()
        if now - self._looked > _SAMPLED:
            self._looked = now
            self.peak = max(self.peak, sum(map(_resident, _tree(self.pid))))
        if not select.select([self._fd], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:
            raise EOFError("the program has ended") from error
        whole, self._cut = _without_cut(self._cut + data)
        self._plain = (self._plain + _ESCAPES.sub(b"", whole))[-20_000:]
        return bool(data)

    def wait_for(self, pattern: str, patience: float) -> float | None:
        """Seconds from the start until `pattern` (a regular expression) was drawn; None if it never was."""
        sought = re.compile(pattern.encode())
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if self._read(0.02) and sought.search(self._plain):
                return time.perf_counter() - self.started
        return None

    def settle(self, quiet: float = QUIET, patience: float = 20.0) -> None:
        """Read until nothing has come for `quiet` seconds."""
        end = time.perf_counter() + patience
        while self._read(quiet) and time.perf_counter() < end:
            pass

    def key(self, keys: str, patience: float = 5.0, quiet: float = QUIET) -> float | None:
        """Seconds from sending `keys` to the last byte of what they redraw; None when nothing came."""
        self.forget()
        sent = last = time.perf_counter()
        os.write(self._fd, keys.encode())
        if not self._read(patience):
            return None
        while True:
            last = time.perf_counter()
            if last - sent > patience or not self._read(quiet):
                return last - sent

    def key_until(self, keys: str, pattern: str, patience: float = 20.0) -> float | None:
        """Seconds from sending `keys` until `pattern` is drawn."""
        self.forget()
        sent = time.perf_counter()
        os.write(self._fd, keys.encode())
        seen = self.wait_for(pattern, patience)
        return None if seen is None else self.started + seen - sent

    def forget(self) -> None:
        """Look for patterns only in what is drawn from now on."""
        self._plain = b""


def _without_cut(data: bytes) -> tuple[bytes, bytes]:
    """`data` up to an escape sequence that it breaks off in, and that."""
    at = data.rfind(b"\x1b")
    if at < 0 or _ESCAPES.match(data, at):
        return data, b""
    return data[:at], data[at:]


def _tree(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found += _tree(int(child))
    return found


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
