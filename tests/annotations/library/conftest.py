"""Folders of articles whose files were changed long enough ago to be trusted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.model import Entity, Note, Span, Status
from annotations.sidecar.store import Store

LONG_AGO = 1_600_000_000  # seconds since 1970

Write = Callable[..., Path]


def write_article(folder: Path, name: str, text: str, *, at: int = LONG_AGO) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))
    return path


def annotate(
    path: Path, annotator: str = "", *, note: str = "", decided: int = 1, undecided: int = 0
) -> None:
    """Give an article a sidecar: `decided` and `undecided` names, and a comment."""
    article = Article.read(path)
    store, _ = Store.open(article, annotator)
    states = [Status.ACCEPTED] * decided + [Status.SUGGESTED] * undecided
    found: list[Entity | Note] = [
        Entity(id=f"e{number:06}", label="PER", spans=(Span(0, 4),), status=state, entity="Budi Santoso")
        for number, state in enumerate(states)
    ]
    if note:
        found.append(Note(id="n000001", label="", spans=(Span(0, 4),), note=note))
    store.save(article, found)


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled at once: the tests leave no two versions of a file with one signature."""
    monkeypatch.setattr("annotations.library.library._UNSETTLED", -(1 << 62))
