"""How an article's lines are set: how wide, and with how much between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from annotations.article import Article
from tui.article.wrap import Layout
from tui.settings import Settings

GUTTER = 4  # cells left of the text at least: three marks and a blank
NARROW = 64  # columns of a terminal under which the lists make room for the article
LEAST_LISTS = 26  # columns of the lists, where they are there
LONG = 2_000_000  # code points from which blank rows between paragraphs are left out


@dataclass(frozen=True, slots=True)
class Spacing:
    """The widest line, in cells, and blank rows between the lines of a paragraph and between paragraphs."""

    measure: int = 88
    between_lines: int = 0
    between_paragraphs: int = 1

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As a person has set it."""
        return cls(settings.measure, settings.line_spacing, settings.paragraph_spacing)

    def layout(self, article: Article, width: int, gutter: int = GUTTER) -> Layout:
        """The rows of `article` in a pane of `width` cells, or, for 0, one whose width is not known yet."""
        room = max(1, width - gutter - 1) if width else self.measure
        text = article.text
        apart = 0 if "\n\n" in text or len(text) > LONG else self.between_paragraphs
        leading = 0 if len(text) > LONG else self.between_lines
        joined = _continued_lines(article) if apart else ()
        return Layout(text, min(self.measure, room), apart, joined, leading)


def left_of(layout: Layout, width: int, gutter: int = GUTTER) -> int:
    """Cells left of the text, the gutter among them: the column stands in the middle of a wide pane."""
    return gutter + max(0, width - gutter - 1 - layout.width) // 2


def _continued_lines(article: Article) -> frozenset[int]:
    """Where a line goes on with the sentence of the line before: a hard line break, no new paragraph."""
    return frozenset(
        start + match.end()
        for start, end in article.paragraphs
        for match in re.finditer("\n", article.text[start:end])
    )
