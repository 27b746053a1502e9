"""Deciding what two people changed at once."""

from __future__ import annotations

import pytest

from annotations.annotation_set import AnnotationSet
from annotations.model import Entity, Span
from annotations.settling import Keep, settle
from annotations.sidecar.merge import merge

BASE = Entity(id="a", label="PER", spans=(Span(0, 4),))
OURS, THEIRS = BASE.with_(label="ORG"), BASE.with_(label="LOC", note="sure")


@pytest.mark.parametrize(
    ("keep", "left"), [(Keep.OURS, [OURS]), (Keep.THEIRS, [THEIRS]), (Keep.BOTH, [OURS, None])]
)
def test_one_version_stays_or_both(keep: Keep, left: list[Entity | None]) -> None:
    merged = merge([BASE], [OURS], [THEIRS])
    annotations = AnnotationSet(merged.annotations)
    change = settle(annotations, merged.conflicts[0], keep)
    change.apply(annotations)
    twin = annotations.get(merged.conflicts[0].twin)
    assert [a for a in annotations if a != twin] == [a for a in left if a is not None]
    assert (twin is not None) is (keep is Keep.BOTH)
    change.inverse().apply(annotations)
    assert list(annotations) == list(AnnotationSet(merged.annotations))


@pytest.mark.parametrize("ours_removed", [True, False])
@pytest.mark.parametrize("keep", list(Keep))
def test_a_removal_against_a_change(keep: Keep, ours_removed: bool) -> None:
    ours, theirs = ([], [THEIRS]) if ours_removed else ([OURS], [])
    merged = merge([BASE], ours, theirs)
    annotations = AnnotationSet(merged.annotations)
    settle(annotations, merged.conflicts[0], keep).apply(annotations)
    removed = keep is (Keep.OURS if ours_removed else Keep.THEIRS)
    assert list(annotations) == ([] if removed else [*ours, *theirs])


def test_what_was_changed_further_meanwhile_is_left_alone() -> None:
    merged = merge([BASE], [OURS], [THEIRS])
    conflict = merged.conflicts[0]
    annotations = AnnotationSet(merged.annotations)
    later = OURS.with_(entity="Ani")
    annotations.replace(later)
    annotations.replace(annotations[conflict.twin].with_(label="PER"))
    for keep in Keep:
        settle(annotations, conflict, keep).apply(annotations)
    assert annotations["a"] == later
    assert annotations[conflict.twin].label == "PER"
