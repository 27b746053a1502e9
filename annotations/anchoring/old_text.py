"""What is known of the text that annotations were made on: their quotes and contexts, pieced together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from annotations.anchoring.anchor import Anchor

REACH = 64  # code points on each side that are of use as context


class OldText:
    """Stretches of the old text by their place; where anchors contradict, a new stretch begins."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self._starts: list[int] = []
        stretches: list[list[str]] = []
        end, last, last_start = -1, "", 0
        for start, words in sorted(_pieces(anchors)):
            shared = end - start
            if shared >= len(words) and last.startswith(words, start - last_start):
                continue
            if shared >= 0 and start >= last_start and words.startswith(last[start - last_start :]):
                stretches[-1].append(words[shared:])
            else:
                self._starts.append(start)
                stretches.append([words])
            end, last, last_start = start + len(words), words, start
        self._texts = ["".join(parts) for parts in stretches]

    def around(self, anchor: Anchor) -> tuple[str, str]:
        """What stood before and after the quote of `anchor`, as far as known; at most REACH of each."""
        start, end = anchor.at
        number = bisect_right(self._starts, start) - 1
        if number >= 0:
            text, at = self._texts[number], start - self._starts[number]
            if text.startswith(anchor.quote, at) and end - start == len(anchor.quote):
                before, after = (
                    text[max(0, at - REACH) : at],
                    text[at + end - start : at + end - start + REACH],
                )
                if before.endswith(anchor.before) and after.startswith(anchor.after):
                    return before, after
        return anchor.before, anchor.after


def _pieces(anchors: Iterable[Anchor]) -> Iterable[tuple[int, str]]:
    for anchor in anchors:
        if anchor.at.end - anchor.at.start == len(anchor.quote):
            yield anchor.at.start - len(anchor.before), anchor.before + anchor.quote + anchor.after
