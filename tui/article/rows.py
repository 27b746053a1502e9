"""Which ink each character of a row is drawn with: spans in, runs of equal ink out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.kinds import Custom
from annotations.model import KINDS, Annotation, Quote, Span, Status


class Ink(NamedTuple):
    """`span` is drawn in the style called `name`; a higher `rank` is drawn over a lower one."""

    span: Span
    name: str
    rank: int


OWN = "own"  # what the names of kinds that the scheme adds begin with
RANK = {"quote": 1, "note": 2, "agreement": 3, "entity": 4}
SHARED_RANK, LAYER_RANK = 5, 6  # what several of the annotators have, what one has
# What Markdown formats lies below all annotations, each kind of it at a place of its own.
FORMAT_RANK = {"heading": -1, "strong": -2, "emphasis": -3, "code": -4, "mark": -5}
CURRENT_RANK, PART_RANK, MATCH_RANK, SELECTION_RANK = 7, 8, 9, 10


def ink_name(annotation: Annotation) -> str:
    """ "entity/PER/suggested": what the palette looks a style up by."""
    kind = f"{OWN}/{annotation.kind}" if isinstance(annotation, Custom) else annotation.kind
    return f"{kind}/{annotation.label}/{annotation.status}"


def inks(annotations: Iterable[Annotation], current: Annotation | None) -> Iterator[Ink]:
    """Inks of what is not rejected; the current annotation's own parts (cue, source …) stand out."""
    for annotation in annotations:
        if annotation.status is Status.REJECTED and annotation is not current:
            continue
        for span in annotation.spans:
            yield Ink(span, ink_name(annotation), RANK.get(annotation.kind, 2))
    if current is not None:
        for role, span in current.places():
            yield Ink(span, "current" if role == "spans" else f"part/{role}", _part_rank(role))


def quiet_inks(annotations: Iterable[Annotation], current: Annotation | None) -> Iterator[Ink]:
    """Inks for reading: one faint one for all kinds but quotes, which have marks or verbs of their own.

    Its rank is one at which it does not matter that spans overlap.
    """
    for annotation in annotations:
        if annotation.status is not Status.REJECTED and not isinstance(annotation, Quote):
            for span in annotation.spans:
                yield Ink(span, "quiet", CURRENT_RANK)
    if current is not None:
        for span in current.spans:
            yield Ink(span, "current", CURRENT_RANK)


def _part_rank(role: str) -> int:
    return CURRENT_RANK if role == "spans" else PART_RANK


def runs(row: Span, drawn: Iterable[Ink]) -> list[tuple[Span, tuple[str, ...]]]:
    """Cut `row` where an ink begins or ends; each piece with the names that cover it, lowest first.

    Two annotations of one kind over the same characters add "overlap", so that both show; whose they
    are, what is current and what is selected is drawn over that.
    """
    here = [ink for ink in drawn if ink.span.overlaps(row)]
    cuts = sorted({row.start, row.end, *_within(row, here)})
    pieces = []
    for start, end in pairwise(cuts):
        covering = sorted({(i.rank, i.name, i.span) for i in here if i.span.covers(Span(start, end))})
        names = [name for _, name, _ in covering]
        ranks = [rank for rank, _, _ in covering if rank < SHARED_RANK]
        if len(set(ranks)) < len(ranks):
            names.insert(len(ranks), "overlap")
        pieces.append((Span(start, end), tuple(names)))
    return pieces


def _within(row: Span, here: Sequence[Ink]) -> Iterator[int]:
    for ink in here:
        for edge in ink.span:
            if row.start < edge < row.end:
                yield edge


def gutter(row: Span, annotations: Sequence[Annotation]) -> str:
    """Three cells that tell without colour what a row holds.

    "?" where an undecided annotation begins; "§" where an agreement is mentioned, "*" where a note is,
    "+" where something of a kind that the scheme adds is; a bar along quotes: "┊" undecided,
    "│" accepted, "║" where quotes overlap.
    """
    shown = [a for a in annotations if a.status is not Status.REJECTED]
    undecided = any(
        a.status is Status.SUGGESTED and any(row.contains(span.start) for span in a.spans) for a in shown
    )
    kinds = {a.kind for a in shown if any(row.contains(span.start) for span in a.spans)}
    own = kinds - KINDS.keys()
    mark = "§" if "agreement" in kinds else "*" if "note" in kinds else "+" if own else " "
    quotes = [a for a in shown if isinstance(a, Quote)]
    bar = " "
    if quotes:
        accepted = any(a.status is Status.ACCEPTED for a in quotes)
        bar = "║" if _overlapping(quotes, row) else "│" if accepted else "┊"
    return ("?" if undecided else " ") + mark + bar


def _overlapping(quotes: Sequence[Annotation], row: Span) -> bool:
    spans = sorted(span for quote in quotes for span in quote.spans if span.overlaps(row))
    return any(left.overlaps(right) for left, right in pairwise(spans))
