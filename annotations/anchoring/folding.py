"""A text without what a new layout changes: white space, the form of quotation marks and dashes, composition.

Lines that are wrapped anew, indented or joined leave a folded text as it is, also in scripts that
break lines without a space. Offsets into it are told back as code points of the text itself.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from annotations.late_pattern import late_pattern

_MARKS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("‘’‚‛′`´＇", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_UNSEEN = r"\s\u00ad\u200b\u2060\ufeff"
_RUN = late_pattern(f"[^{_UNSEEN}]+")
_ON = (  # what may be composed with the letter before it
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u093c\u09bc\u09be\u09d7"
    "\u0b3e\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u3099\u309a\ufe20-\ufe2f"
)
# Letters without, or a letter with its marks: not without limit, as to order marks takes quadratic time.
_PIECE = late_pattern(f"[^{_UNSEEN}{_ON}]+(?![{_ON}])|[^{_UNSEEN}][{_ON}]{{0,15}}")


class Folded:
    """`text` is what is left of `raw`: no white space, one form of each mark, composed (NFC)."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._places: list[int] = []  # of each piece in the folded text
        self._starts: list[int] = []  # and in the raw one
        self._ends: list[int] = []
        composed = unicodedata.is_normalized("NFC", raw)
        pieces: list[str] = []
        place = 0
        for match in (_RUN if composed else _PIECE).finditer(raw):
            piece = match.group() if composed else unicodedata.normalize("NFC", match.group())
            pieces.append(piece)
            self._places.append(place)
            self._starts.append(match.start())
            self._ends.append(match.end())
            place += len(piece)
        self.text = "".join(pieces).translate(_MARKS)

    def start(self, place: int) -> int:
        """Where in `raw` the code point at `place` begins; the end of `raw` for a place behind all."""
        piece = bisect_right(self._places, place) - 1
        if piece < 0 or place >= len(self.text):
            return len(self.raw)
        return min(self._starts[piece] + place - self._places[piece], self._ends[piece] - 1)

    def end(self, place: int) -> int:
        """Where in `raw` the stretch that ends at `place` ends: without the white space behind it."""
        piece = bisect_right(self._places, place - 1) - 1
        if place <= 0 or piece < 0:
            return 0
        following = self._places[piece + 1] if piece + 1 < len(self._places) else len(self.text)
        if place >= following:
            return self._ends[piece]
        return min(self._starts[piece] + place - self._places[piece], self._ends[piece])

    def place(self, offset: int) -> int:
        """The place in the folded text of what stands at `offset` of `raw`, or first behind it."""
        piece = bisect_right(self._starts, offset) - 1
        if piece < 0:
            return 0
        inside = min(offset, self._ends[piece]) - self._starts[piece]
        following = self._places[piece + 1] if piece + 1 < len(self._places) else len(self.text)
        return min(self._places[piece] + inside, following)

    def begins_piece(self, place: int) -> bool:
        """Whether white space stands before `place`."""
        piece = bisect_right(self._places, place) - 1
        return piece >= 0 and self._places[piece] == place


def folded(words: str) -> str:
    """`words` folded as a text is."""
    return Folded(words).text
