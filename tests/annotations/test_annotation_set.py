"""The ordered set against the obvious way of answering the same questions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import AnnotationSet, order_key
from annotations.model import Annotation, Entity, Lost, Quote, Span, Status, new_id
from annotations.span_index import SpanIndex
from tests.annotations.strategies import any_annotations, spans

collections = st.lists(
    any_annotations(ids=[f"b{n}" for n in range(40)]), max_size=25, unique_by=lambda annotation: annotation.id
)


def entity(id: str, start: int, end: int, **fields: object) -> Entity:  # noqa: A002
    return Entity(id=id, label="PER", spans=(Span(start, end),), **fields)  # type: ignore[arg-type]


@given(collections)
def test_iterates_by_start_then_longest_first(found: list[Annotation]) -> None:
    ordered = list(AnnotationSet(found))
    assert ordered == sorted(found, key=order_key)
    assert all(left.start <= right.start for left, right in pairwise(ordered))


@given(collections, st.integers(0, 4000))
def test_covering_finds_exactly_what_holds_the_offset(found: list[Annotation], offset: int) -> None:
    covering = AnnotationSet(found).covering(offset)
    expected = {a.id for a in found if any(span.contains(offset) for span in a.spans)}
    assert {a.id for a in covering} == expected
    lengths = [sum(span.length for span in a.spans) for a in covering]
    assert lengths == sorted(lengths)


@given(collections, spans())
def test_overlapping_finds_exactly_what_overlaps(found: list[Annotation], wanted: Span) -> None:
    overlapping = AnnotationSet(found).overlapping(*wanted)
    assert overlapping == sorted(
        (a for a in found if any(span.overlaps(wanted) for span in a.spans)), key=order_key
    )


@given(collections)
def test_stepping_forward_and_back_visits_all_in_order(found: list[Annotation]) -> None:
    kept = AnnotationSet(found)
    forward, here = [], kept.next_after(-1)
    while here is not None:
        forward.append(here)
        here = kept.next_after(here)
    backward, here = [], kept.previous_before(1 << 40)
    while here is not None:
        backward.append(here)
        here = kept.previous_before(here)
    assert forward == list(kept)
    assert backward == forward[::-1]


@given(collections)
def test_counts_agree_with_counting(found: list[Annotation]) -> None:
    kept = AnnotationSet(found)
    for annotation in found[::2]:
        kept.replace(annotation.with_(status=Status.ACCEPTED))
    assert kept.count() == len(kept) == len(found)
    for status in Status:
        assert kept.count(status=status) == sum(a.status is status for a in kept)
    assert kept.count("quote") == len(kept.of_kind("quote"))


def test_next_after_an_offset_begins_behind_it() -> None:
    kept = AnnotationSet([entity("a", 0, 4), entity("b", 4, 9), entity("c", 12, 15)])
    assert kept.next_after(0) == kept["b"]
    assert kept.next_after(4, lambda a: a.label == "PER") == kept["c"]
    assert kept.previous_before(12) == kept["b"]
    assert kept.next_after(12) is None


def test_a_taken_id_is_refused() -> None:
    kept = AnnotationSet([entity("a", 0, 4)])
    with pytest.raises(ValueError, match="already"):
        kept.add(entity("a", 5, 9))


def test_groups_keep_text_order() -> None:
    quotes = [
        Quote(id=f"q{n}", label="direct", spans=(Span(n, n + 1),), speaker=who)
        for n, who in enumerate(["Rina", "Budi", "Rina", ""])
    ]
    groups = AnnotationSet(quotes).groups("quote")
    assert [(name, [q.id for q in members]) for name, members in groups.items()] == [
        ("Rina", ["q0", "q2"]), ("Budi", ["q1"]), ("", ["q3"])
    ]  # fmt: skip


def test_lost_annotations_come_last_and_cover_nothing() -> None:
    gone = Entity(id="z", label="PER", spans=(), lost=(Lost("spans", "Rina", Span(2, 6)),))
    kept = AnnotationSet([gone, entity("a", 0, 10)])
    assert [a.id for a in kept] == ["a", "z"]
    assert [a.id for a in kept.covering(3)] == ["a"]
    assert kept.lost == [gone]
    assert gone.text_in("") == "Rina"
    found = gone.with_(spans=(Span(1, 3),), lost=())
    kept.replace(found)
    assert [a.id for a in kept] == ["a", "z"]
    assert found in kept.covering(2)


def test_new_ids_begin_with_a_letter_and_differ() -> None:
    ids = {new_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(id[0].isalpha() and id.isalnum() for id in ids)  # noqa: A001


@given(st.lists(st.tuples(spans(20_000_000), st.sampled_from("abcdef")), max_size=30), spans(20_000_000))
def test_span_index_over_long_texts(filed: list[tuple[Span, str]], wanted: Span) -> None:
    index = SpanIndex()
    for span, key in set(filed):
        index.add(span, key)
    assert set(index.overlapping(*wanted)) == {(s, key) for s, key in filed if s.overlaps(wanted)}
    for span, key in set(filed):
        index.remove(span, key)
    assert list(index.overlapping(0, 20_000_000)) == []
