"""The files of an exchange: articles one by one, files read whole, and files made where nothing was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from annotations.collection import expand
from annotations.errors import InputError, SaveError
from annotations.fsops import OS, read_regular, reason
from annotations.sidecar.atomic import replace_file

Read = TypeVar("Read")
MOST = 1 << 30  # bytes of a file to be imported


def read_each(
    paths: Iterable[Path],
    read: Callable[[Path], Read | None],
    failed: Callable[[Exception], object],
    *,
    once: bool = True,
) -> Iterator[Read]:
    """What `read` makes of the articles of `paths`, folders expanded, each when it is asked for; None is left
    out. What is wrong with one goes to `failed`, and the others go on; `once`: so is a second one of a name.
    """
    names: set[str] = set()
    for given in paths:
        try:
            articles = expand([given])
        except Exception as error:
            failed(error)
            continue
        for path in articles:
            try:
                found = read(path)
                if found is not None and once and path.name in names:
                    raise InputError("another article of this name was exported already", path=path)
            except Exception as error:
                failed(error)
                continue
            if found is not None:
                names.add(path.name)
                yield found


def read_whole(path: Path, most: int) -> bytes:
    """Raises InputError for a file that cannot be read, or has more than `most` bytes."""
    try:
        data = read_regular(OS, str(path), most)
    except OSError as error:
        raise InputError(f"cannot be read: {reason(error)}", path=path) from error
    if len(data) > most:
        raise InputError(f"larger than {most >> 20} MB", path=path)
    return data


def write_new(path: Path, data: bytes, *, make_folder: bool = False) -> None:
    """A file where there is none; `make_folder`: in a folder that need not be there. Raises SaveError."""

    def still_free() -> None:
        if path.exists():
            raise SaveError("not written: there is a file of this name now", path=path)

    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(OS, str(path.absolute()), data, before_replacing=still_free)
    except OSError as error:
        raise SaveError(f"not written: {reason(error)}", path=path) from error
