"""Colours of a page, on a light and a dark ground, as far apart as letters need.

Contrast is that of WCAG 2.2 ("contrast ratio", "relative luminance"); 4.5 is its least for text (AA).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Rgb = tuple[int, int, int]
LEAST = 4.5
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_STEPS = 20
_LAYERS = 3  # a name in an agreement in a quote


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours as "#rrggbb": `ground` and `panel` lie below, `ink`, `quiet` and `link` are written on them.

    `tint` is how strongly, of 1, a label's colour lies under its words at most.
    """

    ground: str
    panel: str
    ink: str
    quiet: str
    link: str
    line: str
    tint: float


LIGHT = Ground("#fdfcf9", "#f4f2eb", "#1d2025", "#555a63", "#1f5f96", "#d9d6cd", 0.17)
DARK = Ground("#16181c", "#1f2228", "#e6e4de", "#a9adb5", "#7dbbe8", "#3a3f48", 0.16)
PAPER = Ground("#ffffff", "#ffffff", "#000000", "#444444", "#000000", "#999999", 0.14)


def parsed(colour: str) -> Rgb:
    """The parts of "#rrggbb". Raises ValueError."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(under: Rgb, over: Rgb, share: float) -> Rgb:
    """`over` laid upon `under` with this opacity."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(colour: str, *grounds: str) -> str:
    """`colour`, or the nearest to it on the way to white or black that is legible on all `grounds`."""
    under = [parsed(ground) for ground in grounds]
    wanted = parsed(colour)
    end = max((_WHITE, _BLACK), key=lambda end: min(contrast(end, ground) for ground in under))
    for step in range(_STEPS + 1):
        mixture = mixed(wanted, end, step / _STEPS)
        if all(contrast(mixture, ground) >= LEAST for ground in under):
            return "#{:02x}{:02x}{:02x}".format(*mixture)
    return "#{:02x}{:02x}{:02x}".format(*end)


def label_colours(colours: Mapping[str, str], ground: Ground) -> dict[str, str]:
    """By name, each of `colours` so that it may be written on the ground and on the panel."""
    return {name: legible(colour, ground.ground, ground.panel) for name, colour in colours.items()}


def tint(colour: str, ground: Ground) -> float:
    """How strongly `colour` may lie under words: weaker than usual where three layers would swallow them."""
    share = ground.tint
    while contrast(parsed(ground.ink), layered(colour, ground, share)) < LEAST:
        share *= 0.8
    return share


def layered(colour: str, ground: Ground, share: float, layers: int = _LAYERS) -> Rgb:
    """What is seen where `colour` lies several times upon the ground."""
    below = parsed(ground.ground)
    for _ in range(layers):
        below = mixed(below, parsed(colour), share)
    return below


def tinted(colour: str, ground: Ground) -> str:
    """The colour as CSS has it, for laying under words."""
    return "rgb({} {} {} / {:.2f})".format(*parsed(colour), tint(colour, ground))
