"""How well agreements were found: their mentions, the records, and what the records say.

Mentions are right when they overlap one of the other side. Records are paired one to one by the
words of their mentions, the best first; any shared word will do. On the pairs: the same status,
one party that both name, and every party of either named by the other too. Two names are of one
party when they share a word of three letters or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.evaluation.quotes import Share
from annotations.evaluation.spans import (
    PLAIN_WORD,
    LabelledSpan,
    Tally,
    WordIndex,
    best_first,
    one_to_one,
    overlap_tally,
    shared_words,
)
from annotations.evaluation.verdicts import Verdict, Verdicts
from annotations.model import Agreement, Span

SHORTEST_NAME_WORD = 3  # letters; shorter ones (PT, RI, of) say too little


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """An agreement as it is compared; `kind` is its type (treaty, mou …)."""

    mentions: tuple[Span, ...]
    kind: str = ""
    parties: tuple[str, ...] = ()
    status: str = "unknown"
    confidence: float | None = None

    @classmethod
    def of(cls, agreement: Agreement) -> AgreementRecord:
        return cls(
            mentions=agreement.spans,
            kind=agreement.label,
            parties=agreement.parties,
            status=agreement.agreement_status or "unknown",
            confidence=agreement.confidence,
        )


class AgreementScores:
    """Adds up article by article."""

    def __init__(self) -> None:
        self.mentions = Tally()
        self.records = Tally()
        self.status = Share()
        self.any_party = Share()
        self.all_parties = Share()

    def add(
        self, text: str, gold: Sequence[AgreementRecord], predicted: Sequence[AgreementRecord]
    ) -> Verdicts:
        """Count one article; a suggested record is right when it is paired."""
        index = WordIndex(text, PLAIN_WORD)
        self.mentions += overlap_tally(_mentions(gold), _mentions(predicted))
        candidates = shared_words(
            [index.covered(record.mentions) for record in gold],
            [index.covered(record.mentions) for record in predicted],
        )
        pairs = one_to_one(best_first(candidates))
        self.records += Tally(len(gold), len(predicted), len(pairs), len(pairs))
        for pair in pairs:
            one, other = gold[pair.gold], predicted[pair.predicted]
            self.status.count(one.status == other.status)
            self.any_party.count(shares_a_party(one.parties, other.parties))
            self.all_parties.count(same_parties(one.parties, other.parties))
        found, right = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
        return Verdicts(
            judged=[
                Verdict(record.kind, record.mentions, record.confidence, position in right)
                for position, record in enumerate(predicted)
            ],
            missed=[
                Verdict(record.kind, record.mentions)
                for position, record in enumerate(gold)
                if position not in found
            ],
        )


def name_words(name: str) -> frozenset[str]:
    """The words by which two names are taken for the same."""
    found: list[str] = re.findall(PLAIN_WORD, name.casefold())
    return frozenset(word for word in found if len(word) >= SHORTEST_NAME_WORD)


def shares_a_party(gold: Iterable[str], predicted: Iterable[str]) -> bool:
    """Whether some party is named by both, or none by either."""
    ours, theirs = [name_words(name) for name in gold], [name_words(name) for name in predicted]
    return (not ours and not theirs) or any(one & other for one in ours for other in theirs)


def same_parties(gold: Iterable[str], predicted: Iterable[str]) -> bool:
    """Whether every party of either is named by the other too."""
    ours, theirs = [name_words(name) for name in gold], [name_words(name) for name in predicted]
    return all(any(one & other for other in theirs) for one in ours) and all(
        any(one & other for one in ours) for other in theirs
    )


def _mentions(records: Iterable[AgreementRecord]) -> list[LabelledSpan]:
    return [LabelledSpan(*span, "") for record in records for span in record.mentions]
