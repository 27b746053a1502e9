"""Write annotated articles for use elsewhere: in the format of another tool, or as pages to read.

What a format cannot carry is told in one line; docs/formats.md has the table. html, markdown and svg are for
people (docs/sharing.md): one article goes to stdout, several need a folder. An article that cannot be read
is told and passed over, with exit code 1.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import (
    add_format_argument,
    add_list_argument,
    add_paths_argument,
    add_reading_arguments,
)
from tui.commands.output import USED_WRONGLY, Complaints, complain

if TYPE_CHECKING:
    from annotations.exchange.exporting import Exporting

HELP = "write annotations in the format of another tool, or as pages to read"
PAGES = ("html", "markdown", "svg")


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser)
    add_format_argument(parser, also=PAGES)
    parser.add_argument(
        "--output", metavar="DIR", default="-", help="the folder to write into (default: -, which is stdout)"
    )
    parser.add_argument("--decided-only", action="store_true", help="without what is only suggested")
    add_list_argument(
        parser,
        "--kind",
        metavar="KIND",
        help="only this kind: entity, quote, agreement, note or one of your scheme",
    )
    parser.add_argument(
        "--size",
        type=_size,
        metavar="COLUMNSxROWS",
        default=(120, 40),
        help="of the screen, for svg (default: 120x40)",
    )
    parser.add_argument(
        "--theme", metavar="NAME", default="", help="of the screen, for svg (default: that of your settings)"
    )
    add_reading_arguments(parser)


def run(arguments: Namespace) -> int:
    if arguments.format in PAGES:
        from tui.commands.export_pages import export_pages

        return export_pages(arguments)
    return _exchange(arguments)


def _exchange(arguments: Namespace) -> int:
    from annotations.exchange.carrying import told
    from annotations.exchange.exporting import Exporting
    from annotations.exchange.formats import FORMATS

    format_ = FORMATS[arguments.format]
    if arguments.output == "-" and format_.files:
        complain(f"{format_.title} has files for each article; name a folder with --output DIR")
        return USED_WRONGLY
    failed = Complaints(debug=arguments.debug)
    exporting = Exporting(
        format_, failed, arguments.annotator, arguments.encoding, arguments.decided_only, arguments.kind
    )
    _write(exporting, arguments)
    if exporting.without:
        complain(f"without annotations yet, left out: {exporting.without}")
    if line := told(exporting.dropped):
        complain(f"dropped: {line}")
    complain(f"articles exported: {exporting.articles}, annotations: {exporting.annotations}")
    return failed.code


def _write(exporting: Exporting, arguments: Namespace) -> None:
    from annotations.exchange.exporting import STREAM, write_folder

    pieces = exporting.pieces(arguments.paths)
    if arguments.output == "-":
        for piece in pieces:
            if not piece.name:
                sys.stdout.buffer.write(piece.data)
        sys.stdout.buffer.flush()
        return
    write_folder(Path(arguments.output), pieces, exporting.failed, STREAM + exporting.format.suffix)


def _size(word: str) -> tuple[int, int]:
    """Columns and rows. Raises ArgumentTypeError."""
    found = re.fullmatch(r"([0-9]{1,3})x([0-9]{1,3})", word)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if size[0] < 20 or size[1] < 8:
        raise ArgumentTypeError(f"{word!r} is no size from 20x8 to 999x999 (try 120x40)")
    return size
