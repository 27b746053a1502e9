"""Names of ink → terminal styles, for a light or a dark ground.

Each kind has an attribute beside its colour (entity underline, quote italic, agreement
bold, what a scheme adds bold italic), and accepted ones a tinted ground that suggestions lack, so
that they are told apart without colours too (see `colourless`). Whatever inks lie over each other, the
letters keep the contrast to their ground that the theme's look asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rich.style import Style
from textual.color import Color

from annotations.scheme import Scheme
from tui.article.rows import OWN

_WHITE, _BLACK = Color(255, 255, 255), Color(0, 0, 0)
_ATTRIBUTES = {
    "entity": "underline",
    "quote": "italic",
    "agreement": "bold underline",
    "note": "underline",
    OWN: "bold italic",
}


# Where bold is for what is accepted.
_FEW = {
    "entity": "underline",
    "quote": "italic",
    "agreement": "underline2",
    "note": "underline",
    OWN: "italic underline2",
}

# Colours that most colour-blind readers tell apart: Okabe & Ito (2008), "Color Universal Design".
OKABE_ITO = {
    "orange": "#e69f00",
    "sky blue": "#56b4e9",
    "bluish green": "#009e73",
    "yellow": "#f0e442",
    "blue": "#0072b2",
    "vermilion": "#d55e00",
    "reddish purple": "#cc79a7",
}

# Of annotators whose work lies over each other, six of sixteen colours too; and of what several have.
LAYERS = ("#3d7edb", "#e0702b", "#2fa03c", "#b25ad6", "#1fa3b5", "#c8a820")
SEVERAL = "#8a8f98"


@dataclass(frozen=True, slots=True)
class Look:
    """`contrast` is the least between letters and ground (WCAG 2.2: 4.5 for AA, 7 for AAA).

    With `colours`, each of the scheme's colours gives way to the nearest of them. A cue is
    drawn on `cue`, other parts of the current annotation on `part`.
    """

    contrast: float = 4.5
    colours: Mapping[str, str] = field(default_factory=dict)
    cue: str = "#e05d8c"
    part: str = "#9bd15a"


_PLAIN = {
    "quiet": Style(underline=True),
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


def legible(colour: Color, ground: Color, least: float) -> Color:
    """`colour`, or the nearest to it on the way to white or black whose contrast to `ground` is `least`."""
    end = max((_WHITE, _BLACK), key=lambda end: contrast(end, ground))
    blended = (colour.blend(end, step / 20) for step in range(20))
    return next((each for each in blended if contrast(each, ground) >= least), end)


def _nearest(colour: Color, others: Iterable[str]) -> Color:
    """The one of `others` with the most similar hue, and of those the one as light; a grey stays as it is."""
    hue, saturation, lightness = colour.hsl
    if saturation < 0.15:
        return colour

    def distance(other: Color) -> float:
        apart = abs(hue - other.hsl.h)
        return min(apart, 1 - apart) + 0.1 * abs(lightness - other.hsl.l)

    return min(map(Color.parse, others), key=distance)


class Palette:
    """Styles on a ground of colour `background` with text in `foreground`.

    With `few_colours`, on a terminal of sixteen, tints would come out as one and the same
    colour, so attributes stand in for them: bold accepted, reversed what is picked out.
    """

    def __init__(
        self,
        scheme: Scheme,
        background: Color,
        foreground: Color,
        *,
        few_colours: bool = False,
        look: Look = Look(),
    ) -> None:
        self.scheme = scheme
        self.background = background
        self.foreground = foreground
        self.few_colours = few_colours
        self.look = look
        self.style = lru_cache(4096)(self._style)

    def colour(self, kind: str, label: str) -> Color:
        """A label's colour, as far from the ground as the look asks for."""
        colour = Color.parse(self.scheme.colour(kind, label))
        if self.look.colours:
            colour = _nearest(colour, self.look.colours.values())
        return legible(colour, self.background, self.look.contrast)

    def _style(self, names: tuple[str, ...]) -> Style:
        style = Style(color=self.foreground.rich_color, bgcolor=self.background.rich_color)
        for name in names:
            style += self._one(name)
        return self._legible(style)

    def _legible(self, style: Style) -> Style:
        """The same with letters that read: tints add up, and a selection may lie over any of them."""
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
        if contrast(ink, ground) >= self.look.contrast:
            return style
        while max(contrast(end, ground) for end in (_WHITE, _BLACK)) < self.look.contrast:
            ground = ground.blend(self.background, 0.2)  # a middling ground, on which nothing reads
        ink = legible(ink, ground, self.look.contrast)
        return style + Style(color=ink.rich_color, bgcolor=ground.rich_color)

    def _one(self, name: str) -> Style:
        kind, _, rest = name.partition("/")
        if kind in _ATTRIBUTES:
            label, _, status = rest.rpartition("/")  # a label from a file may hold anything
            if kind == OWN:
                name, _, label = label.partition("/")
            else:
                name = kind
            colour = self.colour(name, label)
            style = Style.parse((_FEW if self.few_colours else _ATTRIBUTES)[kind])
            if kind != "quote":
                style += Style(color=colour.rich_color)
            strength = {"accepted": 0.24, "suggested": 0.08}.get(status, 0.0)
            if kind != "quote" and status == "suggested":
                strength = 0.0
            if self.few_colours:
                style += Style(bold=status == "accepted")
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
            colour = Color.parse(self.look.cue if rest == "cue" else self.look.part)
            return Style(bgcolor=ground.blend(colour, 0.38).rich_color, bold=True)
        if kind == "match":
            return Style(bgcolor=ground.blend(Color.parse("#f0d000"), 0.5).rich_color)
        if kind == "selection":
            return Style(bgcolor=ground.blend(Color.parse("#5a8cff"), 0.55).rich_color)
        if kind in ("layer", "letter"):
            return self._layer(kind, rest)
        if kind == "caret":
            return Style(color=ground.rich_color, bgcolor=ink.rich_color)
        if kind == "caret-away":
            return Style(bgcolor=ground.blend(ink, 0.4).rich_color)
        if kind == "quiet":
            return Style(color=ground.blend(ink, 0.8).rich_color, underline=True)
        if kind in ("furniture", "gutter", "mark"):
            return Style(color=ground.blend(ink, 0.5).rich_color)
        if kind in ("title", "heading", "strong"):
            return Style(bold=True)
        if kind == "emphasis":
            return Style(italic=True)
        if kind == "code":
            return Style(color=ground.blend(ink, 0.8).rich_color)
        raise KeyError(kind)

    def _layer(self, kind: str, number: str) -> Style:
        """The ground of what not all annotators have, or the letter in the margin of one who has it."""
        colour = Color.parse(LAYERS[int(number) % len(LAYERS)] if number.isdecimal() else SEVERAL)
        if self.look.colours:
            colour = _nearest(colour, self.look.colours.values())
        if kind == "letter":
            return Style(color=legible(colour, self.background, self.look.contrast).rich_color, bold=True)
        if self.few_colours:
            return Style(color=colour.rich_color, reverse=True, dim=True)
        return Style(bgcolor=self.background.blend(colour, 0.5).rich_color)
