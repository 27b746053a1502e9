"""Offsets counted in other units than code points, and in texts with other line ends.

JavaScript and Java count UTF-16 code units: a flag of two regional indicators is two code points
and four units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from annotations.model import Annotation, Passage, Span


class Utf16:
    """Offsets of one text in UTF-16 code units, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, char in enumerate(text) if char > "\uffff"]
        self._units = [at + number for number, at in enumerate(self._wide)]  # where the wide ones begin
        self._length = len(text)

    def units(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)

    def code_points(self, units: int) -> int | None:
        """The offset in code points; None within a character or beyond the text."""
        before = bisect_left(self._units, units)
        offset = units - before
        if before and self._units[before - 1] == units - 1:
            return None
        return offset if 0 <= offset <= self._length else None


def with_plain_lines(text: str) -> tuple[str, Callable[[int], int]]:
    """`text` as articles have it (LF, no byte order mark), and how its offsets go over."""
    marked = text.startswith("\ufeff")
    if "\r" not in text and not marked:
        return text, int
    pairs = [at for at in range(len(text) - 1) if text[at] == "\r" and text[at + 1] == "\n"]
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return plain, lambda offset: max(0, offset - marked - bisect_left(pairs, offset))


def moved(annotation: Annotation, offset: Callable[[int], int]) -> Annotation:
    """`annotation` with all its places moved; none of them may become empty."""

    def place(span: Span) -> Span:
        start = offset(span.start)
        return Span(start, max(start + 1, offset(span.end)))

    changes: dict[str, object] = {"spans": tuple(map(place, annotation.spans))}
    for name, span in annotation.places():
        if name != "spans":
            value = getattr(annotation, name)
            changes[name] = Passage(value.text, place(span)) if isinstance(value, Passage) else place(span)
    return annotation.with_(**changes)
