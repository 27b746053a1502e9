"""Paragraphs, sentences and the headline of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotations.furniture import Furniture
from annotations.model import Span


def split_paragraphs(text: str, furniture: Sequence[Furniture]) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        yield Span(*match.span())


def split_sentences(
    text: str, paragraphs: Sequence[Span], furniture: Sequence[Furniture], language: str
) -> Iterator[Span]:
    for start, end in paragraphs:
        for match in re.finditer(r"\S[^.!?]*[.!?]*", text[start:end]):
            yield Span(start + match.start(), start + match.end())


def find_title(text: str, paragraphs: Sequence[Span], furniture: Sequence[Furniture]) -> Span | None:
    return None
