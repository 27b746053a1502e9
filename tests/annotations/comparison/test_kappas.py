"""The worked examples of the papers, and what has no kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from annotations.comparison.kappas import Pattern, cohen_kappa, fleiss_kappa, krippendorff_alpha


def columns(*rows: str) -> Counter[Pattern]:
    """Patterns from one line an annotator; "." is no value."""
    return Counter(
        tuple(None if value == "." else value for value in item)
        for item in zip(*(row.split() for row in rows), strict=True)
    )


def test_cohen_1960() -> None:
    """Two judges, three diagnoses, 200 subjects: po .70, pc .41."""
    table = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
    patterns: Counter[Pattern] = Counter()
    for one, row in enumerate(table):
        for other, number in enumerate(row):
            patterns[str(one), str(other)] = number
    assert cohen_kappa(patterns) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


# Fleiss (1971), table 1: how many of six psychiatrists gave each of 30 patients each of five diagnoses.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""


def test_fleiss_1971() -> None:
    patterns: Counter[Pattern] = Counter()
    for row in FLEISS.split():
        patterns[
            tuple(value for value, times in zip("abcde", row, strict=True) for _ in range(int(times)))
        ] += 1
    assert fleiss_kappa(patterns) == pytest.approx(0.430, abs=0.0005)


def test_fleiss_leaves_out_what_not_all_have_seen() -> None:
    patterns = columns("a b a b", "a b b b")
    more = patterns + columns("a a b", ". . .")
    assert fleiss_kappa(more) == fleiss_kappa(patterns)


@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            (
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
)
def test_krippendorff_2011(rows: tuple[str, ...], alpha: float) -> None:
    """Sections A, B and C of the paper."""
    assert krippendorff_alpha(columns(*rows)) == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize("measure", [cohen_kappa, fleiss_kappa, krippendorff_alpha])
def test_without_disagreement_and_without_a_figure(
    measure: Callable[[Counter[Pattern]], float | None],
) -> None:
    assert measure(columns("a b b", "a b b")) == 1
    assert measure(columns("a a a", "a a a")) is None
    assert measure(columns(". a", "a .")) is None
    assert measure(Counter()) is None
