"""Replacing a file whole: at any moment the one on disk is the old one or the new one.

The recipe is that of git, SQLite's and vim's writers: a temporary file in the same folder,
all bytes, the old mode, fsync, rename over the old one, fsync of the folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from annotations.fsops import FileOps, NotRegularError
from annotations.sidecar.leftovers import temporary_name

_NO_FOLDER_SYNC = frozenset((errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF))


def replace_file(ops: FileOps, target: str, data: bytes, *, before_replacing: Callable[[], None]) -> None:
    """Put `data` in place of `target` (or where nothing was). `before_replacing` may raise to stop it.

    Raises OSError; the file is then as it was and no temporary file is left.
    """
    old = _old_file(ops, target)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, temporary_name(name))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    fd = ops.open(temporary, flags, 0o666 if old is None else 0o600)
    try:
        try:
            _write_all(ops, fd, data)
            if old is not None:
                _take_over(ops, fd, old)
            ops.fsync(fd)
        finally:
            ops.close(fd)
        before_replacing()
        ops.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            ops.unlink(temporary)
        raise


def sync_folder(ops: FileOps, target: str) -> None:
    """Make the renaming of `target` last through a power cut, where the file system can. Raises OSError."""
    try:
        fd = ops.open(os.path.dirname(target) or ".", os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # a folder that may be written but not read cannot be synced
    try:
        ops.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        ops.close(fd)


def put(
    ops: FileOps, path: Path, data: bytes, *, before_replacing: Callable[[], None] = lambda: None
) -> None:
    """`replace_file` of what `path` leads to, made to last with `sync_folder`. Raises OSError."""
    target = ops.realpath(str(path))
    replace_file(ops, target, data, before_replacing=before_replacing)
    sync_folder(ops, target)


def _old_file(ops: FileOps, target: str) -> os.stat_result | None:
    try:
        old = ops.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(old.st_mode):
        raise NotRegularError("not a regular file")
    if not ops.writable(target):
        raise PermissionError(errno.EACCES, "the file is read-only")
    return old


def _write_all(ops: FileOps, fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = ops.write(fd, rest)
        if written == 0:
            raise OSError(errno.EIO, "nothing more can be written")
        rest = rest[written:]


def _take_over(ops: FileOps, fd: int, old: os.stat_result) -> None:
    """Give the new file the group and mode of the old one; the group only where we may."""
    if ops.fstat(fd).st_gid != old.st_gid:
        with contextlib.suppress(PermissionError):
            ops.fchown(fd, -1, old.st_gid)
    ops.fchmod(fd, stat.S_IMODE(old.st_mode))
