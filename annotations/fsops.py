"""Every operation on files that saving makes, in one object that a test can make fail."""

from __future__ import annotations

import os
import stat
from pathlib import Path


class NotRegularError(OSError):
    """A folder, pipe or device where a file should be."""


class FileOps:
    """The operating system's own calls. Each raises OSError."""

    def realpath(self, path: str) -> str:
        """The target behind symbolic links, which need not exist. Raises OSError for a loop of links."""
        target = os.path.realpath(path)
        if os.path.islink(target):
            os.stat(target)  # raises ELOOP
        return target

    def stat(self, path: str) -> os.stat_result:
        return os.stat(path)

    def lstat(self, path: str) -> os.stat_result:
        return os.lstat(path)

    def writable(self, path: str) -> bool:
        return os.access(path, os.W_OK)

    def open(self, path: str, flags: int, mode: int = 0o666) -> int:
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def read(self, fd: int, size: int) -> bytes:
        return os.read(fd, size)

    def write(self, fd: int, data: memoryview) -> int:
        return os.write(fd, data)

    def fstat(self, fd: int) -> os.stat_result:
        return os.fstat(fd)

    def fchmod(self, fd: int, mode: int) -> None:
        os.fchmod(fd, mode)

    def fchown(self, fd: int, uid: int, gid: int) -> None:
        os.fchown(fd, uid, gid)

    def fsync(self, fd: int) -> None:
        os.fsync(fd)

    def close(self, fd: int) -> None:
        os.close(fd)

    def replace(self, source: str, target: str) -> None:
        os.replace(source, target)

    def unlink(self, path: str) -> None:
        os.unlink(path)

    def mkdir(self, path: str, mode: int) -> None:
        os.mkdir(path, mode)

    def listdir(self, path: str) -> list[str]:
        return os.listdir(path)


OS = FileOps()


def read_regular(ops: FileOps, path: str, limit: int) -> bytes:
    """At most `limit` + 1 bytes of a regular file; a pipe or device is refused without waiting for it.

    Raises OSError (NotRegularError for what is no file).
    """
    fd = ops.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        if not stat.S_ISREG(ops.fstat(fd).st_mode):
            raise NotRegularError("not a regular file")
        parts: list[bytes] = []
        left = limit + 1
        while left > 0 and (part := ops.read(fd, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        ops.close(fd)


def content(ops: FileOps, path: Path, limit: int) -> bytes | None:
    """`read_regular` of what `path` leads to; None where there is nothing. Raises OSError."""
    try:
        return read_regular(ops, ops.realpath(str(path)), limit)
    except FileNotFoundError:
        return None


def reason(error: OSError) -> str:
    """What went wrong, in the system's words: "No space left on device"."""
    return error.strerror or str(error) or type(error).__name__
