"""One article that fails does not keep a command from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from annotations.collection import expand
from tui.commands.output import FINE, FOUND_PROBLEMS, complain_of


def print_for_each(paths: Iterable[Path], render: Callable[[Path], str], *, debug: bool) -> int:
    """Print what `render` makes of every article of `paths`, folders expanded; the exit code.

    What goes wrong with one article is told on stderr. Raises OSError when stdout takes no more.
    """
    code = FINE
    for given in paths:
        try:
            articles = expand([given])
        except Exception as error:
            complain_of(error, debug=debug)
            code = FOUND_PROBLEMS
            continue
        for path in articles:
            try:
                page = render(path)
            except Exception as error:
                complain_of(error, debug=debug)
                code = FOUND_PROBLEMS
            else:
                print(page, flush=True)
    return code
