"""More suggestions than a file should hold: what a person did is stored, what can be found again is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations import session as sessions
from annotations.edits import Change, Edit
from annotations.model import Entity, Span, Status
from annotations.session import Session

TEXT = "Ratna tiba. Bagus tiba. Wulan tiba. Teguh tiba.\n"


def _suggestion(number: int) -> Entity:
    start = 12 * number
    return Entity(id=f"s{number}", label="PER", spans=(Span(start, start + 5),), status=Status.SUGGESTED)


@pytest.mark.parametrize(("most", "stored"), [(4, 4), (3, 2)])
def test_very_many_suggestions_are_found_again_rather_than_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, stored: int
) -> None:
    monkeypatch.setattr(sessions, "_MOST_STORED", most)
    article = tmp_path / "berita.txt"
    article.write_text(TEXT, encoding="utf-8")
    session = Session.open(article)
    found = [_suggestion(number) for number in range(4)]
    assert session.admit(found) == 4
    decided = {0: Status.ACCEPTED, 2: Status.REJECTED}
    edits = tuple(Edit(found[at], found[at].with_(status=status)) for at, status in decided.items())
    session.do(Change("decide", edits))
    session.write(session.snapshot())
    again = Session.open(article)
    assert len(again.annotations) == stored
    assert again.suggested == (stored == 4)
    assert {a.status for a in again.annotations} >= {Status.ACCEPTED, Status.REJECTED}
    assert again.admit(found) == 4 - stored
    assert len(session.annotations) == len(again.annotations) == 4
