"""The lists beside the article, kept up with single edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import AnnotationSet
from annotations.model import Entity, Lost, Quote, Span, Status
from tests.annotations.strategies import any_annotations
from tui import listing
from tui.grouped_list import GroupedList
from tui.listing import TABS, Line
from tui.widgets.sidebar import tab_labels

TEXT = "Ani bertemu Budi di Solo. Ani pulang. " * 10
several = st.lists(any_annotations(), max_size=12, unique_by=lambda a: a.id)


def entity(id: str, start: int, name: str, **fields: object) -> Entity:  # noqa: A002
    return Entity(id=id, label="PER", spans=(Span(start, start + 3),), entity=name, **fields)  # type: ignore[arg-type]


def told(rows: GroupedList) -> list[Line]:
    return [rows.line(row) for row in range(len(rows))]


def test_names_are_grouped_in_the_order_of_their_first_mention() -> None:
    annotations = AnnotationSet([entity("b", 12, "Budi"), entity("a", 0, "Ani"), entity("c", 26, "Ani")])
    rows = GroupedList(annotations, TEXT, "entity")
    assert [(line.id, line.text) for line in told(rows)] == [
        (None, "Ani 2"), ("a", "Ani"), ("c", "Ani"), ("b", "Bud"),
    ]  # fmt: skip
    assert [line.alone for line in told(rows)] == [False, False, False, True], "no member of the group above"
    assert [rows.row_of(id_) for id_ in ("a", "c", "b", "nobody", None)] == [1, 2, 3, None, None]
    with pytest.raises(IndexError):
        rows.line(4)


def test_a_mention_is_told_by_what_follows_cut_with_a_sign() -> None:
    following = [
        listing.line(entity("a", 0, "Ani"), text).more for text in ("Ani dan Budi.", "Ani" + " dan" * 9)
    ]
    assert following == ["dan Budi.", "dan dan dan dan dan dan…"]


def test_the_line_of_lists_is_cut_with_a_sign_and_shows_the_current_one() -> None:
    names = {"entity": "Entities", "quote": "Quotes", "claim": "Claims"}
    counts = {"entity": 10415, "quote": 38, "claim": 3}

    def line(current: str, width: int) -> str:
        return "".join(label for _, label in tab_labels(names, counts, current, width))

    assert line("quote", 80) == " Entities 10415  Quotes 38  Claims 3 "
    assert line("quote", 30) == " Ent 10415  Quo 38  Cla 3 "
    assert line("quote", 19) == " E 10k  Q 38  C 3 "
    assert line("quote", 15) == " E 10k  Q 38 …"
    assert line("claim", 8) == "… C 3 "


def test_what_is_amiss_stands_first_and_what_is_rejected_last() -> None:
    lost = entity("x", 0, "Ani").with_(spans=(), lost=(Lost("spans", "Ani", Span(0, 3)),))
    rejected = entity("r", 0, "Ani", status=Status.REJECTED)
    rows = GroupedList(AnnotationSet([rejected, entity("b", 12, "Budi"), lost]), TEXT, "entity")
    assert [line.text for line in told(rows)] == ["lost from the text 1", "Ani", "Bud", "rejected 1", "Ani"]


def test_a_filter_and_a_least_confidence() -> None:
    quote = Quote(id="q", label="direct", spans=(Span(0, 24),), speaker="Budi")
    weak = quote.with_(id="w", speaker="Ani", status=Status.SUGGESTED, confidence=0.4)
    annotations = AnnotationSet([quote, weak])
    assert len(GroupedList(annotations, TEXT, "quote")) == 4
    assert [a.id for a in told(GroupedList(annotations, TEXT, "quote", wanted="BUDI"))][1] == "q"
    assert GroupedList(annotations, TEXT, "quote", least=0.5).row_of("w") is None
    assert len(GroupedList(annotations, TEXT, "quote", wanted="nobody")) == 0


@given(several, st.lists(any_annotations(), max_size=12), st.sampled_from(TABS), st.sampled_from(["", "a"]))
def test_edits_leave_the_list_as_if_made_anew(
    at_first: list[Entity], edits: list[Entity], kind: str, wanted: str
) -> None:
    annotations = AnnotationSet(at_first)
    rows = GroupedList(annotations, TEXT, kind, wanted, 0.5)
    for edit in edits:
        if edit.id in annotations and edit.label in ("PER", "direct"):
            annotations.remove(edit.id)
        elif edit.id in annotations:
            annotations.replace(edit)
        else:
            annotations.add(edit)
        rows.update([edit.id])
        assert told(rows) == told(GroupedList(annotations, TEXT, kind, wanted, 0.5))
        assert [rows.row_of(line.id) for line in told(rows) if line.id] == [
            row for row, line in enumerate(told(rows)) if line.id
        ]
    narrowed = rows.narrowed(f"{wanted}n")
    assert narrowed is not None
    assert told(narrowed) == told(GroupedList(annotations, TEXT, kind, f"{wanted}n", 0.5))
    assert (rows.narrowed("e") is None) == (wanted == "a"), "which may hold more"
