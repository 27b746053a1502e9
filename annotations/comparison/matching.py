"""Which annotation of one annotator is which of another's: one to one, those that share most first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from annotations.annotation_set import Key, order_key
from annotations.evaluation.spans import Candidate, one_to_one, ratio
from annotations.model import Annotation, Span

Matched = tuple[Annotation, Annotation]


def match(one: Sequence[Annotation], other: Sequence[Annotation]) -> list[Matched]:
    """Pairs of one kind that share a character, by the Jaccard index of their characters.

    Labels do not matter, except that of two equally good ones the one with the same label is
    taken. Annotations that are lost from the text are no one's match.
    """
    ours = {annotation.id: position for position, annotation in enumerate(one)}
    theirs = {annotation.id: position for position, annotation in enumerate(other)}
    ranked = sorted((pair for pair in sharing(one, other) if pair[0].kind == pair[1].kind), key=_worst)
    candidates = (Candidate(1.0, ours[a.id], theirs[b.id]) for a, b in ranked)
    found = [(one[pair.gold], other[pair.predicted]) for pair in one_to_one(candidates)]
    return sorted(found, key=lambda pair: order_key(pair[0]))


def _worst(pair: Matched) -> tuple[float, bool, Key, Key]:
    """Sorts the likest first, the order of the lists left aside."""
    one, other = pair
    return -likeness(one.spans, other.spans), one.label != other.label, order_key(one), order_key(other)


def sharing(one: Sequence[Annotation], other: Sequence[Annotation]) -> Iterator[Matched]:
    """Every two that share a character, of any kinds, whatever their order."""
    theirs = sorted((annotation for annotation in other if annotation.spans), key=lambda a: a.start)
    starts = [annotation.start for annotation in theirs]
    reach = list(accumulate((annotation.end for annotation in theirs), max))
    for annotation in one:
        position = bisect_left(starts, annotation.end) - 1 if annotation.spans else -1
        while position >= 0 and reach[position] > annotation.start:
            if likeness(annotation.spans, theirs[position].spans):
                yield annotation, theirs[position]
            position -= 1


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of the characters of either that both hold; each list in order and disjoint."""
    together = at = 0
    for span in one:
        while at < len(other) and other[at].end <= span.start:
            at += 1
        step = at
        while step < len(other) and other[step].start < span.end:
            together += min(span.end, other[step].end) - max(span.start, other[step].start)
            step += 1
    either = sum(span.length for span in (*one, *other)) - together
    return ratio(together, either)
