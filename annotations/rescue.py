"""Rescue copies: work that could not be saved where it belongs, kept in the state folder until it can.

A copy is a sidecar like any other, under a name that tells which sidecar it stands in for. Beside it
lies the base: what that file held when the work on it began, so that the two can be merged by id three
ways. Every session writes a copy of its own; none is ever overwritten by another.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotations.article import Article
from annotations.errors import SaveError, SidecarError
from annotations.fsops import OS, FileOps, reason
from annotations.history import StateStep
from annotations.late_pattern import late_pattern
from annotations.model import KINDS, Annotation
from annotations.sidecar.atomic import sync_folder
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.store import Store
from annotations.state_files import state_path

_KEY = "rescue"  # the header's key that says what the copy stands in for
_NAME = late_pattern(r".*\.(?P<of>[0-9a-f]{24})\.[0-9a-f]{8}\.rescue\.yaml", re.DOTALL)
_KEY_SIZE = 16
_SUFFIX, _BASE = ".rescue.yaml", ".base.yaml"
_UNSAFE = late_pattern(r"[^\w.-]")


def folders() -> list[Path]:
    """Where rescue copies may be: the XDG state folder, and where that cannot be written, the
    folder for temporary files."""
    temporary = Path(os.environ.get("TMPDIR") or "/tmp")
    return [state_path("rescue"), temporary / f"artreader-{os.geteuid()}"]


@dataclass(frozen=True, slots=True)
class Differences:
    """By how many annotations the work rescued differs from what the file holds."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.removed} removed"


