"""What people do is entered in the history of each annotation: one step a turn, with what it was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations import corrections, session
from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, changing
from annotations.history import Actor, State, StateStep, Step, is_reviewed, united, with_state
from annotations.model import Annotation, Entity, Note, Quote, Span, Status
from annotations.review.recording import LONGEST, commented, confirmed, recorded, values
from annotations.session import Session
from annotations.sidecar.merge import merge
from annotations.sidecar.merge_files import merge_files

TEXT = "Menteri Rahma Widodo mengatakan laut akan dijaga bersama. Rahma pulang.\n"
ANI, RINA = Actor("ani"), Actor("rina", "reviewer")


def entity(**changes: object) -> Entity:
    plain = Entity(id="e1", label="PER", spans=(Span(8, 13),), status=Status.SUGGESTED, by="artreader")
    return plain.with_(**changes)


def after(change: Change, actor: Actor, when: str) -> Annotation:
    made = recorded(change, TEXT, actor, when).edits[0].after
    assert made is not None
    return made


def test_each_decision_is_a_step_and_a_turn_is_one() -> None:
    accepted = after(corrections.accept(entity()), ANI, "1")
    assert accepted.history == (Step("accepted", "ani", "1"),)
    wider = after(corrections.respan(accepted, [Span(8, 20)]), RINA, "2")
    assert wider.history[1] == Step("corrected", "rina", "2", "reviewer", {"quote": "Rahma", "at": "8-13"})
    org = after(corrections.relabel(wider, "ORG"), RINA, "3")
    assert org.history[1].was == {"quote": "Rahma", "at": "8-13", "label": "PER"}
    assert org.history[1].when == "3"
    back = after(corrections.relabel(org, "PER"), RINA, "4")
    assert back.history == (
        accepted.history[0],
        Step("corrected", "rina", "4", "reviewer", wider.history[1].was),
    )
    as_it_was = after(corrections.respan(back, [Span(8, 13)]), RINA, "5")
    assert as_it_was.history[1] == Step("confirmed", "rina", "5", "reviewer")
    gone = after(corrections.reject(wider), RINA, "6")
    assert gone.history[1].did == "rejected"
    assert gone.history[1].was == {"status": "accepted", "quote": "Rahma", "at": "8-13"}
    again = after(corrections.accept(gone), ANI, "7")
    assert again.history[2] == Step("accepted", "ani", "7", "", {"status": "rejected"})


def test_a_suggestion_that_is_corrected_was_one() -> None:
    label = after(corrections.relabel(entity(), "ORG"), ANI, "1")
    assert label.history == (Step("corrected", "ani", "1", "", {"label": "PER", "status": "suggested"}),)
    rejected = after(corrections.reject(label), ANI, "2")
    assert rejected.history == (Step("rejected", "ani", "2", "", {"label": "PER"}),)
    alone = after(corrections.reject(entity()), ANI, "1")
    assert alone.history == (Step("rejected", "ani", "1"),)
    assert after(corrections.relabel(alone, "PER"), ANI, "2").history == (Step("accepted", "ani", "2"),)


def test_what_a_person_makes_is_theirs_until_somebody_else_comes() -> None:
    made = after(Change("", (corrections.tag(AnnotationSet(), entity()).edits[0],)), ANI, "1")
    assert made.history == (Step("made", "ani", "1"),)
    assert after(corrections.relabel(made, "ORG"), ANI, "2").history == made.history
    assert after(corrections.relabel(made, "ORG"), RINA, "2").history[1].was["label"] == "PER"


def test_comments_and_confirmations() -> None:
    quiet = commented(entity(), RINA, "1", "")
    assert quiet.history == ()
    said = commented(entity(), RINA, "1", "why a person?")
    assert said.history == (Step("commented", "rina", "1", "reviewer", {}, "why a person?"),)
    assert not is_reviewed(said.history)
    assert commented(said, RINA, "2", "").history == ()
    fine = confirmed(said.with_(status=Status.ACCEPTED), TEXT, RINA, "3")
    assert fine.history == (Step("confirmed", "rina", "3", "reviewer", {}, "why a person?"),)
    assert is_reviewed(fine.history)
    noted = after(corrections.set_field(fine, "note", "a minister"), ANI, "4")
    assert noted.history[1] == Step("commented", "ani", "4", "", {"note": ""})
    assert is_reviewed(noted.history)
    moved = after(corrections.respan(noted, [Span(0, 13)]), ANI, "5")
    assert not is_reviewed(moved.history)


def test_values_are_few_safe_words() -> None:
    text = "x" * 500 + "\x1b[31m y\n"
    quote = Quote(id="q", label="direct", spans=(Span(0, 505),), speaker="A\u202eB", cue=Span(506, 507))
    said = values(quote, text)
    assert "\u202e" not in said["speaker"]
    assert len(said["quote"]) == LONGEST
    assert said["quote"].endswith("␛[31m")
    assert said["cue"] == "y"
    shorter = after(corrections.respan(quote, [Span(0, 504)]), ANI, "1")
    longer = recorded(corrections.respan(shorter, [Span(0, 505)]), text, ANI, "2").edits[0].after
    assert longer is not None
    assert longer.history[0].did == "confirmed"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr(session, "now", lambda: "2026-11-22T08:00:00Z")
    path = tmp_path / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    begun = Session.open(path, "ani")
    begun.annotations.add(entity())
    return begun


def test_undo_takes_history_back_and_the_file_keeps_it(opened: Session, tmp_path: Path) -> None:
    opened.do(corrections.accept(opened.annotations["e1"]))
    opened.reviewer = "rina"
    opened.do(corrections.relabel(opened.annotations["e1"], "ORG"))
    opened.mark(State.REVIEWED)
    opened.save()
    assert (
        (tmp_path / "berita.txt.annotations.ani.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            "  label: ORG\n"
            '  quote: "Rahma"\n'
            "  at: [8, 13]\n"
            '  before: "Menteri "\n'
            '  after: " Widodo mengatakan laut akan dij"\n'
            "  status: accepted\n"
            "  by: artreader\n"
            "  history:\n"
            '  - {did: accepted, by: ani, when: "2026-11-22T08:00:00Z"}\n'
            '  - {did: corrected, by: rina, as: reviewer, when: "2026-11-22T08:00:00Z", '
            'was: {label: "PER"}}\n'
        )
    )
    again = Session.open(tmp_path / "berita.txt", "ani")
    assert again.annotations["e1"] == opened.annotations["e1"]
    assert again.state == "reviewed"
    opened.undo()
    assert len(opened.annotations["e1"].history) == 1
    opened.undo()
    assert opened.annotations["e1"] == entity()
    opened.mark(State.REVIEWED)
    assert opened.state == "reviewed"
    opened.mark(State.OPEN)
    assert opened.states == ()


def test_two_sessions_unite_histories_and_states(opened: Session, tmp_path: Path) -> None:
    opened.do(corrections.accept(opened.annotations["e1"]))
    opened.save()
    other = Session.open(tmp_path / "berita.txt", "ani")
    other.reviewer = "rina"
    other.do(corrections.relabel(other.annotations["e1"], "ORG"))
    other.mark(State.REVIEWED)
    other.save()
    opened.do(
        changing("comment", (opened.annotations["e1"], commented(opened.annotations["e1"], ANI, "z", "?")))
    )
    opened.mark(State.ANNOTATED)
    merged = opened.take_in()
    assert not merged.conflicts
    here = opened.annotations["e1"]
    assert here.label == "ORG"
    assert [(step.did, step.by, step.note) for step in here.history] == [
        ("corrected", "rina", ""),
        ("accepted", "ani", "?"),
    ]
    assert {step.state for step in opened.states} == {"annotated", "reviewed"}
    assert opened.unsaved


def test_git_merges_histories_and_states(opened: Session, tmp_path: Path) -> None:
    opened.do(corrections.accept(opened.annotations["e1"]))
    opened.save()
    file = opened.store.path
    base, ours = tmp_path / "base.yaml", tmp_path / "ours.yaml"
    base.write_bytes(file.read_bytes())
    opened.mark(State.ANNOTATED)
    opened.save()
    ours.write_bytes(file.read_bytes())
    file.write_bytes(base.read_bytes())
    reviewing = Session.open(tmp_path / "berita.txt", "ani")
    reviewing.reviewer = "rina"
    reviewing.do(corrections.reject(reviewing.annotations["e1"]))
    reviewing.mark(State.REVIEWED)
    reviewing.save()
    assert not merge_files(base, ours, file, article=tmp_path / "berita.txt").conflicts
    file.write_bytes(ours.read_bytes())
    merged = Session.open(tmp_path / "berita.txt", "ani")
    assert [(step.did, step.by) for step in merged.annotations["e1"].history] == [
        ("accepted", "ani"),
        ("rejected", "rina"),
    ]
    assert {step.state for step in merged.states} == {"annotated", "reviewed"}


def test_histories_of_what_both_added_alike_are_united() -> None:
    mine = Note(id="n1", label="", spans=(Span(0, 7),), note="x", history=(Step("made", "ani", "1"),))
    theirs = mine.with_(id="n2", history=(Step("made", "budi", "0"),))
    [both] = merge([], [mine], [theirs]).annotations
    assert [step.by for step in both.history] == ["budi", "ani"]


def test_steps_taken_back_on_one_side_are_gone() -> None:
    one, two, three = (Step("accepted", name, name) for name in "abc")
    assert united([one, two], [one, three], [one, two]) == (one, three)
    assert united([one], [], [one, two]) == (two,)


def test_a_state_is_said_once_a_turn() -> None:
    said = with_state((), State.ANNOTATED, "ani", "1")
    said = with_state(said, State.REVIEWED, "rina", "2")
    assert said == (StateStep("annotated", "ani", "1"), StateStep("reviewed", "rina", "2"))
    assert with_state(said, State.OPEN, "rina", "3") == (said[0], StateStep("open", "rina", "3"))
    assert with_state(said, State.ANNOTATED, "rina", "3") == said[:1]
    assert with_state(with_state(said, State.OPEN, "rina", "3"), State.REVIEWED, "rina", "4")[1].when == "4"
