"""Print an annotated article, for reading or for `less -R`; saved annotations, else suggestions.

Marks name what they close: [Galuzin/PER], {"…"/Q1}, <perjanjian/A1>, (…/N1); ? is undecided.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import add_reading_arguments

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from annotations.session import Session

HELP = "print an annotated article"
MEASURE = 88  # longer lines tire the eye
NARROWEST, WIDEST = 20, 1000


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="FILE", type=Path, nargs="+", help="an article, or a folder of them")
    parser.add_argument("--plain", action="store_true", help="no colour (the same as --color never)")
    parser.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="colour: auto is on a terminal unless NO_COLOR is set; always suits less -R",
    )
    parser.add_argument("--width", type=_width, metavar="N", help=f"columns (default: at most {MEASURE})")
    add_reading_arguments(parser)


def run(arguments: Namespace) -> int:
    from rich.console import Console

    from annotations.session import Session
    from tui.commands.each_article import print_for_each

    coloured = not arguments.plain and _coloured(arguments.color)
    width = arguments.width or min(MEASURE, shutil.get_terminal_size().columns)
    pages = 0

    def render(path: Path) -> str:
        nonlocal pages
        page = io.StringIO()
        console = Console(
            file=page,
            width=width,
            color_system="standard" if coloured else None,
            force_terminal=coloured,
            no_color=not coloured,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        session = Session.open(path, arguments.annotator, arguments.encoding)
        if pages:
            console.print(f"\n{'─' * width}\n", style="dim")
        pages += 1
        _show(session, console)
        return page.getvalue().removesuffix("\n")

    return print_for_each(arguments.paths, render, debug=arguments.debug)


def _show(session: Session, console: Console) -> None:
    from annotations.model import Status
    from tui.commands.annotation_lists import list_lines
    from tui.commands.finding import finder_options, tell_once
    from tui.commands.marked_article import marked_blocks, tags

    saved = session.loaded.exists and not session.loaded.untouched
    if not saved:
        session.admit(session.suggestions(tell_once(), finder_options()))
    shown = [a for a in session.annotations if a.status is not Status.REJECTED and not a.is_lost]
    for line in _header(session, saved):
        _print_wrapped(line, console)
    for block in marked_blocks(session.article, shown):
        console.print()
        _print_wrapped(block, console)
    for line in list_lines(session.annotations, shown, tags(shown), session.article.text):
        _print_wrapped(line, console)


def _header(session: Session, saved: bool) -> list[Text]:
    from rich.text import Text

    from annotations.display import one_line
    from annotations.lexicon import LANGUAGES
    from annotations.model import Status

    article = session.article
    language = LANGUAGES.get(article.language, article.language)
    about = f"{language}, {len(article.text):,} characters"
    if saved:
        state = f"{session.decided} of {len(session.annotations)} annotations decided"
        rejected = session.annotations.count(status=Status.REJECTED)
        if rejected:
            state += f", {rejected} rejected (not shown)"
    else:
        state = f"nothing saved yet: {len(session.annotations)} suggestions, ? = undecided"
    lines = [Text(one_line(str(article.path)), "bold"), Text(about, "dim"), Text(state, "dim")]
    if session.loaded.text_changed:
        change = f"the article changed since: {session.loaded.moved} moved, {session.loaded.lost} lost"
        lines.append(Text(change, "bold"))
    return lines


def _print_wrapped(line: Text, console: Console) -> None:
    """Print a line; what does not fit goes on under its text, not at the margin."""
    from rich.text import Text

    indent = len(line.plain) - len(line.plain.lstrip(" "))
    if indent + NARROWEST > console.width:
        indent = 0
    rows = line[indent:].wrap(console, console.width - indent)
    for row in rows:
        row.rstrip()
        row.pad_left(indent)
    console.print(Text("\n").join(rows), soft_wrap=True)


def _width(word: str) -> int:
    if not re.fullmatch("[0-9]{2,4}", word) or not NARROWEST <= int(word) <= WIDEST:
        raise ArgumentTypeError(f"width {word!r} is not a number from {NARROWEST} to {WIDEST}")
    return int(word)


def _coloured(choice: str) -> bool:
    """Whether to colour; https://no-color.org: NO_COLOR set to anything but "" means no."""
    if choice != "auto":
        return choice == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout is not None and sys.stdout.isatty() and not plain
