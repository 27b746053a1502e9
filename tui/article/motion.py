"""Where the caret goes: each motion is a function of the article, its layout and the offset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import split_graphemes

from annotations import structure
from annotations.article import Article
from annotations.model import Span
from tui.article.wrap import Layout

_CLUSTER_WINDOW = 64  # code points looked at to find where a grapheme cluster begins


@dataclass(slots=True)
class Place:
    """What a motion starts from. `column` is the cell that vertical motions keep to."""

    article: Article
    layout: Layout
    offset: int
    column: int
    page: int


# These take the text as it is shown (`Layout.shown`), where a control is a character of its own.


def cluster_after(shown: str, offset: int) -> int:
    """Where the grapheme cluster at `offset` ends; a newline is one."""
    if offset >= len(shown) or shown[offset] == "\n":
        return min(offset + 1, len(shown))
    clusters, _ = split_graphemes(shown[offset : _line_end_near(shown, offset)])
    return offset + clusters[0][1]


def cluster_before(shown: str, offset: int) -> int:
    """Where the grapheme cluster that ends at `offset` begins; a newline is one."""
    if offset <= 0 or shown[offset - 1] == "\n":
        return max(0, offset - 1)
    low = _line_start_near(shown, offset)
    return low + split_graphemes(shown[low:offset])[0][-1][0]


def _line_start_near(shown: str, offset: int) -> int:
    low = max(0, offset - _CLUSTER_WINDOW)
    return max(low, shown.rfind("\n", low, offset) + 1)


def _line_end_near(shown: str, offset: int) -> int:
    high = min(len(shown), offset + _CLUSTER_WINDOW)
    newline = shown.find("\n", offset, high)
    return high if newline < 0 else newline


def snap(shown: str, span: Span) -> Span:
    """`span` widened to whole grapheme clusters."""
    low, high = _line_start_near(shown, span.start), _line_end_near(shown, span.end)
    start, end = span
    for begin, stop, _ in split_graphemes(shown[low:high])[0]:
        if low + begin < start < low + stop:
            start = low + begin
        if low + begin < end < low + stop:
            end = low + stop
    return Span(start, end)


def _vertical(place: Place, rows: int) -> int:
    layout = place.layout
    target = layout.clamp(layout.row_of(place.offset) + rows)
    while layout.is_spacer(target) and target > 0:  # the last row is none
        target += 1 if rows > 0 else -1
    return layout.offset_at(target, place.column)


def _line_start(place: Place) -> int:
    return place.layout.row(place.layout.row_of(place.offset)).start


def _line_end(place: Place) -> int:
    return place.layout.offset_at(place.layout.row_of(place.offset), 1 << 30)


def _sentence_left(place: Place) -> int:
    return structure.start_before(place.article.sentences, place.offset)


def _sentence_right(place: Place) -> int:
    return structure.start_after(place.article.sentences, place.offset, len(place.article.text))


def _paragraph_left(place: Place) -> int:
    return structure.start_before(place.article.paragraphs, place.offset)


def _paragraph_right(place: Place) -> int:
    return structure.start_after(place.article.paragraphs, place.offset, len(place.article.text))


MOTIONS: dict[str, Callable[[Place], int]] = {
    "left": lambda p: cluster_before(p.layout.shown, p.offset),
    "right": lambda p: cluster_after(p.layout.shown, p.offset),
    "up": lambda p: _vertical(p, -1),
    "down": lambda p: _vertical(p, 1),
    "page-up": lambda p: _vertical(p, -p.page),
    "page-down": lambda p: _vertical(p, p.page),
    "word-left": lambda p: structure.word_start_before(p.article.text, p.offset),
    "word-right": lambda p: structure.word_start_after(p.article.text, p.offset),
    "sentence-left": _sentence_left,
    "sentence-right": _sentence_right,
    "paragraph-left": _paragraph_left,
    "paragraph-right": _paragraph_right,
    "line-start": _line_start,
    "line-end": _line_end,
    "text-start": lambda p: 0,
    "text-end": lambda p: len(p.article.text),
}
VERTICAL = frozenset({"up", "down", "page-up", "page-down"})

# A selection grows to the end of a word, not to the start of the next.
EXTENSIONS: dict[str, Callable[[Place], int]] = {
    **MOTIONS,
    "word-right": lambda p: structure.word_end_after(p.article.text, p.offset),
}
