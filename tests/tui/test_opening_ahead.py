"""The next article opened beforehand: the same as opened when asked for, or not used."""

from __future__ import annotations

from pathlib import Path

from annotations.model import Entity, Span
from annotations.session import Session
from tui.opening_ahead import OpeningAhead


def _write(folder: Path) -> Path:
    path = folder / "berita.txt"
    path.write_text("Ratna tiba. Bagus pulang.\n", encoding="utf-8")
    session = Session.open(path)
    session.store.save(session.article, [Entity(id="a1", label="PER", spans=(Span(0, 5),))])
    return path


def test_an_article_opened_ahead_is_taken_once(tmp_path: Path) -> None:
    path = _write(tmp_path)
    ahead = OpeningAhead()
    ahead.begin(path, lambda: Session.open(path))
    assert ahead.take("another") is None
    session = ahead.take(path)
    assert session is not None
    assert session.annotations == Session.open(path).annotations
    assert ahead.take(path) is None


def test_what_has_changed_since_is_not_taken(tmp_path: Path) -> None:
    path = _write(tmp_path)
    sidecar = Session.open(path).store.path
    ahead = OpeningAhead()
    for change in (
        lambda: path.write_text("Wulan tiba.\n", encoding="utf-8"),
        lambda: sidecar.write_text(sidecar.read_text().replace("PER", "ORG") + "\n", encoding="utf-8"),
        sidecar.unlink,
        lambda: (tmp_path / "artreader.yaml").write_text("format: artreader-scheme/1\n", encoding="utf-8"),
        path.unlink,
    ):
        opened = Session.open(path)
        ahead.begin(path, lambda opened=opened: opened)  # type: ignore[misc]
        assert ahead._opening is not None
        ahead._opening.join()
        change()
        assert ahead.take(path) is None


def test_what_cannot_be_opened_is_left_to_whoever_asks(tmp_path: Path) -> None:
    ahead = OpeningAhead()
    ahead.begin("missing", lambda: Session.open(tmp_path / "missing.txt"))
    assert ahead.take("missing") is None
