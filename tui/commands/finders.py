"""List the finders: the built-in ones and those of other packages, which are on, and whether they work.

Each finder of another package is tried on FILE, or on two sentences in Indonesian and two in English.
Switching one on or off is kept in settings.toml (finders.off).
"""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import add_encoding_argument, add_list_argument
from tui.commands.output import FINE, FOUND_PROBLEMS, USED_WRONGLY, complain, complain_of

if TYPE_CHECKING:
    from annotations.article import Article
    from annotations.finders.findings import Findings
    from annotations.finders.options import FinderOptions
    from annotations.finders.plugins import Plugin

HELP = "list the finders, and switch them on or off"
TRIED_ON = (
    "Menteri Luhur Wicaksana tiba di Bitung, Senin (3/5). “Kami siap,” kata Luhur.\n",
    "Dewi Lestari of Norway arrived in Ambon on Monday. “We are ready,” she said.\n",
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE", type=Path, nargs="?", help="an article to try them on")
    add_list_argument(parser, "--on", metavar="NAME", help="switch a finder on")
    add_list_argument(parser, "--off", metavar="NAME", help="switch a finder off")
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.article import Article
    from annotations.errors import ArtreaderError
    from annotations.finders.options import BUILT_IN
    from annotations.finders.plugins import plugins

    offered = plugins()
    known = [*BUILT_IN, *(plugin.name for plugin in offered)]
    for name in (*arguments.on, *arguments.off):
        if name not in known:
            complain(f"there is no finder {name!r} (there are {', '.join(known)})")
            return USED_WRONGLY
    try:
        options = _switched(arguments.on, arguments.off)
        articles = (
            [Article.read(arguments.path, arguments.encoding)]
            if arguments.path
            else [*map(Article, TRIED_ON)]
        )
    except ArtreaderError as error:
        complain_of(error, debug=arguments.debug)
        return FOUND_PROBLEMS
    return _list(offered, options, articles)


def _switched(on: list[str], off: list[str]) -> FinderOptions:
    """The options, with these switched. Raises ArtreaderError where that could not be kept."""
    from annotations.finders.options import names_in
    from tui.commands.configured import configured

    config = configured()
    before = names_in(str(config.get("finders.off")))
    after = (before - set(on)) | set(off)
    if after != before:
        config.change("finders.off", ", ".join(sorted(after)))
    return config.settings.finders


def _list(offered: Iterable[Plugin], options: FinderOptions, articles: list[Article]) -> int:
    from annotations.display import one_line
    from annotations.finders.options import BUILT_IN

    rows = [
        (name, "artreader", f"{'on' if options.has(name) else 'off'}: {about}")
        for name, about in BUILT_IN.items()
    ]
    works = True
    found: list[Findings] = []
    for plugin in offered:
        if options.has(plugin.name) and not plugin.missing:
            found = found or [_found_before(article, options) for article in articles]
            state, fine = _tried(plugin, options, articles, found)
            works &= fine
        else:
            state = "off" if not options.has(plugin.name) else f"not here: {plugin.missing} is not installed"
        rows.append((plugin.name, f"{plugin.package} {plugin.version}", state))
    rows = [(one_line(name), one_line(offered_by), one_line(state)) for name, offered_by, state in rows]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, offered_by, state in rows:
        print(f"{name:<{first}}  {offered_by:<{second}}  {state}")
    return FINE if works else FOUND_PROBLEMS


def _found_before(article: Article, options: FinderOptions) -> Findings:
    """What a finder of another package is given."""
    from annotations.finders.findings import Findings
    from annotations.finders.options import NAMES
    from annotations.finders.pipeline import built_in_finders

    findings = Findings()
    if options.has(NAMES):
        for annotation in built_in_finders()[NAMES](article, findings):
            findings.add(annotation)
    return findings


def _tried(
    plugin: Plugin, options: FinderOptions, articles: list[Article], before: list[Findings]
) -> tuple[str, bool]:
    """What came of asking it, in words, and whether it works."""
    from annotations.finders.findings import FinderError, PartlyWrongError, Unavailable
    from annotations.finders.isolated import IsolatedFinder

    finder = IsolatedFinder(plugin, options)
    number, silent, began = 0, "", time.monotonic()
    try:
        for article, findings in zip(articles, before, strict=True):
            try:
                number += len(finder.try_on(article, findings))
            except Unavailable as reason:
                silent = str(reason)
    except PartlyWrongError as error:
        return f"on, but gives what cannot be held: {error}", False
    except FinderError as error:
        return f"on, but fails: {error}", False
    finally:
        finder.stop()
    if silent and not number:
        return f"on, has nothing to say: {silent}", True
    return f"on: found {number} in {time.monotonic() - began:.1f} s", True
