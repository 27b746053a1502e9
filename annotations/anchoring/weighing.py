"""How well a place suits an anchor: its words, what stands around them, and where its neighbours went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.anchoring.anchor import CONTEXT
from annotations.anchoring.likeness import prefix_distance
from annotations.anchoring.seeds import Window

ENOUGH = 0.66  # score from which on a place is taken if nothing else comes near
ONE_SIDE = 0.66  # likeness of the context where all of it is there on one side, at least
CLEAR = 0.15  # by how much the best place must be better than the next
NEARNESS = 0.24  # what standing just where the neighbours say is worth, as likeness
DECISIVE = 16  # code points of context below which being alike proves less
_SLACK = 8  # how many more code points than the context has are compared with it

Expected = tuple[int, int]  # an offset where to expect something, and how far from the neighbour who says so


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the folded text."""

    start: int
    end: int
    alike: float  # how alike words and context are, from 0 to 1
    away: float = 0.0  # how far, in code points, it is from where it is expected
    score: float = 0.0

    def beats(self, other: Candidate) -> bool:
        """Whether it is clearly better: by its score or, that being no worse, by standing where expected."""
        nearer = self.score >= other.score and self.away * 3 + DECISIVE // 2 <= other.away
        return nearer or self.score - other.score >= CLEAR

    def expected_at(self, offset: int, expected: Iterable[Expected]) -> Candidate:
        """Scored with what the neighbours say; `offset` is where it stands in the text itself."""
        away = [(abs(offset - place), distance) for place, distance in expected]
        near = max(max(0.0, 1 - off / tolerance(distance)) for off, distance in away)
        return replace(self, away=min(away)[0], score=self.alike + NEARNESS * near)


def tolerance(distance: int) -> float:
    """How far something may be from where a neighbour `distance` away lets expect it."""
    return CONTEXT * 3 / 4 + distance / 6


def candidate(text: str, window: Window, start: int, end: int, words: float = 1.0) -> Candidate:
    """The place `text[start:end]`, where `words` is the words' likeness."""
    context = _context(text, window, start, end)
    return Candidate(start, end, (window.telling * words + context) / (window.telling + 1))


def _context(text: str, window: Window, start: int, end: int) -> float:
    """From 0 to 1: how alike the text around a place is to the context of a window's quote."""
    before, after = window.before, window.after
    given = bool(window.anchor.before or window.anchor.after)
    left, right = _alike_before(text, before, start), _alike_after(text, after, end)
    same: float = left + right
    size = len(before) + len(after)
    if not before and start == window.anchor.at.start == 0:  # both begin the text
        same, size = same + DECISIVE, size + DECISIVE
    if given and not after and end == len(text):
        same, size = same + DECISIVE, size + DECISIVE
    if not given and size < DECISIVE:  # fields have none, nor need a file written by hand give any:
        same += ENOUGH * (DECISIVE - size)  # that is neither for nor against
    one_side = left == len(before) >= DECISIVE or right == len(after) >= DECISIVE
    return max(same / max(size, DECISIVE), ONE_SIDE if one_side else 0.0)


def _alike_before(text: str, before: str, start: int) -> int:
    """How many code points of `before` are left in front of `start`."""
    size = len(before)
    if start >= size and text.startswith(before, start - size):
        return size
    return size - prefix_distance(before[::-1], text[max(0, start - size - _SLACK) : start][::-1])


def _alike_after(text: str, after: str, end: int) -> int:
    if text.startswith(after, end):
        return len(after)
    return len(after) - prefix_distance(after, text[end : end + len(after) + _SLACK])
