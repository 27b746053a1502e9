"""Names put right before parties are looked for, and those who are no parties."""

from __future__ import annotations

import pytest

from tests.annotations.finders.agreements_support import agreements, the_agreement


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # names cut too short, or taken for persons
        (
            "[ORG Bank Laut] meneken perjanjian dengan [PER Gunara] Energy kemarin.",
            {"Bank Laut", "Gunara Energy"},
        ),
        ("[ORG Bank Laut] meneken perjanjian dengan [PER Gunara] kemarin.", {"Bank Laut", "Gunara"}),
        (
            "[PER Talesa], perusahaan baru. [ORG Bank Laut] dan [PER Talesa] meneken perjanjian di sini.",
            {"Bank Laut", "Talesa"},
        ),
        (
            "[LOC Fiji]'s [ORG Gunara] and [ORG Bank Laut] signed an agreement on coal.",
            {"Gunara", "Bank Laut"},
        ),
        ("[LOC Fiji]'s Gunara and [ORG Bank Laut] signed an agreement on coal.", {"Gunara", "Bank Laut"}),
        (
            "[ORG Bank Laut] meneken perjanjian dengan perusahaan [LOC Peru], [ORG Gunara].",
            {"Bank Laut", "Gunara"},
        ),
        # listed with one that is known
        ("[LOC Fiji] and M23 signed a peace agreement in May.", {"Fiji", "M23"}),
        (
            "Perjanjian antara [ORG Bank Laut], DKLM, dan [ORG Dinas Laut] diteken kemarin.",
            {"Bank Laut", "DKLM", "Dinas Laut"},
        ),
        # seats of government and peoples
        ("[LOC Moskow] dan [LOC Teheran] meneken perjanjian dagang.", {"Rusia", "Iran"}),
        ("Perjanjian dagang [LOC Fiji] dan [LOC Peru] diteken di [LOC Doha].", {"Fiji", "Peru"}),
        ("Russian and Chinese officials signed a trade agreement in [LOC Lima].", {"Russia", "China"}),
        ("[LOC Britain=United Kingdom] and [LOC Fiji] signed a trade agreement.", {"Britain", "Fiji"}),
        # who tells the news
        (
            "[ORG CNN Indonesia] memberitakan [LOC Fiji] dan [LOC Peru] meneken perjanjian dagang.",
            {"Fiji", "Peru"},
        ),
    ],
)
def test_names_of_parties(text: str, parties: set[str]) -> None:
    assert set(the_agreement(text).parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "[LOC Fiji] dan [LOC Peru] sepakat gencatan senjata yang dimediasi [LOC Qatar] dan [LOC Oman].",
        "[LOC Qatar], yang memediasi, menyambut gencatan senjata antara [LOC Fiji] dan [LOC Peru].",
        "[LOC Fiji] and [LOC Peru] reached a ceasefire brokered by [LOC Oman] and [LOC Qatar].",
        "[LOC Oman] and [LOC Qatar], which brokered it, praised the truce between [LOC Fiji] and [LOC Peru].",
        "[LOC Fiji] and [LOC Peru] signed a ceasefire with the help of [LOC Oman].",
        "[LOC Fiji] dan [LOC Peru] meneken gencatan senjata, disaksikan [ORG Bank Laut].",
    ],
)
def test_who_only_helps_is_no_party(text: str) -> None:
    (first, *_) = agreements(text)
    assert set(first.parties) == {"Fiji", "Peru"}


def test_a_name_of_an_agreement_is_no_party() -> None:
    found = agreements(
        "[LOC Fiji] dan [LOC Peru] keluar dari [ORG Traktat Langit Terbuka] dan meneken perjanjian dagang."
    )
    assert all(set(one.parties) <= {"Fiji", "Peru"} for one in found)


def test_short_names_in_brackets_are_the_same_party() -> None:
    found = the_agreement(
        "[ORG Bank of Fiji] (BOF) dan [ORG Bank Laut] meneken nota kesepahaman. BOF dan [ORG Bank Laut] "
        "meneken nota kesepahaman itu kemarin."
    )
    assert found.parties == ("Bank of Fiji (BOF)", "Bank Laut")
