"""Word lists as data files that a person can read and correct: `<language>/<name>.txt`.

One entry a line; `#` begins a comment line; columns, where a list has them, are parted by tabs.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list, each as its columns. Raises FileNotFoundError when there is no such list."""
    text = (files(__package__) / language / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.rstrip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words(language: str, name: str) -> tuple[str, ...]:
    """The first column of a list, in file order."""
    return tuple(row[0] for row in rows(language, name))
