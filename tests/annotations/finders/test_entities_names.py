"""Names by list, telling word, title, cue and shape."""

from __future__ import annotations

import pytest

from annotations.article import Article
from annotations.finders.entities import find_entities
from annotations.finders.entities.initials import matches_initials
from annotations.finders.findings import Findings
from annotations.model import Entity, Span
from annotations.text.furniture import Furniture


def entities(text: str) -> list[Entity]:
    return list(find_entities(Article(text), Findings()))


def names(text: str) -> list[tuple[str, str]]:
    """Label and words of every name, in text order."""
    return [(e.label, e.text_in(text)) for e in entities(text) if e.label in ("PER", "ORG", "LOC")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a title is not part of the name, nor is what it is of
        (
            "Menteri Luar Negeri Rukmini Sastra tiba di Bandung dengan pesawat itu.",
            [("PER", "Rukmini Sastra"), ("LOC", "Bandung")],
        ),
        (
            "Gubernur Jawa Timur Wiryo Subekti membuka acara tersebut.",
            [("LOC", "Jawa Timur"), ("PER", "Wiryo Subekti")],
        ),
        (
            "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Suwondo menolak usul itu.",
            [("PER", "Suwondo")],
        ),
        ("Hal itu dikatakan pak Darsono kepada warga yang datang.", [("PER", "Darsono")]),
        # reporting words on either side
        ('"Kami siap," kata Ngadimin kepada wartawan.', [("PER", "Ngadimin")]),
        ("Menurut Kusmawati, jalan itu akan diperbaiki.", [("PER", "Kusmawati")]),
        # telling first words
        (
            "Laporan itu dikirim ke Kementerian Kelautan dan Perikanan pagi tadi.",
            [("ORG", "Kementerian Kelautan dan Perikanan")],
        ),
        ("Kantornya di Jalan Melati Raya sudah tutup.", [("LOC", "Jalan Melati Raya")]),
        ("Saham PT Sumber Rejeki Makmur Tbk naik tajam.", [("ORG", "PT Sumber Rejeki Makmur Tbk")]),
        ("Ia bekerja sama dengan Delta Karya II Ltd sejak awal.", [("ORG", "Delta Karya II Ltd")]),
        # a government is an organisation, its country alone a place
        (
            "Kemudian pemerintah Indonesia dan Norwegia bertemu lagi.",
            [("ORG", "pemerintah Indonesia"), ("LOC", "Norwegia")],
        ),
        ("Duta Besar Rusia untuk Indonesia hadir.", [("LOC", "Rusia"), ("LOC", "Indonesia")]),
        # two letters
        ("Hubungan AS dan RI membaik.", [("LOC", "AS"), ("LOC", "RI")]),
        # the ampersand inside a company's name
        ("Mereka melapor kepada jajaran KT&G kemarin.", [("ORG", "KT&G")]),
        # pairs of names
        (
            "Pendukung Suryo Wibisono-Tatang Kusuma datang ke sana.",
            [("PER", "Suryo Wibisono"), ("PER", "Tatang Kusuma")],
        ),
        # treaties and parts of them are not places
        ("Isi Paris Agreement dibahas lagi di sana.", []),
        # a city stands for its club where the sentence is about a match
        ("Gol itu membuat Torino unggul.", [("ORG", "Torino")]),
        ("Mereka berlibur ke Torino dan Genoa.", [("LOC", "Torino"), ("LOC", "Genoa")]),
        # ordinary words at the start of a sentence
        ("Penyanderaan berakhir damai. Buktinya warga sudah pulang.", []),
        # words that are also names of places
        ("Batu itu besar sekali.", []),
    ],
)
def test_names_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_each_name_says_why() -> None:
    [person] = entities("Kemarin dulu menteri Sumarlina menolak.")[-1:]
    assert person.why.endswith("title before a name: menteri")
    assert person.confidence is not None
    assert person.confidence > 0.6


def test_a_headline_does_not_make_names_of_its_words() -> None:
    text = "Warga Tolak Rencana Pembangunan Jembatan Baru\nWarga menolak rencana itu."
    assert names(text) == []


def test_a_name_of_the_body_is_found_in_the_headline() -> None:
    text = "Sukirman Tolak Rencana Pembangunan Jembatan\nBupati Sukirman menolak rencana itu."
    assert names(text) == [("PER", "Sukirman"), ("PER", "Sukirman")]


def test_words_run_together_are_parted() -> None:
    assert ("LOC", "Timur Tengah") in names("Keadaan diTimur Tengah memburuk lagi.")


def test_a_capital_inside_a_name_does_not_part_it() -> None:
    assert names("Hal itu dikatakan pak DiMarzio kepada warga.") == [("PER", "DiMarzio")]


def test_the_name_of_a_language_is_no_country() -> None:
    assert names("Surat itu ditulis dalam bahasa Jepang.") == []


