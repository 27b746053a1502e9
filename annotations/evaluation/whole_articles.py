"""Quotes of articles that were annotated whole, by a reader's measure rather than a linguist's.

Quotes are paired one to one, the best first, at a Jaccard index of at least .5 over plain words,
whatever their kind. On the pairs: any word of the source in common (or none on either side), a
word of three letters or more of the speaker's name in common, and the same kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotations.evaluation.agreements import name_words
from annotations.evaluation.attributions import Attribution
from annotations.evaluation.quotes import SAME_QUOTE, Share
from annotations.evaluation.spans import (
    PLAIN_WORD,
    Tally,
    WordIndex,
    best_first,
    one_to_one,
    shared_words,
)


class StatementScores:
    """Adds up article by article."""

    def __init__(self) -> None:
        self.quotes = Tally()
        self.direct = Tally()  # paired, and direct on both sides
        self.source = Share()
        self.speaker = Share()
        self.kind = Share()

    def add(self, text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> None:
        index = WordIndex(text, PLAIN_WORD)
        candidates = shared_words(
            [index.covered(quote.content) for quote in gold],
            [index.covered(quote.content) for quote in predicted],
        )
        pairs = one_to_one(best_first(candidates), at_least=SAME_QUOTE)
        both_direct = 0
        for pair in pairs:
            one, other = gold[pair.gold], predicted[pair.predicted]
            both_direct += one.kind == other.kind == "direct"
            self.kind.count(one.kind == other.kind)
            source, other_source = index.covered(one.source), index.covered(other.source)
            self.source.count(bool(source & other_source) or not (source or other_source))
            if one.speaker:
                self.speaker.count(bool(name_words(one.speaker) & name_words(other.speaker)))
        self.quotes += Tally(len(gold), len(predicted), len(pairs), len(pairs))
        self.direct += Tally(_direct(gold), _direct(predicted), both_direct, both_direct)


def _direct(quotes: Sequence[Attribution]) -> int:
    return sum(quote.kind == "direct" for quote in quotes)
