"""Whom a suffix, a pronoun or a role stands for. The texts are written for these tests."""

from __future__ import annotations

import pytest

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.finders.quotes import find_quotes
from annotations.model import Entity, Quote, Span

ID = "Banjir yang melanda kota itu belum surut dan warga yang mengungsi di sekolah itu menunggu bantuan. "
FIRST = "Lurah Sari Dewanti mengatakan, dapur umum sudah dibuka.\n"


def quotes(text: str, *entities: tuple[str, str]) -> list[Quote]:
    """The quotes of `text`, every mention of the names given by label and words being known."""
    found = [
        Entity(id="", label=label, spans=(Span(at, at + len(name)),), entity=name)
        for label, name in entities
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    found.sort(key=lambda entity: entity.start)
    return list(find_quotes(Article(text), Findings(entities=found)))


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("Keluhan yang sama disampaikan oleh Joko Prasetyo. ", "Joko Prasetyo"),
        ("Salah satu pengungsi adalah Warsini (60) yang kehilangan rumah. ", "Warsini"),
        ("Pada hari itu juga, Camat Dian Lestari menawarkan cara lain. ", "Dian Lestari"),
        ("Rapat itu dipimpin langsung Camat Dian Lestari. ", "Dian Lestari"),
        ("Seorang guru bernama Joko Prasetyo datang. ", "Joko Prasetyo"),
        ("Salah satunya adalah Camat Dian Lestari. ", "Dian Lestari"),
        ("Salah satu pengungsi mengaku kehilangan rumah. ", "Salah satu pengungsi"),
        ("Apalagi, Camat Dian Lestari sudah datang. ", "Sari Dewanti"),
        ("Pelacakan Terkait Dian Lestari dimulai. ", "Sari Dewanti"),
        ("Upaya lain Adapun Camat Dian Lestari menawarkan cara lain. ", "Dian Lestari"),
        ("Air di Jalan Sari Agung masih tinggi. ", "Sari Dewanti"),
        ("Sebagian umat Budha di kota itu menilai bantuan terlambat. ", "Sari Dewanti"),
    ],
)
def test_who_is_brought_in_between_is_meant_by_the_suffix(between: str, speaker: str) -> None:
    text = ID + FIRST + between + '"Kami menunggu perahu karet dari kota," katanya.'
    assert quotes(text, ("PER", "Dian Lestari"))[-1].speaker == speaker


def test_a_tag_names_the_speaker_whatever_its_sentence_begins_with() -> None:
    text = (
        ID + FIRST + "Joko Prasetyo, kata Sari, pulang lebih dulu. "
        '"Kami menunggu perahu karet dari kota," katanya.'
    )
    assert quotes(text, ("PER", "Joko Prasetyo"))[-1].speaker == "Sari Dewanti"


def test_a_role_that_points_back_is_the_speaker_before() -> None:
    text = ID + FIRST + "Mantan guru itu menilai perahu yang datang belum cukup."
    assert [quote.speaker for quote in quotes(text)] == ["Sari Dewanti"] * 2


def test_who_is_named_in_the_quotation_did_not_say_it() -> None:
    text = (
        ID + "Lurah Sari Dewanti mengatakan, dapur umum sudah dibuka. "
        "Joko Prasetyo datang membawa beras. "
        '"Pak Joko Prasetyo membawa beras untuk semua warga," ungkapnya.'
    )
    assert quotes(text, ("PER", "Joko Prasetyo"))[-1].speaker == "Sari Dewanti"


def test_a_country_that_speaks_is_no_person() -> None:
    text = ID + FIRST + 'Belanda menilai tanggul itu rapuh. "Kami menunggu perahu karet," katanya.'
    assert quotes(text, ("LOC", "Belanda"))[-1].speaker == "Sari Dewanti"


@pytest.mark.parametrize(
    "naming",
    ["Kang Uja, sapaan akrab Ujang Permana, datang.", "Ujang Permana yang akrab disapa Kang Uja datang."],
)
def test_a_nickname_is_completed(naming: str) -> None:
    text = ID + naming + " Uja mengatakan, perahu karet sudah dikirim."
    assert quotes(text)[-1].speaker == "Ujang Permana"


