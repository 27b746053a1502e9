"""Front matter of Markdown articles as metadata: YAML between ---, or TOML between +++.

The keys are those of Jekyll, Hugo and Pandoc; anything else in it is left alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.errors import SidecarError
from annotations.metadata import NOTHING_KNOWN, Metadata
from annotations.sidecar import events, nodes

_KEYS = {
    "title": ("title",),
    "byline": ("byline", "author", "authors"),
    "date": ("date", "published"),
    "site": ("site", "publication", "source"),
    "url": ("url", "link", "canonical_url"),
}


def front_matter(article: Article) -> Metadata:
    """What the front matter says; nothing where there is none, or none that can be read."""
    front = article.markup.front if article.markup is not None else None
    if front is None:
        return NOTHING_KNOWN
    lines = article.text[front.start : front.end].split("\n")
    inside = "\n".join(lines[1:-1]) + "\n"
    values = _toml(inside) if lines[0].startswith("+++") else _yaml(inside, article.path)
    lowered = {key.lower(): value for key, value in values.items()}
    found = {name: _first(lowered, keys) for name, keys in _KEYS.items()}
    return Metadata.of(found)


def _first(values: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := _text(values.get(key)))), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name", ""))
    return "" if value is None else str(value)


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _yaml(text: str, path: Path | None) -> Mapping[str, Any]:
    """By the loader of annotation files, which takes scalars as they are written."""
    try:
        root = events.load(text.encode(), path or Path("article.md")).root
    except (SidecarError, UnicodeEncodeError):
        return {}
    return _plain(root) if isinstance(root, nodes.Mapping) else {}


def _plain(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Mapping):
        return {key: _plain(value) for key, value in node.nodes.items()}
    if isinstance(node, nodes.Sequence):
        return [_plain(item) for item in node.items]
    return node.value
