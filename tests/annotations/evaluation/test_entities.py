"""Scores of entities, worked out by hand."""

from __future__ import annotations

from annotations.evaluation.entities import EntityScores, scored, types_of
from annotations.evaluation.spans import LabelledSpan, Tally
from annotations.model import Entity, Span

GOLD = [LabelledSpan(0, 4, "PER"), LabelledSpan(10, 20, "ORG"), LabelledSpan(30, 35, "LOC")]
FOUND = {
    LabelledSpan(0, 4, "PER"): 0.95,
    LabelledSpan(10, 15, "ORG"): 0.8,
    LabelledSpan(30, 35, "ORG"): 0.7,
    LabelledSpan(40, 45, "DATE"): None,
}


def test_rows_by_type() -> None:
    scores = EntityScores()
    scores.add(GOLD, FOUND)
    rows = scores.rows
    assert list(rows) == ["LOC", "ORG", "PER", "DATE"]
    assert rows["PER"].exact == Tally(1, 1, 1, 1)
    assert rows["ORG"].exact == Tally(1, 2, 0, 0)
    assert rows["ORG"].overlap == Tally(1, 2, 1, 1)
    assert rows["LOC"].exact == Tally(1, 0, 0, 0)
    assert scores.total.exact == Tally(3, 4, 1, 1)
    assert scores.untyped == Tally(3, 4, 2, 2)


def test_only_the_types_asked_for_count_on_both_sides() -> None:
    scores = EntityScores(["PER", "LOC"])
    verdicts = scores.add(GOLD, FOUND)
    assert list(scores.rows) == ["LOC", "PER"]
    assert scores.total.exact == Tally(2, 1, 1, 1)
    assert [verdict.label for verdict in verdicts.missed] == ["LOC"]
    assert verdicts.false == []


def test_articles_add_up_and_do_not_mix() -> None:
    scores = EntityScores()
    scores.add(GOLD, {})
    scores.add([], dict.fromkeys(GOLD, 0.5))
    assert scores.total.exact == scores.total.overlap == Tally(3, 3, 0, 0)
    assert list(scores.rows) == ["LOC", "ORG", "PER"]


def test_verdicts_tell_right_false_and_missed() -> None:
    verdicts = EntityScores().add(GOLD, FOUND)
    assert [(v.label, v.confidence, v.right) for v in verdicts.judged] == [
        ("PER", 0.95, True),
        ("ORG", 0.8, False),
        ("ORG", 0.7, False),
        ("DATE", None, False),
    ]
    assert [v.spans for v in verdicts.missed] == [(Span(10, 20),), (Span(30, 35),)]


def test_a_mention_given_twice_counts_once() -> None:
    twice = [Entity(id=i, label="PER", spans=(Span(0, 4),), confidence=0.9) for i in ("a", "b")]
    assert scored(twice) == {LabelledSpan(0, 4, "PER"): 0.9}
    scores = EntityScores()
    scores.add([GOLD[0], GOLD[0]], scored(twice))
    assert scores.total.exact == Tally(1, 1, 1, 1)


def test_types_by_frequency() -> None:
    assert types_of([*GOLD, LabelledSpan(50, 51, "LOC")]) == ["LOC", "PER", "ORG"]
