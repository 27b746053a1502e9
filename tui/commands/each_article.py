"""One article that fails does not keep a command from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from annotations.exchange.files import read_each
from tui.commands.output import Complaints


def print_for_each(paths: Iterable[Path], render: Callable[[Path], str], *, debug: bool) -> int:
    """Print what `render` makes of every article of `paths`, folders expanded; the exit code.

    What goes wrong with one article is told on stderr. Raises OSError when stdout takes no more.
    """
    complaints = Complaints(debug=debug)
    for page in read_each(paths, render, complaints, once=False):
        print(page, flush=True)
    return complaints.code
