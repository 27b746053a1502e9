"""Whatever is written on a page can be read: WCAG 2.2 asks for a contrast of 4.5."""

from __future__ import annotations

import pytest

from annotations.pages.colours import (
    DARK,
    LEAST,
    LIGHT,
    PAPER,
    Ground,
    contrast,
    label_colours,
    layered,
    parsed,
    tint,
)  # fmt: skip
from annotations.scheme import default_scheme

COLOURS = {
    label.id: label.colour for kind in ("entity", "quote", "agreement") for label in default_scheme().of(kind)
} | {"white": "#ffffff", "black": "#000000", "grey": "#777777"}


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", [LIGHT, DARK, PAPER])
def test_every_letter_can_be_read(ground: Ground) -> None:
    for under in (ground.ground, ground.panel):
        written = [ground.ink, ground.quiet, ground.link, *label_colours(COLOURS, ground).values()]
        for colour in written:
            assert contrast(parsed(colour), parsed(under)) >= LEAST, (colour, under)
    for colour in COLOURS.values():
        share = tint(colour, ground)
        assert contrast(parsed(ground.ink), layered(colour, ground, share)) >= LEAST, colour
        assert contrast(parsed(ground.quiet), layered(colour, ground, share, 1)) >= LEAST, colour