def differences(before: Iterable[Annotation], after: Iterable[Annotation]) -> Differences:
    """What `after` has other than `before`, by id."""
    old, new = ({annotation.id: annotation for annotation in side} for side in (before, after))
    return Differences(
        added=sum(id_ not in old for id_ in new),
        changed=sum(id_ in old and old[id_] != annotation for id_, annotation in new.items()),
        removed=sum(id_ not in new for id_ in old),
    )


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue copy holds, placed in the present text. `base` is None when that is not known."""

    annotations: list[Annotation]
    base: list[Annotation] | None
    because: str
    suggested: bool
    states: tuple[StateStep, ...] = ()


@dataclass(frozen=True, slots=True)
class RescueCopy:
    """A copy that was found; `written` is when, in seconds since 1970."""

    path: Path
    written: float
    ops: FileOps = OS

    @property
    def when(self) -> str:
        """Date and time in the local zone, to the minute."""
        return f"{datetime.fromtimestamp(self.written):%Y-%m-%d %H:%M}"

    def load(self, article: Article, kinds: Kinds = KINDS) -> Rescued:
        """`kinds` are those of the article's scheme.

        Raises SidecarError when it cannot be understood, or is gone.
        """
        store = Store(self.path, ops=self.ops, kinds=kinds)
        loaded = store.load(article)
        if not loaded.exists or store.read_only:
            raise SidecarError(store.read_only or "it is gone", path=self.path)
        header = loaded.extra.get(_KEY)
        because = str(header.get("because", "")) if isinstance(header, dict) else ""
        return Rescued(
            loaded.annotations, self._base(article, kinds), because, loaded.suggested, loaded.states
        )

    def _base(self, article: Article, kinds: Kinds) -> list[Annotation] | None:
        try:
            loaded = Store(_base_of(self.path), ops=self.ops, kinds=kinds).load(article)
        except SidecarError:
            return None
        return loaded.annotations if loaded.exists else None

    def discard(self) -> None:
        """Remove it. Raises nothing: one that cannot be removed is offered again."""
        _remove(self.ops, self.path)


def find(article: Path, sidecar: Path, *, ops: FileOps = OS) -> list[RescueCopy]:
    """The copies for one sidecar of the article at `article`, the newest first.

    Raises nothing: a folder that cannot be read holds none.
    """
    found = [copy for of, copy in _all(ops) if of == _key(article) + _part(sidecar)]
    return sorted(found, key=lambda copy: copy.written, reverse=True)


def find_any(articles: Iterable[Path], *, ops: FileOps = OS) -> list[tuple[Path, RescueCopy]]:
    """The copies for these articles, whoever annotated, each with its article. Raises nothing."""
    found = list(_all(ops))
    by_key = {_key(article): article for article in articles} if found else {}
    return [(by_key[of[:_KEY_SIZE]], copy) for of, copy in found if of[:_KEY_SIZE] in by_key]


def told(articles: Iterable[Path]) -> list[str]:
    """A line for each rescue copy for these articles, to be shown where they are not open."""
    return [
        f"{article}: a rescue copy of {copy.when} holds work that could not be saved ({copy.path}); "
        "open the article to take, merge or discard it"
        for article, copy in find_any(articles)
    ]


def _all(ops: FileOps) -> Iterator[tuple[str, RescueCopy]]:
    """Every copy with what its name says it stands in for."""
    for folder in folders():
        with contextlib.suppress(OSError):
            if not _is_ours(ops, folder):
                continue
            for name in ops.listdir(str(folder)):
                if match := _NAME.fullmatch(name):
                    with contextlib.suppress(OSError):
                        written = ops.lstat(str(folder / name)).st_mtime
                        yield match["of"], RescueCopy(folder / name, written, ops)


class RescueWriter:
    """Writes the one rescue copy of a session, and removes it when it is no longer needed."""

    def __init__(
        self,
        article: Path,
        sidecar: Path,
        annotator: str = "",
        *,
        ops: FileOps = OS,
        kinds: Kinds = KINDS,
    ) -> None:
        self.path: Path | None = None  # where the copy is, None when there is none
        self._annotator = annotator
        self._sidecar = str(sidecar.absolute())
        shown = _UNSAFE.sub("_", article.name)[:40]
        self._stem = f"{shown}.{_key(article)}{_part(sidecar)}.{secrets.token_hex(4)}"
        self._ops = ops
        self._kinds = kinds
        self._stores: dict[Path, Store] = {}  # each knows what its file holds, and writes only what is new

    def write(
        self,
        article: Article,
        annotations: Sequence[Annotation],
        *,
        base: Sequence[Annotation],
        because: str,
        suggested: bool,
        states: tuple[StateStep, ...] = (),
    ) -> Path:
        """Write the copy with its base, or bring it up to date. Raises SaveError when no folder takes it."""
        problems: list[str] = []
        for folder in folders():
            path = folder / f"{self._stem}{_SUFFIX}"
            try:
                _make_folder(self._ops, folder)
                self._store(_base_of(path)).save(article, base, suggested=suggested)
                store = self._store(path)
                store.extra = {_KEY: {"sidecar": self._sidecar, "because": because}}
                store.save(article, annotations, suggested=suggested, states=states)
            except (OSError, SaveError) as error:
                problems.append(reason(error) if isinstance(error, OSError) else error.reason)
                if self.path != path:
                    _remove(self._ops, path)
            else:
                if self.path not in (None, path):
                    self.remove()  # from the folder that took it before
                self.path = path
                return path
        raise SaveError(problems[0], path=folders()[0])

    def _store(self, path: Path) -> Store:
        return self._stores.setdefault(path, Store(path, self._annotator, self._ops, kinds=self._kinds))

    def remove(self) -> None:
        """Remove the copy. One that cannot be removed is still there for the next try."""
        if self.path is not None and _remove(self._ops, self.path):
            self.path = None


def _remove(ops: FileOps, path: Path) -> bool:
    """Remove a copy, then its base, which is nothing without it; whether the copy is gone."""
    for file in (path, _base_of(path)):
        try:
            ops.unlink(str(file))
        except FileNotFoundError:
            continue
        except OSError:
            return file != path
    return True


def _base_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(_SUFFIX) + _BASE)


def _key(article: Path) -> str:
    """Stands for the article: its folder may be reached by another way, and may be gone."""
    try:
        place = Path(os.path.realpath(article.parent)) / article.name
    except OSError:  # the folder we are in is gone
        place = article
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:_KEY_SIZE]


def _part(sidecar: Path) -> str:
    """Tells the sidecars of one article apart."""
    return hashlib.sha256(os.fsencode(sidecar.name)).hexdigest()[:8]


def _make_folder(ops: FileOps, folder: Path) -> None:
    """Make `folder`, for us alone and to last. Raises OSError, also when others may write there."""
    try:
        if not _is_ours(ops, folder):
            raise PermissionError("others may write there")
    except FileNotFoundError:
        _make_parents(ops, folder)
        if not _is_ours(ops, folder):
            raise PermissionError("others may write there") from None


def _make_parents(ops: FileOps, folder: Path) -> None:
    try:
        ops.stat(str(folder.parent))
    except FileNotFoundError:
        _make_parents(ops, folder.parent)
    with contextlib.suppress(FileExistsError):
        ops.mkdir(str(folder), 0o700)
    sync_folder(ops, str(folder))


def _is_ours(ops: FileOps, folder: Path) -> bool:
    """A real folder that nobody else can put files into. Raises OSError."""
    found = ops.lstat(str(folder))
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
