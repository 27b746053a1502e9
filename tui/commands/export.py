"""Write annotated articles in the format of another tool, for use elsewhere.

What the format cannot carry is told in one line; docs/formats.md has the table. An article that cannot
be read is told and passed over, with exit code 1.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import add_format_argument, add_reading_arguments
from tui.commands.output import FINE, FOUND_PROBLEMS, USED_WRONGLY, complain, complain_of

if TYPE_CHECKING:
    from annotations.exchange.exporting import Exporting

HELP = "write annotations in the format of another tool"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="an article, or a folder of them")
    add_format_argument(parser)
    parser.add_argument(
        "--output", metavar="DIR", default="-", help="the folder to write into (default: -, which is stdout)"
    )
    parser.add_argument("--decided-only", action="store_true", help="without what is only suggested")
    parser.add_argument(
        "--kind",
        action="append",
        metavar="KIND",
        default=[],
        help="only this kind: entity, quote, agreement, note or one of your scheme; may be repeated",
    )
    add_reading_arguments(parser)


def run(arguments: Namespace) -> int:
    from annotations.exchange.carrying import told
    from annotations.exchange.exporting import Exporting
    from annotations.exchange.formats import FORMATS

    format_ = FORMATS[arguments.format]
    if arguments.output == "-" and format_.files:
        complain(f"{format_.title} has files for each article; name a folder with --output DIR")
        return USED_WRONGLY
    code = FINE

    def failed(error: Exception) -> None:
        nonlocal code
        code = FOUND_PROBLEMS
        complain_of(error, debug=arguments.debug)

    exporting = Exporting(
        format_, failed, arguments.annotator, arguments.encoding, arguments.decided_only, arguments.kind
    )
    _write(exporting, arguments)
    if exporting.without:
        complain(f"without annotations yet, left out: {exporting.without}")
    if line := told(exporting.dropped):
        complain(f"dropped: {line}")
    complain(f"articles exported: {exporting.articles}, annotations: {exporting.annotations}")
    return code


def _write(exporting: Exporting, arguments: Namespace) -> None:
    from annotations.errors import SaveError
    from annotations.exchange.exporting import FolderOutput

    pieces = exporting.pieces(arguments.paths)
    if arguments.output == "-":
        for piece in pieces:
            if not piece.name:
                sys.stdout.buffer.write(piece.data)
        sys.stdout.buffer.flush()
        return
    with FolderOutput(Path(arguments.output), exporting.format) as output:
        for piece in pieces:
            try:
                output.add(piece)
            except SaveError as error:
                exporting.failed(error)
