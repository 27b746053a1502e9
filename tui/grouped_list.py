"""The lines of one list beside the article, by group, kept up with single edits.

A line is worded when it is drawn; an edit moves the one line it changes. So the cost of neither
grows with the number of annotations.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from annotations.annotation_set import AnnotationSet, Key, order_key
from annotations.model import Annotation, Status
from tui import listing
from tui.listing import Line


class _Group(NamedTuple):
    """`rank` puts what is amiss before the groups by name (0), and what is rejected behind them."""

    rank: int
    heading: str


class GroupedList:
    """What is listed of one kind: what holds `wanted` in any case, and suggestions of at least `least`.

    Groups stand in the order of their first members, members in text order. With `letters` each line
    says whose it is.
    """

    def __init__(
        self,
        annotations: AnnotationSet,
        text: str,
        kind: str,
        wanted: str = "",
        least: float = 0.0,
        letters: Callable[[Annotation], str] | None = None,
        among: GroupedList | None = None,
    ) -> None:
        """`among`: a list of the same that is up to date, and has all that this one will have."""
        self._annotations, self._text, self._letters = annotations, text, letters
        self.kind, self.wanted, self.least = kind, wanted, least
        self._folded = wanted.casefold()
        self._listed: dict[str, Annotation] = {}  # as they are listed
        self._members: dict[_Group, list[Key]] = {}
        self._order: list[tuple[int, Key, _Group]] = []
        self._starts: list[int] | None = None  # the first row of each group, and the number of rows
        for annotation in annotations.of_kind(kind) if among is None else among._in_order():
            if self._belongs(annotation):
                self._listed[annotation.id] = annotation
                self._members.setdefault(_group(annotation), []).append(order_key(annotation))
        self._order = sorted((group.rank, keys[0], group) for group, keys in self._members.items())

    def _in_order(self) -> list[Annotation]:
        return sorted(self._listed.values(), key=order_key)

    def narrowed(self, wanted: str) -> GroupedList | None:
        """The list of the same for `wanted`, if that can hold nothing that is not here."""
        if self.wanted.casefold() not in wanted.casefold():
            return None
        return GroupedList(
            self._annotations, self._text, self.kind, wanted, self.least, self._letters, among=self
        )

    def update(self, ids: Iterable[str]) -> bool:
        """Take in what became of these annotations; whether anything listed changed."""
        touched = False
        for id_ in ids:
            before, after = self._listed.pop(id_, None), self._annotations.get(id_)
            if before is not None:
                self._remove(before)
                touched = True
            if after is not None and self._belongs(after):
                self._listed[id_] = after
                self._add(after)
                touched = True
        return touched

    def __len__(self) -> int:
        """The number of rows, headings among them."""
        return self._rows()[-1]

    def line(self, row: int) -> Line:
        """What stands in a row. Raises IndexError behind the last."""
        if not 0 <= row < len(self):
            raise IndexError(row)
        at = bisect_right(self._rows(), row) - 1
        group = self._order[at][2]
        keys = self._members[group]
        inside = row - self._rows()[at]
        if self._has_heading(group):
            if inside == 0:
                return listing.heading(group.heading, len(keys))
            inside -= 1
        annotation = self._listed[keys[inside][2]]
        line = listing.line(annotation, self._text)
        if self._letters is not None:
            line = replace(line, label=f"{self._letters(annotation)} {line.label}")
        return replace(line, alone=self.kind == "entity" and not self._has_heading(group))

    def row_of(self, id: str | None) -> int | None:  # noqa: A002
        """The row of an annotation; None when it is not listed."""
        annotation = self._listed.get(id) if id is not None else None
        if annotation is None:
            return None
        group = _group(annotation)
        inside = bisect_left(self._members[group], order_key(annotation))
        return self._rows()[self._place(group)] + self._has_heading(group) + inside

    # -- groups ----------------------------------------------------------------

    def _belongs(self, annotation: Annotation) -> bool:
        if annotation.kind != self.kind:
            return False
        if annotation.status is Status.SUGGESTED and (annotation.confidence or 0.0) < self.least:
            return False
        return not self._folded or self._folded in listing.searched(annotation, self._text)

    def _has_heading(self, group: _Group) -> bool:
        """A name seen once needs none, nor has a list that is not grouped."""
        lonely = self.kind == "entity" and len(self._members[group]) == 1
        return group.rank != 0 or (bool(group.heading) and not lonely)

    def _rows(self) -> list[int]:
        if self._starts is None:
            sizes = (len(self._members[g]) + self._has_heading(g) for _, _, g in self._order)
            self._starts = list(accumulate(sizes, initial=0))
        return self._starts

    def _place(self, group: _Group) -> int:
        return bisect_left(self._order, (group.rank, self._members[group][0], group))

    def _add(self, annotation: Annotation) -> None:
        group, key = _group(annotation), order_key(annotation)
        keys = self._members.get(group)
        if keys is None:
            self._members[group] = [key]
            insort(self._order, (group.rank, key, group))
        else:
            place = self._place(group)
            insort(keys, key)
            self._put_back(place, group)
        self._starts = None

    def _remove(self, annotation: Annotation) -> None:
        group = _group(annotation)
        keys = self._members[group]
        place = self._place(group)
        del keys[bisect_left(keys, order_key(annotation))]
        if keys:
            self._put_back(place, group)
        else:
            del self._members[group], self._order[place]
        self._starts = None

    def _put_back(self, place: int, group: _Group) -> None:
        """Where `group` belongs now that its first member may be another."""
        entry = (group.rank, self._members[group][0], group)
        if self._order[place] != entry:
            del self._order[place]
            insort(self._order, entry)


def _group(annotation: Annotation) -> _Group:
    return _Group(*listing.group_of(annotation))
