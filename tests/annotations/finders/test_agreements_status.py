"""How far an agreement has come, by the words around it."""

from __future__ import annotations

import pytest

from tests.annotations.finders.agreements_support import the_agreement


@pytest.mark.parametrize(
    ("words", "status", "realis"),
    [
        ("telah menandatangani perjanjian dagang", "signed", "actual"),
        ("akan menandatangani perjanjian dagang", "proposed", "other"),
        ("belum menandatangani perjanjian dagang", "negotiating", "other"),
        ("batal menandatangani perjanjian dagang", "rejected", "other"),
        ("mencapai kesepakatan dagang", "reached", "actual"),
        ("gagal mencapai kesepakatan dagang", "rejected", "other"),
        ("memperpanjang perjanjian dagang", "extended", "actual"),
        ("akan memperpanjang perjanjian dagang", "to_be_extended", "actual"),
        ("sepakat memperpanjang perjanjian dagang", "extended", "actual"),
        ("melanggar gencatan senjata", "broken", "actual"),
        ("menangguhkan perjanjian dagang", "suspended", "actual"),
        ("membatalkan perjanjian dagang", "ended", "actual"),
        ("menolak perjanjian dagang", "rejected", "other"),
        ("merundingkan perjanjian dagang", "negotiating", "other"),
        ("meratifikasi perjanjian dagang", "in_force", "actual"),
    ],
)
def test_status_of_what_two_states_do_in_indonesian(words: str, status: str, realis: str) -> None:
    found = the_agreement(f"[LOC Fiji] dan [LOC Peru] {words} yang lama dibicarakan.")
    assert (found.agreement_status, found.realis) == (status, realis)
    assert found.parties == ("Fiji", "Peru")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("signed a trade agreement", "signed"),
        ("will sign a trade agreement", "proposed"),
        ("did not sign the trade agreement", "negotiating"),
        ("refused to sign the trade agreement", "rejected"),
        ("reached a trade deal", "reached"),
        ("failed to reach a trade deal", "rejected"),
        ("agreed to extend the ceasefire", "extended"),
        ("violated the ceasefire", "broken"),
        ("withdrew from the trade agreement", "ended"),
        ("suspended the trade agreement", "suspended"),
        ("are still negotiating a trade agreement", "negotiating"),
    ],
)
def test_status_of_what_two_states_do_in_english(words: str, status: str) -> None:
    found = the_agreement(f"[LOC Fiji] and [LOC Peru] {words} that was the talk of the year.")
    assert found.agreement_status == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("ditandatangani kemarin", "signed"),
        ("akan ditandatangani besok", "proposed"),
        ("dilanggar berulang kali", "broken"),
        ("mulai berlaku hari ini", "in_force"),
        ("akan diperpanjang", "to_be_extended"),
    ],
)
def test_what_stands_behind_the_noun_counts_too(words: str, status: str) -> None:
    assert (
        the_agreement(f"Perjanjian dagang antara [LOC Fiji] dan [LOC Peru] {words}.").agreement_status
        == status
    )


def test_what_happened_outranks_what_was_to_happen() -> None:
    found = the_agreement(
        "[LOC Fiji] dan [LOC Peru] akan menandatangani perjanjian dagang.\n"
        "Perjanjian itu akhirnya ditandatangani di Suva."
    )
    assert found.agreement_status == "signed"


def test_what_was_signed_and_ratified_is_in_force() -> None:
    found = the_agreement(
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian dagang.\n"
        "Parlemen meratifikasi perjanjian itu sepekan kemudian."
    )
    assert found.agreement_status == "in_force"


def test_agreements_in_general_are_generic() -> None:
    found = the_agreement("Perjanjian bilateral perlu dilakukan antarnegara untuk menjaga laut yang bersih.")
    assert (found.realis, found.agreement_status, found.parties) == ("generic", "proposed", ())
    assert found.confidence is not None
    assert found.confidence < 0.5


