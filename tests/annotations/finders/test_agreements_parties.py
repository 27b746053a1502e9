"""Who is a party, and who only speaks of the agreement, guarantees it or comes from somewhere."""

from __future__ import annotations

import pytest

from tests.annotations.finders.agreements_support import agreements, the_agreement


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # where a company is from
        (
            "[ORG Bank Laut] meneken nota kesepahaman dengan perusahaan asal [LOC Peru], [PER Petrosol].",
            {"Bank Laut", "Petrosol"},
        ),
        # who reports, and whose own subject follows
        (
            "[LOC Fiji] dan [LOC Peru] bertemu. "
            "[LOC Chad] mengumumkan kedua negara telah menyetujui gencatan senjata.",
            {"Fiji", "Peru"},
        ),
        # who reports what it has done itself
        ("[LOC Fiji] mengumumkan telah mencapai kesepakatan dagang dengan [LOC Peru].", {"Fiji", "Peru"}),
        # who hopes for one with another has a part in it
        ("Pejabat [LOC Fiji] berharap kesepakatan dagang dengan [LOC Peru] tercapai.", {"Fiji", "Peru"}),
        # a source of data is none
        (
            "Menurut data [ORG Bank Laut], perjanjian dagang antara [LOC Fiji] dan [LOC Peru] diteken.",
            {"Fiji", "Peru"},
        ),
        # the agent of a noun of doing
        (
            "Kontrak pengadaan mesin oleh [ORG Dinas Laut] dengan [ORG Bank Laut] dilakukan tahun itu.",
            {"Dinas Laut", "Bank Laut"},
        ),
        (
            "Usai penandatanganan nota kesepahaman oleh [ORG Dinas Laut] dan [ORG Bank Laut], hujan turun.",
            {"Dinas Laut", "Bank Laut"},
        ),
        # described, not named
        (
            "[ORG Bank Laut] menandatangani perjanjian dengan sebuah konsorsium swasta kemarin.",
            {"Bank Laut", "sebuah konsorsium swasta"},
        ),
        (
            "[ORG Petrosol] dan tamunya tiba. "
            "[ORG Bank Laut] terikat perjanjian kerahasiaan dengan perusahaan itu.",
            {"Bank Laut", "Petrosol"},
        ),
        # the government of the newspaper's country
        ("Pemerintah menandatangani perjanjian dagang dengan [LOC Peru].", {"Pemerintah", "Peru"}),
        (
            "Di [LOC Indonesia], pemerintah menandatangani perjanjian dagang dengan [LOC Peru].",
            {"Pemerintah Indonesia", "Peru"},
        ),
        # who answers what is proposed, and who proposes it
        (
            "[LOC Fiji] menerima usulan gencatan senjata. [LOC Peru] menolak usulan gencatan senjata.",
            {"Fiji", "Peru"},
        ),
        ("[LOC Fiji] mengajukan usulan gencatan senjata.", set()),
        # guarantors
        ("[LOC Fiji] dan [LOC Peru] menjadi penjamin gencatan senjata.", set()),
    ],
)
def test_who_is_a_party(text: str, parties: set[str]) -> None:
    assert set(the_agreement(text).parties) == parties


def test_what_stands_behind_pt_is_one_company() -> None:
    found = the_agreement(
        "[ORG PT Bank] [ORG Laut Selatan] (Persero) Tbk. (BLS) dan PT [ORG Gunung] Raya "
        "menandatangani kontrak jual beli."
    )
    assert found.parties == ("Bank Laut Selatan", "Gunung Raya")


def test_a_company_and_its_short_name_are_one_party() -> None:
    found = the_agreement(
        "[ORG BPI Danau] meneken perjanjian dengan [ORG Bank Laut (Persero)]. "
        "[ORG Danau] dan [ORG Bank Laut] meneken perjanjian itu kemarin."
    )
    assert found.parties == ("BPI Danau", "Bank Laut (Persero)")


def test_the_unit_of_an_organisation_is_no_party_beside_it() -> None:
    found = the_agreement(
        "Perjanjian dagang diteken oleh [ORG Bank Laut] dan [ORG Pusat Riset Kelapa] [ORG Unfi] kemarin."
    )
    assert found.parties == ("Bank Laut", "Pusat Riset Kelapa")


def test_the_home_country_is_not_added_to_agreements_of_others() -> None:
    found = agreements(
        "[LOC Indonesia] mengamati. [LOC Fiji] dan [LOC Peru] mencapai kesepakatan dagang. "
        "Kesepakatan dengan [LOC Peru] disambut baik."
    )
    assert [set(one.parties) for one in found] == [{"Fiji", "Peru"}]


@pytest.mark.parametrize(
    "text",
    [
        "[PER Tui] yang pemain timnas meneken kontrak dua tahun dengan [ORG Klub Laut].",
        "[ORG Klub Laut] memperpanjang kontrak penyerang asal [LOC Peru] itu.",
    ],
)
def test_contracts_of_persons(text: str) -> None:
    assert agreements(text) == []


def test_who_judges_an_agreement_of_states_has_no_part_in_it() -> None:
    found = the_agreement(
        "Di [LOC Indonesia], pengamat [ORG Pusat Kelapa] [PER Tui] menilai perjanjian "
        "dengan [LOC Peru] penting."
    )
    assert found.parties == ("Indonesia", "Peru")


def test_a_name_that_joins_two_known_ones_is_two_parties() -> None:
    found = the_agreement(
        "[ORG PMI] dan [ORG Unfi] bertemu. Penandatanganan kerja sama [ORG PMI dan Unfi] dilakukan kemarin."
    )
    assert found.parties == ("PMI", "Unfi")


def test_the_fullest_words_for_parties_without_names() -> None:
    found = the_agreement(
        "[ORG Balai Laut] menandatangani nota kesepahaman dengan 21 mitra perusahaan di sini."
    )
    assert found.parties == ("Balai Laut", "21 mitra perusahaan")
