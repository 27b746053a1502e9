"""Whose a mark is can be told without colour: letters in the margin, each in its place."""

from __future__ import annotations

from pathlib import Path

from textual.color import Color

from annotations.annotation_set import AnnotationSet
from annotations.comparison.reading import Layer
from annotations.layers import LayeredSet
from annotations.model import Annotation, Entity, Quote, Span
from annotations.scheme import default_scheme
from tui.article.layer_marks import DIFFERING, LayerMarks
from tui.article.rows import runs
from tui.layers import signs
from tui.palette import LAYERS, Palette

ROW = Span(0, 80)


def name(id_: str, start: int, end: int) -> Entity:
    return Entity(id=id_, label="PER", spans=(Span(start, end),))


def marks(own: list[Annotation], **others: list[Annotation]) -> LayerMarks:
    layers = [Layer(who, Path(who), tuple(found)) for who, found in others.items()]
    layered = LayeredSet(AnnotationSet(own), "ani", layers)
    return LayerMarks(layered, signs(layered.annotators))


def told(found: LayerMarks, row: Span = ROW) -> tuple[str, list[str]]:
    """The margin of a row, and the inks of its pieces that have any."""
    here = found.layered.marks.overlapping(*row)
    margin = "".join(text for text, _ in found.gutter(row, here))
    return margin, [names[-1] for _, names in runs(row, found.inks(here)) if names]


def test_what_all_have_leaves_the_margin_empty() -> None:
    assert told(marks([name("a", 0, 5)], budi=[name("b", 0, 5)])) == ("   ", [])


def test_letters_stand_in_places_of_their_own_and_the_ground_tells_one_from_several() -> None:
    a, b = name("a", 0, 5), name("b", 10, 15)
    found = marks([a], budi=[b], citra=[a.with_(id="c")])
    assert found.width == 4
    assert told(found) == ("ABC ", ["layer/several", "layer/1"])
    assert told(found, Span(0, 8)) == ("A C ", ["layer/several"])
    assert [found.letters(mark) for mark in found.layered.marks] == ["A C", " B "]


def test_where_only_boundaries_differ_each_ones_own_part_is_seen() -> None:
    found = marks([name("a", 0, 15)], budi=[name("b", 0, 5)])
    assert told(found) == ("AB ", ["layer/1", "layer/0"])


def test_a_field_that_differs_has_a_sign_where_the_mark_begins() -> None:
    said = Quote(id="a", label="direct", spans=(Span(5, 60),), speaker="Rina")
    found = marks([said], budi=[said.with_(id="b", speaker="Lars")])
    assert told(found, Span(0, 40))[0] == f"  {DIFFERING}"
    assert told(found, Span(40, 80))[0] == "   "


def test_every_layer_has_a_ground_of_its_own_and_without_colours_one_that_is_seen() -> None:
    dark = Palette(default_scheme(), Color.parse("#16181c"), Color.parse("#d8d8d4"))
    names = [f"layer/{number}" for number in (*range(len(LAYERS)), "several")]
    assert len({dark.style((each,)).bgcolor for each in names}) == len(names)
    few = Palette(default_scheme(), Color.parse("#000000"), Color.parse("#ffffff"), few_colours=True)
    assert all(few.style((each,)).reverse for each in names)
