"""What tells two agreements of the same parties apart, and what brings two nouns together."""

from __future__ import annotations

import pytest

from tests.annotations.finders.agreements_support import agreements, mentions, the_agreement

_SIGNED = "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian kerja sama, [DATE Rabu (8/4/2026)]. "


def test_a_memorandum_of_another_year_is_not_the_contract_that_was_signed() -> None:
    signed, drafted = agreements(
        _SIGNED + "Perjanjian itu berlaku tiga tahun. Nota kesepahaman yang dirancang pada [DATE 2021] batal "
        "diteken karena kedua negara berselisih soal harga."
    )
    assert (signed.agreement_status, drafted.agreement_status) == ("signed", "rejected")
    assert (signed.label, drafted.label) == ("agreement", "mou")
    assert signed.date is not None
    assert signed.date.text == "Rabu (8/4/2026)"
    assert signed.subject is None
    assert drafted.subject is None


@pytest.mark.parametrize(
    "second",
    [
        "[LOC Fiji] dan [LOC Peru] meneken nota kesepahaman kedua pada [DATE 2019].",
        "Nota kesepahaman serupa dengan [LOC Peru] ditandatangani kemudian.",
        "[LOC Fiji] dan [LOC Peru] juga menandatangani nota kesepahaman tentang ikan.",
        "[LOC Fiji] dan [LOC Peru] pernah meneken nota kesepahaman tentang ikan.",
        "[LOC Fiji] dan [LOC Peru] meneken perjanjian dagang kemarin.",
    ],
)
def test_another_instrument_of_the_same_two(second: str) -> None:
    first = "[LOC Fiji] dan [LOC Peru] meneken nota kesepahaman pertama pada [DATE 2003]. "
    assert len(agreements(first + second)) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nota kesepahaman tersebut berlaku lima tahun.", 1),
        ("Nota kesepahaman 2003 itu berlaku lima tahun.", 1),
        ("Kesepakatan itu berlaku lima tahun.", 1),
    ],
)
def test_the_same_instrument_again(text: str, count: int) -> None:
    first = "[LOC Fiji] dan [LOC Peru] meneken nota kesepahaman pertama pada [DATE 2003]. "
    assert len(agreements(first + text)) == count


def test_a_general_noun_points_to_what_was_just_spoken_of() -> None:
    found = mentions(
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian dagang. [LOC Chad] dan [LOC Mali] meneken "
        "kesepakatan mineral kemarin. Perjanjian itu memberi [LOC Mali] hak menambang."
    )
    assert found == [["perjanjian dagang"], ["kesepakatan mineral", "Perjanjian itu"]]


def test_a_memorandum_seals_the_cooperation_it_is_signed_for() -> None:
    found = the_agreement(
        "[ORG Bank Laut] menjalin kerja sama dengan [ORG Bank Gunung]. Kerja sama itu ditandai dengan "
        "penandatanganan nota kesepahaman di kota itu."
    )
    assert (found.label, found.agreement_status) == ("mou", "signed")
    assert set(found.parties) == {"Bank Laut", "Bank Gunung"}


def test_what_was_agreed_after_a_failure_is_apart_from_it() -> None:
    found = agreements(
        "[LOC Fiji] dan [LOC Peru] gagal mencapai kesepakatan gencatan senjata. "
        "Namun kedua negara menyepakati pertukaran tawanan."
    )
    assert [one.agreement_status for one in found] == ["rejected", "reached"]


def test_a_name_in_brackets_behind_a_list_belongs_to_the_last_of_it() -> None:
    found = mentions("[LOC Fiji] mendukung Perjanjian Paris dan Konvensi Laut Dalam (UNCLOS) sejak lama.")
    assert ["Perjanjian Paris"] in found


def test_a_long_name_a_translation_and_a_short_one() -> None:
    found = the_agreement(
        "[LOC Fiji] terikat perjanjian perdagangan bebas (free trade agreement/FTA) dengan [LOC Peru]."
    )
    assert len(found.spans) == 3
    assert (found.agreement_status, set(found.parties)) == ("in_force", {"Fiji", "Peru"})


def test_a_headline_that_names_no_party_joins_the_body() -> None:
    found = mentions(
        "Teken Perjanjian Dagang, Fiji Siap Ekspor Kelapa\n\n"
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian dagang yang lama ditunggu."
    )
    assert found == [["Perjanjian Dagang", "perjanjian dagang"]]


def test_a_headline_does_not_run_on_into_the_line_below() -> None:
    found = mentions(
        "Fiji dan Peru Umumkan Isi Kesepakatannya\nSUVA - [LOC Fiji] dan [LOC Peru] meneken kesepakatan."
    )
    assert all("\n" not in words for one in found for words in one)


def test_the_title_of_a_law_is_no_agreement() -> None:
    assert (
        agreements("[LOC Fiji] mengubah UU Nomor 24 Tahun 2000 tentang Perjanjian Internasional kemarin.")
        == []
    )
