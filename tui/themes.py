"""The grounds the article is read on: a dark and a light one, both quiet."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="artreader-dark",
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
    name="artreader-light",
    primary="#2f6cab",
    secondary="#3f7a4f",
    accent="#a86a00",
    foreground="#24231f",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e4e1d6",
    error="#b02a1c",
    success="#1f7a55",
    warning="#9a6a00",
    dark=False,
)
THEMES = (DARK, LIGHT)
