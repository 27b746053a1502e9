"""How what several sentences tell of comes together: who, how far, and whether it is one agreement."""

from __future__ import annotations

import pytest

from tests.annotations.finders.agreements_support import agreements, the_agreement


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # what is announced to be signed has been negotiated, what is hoped to be is still talked about
        (
            "[LOC Fiji] dan [LOC Peru] akan menandatangani perjanjian dagang. "
            "Perundingan perjanjian dagang itu alot.",
            "proposed",
        ),
        (
            "[LOC Fiji] dan [LOC Peru] merundingkan perjanjian dagang. "
            "Perjanjian dagang itu diharapkan segera diteken.",
            "negotiating",
        ),
        # what may be left or suspended is there
        (
            "[LOC Fiji] dan [LOC Peru] mencapai perjanjian dagang. "
            "[LOC Fiji] mengancam keluar dari perjanjian dagang itu.",
            "in_force",
        ),
        # no longer bound
        (
            "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian militer. "
            "[LOC Fiji] tidak akan terikat oleh perjanjian militer itu.",
            "ended",
        ),
        # a term of the paper, not a step
        (
            "[LOC Fiji] and [LOC Peru] signed a trade agreement. The agreement can be renewed.",
            "signed",
        ),
        # what is yet to come into force
        (
            "[LOC Fiji] and [LOC Peru] signed a trade agreement. It is due to take effect in June.",
            "signed",
        ),
        # part of another word
        (
            "[LOC Fiji] and [LOC Peru] reached an agreement. The agreement is for the long-delayed port.",
            "reached",
        ),
    ],
)
def test_status_over_sentences(text: str, status: str) -> None:
    assert the_agreement(text).agreement_status == status


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # a town between commas, the end of an address, the country behind an organisation
        (
            "Di Istana Ros, [LOC Subang], Menlu [LOC Fiji] dan Menlu [LOC Peru] meneken perjanjian.",
            {"Fiji", "Peru"},
        ),
        (
            "MoU antara [ORG Universitas Laut] dan [ORG Universitas Dagat], [LOC Peru], diteken.",
            {"Universitas Laut", "Universitas Dagat"},
        ),
        # how, and by what means, not with whom
        (
            "Gencatan senjata antara [LOC Fiji] dan [LOC Peru] dicapai. "
            "Kesepakatan ini dicapai dengan menjanjikan bantuan oleh [LOC Peru] dan warga [LOC Chad].",
            {"Fiji", "Peru"},
        ),
        # a person behind his company, a name told by its number
        (
            "[ORG Sagara] dan tamu tiba. Direktur PT [ORG Sagara Budi Amin] mengatakan kerja sama terjalin "
            "dengan [ORG Melati II] dan [ORG III].",
            {"Sagara", "Melati II", "Melati III"},
        ),
        # a ministry that speaks for its state
        (
            "[LOC Peru]'s suspension of an agreement with [LOC Fiji] angered many. "
            "The [ORG Russian Foreign Ministry] watched. The agreement was signed in 2001.",
            {"Peru", "Fiji"},
        ),
        # the sides of a civil war
        (
            "The Fijian government and armed rebels signed a ceasefire agreement in [LOC Peru].",
            {"Fijian government", "armed rebels"},
        ),
        # a subject that the name finder does not know, told aside what it is
        (
            "Corvin Milk, the dairy company, has signed a supply agreement with [ORG Bright Dairy].",
            {"Corvin Milk", "Bright Dairy"},
        ),
        # presidents who look on are those of "both countries"
        (
            "Presiden [LOC Fiji] dan Presiden [LOC Peru] menyaksikan penandatanganan nota kesepahaman antara "
            "kedua negara.",
            {"Fiji", "Peru"},
        ),
        # described with what modifies it
        (
            "[ORG Corvin Milk] signed a supply agreement with a Peruvian dairy company.",
            {"Corvin Milk", "a Peruvian dairy company"},
        ),
    ],
)
def test_parties(text: str, parties: set[str]) -> None:
    assert set(the_agreement(text).parties) == parties


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # two nouns of one paper
        ("[ORG Bank Laut] membuat perjanjian kesepakatan bersama dengan [ORG Bank Riang].", 1),
        (
            "[ORG Bank Laut] menandatangani perjanjian dengan [ORG Bank Riang] lewat head of agreement. "
            "Penandatanganan head of agreement itu disaksikan banyak orang.",
            1,
        ),
        # two papers named in one breath
        (
            "[LOC Fiji] dan [LOC Peru] menandatangani perjanjian ekstradisi dan perjanjian pertahanan.",
            2,
        ),
        # what there is already has a year
        (
            "[LOC Fiji] menangguhkan perjanjian militer dengan [LOC Peru]. [LOC Fiji] tak lagi terikat pada "
            "perjanjian 2018.",
            1,
        ),
        # what cooperation is for
        (
            "[LOC Fiji] dan [LOC Peru] meneken nota kesepahaman untuk meningkatkan kerja sama ekonomi.",
            1,
        ),
        # talks agreed on are not the thing
        (
            "[LOC Fiji] and [LOC Peru] signed a defence agreement. They agreed to start "
            "negotiations for a free trade agreement.",
            3,
        ),
    ],
)
def test_one_or_several(text: str, count: int) -> None:
    assert len(agreements(text)) == count


def test_the_set_and_the_single_one_are_told_apart() -> None:
    text = (
        "Perjanjian ekstradisi antara [LOC Fiji] dan [LOC Peru] diteken bersama tiga perjanjian bilateral. "
        "[LOC Fiji] memuji ketiga perjanjian itu."
    )
    single, counted = agreements(text)
    assert (single.count, counted.count) == (None, 3)
    assert len(counted.spans) == 2
