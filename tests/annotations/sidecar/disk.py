"""A file system in memory that forgets, at a crash, what was not synced: as much of it as it likes.

What POSIX promises, and no more: a file's bytes last once the file is synced; a name (made, replaced or
removed) lasts once its folder is synced. Of everything else any part may have reached the disk.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePosixPath

from annotations.fsops import FileOps

Tree = dict[str, bytes | None]  # what stands under each path; None is a folder


class Crash(BaseException):
    """The power went; no handler of the program sees it."""


@dataclass
class Inode:
    """`entries` of a folder, `data` of a file, with what of either is synced."""

    folder: bool
    data: bytes = b""
    synced: bytes = b""
    entries: dict[str, Inode] = field(default_factory=dict)
    lasting: dict[str, Inode] = field(default_factory=dict)


class Disk(FileOps):
    """Crashes before the `crash_at`-th call; `refuse` gives an errno to calls on paths that begin so."""

    def __init__(self, tree: Tree) -> None:
        self.root = Inode(True)
        self.crash_at = 0
        self.calls = 0
        self.refuse: dict[str, int] = {}
        self.syncs_files = self.syncs_folders = True
        self._open: dict[int, tuple[Inode, str]] = {}
        self._next = 1000
        for path, data in tree.items():
            if path == "/":
                continue
            parent, name = self._parent(path, make=True)
            parent.entries[name] = Inode(data is None, data or b"", data or b"")
        self._settle(self.root)

    def _settle(self, inode: Inode) -> None:
        inode.lasting = dict(inode.entries)
        for inner in inode.entries.values():
            self._settle(inner)

    def _parent(self, path: str, *, make: bool = False) -> tuple[Inode, str]:
        *folders, name = PurePosixPath(path).parts[1:]
        here = self.root
        for folder in folders:
            if make:
                here.entries.setdefault(folder, Inode(True))
            here = self._entry(here, folder)
        return here, name

    def _entry(self, folder: Inode, name: str) -> Inode:
        if name not in folder.entries:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return folder.entries[name]

    def _find(self, path: str) -> Inode:
        return self.root if path == "/" else self._entry(*self._parent(path))

    def _step(self, path: str, *, changes: bool = False) -> None:
        self.calls += 1
        if self.crash_at and self.calls >= self.crash_at:
            raise Crash  # and nothing more is done, whatever handlers try
        refused = next((code for prefix, code in self.refuse.items() if path.startswith(prefix)), 0)
        if refused and changes:
            raise OSError(refused, os.strerror(refused))

    # -- the calls -------------------------------------------------------------

    def realpath(self, path: str) -> str:
        return path

    def stat(self, path: str) -> os.stat_result:
        self._step(path)
        return _stat(self._find(path))

    lstat = stat

    def writable(self, path: str) -> bool:
        return True

    def open(self, path: str, flags: int, mode: int = 0o666) -> int:
        self._step(path, changes=bool(flags & os.O_CREAT))
        parent, name = self._parent(path)
        if flags & os.O_CREAT and name not in parent.entries:
            parent.entries[name] = Inode(False)
        self._next += 1
        self._open[self._next] = (self._entry(parent, name), path)
        return self._next

    def read(self, fd: int, size: int) -> bytes:
        inode, path = self._open[fd]
        self._step(path)
        self._open[fd] = (Inode(False), path)  # read in one piece; then comes the end
        return inode.data

    def write(self, fd: int, data: memoryview) -> int:
        inode, path = self._open[fd]
        self._step(path, changes=True)
        part = data[: max(1, len(data) // 2)]  # short, so that a crash may come half-way
        inode.data += bytes(part)
        return len(part)

    def fstat(self, fd: int) -> os.stat_result:
        return _stat(self._open[fd][0])

    def fchmod(self, fd: int, mode: int) -> None:
        self._step(self._open[fd][1])

    def fchown(self, fd: int, uid: int, gid: int) -> None:
        self._step(self._open[fd][1])

    def fsync(self, fd: int) -> None:
        inode, path = self._open[fd]
        self._step(path)
        if inode.folder and self.syncs_folders:
            inode.lasting = dict(inode.entries)
        elif not inode.folder and self.syncs_files:
            inode.synced = inode.data

    def close(self, fd: int) -> None:
        self._step(self._open.pop(fd)[1])

    def replace(self, source: str, target: str) -> None:
        self._step(target, changes=True)
        (old, name), (new, wanted) = self._parent(source), self._parent(target)
        new.entries[wanted] = old.entries.pop(name)

    def unlink(self, path: str) -> None:
        self._step(path, changes=True)
        parent, name = self._parent(path)
        self._entry(parent, name)
        del parent.entries[name]

    def mkdir(self, path: str, mode: int) -> None:
        self._step(path, changes=True)
        parent, name = self._parent(path)
        parent.entries[name] = Inode(True)

    def listdir(self, path: str) -> list[str]:
        self._step(path)
        return list(self._find(path).entries)

    # -- after a crash ---------------------------------------------------------

    def crashed(self) -> Iterator[Tree]:
        """Every state the disk may be found in: each unsynced name as it was or as it became, each
        unsynced file with its synced bytes, half of the others, or all of them."""
        return (dict(tree) for tree in _outcomes(self.root, "/"))


def _outcomes(inode: Inode, path: str) -> Iterator[Tree]:
    if not inode.folder:
        middle = inode.synced + inode.data[len(inode.synced) :][: len(inode.data) // 2]
        for data in dict.fromkeys((inode.synced, middle, inode.data)):
            yield {path: data}
        return
    alternatives: list[list[Tree]] = []
    for name in sorted({*inode.entries, *inode.lasting}):
        kept = {id(found): found for side in (inode.entries, inode.lasting) if (found := side.get(name))}
        trees = [tree for found in kept.values() for tree in _outcomes(found, f"{path.rstrip('/')}/{name}")]
        if name not in inode.entries or name not in inode.lasting:
            trees.append({})
        alternatives.append(trees)
    for chosen in product(*alternatives):
        whole: Tree = {path: None}
        for tree in chosen:
            whole |= tree
        yield whole


def _stat(inode: Inode) -> os.stat_result:
    mode = stat.S_IFDIR | 0o700 if inode.folder else stat.S_IFREG | 0o644
    return os.stat_result((mode, 0, 0, 1, os.geteuid(), os.getegid(), len(inode.data), 0, 0, 0))
