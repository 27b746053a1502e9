"""Word lists as data files that a person can read and correct: `<language>/<name>.txt`.

One entry a line; `#` begins a comment line; columns, where a list has them, are parted by tabs.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

LANGUAGES = {"id": "Indonesian", "en": "English"}  # those that there are lists for


@cache
def rows(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list, each as its columns. Raises FileNotFoundError when there is no such list."""
    return tuple([tuple(line.rstrip().split("\t")) for line in _entries(language, name)])


@cache
def words(language: str, name: str) -> tuple[str, ...]:
    """The first column of a list, in file order."""
    return tuple([line.partition("\t")[0] for line in _entries(language, name)])


def _entries(language: str, name: str) -> list[str]:
    """The lines that are no comments. Finders wait for 90,000 of them: nothing more is done to a line."""
    text = (files(__package__) / language / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]
