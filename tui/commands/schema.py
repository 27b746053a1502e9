"""Print the JSON Schema of the sidecar, the YAML file that holds an article's annotations."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from tui.commands.output import FINE

HELP = "print the JSON Schema of the annotation file"


def add_arguments(parser: ArgumentParser) -> None:
    """There are none."""


def run(arguments: Namespace) -> int:
    from annotations.sidecar.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return FINE
