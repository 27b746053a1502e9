"""Parties whom the sentence of the mention does not name, or not beside it."""

from __future__ import annotations

import pytest

from tests.annotations.finders.agreements_support import agreements, the_agreement


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # the subject only points back
        (
            "[ORG Bank Laut] tumbuh. Perseroan meneken perjanjian dengan [ORG Gunara].",
            {"Bank Laut", "Gunara"},
        ),
        ("[ORG Bank Laut] grew. The company signed an agreement with [ORG Gunara].", {"Bank Laut", "Gunara"}),
        (
            "[ORG Bank Laut] said on Monday it had signed an agreement with [ORG Gunara].",
            {"Bank Laut", "Gunara"},
        ),
        ("[LOC Fiji] and [LOC Peru] met. They signed a trade agreement.", {"Fiji", "Peru"}),
        # the subject of a relative clause
        ("[LOC Fiji], yang meneken pakta pertahanan dengan [LOC Peru], diam saja.", {"Fiji", "Peru"}),
        # the partner comes first
        ("Dengan [ORG Gunara], [ORG Bank Laut] meneken perjanjian kerja sama.", {"Gunara", "Bank Laut"}),
        # several partners, and the one who has them
        (
            "[LOC Fiji] merundingkan perjanjian dagang dengan [LOC Peru] dan [LOC Cile].",
            {"Fiji", "Peru", "Cile"},
        ),
        (
            "[LOC Fiji] signed an agreement with [LOC Peru] and is in talks with [LOC Chile].",
            {"Fiji", "Peru"},
        ),
        # the organisation for which the speaker acts
        (
            "Direktur [ORG Bank Laut] [PER Tui] menyebut kontrak dengan [ORG Gunara] diteken kemarin.",
            {"Bank Laut", "Gunara"},
        ),
        # two companies, not the two countries named last
        (
            "[ORG Bank Laut] dan [ORG Gunara] bertemu di [LOC Fiji]. Kedua perusahaan meneken kontrak.",
            {"Bank Laut", "Gunara"},
        ),
        # nothing leads to them
        (
            "[LOC Uruguay] said it had asked [LOC Peru] to resume talks on a trade agreement.",
            {"Uruguay", "Peru"},
        ),
        (
            "Perjanjian yang memungkinkan tentara [LOC Fiji] dan [LOC Peru] berlatih mulai berlaku.",
            {"Fiji", "Peru"},
        ),
        (
            "[ORG Dinas Laut] dan [ORG Gunara] bertemu. Nota kesepahaman diteken kemarin.",
            {"Dinas Laut", "Gunara"},
        ),
        # "kedua negara" beside the home country that goes without saying
        (
            "Menteri Keuangan [PER Tui] dan Presiden [LOC Peru] [PER Rua] tiba. Kedua negara meneken pakta.",
            {"Indonesia", "Peru"},
        ),
    ],
)
def test_parties_completed(text: str, parties: set[str]) -> None:
    assert set(the_agreement(text).parties) == parties


def test_objects_of_one_verb_have_one_subject() -> None:
    found = agreements(
        "[LOC Fiji] and [LOC Peru] signed a joint declaration and economic agreements with [LOC Chile]."
    )
    assert [set(one.parties) for one in found] == [{"Fiji", "Peru"}, {"Fiji", "Peru", "Chile"}]


def test_an_agreement_without_parties_is_of_those_spoken_of() -> None:
    found = agreements(
        "[LOC Fiji] and [LOC Peru] signed a peace treaty.\n\nAn earlier ceasefire collapsed in a week."
    )
    assert [set(one.parties) for one in found] == [{"Fiji", "Peru"}, {"Fiji", "Peru"}]


def test_whoever_criticises_an_agreement_does_not_make_one() -> None:
    found = agreements(
        "[LOC Fiji] dan [LOC Peru] meneken kesepakatan dagang.\n\n[ORG Serikat Tani] menolak kesepakatan."
    )
    assert [set(one.parties) for one in found] == [{"Fiji", "Peru"}]


def test_goods_named_beside_a_contract_are_no_party() -> None:
    found = the_agreement("[ORG Bank Laut] meneken kontrak pengadaan pesawat [ORG Gunara] kemarin.")
    assert found.parties == ("Bank Laut",)
