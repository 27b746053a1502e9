"""Where short pieces of many anchors stand in a text, found in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations.anchoring.anchor import Anchor
from annotations.anchoring.folding import folded
from annotations.anchoring.likeness import common_length, common_length_back
from annotations.anchoring.placement import SHORTEST_ALIKE

TELLING = 20  # code points of a quote that tell as much as its whole context
SEED = 8  # code points of a seed
FREQUENT = 32  # a seed that stands at more places tells nothing
_STEP = 3  # code points from one seed of a window to the next
_MOST = 64  # seeds of a window
_WORTH = 4  # code points that two stretches must have in common to count


class Window:
    """An anchor's quote with its context, folded, and the seeds by which to find it.

    `start` and `end` are the quote's in `text`; `telling` is how much, from 0 to 2, its words alone
    tell of its place beside its context: much when they are long.
    """

    __slots__ = ("after", "anchor", "before", "end", "quote", "seeds", "start", "telling", "text")

    def __init__(self, anchor: Anchor, before: str, after: str) -> None:
        self.anchor = anchor
        self.before, self.quote, self.after = folded(before), folded(anchor.quote), folded(after)
        self.text = self.before + self.quote + self.after
        self.start = len(self.before)
        self.end = self.start + len(self.quote)
        size = len(self.quote)
        self.telling = min(2.0, size / TELLING) if size >= SHORTEST_ALIKE else 0.0
        last = max(0, len(self.text) - SEED)
        step = max(_STEP, last // _MOST)
        self.seeds = [(at, self.text[at : at + SEED]) for at in (*range(0, last, step), last)]


Hit = tuple[int, int]  # a place in a window and one in the text from which on a seed's length is the same


class SeedIndex:
    """Where the seeds of `windows` stand in `text`."""

    def __init__(self, text: str, windows: Iterable[Window]) -> None:
        self.text = text
        self._places: dict[str, list[int]] = {
            seed: [] for window in windows for _, seed in window.seeds if seed
        }
        for length in {len(seed) for seed in self._places}:
            self._scan(length)

    def _scan(self, length: int) -> None:
        text, places = self.text, self._places
        for place in range(len(text) - length + 1):
            found = places.get(text[place : place + length])
            if found is not None and len(found) <= FREQUENT:
                found.append(place)

    def hits(self, window: Window) -> list[Hit]:
        """By the seeds that are not too frequent."""
        return [
            (at, place)
            for at, seed in window.seeds
            if len(places := self._places.get(seed, ())) <= FREQUENT
            for place in places
        ]


def hits_between(window: Window, text: str, start: int, end: int) -> list[Hit]:
    """Those in `text[start:end]`, frequent seeds as well."""
    return [
        (at, place) for at, seed in window.seeds if seed for place in _occurrences(text, seed, start, end)
    ]


def _occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    place = text.find(words, max(0, start), end)
    for _ in range(FREQUENT):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1, end)


def regions(hits: Iterable[Hit], slack: int) -> list[list[Hit]]:
    """Hits that put a window at about the same place, the most hits first.

    Insertions and deletions up to `slack` in all may lie between those of one region.
    """
    ordered = sorted(hits, key=lambda hit: hit[1] - hit[0])
    found: list[list[Hit]] = []
    for hit in ordered:
        shift = hit[1] - hit[0]
        if found and shift - (found[-1][0][1] - found[-1][0][0]) <= slack:
            found[-1].append(hit)
        else:
            found.append([hit])
    return sorted(found, key=lambda region: len({at for at, _ in region}), reverse=True)


Block = tuple[int, int, int]  # a place in a window, one in the text, how much is the same from there on


def blocks(window: str, text: str, hits: Iterable[Hit]) -> list[Block]:
    """The stretches that `window` and `text` have in common around `hits`, in the order of both."""
    whole: list[Block] = []
    reached: dict[int, int] = {}  # by shift: up to where in the window it is the same
    for at, place in sorted(hits):
        shift = place - at
        covered = reached.get(shift, 0)
        if at < covered:
            continue
        back = common_length_back(window, at, text, place, at - covered)
        length = back + common_length(window, at, text, place)
        reached[shift] = at - back + length
        whole.append((at - back, place - back, length))
    chain: list[Block] = []
    for block in sorted(whole, key=lambda block: -block[2]):
        _insert(chain, block)
    return chain


def _insert(chain: list[Block], block: Block) -> None:
    """Put a block where both orders allow it, without what its neighbours cover already."""
    at, place, length = block
    number = 0
    while number < len(chain) and chain[number][0] <= at:
        number += 1
    if number:
        before_at, before_place, before_length = chain[number - 1]
        covered = max(0, before_at + before_length - at, before_place + before_length - place)
        at, place, length = at + covered, place + covered, length - covered
    if number < len(chain):
        length -= max(0, at + length - chain[number][0], place + length - chain[number][1])
    if length >= _WORTH:
        chain.insert(number, (at, place, length))
