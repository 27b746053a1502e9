"""One article: its text and what is known of it, every part a span over that one text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from annotations.model import Span
from annotations.span_index import SpanIndex
from annotations.text import markdown
from annotations.text.furniture import Furniture, find_furniture
from annotations.text.language import guess_language
from annotations.text.reading import Decoded, read_file
from annotations.text.segmentation import find_title, split_paragraphs, split_sentences


@dataclass(frozen=True)
class Article:
    """Text as code points, LF newlines, without byte order mark, never NFC-normalised.

    What is derived from the text is worked out on first use. `encoding`, `newline`
    and `bom` say how the file was written. Of a Markdown file (.md) the text is the file as it stands.
    """

    text: str
    path: Path | None = None
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bool = False

    @classmethod
    def read(cls, path: Path, encoding: str | None = None) -> Article:
        """Raises InputError when the file is no readable text."""
        decoded: Decoded = read_file(path, encoding)
        return cls(decoded.text, path, decoded.encoding, decoded.newline, decoded.bom)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the normalised text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def markup(self) -> markdown.Markup | None:
        """What formats the text of a Markdown file; None for any other."""
        if self.path is None or self.path.suffix.lower() != markdown.SUFFIX:
            return None
        return markdown.find_markup(self.text)

    @cached_property
    def prose(self) -> Article:
        """The same with blank space for Markdown's marks, so that offsets hold: what finders read."""
        if self.markup is None:
            return self
        plain = replace(self, text=markdown.blanked(self.text, self.markup))
        vars(plain).update(markup=None)
        return plain

    @cached_property
    def language(self) -> str:
        """ "id" or "en"."""
        return guess_language(self.prose.text)

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """What is not the story (datelines, bylines, advertisement lines …), in text order."""
        front = self.markup.front if self.markup else None
        before = () if front is None else (Furniture(front, "front_matter"),)
        return (*before, *find_furniture(self.prose.text))

    @cached_property
    def paragraphs(self) -> Sequence[Span]:
        """Paragraphs in text order; a hard line break inside a sentence does not end one."""
        return tuple(split_paragraphs(self.prose.text, self.furniture))

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Sentences of the body (not the furniture), in text order, none empty or overlapping."""
        return tuple(split_sentences(self.prose.text, self.paragraphs, self.furniture, self.language))

    @cached_property
    def title(self) -> Span | None:
        """The headline, where the text begins with one."""
        if self.markup is not None and self.markup.title is not None:
            return self.markup.title
        return find_title(self.prose.text, self.paragraphs, self.furniture)

    def formats_in(self, span: Span) -> Iterator[tuple[Span, str]]:
        """Of a Markdown file, what overlaps `span` of its marks ("mark") and of what they format
        ("heading", "strong", "emphasis" or "code"), in no particular order."""
        return self._formats.overlapping(*span) if self.markup is not None else iter(())

    @cached_property
    def _formats(self) -> SpanIndex:
        index = SpanIndex()
        if self.markup is not None:
            for span in self.markup.marks:
                index.add(span, "mark")
            for span, style in self.markup.styled:
                index.add(span, style)
        return index

    def know(
        self, furniture: tuple[Furniture, ...], paragraphs: Sequence[Span], sentences: Sequence[Span]
    ) -> None:
        """Take what was worked out elsewhere from the same text, so that it need not be here."""
        vars(self).update(furniture=furniture, paragraphs=paragraphs, sentences=sentences)

    def paragraph_at(self, offset: int) -> Span | None:
        """The paragraph that holds `offset`, or None between paragraphs."""
        return _holding(self.paragraphs, offset)

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds `offset`, or None in furniture and between sentences."""
        return _holding(self.sentences, offset)

    def sentences_in(self, span: Span) -> Sequence[Span]:
        """The sentences that overlap `span`, in order."""
        first = max(0, bisect_right(self.sentences, (span.start, span.start)) - 1)
        last = bisect_right(self.sentences, (span.end, -1))
        return [s for s in self.sentences[first:last] if s.overlaps(span)]

    def in_furniture(self, span: Span) -> bool:
        """Whether any of `span` is furniture."""
        return bool(self.furniture_in(span))

    def furniture_in(self, span: Span) -> Sequence[Furniture]:
        """The furniture that overlaps `span`, in text order."""
        last = bisect_right(self._furniture_starts, span.end)
        first = max(0, bisect_right(self._furniture_starts, span.start) - 1)
        return [piece for piece in self.furniture[first:last] if piece.span.overlaps(span)]

    @cached_property
    def _furniture_starts(self) -> list[int]:
        return [piece.span.start for piece in self.furniture]


def _holding(spans: Sequence[Span], offset: int) -> Span | None:
    position = bisect_right(spans, (offset, 1 << 62)) - 1
    return spans[position] if position >= 0 and spans[position].contains(offset) else None
