"""What was read of a folder's articles, kept in the cache folder so that the next listing is quick.

Never the truth: an entry counts only while the files have the signature they had when it was
made, and carries a check sum. A database that is damaged, of another version or cannot be
written is replaced by a new one, in memory if need be. One database a folder; several
processes may use it at once (write-ahead log).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations import __version__
from annotations.library.facts import Facts, Remark
from annotations.library.search import folded
from annotations.sidecar.header import FORMAT

_LAYOUT = 3  # of the tables below; other code may read other facts, so the version counts too
_VERSION = f"{_LAYOUT} {__version__} {FORMAT}"
_PATIENCE = 1.0  # seconds to wait for another process that is writing
_TRIGRAMS = 12  # of the wanted words, that the database looks up; what it finds is compared whole
_TABLES = """
CREATE TABLE version (version TEXT NOT NULL);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL UNIQUE,  -- of the file, as the system has it
    signature TEXT NOT NULL,    -- of the article and its sidecars, and the encoding
    facts TEXT NOT NULL,        -- JSON
    checksum INTEGER NOT NULL,  -- CRC-32 of the three before
    remarks TEXT NOT NULL       -- JSON: start, kind and words of each annotation
);
"""
_FTS = "CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='trigram case_sensitive 1', detail='none')"
_PLAIN = "CREATE TABLE texts (body TEXT NOT NULL)"


class IndexLostError(Exception):
    """What was in the index is gone; it can go on being used, from the beginning."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one article; `text` and `remarks` for searching."""

    name: str
    signature: str
    facts: Facts
    text: str = ""
    remarks: tuple[Remark, ...] = ()


def default_path(folder: Path) -> Path:
    """Where the index of `folder` is kept, under the XDG cache folder."""
    from platformdirs import user_cache_path  # costs 20 ms, which most runs need not pay

    key = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return user_cache_path("artreader") / "library" / f"{key}.sqlite3"


