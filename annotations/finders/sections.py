"""Long articles found in sections: what is held at once stays small, and the first suggestions come soon.

A section ends where a paragraph does, or a sentence of a very long one. It is looked through as an
article of its own, in which the names are known that were found in others before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from annotations.article import Article
from annotations.exchange.offsets import moved
from annotations.finders.findings import Findings
from annotations.finders.known_names import KnownNames
from annotations.model import Agreement, Annotation, Span
from annotations.text.furniture import Furniture

SECTION = 100_000  # code points; some 15,000 words, of which an article of news has a tenth at most
UNDIVIDED = 150_000  # code points up to which an article is one section
WHOLE = 1_500_000  # code points up to which a reader gets suggestions all over an article
REACH = 500_000  # code points from the reader's place up to which there are suggestions in a longer one

Find = Callable[[Article, Findings], list[Annotation]]  # in one section, with ids
Name = Callable[[Annotation], str]  # the id of an annotation in the whole article


def sections(article: Article) -> list[Span]:
    """All of the text, in order."""
    length = len(article.text)
    if length <= UNDIVIDED:
        return [Span(0, length)]
    borders = [0]
    for start in _possible_borders(article):
        if start - borders[-1] >= SECTION and length - start >= SECTION // 2:
            borders.append(start)
    return [Span(start, end) for start, end in zip(borders, [*borders[1:], length], strict=True)]


def _possible_borders(article: Article) -> Iterator[int]:
    for paragraph in article.paragraphs:
        if paragraph.length <= SECTION:
            yield paragraph.start
        else:
            yield from (sentence.start for sentence in article.sentences_in(paragraph))


class Sectioned:
    """One article, of which sections are looked through one at a time, in any order."""

    def __init__(self, article: Article, find: Find, name: Name) -> None:
        self.sections = sections(article)
        self._article, self._find, self._name = article, find, name
        self._names = KnownNames()

    def found_in(self, section: Span) -> list[Annotation]:
        """Suggestions in one of `sections`, as `suggest` gives them."""
        findings = Findings(names=self._names)
        if len(self.sections) == 1:
            return self._find(self._article, findings)
        self._names.wanted = True
        found = self._find(_part(self._article, section), findings)
        placed = [moved(annotation, lambda offset: section.start + offset) for annotation in found]
        ids = {before.id: self._name(after) for before, after in zip(found, placed, strict=True)}
        return [_renamed(annotation, ids) for annotation in placed]


def _renamed(annotation: Annotation, ids: dict[str, str]) -> Annotation:
    if isinstance(annotation, Agreement) and annotation.said_in:
        return annotation.with_(id=ids[annotation.id], said_in=ids[annotation.said_in])
    return annotation.with_(id=ids[annotation.id])


def _part(article: Article, section: Span) -> Article:
    part = Article(article.text[section.start : section.end], article.path)
    part.know(
        furniture=tuple(
            Furniture(_within(piece.span, section), piece.kind) for piece in article.furniture_in(section)
        ),
        paragraphs=_clipped(article.paragraphs, section),
        sentences=_clipped(article.sentences, section),
    )
    vars(part).update(language=article.language, title=article.title if section.start == 0 else None)
    return part


def _clipped(spans: Sequence[Span], section: Span) -> tuple[Span, ...]:
    first = max(0, bisect_right(spans, (section.start, section.start)) - 1)
    last = bisect_left(spans, (section.end, -1))
    return tuple(_within(span, section) for span in spans[first:last] if span.overlaps(section))


def _within(span: Span, section: Span) -> Span:
    """`span` by offsets of `section`, as far as it lies in it."""
    return Span(max(span.start, section.start) - section.start, min(span.end, section.end) - section.start)


def nearest(left: Iterable[Span], place: int) -> Span:
    """The one of `left` that holds `place`, or is nearest to it; of two alike the later."""
    return min(left, key=lambda section: (distance(section, place), -section.start))


def distance(section: Span, place: int) -> int:
    """Code points from `place` to `section`."""
    return max(section.start - place, place - section.end, 0)
