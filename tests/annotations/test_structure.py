"""Selecting by structure: from the word to the whole text and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations import growing, structure
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.model import Entity, Span

TEXT = (
    'Menteri Siti Rahma-Wati hadir. "Kami siap, dan kami mau," kata Siti di Kota Baru.\n'
    "Paragraf kedua menyusul, tanpa kutipan."
)
ARTICLE = Article(TEXT)


def words(span: Span | None) -> str | None:
    return None if span is None else TEXT[span.start : span.end]


def test_growing_goes_from_word_to_clause_to_quotation_to_paragraph() -> None:
    here = Span(TEXT.index("siap") + 1, TEXT.index("siap") + 1)
    steps = []
    while (here := growing.grow(ARTICLE, AnnotationSet(), here)) and here.length < len(TEXT):
        steps.append(words(here))
    assert steps[:3] == ["siap", "Kami siap", '"Kami siap, dan kami mau,"']
    assert steps[-1] == TEXT.split("\n")[0]


def test_growing_from_a_name() -> None:
    start = TEXT.index("Rahma")
    first = growing.grow(ARTICLE, AnnotationSet(), Span(start, start))
    assert words(first) == "Rahma-Wati"
    assert words(growing.grow(ARTICLE, AnnotationSet(), first)) == "Menteri Siti Rahma-Wati"


def test_a_marked_entity_is_the_name() -> None:
    start = TEXT.index("Siti Rahma")
    entity = Entity(id="a", label="PER", spans=(Span(start, start + len("Siti Rahma-Wati")),))
    name = structure.name_at(ARTICLE, AnnotationSet([entity]), start + 7)
    assert words(name) == "Siti Rahma-Wati"


def test_shrinking_undoes_growing() -> None:
    offset = TEXT.index("siap")
    sizes = [Span(offset, offset)]
    for _ in range(4):
        sizes.append(growing.grow(ARTICLE, AnnotationSet(), sizes[-1]))
    here = sizes[-1]
    for smaller in reversed(sizes[1:-1]):
        here = growing.shrink(ARTICLE, AnnotationSet(), here, offset)
        assert here == smaller


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_growing_never_loses_what_was_selected(one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other))
    grown = growing.grow(ARTICLE, AnnotationSet(), span)
    assert grown.covers(span)
    assert growing.grow(ARTICLE, AnnotationSet(), Span(0, len(TEXT))) == Span(0, len(TEXT))


@given(st.text(max_size=60), st.integers(0, 60))
def test_word_steps_move_and_stay_inside(text: str, at: int) -> None:
    offset = min(at, len(text))
    assert structure.word_start_before(text, offset) <= offset <= structure.word_start_after(text, offset)
    assert offset <= structure.word_end_after(text, offset) <= len(text)
    assert structure.word_start_before(text, offset) >= 0
    assert structure.word_start_after(text, offset) <= len(text)
    around = structure.word_at(text, offset)
    assert around is None or around.start <= offset <= around.end


def test_steps_by_sentence() -> None:
    spans = [Span(0, 5), Span(6, 9)]
    assert structure.start_after(spans, 0, 20) == 6
    assert structure.start_after(spans, 6, 20) == 20
    assert structure.start_before(spans, 6) == 0
    assert structure.start_before(spans, 7) == 6


def test_a_word_of_ten_thousand_letters_does_not_hang() -> None:
    text = "a" * 10_000_000
    assert structure.word_start_before(text, 5_000_000) < 5_000_000


def test_growing_meets_clause_statement_and_sentence_in_that_order() -> None:
    text = "Kata Menteri Siti, harga beras turun, stok cukup, dan panen aman. Warga senang.\n"
    article = Article(text)
    here, steps = Span(text.index("stok"), text.index("stok")), []
    while (here := growing.grow(article, AnnotationSet(), here)) and here.length < len(text):
        steps.append(text[here.start : here.end])
    assert steps == [
        "stok",
        "stok cukup",
        "harga beras turun, stok cukup, dan panen aman",
        "Kata Menteri Siti, harga beras turun, stok cukup, dan panen aman.",
        "Kata Menteri Siti, harga beras turun, stok cukup, dan panen aman. Warga senang.",
    ]


def test_the_next_quotation_is_no_title_and_not_one_that_is_refused() -> None:
    text = 'Film "Laut" diputar.\n"Saya senang," kata Ani. "Ya," kata Budi, "itu film yang baik."\n'
    article = Article(text)
    found, after = [], -1
    while span := structure.next_quotation(article, after, lambda s: "Ya" not in text[s.start : s.end]):
        found.append(text[span.start : span.end])
        after = span.start
    assert found == ['"Saya senang,"', '"itu film yang baik."']