@pytest.mark.parametrize(
    ("subject", "source", "speaker"),
    [
        (
            "Agus Wijaya, salah seorang warga di Desa Karang, Kecamatan Mulya, juga berharap",
            "Agus Wijaya, salah seorang warga",
            "Agus Wijaya",
        ),
        (
            "Wakil Dekan Bidang Akademik, Dr. Ratna Sari, S. M. yang juga ketua panitia, mengungkapkan",
            "Wakil Dekan Bidang Akademik, Dr. Ratna Sari",
            "Ratna Sari",
        ),
    ],
)
def test_a_name_parted_from_its_verb(subject: str, source: str, speaker: str) -> None:
    text = ID + subject + " bahwa bantuan segera datang ke desa itu."
    quote = quotes(text)[-1]
    assert quote.source is not None
    assert text[quote.source.start : quote.source.end] == source
    assert quote.speaker == speaker


def test_a_tag_with_other_uses_between_commas() -> None:
    text = ID + FIRST + "Dapur di sekolah, jelas dia, perlu beras. Saat ini, nilai bantuan masih kecil."
    found = quotes(text)
    assert [quote.text_in(text) for quote in found[1:]] == ["Dapur di sekolah … perlu beras"]
    assert found[1].speaker == "Sari Dewanti"


def test_a_glued_word_is_no_part_of_the_name() -> None:
    text = ID + '"Kami mengirim perahu karet ke kota itu," demikian pernyataan tertulisKemlu RI.'
    quote = quotes(text)[-1]
    assert quote.source is not None
    assert text[quote.source.start : quote.source.end] == "Kemlu RI"


@pytest.mark.parametrize(
    "naming", ["Camat Sukamaju Dian Lestari datang.", "Camat Sukamaju, Dian Lestari, datang."]
)
def test_a_role_alone_is_who_holds_it(naming: str) -> None:
    text = ID + naming + " Camat Sukamaju mengatakan, perahu sudah dikirim."
    assert quotes(text, ("PER", "Dian Lestari"))[-1].speaker == "Dian Lestari"


def test_an_office_shortened_is_the_same_office() -> None:
    text = ID + "Menteri Agama Dian Lestari datang. Menag mengatakan, perahu sudah dikirim."
    assert quotes(text, ("PER", "Dian Lestari"))[-1].speaker == "Dian Lestari"


def test_a_former_office_is_another() -> None:
    text = ID + "Mantan Bupati Dian Lestari datang. Bupati mengatakan, perahu sudah dikirim."
    assert quotes(text, ("PER", "Dian Lestari"))[-1].speaker == "Bupati"


def test_kin_of_somebody_named_is_the_speaker_before() -> None:
    text = ID + FIRST + "Adik Dian Lestari ini mengatakan, perahu sudah dikirim."
    assert quotes(text, ("PER", "Dian Lestari"))[-1].speaker == "Sari Dewanti"


def test_our_side_is_the_speaker_before() -> None:
    text = ID + FIRST + "Pihaknya berharap bantuan segera datang."
    assert quotes(text)[-1].speaker == "Sari Dewanti"


def test_degrees_are_no_part_of_the_name() -> None:
    text = (
        ID
        + 'Kami menunggu. "Kami menunggu perahu karet dari kota," kata Kepala SD Melati, Dian Lestari, M. Pd.'
    )
    assert quotes(text)[-1].speaker == "Dian Lestari"


@pytest.mark.parametrize("heading", ["Tidak perlu khawatir", "Kewaspadaan", "Jalur pengiriman"])
def test_a_heading_without_its_line_break_is_no_part_of_the_source(heading: str) -> None:
    text = f"{ID}\n{heading} Camat Dian Lestari mengatakan, perahu sudah dikirim."
    quote = quotes(text, ("PER", "Dian Lestari"))[-1]
    assert quote.source is not None
    assert text[slice(*quote.source)] == "Camat Dian Lestari"
