"""Where a folder keeps what it has learnt: beside its articles."""

from __future__ import annotations

from pathlib import Path

from annotations.lexicon import LANGUAGES

LEXICON_NAME = "artreader.lexicon.yaml"


def lexicon_path(article: Path) -> Path:
    """The lexicon for an article: in its own folder."""
    return article.parent / LEXICON_NAME


def model_path(article: Path, language: str) -> Path:
    """The model of names for articles of its folder in a language."""
    return article.parent / f"artreader.names.{language}.crfsuite"


def model_paths(article: Path) -> list[Path]:
    """Those for each language, whether there is one or not."""
    return [model_path(article, language) for language in LANGUAGES]
