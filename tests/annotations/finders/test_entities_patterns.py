"""Dates, times, sums, shares, quantities and laws."""

from __future__ import annotations

import pytest

from annotations.finders.entities.amounts import find_amounts
from annotations.finders.entities.dates import find_dates
from annotations.finders.entities.events import find_events
from annotations.finders.entities.laws import find_laws


def dates(text: str, language: str = "id") -> list[tuple[str, str]]:
    return [(found.label, found.text) for found in find_dates(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("di kantornya, Senin (19/9).", ["Senin (19/9)"]),
        ("hadir Kamis (19/6/2025) malam itu", ["Kamis (19/6/2025) malam"]),
        ("di Bali, Agustus lalu.", ["Agustus lalu"]),
        ("dibuka pekan lalu oleh", ["pekan lalu"]),
        ("proklamasi 17 Agustus 1945 pagi", ["17 Agustus 1945"]),
        ("sejak tahun 2016 sampai 2018-2020", ["2016", "2018-2020"]),
        ("rampung pada semester I 2025", ["semester I 2025"]),
        ("Minggu, 4 Mei 2025", ["Minggu, 4 Mei 2025"]),
        ("pergi dua tahun lalu", ["dua tahun lalu"]),
        # durations, sums, codes and the year of an election are no dates
        ("selama dua minggu terakhir", []),
        ("seharga Rp 2.000 atau 2000 rupiah", ["2000"]),
        ("menjelang Pemilu 2024", []),
        ("untuk lima tahun mendatang", []),
        ("nomor 1998/PDT", []),
    ],
)
def test_indonesian_dates(text: str, expected: list[str]) -> None:
    assert [words for label, words in dates(text) if label == "DATE"] == expected


def test_the_time_of_day_is_apart_from_the_date() -> None:
    assert dates("Rabu (3/4) pukul 15.50 WIB") == [("DATE", "Rabu (3/4)"), ("TIME", "15.50 WIB")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on Monday.", ["Monday"]),
        ("It fell last week to a low.", ["last week"]),
        ("on March 3, 2021 in Oslo", ["March 3, 2021"]),
        ("on 3 March 2021 in Oslo", ["3 March 2021"]),
        ("They march on. You may go.", []),
        ("three years ago", ["three years ago"]),
        ("for three years", []),
    ],
)
def test_english_dates(text: str, expected: list[str]) -> None:
    assert [words for _, words in dates(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("senilai Rp 2,5 triliun lebih", [("MONEY", "Rp 2,5 triliun")]),
        ("sebesar 10 juta dolar AS tunai", [("MONEY", "10 juta dolar AS")]),
        ("naik 31,45 persen menjadi 40%", [("PERCENT", "31,45 persen"), ("PERCENT", "40%")]),
        ("seluas 12 hektare lahan", [("QTY", "12 hektare")]),
        ("pada 12 Mei 2020", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.label, found.text) for found in find_amounts(text, "id")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("melanggar UU No. 8 Tahun 1999 itu", ["UU No. 8 Tahun 1999"]),
        ("menurut Pasal 18 UU Nomor 5 Tahun 2014 maka", ["Pasal 18 UU Nomor 5 Tahun 2014"]),
        ("lewat Perpres 12 Tahun 2020 saja", ["Perpres 12 Tahun 2020"]),
        ("sebuah UU yang baru", []),
    ],
)
def test_laws(text: str, expected: list[str]) -> None:
    assert [found.text for found in find_laws(text, "id")] == expected


def test_an_event_is_named_with_its_year() -> None:
    text = "Sejak Piala Dunia 2022 dan Pemilu Legislatif 2019, bukan pemilu biasa."
    assert [found.text for found in find_events(text, "id")] == ["Piala Dunia 2022", "Pemilu Legislatif 2019"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It was signed in January. He left on Jan. 9, 2024.", "en", ["January", "Jan. 9, 2024"]),
        ("A deal was proposed in March and rejected.", "en", ["March"]),
        ("Kota itu bertahan sampai Agustus. Tidak lebih.", "id", ["Agustus"]),
    ],
)
def test_a_full_stop_belongs_to_an_abbreviation_only(text: str, language: str, expected: list[str]) -> None:
    assert [found.text for found in find_dates(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Pasal 5 ayat (2) UU No. 8 Tahun 1999 dilanggar", "id", ["Pasal 5 ayat (2) UU No. 8 Tahun 1999"]),
        ("pengesahan RUU Perampasan Aset ditunda", "id", ["RUU Perampasan Aset"]),
        ("UU Hukum dan Sanksi Adat berlaku", "id", ["UU Hukum dan Sanksi Adat"]),
        ("menurut UU yang berlaku", "id", []),
        ("Under Article 5 it may", "en", ["Article 5"]),
    ],
)
def test_laws_by_number_and_by_topic(text: str, language: str, expected: list[str]) -> None:
    assert [found.text for found in find_laws(text, language)] == expected


def test_a_summit_goes_by_its_name() -> None:
    text = "Usai KTT G20 dan KTT ke-43 ASEAN, KTT itu ditutup."
    assert [found.text for found in find_events(text, "id")] == ["KTT G20", "KTT ke-43 ASEAN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost €4bn, or £20m, in all.", ["€4bn", "£20m"]),
        ("They paid 4.5bn euros.", ["4.5bn euros"]),
        ("It made $3 more.", ["$3"]),
    ],
)
def test_scales_may_be_glued_to_sums(text: str, expected: list[str]) -> None:
    assert [found.text for found in find_amounts(text, "en")] == expected


def test_a_zone_follows_the_half_of_the_day() -> None:
    assert dates("It starts at 10 p.m. EST in all.", "en") == [("TIME", "10 p.m. EST")]
