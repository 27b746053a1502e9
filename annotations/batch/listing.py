"""Which articles a batch goes through: those named, and those of folders, a folder at a time.

Of the one folder only the names are held, some 200 bytes an article.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from annotations.collection import check_folder, guidelines_of, is_article, natural_order
from annotations.errors import InputError
from annotations.fsops import reason


class Listing:
    """The articles of `paths`, none twice; with `recursive` those of subfolders too, but for hidden folders
    and links to folders."""

    def __init__(self, paths: Iterable[Path], *, recursive: bool = False) -> None:
        self._paths = list({path.absolute(): path for path in paths}.values())
        self._named = {path.absolute() for path in self._paths}
        self._recursive = recursive

    def articles(
        self,
        failed: Callable[[Path, Exception], None] = lambda path, error: None,
        entered: Callable[[Path], None] = lambda folder: None,
    ) -> Iterator[Path]:
        """In the order named, folders in natural order (`collection.natural_key`).

        `failed` is told what cannot be listed and which folder has no articles, `entered` each folder.
        """
        seen: set[str] = set()
        for path in self._paths:
            if not path.is_dir():
                yield path
                continue
            number = 0
            try:
                if not self._recursive:
                    check_folder(path)
                for article in self._below(path, seen, failed, entered):
                    number += 1
                    yield article
                if not number and self._recursive:
                    raise InputError(
                        "no articles in this folder or below it (looked for *.txt and *.md)", path=path
                    )
            except Exception as error:
                failed(path, error)

    def count(self) -> int:
        """How many there are now."""
        return sum(1 for _ in self.articles())

    def _below(
        self,
        folder: Path,
        seen: set[str],
        failed: Callable[[Path, Exception], None],
        entered: Callable[[Path], None],
    ) -> Iterator[Path]:
        folders = [folder]
        while folders:
            folder = folders.pop()
            real = os.path.realpath(folder)
            if real in seen:
                continue
            seen.add(real)
            entered(folder)
            try:
                names, inner = _inside(folder)
            except OSError as error:
                failed(folder, InputError(f"cannot list the folder: {reason(error)}", path=folder))
                continue
            guidelines = guidelines_of(folder)
            apart = {path.name for path in self._named if path.parent == folder.absolute()}
            if guidelines is not None and guidelines.parent == folder.absolute():
                apart.add(guidelines.name)
            yield from (folder / name for name in names if name not in apart)
            if self._recursive:
                folders += (folder / name for name in reversed(inner))


def _inside(folder: Path) -> tuple[list[str], list[str]]:
    """The names of the articles and of the folders in it, in order. Raises OSError."""
    names: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_article(entry):
                names.append(entry.name)
            elif not entry.name.startswith("."):
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
    for found in names, folders:
        found.sort()
        found.sort(key=natural_order)
    return names, folders
