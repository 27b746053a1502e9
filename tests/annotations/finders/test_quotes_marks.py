"""Quoted stretches: every typography, odd counts, nesting."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.finders.quotes.marks import find_stretches
from annotations.model import Span


def stretches(text: str, **options: object) -> list[str]:
    paragraphs = []
    position = 0
    for line in text.split("\n"):
        paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    return [text[s.start : s.end] for s in find_stretches(text, paragraphs, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "quoted",
    ['"Air surut,"', "“Air surut,”", "”Air surut,”", "„Air surut,“", "«Air surut,»", "''Air surut,''"],
)
def test_every_pair_of_marks(quoted: str) -> None:
    assert stretches(f"Pagi tadi. {quoted} kata Sari.") == [quoted]


def test_nested_marks_belong_to_the_outer_stretch() -> None:
    assert stretches("“Dia bilang “jangan” kepada saya,” kata Sari.") == [
        "“Dia bilang “jangan” kepada saya,”"
    ]
    assert stretches('"Dia bilang "jangan" kepada saya," kata Sari.') == [
        '"Dia bilang "jangan" kepada saya,"'
    ]


def test_an_unclosed_stretch_ends_with_its_paragraph() -> None:
    assert stretches('"Kami datang pagi.\nTidak ada yang tahu.\n"Kami pulang," kata Sari.') == [
        '"Kami datang pagi.',
        '"Kami pulang,"',
    ]


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    found = stretches('"Kami datang pagi, kata Sari. Lalu "kami pulang," katanya.')
    assert found[-1] == '"kami pulang,"'


def test_a_stray_closing_mark_is_dropped() -> None:
    assert stretches("Kami datang.” Lalu ”kami pulang,” katanya.") == ["”kami pulang,”"]


def test_a_mark_glued_to_a_tag_closes() -> None:
    text = 'Soal "bantuan pangan, "katanya.'
    assert stretches(text, tags={"katanya"}) == ['"bantuan pangan, "']


def test_marks_inside_furniture_are_passed_over() -> None:
    text = 'Baca juga: "Harga naik" "Air surut," kata Sari.'
    assert stretches(text, furniture=[Span(0, 22)]) == ['"Air surut,"']


@given(st.text(alphabet="“”\"'„«»ab .,\n", max_size=60))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    paragraphs = [Span(0, len(text))]
    found = list(find_stretches(text, paragraphs))
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(0 <= stretch.start < stretch.end <= len(text) and stretch.words for stretch in found)
