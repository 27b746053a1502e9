"""Where paragraphs and sentences end, and which line is the headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article

STORY = "Menteri meresmikan pasar baru di kota itu. Pedagang senang."


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in Article(text).paragraphs]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in Article(text).sentences]


def title(text: str) -> str | None:
    span = Article(text).title
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        # a hard break inside a sentence
        "Indonesia telah mengumpulkan para menteri untuk membahas\nharga beras, Agustus lalu.",
        "Rapat itu dihadiri Persatuan Pedagang Pasar\n(PPP) dan wakil pemerintah.",
        'Ia berkata, "Harga sudah turun,\nterutama di pasar induk."',
        # the cue of a quotation on the next line, even over a blank one
        '"Kapan pasar dibuka?"\nkata Budi.',
        "“Apakah pasar itu akan dibuka tahun ini?”\n\nkata seorang pedagang.",
        # a sentence of some length over a blank line
        "Rapat yang berlangsung selama dua hari itu menghasilkan sejumlah keputusan\n\nyang segera berlaku.",
        # furniture between two halves
        "Indonesia telah mengumpulkan para menteri untuk membahas\nADVERTISEMENT\nharga beras, Agustus lalu.",
    ],
)
def test_a_break_inside_a_sentence_joins(text: str) -> None:
    assert paragraphs(text) == [text]


@pytest.mark.parametrize(
    "lines",
    [
        ["Rapat selesai.", "Menteri pulang."],
        ["Rapat selesai", "Menteri pulang"],  # headings
        ["Syaratnya:", "a. warga negara", "b. berusia 17 tahun"],
        ["Syaratnya adalah warga negara", "b) berusia 17 tahun"],
        ["Syaratnya adalah warga negara", "- berusia 17 tahun"],
        ["Baca juga: Harga Beras Turun", "kata menteri itu lagi."],
        ["Harga naik", "jpnn.com, MEDAN - Harga beras naik."],
        ["Menteri meresmikan pasar.", "(den)"],
    ],
)
def test_other_breaks_end_a_paragraph(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines
    assert paragraphs("\n\n".join(lines)) == lines


def test_paragraphs_have_no_blanks_at_their_ends() -> None:
    assert paragraphs("  satu. \n\n\t\n dua.\n") == ["satu.", "dua."]


def test_text_wrapped_by_hand_is_joined() -> None:
    first = (
        "Menteri Perdagangan meresmikan pasar baru di kota itu pada hari\n"
        "Senin setelah tertunda dua tahun karena banjir. Ia datang bersama\n"
        "Gubernur Jawa Tengah dan Wali Kota Semarang, lalu berkeliling di\n"
        "Pasar Johar."
    )
    second = "Pedagang menyambut pembukaan itu dengan gembira. Mereka sudah lama\nmenunggu tempat yang layak."
    assert paragraphs(f"{first}\n\n{second}") == [first, second]


@pytest.mark.parametrize(
    "parts",
    [
        ["Menteri datang.", "Ia pulang!", "Kapan lagi?", "Entah…", "Tidak tahu."],
        ["Harganya Rp 1.500 per kilogram.", "Naik 2,5 persen."],
        ["Ia tinggal di Jl. Merdeka No. 8.", "Rumahnya besar."],
        ["Prof. Dr. M. Nuh dan H. Ahmad hadir.", "K.H. Said tidak."],
        ["Beras, gula, dll.", "Semuanya naik."],
        ["PT Beras Jaya Tbk. (BRJY) untung.", "Sahamnya naik."],
        ["Budi Santoso, S.Pd., M.Si. dan Ani Lestari, S.H. menjadi saksi.", "Sidang ditunda."],
        ["Ia mendapat vitamin C.", "Menurut dokter, itu cukup."],
        ["Lihat https://contoh.id/a.b?c=1.D dan www.contoh.com.", "Situs itu baru."],
        ["Kunjungi Kompas.com atau Suara.com.", "Keduanya gratis."],
        ["Ini bukan 2020.", "500 orang datang."],
        ["1. Pasar Johar ramai.", "2. Pasar Baru sepi."],
        ["Harga Rp 10. 000 naik.", "Beras mahal."],  # blanks as scrapers leave them
        ["Ia bekerja di KOMPAS. TV sejak lama.", "Kini ia pindah."],
        ["Ia berkata... entah apa.", "Lalu pergi."],
        ["(Lihat gambar.)", "Menteri datang."],
        ["Wow (!) Katanya begitu.", "Benar."],
    ],
)
def test_indonesian_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Trump met Sen. John F. Kelly in the U.S. Senate.", "He left."],
        ["The talks in the U.S. The end came at 5 p.m. on Oct. 21.", "Nobody knew."],
        ["Acme Inc. and Foo Corp. agreed.", "The deal is done."],
        ["He lives in Washington, D.C.", "The city is hot."],
        ["“It’s not enough.", "We vote for somebody,” she said.", "Then she left."],
        ['"Is it enough?" Ms. Clinton asked.', '"No!" she said.'],
        ["Is it enough?", "Clinton said the bill would pass."],
        ["''We won.''", "The crowd cheered."],
        ["“Our country is in trouble.” ― Edwin G. Monroy"],
        ["It was the niece, state Del. Maria Cole, who came to the hall.", "Then she left."],
        ["He left the U.F.W.-C.I.O. and the party.", "The union of the U.F.W.-C.I.O. did not."],
        ["He told Yahoo! News on Monday that it was over.", "They use Yahoo!", "The search is free."],
    ],
)
def test_english_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    article = Article(text)
    if parts[0].startswith("The talks"):  # the abbreviation ends a sentence before a word that opens one
        parts = ["The talks in the U.S.", "The end came at 5 p.m. on Oct. 21.", "Nobody knew."]
    assert article.language == "en"
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ia bekerja di SIER.Direktur itu pulang.", ["Ia bekerja di SIER.", "Direktur itu pulang."]),
        ('"Ya," katanya.Menurut dia, cukup.', ['"Ya," katanya.', "Menurut dia, cukup."]),
        (
            'Situasi di kota itu."Kami senang," kata Budi.',
            ["Situasi di kota itu.", '"Kami senang," kata Budi.'],
        ),
        ('"Kami senang."Lalu ia pergi.', ['"Kami senang."', "Lalu ia pergi."]),
        ("“Kami senang.”Lalu ia pergi.", ["“Kami senang.”", "Lalu ia pergi."]),
        ("Ia lulusan S.Pd dan Ph.D di Jl.Sudirman.", ["Ia lulusan S.Pd dan Ph.D di Jl.Sudirman."]),
        ("Tulis ke budi.Santoso@contoh.id ya.", ["Tulis ke budi.Santoso@contoh.id ya."]),
    ],
)
def test_sentences_glued_without_a_blank(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            '"Harga naik. Itu beban dunia," kata Budi. Ia pergi.',
            ['"Harga naik.', 'Itu beban dunia," kata Budi.', "Ia pergi."],
        ),
        ('"Apa kabar?" tanya Budi. "Baik!" seru Ani.', ['"Apa kabar?" tanya Budi.', '"Baik!" seru Ani.']),
        ('"Harga naik." ujar Budi.', ['"Harga naik." ujar Budi.']),
        ("”Harga naik.” Budi pulang.", ["”Harga naik.”", "Budi pulang."]),
        ('Ia berkata: "Naik." Lalu pulang.', ['Ia berkata: "Naik."', "Lalu pulang."]),
    ],
)
def test_a_closing_mark_and_a_cue_stay_with_their_sentence(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_no_sentence_holds_furniture() -> None:
    text = (
        "Jakarta, CNN Indonesia -- Menteri datang.\nADVERTISEMENT\nIa membuka [Gambas:Video CNN] pasar "
        "baru.\nBaca juga: Harga Beras Turun di Pasar Induk\nPedagang senang. (den)"
    )
    assert sentences(text) == ["Menteri datang.", "Ia membuka", "pasar baru.", "Pedagang senang."]


def test_a_sentence_over_a_hard_break_is_one() -> None:
    text = "Rapat itu membahas\nharga beras. Lalu selesai."
    assert sentences(text) == ["Rapat itu membahas\nharga beras.", "Lalu selesai."]


@pytest.mark.parametrize(
    "headline",
    [
        "Menteri Resmikan Pasar Baru",
        "Menteri resmikan pasar baru",
        "Menteri: Harga Beras Turun!",
        "Kapan Pasar Dibuka?",
        "Minister Opens New Market in the City.",
    ],
)
def test_headlines(headline: str) -> None:
    assert title(f"{headline}\n{STORY}") == headline
    assert title(f"ADVERTISEMENT\n{headline}\n\nJakarta, CNN Indonesia -- {STORY}") == headline


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Menteri Resmikan Pasar Baru",  # nothing follows
        f"Pasar itu dibuka.\n{STORY}",
        f"Jakarta, CNN Indonesia -- Menteri Resmikan Pasar Baru\n{STORY}",
        f'"Harga turun," katanya\n{STORY}',
        f"{'Menteri Resmikan Pasar Baru ' * 12}\n{STORY}",
        "Menteri Resmikan Pasar Baru\nADVERTISEMENT",
    ],
)
def test_no_headline(text: str) -> None:
    assert title(text) is None


PIECES = st.sampled_from(
    [
        "Baca juga:",
        "ADVERTISEMENT",
        "(den)",
        "\n",
        "\n\n",
        " ",
        ". ",
        ".",
        '."',
        "”",
        '"',
        "Ia",
        "kata",
        "No.",
        "8",
        "M.",
        "?",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join)))
def test_spans_cover_the_story_in_order(text: str) -> None:
    article = Article(text)
    for spans in (article.paragraphs, article.sentences):
        end = 0
        for span in spans:
            content = text[span.start : span.end]
            assert span.start >= end
            assert content
            assert content == content.strip()
            end = span.end
    assert not any(article.in_furniture(sentence) for sentence in article.sentences)
    for sentence in article.sentences:
        assert any(paragraph.covers(sentence) for paragraph in article.paragraphs)
    outside = list(text)
    for span in (*article.paragraphs, *(piece.span for piece in article.furniture)):
        outside[span.start : span.end] = " " * span.length
    assert not "".join(outside).strip()
    told = list(text)
    for span in (*article.sentences, *(piece.span for piece in article.furniture)):
        told[span.start : span.end] = " " * span.length
    assert not any(char.isalnum() for char in told)
