"""Overlapping and nested spans are both drawn, and told apart without colour."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from annotations.model import Agreement, Annotation, Entity, Note, Quote, Span, Status
from annotations.scheme import default_scheme
from tests.annotations.strategies import any_annotations, spans
from tui.article.rows import Ink, gutter, inks, runs
from tui.palette import Palette, contrast
from tui.themes import THEMES


def quote_at(start: int, end: int, **fields: object) -> Quote:
    return Quote(id=f"q{start}", label="direct", spans=(Span(start, end),), **fields)  # type: ignore[arg-type]


@given(st.lists(any_annotations(ids=[f"c{n}" for n in range(20)]), max_size=8), spans())
def test_runs_cover_the_row_and_name_what_is_there(found: list[Annotation], row: Span) -> None:
    drawn = list(inks(found, None))
    pieces = runs(row, drawn)
    assert pieces[0][0].start == row.start
    assert pieces[-1][0].end == row.end
    for piece, names in pieces:
        expected = {ink.name for ink in drawn if ink.span.overlaps(piece)}
        assert set(names) - {"overlap"} == expected


def test_nested_of_one_kind_are_marked_as_overlap() -> None:
    drawn = list(inks([quote_at(0, 20), quote_at(5, 10)], None))
    assert [(tuple(p), "overlap" in names) for p, names in runs(Span(0, 20), drawn)] == [
        ((0, 5), False), ((5, 10), True), ((10, 20), False)
    ]  # fmt: skip


def test_an_entity_in_a_quote_is_no_overlap_but_shows_both() -> None:
    entity = Entity(id="e", label="PER", spans=(Span(5, 9),))
    middle = runs(Span(0, 20), inks([quote_at(0, 20), entity], None))[1]
    assert middle == (Span(5, 9), ("quote/direct/accepted", "entity/PER/accepted"))


def test_rejected_ones_are_not_drawn_unless_current() -> None:
    gone = quote_at(0, 5, status=Status.REJECTED)
    assert list(inks([gone], None)) == []
    assert {ink.name for ink in inks([gone], gone)} == {"quote/direct/rejected", "current"}


def test_the_current_ones_parts_stand_out() -> None:
    current = quote_at(0, 5, cue=Span(6, 8), source=Span(9, 12))
    names = {ink.name: ink.span for ink in inks([], current)}
    assert names == {"current": Span(0, 5), "part/cue": Span(6, 8), "part/source": Span(9, 12)}


def test_the_gutter_tells_kinds_and_status_without_colour() -> None:
    row = Span(0, 50)
    agreement = Agreement(id="a", label="mou", spans=(Span(3, 6),))
    note = Note(id="n", label="comment", spans=(Span(3, 6),))
    assert gutter(row, []) == "   "
    assert gutter(row, [quote_at(0, 60)]) == "  │"
    assert gutter(row, [quote_at(0, 60, status=Status.SUGGESTED)]) == "? ┊"
    assert gutter(Span(20, 50), [quote_at(0, 60, status=Status.SUGGESTED)]) == "  ┊"
    assert gutter(row, [quote_at(0, 60), quote_at(4, 9)]) == "  ║"
    assert gutter(row, [agreement]) == " § "
    assert gutter(row, [note]) == " * "
    assert gutter(row, [quote_at(0, 9, status=Status.REJECTED)]) == "   "


def test_every_kind_has_an_attribute_of_its_own_and_reads_on_both_grounds() -> None:
    for theme in THEMES:
        ground = Color.parse(theme.background or "")
        palette = Palette(default_scheme(), ground, Color.parse(theme.foreground or ""))
        attributes = set()
        for kind, label in (("entity", "PER"), ("quote", "direct"), ("agreement", "mou")):
            style = palette.style((f"{kind}/{label}/suggested",))
            attributes.add((style.bold, style.italic, style.underline))
        assert len(attributes) == 3
        for kind in ("entity", "agreement"):
            for each in default_scheme().of(kind):
                assert contrast(ground, palette.colour(kind, each.id)) >= 4.5, (theme.name, each.id)
        accepted = palette.style(("entity/PER/accepted",))
        assert accepted.bgcolor != palette.style(("entity/PER/suggested",)).bgcolor


def test_sixteen_colours_tell_apart_by_attributes() -> None:
    palette = Palette(default_scheme(), Color.parse("#000000"), Color.parse("#ffffff"), few_colours=True)
    names = ["selection", "current", "part/cue", "match", "overlap"]
    styles = {palette.style(("quote/direct/suggested", name)) for name in names}
    assert len(styles) == len(names)
    assert {style.bgcolor for style in styles} == {Color.parse("#000000").rich_color}
    assert palette.style(("entity/PER/accepted",)) != palette.style(("entity/PER/suggested",))


def test_selection_is_drawn_over_everything() -> None:
    palette = Palette(default_scheme(), Color.parse("#000000"), Color.parse("#ffffff"))
    pieces = runs(Span(0, 4), [Ink(Span(0, 4), "selection", 9), Ink(Span(0, 4), "quote/direct/accepted", 1)])
    assert palette.style(pieces[0][1]).bgcolor == palette.style(("selection",)).bgcolor
