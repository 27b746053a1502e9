"""Paragraphs, sentences and the headline of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotations.late_pattern import late_pattern
from annotations.model import Span
from annotations.text.furniture import Furniture
from annotations.text.headlines import MAX_LENGTH, MAX_WORDS, ends_with_full_stop, is_title_case
from annotations.text.sentence_ends import sentences_in

LONG_LINE = 60  # code points: no heading or label, so that a blank line after it may be an accident
MAX_WRAP = 120  # code points: no line longer than this, and the text may be wrapped by hand

_LINE = late_pattern(r"\S[^\n]*")  # from the first mark on: blank lines cost nothing, however long
_LIST_ITEM = late_pattern(r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)]|[-–—•*·▪◦])(?:\s|$)")
_UNFINISHED = late_pattern(r"[^.!?…:;\s\"”’»)\]]$|,[\"”’»]?$|[^.!?…:;\s\"”’»)\]][\"”’»)\]]+$")
_CLOSED_QUOTE = late_pattern(r"[.!?…][\"”]$")
_FIRST_WORD = late_pattern(r"\S+")


def split_paragraphs(text: str, furniture: Sequence[Furniture]) -> Iterator[Span]:
    """Lines that hold text, in order, without blank space at their ends.

    A line break inside a sentence does not end a paragraph: no final punctuation
    before it, a lower-case letter or "(" after it, no list item, no furniture at
    the break. Nor does furniture between two such lines; it is then inside the
    paragraph. Nor does a blank line, if what is before it is no heading or label.
    In a text wrapped by hand at a fixed width, a line whose next word would not
    have fitted goes on as well.
    """
    starts = [piece.span.start for piece in furniture]
    width = _wrap_width(text)
    current: Span | None = None  # the paragraph so far
    last: Span | None = None  # its last line of story
    held: list[Span] = []  # lines of furniture after it
    for line in _lines(text):
        if _is_furniture(text, line, furniture, starts):
            held.append(line)
            continue
        if (
            current is not None
            and last is not None
            and not _touches(furniture, starts, last.end - 1)
            and not _touches(furniture, starts, line.start)
            and _goes_on(text, last, line, bool(held), width)
        ):
            current = Span(current.start, line.end)
        else:
            if current is not None:
                yield current
            yield from held
            current = line
        held = []
        last = line
    if current is not None:
        yield current
    yield from held


def split_sentences(
    text: str, paragraphs: Sequence[Span], furniture: Sequence[Furniture], language: str
) -> Iterator[Span]:
    """Sentences in text order, none across a paragraph or in furniture; furniture inside one cuts it."""
    position = 0
    for paragraph in paragraphs:
        begin = paragraph.start
        while position < len(furniture) and furniture[position].span.start < paragraph.end:
            piece = furniture[position].span
            if piece.start > begin:
                yield from sentences_in(text, begin, piece.start, language)
            begin = max(begin, piece.end)
            position += 1
        if begin < paragraph.end:
            yield from sentences_in(text, begin, paragraph.end, language)


def find_title(text: str, paragraphs: Sequence[Span], furniture: Sequence[Furniture]) -> Span | None:
    """The first paragraph of story if it looks like a headline and story follows.

    It is short and has no full stop, unless Title Case tells that it is one all the
    same; the paragraph after a dateline is the lead.
    """
    starts = [piece.span.start for piece in furniture]
    story = (span for span in paragraphs if not _is_furniture(text, span, furniture, starts))
    first = next((span for span in story if " " in text[span.start : span.end]), None)  # no section's name
    if first is None or next(story, None) is None or first.length > MAX_LENGTH:
        return None
    content = text[first.start : first.end]
    if _touches(furniture, starts, first.start) or content[0] in '"“„' or len(content.split()) > MAX_WORDS:
        return None
    if content.endswith((":", ",", '"', "”")) and not is_title_case(content):
        return None
    return first if is_title_case(content) or not ends_with_full_stop(content) else None


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


def _wrap_width(text: str) -> int:
    """The length of the longest line, or 0 when the text is not wrapped by hand.

    In a text wrapped by hand most lines that a line follows have no room for its first word.
    """
    lines: list[Span] = []
    width = 0
    for line in _LINE.finditer(text):
        lines.append(Span(*line.span()))
        width = max(width, lines[-1].length)
        if width > MAX_WRAP:
            return 0
    if len(lines) < 6 or width < 40:
        return 0
    followed = [(a, b) for a, b in pairwise(lines) if text.count("\n", a.end, b.start) == 1]
    full = sum(_has_no_room(text, before, after, width) for before, after in followed)
    return width if 2 * full > len(followed) else 0


def _has_no_room(text: str, before: Span, after: Span, width: int) -> bool:
    word = _FIRST_WORD.match(text, after.start, after.end)
    return word is not None and before.length + 1 + len(word.group()) > width


def _is_furniture(text: str, line: Span, furniture: Sequence[Furniture], starts: Sequence[int]) -> bool:
    """Whether nothing but furniture is on `line`."""
    position = max(0, bisect_left(starts, line.start + 1) - 1)
    offset = line.start
    while position < len(furniture) and furniture[position].span.start < line.end:
        piece = furniture[position].span
        if piece.end > offset:
            if text[offset : piece.start].strip():
                return False
            offset = piece.end
        position += 1
    return offset > line.start and not text[offset : line.end].strip()


def _touches(furniture: Sequence[Furniture], starts: Sequence[int], offset: int) -> bool:
    position = bisect_left(starts, offset + 1) - 1
    return position >= 0 and furniture[position].span.contains(offset)


def _goes_on(text: str, before: Span, after: Span, interrupted: bool, width: int) -> bool:
    """Whether the sentence of the line `before` continues in the line `after`."""
    adjacent = interrupted or text.count("\n", before.end, after.start) == 1
    if _LIST_ITEM.match(text, after.start, after.end):
        return False
    ending = text[max(before.start, before.end - 4) : before.end]
    first = text[after.start]
    unfinished = _UNFINISHED.search(ending) is not None
    if first.islower() and _CLOSED_QUOTE.search(ending):
        return True  # "…?" kata dia
    if first.islower() or first == "(":
        return unfinished and (adjacent or before.length >= LONG_LINE)
    if not width or interrupted or not adjacent:
        return False
    return _has_no_room(text, before, after, width)
