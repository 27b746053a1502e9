"""Print the JSON Schema of the sidecar, the YAML file that holds an article's annotations."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.output import FINE

HELP = "print the JSON Schema of the annotation file"


def add_arguments(parser: ArgumentParser) -> None:
    """There are none."""


def run(arguments: Namespace) -> int:
    from annotations.sidecar.schema import schema_text

    print(schema_text().rstrip("\n"))
    return FINE
