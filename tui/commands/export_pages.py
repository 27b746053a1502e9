"""`artreader export` as pages for people: HTML, Markdown, or a picture of the screen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.output import FOUND_PROBLEMS, USED_WRONGLY, Complaints, complain

if TYPE_CHECKING:
    from annotations.pages.exporting import Sheets
    from annotations.pages.sheet import Sheet

SUFFIXES = {"html": ".html", "markdown": ".md", "svg": ".svg"}
INDEX = "index.html"


def export_pages(arguments: Namespace) -> int:
    """One page to stdout; into a folder one page an article, and for HTML an index. The exit code."""
    from annotations.pages.exporting import Sheets

    failed = Complaints(debug=arguments.debug)
    sheets = Sheets(failed, arguments.annotator, arguments.encoding, arguments.decided_only, arguments.kind)
    if arguments.output == "-":
        first = list(islice(sheets.of(arguments.paths), 2))
        if len(first) > 1:
            complain("several articles are several pages; name a folder with --output DIR")
            return USED_WRONGLY
        for sheet in first:
            sys.stdout.write(_renderer(arguments)(sheet))
    else:
        _write_folder(sheets, arguments)
    if sheets.without:
        complain(f"without annotations yet, left out: {sheets.without}")
    complain(f"articles exported: {sheets.articles}, annotations: {sheets.annotations}")
    return failed.code if sheets.articles else FOUND_PROBLEMS


def _write_folder(sheets: Sheets, arguments: Namespace) -> None:
    from annotations.exchange.document import Piece
    from annotations.exchange.exporting import write_folder

    pages = (Piece(name, page.encode("utf-8", "replace")) for name, page in _pages(sheets, arguments))
    write_folder(Path(arguments.output), pages, sheets.failed)


def _pages(sheets: Sheets, arguments: Namespace) -> Iterator[tuple[str, str]]:
    """File names with what goes in them. One article more than is written is read, for the links."""
    suffix = SUFFIXES[arguments.format]
    found = sheets.of(arguments.paths)
    if arguments.format != "html":
        render = _renderer(arguments)
        for sheet in found:
            yield sheet.name + suffix, render(sheet)
        return
    from annotations.pages.html import Neighbours, page
    from annotations.pages.index import Row, index_page

    first = list(islice(found, 2))
    several = len(first) > 1
    index = INDEX if several else ""
    rows = []
    before, here = "", None
    for after in chain(first, found, [None]):
        if here is not None:
            name = here.name + suffix
            yield name, page(here, Neighbours(index, before, after.name + suffix if after else ""))
            rows.append(Row.of(here, name))
            before = name
        here = after
    if several:
        yield INDEX, index_page(rows)


def _renderer(arguments: Namespace) -> Callable[[Sheet], str]:
    if arguments.format == "markdown":
        from annotations.pages.markdown import page

        return page
    if arguments.format == "svg":
        return partial(_picture, arguments)
    from annotations.pages.html import page as html_page

    return html_page


def _picture(arguments: Namespace, sheet: Sheet) -> str:
    """The whole reading screen: what is only suggested is on it too."""
    from tui.picture import article_picture

    assert sheet.article.path is not None
    return article_picture(
        sheet.article.path,
        arguments.size,
        theme=arguments.theme,
        annotator=arguments.annotator,
        encoding=arguments.encoding,
    )
