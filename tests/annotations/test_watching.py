"""Changes that somebody else makes to the files are noticed; our own are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations import corrections
from annotations.model import Status
from annotations.session import Session
from annotations.sidecar.paths import sidecar_path
from annotations.watching import Look, Seen, Watch

TEXT = "Kata Budi Santoso, hujan turun di Solo dan Bogor.\n"
SAME = Look()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    session = Session.open(path)
    session.admit(session.suggestions())
    session.do(corrections.accept(next(iter(session.annotations))))
    session.save()
    return session


def rewrite(path: Path, text: str) -> None:
    """As an editor does: another file in its place."""
    other = path.with_name("other")
    other.write_text(text)
    os.replace(other, path)


def test_what_we_save_ourselves_is_no_change(session: Session) -> None:
    watch = Watch(session)
    assert watch.look() == SAME
    session.do(corrections.reject(list(session.annotations)[1]))
    session.save()
    assert watch.look() == SAME


def test_a_changed_sidecar_is_told_once(session: Session) -> None:
    watch = Watch(session)
    path = session.store.path
    rewrite(path, path.read_text() + "# seen\n")
    assert watch.look() == Look(sidecar=Seen.CHANGED)
    session.take_in()
    assert watch.look() == SAME
    os.utime(path)
    assert watch.look() == SAME


def test_what_changed_before_the_first_look_is_told(session: Session) -> None:
    rewrite(session.store.path, session.store.path.read_text() + "# seen\n")
    assert Watch(session).look() == Look(sidecar=Seen.CHANGED)


def test_a_sidecar_that_comes_or_goes(session: Session, tmp_path: Path) -> None:
    watch = Watch(session)
    watch.look()
    session.store.path.unlink()
    assert watch.look() == Look(sidecar=Seen.GONE)
    assert watch.look() == SAME
    fresh = tmp_path / "b.txt"
    fresh.write_text(TEXT)
    opened = Session.open(fresh)
    watch = Watch(opened)
    assert watch.look() == SAME
    other = Session.open(fresh)
    other.admit(other.suggestions())
    other.do(corrections.accept(next(iter(other.annotations))))
    other.save()
    assert watch.look() == Look(sidecar=Seen.CHANGED)
    opened.take_in()
    assert opened.annotations.count(status=Status.ACCEPTED) == 1
    assert sidecar_path(fresh) == opened.store.path


def test_a_changed_article_is_told_once_for_each_text(session: Session) -> None:
    path = session.article.path
    assert path is not None
    watch = Watch(session)
    rewrite(path, TEXT + "Sore.\n")
    assert watch.look() == Look(article=Seen.CHANGED)
    assert watch.look() == SAME
    os.utime(path)
    assert watch.look() == SAME
    path.write_bytes(b"\xff\xfe\xfa")
    assert watch.look() == SAME
    path.unlink()
    assert watch.look() == Look(article=Seen.GONE)
    rewrite(path, TEXT)
    assert watch.look() == Look(article=Seen.CHANGED)


def test_other_line_endings_are_the_same_text(session: Session) -> None:
    path = session.article.path
    assert path is not None
    watch = Watch(session)
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert watch.look() == SAME
