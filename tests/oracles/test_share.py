"""A seeded share of what `python -m tests.oracles` does at length."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.oracles.annotation_sets import cases
from tests.oracles.checks import Checked, check
from tests.oracles.packages import missing

needs_oracles = pytest.mark.skipif(
    bool(missing()), reason=f"not installed (extra oracles): {', '.join(missing())}"
)


@needs_oracles
def test_the_measures_are_those_of_other_packages() -> None:
    checked = Checked()
    for case in islice(cases(500_000), 20):
        check(case, checked)
    assert checked.problems == []
    assert min(checked.agreed.values()) > 10
