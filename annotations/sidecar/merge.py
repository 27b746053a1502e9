"""Two people's changes to one file, brought together by id, and within an annotation by what they changed.

Three-way merge (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", FSTTCS 2007) over
records instead of lines: what one side alone changed is taken; what both changed in the same way
is taken once; what both changed otherwise is a conflict, kept twice until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from annotations.history import united
from annotations.model import Annotation, FieldType, Status, new_id


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed, each in another way; None on the side that removed it.

    Ours stands under its id and theirs under `twin`, a new one. Where one side removed it,
    what the other made of it stands under its id, and `twin` is "". `names` are the attributes
    that differ.
    """

    id: str
    ours: Annotation | None
    theirs: Annotation | None
    twin: str = ""
    names: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What happened, in a line."""
        if not self.twin:
            return f"annotation {self.id}: one side removed it, the other changed it; it stays"
        return (
            f"annotation {self.id}: both sides changed {', '.join(self.names)}; theirs stands as {self.twin}"
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """`annotations` after the merge; `taken` counts those that are so because of theirs."""

    annotations: list[Annotation]
    taken: int
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Iterable[Annotation], ours: Iterable[Annotation], theirs: Iterable[Annotation]) -> Merged:
    """Bring `ours` and `theirs`, that both began as `base`, together; nothing that was changed is lost.

    What one side removed and the other changed stays. An annotation that both added alike, under
    different ids, stands once. Histories are united.
    """
    before, mine, others = ({a.id: a for a in side} for side in (base, ours, theirs))
    added = {_content(a): a.id for a in mine.values() if a.id not in before}
    for added_there in others.values():
        here = added.get(_content(added_there)) if added_there.id not in before else None
        if here is not None:
            mine[here] = mine[here].with_(history=united((), mine[here].history, added_there.history))
    merged: list[Annotation] = []
    conflicts: list[Conflict] = []
    taken = 0
    for id_ in dict.fromkeys(chain(mine, others)):
        old, our, their = before.get(id_), mine.get(id_), others.get(id_)
        if our is None and old is None and their is not None and _content(their) in added:
            continue
        kept, conflict = _one(old, our, their)
        if kept is not None:
            merged.append(kept)
        if conflict is not None:
            conflicts.append(conflict)
            if conflict.twin and their is not None:
                merged.append(their.with_(id=conflict.twin, note=_told(their.note, id_)))
        taken += kept != our
    return Merged(merged, taken, tuple(conflicts))


def _one(
    old: Annotation | None, our: Annotation | None, their: Annotation | None
) -> tuple[Annotation | None, Conflict | None]:
    """What one annotation becomes, and what is to be decided about it."""
    if our in (old, their):
        return their, None
    if their == old:
        return our, None
    if our is None or their is None:
        changed = our or their
        assert changed is not None
        return changed, Conflict(changed.id, our, their)
    undecided = [side for side in (our, their) if side.status is Status.SUGGESTED]
    if old is None and len(undecided) == 1:  # a suggestion that both were given, and one has decided
        old = undecided[0]
    names: tuple[str, ...] = ("kind",)
    if type(our) is type(their) and (old is None or type(old) is type(our)):
        both, names = _fields_merged(old, our, their)
        if not names:
            return both, None
    return our, Conflict(our.id, our, their, new_id(), names)


def carried_over(
    old: Annotation | None, our: Annotation | None, their: Annotation | None
) -> Annotation | None:
    """What `our` becomes by the step from `old` to `their`; where it was changed otherwise it stays."""
    if our == old:
        return their
    if old is None or our is None or their is None or not type(old) is type(our) is type(their):
        return our
    return _fields_merged(old, our, their)[0]


def _fields_merged(
    old: Annotation | None, our: Annotation, their: Annotation
) -> tuple[Annotation, tuple[str, ...]]:
    """Ours with what theirs alone changed, and the names of what both changed otherwise."""
    empty = {**{spec.name: spec.empty for spec in our.fields}, "note": "", "history": (), "extra": {}}
    lists = {spec.name for spec in our.fields if spec.type is FieldType.NAMES}
    changes: dict[str, Any] = {}
    conflicts: list[str] = []
    was: Any = _place(old) if old else None
    mine, others = _place(our), _place(their)
    if mine == was:
        changes["spans"], changes["lost"] = others
    elif others not in (was, mine):
        conflicts.append("spans")
    for name in _names(our):
        mine, others = getattr(our, name), getattr(their, name)
        was = getattr(old, name) if old else empty.get(name)
        if name in _PLACE or others in (was, mine):
            continue
        if name == "history":
            changes[name] = united(was, mine, others)
        elif mine == was:
            changes[name] = others
        elif name in lists:
            changes[name] = _names_merged(was, mine, others)
        elif name == "note":
            changes[name] = "; ".join(dict.fromkeys(filter(None, (mine, others))))
        elif name == "extra" and (extra := _extra_merged(was, mine, others)) is not None:
            changes[name] = extra
        elif name not in _ORIGIN:
            conflicts.append(name)
    return our.with_(**changes), tuple(conflicts)


_PLACE = ("spans", "lost")  # what is lost is a part of where it stands: both come from one side
_ORIGIN = frozenset({"by", "why", "confidence"})  # how it came to be, not what it says: ours will do


def _place(annotation: Annotation) -> tuple[Any, ...]:
    return tuple(getattr(annotation, name) for name in _PLACE)


def _names(annotation: Annotation) -> list[str]:
    return [field.name for field in fields(annotation) if field.name != "id"]


def _names_merged(was: Sequence[str], mine: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """A list of names with what either side added and without what either took out."""
    kept = [name for name in mine if name in others or name not in was]
    return (*kept, *(name for name in others if name not in was and name not in mine))


def _extra_merged(
    was: Mapping[str, Any], mine: Mapping[str, Any], others: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Unknown keys brought together; None when both sides changed one of them, each in another way."""
    gone = object()
    merged: dict[str, Any] = {}
    for key in dict.fromkeys(chain(mine, others)):
        old, our, their = (side.get(key, gone) for side in (was, mine, others))
        if old != our != their != old:
            return None
        kept = their if our == old else our
        if kept is not gone:
            merged[key] = kept
    return merged


def _content(annotation: Annotation) -> tuple[Any, ...]:
    """What an annotation says, apart from its id and how it came to be; may be hashed."""
    said = [
        getattr(annotation, name) for name in _names(annotation) if name not in ("extra", "history", *_ORIGIN)
    ]
    return (annotation.kind, *said, repr(sorted(annotation.extra.items())))


def _told(note: str, id_: str) -> str:
    told = f"changed by two people at once; the other version is {id_}"
    return f"{note}; {told}" if note else told
