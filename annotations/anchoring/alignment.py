"""Where words begin and end that were changed: between the stretches around them that were not."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from annotations.anchoring.folding import Folded
from annotations.anchoring.seeds import Block, Hit, Window, blocks

Pair = tuple[int, int]  # a place in a window and the one in the text that it became
_SHORT = 120  # code points of a changed stretch that is compared letter by letter
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
    left: Pair | None = None  # where the last stretch before it ends
    for at, place, length in chain:
        if at <= window.start < at + length:
            return place + window.start - at
        if at > window.start:
            left = left or (0, max(0, place - at))
            return _between(window, text, left, (at, place), window.start, ends=False)
        left = (at + length, place + length)
    return left[1] if left else 0


def _end(window: Window, text: Folded, chain: Sequence[Block]) -> int:
    """Where what stands for the quote's last code point ends."""
    right: Pair | None = None  # where the first stretch behind it begins
    for at, place, length in reversed(chain):
        if at < window.end <= at + length:
            return place + window.end - at
        if at + length < window.end:
            right = right or (len(window.text), min(len(text.text), place + len(window.text) - at))
            return _between(window, text, (at + length, place + length), right, window.end, ends=True)
        right = (at, place)
    return right[1] if right else 0


def _between(window: Window, text: Folded, left: Pair, right: Pair, at: int, *, ends: bool) -> int:
    """What `at` of a window became between `left` and `right`, where it changed: by the letters that stayed.

    Else by proportion, at a word. `ends` says that a quote ends there rather than begins.
    """
    (old_start, new_start), (old_end, new_end) = left, right
    if new_end <= new_start:
        return new_end if ends else new_start
    if max(old_end - old_start, new_end - new_start) <= _SHORT:
        old, new = window.text[old_start:old_end], text.text[new_start:new_end]
        for _, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            left, right = (old_start + a, new_start + b), (old_start + a_end, new_start + b_end)
            if left[0] < at <= right[0] if ends else left[0] <= at < right[0]:
                break
        (old_start, new_start), (old_end, new_end) = left, right
    if at == (old_end if ends else old_start):
        return new_end if ends else new_start
    if old_end - old_start == new_end - new_start:
        return new_start + at - old_start
    place = new_start + (at - old_start) * (new_end - new_start) // (old_end - old_start)
    about = range(max(new_start, place - _WORD), min(new_end, place + _WORD) + 1)
    edges = [edge for edge in about if text.begins_piece(edge)]
    return min(edges, key=lambda edge: abs(edge - place), default=place)
