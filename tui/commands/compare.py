"""Compare annotators: how far they agree on spans, labels, speakers and fields, and where they do not.

Reads the sidecars beside each article (berita.txt.annotations.ani.yaml, ….budi.yaml). What was
accepted or added counts. docs/comparing.md says what the figures mean.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import IO, Any

from tui.commands.arguments import add_list_argument, whole_number
from tui.commands.layered_articles import LayeredArticles, add_layer_arguments
from tui.commands.output import FOUND_PROBLEMS, complain

HELP = "compare what several annotators made of the same articles"
SHOWN = 20


def add_arguments(parser: ArgumentParser) -> None:
    add_layer_arguments(parser)
    add_list_argument(
        parser,
        "--kind",
        metavar="KIND",
        help="only this kind: entity, quote, agreement, note … (default: all but notes)",
    )
    parser.add_argument(
        "--format", choices=["table", "json", "md"], default="table", help="the form (default: table)"
    )
    parser.add_argument(
        "--show",
        metavar="N",
        type=whole_number,
        default=SHOWN,
        help=f"list up to N disagreements (default: {SHOWN}; JSON has all)",
    )


def run(arguments: Namespace) -> int:
    import tempfile

    from annotations.comparison.comparison import Comparison
    from annotations.comparison.figures import figures
    from tui.commands.compare_sections import sections
    from tui.commands.sections import print_json, print_markdown, print_tables

    articles = LayeredArticles(arguments.paths, arguments.by, arguments.encoding, debug=arguments.debug)
    if len(articles.annotators) < 2:
        names = ", ".join(articles.annotators) or "nobody"
        complain(f"nothing to compare: it takes two annotators, and here is the work of {names}")
        return FOUND_PROBLEMS
    comparison = Comparison(articles.annotators, arguments.kind or None, undecided=arguments.undecided)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:  # a folder's may be too many to hold
        number = 0
        for layers in articles:
            for disagreement in comparison.add(layers):
                if arguments.format == "json" or number < arguments.show:
                    kept.write(json.dumps(disagreement.as_dict()) + "\n")
                number += 1
        found = figures(comparison)
        if arguments.format == "json":
            print_json(found, {"disagreements": _read_back(kept)})
        else:
            parts = sections(found, _read_back(kept), number, arguments.show)
            if arguments.format == "md":
                print_markdown(f"Agreement of {', '.join(articles.annotators)}", parts)
            else:
                print_tables(parts)
    complain(articles.summary())
    articles.tell_unknown(arguments.kind)
    if not comparison.articles:
        complain("nothing to compare: no article was annotated by two of them")
        return FOUND_PROBLEMS
    if left := comparison.left_undecided.total():
        counted = "counted" if arguments.undecided else "not counted (--undecided counts them)"
        complain(f"{left:,} suggestions are undecided and {counted}")
    return articles.code


def _read_back(kept: IO[str]) -> Iterator[dict[str, Any]]:
    kept.seek(0)
    return map(json.loads, kept)
