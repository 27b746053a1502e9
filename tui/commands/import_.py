"""Take in annotations of another tool, or saved web pages as articles.

A page (.html) becomes a text of that name, with the page beside it and what it says of its title, byline,
date and address in the annotation file (install artreader[html]). Any other file needs --format. What is in
an annotation file already stays as it is: what the imported file has otherwise is told, and the exit code is
then 1. A format that holds the text writes it beside the annotation file, unless the article is there; then
it must be the same text.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import (
    add_encoding_argument,
    add_format_argument,
    add_list_argument,
    annotator_name,
)
from tui.commands.output import FOUND_PROBLEMS, USED_WRONGLY, Complaints, complain

if TYPE_CHECKING:
    from annotations.exchange.importing import Outcome

HELP = "take in annotations of another tool, or saved web pages"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="FILE", type=Path, nargs="+", help="a file of that format, or a page"
    )
    add_format_argument(parser, required=False)
    parser.add_argument(
        "--into",
        "--to",
        metavar="DIR",
        type=Path,
        help="the folder of the articles (default: the file's own)",
    )
    parser.add_argument(
        "--status",
        choices=["accepted", "suggested"],
        help="of what is not rejected (default: as the file says, else accepted)",
    )
    parser.add_argument("--by", metavar="NAME", default="", help="who made them, where the file does not say")
    add_list_argument(
        parser,
        "--label",
        metavar="THEIRS=OURS",
        each=_renaming,
        help="take a label for another: PERSON=PER, STATEMENT=quote-indirect",
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be taken in")
    parser.add_argument(
        "--annotator",
        type=annotator_name,
        metavar="NAME",
        default=os.environ.get("ARTREADER_ANNOTATOR", ""),
        help="into whose annotations (default: $ARTREADER_ANNOTATOR, or nobody's)",
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.exchange.web_page import is_page

    if arguments.format is None:
        other = next((path for path in arguments.paths if not is_page(path)), None)
        if other is not None:
            complain(f"{other}: not a web page (.html); say with --format what it is")
            return USED_WRONGLY
    failed = Complaints(debug=arguments.debug)
    for path in arguments.paths:
        try:
            if arguments.format is None:
                _take_page(path, arguments)
            elif not _import(path, arguments):
                failed.code = FOUND_PROBLEMS
        except Exception as error:
            failed(error)
    return failed.code


def _take_page(path: Path, arguments: Namespace) -> None:
    from annotations.exchange.web_page import take_in

    into = arguments.into or path.parent
    taken = take_in(path, into, arguments.annotator, dry_run=arguments.dry_run)
    done = "would take in" if arguments.dry_run else "taken in" if taken.text_written else "as it was"
    known = ", ".join(f"{name}: {value}" for name, value in taken.metadata.lines() if name != "page")
    copied = ", the page copied beside it" if taken.page_copied else ""
    complain(f"{taken.article}: {done}, {taken.length:,} characters{copied}; {known or 'nothing said of it'}")


def _import(path: Path, arguments: Namespace) -> bool:
    """Whether nothing was in conflict."""
    from annotations.exchange.formats import FORMATS
    from annotations.exchange.importing import Options, import_file
    from annotations.model import Status

    options = Options(
        arguments.annotator,
        Status(arguments.status) if arguments.status else None,
        arguments.by,
        dict(arguments.label),
        arguments.encoding,
        arguments.dry_run,
    )
    fine = True
    for outcome in import_file(path, FORMATS[arguments.format], arguments.into or path.parent, options):
        _tell(outcome, arguments.dry_run)
        fine = fine and not outcome.conflicts
    return fine


def _tell(outcome: Outcome, dry_run: bool) -> None:
    for conflict in outcome.conflicts:
        complain(f"{outcome.article}: {conflict}")
    counts = {
        "new": outcome.new,
        "changed": outcome.changed,
        "as they were": outcome.same,
        "in conflict": len(outcome.conflicts),
        **{f"{what} passed over": number for what, number in outcome.ignored.items()},
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "nothing in it"
    text = " (with its text)" if outcome.text_written else ""
    would = "would take in: " if dry_run else ""
    complain(f"{outcome.article}{text}: {would}{told}")


def _renaming(word: str) -> tuple[str, str]:
    theirs, equals, ours = word.partition("=")
    if not theirs or not equals:
        raise ArgumentTypeError(f"{word!r} is no THEIRS=OURS (try PERSON=PER)")
    return theirs, ours
