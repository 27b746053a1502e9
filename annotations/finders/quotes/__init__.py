"""Quotes: direct, indirect and mixed speech with its cue, its source as written and its speaker.

Content, cue and source as in PARC 3 and PolNeAR; see the annotation guidelines of the default scheme.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.model import Quote


def find_quotes(article: Article, findings: Findings) -> Iterator[Quote]:
    """Quotes in text order, built on the entities found before; see `finder`.

    Imported on the first call: this package is needed to open an article, its patterns are not.
    """
    from annotations.finders.quotes.finder import find_quotes

    return find_quotes(article, findings)
