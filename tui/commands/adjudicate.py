"""Adjudicate: settle what several annotators of an article disagree about, into one gold file.

What all have alike is accepted by itself; the rest is shown case by case on the screen, or settled by
rules. The gold file lies beside the others (berita.txt.annotations.gold.yaml), names its sources, and is
an ordinary annotation file. Run again, it goes on where one left off. docs/adjudicating.md walks through.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from annotations.adjudication import GOLD
from tui.commands.arguments import (
    add_encoding_argument,
    add_list_argument,
    add_paths_argument,
    annotator_name,
    annotator_or_nameless,
)
from tui.commands.on_screen import make_ready, on_terminal
from tui.commands.output import FINE, FOUND_PROBLEMS, USED_WRONGLY, complain

HELP = "settle the differences of several annotators into a gold file"


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser)
    add_list_argument(
        parser,
        "--annotators",
        metavar="NAME",
        each=annotator_or_nameless,
        help="only the work of this one (default: all's; - is the file without a name)",
    )
    parser.add_argument(
        "--to",
        metavar="NAME",
        default=GOLD,
        help="whose the gold file is: FILE.annotations.NAME.yaml; or a path ending in .yaml "
        f"(default: {GOLD})",
    )
    add_list_argument(
        parser,
        "--rule",
        metavar="RULE",
        help="settle by rule what it applies to: with-marks, without-marks, majority, longest, shortest, "
        "annotator:NAME; of several the first that applies holds",
    )
    parser.add_argument(
        "--by",
        metavar="NAME",
        type=annotator_name,
        default=os.environ.get("ARTREADER_ANNOTATOR", ""),
        help="who decides, noted with every decision (default: $ARTREADER_ANNOTATOR, or whose the file is)",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--auto-only",
        action="store_true",
        help="write what all have alike and what rules settle, without a screen; exit code 1: cases are left",
    )
    how.add_argument("--list", action="store_true", help="list the cases and how they stand; writes nothing")
    parser.add_argument(
        "--format", choices=["table", "json"], default="table", help="the form of --list (default: table)"
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.adjudication.rules import rule_named
    from annotations.errors import ArtreaderError
    from tui.commands.adjudicate_articles import Articles

    try:
        rules = [rule_named(name) for name in arguments.rule]
        articles = Articles(
            arguments.paths,
            arguments.annotators or None,
            arguments.to,
            arguments.by,
            arguments.encoding,
            debug=arguments.debug,
        )
    except ArtreaderError as error:
        complain(error)
        return USED_WRONGLY
    if not articles.paths:
        if articles.code == FINE:
            complain("nothing to settle: no article here has the work of two annotators")
        return FOUND_PROBLEMS
    if arguments.list:
        from tui.commands.adjudicate_list import print_json_list, print_table_list

        (print_json_list if arguments.format == "json" else print_table_list)(articles)
        return articles.code
    if arguments.auto_only:
        return articles.settle(rules)
    if not on_terminal():
        complain("the screen needs a terminal for input and output; --auto-only and --list need none")
        return USED_WRONGLY

    make_ready()
    from tui.screens.adjudicate_app import adjudicate_on_screen

    return adjudicate_on_screen(articles, rules)
