"""The grounds the article is read on, dark and light: quiet, of high contrast, safe for colour-blind eyes."""

from __future__ import annotations

from textual.theme import Theme

from tui.palette import OKABE_ITO, Look

DARK = Theme(
    name="dark",
    primary="#6fa8dc",
    secondary="#8fbc8f",
    accent="#f0b040",
    foreground="#d8d8d4",
    background="#16181c",
    surface="#1b1e23",
    panel="#262a31",
    error="#c0392b",
    success="#3fc79a",
    warning="#e0a030",
    dark=True,
)
LIGHT = Theme(
    name="light",
    primary="#2f6cab",
    secondary="#3f7a4f",
    accent="#845200",
    foreground="#24231f",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e4e1d6",
    error="#b02a1c",
    success="#1f7a55",
    warning="#9a6a00",
    dark=False,
)
HIGH_CONTRAST_DARK = Theme(
    name="high-contrast-dark",
    primary="#8cc8ff",
    secondary="#a0e0a0",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    boost="#101010",
    error="#a40000",
    success="#50e0a0",
    warning="#ffd75f",
    dark=True,
    variables={"text-muted": "#ffffff", "text-disabled": "#d0d0d0"},
)
HIGH_CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    primary="#003c7a",
    secondary="#00481c",
    accent="#5a3200",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    boost="#f4f4f4",
    error="#8a0000",
    success="#004a28",
    warning="#5a3c00",
    dark=False,
    variables={"text-muted": "#000000", "text-disabled": "#303030"},
)
# Red and green never tell two things apart here: blue against orange and vermilion.
COLOUR_BLIND_DARK = Theme(
    name="colour-blind-dark",
    primary="#56b4e9",
    secondary="#f0e442",
    accent="#e69f00",
    foreground="#e4e4e0",
    background="#14161a",
    surface="#1a1d22",
    panel="#262a31",
    error="#b34d00",
    success="#56b4e9",
    warning="#f0e442",
    dark=True,
)
COLOUR_BLIND_LIGHT = Theme(
    name="colour-blind-light",
    primary="#0063a0",
    secondary="#6a5a00",
    accent="#8a4a00",
    foreground="#1c1c1a",
    background="#fdfdfb",
    surface="#f4f3ee",
    panel="#e6e4dc",
    error="#a84300",
    success="#0063a0",
    warning="#7a6000",
    dark=False,
)
THEMES = (DARK, LIGHT, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, COLOUR_BLIND_DARK, COLOUR_BLIND_LIGHT)

_LOOKS = {
    HIGH_CONTRAST_DARK.name: Look(contrast=7.0),
    HIGH_CONTRAST_LIGHT.name: Look(contrast=7.0),
    COLOUR_BLIND_DARK.name: Look(colours=OKABE_ITO, cue=OKABE_ITO["vermilion"], part=OKABE_ITO["sky blue"]),
    COLOUR_BLIND_LIGHT.name: Look(colours=OKABE_ITO, cue=OKABE_ITO["vermilion"], part=OKABE_ITO["sky blue"]),
}


def look_of(theme: str) -> Look:
    """How annotations are drawn under a theme, ours or another."""
    return _LOOKS.get(theme, Look())
