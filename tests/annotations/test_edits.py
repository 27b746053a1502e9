"""Any sequence of edits undone gives the first set back, redone gives the last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit, History, adding, changing, removing
from annotations.model import Annotation, Entity, Span, Status
from tests.annotations.strategies import any_annotations


def change_for(kept: AnnotationSet, wanted: Annotation, removes: bool) -> Change:
    """Whatever fits: an addition, a removal or a replacement."""
    there = kept.get(wanted.id)
    if there is None:
        return adding("add", wanted)
    if removes:
        return removing("remove", there)
    return changing("change", (there, wanted)) if type(there) is type(wanted) else removing("remove", there)


steps = st.lists(st.tuples(any_annotations(), st.booleans()), max_size=25)


@given(steps)
def test_undone_gives_the_first_redone_the_last(todo: list[tuple[Annotation, bool]]) -> None:
    kept = AnnotationSet()
    history = History(kept)
    states = [list(kept)]
    for wanted, removes in todo:
        history.do(change_for(kept, wanted, removes))
        states.append(list(kept))
    last = list(kept)
    undone = [list(kept)]
    while history.undo() is not None:
        undone.append(list(kept))
    assert list(kept) == []
    assert all(state in states for state in undone)
    while history.redo() is not None:
        pass
    assert list(kept) == last
    assert kept == AnnotationSet(last)


@given(steps, st.data())
def test_undo_and_redo_in_any_order_walk_the_same_states(
    todo: list[tuple[Annotation, bool]], data: st.DataObject
) -> None:
    kept = AnnotationSet()
    history = History(kept)
    states = [AnnotationSet()]
    for wanted, removes in todo:
        before = len(history.done)
        history.do(change_for(kept, wanted, removes))
        if len(history.done) > before:
            states.append(AnnotationSet(kept))
    at = len(states) - 1
    for back in data.draw(st.lists(st.booleans(), max_size=20)):
        moved = history.undo() if back else history.redo()
        at = at if moved is None else at + (-1 if back else 1)
        assert kept == states[at]


def test_a_new_change_ends_redoing() -> None:
    kept = AnnotationSet()
    history = History(kept)
    history.do(adding("add", Entity(id="a", label="PER", spans=(Span(0, 1),))))
    history.undo()
    history.do(adding("add", Entity(id="b", label="PER", spans=(Span(0, 1),))))
    assert history.redo() is None
    assert [a.id for a in kept] == ["b"]


def test_a_change_that_does_not_fit_changes_nothing() -> None:
    first = Entity(id="a", label="PER", spans=(Span(0, 1),))
    kept = AnnotationSet([first])
    stale = first.with_(label="ORG")
    change = Change("two", (Edit(None, first.with_(id="b")), Edit(stale, first.with_(label="LOC"))))
    with pytest.raises(ValueError, match="expects"):
        History(kept).do(change)
    assert list(kept) == [first]


def test_an_edit_must_change_one_annotation() -> None:
    first = Entity(id="a", label="PER", spans=(Span(0, 1),))
    with pytest.raises(ValueError, match="something"):
        Edit(None, None)
    with pytest.raises(ValueError, match="id"):
        Edit(first, first.with_(id="b"))


def test_changing_leaves_out_what_stays_the_same() -> None:
    first = Entity(id="a", label="PER", spans=(Span(0, 1),), status=Status.ACCEPTED)
    assert changing("accept", (first, first.with_(status=Status.ACCEPTED))).edits == ()
