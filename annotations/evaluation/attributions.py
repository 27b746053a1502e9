"""A quote as it is compared: content, cue and source as places, and what kind its marks make it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.evaluation.spans import JOINED_WORD
from annotations.model import Quote, Span

KINDS = ("direct", "mixed", "indirect")
DIRECT_SHARE = 0.9  # of the words that must stand within marks; below it a quote is mixed

_OPENING, _CLOSING = "“„«", '”»"'
_AFTER_A_CLOSING_MARK = ".,;)"
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD_OR_NEWLINE = re.compile(r"\w|\n")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, after PARC 3.0 and PolNeAR: content, cue and source may each be several spans.

    `kind` is "" where it is to be told from the marks. `anaphoric` says that the gold's source
    is a pronoun or "-nya" whose speaker a person worked out.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str = ""
    kind: str = ""
    confidence: float | None = None
    anaphoric: bool = False

    @classmethod
    def of(cls, quote: Quote) -> Attribution:
        return cls(
            content=quote.spans,
            cue=() if quote.cue is None else (quote.cue,),
            source=() if quote.source is None else (quote.source,),
            speaker=quote.speaker,
            kind=quote.label,
            confidence=quote.confidence,
        )


def fragments(text: str, attribution: Attribution) -> list[Attribution]:
    """One attribution for each unbroken piece of the content within a paragraph.

    Whether a quote over two paragraphs, or one that its cue interrupts, is one or two then
    makes no difference. Pieces with neither a word nor a newline between them are one.
    """
    pieces: list[Span] = []
    for start, end in sorted(attribution.content):
        for match in _PARAGRAPH.finditer(text, start, end):
            piece = Span(*match.span())
            if pieces and not _WORD_OR_NEWLINE.search(text, pieces[-1].end, piece.start):
                pieces[-1] = Span(pieces[-1].start, max(piece.end, pieces[-1].end))
            else:
                pieces.append(piece)
    return [replace(attribution, content=(piece,), kind="") for piece in pieces]


def kind_of(text: str, content: Iterable[Span], quoted: Sequence[Span]) -> str:
    """direct, mixed or indirect, by how many words of `content` stand within one of the `quoted`."""
    starts = [region.start for region in quoted]
    words = inside = 0
    for start, end in content:
        for match in JOINED_WORD.finditer(text[start:end]):  # a word that the span cuts off is cut off
            word = Span(start + match.start(), start + match.end())
            words += 1
            before = bisect_right(starts, word.start) - 1
            inside += before >= 0 and quoted[before].covers(word)
    if not inside:
        return "indirect"
    return "direct" if inside / words >= DIRECT_SHARE else "mixed"


def quoted_regions(text: str) -> list[Span]:
    """What stands within double quotation marks, marks included, paragraph by paragraph.

    ” and " open a region when none is open (some newspapers write ”…” on both sides), unless
    they stand before a space or punctuation. One that is never closed ends with its paragraph.
    """
    return [region for match in _PARAGRAPH.finditer(text) for region in _regions(text, Span(*match.span()))]


def _regions(text: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    for offset in range(*paragraph):
        char = text[offset]
        if opened is None:
            if char in _OPENING or (char in _CLOSING and _word_follows(text, offset + 1, paragraph.end)):
                opened = offset
        elif char in _CLOSING:
            yield Span(opened, offset + 1)
            opened = None
    if opened is not None:
        yield Span(opened, paragraph.end)


def _word_follows(text: str, offset: int, end: int) -> bool:
    return offset < end and not text[offset].isspace() and text[offset] not in _AFTER_A_CLOSING_MARK
