"""When two annotators filled in a field alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotations.model import Annotation, Field, FieldType, Passage, Span

_EMPTY = ("", (), None)

Ids = Mapping[str, str]  # of the one's annotations, to those of the other's they were matched with


def same(spec: Field, one: Annotation, other: Annotation, ids: Ids) -> bool | None:
    """Whether field `spec` says the same on both sides; None when neither filled it in.

    Names and texts are compared without case and spacing, names of parties in any order, places
    exactly, free words before their place, and a reference by what it was matched with.
    """
    ours, theirs = getattr(one, spec.name), getattr(other, spec.name, spec.empty)
    if ours in _EMPTY and theirs in _EMPTY:
        return None
    if spec.type is FieldType.REF:
        return bool(ids.get(ours) == theirs)
    return bool(ours == theirs or _comparable(ours) == _comparable(theirs))


def _comparable(value: Any) -> Any:
    if isinstance(value, Span):
        return value
    if isinstance(value, Passage):
        return _folded(value.text)
    if isinstance(value, tuple):
        return frozenset(map(_folded, value))
    return _folded(value) if isinstance(value, str) else value


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
