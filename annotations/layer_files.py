"""Whose annotation files lie beside an article, which of them is worked on, and reading the others'."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from os import listdir
from pathlib import Path

from annotations.comparison.reading import NAMELESS, Layers, read_sidecars
from annotations.session import Session
from annotations.sidecar.paths import annotator_of, sidecars_by_annotator, split_sidecar_name

LOOKING_ON = "you look on"


def annotators_beside(article: Path) -> list[str]:
    """Whose sidecars lie beside an article, NAMELESS first, then by name; none when they cannot be listed."""
    return [annotator or NAMELESS for annotator in sidecars_by_annotator(article)]


def annotators_in(folders: Iterable[Path]) -> set[str]:
    """Whose sidecars lie in folders, of whatever article; in one that cannot be listed nobody's."""
    found: set[str] = set()
    for folder in folders:
        with suppress(OSError):
            split = map(split_sidecar_name, listdir(folder))
            found |= {annotator or NAMELESS for _, annotator in filter(None, split)}
    return found


def open_session(path: Path, annotator: str = "", encoding: str | None = None) -> Session:
    """`Session.open`, but for who names no annotator where only annotators with names have worked: such
    a one looks on (see `looks_on`), since another file beside theirs would hardly be meant.

    Raises what `Session.open` raises.
    """
    session = Session.open(path, annotator, encoding)
    if not annotator and not session.loaded.exists and annotators_beside(path):
        session.store.read_only = LOOKING_ON
        session.suggested = True  # nobody asked for suggestions
    return session


def looks_on(session: Session) -> bool:
    """Whether a session only shows what others have done."""
    return session.store.read_only == LOOKING_ON


def own_name(session: Session) -> str:
    """The annotator of a session as the name of its file has it, NAMELESS without one."""
    return annotator_of(session.store.path) or NAMELESS


def others_of(session: Session, wanted: Collection[str] | None = None) -> Layers:
    """The layers of the others beside the article of a session, or of those `wanted` among them."""
    article = session.article
    assert article.path is not None
    beside = {annotator or NAMELESS: path for annotator, path in sidecars_by_annotator(article.path).items()}
    files = {
        name: path
        for name, path in beside.items()
        if name != own_name(session) and (wanted is None or name in wanted)
    }
    return read_sidecars(article, files, session.scheme.kinds)
