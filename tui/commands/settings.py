"""Print a settings.toml with every setting at its default, to start from.

Each stands there as a comment, with what it does and may be; where it goes stands in its first line.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.output import FINE

HELP = "print a settings.toml to start from (on the screen, F3 changes settings)"


def add_arguments(parser: ArgumentParser) -> None:
    """There are none."""


def run(arguments: Namespace) -> int:
    from tui import config

    print(config.settings_template(), end="")
    return FINE
