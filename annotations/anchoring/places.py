"""Where the anchors of an article are in its present text.

First those are placed of which the words stand in their context at one place and no other. The rest follow in
the order they had: their neighbours' places tell where to look and which of several equal words is meant.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator

from annotations.anchoring.alignment import alike
from annotations.anchoring.anchor import CONTEXT, Anchor
from annotations.anchoring.folding import Folded
from annotations.anchoring.old_text import OldText
from annotations.anchoring.placement import LOST, SHORTEST_ALIKE, Placement, State
from annotations.anchoring.seeds import SeedIndex, Window, hits_between, regions
from annotations.anchoring.weighing import CLEAR, ENOUGH, Candidate, Expected, candidate, tolerance
from annotations.model import Span

LEAST_ALIKE = 0.4  # how alike changed words must be
SURE = 0.8  # likeness of the context from which on it decides alone
_CANDIDATES = 6  # places weighed of a quote
_REGIONS = 3  # places weighed of a quote whose words are only alike
_FAR = 400  # how far at most from the expected place is looked


class Places:
    """The places of `anchors` in `text`, and of `lost` ones, for which their context must vouch."""

    def __init__(self, text: str, anchors: Iterable[Anchor], lost: Iterable[Anchor] = ()) -> None:
        self.folded = Folded(text)
        self._text = self.folded.text
        known = _in_order(anchors)
        old = OldText(known)
        windows = [Window(anchor, *old.around(anchor)) for anchor in known]
        times = Counter(window.quote for window in windows)
        for window in windows:
            if times[window.quote] > 1:
                window.telling = 0.0  # however long: such words recur
        lost_windows = [Window(anchor, anchor.before, anchor.after) for anchor in _in_order(lost)]
        self._index = SeedIndex(self._text, (*windows, *lost_windows))
        self._owners: dict[tuple[str, int], int] = {}  # where a place is taken, by which old place
        self._known = _Neighbours()
        self._placed = {anchor: self._as_it_was(anchor) for anchor in known}
        self._lost_placed: dict[Anchor, Placement] = {}
        if any(placement.span is None for placement in self._placed.values()):
            for window in self._place_the_sure(windows, self._placed):
                self._placed[window.anchor] = self._place_by_neighbours(window)
        for window in self._place_the_sure(lost_windows, self._lost_placed):
            self._lost_placed[window.anchor] = LOST

    def of(self, anchor: Anchor) -> Placement:
        return self._placed[anchor]

    def of_lost(self, anchor: Anchor) -> Placement:
        return self._lost_placed[anchor]

    # -- by their own context --------------------------------------------------

    def _place_the_sure(self, windows: Iterable[Window], placed: dict[Anchor, Placement]) -> list[Window]:
        """Place those that only one place suits; the others, in their order."""
        best: list[tuple[float, Window, Candidate]] = []
        waiting: list[Window] = []
        for window in windows:
            found = sorted(self._candidates(window), key=lambda found: -found.alike)
            clear = len(found) == 1 or (found and found[0].alike - found[1].alike >= CLEAR)
            if clear and found[0].alike >= SURE:
                best.append((found[0].alike, window, found[0]))
            else:
                waiting.append(window)
        for _, window, place in sorted(best, key=lambda found: -found[0]):
            if self._is_free(window, place):
                placed[window.anchor] = self._take(window, place)
            else:
                waiting.append(window)
        return sorted(waiting, key=lambda window: window.anchor.at)

    def _candidates(self, window: Window) -> list[Candidate]:
        """Where the very words stand with some of their context."""
        if not window.quote:
            return []
        votes = Counter(place - at + window.start for at, place in self._index.hits(window))
        standing = [start for start in votes if start >= 0 and self._text.startswith(window.quote, start)]
        standing.sort(key=lambda start: -votes[start])
        few = votes[standing[0]] / 3 if standing else 0  # of its context, against the best
        return [self._exact(window, start) for start in standing[:_CANDIDATES] if votes[start] > few]

    # -- by their neighbours ---------------------------------------------------

    def _place_by_neighbours(self, window: Window) -> Placement:
        if not window.quote:
            return self._as_it_was(window.anchor)
        expected = self._known.expected(window.anchor.at.start)
        found = {candidate.start: candidate for candidate in self._candidates(window)}
        for place, reach in self._windows(expected):
            for start in self._nearest(window.quote, place, reach):
                if start not in found:
                    found[start] = self._exact(window, start)
        free = [self._expected(c, expected) for c in found.values() if self._is_free(window, c)]
        free.sort(key=lambda found: (-found.score, found.away))
        if free and free[0].score >= ENOUGH and (len(free) == 1 or free[0].beats(free[1])):
            return self._take(window, free[0])
        if len(window.anchor.quote) >= SHORTEST_ALIKE:
            return self._place_alike(window, expected, free)
        return self._as_it_was(window.anchor)

    def _exact(self, window: Window, start: int) -> Candidate:
        return candidate(self._text, window, start, start + len(window.quote))

    def _expected(self, found: Candidate, expected: list[Expected]) -> Candidate:
        return found.expected_at(self.folded.start(found.start), expected)

    def _windows(self, expected: list[Expected]) -> Iterator[tuple[int, int]]:
        """Places in the folded text about which to look, and how far."""
        for place, distance in expected:
            yield self.folded.place(max(0, place)), min(_FAR, int(tolerance(distance)))

    def _nearest(self, words: str, place: int, reach: int) -> Iterator[int]:
        """Where `words` stand next before and next behind `place`."""
        behind = self._text.find(words, place, place + reach + len(words))
        ahead = self._text.rfind(words, max(0, place - reach), place + len(words))
        for start in (behind, ahead):
            if start >= 0:
                yield start

    def _place_alike(self, window: Window, expected: list[Expected], exact: list[Candidate]) -> Placement:
        """Where the words are not the same, or not in their context."""
        slack = 2 * CONTEXT + len(window.quote)
        groups = regions(self._index.hits(window), slack)[:_REGIONS]
        for place, reach in self._windows(expected[:2]):
            end = place + len(window.text) + reach
            groups += regions(
                hits_between(window, self._text, place - len(window.before) - reach, end), slack
            )[:1]
        found: dict[tuple[int, int], Candidate] = {(c.start, c.end): c for c in exact}
        for group in groups:
            changed = alike(window, self.folded, group)
            if changed is not None:
                start, end, words = changed
                if words >= LEAST_ALIKE and (start, end) not in found:
                    found[start, end] = self._expected(
                        candidate(self._text, window, start, end, words), expected
                    )
        ordered = sorted(found.values(), key=lambda found: -found.score)
        apart = [c for c in ordered[1:] if c.end <= ordered[0].start or c.start >= ordered[0].end]
        if ordered and ordered[0].score >= ENOUGH and (not apart or ordered[0].beats(apart[0])):
            return self._take(window, ordered[0], State.FUZZY)
        return self._as_it_was(window.anchor)

    # -- taking a place --------------------------------------------------------

    def _is_free(self, window: Window, candidate: Candidate) -> bool:
        """Whether no anchor of the same words, marked elsewhere before, has the place."""
        owner = self._owners.get((window.quote, candidate.start))
        return owner is None or owner == window.anchor.at.start

    def _take(self, window: Window, candidate: Candidate, state: State = State.MOVED) -> Placement:
        anchor = window.anchor
        self._owners[window.quote, candidate.start] = anchor.at.start
        span = Span(self.folded.start(candidate.start), self.folded.end(candidate.end))
        inside = len(anchor.quote) - len(anchor.quote.lstrip())
        if inside <= span.start and self.folded.raw.startswith(anchor.quote, span.start - inside):
            start = span.start - inside  # with the white space that it has
            span = Span(start, start + len(anchor.quote))
        self._known.add(anchor.at.start, span.start)
        return Placement(State.EXACT if span == anchor.at and state is State.MOVED else state, span)

    def _as_it_was(self, anchor: Anchor) -> Placement:
        """What nothing tells apart, such as white space or half a letter, where nothing around it changed."""
        raw, (start, end) = self.folded.raw, anchor.at
        same = raw[start:end] == anchor.quote and raw.startswith(anchor.after, end)
        if same and anchor.quote and raw[max(0, start - len(anchor.before)) : start] == anchor.before:
            return Placement(State.EXACT, anchor.at)
        return LOST


def _in_order(anchors: Iterable[Anchor]) -> list[Anchor]:
    return sorted(set(anchors), key=lambda anchor: (anchor.at, anchor.quote, anchor.before, anchor.after))


class _Neighbours:
    """Where anchors were and are: from them follows where one between them should be."""

    def __init__(self) -> None:
        self._pairs: list[tuple[int, int]] = []

    def add(self, was: int, now: int) -> None:
        insort(self._pairs, (was, now))

    def expected(self, was: int) -> list[Expected]:
        """Places where to expect what was at `was`, and the distance to the neighbour who says so."""
        at = bisect_left(self._pairs, (was, -1))
        near = self._pairs[max(0, at - 1) : at + 1]
        if not near:
            return [(was, was)]
        return [(now + was - its, abs(was - its)) for its, now in near]
