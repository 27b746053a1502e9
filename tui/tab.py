"""Whether the screen is a tab of a browser rather than a terminal."""

from __future__ import annotations

import os


def in_tab() -> bool:
    """Whether textual-serve has started this process, for a tab: it says so by the driver it asks for."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")
