"""Unitised alpha: the paper's example, and texts that add up."""

from __future__ import annotations

import pytest

from annotations.comparison.unitising import UnitisedAlpha, Units, difference, disjoint
from annotations.model import Span

START = 150
ONE = {"c": [(225, 295), (370, 400)], "k": [(180, 240), (300, 350)]}
OTHER = {"c": [(220, 300), (355, 375), (400, 420)], "k": [(180, 240), (300, 350)]}


def shifted(units: dict[str, list[tuple[int, int]]]) -> dict[str, list[Span]]:
    return {name: [Span(a - START, b - START) for a, b in spans] for name, spans in units.items()}


def test_krippendorff_2004() -> None:
    """The paper's example: a continuum of 300 from 150 on, two observers, two categories.

    It rounds what it goes on to divide, so the quotients are those of its own unrounded figures.
    """
    alpha = UnitisedAlpha(2)
    alpha.add(300, [shifted(ONE), shifted(OTHER)])
    assert alpha.observed("c") == pytest.approx(0.0144, abs=0.0001)
    assert alpha.observed("k") == 0
    assert alpha.expected("c") == pytest.approx(0.0532, abs=0.0001)
    assert alpha.expected("k") == pytest.approx(0.0490, abs=0.0001)
    assert alpha.alpha(["c"]) == pytest.approx(0.7285, abs=0.0001)
    assert alpha.alpha(["k"]) == 1
    assert alpha.alpha() == pytest.approx(0.8587, abs=0.0001)


def test_a_text_in_which_nobody_used_a_category_is_a_gap_for_all() -> None:
    early, late = UnitisedAlpha(2), UnitisedAlpha(2)
    works: list[Units] = [{"a": [(0, 5)]}, {"a": [(0, 6)]}]
    nothing: list[Units] = [{}, {}]
    for alpha, texts in ((early, [works, nothing]), (late, [nothing, works])):
        for units in texts:
            alpha.add(40, units)
    assert early.alpha() == late.alpha()
    alone = UnitisedAlpha(2)
    alone.add(40, works)
    found, without = early.alpha(), alone.alpha()
    assert found is not None
    assert without is not None
    assert found > without


def test_nothing_marked_has_no_alpha() -> None:
    alpha = UnitisedAlpha(3)
    alpha.add(10, [{}, {}, {}])
    assert alpha.alpha() is None
    assert UnitisedAlpha(2).alpha() is None
    with pytest.raises(ValueError, match="2 annotators, not 3"):
        alpha.add(10, [{}, {}])


def test_overlapping_units_are_one() -> None:
    assert disjoint([(5, 9), (0, 3), (2, 4), (4, 5)]) == [(0, 4), (4, 5), (5, 9)]


def test_a_unit_against_a_gap_counts_its_length_squared() -> None:
    assert difference([Span(0, 3), Span(10, 12)], [Span(1, 5)]) == 1 + 4 + 4
    assert difference([], [Span(2, 7)]) == 25
