"""Merging by id: nothing that either side did is lost."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Agreement, Annotation, Entity, Lost, Span, Status
from annotations.sidecar.merge import merge
from tests.annotations.strategies import any_annotations

sides = st.lists(any_annotations(), max_size=8, unique_by=lambda a: a.id)


def entity(id: str, **fields: object) -> Entity:  # noqa: A002
    return Entity(id=id, label="PER", spans=(Span(0, 4),), **fields)  # type: ignore[arg-type]


def by_id(found: Iterable[Annotation]) -> dict[str, Annotation]:
    return {a.id: a for a in found}


def test_each_sides_own_changes_are_taken() -> None:
    base = [entity("a"), entity("b"), entity("c")]
    ours = [entity("a", note="ours"), entity("b"), entity("c"), entity("new1", entity="x")]
    theirs = [entity("a"), entity("b", status=Status.REJECTED), entity("new2", entity="y")]
    merged = merge(base, ours, theirs)
    found = by_id(merged.annotations)
    assert set(found) == {"a", "b", "new1", "new2"}
    assert found["a"].note == "ours"
    assert found["b"].status is Status.REJECTED
    assert (merged.taken, merged.conflicts) == (3, ())


def test_changes_to_different_fields_of_one_annotation_are_both_taken() -> None:
    merged = merge([entity("a")], [entity("a", entity="Ani")], [entity("a", note="sure?", by="budi")])
    assert merged.annotations == [entity("a", entity="Ani", note="sure?", by="budi")]
    assert not merged.conflicts


def test_what_both_changed_otherwise_is_kept_twice() -> None:
    merged = merge([entity("a")], [entity("a", entity="Ani")], [entity("a", entity="Budi", note="hm")])
    conflict = merged.conflicts[0]
    assert (conflict.id, conflict.names) == ("a", ("entity",))
    found = by_id(merged.annotations)
    assert found["a"] == entity("a", entity="Ani")
    twin = found[conflict.twin]
    assert isinstance(twin, Entity)
    assert (twin.entity, twin.note) == (
        "Budi", "hm; changed by two people at once; the other version is a"
    )  # fmt: skip


def test_a_place_is_taken_whole_from_one_side() -> None:
    lost = Lost("spans", "Ani", Span(9, 12))
    shorter = entity("a").with_(spans=(Span(0, 2),))
    assert merge([entity("a")], [shorter], [entity("a", lost=(lost,))]).conflicts[0].names == ("spans",)
    moved = shorter.with_(lost=(lost,))
    assert merge([entity("a")], [entity("a", note="x")], [moved]).annotations == [moved.with_(note="x")]


def test_comments_and_lists_of_names_of_both_are_joined() -> None:
    merged = merge([entity("a")], [entity("a", note="ours")], [entity("a", note="theirs")])
    assert [a.note for a in merged.annotations] == ["ours; theirs"]
    treaty = Agreement(id="b", label="treaty", spans=(Span(0, 4),), parties=("A", "B"))
    ours, theirs = treaty.with_(parties=("A", "B", "C")), treaty.with_(parties=("D", "A"))
    assert merge([treaty], [ours], [theirs]).annotations == [treaty.with_(parties=("A", "C", "D"))]


def test_unknown_keys_are_merged_one_by_one() -> None:
    sides = [entity("a", extra=extra) for extra in ({"x": 1, "y": 1}, {"x": 2, "y": 1}, {"x": 1, "z": 3})]
    assert merge(*([side] for side in sides)).annotations == [entity("a", extra={"x": 2, "z": 3})]
    clash = merge([sides[0]], [sides[1]], [entity("a", extra={"x": 3, "y": 1})])
    assert clash.conflicts[0].names == ("extra",)


def test_a_decision_about_the_same_suggestion_goes_before_none() -> None:
    suggested, accepted = entity("a", status=Status.SUGGESTED), entity("a", entity="Ani")
    assert merge([], [suggested], [accepted]).annotations == [accepted]
    assert merge([], [accepted], [suggested]).annotations == [accepted]


def test_what_both_added_alike_stands_once() -> None:
    ours, theirs = entity("a", entity="Ani", by="ani"), entity("b", entity="Ani", by="budi")
    assert merge([], [ours], [theirs]).annotations == [ours]
    assert len(merge([], [ours], [theirs.with_(entity="Budi")]).annotations) == 2


def test_a_change_outlives_a_removal() -> None:
    changed = entity("a", note="x")
    for ours, theirs in (([], [changed]), ([changed], [])):
        merged = merge([entity("a")], ours, theirs)
        assert merged.annotations == [changed]
        assert [(c.id, c.twin) for c in merged.conflicts] == [("a", "")]
    assert merge([entity("a")], [], [entity("a")]).annotations == []


@given(sides, sides, sides)
def test_nothing_changed_is_lost(
    base: list[Annotation], ours: list[Annotation], theirs: list[Annotation]
) -> None:
    merged = merge(base, ours, theirs).annotations
    assert len({a.id for a in merged}) == len(merged)
    was = by_id(base)
    for side in (ours, theirs):
        for annotation in side:
            old = was.get(annotation.id)
            if old is None and annotation.status is Status.SUGGESTED:
                continue  # gives way to what the other side decided about it
            for name in ("label", "spans", "status", "extra"):
                value = getattr(annotation, name)
                if old is None or value != getattr(old, name):
                    assert any(_holds(a, name, value) for a in merged if a.kind == annotation.kind)


def _holds(annotation: Annotation, name: str, value: object) -> bool:
    held = getattr(annotation, name)
    if isinstance(value, dict):
        return all(held.get(key) == item for key, item in value.items() if key in held)
    return bool(held == value)


@given(sides, sides, sides)
def test_whose_changes_come_first_makes_no_difference(
    base: list[Annotation], ours: list[Annotation], theirs: list[Annotation]
) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    undisputed = (
        by_id(one.annotations).keys() - {c.id for c in one.conflicts} - {c.twin for c in one.conflicts}
    )
    assert {c.id for c in one.conflicts} == {c.id for c in other.conflicts}
    for id_ in undisputed & by_id(other.annotations).keys():
        pair = [by_id(found.annotations)[id_] for found in (one, other)]
        pair = [a.with_(by="", why="", confidence=None, note="") for a in pair]
        assert pair[0] == pair[1]


@given(sides, sides)
def test_merging_with_an_unchanged_side_is_the_other(base: list[Annotation], side: list[Annotation]) -> None:
    assert by_id(merge(base, base, side).annotations) == by_id(side)
    assert by_id(merge(base, side, base).annotations) == by_id(side)