def test_an_abbreviation_in_brackets_after_plain_words_is_no_organisation() -> None:
    text = "Rencana Pembangunan Jangka Menengah (RPJMX) dibahas. Isi RPJMX belum final."
    assert names(text) == []


@pytest.mark.parametrize(
    ("name", "letters", "expected"),
    [
        ("Badan Pengelola Migas Aceh", "BPMA", True),
        ("Komisi Perlindungan Anak dan Perempuan", "KPAP", True),
        ("World Trade Organization", "WTO", True),
        ("Badan Pengelola Migas Aceh", "BPM", False),
        ("Ketua Badan Pengelola Migas", "BPM", False),
        ("", "", True),
    ],
)
def test_initials(name: str, letters: str, expected: bool) -> None:
    assert matches_initials(name, letters) is expected


def test_initials_in_brackets_make_an_organisation_sure() -> None:
    text = "Kepala Badan Pengelola Hutan Kalimantan (BPHK) Budi Santoso datang ke Solo."
    found = {text[e.start : e.end]: e for e in entities(text)}
    for form in ("Badan Pengelola Hutan Kalimantan", "BPHK"):
        assert found[form].label == "ORG"
        assert found[form].entity == "Badan Pengelola Hutan Kalimantan"
        assert (found[form].confidence or 0) >= 0.9
    assert found["BPHK"].why == "initials in brackets after a name: Badan Pengelola Hutan Kalimantan"


def test_of_furniture_only_the_city_of_the_dateline_is_found() -> None:
    text = "Surabaya, Warta Kita -- Warga Madiun datang."
    article = Article(text)
    article.__dict__["furniture"] = (Furniture(Span(0, 23), "dateline"),)
    article.__dict__["sentences"] = (Span(24, len(text)),)
    found = [(e.label, e.text_in(text)) for e in find_entities(article, Findings())]
    assert found == [("LOC", "Surabaya"), ("LOC", "Madiun")]


def test_english_titles_companies_and_countries() -> None:
    text = (
        "The deal was signed in Jakarta by Foreign Minister Harriet Olsen, the ministry said. "
        "Analysts at Northwind Energy Group said that the United States would be watching the talks."
    )
    assert names(text) == [
        ("LOC", "Jakarta"),
        ("PER", "Harriet Olsen"),
        ("ORG", "Northwind Energy Group"),
        ("LOC", "United States"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # AS is a form of company after strange words, else a country
        (
            "Kontrak itu jatuh ke Nordfjell Kjolvik AS di Bitung.",
            [("ORG", "Nordfjell Kjolvik AS"), ("LOC", "Bitung")],
        ),
        ("Baja dari AS tertahan di pelabuhan.", [("LOC", "AS")]),
        ("Turbin buatan Vindkraft Sorhavn A/S dipasang.", [("ORG", "Vindkraft Sorhavn A/S")]),
        # where a company is from is no part of it
        (
            "Perusahaan Prancis Bouvrelle S.A. memenangi tender.",
            [("LOC", "Prancis"), ("ORG", "Bouvrelle S.A.")],
        ),
        ("Ia memimpin PT Bank Sumbara (Persero) Tbk.", [("ORG", "PT Bank Sumbara (Persero) Tbk")]),
        # an abbreviation goes on with a ministry
        ("Petugas Kementerian Hukum dan HAM datang.", [("ORG", "Kementerian Hukum dan HAM")]),
        # a rank parts a place from a name; as a last word a title belongs to the name
        (
            "Kapolsek Tambora Kompol Kukuh Rustandi membenarkan hal itu.",
            [("LOC", "Tambora"), ("PER", "Kukuh Rustandi")],
        ),
        ("Kata Tatang Suherman Hakim, sidang ditunda.", [("PER", "Tatang Suherman Hakim")]),
        ("Kata politikus TB Rustandi, rapat ditunda.", [("PER", "TB Rustandi")]),
        # a party, and a mill
        ("Kader PKS hadir.", [("ORG", "PKS")]),
        ("Limbah pabrik PKS mencemari sungai itu.", []),
        # small letters after a place say where in it
        ("Banjir melanda Vietnam utara.", [("LOC", "Vietnam")]),
    ],
)
def test_companies_offices_and_ranks(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The government of Velmara said it would wait.", [("LOC", "Velmara")]),
        ("They said that Velmara's parliament would vote.", [("LOC", "Velmara")]),
        ("Astrid Fjeldheim said it would rain.", [("PER", "Astrid Fjeldheim")]),
        ("It was built by Nordfjell Kjolvik AS last year.", [("ORG", "Nordfjell Kjolvik AS")]),
        ("Moody's Investors Service cut the rating.", [("ORG", "Moody's Investors Service")]),
    ],
)
def test_english_states_and_companies(text: str, expected: list[tuple[str, str]]) -> None:
    article = Article(text)
    assert article.language == "en"
    found = list(find_entities(article, Findings()))
    assert [(e.label, e.text_in(text)) for e in found if e.label in ("PER", "ORG", "LOC")] == expected
