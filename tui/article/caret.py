"""The caret, drawn over a row: one grapheme cluster, or the blank cell behind the last character."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from annotations.model import Span
from tui.article.motion import snap


def with_caret(segments: Sequence[Segment], row: Span, caret: int, shown: str, style: Style) -> list[Segment]:
    """`segments` show the text of `row`, from its start on; `caret` is an offset into the text `shown`."""
    if caret >= row.end:
        return [*segments, Segment(" ", style)]
    cluster = snap(shown, Span(caret, caret + 1))
    drawn: list[Segment] = []
    at = row.start
    for text, under, _ in segments:
        stop = at + len(text)
        low, high = max(at, cluster.start), min(stop, cluster.end)
        if low < high:
            drawn.append(Segment(text[: low - at], under))
            drawn.append(Segment(text[low - at : high - at], under + style if under else style))
            drawn.append(Segment(text[high - at :], under))
        else:
            drawn.append(Segment(text, under))
        at = stop
    return [segment for segment in drawn if segment.text]
