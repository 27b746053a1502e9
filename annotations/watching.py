"""Noticing that somebody else changed an article or its sidecar while it is open.

By looking at the files once in a while: notifications of the system (inotify) do not come for
folders that are mounted over a network.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from annotations.article import Article
from annotations.errors import InputError
from annotations.session import Session


class Seen(StrEnum):
    """What became of a file since the last look."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the two files found."""

    sidecar: Seen = Seen.SAME
    article: Seen = Seen.SAME

    def __bool__(self) -> bool:
        return self.sidecar is not Seen.SAME or self.article is not Seen.SAME


Signature = tuple[int, ...] | None


class Watch:
    """Tells each change of the files of one session once; what the session saves itself is none.

    `look` may be called from any thread. Content decides; the time and size of a file only say
    whether it is worth reading.
    """

    def __init__(self, session: Session, encoding: str | None = None) -> None:
        assert session.article.path is not None
        self._session = session
        self._encoding = encoding
        self._article_path = session.article.path
        # Not known: the first look reads both, for what changed since the session read them.
        self._sidecar: Signature = ()
        self._article: Signature = ()
        self._told: Article | None = None  # the text on disk that was told of

    def look(self) -> Look:
        """What changed since the last look; a file that cannot be read just now counts as the same."""
        return Look(self._look_at_sidecar(), self._look_at_article())

    def _look_at_sidecar(self) -> Seen:
        now = _signature(self._session.store.path)
        if now == self._sidecar:
            return Seen.SAME
        was, self._sidecar = self._sidecar, now
        if now is None:
            return Seen.GONE if was is not None and self._session.stored else Seen.SAME
        return Seen.CHANGED if self._session.changed_by_others() else Seen.SAME

    def _look_at_article(self) -> Seen:
        now = _signature(self._article_path)
        if now == self._article:
            return Seen.SAME
        self._article = now
        if now is None:
            return Seen.GONE
        try:
            article = Article.read(self._article_path, self._encoding)
        except InputError:
            return Seen.SAME  # half written, perhaps; it is looked at again when it changes again
        known = self._told or self._session.article
        if article.text == known.text:
            return Seen.SAME
        self._told = article
        return Seen.CHANGED


def _signature(path: Path) -> Signature:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev)
