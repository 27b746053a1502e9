"""Where a folder keeps what it has learnt."""

from __future__ import annotations

from pathlib import Path

LEXICON_NAME = "artreader.lexicon.yaml"


def lexicon_path(article: Path) -> Path:
    """The lexicon for an article: in its own folder."""
    return article.parent / LEXICON_NAME
