"""The annotations of one article, in text order, with fast look-up by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from annotations.model import Annotation, Span, Status
from annotations.span_index import SpanIndex

Key = tuple[int, int, str]
Accept = Callable[[Annotation], bool]
_LOST = 1 << 62  # lost annotations come after all others


def order_key(annotation: Annotation) -> Key:
    """The stable order: by start, the longer first, then by id; lost ones last, by their old place."""
    if spans := annotation.spans:  # what `start` and `end` say, for sorting very many
        return (spans[0][0], -spans[-1][1], annotation.id)
    at = [lost.at for lost in annotation.lost] or [Span(0, 0)]
    return (_LOST + at[0][0], -at[-1][1], annotation.id)


class AnnotationSet:
    """Annotations by id, kept in order. Only `edits` changes one that a person works on."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id: dict[str, Annotation] = {}
        self._keys: list[Key] = []
        self._index = SpanIndex()
        self._counts: Counter[tuple[str, Status]] = Counter()
        for annotation in annotations:
            self.add(annotation)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Annotation]:
        return (self._by_id[key[2]] for key in self._keys)

    def __contains__(self, id: object) -> bool:  # noqa: A002 -- the field is called id
        return id in self._by_id

    def __getitem__(self, id: str) -> Annotation:  # noqa: A002
        return self._by_id[id]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnnotationSet) and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]

    def get(self, id: str) -> Annotation | None:  # noqa: A002
        return self._by_id.get(id)

    def add(self, annotation: Annotation) -> None:
        """Raises ValueError when the id is taken."""
        if annotation.id in self._by_id:
            raise ValueError(f"there is already an annotation {annotation.id}")
        self._by_id[annotation.id] = annotation
        insort(self._keys, order_key(annotation))
        for span in annotation.spans:
            self._index.add(span, annotation.id)
        self._counts[annotation.kind, annotation.status] += 1

    def remove(self, id: str) -> Annotation:  # noqa: A002
        """Raises KeyError when there is none."""
        annotation = self._by_id.pop(id)
        del self._keys[bisect_left(self._keys, order_key(annotation))]
        for span in annotation.spans:
            self._index.remove(span, id)
        self._counts[annotation.kind, annotation.status] -= 1
        return annotation

    def replace(self, annotation: Annotation) -> Annotation:
        """Put `annotation` in place of the one with its id, and return that one."""
        old = self._by_id[annotation.id]
        if old.spans == annotation.spans and not annotation.is_lost:
            self._by_id[annotation.id] = annotation
            self._counts[old.kind, old.status] -= 1
            self._counts[annotation.kind, annotation.status] += 1
        else:
            self.remove(annotation.id)
            self.add(annotation)
        return old

    def covering(self, offset: int) -> list[Annotation]:
        """Annotations with a span over the character at `offset`, the shortest first."""
        return self._innermost(offset, offset + 1)

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """Annotations with a span in `[start, end)`, in text order."""
        found = {key for _, key in self._index.overlapping(start, end)}
        return sorted((self._by_id[key] for key in found), key=order_key)

    def _innermost(self, start: int, end: int) -> list[Annotation]:
        found = {key for _, key in self._index.overlapping(start, end)}
        return sorted(
            (self._by_id[key] for key in found),
            key=lambda a: (sum(span.length for span in a.spans), order_key(a)),
        )

    def next_after(self, place: Annotation | int, accept: Accept | None = None) -> Annotation | None:
        """The first annotation behind `place` (an offset, or an annotation's own place in the order)."""
        key = (place, 1, "") if isinstance(place, int) else order_key(place)
        for position in range(bisect_right(self._keys, key), len(self._keys)):
            annotation = self._by_id[self._keys[position][2]]
            if accept is None or accept(annotation):
                return annotation
        return None

    def previous_before(self, place: Annotation | int, accept: Accept | None = None) -> Annotation | None:
        """The last annotation before `place`; see `next_after`."""
        key = (place, -_LOST, "") if isinstance(place, int) else order_key(place)
        for position in range(bisect_left(self._keys, key) - 1, -1, -1):
            annotation = self._by_id[self._keys[position][2]]
            if accept is None or accept(annotation):
                return annotation
        return None

    def of_kind(self, kind: str) -> list[Annotation]:
        return [annotation for annotation in self if annotation.kind == kind]

    def groups(self, kind: str) -> dict[str, list[Annotation]]:
        """Annotations of `kind` by their group (entity, speaker, agreement status), in text order."""
        groups: dict[str, list[Annotation]] = {}
        for annotation in self.of_kind(kind):
            groups.setdefault(annotation.group, []).append(annotation)
        return groups

    def count(self, kind: str | None = None, status: Status | None = None) -> int:
        """How many there are of a kind, of a status, of both, or in all."""
        return sum(
            number
            for (of_kind, of_status), number in self._counts.items()
            if kind in (None, of_kind) and status in (None, of_status)
        )

    @property
    def lost(self) -> list[Annotation]:
        """Those of which some span is gone from the text."""
        return [annotation for annotation in self if annotation.lost]
