"""Without colours, as NO_COLOR asks for (https://no-color.org): attributes stand for what colours said.

Textual makes greys of them, which are colours to the terminal still.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.palette import contrast

# Contrasts of a ground to that of its own widget, or to the screen's, from which on it is reversed.
_PICKED_OUT, _ANOTHER_GROUND = 1.2, 3.0
_FAINT, _GREY = 6.0, 0.2  # grey letters (of no more saturation) with less contrast to their ground are dim


class Colourless(LineFilter):
    """Takes all colours away. What had a ground of its own is reversed, what was faint is dim."""

    def __init__(self, ground: Color) -> None:
        """On a screen of that ground."""
        super().__init__()
        self.ground = ground

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, None if style is None else _plain(style, background, self.ground), control)
            for text, style, control in segments
        ]


@lru_cache
def colourless(ground: Color) -> Colourless:
    """The same filter for the same ground: Textual keeps filtered lines by the filter that made them."""
    return Colourless(ground)


@lru_cache(4096)
def _plain(style: Style, own: Color, screen: Color) -> Style:
    ink, ground = _colour(style.color), _colour(style.bgcolor) or own
    if style.reverse:
        if ink is None:
            return style.without_color
        ink, ground = ground, ink
    reverse = contrast(ground, own) >= _PICKED_OUT or contrast(ground, screen) >= _ANOTHER_GROUND
    faint = ink is not None and ink.hsl.s < _GREY and contrast(ink, ground) < _FAINT
    faint = faint and not reverse and not style.bold
    return style.without_color + Style(reverse=reverse, dim=bool(style.dim) or faint)


def _colour(colour: RichColor | None) -> Color | None:
    return None if colour is None or colour.is_default else Color.from_rich_color(colour)
