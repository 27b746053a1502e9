"""Print the built-in scheme, to be saved as artreader.yaml in a folder of articles and changed there.

It gives the labels with their keys and colours, fields, kinds of one's own and the annotators' guidelines.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.output import FINE

HELP = "print the default artreader.yaml (labels, fields, guidelines) to start from"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--schema", action="store_true", help="print its JSON Schema instead, for editors")


def run(arguments: Namespace) -> int:
    from annotations.scheme import default_text, schema_text

    print((schema_text() if arguments.schema else default_text()).rstrip("\n"))
    return FINE
