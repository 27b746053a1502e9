"""Where words begin and end that were changed: between the stretches around them that were not."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.anchoring.folding import Folded
from annotations.anchoring.seeds import Block, Hit, Window, blocks

_WORD = 24  # how far from there an edge is looked for


def alike(window: Window, text: Folded, hits: Sequence[Hit]) -> tuple[int, int, float] | None:
    """Start and end in the folded text of what stands for a window's quote, and how alike it is (0 to 1).

    None where none of the quote's words are.
    """
    chain = blocks(window.text, text.text, hits)
    same = sum(max(0, min(at + length, window.end) - max(at, window.start)) for at, _, length in chain)
    if not same:
        return None
    start = _start(window, text, chain)
    end = _end(window, text, chain)
    if start >= end:
        return None
    return start, end, same / max(len(window.quote), (end - start) // 2)


def _start(window: Window, text: Folded, chain: Sequence[Block]) -> int:
    """Where the quote's first code point is, or what stands for it."""
    left = None  # where the last stretch before it ends
    for at, place, length in chain:
        if at <= window.start < at + length:
            return place + window.start - at
        if at > window.start:
            if left is None:
                return max(0, place - (at - window.start))
            return _between(text, left, (at, place), window.start)
        left = (at + length, place + length)
    return left[1] if left else 0


def _end(window: Window, text: Folded, chain: Sequence[Block]) -> int:
    """Where what stands for the quote's last code point ends."""
    right = None  # where the first stretch behind it begins
    for at, place, length in reversed(chain):
        if at < window.end <= at + length:
            return place + window.end - at
        if at + length < window.end:
            if right is None:
                return min(len(text.text), place + length + window.end - at - length)
            return _between(text, (at + length, place + length), right, window.end)
        right = (at, place)
    return right[1] if right else 0


def _between(text: Folded, left: tuple[int, int], right: tuple[int, int], at: int) -> int:
    """What `at` of a window became where it changed from `left` to `right`: by proportion, at a word."""
    (old_start, new_start), (old_end, new_end) = left, right
    if at in (old_start, old_end) or new_end <= new_start:
        return new_start if at == old_start else new_end
    place = new_start + (at - old_start) * (new_end - new_start) // (old_end - old_start)
    about = range(max(new_start, place - _WORD), min(new_end, place + _WORD) + 1)
    edges = [edge for edge in about if text.begins_piece(edge)]
    return min(edges, key=lambda edge: abs(edge - place), default=place)
