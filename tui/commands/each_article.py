"""One article that fails does not keep a command from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from annotations.collection import expand
from tui.commands.output import FINE, FOUND_PROBLEMS, complain_of


def for_each_article(paths: Iterable[Path], act: Callable[[Path], None], *, debug: bool) -> int:
    """Call `act` with every article of `paths`, folders expanded; the exit code.

    What goes wrong with one is told on stderr. Only an output that nobody reads any more ends it.
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
                act(path)
            except BrokenPipeError:
                raise
            except Exception as error:
                complain_of(error, debug=debug)
                code = FOUND_PROBLEMS
    return code
