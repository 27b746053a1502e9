"""The articles of a folder with what stands in them, searchable, and kept up to date piece by piece."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from annotations import rescue
from annotations.article_files import Files, look_at
from annotations.collection import find_articles
from annotations.errors import InputError
from annotations.library.facts import Facts, read
from annotations.library.index import Entry, Index, IndexLostError, default_path
from annotations.library.row import Row, row_of
from annotations.library.search import Hit, in_remarks, in_text
from annotations.text.reading import read_file

# Files touched so shortly before they were read may change again within the resolution of the
# file system's clock; they are read again next time (git's "racily clean" entries).
_UNSETTLED = 2_000_000_000  # ns
_BATCH = 50  # articles written to the index at a time
_SHORTLY = 0.2  # seconds
_LOSSES = 3  # times that the index may be lost before it is no longer filled again
_BUSY = 20  # times in a row that the index may be busy before what was read is not kept in it


class Library:
    """All articles of `folder`, or just those at `paths`, as `annotator` sees them.

    Any thread may call anything; those that read files take turns. Without a folder nothing is kept
    on the disk. `index_path` is for an index elsewhere.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        folder: Path | None = None,
        *,
        annotator: str = "",
        encoding: str | None = None,
        index_path: Path | None = None,
    ) -> None:
        self.folder = folder
        self.annotator = annotator
        self.encoding = encoding
        self._index_path = index_path
        self.rows: dict[Path, Row] = {path: Row(path) for path in paths}  # in the order of their names
        self._files: dict[Path, Files] = {}
        self._known: dict[str, tuple[str, Facts]] = {}  # by key, with the signature they had
        self._rescued: frozenset[Path] = frozenset()
        self._to_read: dict[Path, Files] = {}
        self._to_write: list[Entry] = []
        self._to_drop: list[str] = []
        self._busy = self._losses = 0
        self._index: Index | None = None
        self._turn = threading.RLock()

    @property
    def unread(self) -> int:
        """How many articles have changed, or were never read, and are waiting for it."""
        return len(self._to_read)

    # -- listing ---------------------------------------------------------------

    def list_again(self) -> None:
        """Look which articles there are in the folder now. Raises InputError when there are none."""
        if self.folder is None:
            return
        paths = find_articles(self.folder)
        with self._turn:
            self.rows = {path: self.rows.get(path) or Row(path) for path in paths}

    def recall(self) -> None:
        """Look at all files; rows of those that changed since they were read wait for `read_some`."""
        with self._turn:
            self._recall()

    def _recall(self) -> None:
        if self._index is None:
            self._open_index()
        looked_at = look_at(self.rows)
        files = {path: looked_at[path] for path in self.rows}  # in the order of the rows
        self._rescued = frozenset(path for path, _ in rescue.find_any(files))
        rows: dict[Path, Row] = {}
        self._to_read.clear()
        for path, found in files.items():
            signature, facts = self._known.get(self._key(path), ("", None))
            if signature != self._signature(found):
                facts = None
                self._to_read[path] = found
            rows[path] = row_of(found, facts, self.annotator, path in self._rescued)
        self.rows, self._files = rows, files
        gone = self._known.keys() - {self._key(path) for path in files}
        for key in gone:
            del self._known[key]
        self._to_drop += gone
        self._write()

    def read_some(self, seconds: float, first: Iterable[Path] = ()) -> list[Row]:
        """Read articles for that long, at least one, and `first` those that are waited for; their rows,
        none when all have been read."""
        until = time.monotonic() + seconds
        changed: list[Row] = []
        with self._turn:
            preferred = deque(path for path in first if path in self._to_read)
            while self._to_read and (not changed or time.monotonic() < until):
                path = preferred.popleft() if preferred else next(iter(self._to_read))
                changed.append(self._read(self._to_read.pop(path)))
                if len(self._to_write) >= _BATCH:
                    self._write()
            if not self._to_read:
                self._write()
        return changed

    def _read(self, files: Files) -> Row:
        content = read(files, self.encoding)
        settled = time.time_ns() - files.last_touched > _UNSETTLED
        signature = self._signature(files) if settled else ""
        key = self._key(files.path)
        self._known[key] = signature, content.facts
        self._to_write.append(Entry(key, signature, content.facts, content.text, content.remarks))
        row = row_of(files, content.facts, self.annotator, files.path in self._rescued)
        self.rows[files.path] = row
        return row

    def _key(self, path: Path) -> str:
        return path.name if self.folder is not None else str(path)

    def _signature(self, files: Files) -> str:
        return f"{self.encoding or ''} {files.signature}"

    # -- the index -------------------------------------------------------------

    def _open_index(self) -> None:
        path = self._index_path
        if path is None and self.folder is not None:
            path = default_path(self.folder)
        self._index = Index(path)
        try:
            self._known = self._index.entries()
        except IndexLostError:
            self._known = {}

    def _write(self) -> None:
        """Hand to the index what was read since; when it has lost the rest, all is read again."""
        if self._index is None or not (self._to_write or self._to_drop):
            return
        try:
            if self._index.drop(self._to_drop) and self._index.put(self._to_write):
                self._busy = 0
            elif self._busy < _BUSY:
                self._busy += 1
                return  # with the next ones
        except IndexLostError:
            self._read_all_again()
        self._to_write, self._to_drop = [], []

    def _read_all_again(self) -> None:
        """For an index that begins anew; one that is lost again and again is not worth it."""
        self._losses += 1
        if self._losses <= _LOSSES:
            self._to_read = dict(self._files)

    def close(self) -> None:
        """Let go of the index; it is opened again when it is needed. Nobody waits for a long article
        that is just being read: a process may end without this."""
        if not self._turn.acquire(timeout=_SHORTLY):
            return
        try:
            if self._index is not None:
                self._index.close()
                self._index = None
        finally:
            self._turn.release()

    # -- searching -------------------------------------------------------------

    def search(self, wanted: str, limit: int = 500) -> list[Hit]:
        """Where `wanted` stands in texts and annotations, in the order of the articles: the first
        `limit` places. Articles not read yet are not searched. Raises nothing."""
        index = self._index
        if index is None:
            return []
        try:
            found = dict(index.search(wanted))
        except IndexLostError:
            with self._turn:
                self._read_all_again()
            return []
        paths = (path for path in list(self.rows) if self._key(path) in found)
        hits = (hit for path in paths for hit in self._hits(path, wanted, found[self._key(path)]))
        return list(islice(hits, limit))

    def _hits(self, path: Path, wanted: str, remarks: Sequence[tuple[int, str, str]]) -> list[Hit]:
        """In the text as it is now."""
        try:
            in_words = in_text(path, read_file(path, self.encoding).text, wanted)
        except InputError:
            return []
        return [*([in_words] if in_words else []), *in_remarks(path, remarks, wanted)]
