"""What others write into the file meanwhile outlives every undo, which takes back all that is ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import corrections
from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit, History, adding, changing, removing
from annotations.history import now
from annotations.model import Annotation, Entity, Span, Status
from annotations.rebasing import rebase
from annotations.review import decisions
from annotations.session import Session
from tests.annotations.strategies import any_annotations

TEXT = "Rina dan Budi bertemu di Bogor.\n"


def entity(id_: str, start: int = 0, end: int = 4, label: str = "PER") -> Entity:
    return Entity(id=id_, label=label, spans=(Span(start, end),), status=Status.ACCEPTED, by="ani")


def reviewing(article: Path, who: str) -> Session:
    session = Session.open(article, "ani")
    session.reviewer = who
    return session


def test_undo_leaves_another_reviewers_decision_and_comment(tmp_path: Path) -> None:
    article = tmp_path / "b.txt"
    article.write_text(TEXT)
    ani = Session.open(article, "ani")
    ani.do(adding("tag", entity("e1"), entity("e2", 9, 13)))
    ani.save()
    rina, tono = reviewing(article, "rina"), reviewing(article, "tono")
    tono.do(corrections.reject(tono.annotations["e1"]))
    tono.save()
    rina.take_in()
    rina.do(decisions.comment(rina.annotations["e1"], rina.actor, now(), "yakin?"))
    rina.do(decisions.comment(rina.annotations["e2"], rina.actor, now(), "benar"))
    rina.save()
    tono.take_in()
    tono.do(corrections.relabel(tono.annotations["e2"], "ORG"))
    assert [change.what for change in iter(tono.undo, None)] == ["label entity ORG", "reject entity"]
    assert tono.redo() is not None
    assert tono.undo() is not None
    tono.save()
    kept = Session.open(article, "ani").annotations
    assert kept["e1"].status is Status.ACCEPTED
    notes = [[(step.by, step.note) for step in kept[id_].history[1:]] for id_ in ("e1", "e2")]
    assert notes == [[("rina", "yakin?")], [("rina", "benar")]]


def test_what_others_removed_does_not_come_back() -> None:
    first = entity("a")
    kept = AnnotationSet([first])
    history = History(kept)
    history.do(changing("relabel", (first, first.with_(label="LOC"))))
    history.do(adding("add", entity("b", 9, 13)))
    rebase(history, removing("", kept["a"]).edits)
    while history.undo() is not None:
        pass
    assert list(kept) == []
    assert history.redo() is not None
    assert [a.id for a in kept] == ["b"]
    with pytest.raises(ValueError, match="expects"):
        rebase(history, removing("", first).edits)


def test_an_answer_holds_beside_what_others_changed_while_it_was_asked_for(tmp_path: Path) -> None:
    article = tmp_path / "b.txt"
    article.write_text(TEXT)
    ani = Session.open(article)
    ani.do(adding("tag", entity("e1"), entity("e2", 9, 13), entity("e3", 25, 30)))
    ani.save()
    asked = [ani.annotations[id_] for id_ in ("e1", "e2", "e3")]
    tono = Session.open(article)
    tono.do(corrections.set_field(tono.annotations["e1"], "entity", "Rina Wati"))
    tono.do(corrections.relabel(tono.annotations["e2"], "ORG"))
    tono.do(removing("remove", tono.annotations["e3"]))
    tono.save()
    ani.take_in()
    for annotation in asked:
        ani.do(corrections.relabel(annotation, "LOC"))
    first = ani.annotations["e1"]
    assert isinstance(first, Entity)
    assert (first.label, first.entity) == ("LOC", "Rina Wati")
    assert [ani.annotations[id_].label for id_ in ("e2", "e3")] == ["LOC", "LOC"]
    assert [change.what for change in iter(ani.undo, None)][:3] == ["label entity LOC"] * 3
    ani.do(corrections.set_field(asked[0], "entity", "Rina Wati"))  # as it is already: nothing to make
    assert not ani.history.done


def change_for(kept: AnnotationSet, wanted: Annotation, removes: bool) -> Change:
    """Whatever fits: an addition, a removal or a replacement."""
    there = kept.get(wanted.id)
    if there is None:
        return adding("add", wanted)
    if removes or type(there) is not type(wanted):
        return removing("remove", there)
    return changing("change", (there, wanted))


steps = st.lists(st.tuples(any_annotations(), st.booleans()), max_size=8)


@settings(max_examples=40)
@given(steps, steps, st.integers(0, 8))
def test_every_step_can_be_undone_and_made_again(
    ours: list[tuple[Annotation, bool]], theirs: list[tuple[Annotation, bool]], undone: int
) -> None:
    kept = AnnotationSet()
    history = History(kept)
    for wanted, removes in ours:
        history.do(change_for(kept, wanted, removes))
    for _ in range(undone):
        history.undo()
    other = AnnotationSet(kept)
    for wanted, removes in theirs:
        change_for(other, wanted, removes).apply(other)
    ids = dict.fromkeys(a.id for a in (*kept, *other))
    foreign = [Edit(kept.get(id_), other.get(id_)) for id_ in ids if kept.get(id_) != other.get(id_)]
    touched = {edit.id for change in (*history.done, *history.undone) for edit in change.edits}
    rebase(history, foreign)
    assert kept == other
    while history.undo() is not None:
        pass
    alone = {edit.id for edit in foreign} - touched
    assert [a for a in kept if a.id in alone] == [a for a in other if a.id in alone]
    while history.redo() is not None:
        pass
    again = AnnotationSet(kept)
    while history.undo() is not None:
        pass
    while history.redo() is not None:
        pass
    assert kept == again
