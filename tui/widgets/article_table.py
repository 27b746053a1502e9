"""The list of a folder's articles under its headings, and the list of places that a search found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.style import Style
from textual import events
from textual.message import Message
from textual.widgets import Static

from annotations.library.row import Order, Row
from annotations.library.search import Hit
from tui import article_rows
from tui.listing import Line
from tui.widgets.line_list import LineList

_PLAIN, _QUIET, _STRONG = Style(), Style(dim=True), Style(bold=True, underline=True)


class Articles:
    """Rows of the list, and what a search found: each line is known by its number."""

    def __init__(self, rows: Sequence[Row] | Sequence[Hit]) -> None:
        self.rows = rows
        self.own = any(isinstance(row, Row) and row.own for row in rows)

    def __len__(self) -> int:
        return len(self.rows)

    def line(self, row: int) -> Line:
        return Line(str(row), "")


class ArticleTable(LineList):
    """Words only the rows in sight, so that thousands of articles cost no more than a few."""

    # The room for the scroll bar is always left free, so that the headings stand over their columns.
    DEFAULT_CSS = "ArticleTable { scrollbar-gutter: stable; }"

    def show_articles(self, rows: Sequence[Row] | Sequence[Hit], highlighted: int | None) -> None:
        self.show(Articles(rows), highlighted if rows else None)

    @property
    def own(self) -> bool:
        """Whether any of the articles has annotations of kinds that a scheme added."""
        return isinstance(self.rows, Articles) and self.rows.own

    def parts(self, row: int) -> list[tuple[str, Style]]:
        assert isinstance(self.rows, Articles)
        width = self.scrollable_content_region.width
        item = self.rows.rows[row]
        if isinstance(item, Hit):
            before, words, after = article_rows.hit_line(item, width)
            return [(before, _PLAIN), (words, _STRONG), (after, _PLAIN)]
        text = article_rows.line(item, article_rows.columns(width, self.rows.own), datetime.now())
        return [(text, _QUIET if item.facts is None else _PLAIN)]


class Headings(Static):
    """The columns' names; a click sorts by one."""

    DEFAULT_CSS = "Headings { height: 1; text-wrap: nowrap; text-overflow: clip; text-style: bold; }"

    @dataclass
    class Picked(Message):
        column: str

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._order: Order | None = None
        self._own = False

    def show(self, order: Order | None, own: bool = False) -> None:
        """The headings with the sorted one marked; none at all for None. `own`: with those of own kinds."""
        self._order, self._own = order, own
        self._draw()

    @property
    def _columns(self) -> list[article_rows.Column]:
        return article_rows.columns(self.size.width - 1, self._own)  # without the scroll bar's

    def _draw(self) -> None:
        self.update(article_rows.heading(self._columns, self._order) if self._order else "")

    def on_resize(self) -> None:
        self._draw()

    def on_click(self, event: events.Click) -> None:
        at = 0
        for column in self._columns:
            if self._order is not None and at <= event.x < at + column.width:
                self.post_message(self.Picked(column.name))
            at += column.width + 1
