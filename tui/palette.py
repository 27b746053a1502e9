"""Names of ink → terminal styles, for a light or a dark ground.

Each kind has an attribute beside its colour (entity underline, quote italic, agreement
bold), and accepted ones a tinted ground that suggestions lack, so that NO_COLOR, which
Textual renders in greys, still tells them apart.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.color import Color

from annotations.scheme import Scheme

_ATTRIBUTES = {"entity": "underline", "quote": "italic", "agreement": "bold underline", "note": "underline"}


_PLAIN = {
    "overlap": Style(underline=True),
    "current": Style(bold=True, underline=True),
    "part": Style(reverse=True, bold=True),
    "match": Style(reverse=True, underline=True),
    "selection": Style(reverse=True),
    "caret-away": Style(reverse=True),
}


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""

    def luminance(colour: Color) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


class Palette:
    """Styles on a ground of colour `background` with text in `foreground`.

    With `few_colours`, on a terminal of sixteen, tints would come out as one and the same
    colour, so attributes stand in for them: bold accepted, reversed what is picked out.
    """

    def __init__(
        self, scheme: Scheme, background: Color, foreground: Color, *, few_colours: bool = False
    ) -> None:
        self.scheme = scheme
        self.background = background
        self.foreground = foreground
        self.few_colours = few_colours
        self.style = lru_cache(4096)(self._style)

    @property
    def dark(self) -> bool:
        return self.background.brightness < 0.5

    def colour(self, kind: str, label: str) -> Color:
        """A label's colour, darkened on a light ground until it reads (contrast ≥ 4.5)."""
        colour = Color.parse(self.scheme.colour(kind, label))
        while not self.dark and contrast(self.background, colour) < 4.5 and colour.brightness > 0.05:
            colour = colour.darken(0.05)
        return colour

    def _style(self, names: tuple[str, ...]) -> Style:
        style = Style(color=self.foreground.rich_color, bgcolor=self.background.rich_color)
        for name in names:
            style += self._one(name)
        return style

    def _one(self, name: str) -> Style:
        kind, _, rest = name.partition("/")
        if kind in _ATTRIBUTES:
            label, _, status = rest.rpartition("/")  # a label from a file may hold anything
            colour = self.colour(kind, label)
            style = Style.parse(_ATTRIBUTES[kind])
            if kind != "quote":
                style += Style(color=colour.rich_color)
            strength = {"accepted": 0.24, "suggested": 0.08}.get(status, 0.0)
            if kind != "quote" and status == "suggested":
                strength = 0.0
            if strength and self.few_colours:
                style += Style(bold=status == "accepted" or style.bold)
            elif strength:
                style += Style(bgcolor=self.background.blend(colour, strength).rich_color)
            if status == "rejected":
                style += Style(strike=True)
            return style
        return self._special(kind, rest)

    def _special(self, kind: str, rest: str) -> Style:
        ground, ink = self.background, self.foreground
        if self.few_colours and kind in _PLAIN:
            return _PLAIN[kind]
        if kind == "overlap":
            return Style(bgcolor=ground.blend(ink, 0.28).rich_color, underline=True)
        if kind == "current":
            return Style(bgcolor=ground.blend(ink, 0.22).rich_color)
        if kind == "part":
            colour = Color.parse("#e05d8c" if rest == "cue" else "#9bd15a")
            return Style(bgcolor=ground.blend(colour, 0.38).rich_color, bold=True)
        if kind == "match":
            return Style(bgcolor=ground.blend(Color.parse("#f0d000"), 0.5).rich_color)
        if kind == "selection":
            return Style(bgcolor=ground.blend(Color.parse("#5a8cff"), 0.55).rich_color)
        if kind == "caret":
            return Style(color=ground.rich_color, bgcolor=ink.rich_color)
        if kind == "caret-away":
            return Style(bgcolor=ground.blend(ink, 0.4).rich_color)
        if kind in ("furniture", "gutter"):
            return Style(color=ground.blend(ink, 0.5).rich_color)
        if kind == "title":
            return Style(bold=True)
        raise KeyError(kind)
