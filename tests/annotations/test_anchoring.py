"""Spans find their place again in a changed text, or are lost; they never end up elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import CONTEXT, Anchored, Reanchored, anchor_of, reanchor
from annotations.anchoring.folding import folded
from annotations.model import Agreement, Annotation, Entity, FieldType, Lost, Note, Passage, Quote, Span

TEXT = (
    "JAKARTA — Presiden Siti Rahma bertemu Perdana Menteri Lee di Istana pada Selasa siang.\n\n"
    "“Kami akan menaati perjanjian itu,” ujar Rahma kepada wartawan di halaman istana.\n\n"
    "Menurut Lee, kedua negara akan bertemu lagi tahun depan. Lee tidak menjawab pertanyaan lain.\n\n"
    "Rahma menambahkan perjanjian perbatasan ditandatangani 🇮🇩 dan berlaku sepuluh tahun.\n"
)


def place(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def anchored(annotation: Annotation, text: str = TEXT) -> Anchored:
    fields = {name: anchor_of(text, span) for name, span in annotation.places() if name != "spans"}
    return Anchored(annotation, [anchor_of(text, span) for span in annotation.spans], fields)


def entity(words: str, nth: int = 0, name: str = "e1") -> Entity:
    return Entity(id=name, label="PER", spans=(place(words, nth=nth),), entity=words)


QUOTE = Quote(
    id="q1",
    label="direct",
    spans=(place("Kami akan menaati perjanjian itu,"),),
    source=place("Rahma", nth=1),
    cue=place("ujar"),
    speaker="Siti Rahma",
)


def after(text: str, *annotations: Annotation) -> Reanchored:
    return reanchor([anchored(annotation) for annotation in annotations], text)


def test_an_anchor_holds_32_code_points_of_context() -> None:
    span = place("🇮🇩")
    anchor = anchor_of(TEXT, span)
    assert anchor.quote == "🇮🇩"
    assert TEXT[span.start - CONTEXT : span.start] == anchor.before
    assert len(anchor.before) == len(anchor.after) - 3 == CONTEXT - 3 or len(anchor.before) == CONTEXT
    assert anchor_of("ab", Span(0, 1)).before == ""


def test_text_before_it_moves_a_span() -> None:
    found = after("Kompas: " + TEXT, entity("Lee", 1), QUOTE)
    assert (found.moved, found.lost) == (2, 0)
    lee, quote = found.annotations
    assert lee.spans == (Span(*(at + 8 for at in place("Lee", nth=1))),)
    assert quote.value("cue") == Span(*(at + 8 for at in place("ujar")))
    assert quote.value("source") == Span(*(at + 8 for at in place("Rahma", nth=1)))


def test_text_behind_it_leaves_a_span_where_it_is() -> None:
    found = after(TEXT + "Tambahan.\n", entity("Lee", 1), QUOTE)
    assert (found.moved, found.lost) == (0, 0)
    assert found.annotations == [entity("Lee", 1), QUOTE]


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_the_same_name_is_told_apart_by_context(nth: int) -> None:
    paragraphs = TEXT.split("\n\n")
    moved = "\n\n".join([paragraphs[2], paragraphs[3].strip(), paragraphs[0], paragraphs[1]]) + "\n"
    found = after(moved, *(entity("Lee", n, f"e{n}") for n in range(3)))
    assert found.lost == 0
    spans = [annotation.spans[0] for annotation in found.annotations]
    for annotation, words in zip(spans, ("Menteri Lee di", "Menurut Lee,", ". Lee tidak"), strict=True):
        start = moved.index(words) + words.index("Lee")
        assert annotation == Span(start, start + 3)
    assert moved[spans[nth].start : spans[nth].end] == "Lee"


def test_a_name_whose_sentence_is_gone_is_not_put_on_a_namesake() -> None:
    cut = TEXT.replace(" Lee tidak menjawab pertanyaan lain.", "")
    found = after(cut, *(entity("Lee", n, f"e{n}") for n in range(3)))
    assert [bool(annotation.spans) for annotation in found.annotations] == [True, True, False]
    assert found.annotations[2].lost == (Lost("spans", "Lee", *_at_and_context(place("Lee", nth=2))),)
    only_one = cut.replace("Menurut Lee", "Menurutnya")
    found = after(only_one, *(entity("Lee", n, f"e{n}") for n in range(3)))
    assert [bool(annotation.spans) for annotation in found.annotations] == [True, False, False]
    assert found.lost == 2


def _at_and_context(span: Span) -> tuple[Span, str, str]:
    anchor = anchor_of(TEXT, span)
    return anchor.at, anchor.before, anchor.after


def test_long_words_are_found_though_nothing_around_them_is_as_it_was() -> None:
    text = "Kemarin: perjanjian perbatasan ditandatangani. Itu saja yang diketahui."
    found = after(text, Note(id="n1", label="", spans=(place("perjanjian perbatasan ditandatangani"),)))
    assert (found.moved, found.lost) == (1, 0)
    assert found.annotations[0].spans == (place("perjanjian perbatasan ditandatangani", text),)


def test_a_name_alone_proves_nothing() -> None:
    found = after("Kemarin hadir Siti Rahma, katanya.", entity("Siti Rahma"))
    assert (found.moved, found.lost) == (0, 1)


def test_of_several_equal_ones_none_is_guessed() -> None:
    found = after("Lee. Lee. Lee.", entity("Lee", 1))
    assert found.annotations[0].spans == ()
    assert found.lost == 1


def test_an_edit_close_by_on_one_side_leaves_a_span() -> None:
    found = after(TEXT.replace("Menurut Lee", "Menurut PM Lee"), entity("Lee", 1))
    assert found.annotations[0].text_in(TEXT.replace("Menurut Lee", "Menurut PM Lee")) == "Lee"
    assert found.annotations[0].start == place("Lee", nth=1).start + 3


def test_a_cue_moves_with_its_quote_and_is_lost_alone() -> None:
    found = after(TEXT.replace("ujar Rahma", "begitu ujar Presiden Rahma"), QUOTE)
    text = TEXT.replace("ujar Rahma", "begitu ujar Presiden Rahma")
    assert found.annotations[0].value("cue") == place("ujar", text)
    assert found.annotations[0].value("source") == place("Rahma", text, nth=1)
    found = after(TEXT.replace("ujar Rahma", "kata dia"), QUOTE)
    quote = found.annotations[0]
    assert quote.spans == QUOTE.spans
    assert (quote.value("cue"), quote.value("source"), quote.value("speaker")) == (None, None, "Siti Rahma")
    assert [(piece.role, piece.quote, piece.at) for piece in quote.lost] == [
        ("source", "Rahma", QUOTE.source),
        ("cue", "ujar", QUOTE.cue),
    ]
    assert (found.moved, found.lost) == (0, 1)


def test_the_fields_of_a_lost_quote_are_lost_with_it() -> None:
    found = after(TEXT.replace("Kami akan menaati perjanjian itu", "Kita bakal mematuhinya"), QUOTE)
    quote = found.annotations[0]
    assert quote.is_lost
    assert [piece.role for piece in quote.lost] == ["spans", "source", "cue"]
    assert quote.text_in(TEXT) == "Kami akan menaati perjanjian itu,"


def test_the_words_of_a_passage_outlive_its_place() -> None:
    agreement = Agreement(
        id="a1",
        label="treaty",
        spans=(place("perjanjian perbatasan"),),
        subject=Passage("perbatasan", place("perbatasan")),
        date=Passage("Selasa"),
    )
    text = TEXT.replace("berlaku sepuluh tahun", "berlaku")
    assert after(text, agreement).annotations == [agreement]
    item = Anchored(
        agreement, [anchor_of(TEXT, agreement.spans[0])], {"subject": anchor_of(TEXT, place("sepuluh tahun"))}
    )
    lost = reanchor([item], text).annotations[0]
    assert (lost.value("subject"), lost.value("date")) == (Passage("perbatasan"), Passage("Selasa"))
    assert [piece.role for piece in lost.lost] == ["subject"]


def test_each_of_several_spans_is_placed_on_its_own() -> None:
    quote = Quote(id="q1", label="mixed", spans=(place("menaati perjanjian"), place("kedua negara")))
    text = "Baru. " + TEXT.replace("kedua negara", "mereka")
    found = after(text, quote).annotations[0]
    assert found.spans == (place("menaati perjanjian", text),)
    assert [piece.quote for piece in found.lost] == ["kedua negara"]
    paragraphs = TEXT.strip().split("\n\n")
    swapped = "\n\n".join(paragraphs[::-1])
    assert [swapped[s:e] for s, e in after(swapped, quote).annotations[0].spans] == [
        "kedua negara",
        "menaati perjanjian",
    ]


def test_what_was_lost_comes_back_with_its_text() -> None:
    lost = after(
        TEXT.replace("ujar Rahma", "kata dia").replace("Lee tidak", "Ia tidak"), QUOTE, entity("Lee", 2)
    )
    items = [anchored(annotation) for annotation in lost.annotations]
    assert reanchor(items, TEXT).annotations == [QUOTE, entity("Lee", 2)]
    assert reanchor(items, TEXT, unchanged=True).annotations == lost.annotations


def test_a_lost_name_is_not_put_on_a_namesake_later() -> None:
    lost = after(TEXT.replace("Lee tidak", "Ia tidak"), entity("Lee", 2)).annotations[0]
    assert reanchor([anchored(lost)], "Lee datang.").annotations[0].is_lost


def test_a_lost_field_that_was_filled_again_stays_as_it_is() -> None:
    lost = after(TEXT.replace("ujar Rahma", "kata dia"), QUOTE).annotations[0]
    filled = lost.with_(cue=place("kepada"))
    found = reanchor([anchored(filled)], TEXT).annotations[0]
    assert found.value("cue") == place("kepada")
    assert [piece.role for piece in found.lost] == ["cue"]


@given(st.text(alphabet="ab 🇮e\u0301", min_size=3, max_size=60), st.data())
def test_unchanged_text_changes_nothing(text: str, data: st.DataObject) -> None:
    items = [anchored(annotation, text) for annotation in data.draw(_any_on(text))]
    for unchanged in (True, False):
        found = reanchor(items, text, unchanged=unchanged)
        assert found.annotations == [item.annotation for item in items]
        assert (found.moved, found.lost) == (0, 0)


@given(st.text(alphabet="ab \n", min_size=3, max_size=60), st.text(alphabet="ab \n", max_size=60), st.data())
def test_whatever_the_new_text_nothing_is_dropped(old: str, new: str, data: st.DataObject) -> None:
    items = [anchored(annotation, old) for annotation in data.draw(_any_on(old))]
    found = reanchor(items, new)
    assert [annotation.id for annotation in found.annotations] == [item.annotation.id for item in items]
    for item, annotation in zip(items, found.annotations, strict=True):
        before = sorted((role, folded(old[s:e])) for role, (s, e) in item.annotation.places())
        guessed = {(piece.role, piece.like) for piece in annotation.unconfirmed}
        sure = [
            (role, folded(new[s:e])) for role, (s, e) in annotation.places() if (role, (s, e)) not in guessed
        ]
        assert sorted([*sure, *((piece.role, folded(piece.quote)) for piece in annotation.lost)]) == before
        assert list(annotation.spans) == sorted(annotation.spans)
        assert not any(a.overlaps(b) for a, b in zip(annotation.spans, annotation.spans[1:], strict=False))


@given(st.text(alphabet="ab", max_size=40), st.integers(0, len(TEXT)))
def test_one_insertion_moves_all_that_it_does_not_cut(inserted: str, at: int) -> None:
    changed = TEXT[:at] + inserted + TEXT[at:]
    items = [entity("Lee", n, f"e{n}") for n in range(3)] + [entity("Rahma", n, f"r{n}") for n in range(3)]
    for item, found in zip(items, after(changed, *items).annotations, strict=True):
        start, end = item.spans[0]
        if start < at < end and inserted:
            assert found.spans == () or changed[found.start : found.end] == item.entity
        else:
            shift = len(inserted) if at <= start else 0
            assert found.spans == (Span(start + shift, end + shift),)


def _any_on(text: str) -> st.SearchStrategy[list[Annotation]]:
    cut = st.integers(0, len(text))
    span = st.tuples(cut, cut).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
    spans = st.lists(cut, min_size=2, max_size=4, unique=True).map(
        lambda at: tuple(Span(*sorted(at)[n : n + 2]) for n in range(0, len(at) - 1, 2))
    )
    quotes = st.builds(Quote, id=st.just("q1"), label=st.just("direct"), spans=spans, cue=st.none() | span)
    return st.tuples(quotes, spans.map(lambda at: Entity(id="e1", label="PER", spans=at[:1]))).map(list)


def test_every_field_with_a_place_is_declared_as_one() -> None:
    """The fields that move are those of the types span and passage."""
    for cls in (Quote, Agreement):
        placed = {spec.name for spec in cls.fields if spec.type in (FieldType.SPAN, FieldType.PASSAGE)}
        assert placed == {"source", "cue"} if cls is Quote else placed == {"subject", "date"}
