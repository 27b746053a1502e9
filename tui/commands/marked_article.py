"""The article with its annotations marked in the text, for a page that may have no colour.

Marks are brackets that name what they close, so that they read without colour and
nested ones stay apart: `[Galuzin/PER]`, `{"Ayo,"/Q3}`, `<lima perjanjian/A1>`, `(…/N1)`.
`?` behind the name says that nobody has decided yet. Two spans that cross, neither
holding the other, name themselves at both ends: `{Q1:… <A2:…/Q1} …/A2>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.text import Text

from annotations.article import Article
from annotations.display import display, one_line
from annotations.model import Annotation, Quote, Span, Status
from annotations.pages.blocks import blocks, trimmed

BRACKETS: Mapping[str, tuple[str, str]] = {
    "entity": ("[", "]"),
    "quote": ("{", "}"),
    "agreement": ("<", ">"),
    "note": ("(", ")"),
}
OWN_BRACKETS = ("«", "»")  # of a kind that the scheme adds
# The terminal's own sixteen colours, which its owner has made readable on its ground.
STYLES: Mapping[str, str] = {
    "entity": "cyan underline",
    "quote": "green italic",
    "agreement": "magenta underline",
    "note": "blue underline",
    "own": "yellow italic",
    "attribution": "green",
    "furniture": "dim",
    "title": "bold",
    "mark": "dim",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text drawn in one style; with a `tag` it gets brackets of its kind."""

    span: Span
    style: str
    kind: str = ""
    tag: str = ""


class Edge(NamedTuple):
    """Where a stretch begins or ends. As a tuple it sorts: ends before beginnings, inner ends first."""

    offset: int
    opens: bool
    rank: int  # the stretch's place in the order of opening, negative at its end


def tags(annotations: Iterable[Annotation]) -> dict[str, str]:
    """By id, what a mark calls an annotation: an entity by its label, others Q1, A1, N1, claim1 …"""
    numbers: dict[str, int] = {}
    result: dict[str, str] = {}
    for annotation in annotations:
        if annotation.kind == "entity":
            result[annotation.id] = annotation.label
        else:
            numbers[annotation.kind] = numbers.get(annotation.kind, 0) + 1
            name = annotation.kind[0].upper() if annotation.kind in BRACKETS else one_line(annotation.kind)
            result[annotation.id] = f"{name}{numbers[annotation.kind]}"
        if annotation.status is Status.SUGGESTED:
            result[annotation.id] += "?"
    return result


def style_of(annotation: Annotation) -> str:
    """Its kind's colour; accepted ones are bold, so that undecided ones look different."""
    style = STYLES[annotation.kind if annotation.kind in BRACKETS else "own"]
    return f"bold {style}" if annotation.status is Status.ACCEPTED else style


def marked_blocks(article: Article, annotations: Sequence[Annotation]) -> Iterator[Text]:
    """The article's paragraphs with marks, safe to print; what stands between paragraphs comes too."""
    names = tags(annotations)
    stretches = sorted(
        _stretches(article, annotations, names), key=lambda s: (s.span.start, -s.span.end, bool(s.tag))
    )
    crossing = _crossing(stretches)
    edges = sorted(
        edge
        for rank, stretch in enumerate(stretches)
        for edge in (Edge(stretch.span.start, True, rank), Edge(stretch.span.end, False, -rank))
    )
    shown = display(article.text)  # as a whole, since a span may cut between a letter and its accent
    position = 0
    active: list[int] = []
    for block in blocks(article):
        drawn = Text()
        offset = block.start
        while position < len(edges) and _in_block(edges[position], block):
            edge = edges[position]
            position += 1
            _append(drawn, shown[offset : edge.offset], stretches, active)
            offset = edge.offset
            rank = abs(edge.rank)
            stretch = stretches[rank]
            if edge.opens:
                active.append(rank)
                active.sort()
            else:
                active.remove(rank)
            if stretch.tag:
                drawn.append(_mark(stretch, edge.opens, rank in crossing), STYLES["mark"])
        _append(drawn, shown[offset : block.end], stretches, active)
        yield drawn


def _stretches(
    article: Article, annotations: Iterable[Annotation], names: Mapping[str, str]
) -> Iterator[Stretch]:
    def stretch(span: Span, style: str, kind: str = "", tag: str = "") -> Iterator[Stretch]:
        for part in trimmed(article.text, span):
            yield Stretch(part, style, kind, tag)

    if article.title is not None:
        yield from stretch(article.title, STYLES["title"])
    for piece in article.furniture:
        yield from stretch(piece.span, STYLES["furniture"])
    for annotation in annotations:
        for span in annotation.spans:
            yield from stretch(span, style_of(annotation), annotation.kind, names[annotation.id])
        if isinstance(annotation, Quote):
            for place in (annotation.cue, annotation.source):
                if place is not None:
                    yield from stretch(place, STYLES["attribution"])


def _crossing(stretches: Sequence[Stretch]) -> set[int]:
    """Ranks of the tagged stretches that overlap another one without one holding the other."""
    crossing: set[int] = set()
    open_ranks: list[int] = []
    for rank, stretch in enumerate(stretches):
        if not stretch.tag:
            continue
        open_ranks = [r for r in open_ranks if stretches[r].span.end > stretch.span.start]
        for other in open_ranks:
            if stretches[other].span.end < stretch.span.end and (
                stretches[other].span.start < stretch.span.start
            ):
                crossing |= {rank, other}
        open_ranks.append(rank)
    return crossing


def _in_block(edge: Edge, block: Span) -> bool:
    return edge.offset < block.end or (edge.offset == block.end and not edge.opens)


def _append(drawn: Text, shown: str, stretches: Sequence[Stretch], active: Sequence[int]) -> None:
    """Add words fit to print in the styles of the stretches over them: the inner one's colour wins."""
    start = len(drawn)
    drawn.append(shown)
    for rank in active:
        drawn.stylize(stretches[rank].style, start)


def _mark(stretch: Stretch, opens: bool, crossing: bool) -> str:
    left, right = BRACKETS.get(stretch.kind, OWN_BRACKETS)
    name = display(stretch.tag)
    if opens:
        return f"{left}{name}:" if crossing else left
    return f"/{name}{right}"
