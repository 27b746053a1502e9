"""Print the JSON Schema of the sidecar, the YAML file that holds an article's annotations.

With what the folder's artreader.yaml adds: its own kinds of annotations, and fields.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui.commands.output import FINE, FOUND_PROBLEMS, complain_of

HELP = "print the JSON Schema of the annotation file"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", type=Path, nargs="?", default=Path(),
        help="an article or a folder, whose scheme counts (default: .)",
    )  # fmt: skip


def run(arguments: Namespace) -> int:
    from annotations.errors import SchemeError
    from annotations.scheme import scheme_of
    from annotations.scheme.sidecar_schema import sidecar_schema

    path: Path = arguments.path
    try:
        scheme = scheme_of(path / "article" if path.is_dir() else path)
    except SchemeError as error:
        complain_of(error, debug=arguments.debug)
        return FOUND_PROBLEMS
    print(sidecar_schema(scheme).rstrip("\n"))
    return FINE
