"""What several annotators have for the same words, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from annotations.annotation_set import order_key
from annotations.comparison.matching import sharing
from annotations.model import Annotation

Cluster = dict[str, tuple[Annotation, ...]]  # annotations of one kind by annotator, each in text order
_Linked = tuple[float, bool, tuple[int, int], tuple[int, int], str, str, str, str]


def clusters(layers: Mapping[str, Sequence[Annotation]]) -> list[Cluster]:
    """Annotations by annotator → clusters in text order; every annotation is in one.

    The likest (Jaccard index of their characters) come together first, one of each annotator.
    Where one annotation shares characters with several of another that do not overlap one another (two
    quotes to one person, one to the other), these make one cluster; what lies nested in one's own does not.
    Neither the order of the layers nor that of the annotations matters.
    """
    links = sorted(_links(layers))
    found = _Groups(layers)
    for *_, one, ours, other, theirs in links:
        found.join_one_each((one, ours), (other, theirs))
    for *_, one, ours, other, theirs in links:
        found.join_split((one, ours), (other, theirs))
    return sorted(found.groups(), key=_place)


def _links(layers: Mapping[str, Sequence[Annotation]]) -> list[_Linked]:
    """Every two annotations of one kind by different annotators that share a character, to be sorted."""
    return [
        (-score, ours.label != theirs.label, _edges(ours), _edges(theirs), one, ours.id, other, theirs.id)
        for one, other in combinations(sorted(layers), 2)
        for ours, theirs, score in sharing(layers[one], layers[other])
    ]


def _edges(annotation: Annotation) -> tuple[int, int]:
    return annotation.start, -annotation.end


def _place(cluster: Cluster) -> tuple[tuple[int, int], str, list[str]]:
    everyone = [annotation for held in cluster.values() for annotation in held]
    return min(map(_edges, everyone)), everyone[0].kind, sorted(a.id for a in everyone)


_Node = tuple[str, str]  # annotator and id


class _Groups:
    """Disjoint sets of annotations, each annotation in one of its own at first."""

    def __init__(self, layers: Mapping[str, Sequence[Annotation]]) -> None:
        self._of: dict[_Node, dict[str, list[Annotation]]] = {
            (annotator, annotation.id): {annotator: [annotation]}
            for annotator, annotations in layers.items()
            for annotation in annotations
        }

    def join_one_each(self, one: _Node, other: _Node) -> None:
        """Join the groups of two annotations, unless somebody has one in both."""
        if not self._of[one].keys() & self._of[other].keys():
            self._join(one, other)

    def join_split(self, one: _Node, other: _Node) -> None:
        """Join the groups of two annotations, unless what somebody has in both overlaps."""
        left, right = self._of[one], self._of[other]
        if left is not right and not any(
            _overlap(mine, also)
            for annotator in left.keys() & right.keys()
            for mine, also in product(left[annotator], right[annotator])
        ):
            self._join(one, other)

    def _join(self, one: _Node, other: _Node) -> None:
        left, right = self._of[one], self._of[other]
        for annotator, theirs in right.items():
            left.setdefault(annotator, []).extend(theirs)
            for annotation in theirs:
                self._of[annotator, annotation.id] = left

    def groups(self) -> list[Cluster]:
        distinct = {id(group): group for group in self._of.values()}
        return [
            {annotator: tuple(sorted(group[annotator], key=order_key)) for annotator in sorted(group)}
            for group in distinct.values()
        ]


def _overlap(one: Annotation, other: Annotation) -> bool:
    return any(left.overlaps(right) for left, right in product(one.spans, other.spans))
