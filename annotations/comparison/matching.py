"""Which annotation of one annotator is which of another's: one to one, those that share most first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from annotations.annotation_set import Key, order_key
from annotations.evaluation.spans import Candidate, one_to_one
from annotations.model import Annotation, Span

Matched = tuple[Annotation, Annotation]


def match(one: Sequence[Annotation], other: Sequence[Annotation]) -> list[Matched]:
    """Pairs of one kind that share a character, by the Jaccard index of their characters.

    Labels do not matter, except that of two equally good ones the one with the same label is
    taken. Annotations that are lost from the text are no one's match.
    """
    ours = {annotation.id: position for position, annotation in enumerate(one)}
    theirs = {annotation.id: position for position, annotation in enumerate(other)}
    ranked = sorted(sharing(one, other), key=_worst)
    candidates = (Candidate(score, ours[a.id], theirs[b.id]) for a, b, score in ranked)
    found = [(one[pair.gold], other[pair.predicted]) for pair in one_to_one(candidates)]
    return sorted(found, key=lambda pair: order_key(pair[0]))


def _worst(sharing: tuple[Annotation, Annotation, float]) -> tuple[float, bool, Key, Key]:
    """Sorts the likest first, the order of the lists left aside."""
    one, other, score = sharing
    return -score, one.label != other.label, order_key(one), order_key(other)


def sharing(
    one: Iterable[Annotation], other: Iterable[Annotation]
) -> Iterator[tuple[Annotation, Annotation, float]]:
    """Every two of a kind that share a character, with their likeness."""
    by_kind: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in other:
        if annotation.spans:
            by_kind[annotation.kind].append(annotation)
    starts, reach = {}, {}  # reach: how far those that start up to here reach
    for kind, theirs in by_kind.items():
        theirs.sort(key=lambda annotation: annotation.start)
        starts[kind] = [annotation.start for annotation in theirs]
        reach[kind] = list(accumulate((annotation.end for annotation in theirs), max))
    for annotation in one:
        kind = annotation.kind
        if kind not in starts or not annotation.spans:
            continue
        position = bisect_left(starts[kind], annotation.end) - 1
        while position >= 0 and reach[kind][position] > annotation.start:
            candidate = by_kind[kind][position]
            if score := likeness(annotation.spans, candidate.spans):
                yield annotation, candidate, score
            position -= 1


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of the characters of either that both hold; each list in order and disjoint."""
    if one == other:
        return 1.0
    together = at = 0
    for start, end in one:
        while at < len(other) and other[at].end <= start:
            at += 1
        step = at
        while step < len(other) and other[step].start < end:
            together += min(end, other[step].end) - max(start, other[step].start)
            step += 1
    if not together:
        return 0.0
    return together / (sum(span.length for span in (*one, *other)) - together)
