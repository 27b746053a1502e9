"""Where somebody left off in a folder: the article and the caret in it, kept in the XDG state folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from annotations.state_files import state_path, write_json


@dataclass(frozen=True, slots=True)
class Place:
    """A file name in the folder, and an offset into its text (code points)."""

    article: str
    caret: int = 0


def _file_of(folder: Path) -> Path:
    key = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return state_path("places", f"{key}.json")


def last_place(folder: Path) -> Place | None:
    """The place kept last, None when there is none that can be read. Raises nothing."""
    try:
        found = json.loads(_file_of(folder).read_text(encoding="utf-8"))
        article, caret = found["article"], found["caret"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(article, str) or not isinstance(caret, int):
        return None
    return Place(article, max(0, caret))


def keep_place(folder: Path, place: Place) -> None:
    """Keep `place` as the last one. Raises nothing: where it cannot be kept, one begins at the top."""
    values = {"folder": str(folder), "article": place.article, "caret": place.caret}
    with contextlib.suppress(OSError):
        write_json(_file_of(folder), values)
