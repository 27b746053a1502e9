"""What is said of one suggestion or one gold annotation: right, false or missed."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotations.model import Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """One annotation that was judged; `confidence` is the finder's, None where it gave none."""

    label: str
    spans: tuple[Span, ...]
    confidence: float | None = None
    right: bool = False


@dataclass(slots=True)
class Verdicts:
    """Of one article and kind: every suggestion judged, and the gold that none was right about."""

    judged: list[Verdict] = field(default_factory=list)
    missed: list[Verdict] = field(default_factory=list)

    @property
    def false(self) -> list[Verdict]:
        return [verdict for verdict in self.judged if not verdict.right]
