"""Review annotations one after another: accept, reject, correct or comment on each by a key and go on.

The queue goes over all articles named. Without a filter it holds what is undecided; with filters all
that they admit and no reviewer has decided on yet, and with --undecided too only what is undecided of
that. Without a terminal, or with --list, the queue is printed. docs/reviewing.md goes through it.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.counted import counted
from tui.commands.arguments import (
    add_encoding_argument,
    add_list_argument,
    add_paths_argument,
    annotator_or_nameless,
)
from tui.commands.layered_articles import LayeredArticles
from tui.commands.on_screen import exit_code, make_ready, on_terminal, run_app
from tui.commands.output import FOUND_PROBLEMS, complain

if TYPE_CHECKING:
    from annotations.review.queue import Queue
    from annotations.review.sitting import Sitting
    from annotations.review.wanted import Wanted

HELP = "review annotations one after another, over an article or a folder"
ORDER_NAMES = ("text", "confidence", "kind", "name")


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser, needed=False)
    parser.add_argument(
        "--undecided", action="store_true", help="what nobody has decided on (the default without a filter)"
    )
    add_list_argument(
        parser,
        "--by",
        metavar="NAME",
        each=annotator_or_nameless,
        help="what this annotator made or decided; - is the file without a name",
    )
    add_list_argument(
        parser, "--kind", metavar="KIND", help="only this kind: entity, quote, agreement, note …"
    )
    add_list_argument(parser, "--label", metavar="LABEL", help="only this label: PER, direct, treaty …")
    parser.add_argument(
        "--speaker", metavar="NAME", default="", help="quotes of a speaker: any part of the name"
    )
    parser.add_argument(
        "--confidence",
        metavar="A-B",
        type=_range,
        help="suggestions with a confidence from A to B: 0.3-0.6; an end may be left open: -0.5",
    )
    parser.add_argument("--order", choices=ORDER_NAMES, default="text", help="the order (default: text)")
    parser.add_argument(
        "--reviewer",
        metavar="NAME",
        type=_name,
        help="who reviews, noted with every decision (default: $ARTREADER_REVIEWER, or your login name)",
    )
    parser.add_argument("--list", action="store_true", help="print the queue instead of opening it")
    parser.add_argument(
        "--format", choices=["table", "json", "md"], default="table", help="the form of the list"
    )
    add_encoding_argument(parser)


def _name(word: str) -> str:
    if not word.strip() or any(ord(char) < 32 for char in word) or len(word) > 64:
        raise ArgumentTypeError(f"{word!r} is no name")
    return word.strip()


def _range(word: str) -> tuple[float, float]:
    match = re.fullmatch(r"(\d?(?:\.\d{1,6})?)-(\d?(?:\.\d{1,6})?)", word)
    if match is None or word == "-":
        raise ArgumentTypeError(f"{word!r} is no range such as 0.3-0.6")
    low, high = float(match[1] or 0), float(match[2] or 1)
    if not 0 <= low <= high <= 1:
        raise ArgumentTypeError(f"{word!r} does not go up, from 0 to 1 at most")
    return low, high


def run(arguments: Namespace) -> int:
    from annotations.review.queue import build
    from annotations.review.sitting import Sitting
    from annotations.review.wanted import Wanted
    from annotations.sidecar.paths import article_meant

    wanted = Wanted(
        undecided=arguments.undecided,
        by=tuple(arguments.by),
        kinds=tuple(arguments.kind),
        labels=tuple(arguments.label),
        speaker=arguments.speaker,
        confidence=arguments.confidence,
    )
    if wanted == Wanted():
        wanted = Wanted(undecided=True)
    paths = tuple(map(article_meant, arguments.paths))
    if arguments.list or not on_terminal():
        articles = LayeredArticles(paths, (), arguments.encoding, also=wanted.by, debug=arguments.debug)
        queue = build(articles, wanted, arguments.order)
        _print(queue, arguments.format)
        complain(articles.summary())
        _tell(queue, wanted, articles)
        return articles.code
    paths = tuple(path.absolute() for path in paths)
    articles = LayeredArticles(paths, (), arguments.encoding, also=wanted.by, debug=arguments.debug)
    sitting = Sitting(paths, wanted, arguments.order)
    queue = build(articles, wanted, arguments.order, *sitting.recall())
    _tell(queue, wanted, articles)
    if not queue.waiting:
        return articles.code
    return _open(paths, queue, sitting, arguments)


def _tell(queue: Queue, wanted: Wanted, articles: LayeredArticles) -> None:
    """What is not in the queue and might be looked for there."""
    if queue.unopened:
        complain(f"{counted(queue.unopened, 'article')} nobody has annotated yet")
    articles.tell_unknown(wanted.kinds, wanted.labels)
    missing = [name for name in wanted.by if name not in articles.annotators]
    if missing and not (queue.waiting and "-" in articles.annotators):  # where it may be somebody in it
        complain(f"there is nothing by {' or '.join(missing)} here")
        articles.code = FOUND_PROBLEMS
    if queue.waiting:
        return
    complain(f"nothing to review: there is nothing that is {wanted.told}")
    if wanted.undecided and (names := [name for name in articles.annotators if name != "-"]):
        complain(f"--by NAME reviews what somebody did: {', '.join(names)}")


def _print(queue: Queue, form: str) -> None:
    from tui.commands.sections import Column, Section, print_json, print_markdown, print_tables

    rows = [item for item in queue.items if item.key in queue.waiting]
    if form == "json":
        print_json(
            {"waiting": len(rows)},
            {
                "queue": (
                    {
                        "article": str(item.key.article),
                        "annotator": item.key.annotator,
                        "id": item.key.id,
                        **{name: getattr(item, name) for name in item._fields if name != "key"},
                    }
                    for item in rows
                )
            },
        )
        return
    columns = (
        Column("place"),
        Column("annotator"),
        Column("status"),
        Column("kind"),
        Column("label"),
        Column("name"),
        Column("sure", number=True),
        Column("words"),
    )
    section = Section(
        f"Review: {counted(len(rows), 'annotation')}",
        columns,
        (
            (
                f"{item.key.article}:{item.line}:{item.column}" if item.line else f"{item.key.article}:lost",
                item.key.annotator,
                item.status,
                item.kind,
                item.label,
                item.name,
                "" if item.confidence is None else f"{item.confidence:.2f}",
                item.words,
            )
            for item in rows
        ),
    )
    if form == "md":
        print_markdown("Review", [section])
    elif rows:
        print_tables([section])


def _open(paths: tuple[Path, ...], queue: Queue, sitting: Sitting, arguments: Namespace) -> int:
    from annotations.finders.elsewhere import Elsewhere
    from annotations.review.names import default_reviewer
    from tui.commands.configured import configured

    config = configured()
    make_ready()
    finders = Elsewhere(config.settings.finders)  # which lay out the article, and suggest nothing
    try:
        from tui.screens.review_app import ReviewApp

        app = ReviewApp(
            paths,
            queue,
            sitting,
            arguments.reviewer or default_reviewer(),
            config=config,
            encoding=arguments.encoding,
            finders=finders,
        )
        run_app(app)
    finally:
        finders.stop()
    return exit_code(app)
