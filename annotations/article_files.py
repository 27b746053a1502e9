"""The files of each article and when they last changed, from one listing of each folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annotations.scheme import find_scheme
from annotations.sidecar.paths import split_sidecar_name


class Stamp(NamedTuple):
    """What changes with a file: times in ns since 1970, size in bytes, inode number."""

    mtime: int
    ctime: int
    size: int
    inode: int


_STAMP = ":".join(["%d"] * len(Stamp._fields))


class SidecarFile(NamedTuple):
    """A sidecar by its file name; `annotator` is "" for the nameless one."""

    annotator: str
    name: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Files:
    """An article's file with its sidecars, the nameless one first; `stamp` is None when it is not there.

    `scheme` stands for the scheme that the sidecars are read by, "" for the built-in one.
    """

    path: Path
    stamp: Stamp | None = None
    sidecars: tuple[SidecarFile, ...] = ()
    scheme: str = ""

    @property
    def signature(self) -> str:
        """Differs whenever one of the files was changed, replaced, added or removed."""
        parts = [self.scheme, _STAMP % self.stamp if self.stamp else ""]
        parts += [f"{sidecar.name!a}:{_STAMP % sidecar.stamp}" for sidecar in self.sidecars]
        return "|".join(parts)

    @property
    def changed(self) -> int:
        """When the youngest of the files was changed, in ns since 1970; 0 when there is none."""
        stamps = [sidecar.stamp for sidecar in self.sidecars] + ([self.stamp] if self.stamp else [])
        return max((stamp.mtime for stamp in stamps), default=0)

    @property
    def last_touched(self) -> int:
        """The latest time of any kind of any of the files, in ns since 1970."""
        stamps = [sidecar.stamp for sidecar in self.sidecars] + ([self.stamp] if self.stamp else [])
        return max((max(stamp.mtime, stamp.ctime) for stamp in stamps), default=0)


def look_at(paths: Iterable[Path]) -> dict[Path, Files]:
    """The files of each of the articles at `paths`. A folder that cannot be read holds none."""
    by_folder: dict[Path, dict[str, Path]] = {}
    for path in paths:
        by_folder.setdefault(path.parent, {})[path.name] = path
    found: dict[Path, Files] = {}
    for folder, wanted in by_folder.items():
        found |= _in_folder(folder, wanted)
    return found


def _scheme(folder: Path) -> str:
    path = find_scheme(folder / "article")
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return "" if found is None else f"{str(path)!a}:{found.st_mtime_ns}:{found.st_size}:{found.st_ino}"


def _in_folder(folder: Path, wanted: dict[str, Path]) -> dict[Path, Files]:
    """The files of the articles of one folder, whose paths are given by name."""
    stamps: dict[str, Stamp] = {}
    sidecars: dict[str, list[SidecarFile]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                of = split_sidecar_name(name) if ".annotations." in name else None
                if name in wanted and (stamp := _stamp(entry)):
                    stamps[name] = stamp
                if of is not None and of[0] in wanted and (stamp := _stamp(entry)):
                    sidecars.setdefault(of[0], []).append(SidecarFile(of[1], name, stamp))
    except OSError:
        pass  # whatever was listed before that; opening an article says what is wrong
    scheme = _scheme(folder)
    return {
        path: Files(path, stamps.get(name), tuple(sorted(sidecars.get(name, ()))), scheme)
        for name, path in wanted.items()
    }


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        found = entry.stat()  # of what a link leads to
    except OSError:
        try:
            found = entry.stat(follow_symlinks=False)  # a link that leads nowhere is there all the same
        except OSError:
            return None
    return Stamp(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
