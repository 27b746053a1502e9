"""Articles with their sidecars out into a format, one at a time, and the files that come of it."""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from annotations.about import metadata_of
from annotations.article import Article
from annotations.errors import InputError, SaveError
from annotations.exchange.carrying import Feature, reduce
from annotations.exchange.document import Document, Format, Piece
from annotations.exchange.files import read_each
from annotations.fsops import OS, content, reason
from annotations.model import Annotation, Status
from annotations.scheme import scheme_of
from annotations.sidecar.leftovers import temporary_name
from annotations.sidecar.store import Store

STREAM = "annotations"  # the stem of the file of a format that has one file for all articles


@dataclass
class Exporting:
    """An export under way. `kinds` are those to be exported, empty for all.

    What is wrong with an article goes to `failed`, and the others go on. `dropped` counts what the
    format cannot carry, `without` the articles that have no annotations yet.
    """

    format: Format
    failed: Callable[[Exception], None]
    annotator: str = ""
    encoding: str | None = None
    decided_only: bool = False
    kinds: Collection[str] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    annotations: int = 0
    without: int = 0

    def pieces(self, paths: Iterable[Path]) -> Iterator[Piece]:
        """The export of these articles, folders expanded; read as they are asked for."""
        return self.format.export(read_each(paths, self._document, self.failed, once=self.format.files))

    def _document(self, path: Path) -> Document | None:
        """The article as the format can have it, None where it has no sidecar. Raises ArtreaderError."""
        article = Article.read(path, self.encoding)
        store, loaded = Store.open(article, self.annotator, kinds=scheme_of(path).kinds)
        if not loaded.exists or loaded.untouched:
            self.without += 1
            return None
        if store.read_only:
            raise InputError(f"not exported: {store.read_only}", path=store.path)
        carries = self.format.carries
        odd = re.search(carries.never, article.text) if carries.never else None
        if odd is not None:
            raise InputError(
                f"{self.format.title} cannot hold the character U+{ord(odd.group()):04X}",
                path=path,
                line=article.text.count("\n", 0, odd.start()) + 1,
            )
        reduced = reduce(filter(self._is_wanted, loaded.annotations), article.text, carries)
        self.dropped.update(reduced.dropped)
        metadata = metadata_of(article, loaded.article_extra, store.path)
        if metadata and Feature.ABOUT not in carries:
            self.dropped["titles, bylines, dates and addresses of articles"] += 1
        self.articles += 1
        self.annotations += len(reduced.annotations)
        return Document(
            path.name,
            article.text,
            reduced.annotations,
            article.language,
            loaded.annotator,
            loaded.suggested,
            metadata,
        )

    def _is_wanted(self, annotation: Annotation) -> bool:
        if self.kinds and annotation.kind not in self.kinds:
            return False
        return not self.decided_only or annotation.status is not Status.SUGGESTED


def write_folder(
    folder: Path, pieces: Iterable[Piece], failed: Callable[[Exception], object], stream: str = ""
) -> None:
    """Write what is exported into a folder, as `FolderOutput` does; a file that cannot be written goes to
    `failed`, and the others are."""
    with FolderOutput(folder, stream) as output:
        for piece in pieces:
            try:
                output.add(piece)
            except SaveError as error:
                failed(error)


class FolderOutput:
    """Files of an export in a folder: each replaces an older one when it is whole; no text is replaced.

    `stream` is the name of the file for pieces that have none. To be used as a context; if that is
    left by an exception, no unfinished file stays.
    """

    def __init__(self, folder: Path, stream: str = "") -> None:
        self._folder = folder
        self._stream = stream
        self._open: dict[str, tuple[Path, BinaryIO]] = {}

    def __enter__(self) -> FolderOutput:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(f"not written: {reason(error)}", path=self._folder) from error
        return self

    def add(self, piece: Piece) -> None:
        """Raises SaveError when it cannot be written, or another text of this name is there."""
        name = piece.name or self._stream
        target = self._folder / name
        try:
            if name.endswith(".txt"):
                self._add_text(target, piece.data)
            elif piece.name:
                self._begin(name).write(piece.data)
                self._finish(name)
            else:
                (self._open[name][1] if name in self._open else self._begin(name)).write(piece.data)
        except OSError as error:
            raise SaveError(f"not written: {reason(error)}", path=target) from error

    def _add_text(self, target: Path, data: bytes) -> None:
        there = content(OS, target, len(data))
        if there is None:
            self._begin(target.name).write(data)
            self._finish(target.name)
        elif there != data:
            raise SaveError(
                "not written: another text of this name is there",
                path=target,
                advice="name another folder with --output",
            )

    def _begin(self, name: str) -> BinaryIO:
        temporary = self._folder / temporary_name(name)
        file = temporary.open("xb")
        self._open[name] = temporary, file
        return file

    def _finish(self, name: str) -> None:
        temporary, file = self._open[name]
        file.close()
        os.replace(temporary, self._folder / name)
        del self._open[name]

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                for name in list(self._open):
                    self._finish(name)
        except OSError as error:
            raise SaveError(f"not written: {reason(error)}", path=self._folder) from error
        finally:
            for temporary, file in self._open.values():
                with contextlib.suppress(OSError):
                    file.close()
                    temporary.unlink()
