"""The finders as a person has set them, for commands that let them run without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.output import complain

if TYPE_CHECKING:
    from annotations.finders.options import FinderOptions
    from annotations.finders.pipeline import Report


def finder_options() -> FinderOptions:
    """Which finders settings.toml leaves on; what is wrong in that file is told."""
    from tui.commands.configured import configured

    return configured().settings.finders


def tell_once() -> Report:
    """Tells on stderr which finder failed and why, each failure once."""
    from annotations.finders.findings import told

    known: set[str] = set()

    def tell(name: str, error: Exception) -> None:
        line = f"the finder {name} failed: {told(error)}"
        if line not in known:
            known.add(line)
            complain(line)

    return tell
