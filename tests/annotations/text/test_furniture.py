"""What is furniture, what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.furniture import find_furniture

LEAD = "Menteri Perdagangan meresmikan pasar baru di kota itu, Senin (4/3), setelah tertunda dua tahun."


def found(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, text[piece.span.start : piece.span.end]) for piece in find_furniture(text)]


def of_kind(text: str, kind: str) -> list[str]:
    return [content for given, content in found(text) if given == kind]


@pytest.mark.parametrize(
    "dateline",
    [
        "Jakarta, CNN Indonesia --",
        "Bisnis.com, JAKARTA -",
        "Bisnis.com, JAKARTA —",
        "JAKARTA, KOMPAS.com -",
        "JAKARTA, KOMPAS.com ---",
        "JAKARTA, KOMPAS.com–",
        "JAKARTA, KOMPAS —",
        "PALEMBANG, KOMPAS - -",
        "KOMPAS.com --",
        "jpnn.com, MEDAN -",
        "TRIBUNNEWS.COM, JAKARTA -",
        "TRIBUN-MEDAN.com, SAMOSIR -",
        "Liputan6.com, Jakarta -",
        "Liputan6.com,Jakarta-",
        "Liputan6.com, Jakarta",
        "Jakarta (ANTARA) -",
        "Kabupaten Bekasi (ANTARA News) -",
        "TEMPO.CO, Purworejo -",
        "TEMPO Interaktif, Jakarta:",
        "REPUBLIKA.CO.ID, JAKARTA --",
        "Suara.com -",
        "VIVA -",
        "DEMAK -",
        "Surabaya -",
        "WASHINGTON (Reuters) -",
        "WASHINGTON, Sept 19 (Reuters) -",
        "NEWPORT NEWS, Va. -",
        "WASHINGTON (AP) —",
        "WASHINGTON, D.C. -",
        "**Jakarta, CNN Indonesia** --",
    ],
)
def test_datelines_of_all_outlets_with_their_dashes(dateline: str) -> None:
    assert found(f"{dateline} {LEAD}") == [("dateline", dateline)]
    assert of_kind(f"Pasar Baru Diresmikan\n\n{dateline} {LEAD}", "dateline") == [dateline]


def test_a_dateline_may_be_glued_to_the_lead() -> None:
    text = "Liputan6.com, Jakarta -Menteri Perdagangan meresmikan pasar baru."
    assert found(text) == [("dateline", "Liputan6.com, Jakarta -")]


def test_a_dateline_after_a_glued_headline_or_reporter() -> None:
    assert found(f"Pasar Baru Diresmikan, Harga Beras Masih Tinggi Jakarta, CNN Indonesia -- {LEAD}") == [
        ("dateline", "Jakarta, CNN Indonesia --")
    ]
    assert found(f"Laporan Wartawan Tribunnews.com, Budi Santoso TRIBUNNEWS.COM, MEDAN - {LEAD}") == [
        ("credit", "Laporan Wartawan Tribunnews.com, Budi Santoso"),
        ("dateline", "TRIBUNNEWS.COM, MEDAN -"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jakarta - Bandung Kini Satu Jam",
        "UPDATE - Korban banjir di tiga kecamatan bertambah menjadi sebelas orang, kata petugas posko.",
        "Jakarta, ibu kota negara - kota terbesar di Indonesia - kembali dilanda banjir besar tahun ini.",
        "Kompas - surat kabar itu - memuat berita tersebut di halaman pertama pada hari berikutnya.",
        "Menteri Perdagangan - yang baru dilantik - meresmikan pasar baru di kota itu kemarin siang.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert of_kind(text, "dateline") == []


@pytest.mark.parametrize(
    "byline",
    ["(den)", "(rzr/DAL)", "(mcy/krs)", "(dil/jpnn)", "(Tan/JPNN)", "(Antara)", "(K24)", "(*)", "[ah/ft]"],
)
def test_initials_after_the_last_paragraph(byline: str) -> None:
    assert found(f"{LEAD}\n{byline}") == [("byline", byline)]
    assert found(f"{LEAD} {byline}") == [("byline", byline)]
    assert found(f'{LEAD}\n"Saya siap," katanya. {byline}\n') == [("byline", byline)]


def test_names_above_the_story() -> None:
    assert found(f"Market Opens\nBy Anna Smith and John Doe\n{LEAD}") == [
        ("byline", "By Anna Smith and John Doe")
    ]
    assert of_kind(f"By the river stood a house\n{LEAD}", "byline") == []


@pytest.mark.parametrize(
    "text",
    [
        "Warga dapat datang sendiri (dan/atau) diwakili.",
        "Ia memilih Partai Pelita. (dan/atau) Yang lain.",
        "Pemimpin partai itu (PP) hadir.\nRapat Partai Pelita (PP)\nberlangsung dua jam.",
    ],
)
def test_brackets_inside_a_sentence_are_no_initials(text: str) -> None:
    assert of_kind(text, "byline") == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT", "advertisement"),
        ("Advertisement", "advertisement"),
        ("SCROLL TO CONTINUE WITH CONTENT", "advertisement"),
        ("SCROLL TO RESUME CONTENT", "advertisement"),
        ("Baca juga: Harga Beras Turun di Pasar Induk", "related"),
        ("BACA JUGA: Harga beras turun di pasar induk", "related"),
        ("Baca juga Harga Beras Turun di Pasar Induk", "related"),
        ("Lihat Juga :", "related"),
        ("Simak juga Video 'Harga Beras Turun':", "related"),
        ("Tonton juga Video: Pasar Baru Diresmikan", "related"),
        ("Read more: Rice prices fall", "related"),
        ("Also read: Rice prices fall", "related"),
        ("[Gambas:Video CNN]", "embed"),
        ("[video.1]", "embed"),
        ("[img.12]", "embed"),
        ("<LINK LIVE STREAMING>", "embed"),
        ("A post shared by Pasar Kita (@pasarkita)", "embed"),
        ("Foto: Suasana pasar (Dok. Pemkot)", "caption"),
        ("Menteri saat meninjau pasar. (Foto: Antara/Budi)", "caption"),
        ("Ilustrasi pasar", "caption"),
        ("Dok. Pemkot", "caption"),
        ("Photo: A market in the city", "caption"),
        ("Penulis: Budi Santoso", "credit"),
        ("Editor : Ani Lestari", "credit"),
        ("Laporan Wartawan Tribunnews.com, Budi Santoso", "credit"),
        ("Copyright © Harian Kita 2024", "credit"),
        ("(Reporting by Anna Smith; Editing by John Doe)", "credit"),
        ("Artikel ini telah tayang di Harian Kita dengan judul Pasar Baru", "credit"),
        ("Dapatkan update berita pilihan setiap hari dari Harian Kita.", "promotion"),
        ("Cek Berita dan Artikel yang lain di Google News", "promotion"),
        ("Share this article", "promotion"),
        ("Kompas.com - 12/03/2024, 10:00 WIB", "credit"),
        ("Senin, 4 Mar 2024 17:45 WIB", "credit"),
        ("Halaman selanjutnya", "listing"),
        ("Halaman 2 dari 3", "listing"),
        ("Halaman: 1 2 3", "listing"),
        ("Selanjutnya", "listing"),
        ("Tag: pasar, beras", "listing"),
        ("----------", "rule"),
        ("* * *", "rule"),
    ],
)
def test_a_line_that_is_not_the_story(line: str, kind: str) -> None:
    text = f"{LEAD}\n  {line} \n{LEAD}"
    assert found(text) == [(kind, line)]


def test_an_agency_in_brackets_hides_no_paragraph() -> None:
    assert found(f"{LEAD}\nPedagang senang. (ANTARA/Budi)") == [("byline", "(ANTARA/Budi)")]


def test_a_header_takes_the_titles_below_it() -> None:
    titles = ["Harga Beras Turun di Pasar Induk", "Menteri Janji Tambah Pasokan"]
    text = "\n".join([LEAD, "Pilihan Redaksi", *titles, LEAD])
    assert found(text) == [("related", part) for part in ("Pilihan Redaksi", *titles)]


def test_a_link_alone_on_its_line_has_its_title_below() -> None:
    text = f"{LEAD}\nBaca Juga\n\nHarga beras turun di pasar induk\n{LEAD}"
    assert found(text) == [("related", "Baca Juga"), ("related", "Harga beras turun di pasar induk")]
    assert found(f"{LEAD}\nBaca Juga\n{LEAD}") == [("related", "Baca Juga")]


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Harga Beras Turun di Pasar Induk", "Menurut pedagang, pasokan melimpah."),
        ("Harga Beras Turun di Pasar Induk", "Menteri Budi Santoso menyambut baik hal itu."),
        ("Harga Beras Turun di Pasar Induk", "Pedagang menyambut baik hal itu."),
        ("Harga Beras Turun di Pasar Induk", '"Kami senang," kata pedagang.'),
        ("Kenapa Harga Beras Turun?", "Pedagang menyambut baik hal itu."),
        ("HARGA BERAS TURUN DI PASAR INDUK", "Pedagang menyambut baik hal itu."),
    ],
)
def test_where_a_title_glued_into_the_story_ends(title: str, rest: str) -> None:
    assert found(f"{LEAD} Baca juga: {title} {rest}") == [("related", f"Baca juga: {title}")]


def test_a_glued_title_without_a_sure_end_hides_no_story() -> None:
    text = f"{LEAD} Baca juga: harga beras turun di pasar induk dan pedagang menyambut baik hal itu. {LEAD}"
    assert found(text) == [("related", "Baca juga:")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{LEAD} ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT {LEAD}",
            "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        ),
        (f"{LEAD} Advertisement {LEAD}", "Advertisement"),
        (f"{LEAD} Advertisement{LEAD}", "Advertisement"),
        (f"{LEAD} [Gambas:Video CNN] {LEAD}", "[Gambas:Video CNN]"),
        (f"{LEAD} (Foto: Budi/Harian Kita) {LEAD}", "(Foto: Budi/Harian Kita)"),
        (f"{LEAD} Editor: Ani Lestari", "Editor: Ani Lestari"),
        (f"{LEAD} (Baca juga: Harga Beras Turun) {LEAD}", "(Baca juga: Harga Beras Turun)"),
    ],
)
def test_furniture_inside_a_paragraph(text: str, expected: str) -> None:
    assert [content for _, content in found(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga buku ini jika ingin tahu lebih banyak tentang sejarah pasar.",
        'Guru itu berpesan, "Baca juga: syarat dan ketentuan," katanya.',
        "Pemerintah (baca: menteri perdagangan) menolak usul itu.",
        "Foto itu diambil pada hari pertama pasar dibuka.",
        "Selanjutnya, menteri meninjau gudang.",
        "Halaman pasar itu luas.",
        "Dokter Budi datang terlambat.",
        "Iklan itu ditayangkan dua kali.",
        "Advertisement spending rose by a tenth.",
        "The editor: a patient woman, she read it all.",
        "Ia menulis pesan singkat. Simak video itu sampai habis, katanya.",
        "Share prices rose.",
    ],
)
def test_sentences_that_only_begin_like_furniture(text: str) -> None:
    assert found(f"{LEAD}\n{text}\n{LEAD}") == []


PIECES = st.sampled_from(
    [
        "Baca juga:",
        "ADVERTISEMENT",
        "(den)",
        "\n",
        " ",
        "-",
        "Jakarta",
        "KOMPAS.com",
        "Foto:",
        "[Gambas:",
        "]",
        "kata",
        '"',
        ".",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)))
def test_spans_are_ordered_apart_and_without_blanks(text: str) -> None:
    end = 0
    for piece in find_furniture(text):
        content = text[piece.span.start : piece.span.end]
        assert piece.span.start >= end
        assert content
        assert content == content.strip()
        end = piece.span.end
