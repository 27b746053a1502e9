"""What reviewers changed, as an annotator is told."""

from __future__ import annotations

from pathlib import Path

from annotations import corrections
from annotations.edits import changing
from annotations.model import Status
from annotations.review import decisions
from annotations.review.revisions import Revision, reviewed, revisions, told
from annotations.session import Session
from tests.annotations.review.support import layers_of, make_folder


def found(folder: Path, **asked: object) -> list[Revision]:
    return [revision for layers in layers_of(folder) for revision in revisions(layers, **asked)]  # type: ignore[arg-type]


def test_before_and_after(tmp_path: Path) -> None:
    make_folder(tmp_path)
    session = Session.open(tmp_path / "a.txt", "ani")
    session.reviewer = "rina"
    text = session.article.text
    session.do(corrections.relabel(session.annotations["e1"], "ORG"))
    session.do(decisions.reject(session.annotations["q1"], text, session.actor, "2026-11-22T09:00:00Z"))
    session.do(decisions.reject(session.annotations["e2"], text, session.actor, "2026-11-22T09:00:00Z"))
    session.do(
        decisions.comment(session.annotations["e1"], session.actor, "2026-11-22T09:00:00Z", "a\x1b company")
    )
    session.reviewer = "tono"
    session.do(corrections.relabel(session.annotations["e1"], "LOC"))
    session.do(decisions.comment(session.annotations["e2"], session.actor, "2020-01-01T00:00:00Z", "yes"))
    session.save()
    told_ = [
        (r.id, r.did, r.reviewer, r.note, [told(value) for value in r.values])
        for r in sorted(found(tmp_path), key=lambda r: (r.id, r.reviewer))
    ]
    assert told_ == [
        ("e1", "corrected", "rina", "a␛ company", ["label PER → ORG"]),
        ("e1", "corrected", "tono", "", ["label ORG → LOC"]),
        ("e2", "commented", "tono", "yes", []),
        ("q1", "rejected", "rina", "", ["status suggested → rejected"]),
    ]
    assert {r.id for r in found(tmp_path, reviewers=["rina"])} == {"e1", "q1"}
    assert {r.reviewer for r in found(tmp_path, since="2021-01-01T00:00:00Z")} == {"rina", "tono"}
    assert "e2" not in {r.id for r in found(tmp_path, since="2021-01-01T00:00:00Z")}
    first = next(layers_of(tmp_path))
    assert sorted(reviewed(first)) == ["commented", "confirmed", "corrected", "corrected", "rejected"]
    place = next(r for r in found(tmp_path) if r.id == "q1")
    assert (place.line, place.column, place.annotator, place.kind) == (1, 30, "ani", "quote")


def test_what_a_reviewer_adds_was_nothing(tmp_path: Path) -> None:
    make_folder(tmp_path)
    session = Session.open(tmp_path / "b.txt", "ani")
    session.reviewer = "rina"
    one = session.annotations["e3"].with_(id="e7", by="rina", status=Status.ACCEPTED)
    session.do(changing("move", (session.annotations["e3"], one.with_(id="e3", label="ORG"))))
    session.do(corrections.tag(session.annotations, one))
    session.save()
    made = next(r for r in found(tmp_path) if r.did == "made")
    assert [told(value) for value in made.values] == ["words (none) → Bakken"]
