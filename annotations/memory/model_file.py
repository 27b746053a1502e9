"""The file `artreader.names.<language>.crfsuite`: a model of names that was trained on a folder.

Its first line is JSON about it, the rest CRFsuite's model, compressed with gzip. CRFsuite's reader is C and
trusts what it reads, so only files are loaded that this person trained, or said they trust: the state folder
keeps their digests (SHA-256). A file that was damaged, or came with somebody else's folder, has another.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import zlib
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from annotations.errors import ArtreaderError, SaveError
from annotations.fsops import OS, read_regular, reason
from annotations.sidecar.atomic import put, replace_file
from annotations.state_files import state_path

FORMAT = "artreader-names/1"
MAX_BYTES = 64 * 1024 * 1024
_AGAIN = "artreader train makes it anew; artreader train --trust takes it as it is"


class ModelError(ArtreaderError):
    """A folder's model that cannot be used."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What the file holds: the model, gzipped, and what is known of it.

    `before` and `after` are F1 in hundredths by cross-validation, without and with the model; `on` says
    whether suggestions go by it.
    """

    language: str
    labels: tuple[str, ...]
    articles: int
    names: int
    before: float
    after: float
    on: bool
    model: bytes

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError for what is no such file."""
        head, _, model = data.partition(b"\n")
        about = json.loads(head)
        if about.pop("format") != FORMAT:
            raise ValueError(f"not {FORMAT}")
        about["labels"] = tuple(map(str, about["labels"]))
        return cls(**about, model=model)

    @property
    def data(self) -> bytes:
        about = {"format": FORMAT, **asdict(self)}
        del about["model"]
        return json.dumps(about).encode() + b"\n" + self.model


def write_model(path: Path, file: ModelFile) -> None:
    """Put it in place whole, and trust it. Raises SaveError."""
    try:
        put(OS, path, file.data)
        _trust(file.data)
    except OSError as error:
        raise SaveError(f"not saved: {reason(error)}", path=path) from error


def trust(path: Path) -> None:
    """Take the file as it is from now on. Raises ModelError when it is none, SaveError."""
    data = _bytes_of(path)
    _understood(path, data)
    try:
        _trust(data)
    except OSError as error:
        raise SaveError(f"not kept: {reason(error)}", path=_trusted_path()) from error


def read_model(path: Path) -> ModelFile:
    """A model that is trusted here; read once, until the file changes. Raises ModelError."""
    try:
        found = path.stat()
    except OSError as error:
        raise ModelError(reason(error), path=path, advice=_AGAIN) from error
    return _read(path, (found.st_ino, found.st_size, found.st_mtime_ns))


@lru_cache(4)
def _read(path: Path, stamp: tuple[int, int, int]) -> ModelFile:
    data = _bytes_of(path)
    if hashlib.sha256(data).hexdigest() not in _trusted():
        what = "not a model that was trained here, or damaged since; suggestions do without it"
        raise ModelError(what, path=path, advice=_AGAIN)
    return _understood(path, data)


def _understood(path: Path, data: bytes) -> ModelFile:
    try:
        file = ModelFile.of(data)
        gzip.decompress(file.model)  # which has a checksum of its own
        return file
    except (ValueError, KeyError, TypeError, RecursionError, OSError, EOFError, zlib.error) as error:
        raise ModelError("not a model of names", path=path, advice=_AGAIN) from error


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_regular(OS, str(path), MAX_BYTES)
    except OSError as error:
        raise ModelError(reason(error), path=path, advice=_AGAIN) from error
    if len(data) > MAX_BYTES:
        raise ModelError(f"larger than {MAX_BYTES >> 20} MB", path=path, advice=_AGAIN)
    return data


def _trusted_path() -> Path:
    return state_path("trusted-models")


def _trusted() -> frozenset[str]:
    try:
        text = read_regular(OS, str(_trusted_path()), MAX_BYTES).decode("ascii", "replace")
    except OSError:
        return frozenset()
    return frozenset(line for line in text.split() if re.fullmatch("[0-9a-f]{64}", line))


def _trust(data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    known = _trusted()
    path = _trusted_path()
    if digest not in known:
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        lines = "".join(f"{each}\n" for each in sorted(known | {digest}))
        replace_file(OS, str(path), lines.encode(), before_replacing=lambda: None)
    _read.cache_clear()
