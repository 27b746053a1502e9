"""What becomes of a span in a changed text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotations.model import Span

SHORTEST_ALIKE = 12  # code points that a quote must have to be placed where its words are only alike


class State(StrEnum):
    """What became of a span."""

    EXACT = "exact"  # where it was
    MOVED = "moved"  # elsewhere
    FUZZY = "fuzzy"  # where something much alike stands
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor is now: `span` is None exactly when it is lost."""

    state: State
    span: Span | None = None


LOST = Placement(State.LOST)
