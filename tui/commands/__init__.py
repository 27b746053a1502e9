"""The subcommands, one module each: `HELP`, `add_arguments(parser)` and `run(arguments) -> exit code`.

A module's docstring is its description in `--help`. Only the one that is run is imported, and it
imports at its top only what is light; whatever reads articles, rich or Textual when it runs.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Protocol, cast


class Command(Protocol):
    """What a module of this package offers."""

    HELP: str
    __doc__: str | None

    def add_arguments(self, parser: ArgumentParser, /) -> None: ...

    def run(self, arguments: Namespace, /) -> int: ...


COMMANDS = (
    "open",
    "serve",
    "suggest",
    "annotate",
    "check",
    "show",
    "merge",
    "compare",
    "review",
    "changes",
    "adjudicate",
    "report",
    "export",
    "import",
    "benchmark",
    "finders",
    "learn",
    "train",
    "schema",
    "scheme",
    "keys",
    "settings",
    "man",
    "completion",
)  # in the order of --help


def command(name: str) -> Command:
    """One of COMMANDS; the module of "import" is `import_`, which Python would not take otherwise."""
    module = "import_" if name == "import" else name
    return cast(Command, import_module(f"tui.commands.{module}"))