class Index:
    """Of one folder, in the file `path`, or in memory when that is None. May be used from any thread."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._failures = 0
        self._closed = False
        self._open()

    # -- opening ---------------------------------------------------------------

    def _open(self) -> None:
        """Open the file; what does not open is replaced, then done without."""
        for attempt in (1, 2):
            if self.path is None:
                break
            try:
                self._connection = self._connected(self.path)
                return
            except (sqlite3.Error, OSError) as error:
                if attempt == 1 and not _is_busy(error):
                    _remove(self.path)
        self.path = None
        self._connection = self._connected(None)

    def _connected(self, path: Path | None) -> sqlite3.Connection:
        if path is not None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # texts may be nobody else's business
        connection = sqlite3.connect(
            ":memory:" if path is None else path,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            if path is not None:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
            self._trigrams = _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _recover(self, error: sqlite3.Error) -> None:
        """Begin anew after `error`. Raises IndexLostError, or nothing when another process was in the way."""
        if self._closed or _is_busy(error):
            return
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        self._failures += 1
        if self.path is not None:
            _remove(self.path)
        if self._failures > 1:
            self.path = None
        self._open()
        raise IndexLostError from error

    def close(self) -> None:
        """For good: whoever still asks gets nothing."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._closed = True
            self._connection.close()

    # -- what is in it ---------------------------------------------------------

    def entries(self) -> dict[str, tuple[str, Facts]]:
        """Signature and facts by file name; what is not as it was written is left out.

        Raises IndexLostError.
        """
        found: dict[str, tuple[str, Facts]] = {}
        with self._lock:
            try:
                rows = self._connection.execute(
                    "SELECT name, signature, facts, checksum FROM articles"
                ).fetchall()
            except sqlite3.Error as error:
                self._recover(error)
                return found
        for name, signature, facts, checksum in rows:
            try:
                if _checksum(name, signature, facts) == checksum:
                    found[os.fsdecode(name)] = signature, Facts.from_list(json.loads(facts))
            except (TypeError, ValueError, AttributeError):
                continue  # not even of the types it was written with
        return found

    def put(self, entries: Sequence[Entry]) -> bool:
        """Take these in, in place of what was there of the same names; False when the database is busy.

        Raises IndexLostError.
        """
        return self._write(entries, [entry.name for entry in entries])

    def drop(self, names: Sequence[str]) -> bool:
        """Forget these articles; False when the database is busy. Raises IndexLostError."""
        return self._write((), names)

    def _write(self, entries: Iterable[Entry], names: Iterable[str]) -> bool:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                for name in names:
                    self._drop(os.fsencode(name))
                for entry in entries:
                    self._put(entry)
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                self._recover(error)
                return False
        return True

    def _drop(self, name: bytes) -> None:
        execute = self._connection.execute
        execute("DELETE FROM texts WHERE rowid IN (SELECT id FROM articles WHERE name = ?)", (name,))
        execute("DELETE FROM articles WHERE name = ?", (name,))

    def _put(self, entry: Entry) -> None:
        name, facts = os.fsencode(entry.name), json.dumps(entry.facts.as_list())
        values = (name, entry.signature, facts, _checksum(name, entry.signature, facts))
        remarks = json.dumps([(remark.start, remark.kind, remark.words) for remark in entry.remarks])
        done = self._connection.execute(
            "INSERT INTO articles (name, signature, facts, checksum, remarks) VALUES (?, ?, ?, ?, ?)",
            (*values, remarks),
        )
        body = "\n".join([folded(entry.text), *(folded(remark.words) for remark in entry.remarks)])
        safe = body.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be stored
        self._connection.execute("INSERT INTO texts (rowid, body) VALUES (?, ?)", (done.lastrowid, safe))

    # -- searching -------------------------------------------------------------

    def search(self, wanted: str) -> list[tuple[str, list[tuple[int, str, str]]]]:
        """The articles in which `wanted` stands, by file name, with all their annotations as
        (start, kind, words); whatever the capitals and the white space. Raises IndexLostError."""
        needle = folded(wanted).encode("utf-8", "replace").decode("utf-8")
        if not needle:
            return []
        where, values = "instr(body, ?)", [needle]
        trigrams = list(dict.fromkeys(needle[at : at + 3] for at in range(len(needle) - 2)))
        if self._trigrams and trigrams:
            step = -(-len(trigrams) // _TRIGRAMS)
            quoted = ('"' + trigram.replace('"', '""') + '"' for trigram in trigrams[::step])
            where, values = f"texts MATCH ? AND {where}", [" AND ".join(quoted), needle]
        query = f"SELECT name, remarks FROM texts JOIN articles ON id = texts.rowid WHERE {where}"
        with self._lock:
            try:
                rows = self._connection.execute(query, values).fetchall()
            except sqlite3.Error as error:
                self._recover(error)
                return []
        found = []
        for name, remarks in rows:
            with contextlib.suppress(TypeError, ValueError):
                found.append(
                    (os.fsdecode(name), [(int(s), str(k), str(w)) for s, k, w in json.loads(remarks)])
                )
        return found


def _prepare(connection: sqlite3.Connection) -> bool:
    """Make the tables where there are none yet; whether texts are found by trigrams (SQLite 3.34 with FTS5).

    Raises sqlite3.Error, also for tables of another version.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        tables = dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())
        if not tables:
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            try:
                connection.execute(_FTS)
            except sqlite3.OperationalError:
                connection.execute(_PLAIN)
            connection.execute("INSERT INTO version VALUES (?)", (_VERSION,))
        elif connection.execute("SELECT version FROM version").fetchall() != [(_VERSION,)]:
            raise sqlite3.DatabaseError("of another version")
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    made = dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())
    if not {"articles", "texts"} <= made.keys():
        raise sqlite3.DatabaseError("tables are missing")
    return "fts5" in made["texts"]


def _is_busy(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()


def _checksum(name: bytes, signature: str, facts: str) -> int:
    return zlib.crc32(b"\0".join((name, signature.encode("utf-8", "surrogateescape"), facts.encode())))
