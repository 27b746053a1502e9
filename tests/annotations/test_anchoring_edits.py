"""Spans in articles edited at random, the truth carried along by the edits; as the benchmark, but small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchoring import Anchor, Anchored, anchor_of, reanchor
from annotations.model import Entity, Lost, Note, Quote, Span
from tests.benchmarks.anchoring import Figures, fits, measure, true_place
from tests.benchmarks.edited_articles import KINDS, Edited, Kind, edited_article


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_edited_articles_keep_their_annotations(kind: Kind) -> None:
    few = measure(kind, 5, range(4), length=12_000, annotations=55)
    assert few.whole > 200
    assert few.recall >= 0.985
    assert few.precision >= 0.99
    many = measure(kind, 26, range(4), length=12_000, annotations=55)
    assert many.gone > 0
    assert many.changed > 5
    assert many.recall >= 0.95
    assert many.precision >= 0.97


@given(st.sampled_from(KINDS), st.integers(0, 10**6), st.integers(0, 12))
@settings(max_examples=settings().max_examples // 3)
def test_nothing_is_dropped_whatever_was_edited(kind: Kind, seed: int, edits: int) -> None:
    edited = edited_article(kind, seed, length=1500, annotations=12, edits=edits)
    placed = reanchor(edited.anchored, edited.after).annotations
    assert reanchor(edited.anchored, edited.after).annotations == placed
    for item, annotation in zip(edited.anchored, placed, strict=True):
        places = annotation.places()
        for role, span in places:
            assert 0 <= span.start < span.end <= len(edited.after), role
        sure = [place for place in places if place not in {(p.role, p.like) for p in annotation.unconfirmed}]
        assert len(sure) + len(annotation.lost) == len(item.annotation.places())
        for piece in annotation.unconfirmed:
            assert len(piece.quote) >= 12
        fields = {"id", "label", "status", "note", "by"}
        assert all(getattr(annotation, name) == getattr(item.annotation, name) for name in fields)


def test_the_benchmark_knows_right_from_wrong() -> None:
    before = "Ani datang. Budi pergi. Citra Dewi Lestari tinggal."
    after = "Budi pergi. Citra Lestari tinggal. Ani lain datang."
    now: list[int | None] = [None] * len(before)
    now[12:24] = range(12)  # "Budi pergi. "
    now[24:30] = range(12, 18)  # "Citra "
    now[35:51] = range(18, 34)  # "Lestari tinggal."
    edited = Edited(before, after, [], now)
    assert true_place(edited, Span(0, 3)) == ("gone", None)
    assert true_place(edited, Span(12, 16)) == ("whole", Span(0, 4))
    assert true_place(edited, Span(24, 42)) == ("changed", Span(12, 25))
    assert fits("whole", Span(0, 4), Span(0, 4))
    assert not fits("whole", Span(0, 4), Span(0, 5))
    assert fits("changed", Span(12, 25), Span(12, 25))
    assert fits("changed", Span(12, 25), Span(5, 25))
    assert not fits("changed", Span(12, 25), Span(12, 20))
    assert not fits("changed", Span(12, 25), Span(0, 34))
    ani = Entity(id="e1", label="PER", spans=(Span(0, 3),))
    wrong = Anchored(ani, [Anchor("Budi", Span(0, 3), "", " pergi. Citra ")])
    edited.anchored = [wrong]
    figures = Figures()
    figures.add(edited)
    assert (figures.gone, figures.marked, figures.found, len(figures.problems)) == (1, 1, 0, 1)


OLD = (
    "Gubernur menyatakan bahwa pembangunan waduk di hulu sungai akan dimulai tahun depan. "
    "Warga di hilir belum diberi tahu. Waduk itu akan menampung air untuk tiga kabupaten.\n"
)


def note_on(words: str) -> Anchored:
    start = OLD.index(words)
    span = Span(start, start + len(words))
    return Anchored(Note(id="n1", label="", spans=(span,)), [anchor_of(OLD, span)])


def test_changed_words_are_marked_to_be_confirmed() -> None:
    words = "pembangunan waduk di hulu sungai akan dimulai"
    text = OLD.replace("di hulu sungai", "besar di hulu")
    found = reanchor([note_on(words)], text)
    note = found.annotations[0]
    assert note.text_in(text) == "pembangunan waduk besar di hulu akan dimulai"
    assert (found.moved, found.lost) == (0, 0)
    assert note.unconfirmed == note.lost
    assert note.lost[0].quote == words
    assert note.lost[0].like == note.spans[0]


def test_short_words_that_changed_are_lost() -> None:
    text = OLD.replace("Waduk itu", "Waduknya itu")
    assert reanchor([note_on("Waduk itu a")], text).annotations[0].is_lost


def test_of_two_that_are_as_much_alike_none_is_guessed() -> None:
    changed = OLD.replace("di hulu sungai", "besar di hulu")
    found = reanchor([note_on("pembangunan waduk di hulu sungai akan dimulai")], changed + "\n" * 3 + changed)
    spans = found.annotations[0].spans
    assert not spans or spans[0].start < len(changed)  # where its neighbours say, or nowhere
    alone = "x" * 700
    found = reanchor(
        [note_on("pembangunan waduk di hulu sungai akan dimulai")], alone + changed + alone + changed
    )
    assert found.annotations[0].is_lost


def test_words_that_come_back_need_no_confirmation_any_more() -> None:
    item = note_on("pembangunan waduk di hulu sungai akan dimulai")
    text = OLD.replace("di hulu sungai", "besar di hulu")
    guessed = reanchor([item], text).annotations[0]
    again = Anchored(guessed, [anchor_of(text, guessed.spans[0])])
    assert reanchor([again], text, unchanged=True).annotations == [guessed]
    assert reanchor([again], "Kabar. " + OLD).annotations[0].lost == ()
    assert reanchor([again], OLD).annotations == [item.annotation]


def test_what_is_to_be_confirmed_stays_so_when_it_moves_and_is_lost_with_its_place() -> None:
    item = note_on("pembangunan waduk di hulu sungai akan dimulai")
    text = OLD.replace("di hulu sungai", "besar di hulu")
    guessed = reanchor([item], text).annotations[0]
    again = Anchored(guessed, [anchor_of(text, guessed.spans[0])])
    moved = reanchor([again], "Kabar. " + text).annotations[0]
    span = Span(guessed.start + 7, guessed.end + 7)
    assert moved.spans == (span,)
    assert moved.lost == (replace(guessed.lost[0], like=span),)
    gone = reanchor([again], "Hari ini cerah.")
    assert (gone.lost, gone.annotations[0].spans) == (1, ())
    assert gone.annotations[0].lost == (replace(guessed.lost[0], like=None),)


def test_a_long_source_that_changed_is_marked_to_be_confirmed() -> None:
    old = (
        '"Kami siap membantu siapa pun yang datang," ujar Kepala Dinas Pengairan Joko Santoso di kantornya.\n'
    )
    quote = Quote(
        id="q1",
        label="direct",
        spans=(Span(1, 42),),
        cue=Span(44, 48),
        source=Span(49, old.index(" di kantornya")),
    )
    fields = {name: Anchor(old[s:e], Span(s, e)) for name, (s, e) in quote.places() if name != "spans"}
    text = old.replace("Dinas Pengairan Joko", "Dinas Pengairan Kabupaten Joko")
    found = reanchor([Anchored(quote, [anchor_of(old, quote.spans[0])], fields)], text).annotations[0]
    source = found.value("source")
    assert text[source.start : source.end] == "Kepala Dinas Pengairan Kabupaten Joko Santoso"
    assert found.unconfirmed == (Lost("source", fields["source"].quote, fields["source"].at, like=source),)
    assert found.value("cue") == quote.cue
    again = {name: Anchor(text[s:e], Span(s, e)) for name, (s, e) in found.places() if name != "spans"}
    back = reanchor([Anchored(found, [anchor_of(text, found.spans[0])], again)], old).annotations[0]
    assert back == quote


@pytest.mark.parametrize("words", ["a", "Lee ", "ab\n", "e\u0301", "🇮🇩"])
def test_a_text_of_one_word_a_hundred_thousand_times_is_read_to_its_end(words: str) -> None:
    old = words * 100_000
    spans = [Span(start, start + length) for start in range(0, 5000, 250) for length in (3, 60)]
    items = [
        Anchored(Entity(id=f"e{n}", label="PER", spans=(span,)), [anchor_of(old, span)])
        for n, span in enumerate(spans)
    ]
    new = "Baru. " + old
    found = reanchor(items, new)
    assert [annotation.id for annotation in found.annotations] == [item.annotation.id for item in items]
    for item, annotation in zip(items, found.annotations, strict=True):
        assert all(new[s:e] == item.spans[0].quote for s, e in annotation.spans)


@given(
    st.text(max_size=30),
    st.tuples(
        st.text(max_size=14), st.integers(0, 60), st.integers(0, 60), st.text(max_size=5), st.text(max_size=5)
    ),
    st.sampled_from(("", "aa", "\n", "😀\u0301", "kata Lee di sini")),
)
def test_whatever_a_file_says_nothing_is_raised(
    text: str, said: tuple[str, int, int, str, str], more: str
) -> None:
    quote, start, end, before, after = said
    at = Span(min(start, end), max(start, end) + 1)
    anchor = Anchor(quote, at, before, after)
    piece = Lost("spans", quote, at, before, after, at)
    items = [
        Anchored(
            Quote(id="q", label="", spans=(at,), cue=at, lost=(piece,)), [anchor], {"cue": Anchor(more, at)}
        ),
        Anchored(
            Quote(id="l", label="", spans=(), lost=(piece, replace(piece, role="source", like=None))), []
        ),
    ]
    for now in (text, text + quote + more, before + quote + after, ""):
        assert [annotation.id for annotation in reanchor(items, now).annotations] == ["q", "l"]
