"""Where in a text annotations are: counts in bins, kept up with each edit, read as fast however many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations.annotation_set import AnnotationSet
from annotations.model import Annotation, Status

BINS = 512  # more than any screen has rows
UNDECIDED, QUOTE, AGREEMENT = range(3)  # what is counted, in each bin

Counts = tuple[int, int, int]


class Density:
    """Counts of quotes, agreements and undecided ones of any kind, over `length` code points.

    Suggestions of less confidence than `least`, and what is rejected, do not count.
    """

    def __init__(self, annotations: AnnotationSet, length: int, least: float = 0.0) -> None:
        self._annotations = annotations
        self._length = max(1, length)
        self._least = least
        self._counts = [[0, 0, 0] for _ in range(BINS)]
        self._counted: dict[str, Annotation] = {}  # as it is counted
        self.update(annotation.id for annotation in annotations)

    def update(self, ids: Iterable[str]) -> None:
        """Count these annotations as they are now."""
        for id_ in ids:
            before, after = self._counted.pop(id_, None), self._annotations.get(id_)
            if before is not None:
                self._count(before, -1)
            if after is not None and self._belongs(after):
                self._counted[id_] = after
                self._count(after, 1)

    def _belongs(self, annotation: Annotation) -> bool:
        if annotation.status is Status.SUGGESTED:
            return (annotation.confidence or 0.0) >= self._least
        return annotation.status is Status.ACCEPTED and annotation.kind in ("quote", "agreement")

    def _count(self, annotation: Annotation, by: int) -> None:
        for number in self._bins(annotation):
            counts = self._counts[number]
            counts[UNDECIDED] += by * (annotation.status is Status.SUGGESTED)
            counts[QUOTE] += by * (annotation.kind == "quote")
            counts[AGREEMENT] += by * (annotation.kind == "agreement")

    def _bins(self, annotation: Annotation) -> Iterator[int]:
        for start, end in annotation.spans:
            yield from range(self._bin(start), self._bin(max(start, end - 1)) + 1)

    def _bin(self, offset: int) -> int:
        return min(BINS - 1, offset * BINS // self._length)

    def rows(self, height: int) -> list[Counts]:
        """The counts in `height` equal parts of the text."""
        parts = []
        for row in range(height):
            first, last = row * BINS // height, max((row + 1) * BINS // height, row * BINS // height + 1)
            bins = self._counts[first:last]
            parts.append((sum(b[0] for b in bins), sum(b[1] for b in bins), sum(b[2] for b in bins)))
        return parts
