"""The parts that an article is printed in."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.article import Article
from annotations.display import display
from annotations.model import Span

DROPPED = "\0"  # stands in no text that `display` has made


def blocks(article: Article) -> Iterator[Span]:
    """Spans that together hold every character but white space: paragraphs, and what is in no paragraph.

    Of Markdown, front matter is one of them, and marks that stand alone are in none.
    """
    text, offset = article.prose.text, 0
    if article.markup is not None and article.markup.front is not None:
        yield article.markup.front
        offset = article.markup.front.end
    for paragraph in article.paragraphs:
        yield from trimmed(text, Span(offset, paragraph.start))
        yield from trimmed(text, Span(max(offset, paragraph.start), paragraph.end))
        offset = max(offset, paragraph.end)
    yield from trimmed(text, Span(offset, len(text)))


def story_blocks(article: Article) -> Iterator[tuple[str, Span]]:
    """The blocks without front matter, each with the HTML element for it: h1, h2 or p."""
    markup = article.markup
    headings = {span for span, style in markup.styled if style == "heading"} if markup else set()
    for block in blocks(article):
        if markup is None or block != markup.front:
            yield "h1" if block == article.title else "h2" if block in headings else "p", block


def shown_text(article: Article) -> str:
    """The text as it may be shown, with `DROPPED` for Markdown's marks; as long as it was.

    As a whole, since a span may cut between a letter and its accent.
    """
    shown = display(article.text)
    if article.markup is None:
        return shown
    pieces: list[str] = []
    done = 0
    for start, end in article.markup.marks:
        pieces += (shown[done:start], DROPPED * (end - start))
        done = end
    return "".join((*pieces, shown[done:]))


def trimmed(text: str, span: Span) -> Iterator[Span]:
    """`span` without the white space at its ends, unless nothing is left."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    if start < end:
        yield Span(start, end)
