"""Which words are mentions of an agreement, and which only look like it."""

from __future__ import annotations

import pytest

from annotations.article import Article
from annotations.finders.agreements import find_agreements
from annotations.finders.findings import Findings
from tests.annotations.finders.agreements_support import agreements, mentions, the_agreement


def test_the_number_belongs_to_the_mention() -> None:
    found = the_agreement(
        "Pemerintah [LOC Fiji] dan [LOC Peru] telah menandatangani tiga perjanjian kemarin sore."
    )
    assert found.count == 3
    assert mentions("[LOC Fiji] dan [LOC Peru] telah menandatangani tiga perjanjian kemarin sore.") == [
        ["tiga perjanjian"]
    ]


def test_modifiers_belong_to_the_mention_and_make_its_kind() -> None:
    text = "[LOC Fiji] dan [LOC Peru] yang bertetangga mencapai kesepakatan dagang."
    assert mentions(text) == [["kesepakatan dagang"]]
    assert the_agreement(text).label == "trade"


def test_words_that_point_back_are_mentions_of_the_same_agreement() -> None:
    assert mentions(
        "[LOC Fiji] dan [LOC Peru] menandatangani nota kesepahaman tentang laut.\n"
        "Menurut menteri, kerja sama ini penting. Nota kesepahaman tersebut berlaku dua tahun."
    ) == [["nota kesepahaman", "kerja sama ini", "Nota kesepahaman tersebut"]]


def test_a_signing_without_a_noun_points_back() -> None:
    assert mentions(
        "[LOC Fiji] dan [LOC Peru] menandatangani dua perjanjian. Penandatanganan itu berlangsung di Suva."
    ) == [["dua perjanjian", "Penandatanganan itu"]]


def test_a_short_name_in_brackets_is_known_from_then_on() -> None:
    assert mentions(
        "[ORG Bank Laut] dan [ORG Universitas Pantai] menandatangani perjanjian kerja sama (PKS).\n"
        "PKS berlaku bagi mereka yang di sana."
    ) == [["perjanjian kerja sama", "PKS", "PKS"]]


def test_a_short_name_behind_a_party_is_that_of_the_party() -> None:
    assert mentions(
        "[ORG Bank Laut] dan [ORG Petrosol] menandatangani perjanjian kerja sama (PKS) di [LOC Suva].\n"
        "PKS tersebut berlaku setahun. Fraksi PKS menyambutnya."
    ) == [["perjanjian kerja sama", "PKS", "PKS"]]


def test_a_short_name_of_a_party_is_no_agreement() -> None:
    assert agreements("Kader [ORG PKS] yang hadir mendukung calon itu di [LOC Depok].") == []


def test_spellings_of_a_known_name_are_one_agreement() -> None:
    (found,) = mentions(
        "Perundingan IEU-CEPA yang lama itu berat. IEU CEPA dan I-EU CEPA adalah nama yang sama."
    )
    assert found == ["IEU-CEPA", "IEU CEPA", "I-EU CEPA"]


def test_a_verb_is_a_mention_only_where_no_noun_is() -> None:
    assert mentions("[LOC Fiji] dan [LOC Peru] sepakat untuk membuka pelabuhan yang baru.") == [["sepakat"]]
    assert mentions("[LOC Fiji] dan [LOC Peru] sepakat membuat perjanjian dagang yang baru.") == [
        ["perjanjian dagang"]
    ]


def test_a_verb_of_joining_names_a_cooperation_of_two_organisations() -> None:
    text = "Perusahaan [ORG Petrosol] menggandeng [ORG Bank Laut] untuk membangun kapal. Kerja sama itu baru."
    assert mentions(text) == [["menggandeng", "Kerja sama itu"]]
    found = the_agreement(text)
    assert (found.label, found.parties) == ("cooperation", ("Petrosol", "Bank Laut"))
    assert mentions("[ORG Petrosol] bekerja sama dengan [ORG Bank Laut].") == [["bekerja sama"]]
    assert mentions("[ORG Petrosol] has teamed up with [ORG Sea Bank] to build ships.") == [["teamed up"]]


def test_who_works_with_whom_deep_in_the_story_is_no_agreement() -> None:
    story = "Nelayan melaut lagi setelah hujan reda. " * 30
    assert agreements(f"{story}[ORG Petrosol] bekerja sama dengan [ORG Bank Laut].") == []
    again = "[ORG Petrosol] bekerja sama dengan [ORG Bank Laut]. Kerja sama itu berlaku setahun."
    assert mentions(story + again) == [["bekerja sama", "Kerja sama itu"]]


def test_a_noun_of_names_points_back_to_the_name() -> None:
    assert mentions(
        "[LOC Fiji] dan [LOC Peru] yang bertetangga menyepakati Deklarasi Suva di [LOC Suva].\n"
        "Menurut menteri, deklarasi itu memuat tiga hal yang penting."
    ) == [["Deklarasi Suva", "deklarasi itu"]]


