"""Measure the finders on gold annotations: how much they find, how much of it is right, how fast.

Gold is a JSON lines file, JSON files of whole articles, or articles that were annotated here: what
was accepted in them. docs/benchmark.md says what the columns mean and how gold is written.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import add_list_argument, add_reading_arguments
from tui.commands.output import FINE, FOUND_PROBLEMS, complain, complain_of

if TYPE_CHECKING:
    from annotations.evaluation.gold import GoldSet
    from annotations.evaluation.report import Report
    from annotations.finders.findings import Finder

HELP = "measure the finders on gold annotations"
WIDEST = 300  # columns; tables take what they need, so that no figure is ever cut off
QUOTE_KINDS = ("direct", "mixed", "indirect")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", type=Path, nargs="+", help="a gold file, an annotated article, or a folder"
    )
    parser.add_argument(
        "--kind",
        choices=["entities", "quotes", "agreements", "all"],
        default="all",
        help="what to measure (default: all that there is gold of)",
    )
    add_list_argument(
        parser,
        "--types",
        metavar="TYPE",
        help="entity type that counts (default: those that the gold has)",
    )
    add_list_argument(
        parser,
        "--kinds",
        metavar="KIND",
        choices=QUOTE_KINDS,
        help="kind of quotes that counts: direct, mixed, indirect (default: all three)",
    )
    parser.add_argument(
        "--fragments", action="store_true", help="score each unbroken piece of a quote by itself"
    )
    parser.add_argument(
        "--show", type=_count, metavar="N", default=0, help="list up to N mistakes of each kind"
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--rules-only", action="store_true", help="without trained models and finders of other packages"
    )
    only.add_argument(
        "--model-only",
        action="store_true",
        help="names by the trained model alone, by the guideline of the corpus it was trained on",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    add_reading_arguments(parser)


def run(arguments: Namespace) -> int:
    from annotations.evaluation.figures import figures
    from annotations.evaluation.gold import read_gold

    code = FINE
    found = []
    for path in arguments.paths:
        try:
            for gold in read_gold(path, arguments.annotator, arguments.encoding):
                report = _measure(gold, arguments)
                found.append(figures(report))
                if not arguments.json:
                    _print(report, arguments.show)
        except Exception as error:
            complain_of(error, debug=arguments.debug)
            code = FOUND_PROBLEMS
    if arguments.json:
        print(json.dumps({"sets": found}, indent=1, allow_nan=False).replace("\x7f", "\\u007f"))
    return code


def _measure(gold: GoldSet, arguments: Namespace) -> Report:
    from rich.console import Console
    from rich.progress import Progress

    from annotations.errors import InputError
    from annotations.evaluation.report import MEASURED, Options, measure

    options = Options(
        measured=MEASURED if arguments.kind == "all" else (arguments.kind,),
        types=arguments.types or None,
        kinds=arguments.kinds or QUOTE_KINDS,
        by_fragment=arguments.fragments,
        examples=arguments.show,
    )
    talk = Console(stderr=True, markup=False)
    with Progress(console=talk, transient=True, disable=not talk.is_terminal) as progress:
        task = progress.add_task("measuring", total=len(gold.articles))
        report = measure(gold, _finders(arguments), options, after_each=lambda: progress.advance(task))
    if not report.scored:
        raise InputError(f"there is no gold of {arguments.kind} in it", path=gold.name)
    if report.undecided:
        complain(f"{gold.name}: {report.undecided} undecided, which count as neither gold nor right")
    return report


def _finders(arguments: Namespace) -> Sequence[Finder]:
    from annotations.finders.agreements import find_agreements
    from annotations.finders.entities import find_entities_by_rule
    from annotations.finders.entities.model_alone import find_entities_by_model
    from annotations.finders.pipeline import default_finders
    from annotations.finders.quotes import find_quotes

    if arguments.model_only:
        return (find_entities_by_model,)
    return (
        (find_entities_by_rule, find_quotes, find_agreements) if arguments.rules_only else default_finders()
    )


def _print(report: Report, examples: int) -> None:
    from rich.console import Console
    from rich.text import Text

    from tui.commands.benchmark_tables import tables

    console = Console(file=sys.stdout, width=WIDEST, highlight=False, markup=False, emoji=False)
    for table in tables(report, examples):
        console.print(table, soft_wrap=isinstance(table, Text))
    console.print()


def _count(word: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", word):
        raise ArgumentTypeError(f"{word!r} is no number")
    return int(word)
