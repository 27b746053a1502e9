"""Parties, subjects, dates, and which mentions make one record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.finders.agreements import find_agreements
from annotations.finders.findings import Findings
from annotations.model import AGREEMENT_STATUSES, REALIS
from tests.annotations.finders.agreements_support import agreements, mentions, read, the_agreement


@pytest.mark.parametrize(
    "text",
    [
        "Perjanjian dagang antara [LOC Fiji] dan [LOC Peru] telah ditandatangani kemarin.",
        "[LOC Fiji] dan [LOC Peru] telah menandatangani perjanjian dagang yang baru.",
        "[LOC Fiji] menandatangani perjanjian dagang dengan [LOC Peru] yang jauh.",
        "Menteri Luar Negeri [LOC Fiji] [PER Tui] dan Presiden [LOC Peru] [PER Rosa] meneken perjanjian.",
        "Perjanjian dagang [LOC Fiji]-[LOC Peru] telah ditandatangani kemarin.",
        "Perjanjian dagang yang baru ditandatangani oleh [LOC Fiji] dan [LOC Peru].",
        "[LOC Fiji] and [LOC Peru] signed a trade agreement that was the talk of the year.",
        "[LOC Fiji] signed a trade agreement with [LOC Peru] that was the talk of the year.",
        "The trade agreement between [LOC Fiji] and [LOC Peru] was signed and that was it.",
        "The [LOC Fiji]-[LOC Peru] trade agreement was signed and that was it.",
        "A trade agreement signed by [LOC Fiji] and [LOC Peru] was the talk of the year.",
    ],
)
def test_parties_by_frame(text: str) -> None:
    assert set(the_agreement(text).parties) == {"Fiji", "Peru"}


def test_parties_go_by_their_full_names() -> None:
    found = the_agreement(
        "[ORG PMI=Palang Merah Indonesia] dan [ORG Bank Laut] meneken nota kesepahaman yang baru."
    )
    assert found.parties == ("Palang Merah Indonesia (PMI)", "Bank Laut")


def test_a_person_stands_for_the_state_named_before() -> None:
    found = agreements(
        "Presiden [LOC Fiji] [PER Tui] tiba di sana. [PER Tui] menandatangani perjanjian dengan [LOC Peru]."
    )
    assert [set(one.parties) for one in found] == [{"Fiji", "Peru"}]


def test_both_countries_are_the_two_named_before() -> None:
    found = the_agreement(
        "Menteri [LOC Fiji] bertemu menteri [LOC Peru] kemarin. Kedua negara menandatangani perjanjian."
    )
    assert found.parties == ("Fiji", "Peru")


def test_both_countries_are_states_not_their_governments() -> None:
    found = the_agreement(
        "[ORG Pemerintah RI] bertemu menteri [LOC Peru] kemarin. Kedua negara menandatangani perjanjian."
    )
    assert found.parties == ("Indonesia", "Peru")


def test_who_urges_both_sides_is_none_of_them() -> None:
    found = the_agreement(
        "[ORG Hamas] menyerang [LOC Israel]. [ORG PBB] mendesak kedua pihak mematuhi gencatan senjata."
    )
    assert (set(found.parties), found.agreement_status) == ({"Hamas", "Israel"}, "in_force")


def test_a_third_party_that_breaks_a_pact_is_not_added_to_it() -> None:
    found = the_agreement(
        "[LOC Fiji] dan [LOC Peru] mencapai gencatan senjata. [LOC Tonga] melanggar gencatan senjata itu."
    )
    assert (found.parties, found.agreement_status) == (("Fiji", "Peru"), "broken")


def test_what_was_not_reached_is_apart_from_what_was() -> None:
    found = agreements(
        "[LOC Fiji] dan [LOC Peru] sepakat menukar tahanan yang sakit. "
        "[LOC Fiji] dan [LOC Peru] gagal mencapai gencatan senjata."
    )
    assert [(one.label, one.agreement_status) for one in found] == [
        ("agreement", "reached"),
        ("ceasefire", "rejected"),
    ]


def test_a_cooperation_and_the_paper_that_puts_it_down_are_one() -> None:
    assert mentions(
        "[ORG Bank Laut] menjalin kerja sama dengan [ORG Bank Pantai] yang baru. "
        "Kerja sama tersebut dituangkan dalam nota kesepahaman."
    ) == [["kerja sama", "Kerja sama tersebut", "nota kesepahaman"]]


def test_who_asks_for_a_ceasefire_is_no_party_to_it() -> None:
    found = the_agreement("[LOC Fiji] menyerukan gencatan senjata yang segera.")
    assert (found.parties, found.agreement_status) == ((), "proposed")


def test_a_place_of_signing_is_no_party() -> None:
    found = the_agreement("Di [LOC Suva], [LOC Fiji] dan [LOC Peru] menandatangani perjanjian dagang.")
    assert found.parties == ("Fiji", "Peru")


def test_counted_parties_without_names() -> None:
    found = the_agreement("Pertemuan itu menghasilkan kesepakatan bersama di antara 36 negara yang hadir.")
    assert found.parties == ("36 negara",)


def test_the_subject_with_its_place() -> None:
    article, findings = read(
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian tentang perlindungan laut, kemarin."
    )
    (found,) = find_agreements(article, findings)
    assert found.subject is not None
    assert found.subject.span is not None
    assert found.subject.text == article.text[slice(*found.subject.span)] == "perlindungan laut"


def test_the_subject_of_a_counted_set_stands_in_the_next_sentence() -> None:
    found = the_agreement(
        "[LOC Fiji] dan [LOC Peru] menandatangani lima perjanjian. Salah satunya mengenai ikan."
    )
    assert found.subject is not None
    assert found.subject.text == "ikan"


def test_the_date_of_the_act_not_that_of_the_statement() -> None:
    found = the_agreement(
        "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian dagang pada [DATE Senin (5/5/2025)], "
        'kata menteri dalam keterangan, [DATE Selasa (6/5/2025)]. "Ini yang baik," katanya.'
    )
    assert found.date is not None
    assert found.date.text == "Senin (5/5/2025)"


def test_other_partners_make_another_agreement() -> None:
    found = agreements(
        "[ORG Bank Laut] menandatangani nota kesepahaman dengan [ORG Bank Pantai].\n"
        "[ORG Bank Laut] juga menandatangani nota kesepahaman dengan [ORG Bank Karang] yang baru."
    )
    assert [one.parties for one in found] == [("Bank Laut", "Bank Pantai"), ("Bank Laut", "Bank Karang")]


def test_same_partners_and_noun_make_one() -> None:
    text = (
        "[LOC Fiji] dan [LOC Peru] mencapai gencatan senjata.\n"
        "Gencatan senjata antara [LOC Fiji] dan [LOC Peru] yang rapuh itu dilanggar."
    )
    assert len(mentions(text)) == 1
    assert the_agreement(text).agreement_status == "broken"


def test_a_headline_that_names_one_party_belongs_to_its_agreement() -> None:
    text = (
        "[ORG Bank Laut] Sepakati Jual Beli Ikan\n\n"
        "[ORG Bank Laut] menandatangani nota kesepahaman dengan [ORG Bank Pantai] yang baru. "
        "Menurut direksi, hal itu penting bagi nelayan yang ada di sana dan di tempat lain."
    )
    assert mentions(text) in (
        [["Sepakati", "nota kesepahaman"]],
        [["nota kesepahaman"]],  # where the first line is not taken for the headline
    )


_WORDS = st.sampled_from(
    [
        *(
            "Fiji",
            "Peru",
            "perjanjian",
            "kesepakatan",
            "sepakat",
            "menandatangani",
            "akan",
            "tidak",
            "antara",
        ),
        *(
            "dan",
            "dengan",
            "itu",
            ",",
            ".",
            "(",
            ")",
            "\n",
            '"',
            "”",
            "MoU",
            "CEPA",
            "(PKS)",
            "lima",
            "gencatan",
        ),
        *("senjata", "the", "agreement", "signed", "between", "deal", "with", "İ", "Kedua", "negara"),
        *("Agreement", "on", "Salah satunya mengenai", "36 negara", "tersebut", "penandatanganan"),
    ]
)


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_any_text_gives_well_formed_records(text: str) -> None:
    for found in find_agreements(Article(text), Findings()):
        assert found.spans == tuple(sorted(set(found.spans)))
        assert all(0 <= start < end <= len(text) for start, end in found.spans)
        assert all(one.end <= other.start for one, other in zip(found.spans, found.spans[1:], strict=False))
        assert found.agreement_status in AGREEMENT_STATUSES
        assert found.realis in REALIS
        assert found.confidence is not None
        assert 0 <= found.confidence <= 1
        if found.subject is not None and found.subject.span is not None:
            assert found.subject.text == text[slice(*found.subject.span)]


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    list(find_agreements(Article(text), Findings()))
