"""Words looked for near where they should be, as those of a field are near their annotation."""

from __future__ import annotations

from annotations.anchoring.alignment import alike
from annotations.anchoring.anchor import Anchor
from annotations.anchoring.folding import Folded
from annotations.anchoring.placement import LOST, SHORTEST_ALIKE, Placement, State
from annotations.anchoring.seeds import Window, hits_between
from annotations.model import Span

NEAR = 40  # how far, in code points, words may be from where they are expected
_ALIKE = 0.6  # how alike words must be that are not the same


def nearby(text: Folded, anchor: Anchor, expected: int, reach: int) -> Placement:
    """The occurrence of an anchor's quote next to the offset `expected`, at most `reach` away.

    Else what stands there and is much alike, where the quote is long enough to tell.
    """
    window = Window(anchor, anchor.before, anchor.after)
    if not window.quote or expected < 0:
        return LOST
    words, place = window.quote, text.place(expected)
    low, high = max(0, place - reach), place + reach + len(words)
    starts = (text.text.find(words, place, high), text.text.rfind(words, low, place + len(words)))
    found = [Span(text.start(start), text.end(start + len(words))) for start in starts if start >= 0]
    if found:
        span = min(found, key=lambda span: abs(span.start - expected))
        return Placement(State.EXACT if span == anchor.at else State.MOVED, span)
    if len(anchor.quote) < SHORTEST_ALIKE:
        return LOST
    changed = alike(window, text, hits_between(window, text.text, low, high))
    if changed is None or changed[2] < _ALIKE:
        return LOST
    return Placement(State.FUZZY, Span(text.start(changed[0]), text.end(changed[1])))
