"""Text that is not the story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.model import Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """`kind`: dateline, byline, advertisement, related, embed, caption, promotion, credit or listing."""

    span: Span
    kind: str


def find_furniture(text: str) -> Iterator[Furniture]:
    offset = 0
    for line in text.split("\n"):
        if line.strip() in ("ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT"):
            yield Furniture(Span(offset, offset + len(line)), "advertisement")
        offset += len(line) + 1
