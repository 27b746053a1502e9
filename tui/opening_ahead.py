"""The article that is probably wanted next, opened before anybody asks, off the screen's thread."""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections.abc import Callable, Hashable
from pathlib import Path

from textual.app import App

from annotations.errors import ArtreaderError
from annotations.layer_files import annotators_beside, open_session
from annotations.scheme import scheme_of
from annotations.session import Session

_LONG = 2_000_000  # bytes: an article that is not read before it is asked for, for the room it takes

Stamp = tuple[object, ...]


class OpeningAhead:
    """Holds one article at most, by a key that says how it was opened too."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._session: Session | None = None
        self._stamp: Stamp = ()
        self._opening: threading.Thread | None = None

    def begin(self, key: Hashable, opens: Callable[[], Session]) -> None:
        """Open an article, unless that was begun. ArtreaderErrors are left to whoever asks for it."""
        if key != self._key:
            self.forget()
            self._key = key
            self._opening = threading.Thread(target=self._open, args=(key, opens), daemon=True)
            self._opening.start()

    def _open(self, key: Hashable, opens: Callable[[], Session]) -> None:
        try:
            session = opens()
            stamp = _stamp(session)
        except (ArtreaderError, OSError):
            return
        gc.freeze()  # it stays: no key waits for the collector to look through it
        if key == self._key:
            self._stamp, self._session = stamp, session

    def take(self, key: Hashable) -> Session | None:
        """The article, if it was begun and is still as it was read; nobody else gets it."""
        if key != self._key or self._opening is None:
            return None
        self._opening.join()
        session, stamp = self._session, self._stamp
        self.forget()
        try:
            return session if session is not None and _stamp(session) == stamp else None
        except (ArtreaderError, OSError):
            return None

    def forget(self) -> None:
        """Hold nothing."""
        self._key = self._session = self._opening = None


def _stamp(session: Session) -> Stamp:
    """What would be another if the article were opened once more with another outcome."""
    path = session.article.path
    assert path is not None
    return (
        _of_file(path),
        _of_file(session.store.path),
        None if session.loaded.exists else annotators_beside(path),
        scheme_of(path),
    )


def _of_file(path: Path) -> tuple[int, ...] | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev)


class OpensArticles(App[None]):
    """An app that opens articles for an annotator, or for nobody in particular."""

    annotator = ""
    annotator_chosen = False  # or, on the screen, nobody in particular
    encoding: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self._ahead = OpeningAhead()

    def open_session(self, path: Path) -> Session:
        """As the present annotator. Raises InputError, SchemeError or SidecarError."""
        key, opens = self._opening(path)
        return self._ahead.take(key) or opens()

    def open_ahead(self, path: Path) -> None:
        """Have an article opened that is likely to be asked for next, unless it is long."""
        with contextlib.suppress(OSError):
            if path.stat().st_size < _LONG:
                self._ahead.begin(*self._opening(path))

    def _opening(self, path: Path) -> tuple[Hashable, Callable[[], Session]]:
        """How to open an article, and what tells that from opening it otherwise."""
        opens = Session.open if self.annotator_chosen else open_session
        key = (path, self.annotator, self.encoding, self.annotator_chosen)
        return key, lambda: opens(*key[:3])
