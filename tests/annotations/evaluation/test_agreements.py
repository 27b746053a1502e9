"""Scores of agreements, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from annotations.evaluation.agreements import AgreementRecord, AgreementScores, same_parties, shares_a_party
from annotations.evaluation.quotes import Share
from annotations.evaluation.spans import Tally
from annotations.model import Agreement, Span

TEXT = "Indonesia dan Norwegia meneken nota kesepahaman. Nota itu berlaku. Kontrak lain batal."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


NOTA = AgreementRecord((at("nota kesepahaman"), at("Nota itu")), "mou", ("Indonesia", "Norwegia"), "signed")
CONTRACT = AgreementRecord((at("Kontrak lain"),), "contract", (), "ended")


def test_what_is_the_same_is_right_in_everything() -> None:
    scores = AgreementScores()
    scores.add(TEXT, [NOTA, CONTRACT], [NOTA, CONTRACT])
    assert scores.mentions == Tally(3, 3, 3, 3)
    assert scores.records == Tally(2, 2, 2, 2)
    assert scores.status == scores.any_party == scores.all_parties == Share(2, 2)


def test_a_record_parted_in_two_is_found_once() -> None:
    first, second = (replace(NOTA, mentions=(mention,)) for mention in NOTA.mentions)
    scores = AgreementScores()
    verdicts = scores.add(TEXT, [NOTA, CONTRACT], [first, second])
    assert scores.mentions == Tally(3, 2, 2, 2)
    assert scores.records == Tally(2, 2, 1, 1)
    assert [verdict.right for verdict in verdicts.judged] == [True, False]
    assert [verdict.label for verdict in verdicts.missed] == ["contract"]


def test_wrong_status_and_parties() -> None:
    scores = AgreementScores()
    scores.add(TEXT, [NOTA], [replace(NOTA, status="proposed", parties=("Norwegia", "Swedia"))])
    assert (scores.status, scores.any_party, scores.all_parties) == (Share(0, 1), Share(1, 1), Share(0, 1))


def test_parties_by_a_common_word_of_three_letters() -> None:
    assert shares_a_party(["Republik Indonesia"], ["pemerintah indonesia"])
    assert not shares_a_party(["PT Maju"], ["PT Mundur"])
    assert shares_a_party([], [])
    assert not shares_a_party([], ["Norwegia"])
    assert same_parties(["Indonesia", "Norwegia"], ["Kerajaan Norwegia", "Indonesia"])
    assert not same_parties(["Indonesia"], ["Indonesia", "Norwegia"])


def test_an_agreement_of_the_model() -> None:
    agreement = Agreement(id="a", label="mou", spans=NOTA.mentions, parties=NOTA.parties, confidence=0.7)
    assert AgreementRecord.of(agreement) == replace(NOTA, status="unknown", confidence=0.7)
