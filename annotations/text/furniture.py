"""Text that is not the story: datelines, bylines, advertisement lines, links to other articles.

The forms are those counted in 8,353 Indonesian articles and their English likes;
which words make them is written in the lists `text_furniture` of the lexicon.
Furniture is marked, never taken out, so offsets stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.model import Span
from annotations.text.boilerplate import find_captions, find_embeds, find_inline, find_lines
from annotations.text.datelines import find_bylines, find_dateline


@dataclass(frozen=True, slots=True)
class Furniture:
    """`kind`: front_matter, dateline, byline, advertisement, related (a link to another article), embed,
    caption, promotion, credit, listing (page numbers, tags) or rule (a line drawn with characters).
    """

    span: Span
    kind: str


def find_furniture(text: str) -> Iterator[Furniture]:
    """Furniture in text order; spans do not overlap and hold no blank space at their ends."""
    found = [(span, "byline") for span in find_bylines(text)]
    found += [(span, "embed") for span in find_embeds(text)]
    found += [(span, "caption") for span in find_captions(text)]
    found += find_lines(text)
    found += find_inline(text)
    dateline = find_dateline(text)
    if dateline:  # it wins over what runs into it: "Laporan Wartawan X, Budi TRIBUNNEWS.COM, JAKARTA -"
        found = [(_before(text, span, dateline), kind) for span, kind in found]
        found.append((dateline, "dateline"))
    found.sort(key=lambda piece: (piece[0].start, -piece[0].end))
    end = 0
    for span, kind in found:
        if span.start >= end and span.length:
            yield Furniture(span, kind)
            end = span.end


def _before(text: str, span: Span, other: Span) -> Span:
    """What of `span` is before `other`, where they overlap."""
    if not span.overlaps(other):
        return span
    rest = text[span.start : max(span.start, other.start)].rstrip()
    return Span(span.start, span.start + len(rest))
