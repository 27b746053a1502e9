"""Bands of confidence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.evaluation.calibration import BANDS, Calibration
from annotations.evaluation.quotes import Share
from annotations.evaluation.verdicts import Verdict
from annotations.model import Span


def verdict(confidence: float | None, right: bool = True, label: str = "PER") -> Verdict:
    return Verdict(label, (Span(0, 1),), confidence, right)


@pytest.mark.parametrize(
    ("confidence", "band"),
    [(0, 0), (0.499, 0), (0.5, 1), (0.699, 1), (0.7, 2), (0.8, 3), (0.899, 3), (0.9, 4), (1, 4)],
)
def test_a_band_begins_with_its_lower_edge(confidence: float, band: int) -> None:
    calibration = Calibration()
    calibration.add("entities", [verdict(confidence)])
    assert [share.of for share in calibration.totals["entities"].bands] == [
        int(i == band) for i in range(len(BANDS))
    ]


@pytest.mark.parametrize(("right", "of", "holds"), [(9, 10, True), (89, 100, False), (0, 0, None)])
def test_whether_the_sure_ones_hold(right: int, of: int, holds: bool | None) -> None:
    calibration = Calibration()
    calibration.add("quotes", [verdict(0.2)])
    calibration.add("quotes", [verdict(0.95, position < right) for position in range(of)])
    (row,) = calibration.rows.values()
    assert row.sure == Share(right, of)
    assert row.holds is holds


def test_rows_by_kind_then_by_frequency() -> None:
    calibration = Calibration()
    calibration.add("quotes", [verdict(0.9, label="direct")])
    calibration.add("entities", [verdict(0.9), verdict(0.4, False, "LOC"), verdict(0.6, True, "LOC")])
    assert list(calibration.rows) == [("quotes", "direct"), ("entities", "LOC"), ("entities", "PER")]
    assert calibration.totals["entities"].total == Share(2, 3)


def test_without_confidence_nothing_is_said() -> None:
    calibration = Calibration()
    calibration.add("entities", [verdict(None), verdict(math.nan)])
    assert calibration.rows == {}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_nothing_is_lost_between_the_bands(given: list[tuple[float, bool]]) -> None:
    calibration = Calibration()
    calibration.add("entities", [verdict(confidence, right) for confidence, right in given])
    rows = list(calibration.totals.values())
    assert sum(row.total.of for row in rows) == len(given)
    assert sum(row.total.right for row in rows) == sum(right for _, right in given)
