"""An article as a whole: what it derives from its text, and what stands at an offset."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.errors import InputError
from annotations.model import Span

TEXT = """Dua Negara Perkuat Kerja Sama Pelabuhan

Jakarta, CNN Indonesia -- Pemerintah Indonesia dan Norwegia akan memperkuat kerja sama pelabuhan. \
Hal itu disampaikan Menteri Perhubungan Raka Wijaya, Selasa (4/3).
Raka mengatakan, kedua negara telah menandatangani tiga perjanjian.
ADVERTISEMENT
SCROLL TO CONTINUE WITH CONTENT
"Itu pasti kami lanjutkan," ujar Raka di kantornya.
"Kami ingin pelabuhan yang bersih. Itu saja," tambah dia.
Menurutnya, tahun lalu Indonesia mengumpulkan dua belas negara untuk membahas
bahan bakar kapal, Agustus lalu.
(rws)
"""


@pytest.fixture
def article() -> Article:
    return Article(TEXT)


def shown(spans: object, article: Article) -> list[str]:
    assert isinstance(spans, tuple | list)
    return [article.text[start:end] for start, end in spans]


def test_a_wire_story_from_top_to_bottom(article: Article) -> None:
    assert article.language == "id"
    assert article.title is not None
    assert shown([article.title], article) == ["Dua Negara Perkuat Kerja Sama Pelabuhan"]
    assert [(piece.kind, *shown([piece.span], article)) for piece in article.furniture] == [
        ("dateline", "Jakarta, CNN Indonesia --"),
        ("advertisement", "ADVERTISEMENT"),
        ("advertisement", "SCROLL TO CONTINUE WITH CONTENT"),
        ("byline", "(rws)"),
    ]
    assert shown(article.sentences, article) == [
        "Dua Negara Perkuat Kerja Sama Pelabuhan",
        "Pemerintah Indonesia dan Norwegia akan memperkuat kerja sama pelabuhan.",
        "Hal itu disampaikan Menteri Perhubungan Raka Wijaya, Selasa (4/3).",
        "Raka mengatakan, kedua negara telah menandatangani tiga perjanjian.",
        '"Itu pasti kami lanjutkan," ujar Raka di kantornya.',
        '"Kami ingin pelabuhan yang bersih.',
        'Itu saja," tambah dia.',
        "Menurutnya, tahun lalu Indonesia mengumpulkan dua belas negara untuk membahas\n"
        "bahan bakar kapal, Agustus lalu.",
    ]
    assert len(article.paragraphs) == 9


def test_what_stands_at_an_offset(article: Article) -> None:
    offset = TEXT.index("Raka mengatakan")
    sentence = article.sentence_at(offset)
    assert sentence is not None
    assert sentence == article.paragraph_at(offset)
    assert article.sentence_at(TEXT.index("SCROLL")) is None
    assert article.paragraph_at(TEXT.index("\n")) is None
    assert article.in_furniture(Span(offset - 5, offset)) is False
    assert article.in_furniture(Span(TEXT.index("SCROLL") + 3, TEXT.index("SCROLL") + 4)) is True


def test_sentences_that_overlap_a_span(article: Article) -> None:
    start, end = TEXT.index("bersih"), TEXT.index("tambah")
    assert shown(article.sentences_in(Span(start, end)), article) == [
        '"Kami ingin pelabuhan yang bersih.',
        'Itu saja," tambah dia.',
    ]


def test_the_digest_is_of_the_normalised_text(tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    path.write_bytes("\ufeffsatu\r\ndua".encode())
    article = Article.read(path)
    assert article.sha256 == hashlib.sha256(b"satu\ndua").hexdigest()
    assert (article.path, article.encoding, article.newline, article.bom) == (path, "utf-8", "\r\n", True)
    assert article.sha256 == Article("satu\ndua").sha256


def test_an_unreadable_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Article.read(tmp_path / "tiada.txt")


def test_an_empty_article_has_no_parts() -> None:
    article = Article("")
    assert (article.furniture, article.paragraphs, article.sentences, article.title) == ((), (), (), None)
    assert article.sentence_at(0) is None


@given(st.text(alphabet='Aa .\n"”(/)-:', max_size=120), st.integers(0, 130))
def test_offsets_agree_with_the_spans(text: str, offset: int) -> None:
    article = Article(text)
    holding = [span for span in article.sentences if span.contains(offset)]
    assert article.sentence_at(offset) == (holding[0] if holding else None)
    inside = any(piece.span.contains(offset) for piece in article.furniture)
    assert article.in_furniture(Span(offset, offset + 1)) is inside
