"""What a person does to annotations, and that each can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import corrections, mentions
from annotations.annotation_set import AnnotationSet
from annotations.corrections import Direction, Side
from annotations.edits import Change, History
from annotations.model import Agreement, Entity, Lost, Quote, Span, Status

TEXT = 'Siti berkata, "Kami siap, dan kami mau." Siti pulang bersama Siti Rahma.'


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(
        id="q",
        label="direct",
        spans=(Span(start, start + len(words)),),
        status=Status.SUGGESTED,
        by="artreader",
    )


def after(change: Change) -> str:
    changed = change.edits[0].after
    assert changed is not None
    assert changed.status is Status.ACCEPTED
    return changed.text_in(TEXT)


@pytest.mark.parametrize(
    ("words", "side", "direction", "result"),
    [
        ("Kami siap", "end", "right", "Kami siap,"),
        ("Kami siap,", "end", "right", "Kami siap, dan"),
        ("Kami siap,", "end", "left", "Kami siap"),
        ("Kami siap", "end", "left", "Kami"),
        ("Kami siap", "start", "left", '"Kami siap'),
        ('"Kami siap', "start", "left", 'berkata, "Kami siap'),
        ("Kami siap", "start", "right", "siap"),
    ],
)
def test_boundaries(words: str, side: Side, direction: Direction, result: str) -> None:
    assert after(corrections.move_boundary(TEXT, quote(words), side, direction)) == result


@pytest.mark.parametrize(("side", "direction"), [("end", "left"), ("start", "right")])
def test_a_span_never_becomes_empty(side: Side, direction: Direction) -> None:
    assert corrections.move_boundary(TEXT, quote("siap"), side, direction).edits == ()


@given(st.data(), st.lists(st.tuples(st.sampled_from(["start", "end"]), st.sampled_from(["left", "right"]))))
def test_any_moves_stay_inside_the_text_and_undo(
    data: st.DataObject, moves: list[tuple[Side, Direction]]
) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    first = quote("siap").with_(spans=(Span(start, data.draw(st.integers(start + 1, len(TEXT)))),))
    kept = AnnotationSet([first])
    history = History(kept)
    for side, direction in moves:
        history.do(corrections.move_boundary(TEXT, kept["q"], side, direction))
        span = kept["q"].spans[0]
        assert 0 <= span.start < span.end <= len(TEXT)
    while history.undo():
        pass
    assert kept["q"] == first


def test_a_boundary_stops_at_the_neighbouring_span() -> None:
    two = quote("Kami").with_(spans=(Span(15, 19), Span(20, 24)))
    moved = corrections.move_boundary(TEXT, two, "start", "right")
    assert moved.edits == ()


def test_adding_a_span_merges_what_touches() -> None:
    change = corrections.add_span(quote("Kami siap"), Span(*quote("dan kami mau").spans[0]))
    assert after(change) == "Kami siap … dan kami mau"
    touching = corrections.add_span(quote("Kami"), Span(quote("Kami").end, quote("Kami").end + 5))
    assert after(touching) == "Kami siap"


def test_a_lost_annotation_is_found_again_by_giving_it_words() -> None:
    gone = quote("Kami").with_(
        spans=(), lost=(Lost("spans", "Dulu", Span(3, 7)), Lost("cue", "ujar", Span(8, 12)))
    )
    change = corrections.respan(gone, [Span(0, 4)])
    assert after(change) == "Siti"
    found = change.edits[0].after
    assert found is not None
    assert [lost.role for lost in found.lost] == ["cue"]
    assert corrections.move_boundary(TEXT, gone, "end", "left").edits == ()


def test_a_suggestion_is_rejected_a_persons_own_removed() -> None:
    suggested = quote("Kami")
    own = suggested.with_(by="ani")
    kept = AnnotationSet([suggested])
    rejected = corrections.delete(kept, suggested, "artreader").edits[0].after
    assert rejected is not None
    assert rejected.status is Status.REJECTED
    assert corrections.delete(kept, own, "artreader").edits[0].after is None
    lost = suggested.with_(spans=(), lost=(Lost("spans", "Dulu", Span(3, 7)),))
    assert corrections.delete(kept, lost, "artreader").edits[0].after is None


def test_removing_a_quote_clears_what_refers_to_it() -> None:
    own = quote("Kami siap").with_(by="ani")
    agreement = Agreement(id="a", label="mou", spans=(Span(20, 24),), said_in="q")
    kept = AnnotationSet([own, agreement])
    history = History(kept)
    history.do(corrections.delete(kept, own, "artreader"))
    assert list(kept) == [agreement.with_(said_in="")]
    history.undo()
    assert kept == AnnotationSet([own, agreement])


def test_a_comment_decides_nothing() -> None:
    for status in Status:
        change = corrections.set_field(quote("Kami").with_(status=status), "note", "ragu")
        changed = change.edits[0].after
        assert changed is not None
        assert (changed.status, changed.note) == (status, "ragu")


def test_a_new_value_takes_the_place_of_what_was_lost() -> None:
    gone = quote("Kami").with_(lost=(Lost("cue", "ujar", Span(8, 12)), Lost("source", "Siti", Span(0, 4))))
    changed = corrections.set_field(gone, "cue", Span(5, 12)).edits[0].after
    assert changed is not None
    assert [lost.role for lost in changed.lost] == ["source"]


@pytest.mark.parametrize("side", ["start", "end"])
def test_a_step_and_the_same_step_back_change_nothing(side: Side) -> None:
    first = quote("Kami siap").with_(status=Status.ACCEPTED)
    there = corrections.move_boundary(TEXT, first, side, "right").edits[0].after
    assert there is not None
    assert corrections.move_boundary(TEXT, there, side, "left").edits[0].after == first


def test_all_others_of_a_name_are_tagged_but_not_parts_of_marked_ones() -> None:
    first = Entity(id="a", label="PER", spans=(Span(0, 4),), entity="Siti Rahma", by="ani")
    full = Entity(id="b", label="PER", spans=(Span(61, 71),), entity="Siti Rahma")
    second = Entity(id="c", label="ORG", spans=(Span(41, 45),), status=Status.SUGGESTED)
    kept = AnnotationSet([first, full, second])
    history = History(kept)
    history.do(mentions.tag_all(TEXT, kept, first, "ani"))
    assert [(a.label, a.text_in(TEXT), a.status) for a in kept] == [
        ("PER", "Siti", Status.ACCEPTED),
        ("PER", "Siti", Status.ACCEPTED),
        ("PER", "Siti Rahma", Status.ACCEPTED),
    ]
    assert [a.entity for a in kept if isinstance(a, Entity)] == ["Siti Rahma"] * 3
    history.undo()
    assert list(kept) == [first, second, full]


def test_fields_are_checked() -> None:
    agreement = Agreement(id="a", label="mou", spans=(Span(0, 4),))
    changed = corrections.set_field(agreement, "parties", ("RI",)).edits[0].after
    assert isinstance(changed, Agreement)
    assert (changed.parties, changed.title) == (("RI",), "")
    titled = agreement.with_(title="nota (RI – Rusia)", parties=("RI", "Rusia"))
    for parties, title in ((("RI", "Cile"), "nota (RI – Cile)"), ((), "nota")):
        edited = corrections.set_field(titled, "parties", parties).edits[0].after
        assert edited is not None
        assert edited.value("title") == title
    own = titled.with_(title="Nota Dagang RI")
    assert corrections.set_field(own, "parties", ("RI",)).edits[0].after == own.with_(parties=("RI",))
    with pytest.raises(KeyError):
        corrections.set_field(agreement, "speaker", "x")
    assert corrections.set_field(agreement, "note", "").edits == ()


def test_tagging_by_hand_overrules_the_suggestion_for_the_same_words() -> None:
    suggested = quote('"Kami siap, dan kami mau."').with_(id="s")
    nested = quote("kami").with_(id="n")
    accepted = suggested.with_(id="t", status=Status.ACCEPTED)
    name = Entity(id="e", label="PER", spans=(Span(15, 19),), status=Status.SUGGESTED)
    kept = AnnotationSet([suggested, nested, accepted, name])
    history = History(kept)
    history.do(corrections.tag(kept, quote("Kami siap, dan kami").with_(status=Status.ACCEPTED, by="ani")))
    assert {a.id: a.status for a in kept} == {
        "s": Status.REJECTED,
        "n": Status.SUGGESTED,
        "t": Status.ACCEPTED,
        "e": Status.SUGGESTED,
        "q": Status.ACCEPTED,
    }
    history.undo()
    assert list(kept) == list(AnnotationSet([suggested, nested, accepted, name]))


CUT = 'Kata Ani, "Hujan turun," ujar Budi di Solo, "dan sungai meluap."'


def cut_quote() -> Quote:
    at = CUT.index('"Hujan')
    end = CUT.index(" ujar")
    cue, source = CUT.index("ujar"), CUT.index("Budi")
    return Quote(
        id="q",
        label="direct",
        spans=(Span(at, end),),
        cue=Span(cue, cue + 4),
        source=Span(source, source + 4),
    )


def test_content_does_not_grow_over_its_own_cue_however_many_steps() -> None:
    assert corrections.move_boundary(CUT, cut_quote(), "end", "right").edits == ()
    shorter = corrections.move_boundary(CUT, cut_quote(), "end", "left", 2).edits[0].after
    assert shorter is not None
    assert shorter.text_in(CUT) == '"Hujan'
    grown = corrections.move_boundary(CUT, shorter, "end", "right", 9).edits[0].after
    assert grown == cut_quote().with_(status=Status.ACCEPTED)


def test_a_cue_set_within_the_content_cuts_it_in_two() -> None:
    whole = Quote(id="q", label="direct", spans=(Span(CUT.index('"Hujan'), len(CUT)),))
    cue = Span(CUT.index("ujar"), CUT.index(', "dan'))
    after = corrections.set_part(CUT, whole, "cue", cue).edits[0].after
    assert isinstance(after, Quote)
    assert [CUT[start:end] for start, end in after.spans] == ['"Hujan turun,"', ', "dan sungai meluap."']
    assert after.cue == cue


def test_words_are_taken_out_but_never_the_last() -> None:
    quote = cut_quote()
    word = Span(CUT.index("Hujan"), CUT.index(" turun"))
    left = corrections.take_out(CUT, quote, word).edits[0].after
    assert left is not None
    assert left.text_in(CUT) == 'turun,"'
    assert corrections.take_out(CUT, quote, quote.extent).edits == ()


def test_words_given_to_a_quote_leave_its_own_cue_and_source_out() -> None:
    quote = cut_quote()
    whole = Span(CUT.index('"Hujan'), len(CUT))
    after = corrections.clear_of_own_parts(CUT, corrections.respan(quote, [whole])).edits[0].after
    assert isinstance(after, Quote)
    assert [CUT[start:end] for start, end in after.spans] == [
        '"Hujan turun,"',
        'di Solo, "dan sungai meluap."',
    ]
    assert quote.cue is not None
    only_cue = corrections.respan(quote, [quote.cue])
    assert corrections.clear_of_own_parts(CUT, only_cue) == only_cue