def test_a_memorandum_points_back_to_the_memorandum_of_understanding() -> None:
    assert mentions(
        "[LOC Fiji] and [LOC Peru] signed a memorandum of understanding on fish.\n"
        "The memorandum does not mention money, said the minister."
    ) == [["memorandum of understanding", "memorandum"]]


def test_a_year_makes_it_one_agreement_and_no_other() -> None:
    assert mentions("A 2011 agreement lapsed before any ship had sailed.") == [["agreement"]]
    assert agreements("[PER Ana] knew that an agreement lapsed before any ship had sailed.") == []


def test_what_is_told_of_twice_needs_no_parties() -> None:
    once = "[PER Ana] tak tahu kapan kesepakatan tercapai."
    assert agreements(once) == []
    assert mentions(f"{once} Harga naik jika kesepakatan tidak tercapai.") == [["kesepakatan", "kesepakatan"]]


def test_a_deal_with_somebody_is_no_dealing_with_something() -> None:
    assert mentions("[LOC Fiji] has signed a trade deal with [LOC Peru] after years.") == [["trade deal"]]
    assert mentions("[LOC Fiji] pulled out of the salmon deal with [LOC Peru].") == [["deal"]]


@pytest.mark.parametrize(
    "text",
    [
        "Polisi [LOC Bali] bekerja sama dengan warga menangkap pencuri sepeda di [LOC Ubud].",
        "Gerakan [ORG Laut Bersih] menggandeng seniman untuk membuat poster.",
        "Harga kontrak berjangka minyak di [ORG Bursa Laut] naik karena [LOC Fiji].",
        "Pembangunan itu memerlukan persetujuan gubernur [LOC Bali] dan [ORG DPRD Bali].",
        "[PER Sari] menandatangani peraturan dan perintah yang baru dari [LOC Fiji] dan [LOC Peru].",
        "Klub [ORG Persela] memperpanjang kontrak pemain yang dibeli dari [ORG Arema].",
        "Ia menjadi pegawai pemerintah dengan perjanjian kerja di [ORG Kementerian Laut].",
        "Relawan menggelar deklarasi dukungan di [LOC Bali] yang dihadiri [ORG Partai Laut].",
        "Warga sepakat untuk menutup jalan yang rusak di [LOC Depok].",
        "[PER Sari] sepakat dengan pendapat itu dan menilai [LOC Fiji] yang benar.",
        "Langkah itu sesuai dengan aturan yang ada di [LOC Fiji] dan [LOC Peru].",
        "Pemerintah dan [ORG DPR] menyepakati anggaran yang baru.",
        "Klub [ORG Persela] memperpanjang kontrak [PER Budi] yang habis di [LOC Lamongan].",
        "Protokol kesehatan yang ketat berlaku di [LOC Fiji].",
    ],
)
def test_what_only_looks_like_an_agreement_in_indonesian(text: str) -> None:
    assert agreements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister wrote a memorandum to the staff of the [ORG Ministry of Fish] in [LOC Fiji].",
        "The rules of [LOC Fiji] deal with [LOC Peru] and with nobody else.",
        "The mayor of [LOC Suva] has to deal with the flood, a big deal for the [ORG City Council].",
        "A good deal of the money that the [ORG Harbour Board] lost was borrowed from the [ORG Sea Bank].",
        "Delegates of [LOC Fiji] at the national convention of the [ORG Sea Party] agreed with that view.",
        "The president of [LOC Fiji] signed the order and the bill in the morning.",
        "The settlement construction of the [ORG Sea Company] went on in the valley.",
        "Armistice Day is kept in [LOC Fiji] and [LOC Peru] and that is it.",
        "Rules and policy makers of [LOC Fiji] deal with [LOC Peru] as the [ORG Sea Bank] agreed.",
        "Her lawyers reached a plea deal with the [ORG Ministry of Justice] of [LOC Fiji].",
    ],
)
def test_what_only_looks_like_an_agreement_in_english(text: str) -> None:
    assert agreements(text) == []


def test_a_headline_in_capitals_is_not_the_name_of_a_treaty() -> None:
    found = mentions(
        "Fiji And Peru Sign Defense Treaty\n\n[LOC Fiji] and [LOC Peru] signed a defense treaty on Monday."
    )
    assert found == [["Defense Treaty", "defense treaty"]]


def test_nothing_is_found_in_furniture() -> None:
    text = (
        "Baca juga: Fiji dan Peru Menandatangani Perjanjian Dagang\n"
        "[LOC Fiji] dan [LOC Peru] yang bertetangga menandatangani perjanjian dagang.\n"
        "ADVERTISEMENT\n"
    )
    article = Article(text.replace("[LOC ", "").replace("]", ""))
    for found in find_agreements(article, Findings()):
        assert not any(article.in_furniture(span) for span in found.spans)


def test_letters_that_grow_in_lower_case_do_not_shift_offsets() -> None:
    assert mentions("İİİ. [LOC Fiji] dan [LOC Peru] menandatangani perjanjian yang baru.") == [["perjanjian"]]
