"""The units a person selects by: word, name, clause, quoted stretch; and steps between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.finders.quotes.marks import find_stretches
from annotations.model import Entity, Span, Status

WORD = re.compile(r"\w+(?:[-’'.,&/]\w+)*")
_WINDOW = 400  # no word or name is longer; keeps every step independent of the text's size
_LONGEST_SENTENCE = 10_000  # code points; longer ones have no clauses
_REACH = 20_000  # code points on either side in which quotation marks are paired
_OPENING = re.compile('["“”„«‘]')
_DIVIDERS = re.compile(r"[,;:](?=\s)|\s[-–—](?=\s)|—|[()\"“”«»]")
CONNECTORS = {"dan", "of", "the", "and", "for", "bin", "binti", "van", "de", "al"}


def words_near(text: str, start: int, end: int) -> list[Span]:
    """Words that touch `[start - window, end + window)`, whole."""
    return pieces_near(text, start, WORD, end)


def pieces_near(text: str, start: int, pattern: re.Pattern[str], end: int | None = None) -> list[Span]:
    """Matches of `pattern` around `start`, or around `[start, end)`."""
    low = max(0, start - _WINDOW)
    while low > 0 and not text[low - 1].isspace() and start - low < 2 * _WINDOW:
        low -= 1
    high = min(len(text), (start if end is None else end) + _WINDOW)
    return [Span(*match.span()) for match in pattern.finditer(text, low, high)]


def word_at(text: str, offset: int) -> Span | None:
    """The word that holds `offset`, or that ends there."""
    holding = [w for w in words_near(text, offset, offset) if w.start <= offset <= w.end]
    return holding[-1] if holding else None


def word_start_before(text: str, offset: int) -> int:
    """Where the nearest word left of `offset` begins; 0 when there is none."""
    starts = [word.start for word in words_near(text, offset, offset) if word.start < offset]
    return starts[-1] if starts else max(0, offset - _WINDOW)


def word_start_after(text: str, offset: int) -> int:
    """Where the next word right of `offset` begins; the text's length when there is none."""
    for word in words_near(text, offset, offset):
        if word.start > offset:
            return word.start
    return min(len(text), offset + _WINDOW)


def word_end_after(text: str, offset: int) -> int:
    """Where the first word that ends right of `offset` ends."""
    for word in words_near(text, offset, offset):
        if word.end > offset:
            return word.end
    return min(len(text), offset + _WINDOW)


def start_before(spans: Sequence[Span], offset: int) -> int:
    """The start of the last of `spans` that begins left of `offset`, or 0."""
    position = bisect_left(spans, (offset, -1)) - 1
    return spans[position].start if position >= 0 else 0


def start_after(spans: Sequence[Span], offset: int, length: int) -> int:
    """The start of the first of `spans` that begins right of `offset`, or `length`."""
    position = bisect_right(spans, (offset, 1 << 62))
    return spans[position].start if position < len(spans) else length


def name_at(article: Article, annotations: AnnotationSet, offset: int) -> Span | None:
    """The name at `offset`: a marked entity, or the run of capitalised words around it."""
    for annotation in annotations.covering(offset):
        if isinstance(annotation, Entity) and annotation.status is not Status.REJECTED:
            return next(span for span in annotation.spans if span.contains(offset))
    return _capitalised_run(article.text, offset)


def _capitalised_run(text: str, offset: int) -> Span | None:
    words = words_near(text, offset, offset)
    here = next((i for i, word in enumerate(words) if word.start <= offset <= word.end), None)
    if here is None or not text[words[here].start].isupper():
        return None
    first = last = here
    while first > 0 and _joined(text, words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and _joined(text, words[last], words[last + 1]):
        last += 1
    while not text[words[first].start].isupper():
        first += 1
    while not text[words[last].start].isupper():
        last -= 1
    return Span(words[first].start, words[last].end)


def _joined(text: str, left: Span, right: Span) -> bool:
    """Whether two neighbouring words may belong to one name."""
    if text[left.end : right.start] != " ":
        return False
    return all(
        text[word.start].isupper() or text[word.start : word.end] in CONNECTORS for word in (left, right)
    )


def stretches_in(article: Article, span: Span) -> list[Span]:
    """What stands between quotation marks in the paragraphs that `span` touches, marks included."""
    first = article.paragraph_at(span.start)
    last = article.paragraph_at(max(span.start, span.end - 1))
    if first is None or last is None:
        return []
    position = bisect_left(article.paragraphs, first)
    whole = article.paragraphs[position : bisect_right(article.paragraphs, last)]
    low, high = max(0, span.start - _REACH), span.end + _REACH  # of a paragraph without end, what is near
    touched = [Span(max(start, low), min(end, high)) for start, end in whole]
    furniture = [piece.span for piece in article.furniture_in(Span(touched[0].start, touched[-1].end))]
    return [stretch.span for stretch in find_stretches(article.text, touched, furniture)]


def next_quotation(article: Article, after: int, accept: Callable[[Span], bool]) -> Span | None:
    """The first stretch in quotation marks that begins behind `after`, says something and is accepted.

    A title or a scare quote says nothing: one or two words without a mark at their end.
    """
    offset = after + 1
    while (mark := _OPENING.search(article.text, offset)) is not None:
        paragraph = article.paragraph_at(mark.start()) or Span(mark.start(), mark.end())
        for stretch in stretches_in(article, Span(*mark.span())):
            if stretch.start > after and _says_something(article.text, stretch) and accept(stretch):
                return stretch
        offset = max(mark.end(), min(paragraph.end, mark.end() + _REACH))
    return None


def _says_something(text: str, stretch: Span) -> bool:
    words = text[stretch.start + 1 : stretch.end - 1]
    return words[-1:] in ".,!?…" if len(words.split()) < 3 else True


def clause_at(article: Article, offset: int) -> Span | None:
    """What stands between two commas, dashes, brackets or the like of the sentence at `offset`.

    None where the sentence is not divided so, or is too long to be one.
    """
    sentence = article.sentence_at(offset)
    if sentence is None or sentence.length > _LONGEST_SENTENCE:
        return None
    start, end = sentence
    for mark in _DIVIDERS.finditer(article.text, *sentence):
        if mark.end() <= offset:
            start = mark.end()
        elif mark.start() >= offset:
            end = mark.start()
            break
    if (start, end) == sentence:
        return None
    clause = trimmed(article.text, Span(start, end))
    words = article.text[clause.start : clause.end].rstrip(".!?…")  # as statements end, too
    return Span(clause.start, clause.start + len(words)) if clause.start <= offset < clause.end else None


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends; as it was when it holds nothing else."""
    words = text[span.start : span.end]
    if not words.strip():
        return span
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def without(text: str, spans: Iterable[Span], out: Span) -> tuple[Span, ...]:
    """What is left of `spans` outside `out`, without white space or marks alone at the new ends."""
    left: list[Span] = []
    for span in spans:
        if not span.overlaps(out):
            left.append(span)
            continue
        for start, end in ((span.start, min(span.end, out.start)), (max(span.start, out.end), span.end)):
            if start < end and any(char.isalnum() for char in text[start:end]):
                left.append(trimmed(text, Span(start, end)))
    return tuple(left)
