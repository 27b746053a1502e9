"""Wrapping text to a width in cells, in offsets: what row starts where."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from functools import cache
from itertools import islice

from rich.cells import cell_len, split_graphemes

from annotations.display import display_lines
from annotations.model import Span

# Letters and punctuation of one cell each, none combining: Latin, Greek, Cyrillic, dashes and quotes.
_NARROW = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
_NARROW_LINES = re.compile(_NARROW.pattern.replace("[", "[\n", 1))
_SLICE = 256  # rows laid out at once
_PIECE = 8192  # code points of a long line looked at at once, so that its first rows do not wait for its last
_CLUSTER = 256  # code points; no cluster that `display` lets through is longer


def wrap_line(line: str, width: int) -> Iterator[int]:
    """Offsets in `line` (no newline in it) where rows begin: 0, then every break.

    Breaks after a space where there is one; the space hangs at the end of its row,
    so a row may be one cell wider than `width`. Words longer than a row are cut
    between grapheme clusters.
    """
    yield 0
    if len(line) <= width and cell_len(line) <= width:
        return
    start, piece = 0, line
    while len(line) - start > _PIECE:
        piece = line[start : start + _PIECE]
        breaks = list(_breaks(piece, width, _PIECE - _CLUSTER))
        if not breaks:
            break  # no row ends here, however that may be
        yield from (start + at for at in breaks)
        start += breaks[-1]  # the row begun there goes on in the next piece
    yield from (start + at for at in _breaks(line[start:], width, len(line)))


def _breaks(line: str, width: int, end: int) -> Iterator[int]:
    """The breaks in `line` that are decided by what begins before `end`."""
    if line.isascii() or _NARROW.fullmatch(line):
        yield from _breaks_by_character(line, width)
    else:
        yield from _breaks_by_cluster(line, width, end)


def _breaks_by_character(line: str, width: int) -> Iterator[int]:
    start = 0
    while len(line) - start > width:
        space = line.rfind(" ", start, start + width + 1)
        start = space + 1 if space > start else start + width
        if start < len(line):
            yield start


@cache
def _narrow_rows(width: int) -> re.Pattern[str]:
    """Matches one row after another of lines of narrow characters, as `_breaks_by_character` parts them."""
    return re.compile(rf"[^\n]{{0,{width}}}+ ?(?:\n|\Z)|[^\n]{{1,{width}}} |[^\n]{{{width}}}")


def _breaks_by_cluster(line: str, width: int, last: int) -> Iterator[int]:
    clusters, _ = split_graphemes(line)
    start = 0  # offset where the row begins
    used = 0  # cells since `start`
    after_space: tuple[int, int] | None = None  # offset behind the row's last space, cells up to there
    for begin, end, cells in clusters:
        if begin >= last:
            return
        room = width + (line[begin:end] == " ")  # one space may hang
        while used + cells > room and begin > start:
            if after_space is not None and after_space[0] > start:
                start, used = after_space[0], used - after_space[1]
            else:
                start, used = begin, 0
            after_space = None
            yield start
        used += cells
        if line[begin:end] == " ":
            after_space = (end, used)


class Layout:
    """The rows of a text at one width. A row is `[start, end)`, without its newline.

    Rows are laid out as far as somebody asks for them, so that the first of a long text are there at
    once; `lay` goes on with the rest, and `len` needs them all.

    Between lines there may be empty spacer rows that hold no offset at all:
    they start where the next row starts. `shown` is the text as it may be printed,
    of the same length: rows are measured by that, since a control takes a cell when shown.
    """

    def __init__(
        self, text: str, width: int, spacing: int = 0, joined: Container[int] = (), leading: int = 0
    ) -> None:
        """`spacing` spacer rows stand before every line but the first and those that begin in `joined`,
        and `leading` spacer rows before every row but the first."""
        self.text = text
        self.shown = display_lines(text)
        self.width = max(1, width)
        self._starts = array("I")
        self._rest = self._rows(spacing, joined, leading) if spacing or leading else self._row_starts()
        self.complete = False  # whether all rows are laid out

    def _rows(self, spacing: int, joined: Container[int], leading: int) -> Iterator[int]:
        """Where each row starts, spacers too."""
        for start in self._row_starts():
            if start and self.shown[start - 1] == "\n":
                yield from [start] * (leading + (spacing if start not in joined else 0))
            elif start and leading:
                yield from [start] * leading
            yield start

    def _row_starts(self) -> Iterator[int]:
        """Stretches of narrow characters at once, any other line by itself."""
        shown, width = self.shown, self.width
        pattern = _narrow_rows(width)
        block = max(_PIECE, 8 * width)
        at = 0
        while at <= len(shown):
            stop = min(at + block, len(shown))
            narrow = _NARROW_LINES.match(shown, at, stop)
            assert narrow is not None
            if narrow.end() < stop:
                stop = shown.rfind("\n", at, narrow.end()) + 1
            if stop <= at < len(shown):
                end = shown.find("\n", at)
                line = shown[at : end if end >= 0 else len(shown)]
                yield from (at + start for start in wrap_line(line, width))
                at += len(line) + 1
                continue
            starts = [match.start() for match in pattern.finditer(shown, at, stop)]
            if stop == len(shown):
                # behind a newline there is one more row, an empty one; behind anything else there is none
                yield from starts[:-1] if stop and shown[-1] != "\n" else starts
                return
            if shown[stop - 1] == "\n":
                yield from starts[:-1]
                at = stop
            else:
                decided = bisect_left(starts, stop - width - 1)  # rows behind that may go on
                yield from starts[:decided]
                at = starts[decided]

    def lay(self, rows: int) -> None:
        """Lay out so many more rows, as far as there are."""
        known = len(self._starts)
        self._starts.extend(islice(self._rest, rows))
        self.complete = len(self._starts) < known + rows

    @property
    def known(self) -> int:
        """How many rows are laid out by now."""
        return len(self._starts)

    def __len__(self) -> int:
        while not self.complete:
            self.lay(_SLICE)
        return len(self._starts)

    def clamp(self, number: int) -> int:
        """The row of this number, or the last or first where there is none of it."""
        while number + 1 >= len(self._starts) and not self.complete:
            self.lay(_SLICE)
        return max(0, min(number, len(self._starts) - 1))

    def row(self, number: int) -> Span:
        """Offsets of row `number`; an empty span for an empty line and for a spacer."""
        self.clamp(number)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        return Span(start, end)

    def is_spacer(self, number: int) -> bool:
        self.clamp(number)
        return number + 1 < len(self._starts) and self._starts[number] == self._starts[number + 1]

    def row_of(self, offset: int) -> int:
        """The row that shows `offset`; a newline, and the end of the text, stand at the end of their row."""
        offset = max(0, min(offset, len(self.text)))
        while not self.complete and (not self._starts or self._starts[-1] <= offset):
            self.lay(_SLICE)
        return bisect_right(self._starts, offset) - 1

    def column_of(self, offset: int) -> int:
        """How many cells stand left of `offset` in its row."""
        row = self.row(self.row_of(offset))
        return cell_len(self.shown[row.start : max(row.start, min(offset, row.end))])

    def offset_at(self, number: int, column: int) -> int:
        """The offset shown at a cell, or the row's last place when it is shorter. Never inside a cluster."""
        row = self.row(self.clamp(number))
        shown = self.shown[row.start : row.end]
        last = row.start + len(shown)
        if row.end < len(self.text) and self.text[row.end] != "\n" and shown:
            last = row.end - 1  # a wrapped row's end is the next row's start
        cells = 0
        for begin, _, width in split_graphemes(shown)[0]:
            cells += width
            if cells > column:
                return row.start + begin
        return last
