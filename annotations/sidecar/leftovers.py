"""Temporary files: how they are named, and sweeping those that a killed process left behind."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import socket
import stat
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from annotations.fsops import OS, FileOps
from annotations.sidecar.paths import split_sidecar_name

STALE = 3600.0  # seconds after which a temporary file is nobody's, whoever made it
_NAME_BYTES = 200  # leaves room for the rest of a name of at most 255 bytes
_TEMPORARY = re.compile(r"\..+\.([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{8}\.tmp", re.DOTALL)


def temporary_name(name: str) -> str:
    """A new name for a temporary file beside `name`, which tells whose process it is:
    `.NAME.MACHINE-PROCESS-RANDOM.tmp`."""
    shortened = os.fsdecode(os.fsencode(name)[:_NAME_BYTES])
    return f".{shortened}.{_machine()}-{os.getpid()}-{secrets.token_hex(4)}.tmp"


def sweep(folders: Iterable[Path], *, ops: FileOps = OS) -> int:
    """Remove temporary files that processes of this machine left when they were killed, and such
    of any machine that are an hour old; only the user's own. The number removed. Raises nothing:
    what cannot be listed or removed stays.
    """
    removed = 0
    for folder in folders:
        with contextlib.suppress(OSError):
            for name in ops.listdir(str(folder)):
                match = _TEMPORARY.fullmatch(name)
                if match is None:
                    continue
                with contextlib.suppress(OSError):
                    path = str(folder / name)
                    if _is_stale(ops.lstat(path), match[1], int(match[2])):
                        ops.unlink(path)
                        removed += 1
    return removed


def folders_of(paths: Iterable[Path]) -> set[Path]:
    """Where temporary files for the sidecars of these articles and folders may lie: beside the
    articles, and beside what a sidecar is a link to."""
    folders = {path if path.is_dir() else path.parent for path in paths}
    for folder in list(folders):
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink() and split_sidecar_name(entry.name):
                    folders.add(Path(os.path.realpath(entry.path)).parent)
    return folders


def _is_stale(found: os.stat_result, machine: str, process: int) -> bool:
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
        return False
    dead = machine == _machine() and not _is_alive(process)
    return dead or time.time() - found.st_mtime > STALE


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # somebody else's
    return process != 0


@cache
def _machine() -> str:
    """Tells machines apart that share a folder, and containers: process numbers mean nothing elsewhere."""
    try:
        space = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        space = 0
    return hashlib.sha256(f"{socket.gethostname()}:{space}".encode()).hexdigest()[:8]
