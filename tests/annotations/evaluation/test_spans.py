"""Comparing spans and words, whatever they are labels of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.evaluation.spans import (
    PLAIN_WORD,
    Candidate,
    LabelledSpan,
    Pair,
    Tally,
    WordIndex,
    best_first,
    exact_tally,
    jaccard,
    one_to_one,
    overlap_tally,
    overlapped,
    relaxed_pairs,
    relaxed_tally,
    shared_words,
)

labelled = st.builds(
    lambda start, length, label: LabelledSpan(start, start + length, label),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from("AB"),
)
span_lists = st.lists(labelled, max_size=8, unique=True)
word_sets = st.lists(st.frozensets(st.integers(0, 12), min_size=1, max_size=6), max_size=6)


def test_a_word_counts_when_a_span_touches_it() -> None:
    index = WordIndex("“Kita pulang,” kata Ja'far.")
    assert [index.word(i) for i in range(len(index))] == ["Kita", "pulang", "kata", "Ja'far"]
    assert index.covered([(0, 14)]) == {0, 1}
    assert index.covered([(5, 7)]) == {1}
    assert index.covered([(0, 1), (12, 15)]) == frozenset()
    assert index.covered([(4, 26)]) == {0, 1, 2, 3}


def test_plain_words_end_at_any_mark() -> None:
    assert len(WordIndex("Ja'far 1.500 kata-kata", PLAIN_WORD)) == 6
    assert len(WordIndex("Ja'far 1.500 kata-kata")) == 3


def test_a_tally_in_numbers() -> None:
    tally = Tally(gold=4, predicted=5, found=3, right=2)
    assert (tally.recall, tally.precision) == (0.75, 0.4)
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.4 / 1.15)
    assert Tally().f1 == Tally(gold=3).f1 == 0
    assert Tally.total([tally, tally]) == Tally(8, 10, 6, 4)


def test_jaccard() -> None:
    assert jaccard({1, 2, 3}, {2, 3, 4}) == 0.5
    assert jaccard(frozenset(), frozenset()) == 0


def test_pairs_are_made_best_first_and_once() -> None:
    ranked = best_first(
        [Candidate(0.5, 0, 0), Candidate(0.9, 1, 0), Candidate(0.5, 0, 1), Candidate(0.2, 2, 2)]
    )
    assert one_to_one(ranked, at_least=0.5) == [Pair(1, 0, 0.9), Pair(0, 1, 0.5)]


def test_equals_keep_their_order() -> None:
    candidates = [Candidate(0.5, 0, 0), Candidate(0.5, 0, 1)]
    assert one_to_one(best_first(candidates)) == [Pair(0, 0, 0.5)]
    assert one_to_one(sorted(candidates, reverse=True)) == [Pair(0, 1, 0.5)]


def test_one_long_span_finds_two_short_ones_only_when_overlap_is_enough() -> None:
    short = [LabelledSpan(0, 4, "PER"), LabelledSpan(5, 9, "PER")]
    long = [LabelledSpan(0, 9, "PER")]
    assert exact_tally(short, long) == Tally(2, 1, 0, 0)
    assert overlap_tally(short, long) == Tally(2, 1, 2, 1)
    assert relaxed_tally(short, long) == Tally(2, 1, 1, 1)


def test_another_label_or_a_neighbour_is_no_overlap() -> None:
    span = LabelledSpan(3, 6, "PER")
    assert overlapped([span], [LabelledSpan(3, 6, "ORG"), LabelledSpan(6, 8, "PER")]) == [False]
    assert relaxed_pairs([span], [LabelledSpan(0, 3, "PER")]) == []


def test_the_closer_span_is_paired() -> None:
    gold = [LabelledSpan(0, 10, "LOC")]
    predicted = [LabelledSpan(0, 2, "LOC"), LabelledSpan(1, 10, "LOC")]
    assert relaxed_pairs(gold, predicted) == [Pair(0, 1, 0.9)]


@given(span_lists, span_lists)
def test_overlapped_is_what_looking_at_every_pair_says(
    spans: list[LabelledSpan], others: list[LabelledSpan]
) -> None:
    assert overlapped(spans, others) == [
        any(a.start < b.end and b.start < a.end and a.label == b.label for b in others) for a in spans
    ]


@given(span_lists, span_lists)
def test_the_stricter_measure_is_never_higher(
    gold: list[LabelledSpan], predicted: list[LabelledSpan]
) -> None:
    exact, relaxed, overlap = (
        tally(gold, predicted) for tally in (exact_tally, relaxed_tally, overlap_tally)
    )
    assert exact.f1 <= relaxed.f1 + 1e-9
    assert relaxed.f1 <= overlap.f1 + 1e-9


@given(span_lists, span_lists)
def test_f1_does_not_ask_which_side_is_gold(gold: list[LabelledSpan], predicted: list[LabelledSpan]) -> None:
    for tally in (exact_tally, overlap_tally, relaxed_tally):
        there, back = tally(gold, predicted), tally(predicted, gold)
        assert there.f1 == pytest.approx(back.f1)
        assert there.precision == pytest.approx(back.recall)


@given(span_lists)
def test_the_same_spans_are_all_found(spans: list[LabelledSpan]) -> None:
    for tally in (exact_tally, overlap_tally, relaxed_tally):
        assert tally(spans, spans).f1 == (1 if spans else 0)


@given(word_sets, word_sets)
def test_shared_words_are_what_looking_at_every_pair_says(
    gold: list[frozenset[int]], predicted: list[frozenset[int]]
) -> None:
    assert shared_words(gold, predicted) == [
        Candidate(len(a & b) / len(a | b), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(predicted)
        if a & b
    ]
