"""The files of an exchange: those that are read whole, and those that are made where nothing was."""

from __future__ import annotations

from pathlib import Path

from annotations.errors import InputError, SaveError
from annotations.fsops import OS, read_regular, reason
from annotations.sidecar.atomic import replace_file


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
