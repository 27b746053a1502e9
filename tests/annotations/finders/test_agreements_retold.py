"""Agreements told of again and again, as articles do: which words are of which, who and how far."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.finders.agreements.phrases import Phrases
from tests.annotations.finders.agreements_support import agreements, mentions, the_agreement


@given(
    st.lists(
        st.sampled_from(["mou", "kerja", "kerja sama", "kerjasama", "nota", " ", "x", "\n"]), max_size=20
    )
)
def test_leaping_finds_what_the_pattern_finds(parts: list[str]) -> None:
    text = "".join(parts)
    phrases = Phrases.of(["kerja sama", "kerjasama", "mou", "nota kerja sama"], suffix="(?:nya)?")
    expected = [match.span() for match in phrases.pattern.finditer(text)]
    assert [match.span() for match in phrases.finditer(text)] == expected


@pytest.mark.parametrize("opening", ["Selain", "Melalui", "Lewat", "Perundingan"])
def test_what_opens_a_sentence_is_no_part_of_a_name(opening: str) -> None:
    found = mentions(
        "[LOC Fiji] dan [LOC Peru] menandatangani Fiji-Peru CEPA kemarin. "
        f"{opening} CEPA, ekspor [LOC Fiji] naik."
    )
    assert found == [["Fiji-Peru CEPA", "CEPA"]]


def test_agreements_of_two_topics_are_two_and_words_of_a_topic_point_to_its_own() -> None:
    found = mentions(
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian ekstradisi. Kedua negara juga meneken "
        "kesepakatan dagang. Perjanjian ekstradisi itu berlaku tahun depan."
    )
    assert found == [["perjanjian ekstradisi", "Perjanjian ekstradisi itu"], ["kesepakatan dagang"]]


def test_a_bare_noun_that_opens_its_sentence_is_of_the_agreement_before() -> None:
    found = mentions(
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian dagang. Kesepakatan dicapai setelah tiga hari."
    )
    assert found == [["perjanjian dagang", "Kesepakatan"]]


def test_a_name_told_after_its_noun_is_of_the_same_agreement() -> None:
    found = the_agreement(
        "[LOC Fiji] dan [LOC Peru] akan menandatangani kesepakatan dagang. Penandatanganan Agreement on "
        "Reciprocal Trade dilakukan di [LOC Lima]."
    )
    assert len(found.spans) == 2
    assert found.agreement_status == "proposed"  # "the signing" has no tense of its own


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("[ORG Alfa], anak usaha [ORG Beta], meneken kontrak dengan [ORG Gama].", ("Alfa", "Gama")),
        ("[ORG Alfa] mengantongi kontrak pengadaan dari [ORG Gama].", ("Alfa", "Gama")),
        ("[ORG Alfa] meneken kontrak dengan [ORG Gama], [LOC Bandung].", ("Alfa", "Gama")),
        ("[ORG Alfa] meneken perjanjian dengan [ORG BUMD] dan [ORG Gama].", ("Alfa", "Gama")),
    ],
)
def test_parties_beside_asides_givers_and_places(text: str, parties: tuple[str, ...]) -> None:
    assert the_agreement(text).parties == parties


def test_a_person_named_by_three_letters_stands_for_a_state() -> None:
    found = the_agreement(
        "Presiden [LOC Peru] [PER Ana Diaz] menemui Presiden [LOC China] [PER Xi Jinping]. "
        "[PER Diaz=Ana Diaz] dan Xi menandatangani kesepakatan dagang."
    )
    assert found.parties == ("Peru", "China")


def test_a_longer_name_told_first_is_what_the_short_one_means() -> None:
    found = the_agreement(
        "[LOC Fiji] menandatangani nota kesepahaman dengan [ORG Nadi-Lau] kemarin. Nota kesepahaman antara "
        "[LOC Fiji] dan [ORG Nadi] berlaku setahun."
    )
    assert found.parties == ("Fiji", "Nadi-Lau")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (
            "[ORG Alfa] signed a contract with [ORG Beta] and a partnership with [ORG Gama].",
            ["signed", "signed"],
        ),
        (
            "[ORG Alfa] extended a contract with [ORG Beta] and scrapped a pact with [ORG Gama].",
            ["extended", "ended"],
        ),
    ],
)
def test_further_objects_of_one_subject(text: str, statuses: list[str]) -> None:
    found = agreements(text)
    assert [agreement.agreement_status for agreement in found] == statuses
    assert [agreement.parties for agreement in found] == [("Alfa", "Beta"), ("Alfa", "Gama")]


def test_a_partner_in_talks_stands_before_the_noun() -> None:
    found = the_agreement("[LOC Fiji] is in talks with [LOC Peru] on a fishing agreement.")
    assert (found.parties, found.agreement_status) == (("Fiji", "Peru"), "negotiating")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kontrak [ORG Alfa] dengan [ORG Beta] berakhir bulan depan, akan diperpanjang", "to_be_extended"),
        ("Perjanjian antara [LOC Fiji] dan [LOC Peru] ditandatangani bulan depan.", "proposed"),
        ("[LOC Fiji] mendorong parlemen segera meratifikasi perjanjian dengan [LOC Peru].", "signed"),
        ("[LOC Fiji] memiliki perjanjian ekstradisi dengan [LOC Peru].", "in_force"),
        ("[LOC Fiji] belum memiliki perjanjian ekstradisi dengan [LOC Peru].", "proposed"),
        ("Perundingan itu bertujuan mencapai perjanjian antara [LOC Fiji] dan [LOC Peru].", "proposed"),
        ("Targetnya, perjanjian antara [LOC Fiji] dan [LOC Peru] diteken pada Mei.", "proposed"),
    ],
)  # fmt: skip
def test_status_of_what_lies_ahead(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[LOC Fiji] and [LOC Peru] signed an agreement to set up a joint venture.", "signed"),
        ("[LOC Fiji] and [LOC Peru] agreed on a truce that ended the war.", "reached"),
    ],
)
def test_what_an_agreement_is_for_is_no_step_of_it(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status


def test_what_broke_down_before_is_not_what_was_agreed_since() -> None:
    found = agreements(
        "[LOC Fiji] dan [LOC Peru] menyepakati gencatan senjata. Sebelumnya gencatan senjata dua hari "
        "berakhir setelah serangan udara."
    )
    assert [agreement.agreement_status for agreement in found] == ["reached", "ended"]
    assert found[0].parties == found[1].parties


def test_it_is_no_town() -> None:
    found = the_agreement(
        "[ORG Alfa], which is building a plant in [LOC Nadi], said it signed a contract with [ORG Beta]."
    )
    assert found.parties == ("Alfa", "Beta")


def test_both_companies_are_those_of_the_agreement_with_parties_told_last() -> None:
    found = agreements(
        "[ORG Suryacipta] dan [ORG Lautindo] menandatangani nota kesepahaman. Menurut mereka, perjanjian "
        "komersial ditargetkan diteken tahun depan. [ORG Lautindo] akan menanam modal. Sebelumnya, kedua "
        "perusahaan pernah meneken perjanjian jual beli gas, namun kesepakatan itu berakhir."
    )
    assert [a.parties for a in found if a.agreement_status == "ended"] == [("Suryacipta", "Lautindo")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Gencatan senjata [LOC Fiji] dan [LOC Peru] mulai berlaku pada Mei dan seharusnya diperpanjang.",
            "in_force",
        ),
        ("[LOC Fiji] dan [LOC Peru] sedianya menandatangani perjanjian dagang pada Mei.", "proposed"),
    ],
)
def test_what_was_to_be_is_no_step_taken(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status
