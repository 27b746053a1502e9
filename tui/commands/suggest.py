"""Print what the finders find in articles, one JSON object a file; nothing is written to disk."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui.commands.arguments import add_encoding_argument
from tui.commands.output import FINE, FOUND_PROBLEMS, complain

HELP = "print suggested annotations as JSON lines"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="FILE", type=Path, nargs="+", help="an article, or a folder of them")
    parser.add_argument(
        "--format", choices=["jsonl"], default="jsonl", help="the form of the output (default: jsonl)"
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.article import Article
    from annotations.collection import expand
    from annotations.errors import ArtreaderError
    from annotations.exchange.suggestions import article_record, json_line
    from annotations.finders.pipeline import suggest

    code = FINE
    for given in arguments.paths:
        try:
            articles = expand([given])
        except ArtreaderError as error:
            complain(error)
            code = FOUND_PROBLEMS
            continue
        for path in articles:
            try:
                article = Article.read(path, arguments.encoding)
            except ArtreaderError as error:
                complain(error)
                code = FOUND_PROBLEMS
            else:
                print(json_line(article_record(article, suggest(article))), flush=True)
    return code
