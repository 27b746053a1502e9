"""Two people's changes to one file, brought together by id: what each changed alone is taken as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.model import Annotation, new_id


@dataclass(frozen=True, slots=True)
class Merged:
    """`annotations` after the merge; `taken` of them come from theirs; `conflicts` stand twice."""

    annotations: list[Annotation]
    taken: int
    conflicts: int


def merge(base: Iterable[Annotation], ours: Iterable[Annotation], theirs: Iterable[Annotation]) -> Merged:
    """Three-way merge. What both changed, each in another way, is kept twice: ours under its id,
    theirs under a new one with a comment, so that nothing is lost and a person decides.
    What one side removed and the other changed stays.
    """
    before, mine, others = ({a.id: a for a in side} for side in (base, ours, theirs))
    merged: list[Annotation] = []
    taken = conflicts = 0
    for id_ in dict.fromkeys([*mine, *others]):
        old, our, their = before.get(id_), mine.get(id_), others.get(id_)
        if our in (old, their):
            kept = their
            taken += their != our
        elif their == old or their is None:
            kept = our
        elif our is None:
            kept, taken = their, taken + 1
        else:
            kept, conflicts = our, conflicts + 1
            merged.append(their.with_(id=new_id(), note=_told(their.note, id_)))
        if kept is not None:
            merged.append(kept)
    return Merged(merged, taken, conflicts)


def _told(note: str, id_: str) -> str:
    told = f"changed by two people at once; the other version is {id_}"
    return f"{note}; {told}" if note else told
