"""Print what the finders find in articles, one JSON object a file; nothing is written to disk."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui.commands.arguments import add_encoding_argument

HELP = "print suggested annotations as JSON lines"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="FILE", type=Path, nargs="+", help="an article, or a folder of them")
    parser.add_argument(
        "--format", choices=["jsonl"], default="jsonl", help="the form of the output (default: jsonl)"
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.article import Article
    from annotations.exchange.suggestions import article_record, json_line
    from annotations.finders.pipeline import suggest
    from tui.commands.each_article import print_for_each
    from tui.commands.finding import finder_options, tell_once

    options, failed = finder_options(), tell_once()

    def render(path: Path) -> str:
        article = Article.read(path, arguments.encoding)
        return json_line(article_record(article, suggest(article, failed=failed, options=options)))

    return print_for_each(arguments.paths, render, debug=arguments.debug)
