"""Dim letters that still read: half way to the ground, but no further than the theme's contrast allows."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.palette import legible

_NOT_DIM = Style(dim=False)
_HALF = 0.5


class LegibleDim(LineFilter):
    """Dims before Textual does, which has no regard to what is left to read."""

    def __init__(self, contrast: float) -> None:
        super().__init__()
        self.contrast = contrast

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(segment.text, _dimmed(segment.style, background, self.contrast))
            if segment.style is not None and segment.style.dim
            else segment
            for segment in segments
        ]


@lru_cache
def legible_dim(contrast: float) -> LegibleDim:
    """The same filter for the same contrast: Textual keeps filtered lines by the filter that made them."""
    return LegibleDim(contrast)


@lru_cache(1024)
def _dimmed(style: Style, background: Color, least: float) -> Style:
    if style.color is None or style.color.is_default:
        return style
    if style.bgcolor is not None and not style.bgcolor.is_default:
        background = Color.from_rich_color(style.bgcolor)
    ink = background.blend(Color.from_rich_color(style.color), _HALF)
    return style + Style(color=legible(ink, background, least).rich_color) + _NOT_DIM
