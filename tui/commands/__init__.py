"""The subcommands, one module each: `HELP`, `add_arguments(parser)` and `run(arguments) -> exit code`.

A module's docstring is its description in `--help`. Modules import at the top only
what is light; whatever reads articles, rich or Textual is imported when a command runs.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Protocol

from tui.commands import (
    benchmark,
    check,
    compare,
    export,
    import_,
    keys,
    merge,
    report,
    schema,
    scheme,
    show,
    suggest,
)
from tui.commands import open as open_


class Command(Protocol):
    """What a module of this package offers."""

    HELP: str
    __doc__: str | None

    def add_arguments(self, parser: ArgumentParser, /) -> None: ...

    def run(self, arguments: Namespace, /) -> int: ...


COMMANDS: dict[str, Command] = {
    "open": open_,
    "suggest": suggest,
    "check": check,
    "show": show,
    "merge": merge,
    "compare": compare,
    "report": report,
    "export": export,
    "import": import_,
    "benchmark": benchmark,
    "schema": schema,
    "scheme": scheme,
    "keys": keys,
}
