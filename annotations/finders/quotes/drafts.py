"""What the rules hand on: a cue, and an attribution while it is put together."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.finders.quotes.noun_phrases import NounPhrase
from annotations.finders.quotes.units import Unit
from annotations.model import Span


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `first` up to `stop` of the cue, who speaks by it, and the token after both.

    `suffix`: the speaker is only a suffix of the cue (katanya).
    """

    first: int
    stop: int
    source: NounPhrase | None
    suffix: bool
    end: int
    rule: str


@dataclass(slots=True)
class Draft:
    """An attribution while it is put together; `first` is the token its words begin at."""

    unit: Unit
    content: list[Span]
    cue: Span | None
    source: NounPhrase | None
    suffix: bool
    rule: str
    confidence: float
    direct: bool
    first: int = 0
    named_in: Unit | None = None  # where the source stands, when that is another sentence
