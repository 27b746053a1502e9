"""Check annotation files against their schema and their articles; one problem a line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui.commands.arguments import add_encoding_argument

HELP = "check annotation files against schema and text"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", type=Path, nargs="+", help="an article, an annotation file or a folder"
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    raise NotImplementedError
