"""Loads one damaged sidecar as the command does, and says what is amiss with how that went."""

from __future__ import annotations

import time
from pathlib import Path

from annotations.article import Article
from annotations.display import display
from annotations.errors import SidecarError
from annotations.model import Note, Span
from annotations.session import Session
from annotations.sidecar.check import check_sidecar
from annotations.sidecar.store import Store
from tests.fuzz.sidecars import TEXT
from tui import listing
from tui.commands.annotation_lists import list_lines
from tui.commands.marked_article import marked_blocks, tags
from tui.grouped_list import GroupedList

PATIENCE = 1.0  # seconds of processor time that reading one file may take
_PLACELESS = ("larger than", "is newer than")  # about the file as a whole


class Bench:
    """A folder with an article, where one damaged sidecar after another is put beside it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "berita.txt"
        self.path.write_bytes(TEXT.encode())
        self.sidecar = folder / "berita.txt.annotations.yaml"
        self.read = 0
        self.refused = 0
        self.slowest = 0.0

    def trial(self, data: bytes, *, in_time: bool = True) -> str:
        """What is wrong with how `data` was received, or ""; whatever it raises is wrong as well.

        With `in_time` taking longer than a second is wrong too.
        """
        self.sidecar.write_bytes(data)
        before = self.sidecar.stat()
        began = time.process_time()
        try:
            session = Session.open(self.path)
        except SidecarError as error:
            wrong = self._of_message(error)
            self.refused += 1
        else:
            wrong = _of_use(session)
            self.read += 1
        took = time.process_time() - began
        self.slowest = max(self.slowest, took)
        if not wrong:
            wrong = next(filter(None, (_of_line(str(p)) for p in check_sidecar(self.sidecar))), "")
        after = self.sidecar.stat()
        if (after.st_mtime_ns, after.st_ino) != (before.st_mtime_ns, before.st_ino) or (
            self.sidecar.read_bytes() != data
        ):
            return "the file was touched"
        if in_time and took > PATIENCE:
            return f"took {took:.1f} s"
        return wrong or self._of_saving()

    def _of_message(self, error: SidecarError) -> str:
        line = str(error)
        if wrong := _of_line(line):
            return wrong
        if not line.startswith(str(self.sidecar)):
            return f"does not name the file: {line}"
        if not any(words in line for words in _PLACELESS) and not (error.line and error.column):
            return f"names no place: {line}"
        if not (error.advice or " must " in error.message):
            return f"does not say what to do: {line}"
        return ""

    def _of_saving(self) -> str:
        """What could be read can be saved with one annotation more, and nothing else is other than it was."""
        try:
            session = Session.open(self.path)
        except SidecarError:
            return ""
        if session.store.read_only:
            return ""
        added = Note(id="zz9", label="comment", spans=(Span(0, 8),), note="new")
        wanted = {a.id: a for a in [*session.annotations, added]}
        session.store.save(session.article, wanted.values())
        _, loaded = Store.open(Article.read(self.path))
        if {a.id: a for a in loaded.annotations} != wanted:
            return "a save changed what it should not"
        return ""


def _of_line(line: str) -> str:
    if "\n" in line or display(line) != line:
        return f"not one harmless line: {line!r}"
    if len(line) > 600:
        return f"a message of {len(line)} characters: {line[:300]}"
    return ""


def _of_use(session: Session) -> str:
    """Draw up all lists of what was read, as the screen and `show` do."""
    annotations, text = session.annotations, session.article.text
    for kind in listing.TABS:
        rows = GroupedList(annotations, text, kind)
        lines = [rows.line(row) for row in range(len(rows))]
        drawn = [f"{line.label} {line.text} {line.more}" for line in lines]
        for annotation in annotations.of_kind(kind):
            drawn += [row.value for row in listing.field_lines(annotation, annotations, text)]
            drawn.append(listing.described([annotation]))
        if any(display(line) != line for line in drawn):
            return f"a list shows what is not fit to print: {drawn}"
    shown = [annotation for annotation in annotations if not annotation.is_lost]
    pages = [*marked_blocks(session.article, shown), *list_lines(annotations, shown, tags(shown), text)]
    if any(display(line) != line for page in pages for line in page.plain.split("\n")):
        return "show prints what is not fit to print"
    return ""
