"""Which scheme an article has: the nearest `artreader.yaml` in its folder or above, else the built-in one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from annotations.scheme.model import Scheme
from annotations.scheme.reading import default_scheme, read_scheme

SCHEME_NAME = "artreader.yaml"
_Stamp = tuple[int, int, int]  # inode, size, time of change: another file, or another content


def find_scheme(article: Path) -> Path | None:
    """The `artreader.yaml` nearest to an article, from its folder upwards; None when there is none."""
    folder = article.absolute().parent
    for place in (folder, *folder.parents):
        path = place / SCHEME_NAME
        try:
            if path.is_file():
                return path
        except OSError:
            continue
    return None


def scheme_of(article: Path | None) -> Scheme:
    """The scheme for an article; the file is read once, until it changes.

    Raises SchemeError when it cannot be understood.
    """
    path = None if article is None else find_scheme(article)
    return default_scheme() if path is None else _read(path, _stamp(path))


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


@lru_cache(16)
def _read(path: Path, stamp: _Stamp | None) -> Scheme:
    return read_scheme(path)
