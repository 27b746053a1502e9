"""Names of ships: KRI Bung Tomo, KM Sinar Laut, MV Ocean Star."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.model import Entity, Span

SHIP = re.compile(r"\b(?:KRI|KMP?|MV|HMAS)(?: [A-Z][a-z]+){1,3}")


def find_ships(article: Article, findings: Findings) -> Iterator[Entity]:
    """Ships outside furniture, where no name was found that holds more."""
    longer = [(entity.start, entity.end) for entity in findings.entities]
    for match in SHIP.finditer(article.text):
        span = Span(*match.span())
        if article.in_furniture(span):
            continue
        if any(start <= span.start and span.end <= end for start, end in longer):
            continue
        yield Entity(
            id="",
            label="PRODUCT",
            spans=(span,),
            entity=match.group(),
            confidence=0.9,
            why="prefix of a ship",
        )
