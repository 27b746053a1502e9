"""What waits for a reviewer, in which order, and how a queue goes on where one left off."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations import corrections
from annotations.model import Note
from annotations.review import decisions
from annotations.review.queue import Queue, build
from annotations.review.sitting import Sitting
from annotations.review.wanted import Wanted
from annotations.session import Session
from tests.annotations.review.support import layers_of, make_folder, place


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    make_folder(tmp_path / "articles")
    return tmp_path / "articles"


def ids(queue: Queue) -> list[str]:
    return [item.key.id for item in queue.items]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(undecided=True), ["q1", "e3", "e4"]),
        (Wanted(), ["e1", "q1", "e2", "e5", "e3", "e4"]),
        (Wanted(by=("ani",)), ["e1", "e2"]),
        (Wanted(by=("ani",), undecided=True), ["q1", "e3", "e4"]),
        (Wanted(by=("budi", "citra")), ["e5"]),
        (Wanted(by=("-",)), []),
        (Wanted(kinds=("quote",)), ["q1"]),
        (Wanted(labels=("loc", "direct")), ["q1", "e2", "e4"]),
        (Wanted(speaker="widodo"), ["q1"]),
        (Wanted(confidence=(0.3, 0.7)), ["q1", "e2", "e3"]),
        (Wanted(undecided=True, kinds=("entity",), confidence=(0.0, 1.0)), ["e3"]),
    ],
)
def test_what_is_wanted(folder: Path, wanted: Wanted, expected: list[str]) -> None:
    queue = build(layers_of(folder), wanted)
    assert ids(queue) == expected
    assert len(queue.waiting) == len(expected)
    assert queue.unopened == 1


def test_what_the_text_lost_waits_behind_the_rest_of_its_file(folder: Path) -> None:
    text = (folder / "a.txt").read_text("utf-8").replace("Menteri Rahma Widodo datang", "Tak ada siapa pun")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    queue = build(layers_of(folder), Wanted(undecided=True, by=("ani",)))
    assert ids(queue) == ["q1", "e1", "e3", "e4"], "e1 was accepted, and has no place any more"
    lost = queue.items[1]
    assert (lost.line, lost.column, lost.words) == (0, 0, "Rahma Widodo")
    session = Session.open(folder / "a.txt", "ani")
    session.do(corrections.reject(session.annotations["e1"]))
    session.save()
    assert ids(build(layers_of(folder), Wanted(undecided=True, by=("ani",)))) == ["q1", "e3", "e4"]


def test_orders(folder: Path) -> None:
    assert ids(build(layers_of(folder), Wanted(), "confidence")) == ["e2", "q1", "e3", "e1", "e5", "e4"]
    assert ids(build(layers_of(folder), Wanted(), "kind")) == ["e2", "e4", "e1", "e5", "e3", "q1"]
    assert ids(build(layers_of(folder), Wanted(), "name"))[-1] == "q1"
    with pytest.raises(KeyError):
        build(layers_of(folder), Wanted(), "length")


def test_the_work_of_one_of_several_in_the_file_without_a_name(folder: Path) -> None:
    path = folder / "c.txt"
    for name in ("ani", "budi"):
        session = Session.open(path)
        session.annotator = name
        span = place(session.article.text, {"ani": "Belum", "budi": "dibaca"}[name])
        note = Note(id=f"n{name}", label="", spans=(span,), note="?", by=name)
        session.do(corrections.tag(session.annotations, note))
        session.save()
    assert ids(build(layers_of(folder), Wanted(by=("budi",)))) == ["e5", "nbudi"]


def test_a_reviewers_decision_settles_until_the_annotator_comes_again(folder: Path) -> None:
    session = Session.open(folder / "a.txt", "ani")
    session.reviewer = "rina"
    first = session.annotations["e1"]
    session.do(decisions.accept(first, session.article.text, session.actor, "2026-11-22T08:00:00Z"))
    again = decisions.accept(session.annotations["e1"], session.article.text, session.actor, "2026")
    assert again.edits == ()
    session.save()
    assert ids(build(layers_of(folder), Wanted(by=("ani",)))) == ["e2"]
    session.reviewer = ""
    session.do(corrections.relabel(session.annotations["e1"], "ORG"))
    session.save()
    assert ids(build(layers_of(folder), Wanted(by=("ani",)))) == ["e1", "e2"]


def test_what_others_made_is_rejected_and_what_one_made_is_removed(folder: Path) -> None:
    session = Session.open(folder / "a.txt", "budi")
    session.reviewer = "rina"
    made = session.annotations["e5"]
    session.do(decisions.remove(session.annotations, made, session.actor, "artreader"))
    assert session.annotations["e5"].status == "rejected"
    own = made.with_(id="e9", by="rina", history=())
    session.do(corrections.tag(session.annotations, own))
    session.do(decisions.remove(session.annotations, session.annotations["e9"], session.actor, "artreader"))
    assert "e9" not in session.annotations


def test_a_sitting_goes_on_with_the_whole_queue(folder: Path) -> None:
    sitting = Sitting((folder,), Wanted(undecided=True))
    assert sitting.recall() == (frozenset(), None)
    queue = build(layers_of(folder), sitting.wanted, sitting.order, *sitting.recall())
    assert (queue.progress, queue.decided, queue.current.key.id) == ("1 of 3", 0, "q1")
    session = Session.open(folder / "a.txt", "ani")
    session.do(corrections.accept(session.annotations["q1"]))
    session.save()
    queue.settle(queue.current.key, waiting=False)
    queue.at = queue.next_waiting() or 0
    sitting.keep(queue)
    again = build(layers_of(folder), sitting.wanted, sitting.order, *sitting.recall())
    assert (again.progress, again.decided, len(again.waiting)) == ("2 of 3", 1, 2)
    other = Sitting((folder,), Wanted(undecided=True, kinds=("entity",)))
    assert other.recall() == (frozenset(), None)
    one, same = (Sitting((folder,), Wanted(kinds=kinds)) for kinds in (("note", "quote"), ("quote", "note")))
    assert one.file == same.file
    sitting.file.write_text("[]", encoding="utf-8")  # never the truth
    assert build(layers_of(folder), sitting.wanted, "text", *sitting.recall()).progress == "1 of 2"
    again.waiting.clear()
    sitting.keep(again)
    assert not sitting.file.exists()


def test_steps_through_a_queue(folder: Path) -> None:
    queue = build(layers_of(folder), Wanted())
    assert queue.at == 0
    queue.at = 5
    assert queue.next_waiting() == 0
    assert queue.waiting_in(folder / "a.txt", "ani") == 3
    queue.settle(queue.items[0].key, waiting=False)
    assert queue.next_waiting() == 1
    queue.drop(queue.items[1].key)
    assert (ids(queue), queue.at) == (["e1", "e2", "e5", "e3", "e4"], 4)
    queue.drop_file(queue.items[-1].key)
    assert (ids(queue), queue.at) == (["e1", "e2", "e5"], 2)
    for item in list(queue.items):
        queue.drop(item.key)
    assert (queue.next_waiting(), len(queue), queue.at) == (None, 0, 0)
