"""Whether confidence means something: of the suggestions in a band, how many are right.

A reliability table (DeGroot and Fienberg 1983; Niculescu-Mizil and Caruana 2005). Suggestions at
or above SURE are shown first and mostly accepted unread, so of them TRUSTED must be right.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.evaluation.quotes import Share
from annotations.evaluation.verdicts import Verdict

EDGES = (0.5, 0.7, 0.8, 0.9)
BANDS = ("[0,.5)", "[.5,.7)", "[.7,.8)", "[.8,.9)", "[.9,1]")
SURE = 0.9
TRUSTED = 0.9


@dataclass(slots=True)
class CalibrationRow:
    """Right suggestions and all of them by band of confidence, in the order of BANDS."""

    bands: tuple[Share, ...] = field(default_factory=lambda: tuple(Share() for _ in BANDS))

    @property
    def sure(self) -> Share:
        """Those at SURE or above."""
        return self.bands[-1]

    @property
    def holds(self) -> bool | None:
        """Whether the sure ones are right often enough; None when there are none."""
        return self.sure.ratio >= TRUSTED if self.sure.of else None

    @property
    def total(self) -> Share:
        total = Share()
        for band in self.bands:
            total += band
        return total


class Calibration:
    """Adds up verdicts by kind of annotation and label. A suggestion without confidence is left out."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], CalibrationRow] = {}

    def add(self, kind: str, verdicts: Iterable[Verdict]) -> None:
        for verdict in verdicts:
            if verdict.confidence is not None and math.isfinite(verdict.confidence):
                row = self._rows.setdefault((kind, verdict.label), CalibrationRow())
                row.bands[bisect_right(EDGES, verdict.confidence)].count(verdict.right)

    @property
    def rows(self) -> dict[tuple[str, str], CalibrationRow]:
        """By kind and label, kinds as they came, the most frequent label first."""
        kinds = list(dict.fromkeys(kind for kind, _ in self._rows))
        return dict(
            sorted(
                self._rows.items(),
                key=lambda item: (kinds.index(item[0][0]), -item[1].total.of, item[0][1]),
            )
        )

    @property
    def totals(self) -> dict[str, CalibrationRow]:
        """By kind, all labels together."""
        totals: dict[str, CalibrationRow] = {}
        for (kind, _), row in self.rows.items():
            total = totals.setdefault(kind, CalibrationRow())
            for mine, other in zip(total.bands, row.bands, strict=True):
                mine += other
        return totals
