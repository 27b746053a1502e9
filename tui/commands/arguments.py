"""Arguments that several commands share."""

from __future__ import annotations

import codecs
import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Collection


def encoding_name(name: str) -> str:
    """An encoding that turns bytes into text. Raises ArgumentTypeError for any other."""
    try:
        codecs.lookup(name)
        bytes(4).decode(name)  # "hex" and its like exist, but do not make text
    except (LookupError, ValueError):
        raise ArgumentTypeError(f"unknown encoding {name!r} (try utf-8, cp1252 or latin-1)") from None
    return name


def annotator_name(name: str) -> str:
    """A name fit to be part of a file name, or "". Raises ArgumentTypeError for any other."""
    if name:
        from annotations.errors import ArtreaderError
        from annotations.sidecar.paths import check_annotator

        try:
            check_annotator(name)
        except ArtreaderError as error:
            raise ArgumentTypeError(str(error)) from None
    return name


def add_reading_arguments(parser: ArgumentParser) -> None:
    """`--encoding` and `--annotator`, for commands that read articles and sidecars."""
    add_encoding_argument(parser)
    parser.add_argument(
        "--annotator",
        type=annotator_name,
        metavar="NAME",
        default=os.environ.get("ARTREADER_ANNOTATOR", ""),
        help="whose annotations: FILE.annotations.NAME.yaml (default: $ARTREADER_ANNOTATOR, or nobody's)",
    )


def add_encoding_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--encoding",
        type=encoding_name,
        metavar="NAME",
        help="how the articles are encoded (default: UTF-8, or UTF-16 with a byte order mark)",
    )


def add_format_argument(parser: ArgumentParser, also: Collection[str] = (), required: bool = True) -> None:
    """`--format`, one of those for exchange, or of `also`."""

    def format_name(name: str) -> str:
        from annotations.exchange.formats import FORMATS

        known = (*FORMATS, *also)
        if name not in known:
            raise ArgumentTypeError(f"unknown format {name!r} (there are {', '.join(known)})")
        return name

    examples = ", ".join((*also, "brat", "csv", "conll"))
    parser.add_argument(
        "--format",
        type=format_name,
        metavar="FORMAT",
        required=required,
        help=f"{examples} … (docs/formats.md)",
    )


def whole_number(word: str) -> int:
    """A number of at most nine digits. Raises ArgumentTypeError for anything else."""
    if not (word.isascii() and word.isdigit() and len(word) <= 9):
        raise ArgumentTypeError(f"{word!r} is no number")
    return int(word)
