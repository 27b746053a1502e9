"""Articles with what is right marked in the text: [[Halim|PER Halim Daeng Rani]], {{“…”|Halim Daeng Rani}}.

A name that is marked is marked wherever it stands again, unless it is marked otherwise there; a quote's
speaker stands behind the bar. What is left when the marks are taken away is the article.
"""

from __future__ import annotations

import re
from pathlib import Path

from annotations.model import Entity, Quote, Span

_MARK = re.compile(
    r"\[\[(?P<name>[^\]|]+)\|(?P<label>[A-Z]+)(?: (?P<entity>[^\]]+))?\]\]|\{\{|\|(?P<who>[^}|]*)\}\}"
)


def read_marked_up(path: Path) -> tuple[str, tuple[Entity, ...], tuple[Quote, ...]]:
    """The text, its names and its quotes."""
    marked = path.read_text(encoding="utf-8")
    text, at, opened = "", 0, 0
    named: dict[str, tuple[str, str]] = {}
    entities: dict[Span, Entity] = {}
    quotes: list[Quote] = []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match["name"]:
            span = Span(len(text), len(text) + len(match["name"]))
            label, entity = match["label"], match["entity"] or match["name"]
            named.setdefault(match["name"], (label, entity))
            entities[span] = Entity(id="", label=label, spans=(span,), entity=entity)
            text += match["name"]
        elif match["who"] is None:
            opened = len(text)
        else:
            kind = "direct" if text[opened] in '“"' else "indirect"
            quotes.append(Quote(id="", label=kind, spans=(Span(opened, len(text)),), speaker=match["who"]))
    text += marked[at:]
    for name in sorted(named, key=len, reverse=True):
        label, entity = named[name]
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(*found.span())
            if not any(span.overlaps(other) for other in entities):
                entities[span] = Entity(id="", label=label, spans=(span,), entity=entity)
    return text, tuple(entities[span] for span in sorted(entities)), tuple(quotes)