def test_the_cue_is_named_in_the_reason() -> None:
    assert "meneken" in the_agreement("[LOC Fiji] dan [LOC Peru] meneken perjanjian dagang yang baru.").why


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Perjanjian dagang antara [LOC Fiji] dan [LOC Peru] berlaku tiga tahun dan dapat diperpanjang.",
            "reached",
        ),
        ("[LOC Fiji] dan [LOC Peru] meneken perjanjian dagang yang dapat diperpanjang.", "signed"),
        ("[LOC Fiji] optimistis perjanjian dagang dengan [LOC Peru] segera ditandatangani.", "proposed"),
        ("Jika perjanjian dagang [LOC Fiji]-[LOC Peru] ditandatangani, harga turun.", "proposed"),
        ("[LOC Fiji] berharap perjanjian dagang dengan [LOC Peru] yang telah diteken dihormati.", "signed"),
        (
            "[LOC Fiji] menargetkan perundingan perjanjian dagang dengan [LOC Peru] rampung tahun ini.",
            "negotiating",
        ),
        ("[LOC Fiji] keluar dari Perjanjian Paris kemarin.", "in_force"),
        ("Militer mengancam keluar dari perjanjian dagang antara [LOC Fiji] dan [LOC Peru].", "in_force"),
        ("[LOC Fiji] tengah menjajaki kerja sama dengan [LOC Peru] di bidang kelapa.", "proposed"),
        ("[ORG Petrosol] bekerja sama dengan [ORG Bank Laut] di bidang kelapa.", "in_force"),
        ("[ORG Petrosol] akan bekerja sama dengan [ORG Bank Laut] di bidang kelapa.", "proposed"),
        ("[ORG Petrosol] menggandeng [ORG Bank Laut] di bidang kelapa.", "reached"),
        ("Lewat kerja sama [ORG Bank Laut] dengan [ORG Petrosol], harga turun.", "in_force"),
    ],
)
def test_terms_hopes_and_threats(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[LOC Fiji] menuduh [LOC Peru] melanggar gencatan senjata di pulau itu.", "in_force"),
        ("[LOC Fiji] menuduh [LOC Peru], yang menguasai pulau itu, melanggar gencatan senjata.", "in_force"),
        ("[LOC Fiji] dan [LOC Peru] saling tuding melanggar gencatan senjata.", "in_force"),
        ("[LOC Fiji] melanggar gencatan senjata, tuding [LOC Peru].", "in_force"),
        ("[LOC Fiji] membantah melanggar gencatan senjata dengan [LOC Peru].", "in_force"),
        ("[LOC Fiji] membantah tudingan itu dan membatalkan gencatan senjata dengan [LOC Peru].", "ended"),
        ("[LOC Fiji] accused [LOC Peru] of violating the ceasefire.", "in_force"),
        ("[LOC Fiji] denied breaking the trade deal with [LOC Peru].", "in_force"),
        ("[LOC Fiji] threatened to tear up the trade pact with [LOC Peru].", "in_force"),
        ("[LOC Fiji] tidak mematuhi gencatan senjata dengan [LOC Peru].", "broken"),
    ],
)
def test_accusations_denials_and_threats_break_nothing(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status


def test_what_is_denied_to_be_signed_is_not_actual() -> None:
    found = the_agreement(
        "Menteri membantah bahwa [LOC Fiji] telah menandatangani perjanjian dagang dengan [LOC Peru]."
    )
    assert (found.agreement_status, found.realis) == ("unknown", "other")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Perjanjian dagang [LOC Fiji]-[LOC Peru] yang berakhir pada Mei akan diperpanjang.",
            "to_be_extended",
        ),
        (
            "Perjanjian dagang [LOC Fiji]-[LOC Peru] yang diteken tahun lalu mulai berlaku kemarin.",
            "in_force",
        ),
        ("The trade pact signed by [LOC Fiji] and [LOC Peru] in May took effect on Monday.", "in_force"),
        ("[LOC Fiji] membahas pelaksanaan perjanjian dagang dengan [LOC Peru].", "in_force"),
        ("If [LOC Fiji] and [LOC Peru] reach a trade deal, prices could fall.", "proposed"),
        ("The trade pact between [LOC Fiji] and [LOC Peru] lapsed in March.", "ended"),
        ("[LOC Fiji] menyatakan tidak lagi terikat pada perjanjian dagang dengan [LOC Peru].", "ended"),
        ("[LOC Fiji] and [LOC Peru] are close to signing a trade deal.", "proposed"),
        ("[LOC Fiji] and [LOC Peru] signed a trade pact after the ceremony was postponed.", "signed"),
        ("Jika kesepakatan [LOC Fiji] dan [LOC Peru] tidak tercapai, tarif naik.", "proposed"),
        ("Farmers push to reject the trade deal reached by [LOC Fiji] and [LOC Peru].", "reached"),
        ("[LOC Fiji] mengejar perjanjian dagang dengan [LOC Peru].", "proposed"),
        ("[LOC Fiji] walked away from a trade deal with [LOC Peru].", "ended"),
    ],
)
def test_the_main_clause_says_more_than_an_aside(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status


def test_a_contract_of_supply_that_was_ended_counts_without_its_parties() -> None:
    found = the_agreement("Mutu beras buruk, maka kontrak pasokan dibatalkan kemarin.")
    assert (found.label, found.agreement_status) == ("contract", "ended")


def test_a_treaty_with_a_name_of_its_own_is_in_force() -> None:
    found = the_agreement("Menurut menteri, Perjanjian Ekstradisi Pasifik melarang hal itu.")
    assert (found.label, found.agreement_status) == ("treaty", "in_force")


def test_a_signed_contract_counts_without_its_parties() -> None:
    found = the_agreement("Kapal baru belum tiba walaupun kontrak sudah ditandatangani tahun lalu.")
    assert (found.label, found.agreement_status, found.parties) == ("contract", "signed", ())
    assert found.confidence is not None
    assert found.confidence < 0.5
