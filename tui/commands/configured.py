"""What a person has set, for commands."""

from __future__ import annotations

from tui.commands.output import complain
from tui.config import Config, load


def configured() -> Config:
    """The settings and keys; what is wrong in their files is told."""
    config = load()
    for problem in config.problems:
        complain(problem)
    return config
