"""Merging by id: nothing that either side did is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Annotation, Entity, Span, Status
from annotations.sidecar.merge import merge
from tests.annotations.strategies import any_annotations

sides = st.lists(any_annotations(), max_size=8, unique_by=lambda a: a.id)


def entity(id: str, **fields: object) -> Entity:  # noqa: A002
    return Entity(id=id, label="PER", spans=(Span(0, 4),), **fields)  # type: ignore[arg-type]


def test_each_sides_own_changes_are_taken() -> None:
    base = [entity("a"), entity("b"), entity("c")]
    ours = [entity("a", note="ours"), entity("b"), entity("c"), entity("new1")]
    theirs = [entity("a"), entity("b", status=Status.REJECTED), entity("new2")]
    merged = merge(base, ours, theirs)
    found = {a.id: a for a in merged.annotations}
    assert set(found) == {"a", "b", "new1", "new2"}
    assert found["a"].note == "ours"
    assert found["b"].status is Status.REJECTED
    assert (merged.taken, merged.conflicts) == (3, 0)


def test_what_both_changed_is_kept_twice() -> None:
    merged = merge([entity("a")], [entity("a", note="ours")], [entity("a", note="theirs")])
    assert sorted(a.note for a in merged.annotations) == [
        "ours", "theirs; changed by two people at once; the other version is a"
    ]  # fmt: skip
    assert merged.conflicts == 1


def test_a_change_outlives_a_removal() -> None:
    assert [a.note for a in merge([entity("a")], [], [entity("a", note="x")]).annotations] == ["x"]
    assert [a.note for a in merge([entity("a")], [entity("a", note="x")], []).annotations] == ["x"]
    assert merge([entity("a")], [], [entity("a")]).annotations == []


@given(sides, sides, sides)
def test_nothing_changed_is_lost(
    base: list[Annotation], ours: list[Annotation], theirs: list[Annotation]
) -> None:
    merged = merge(base, ours, theirs).annotations
    assert len({a.id for a in merged}) == len(merged)
    for side in (ours, theirs):
        for annotation in side:
            if annotation not in base:
                kept = [a.with_(id="", note="") for a in merged]
                assert annotation.with_(id="", note="") in kept


@given(sides, sides)
def test_merging_with_an_unchanged_side_is_the_other(base: list[Annotation], side: list[Annotation]) -> None:
    def by_id(found: list[Annotation]) -> list[Annotation]:
        return sorted(found, key=lambda a: a.id)

    assert by_id(merge(base, base, side).annotations) == by_id(side)
    assert by_id(merge(base, side, base).annotations) == by_id(side)
