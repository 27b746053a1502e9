"""Tell what reviewers changed of annotators' work: before and after, who, when, and their comments.

What a reviewer accepted as it was is only counted.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui.commands.arguments import (
    add_encoding_argument,
    add_list_argument,
    add_paths_argument,
    annotator_or_nameless,
)
from tui.commands.layered_articles import LayeredArticles
from tui.commands.output import FOUND_PROBLEMS, complain

if TYPE_CHECKING:
    from annotations.review.revisions import Revision

_COLUMNS = ("place", "annotator", "kind", "words", "did", "before → after", "reviewer", "when", "comment")

HELP = "tell what reviewers changed of annotators' work"


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser, needed=False)
    parser.add_argument(
        "--since",
        metavar="DATE",
        type=_moment,
        help="from this day or moment on: 2025-11-22, or 2025-11-22T14:30 (your local time)",
    )
    add_list_argument(
        parser,
        "--by",
        metavar="NAME",
        each=annotator_or_nameless,
        help="of the work of this annotator (default: of all's; - is the file without a name)",
    )
    add_list_argument(
        parser, "--reviewer", metavar="NAME", help="by this reviewer (default: by all reviewers)"
    )
    parser.add_argument(
        "--format", choices=["table", "json", "md"], default="table", help="the form (default: table)"
    )
    add_encoding_argument(parser)


def _moment(word: str) -> str:
    """A local date or time as UTC, as steps have it. Raises ArgumentTypeError for anything else."""
    from annotations.history import written

    try:
        return written(datetime.fromisoformat(word))
    except (ValueError, OverflowError, OSError):
        raise ArgumentTypeError(f"{word!r} is no date such as 2025-11-22") from None


def run(arguments: Namespace) -> int:
    from tui.commands.sections import Column, Section, print_json, print_markdown, print_tables

    articles = LayeredArticles(arguments.paths, arguments.by, arguments.encoding, debug=arguments.debug)
    tally: Counter[str] = Counter()
    reviewers: set[str] = set()
    found = _revisions(articles, arguments, tally, reviewers)
    if arguments.format == "json":
        print_json({}, {"changes": map(_as_dict, found)})
    else:
        section = Section("What reviewers changed", [Column(name) for name in _COLUMNS], map(_row, found))
        if arguments.format == "md":
            print_markdown("What reviewers changed", [section])
        else:
            print_tables([section])
    complain(articles.summary())
    told = ", ".join(f"{number:,} {did}" for did, number in tally.most_common())
    for name in arguments.reviewer:
        if name not in reviewers:
            there = ", ".join(sorted(reviewers)) or "nobody"
            complain(f"{name} has reviewed nothing of this ({there} has)")
            articles.code = FOUND_PROBLEMS
    complain(f"reviewers: {told}" if told else "no reviewer has decided on anything that is asked for")
    return articles.code


def _revisions(
    articles: LayeredArticles, arguments: Namespace, tally: Counter[str], everybody: set[str]
) -> Iterator[Revision]:
    """What was changed, while `tally` counts all that reviewers did, and `everybody` takes their names."""
    from annotations.review.revisions import reviewed, reviewers_of, revisions

    since, reviewers = arguments.since or "", frozenset(arguments.reviewer)
    for layers in articles:
        everybody |= reviewers_of(layers)
        tally.update(reviewed(layers, since, reviewers))
        yield from revisions(layers, since, reviewers)


def _as_dict(revision: Revision) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(revision), "values": [value._asdict() for value in revision.values]}


def _row(revision: Revision) -> tuple[str, ...]:
    from annotations.history import local_time
    from annotations.review.revisions import told

    return (
        f"{revision.article}:{revision.line}:{revision.column}"
        if revision.line
        else f"{revision.article}:lost",
        revision.annotator,
        revision.kind,
        revision.words,
        revision.did,
        "; ".join(map(told, revision.values)),
        revision.reviewer,
        local_time(revision.when),
        revision.note,
    )
