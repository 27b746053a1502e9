"""Processes of our own: this interpreter on a module of ours, and its standard streams.

The only place where the program starts another. What goes over the pipes is text and JSON, nothing that
could run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

Process = subprocess.Popen[bytes]


def start(module: str, *, path: Iterable[str] = (), quiet: bool = False, apart: bool = False) -> Process:
    """This interpreter on `module`, which takes bytes and gives bytes.

    Modules are looked for where this package is, then in the folders of `path`, of themselves not in the
    current one. `quiet`: nothing is seen of its standard error, not even where `debugging`. `apart`: in a
    process group of its own, to be ended with all that it starts. Raises OSError.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        raise OSError("there is no interpreter to start")
    here = str(Path(__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debugging() and not quiet else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys((here, *filter(None, path))))},
        start_new_session=apart,
    )


def own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """For such a module: standard input and output under other numbers, so that what a finder prints is no
    answer of ours. It goes nowhere, or to standard error where `debugging`; a finder can read nothing."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2 if debugging() else nowhere, 1)
    return incoming, outgoing


def debugging() -> bool:
    """Whether ARTREADER_DEBUG asks to see what is otherwise hidden."""
    return os.environ.get("ARTREADER_DEBUG", "") not in ("", "0")


def how_it_ended(code: int, *, ended: str = "ended") -> str:
    """A return code for a person: `ended` with the exit code, or crashed by a signal."""
    if code >= 0:
        return f"{ended} (exit code {code})"
    try:
        return f"crashed ({signal.Signals(-code).name})"
    except ValueError:
        return f"crashed (signal {-code})"
