"""How many keys SLATE (slate-nlp) needs for the same work, by the commands its README documents.

SLATE is not run: the keys are counted, and every doubt is decided in its favour. See docs/effort.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from annotations.model import Span

LABEL = 2  # Space and the letter of the label
REMOVE = 1  # u: all labels of just this item
NEXT_FILE = 1  # ]
_ENTER = 1


def times(number: int) -> int:
    """A key pressed `number` times: one by one, or with the number typed before it."""
    return min(number, len(str(number)) + 1) if number else 0


class Slate:
    """Counts on one text, cut into white-space words as `-s token` does."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
        self._starts = [word.start for word in self._words]

    def word(self, offset: int) -> int:
        """The number of the word at `offset`, or of the last before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def go(self, start: int, to: int) -> int:
        """From the word at one offset to the word at another, the cheapest way.

        Word by word; or to a line and to its start or end or the word's own place in it; or by search.
        """
        here, there = self.word(start), self.word(to)
        if here == there:
            return 0
        lines = abs(self.text.count("\n", 0, start) - self.text.count("\n", 0, to))
        first = self.word(self.text.rfind("\n", 0, self._starts[there]) + 1)
        end = self.text.find("\n", to)
        last = self.word(len(self.text) if end < 0 else end)
        within = min(times(there - first), times(last - there))
        ways = [times(abs(here - there)), times(lines) + 1 + within]
        return min([*ways, self._search(start, self._starts[there])])

    def _search(self, start: int, to: int) -> int:
        """\\, the fewest letters that are not found earlier, Enter, n."""
        for length in range(1, 40):
            if self.text.find(self.text[to : to + length], start + 1) == to:
                return 1 + length + _ENTER + 1
        return 1 << 20

    def take(self, span: Span) -> int:
        """Extend from the first word of `span`, where one is, to its last."""
        return times(self.word(span.end - 1) - self.word(span.start))

    def tag(self, start: int, span: Span) -> int:
        """Go to `span`, take it and give it a label."""
        return self.go(start, span.start) + self.take(span) + LABEL

    def name(self, words: str) -> int:
        """A free text label on the item: t, the words (blanks as _, a label holds none), Enter."""
        return 1 + len(words) + _ENTER

    def tag_each(self, start: int, spans: Iterable[Span], keys: int) -> int:
        """`keys` for each of `spans` besides going there and taking it."""
        total = 0
        for span in spans:
            total += self.go(start, span.start) + self.take(span) + keys
            start = span.start
        return total

    def move_end(self, span: Span, by: int) -> int:
        """From its first word: take it as it is, remove its label, take more or less, label again."""
        return self.take(span) + REMOVE + times(by) + LABEL
