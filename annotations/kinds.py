"""Kinds of annotation beside the built-in ones: those of a scheme, and those that a file alone knows.

Equal descriptions give the same class, so that annotations read at different times compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, make_dataclass
from functools import cache
from keyword import iskeyword
from typing import Any

from annotations.model import Annotation, Field, FieldType

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FILE_KEYS = frozenset(("quote", "at", "before", "after"))  # that every annotation has in its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom(Annotation):
    """What the kinds share that are made while running."""

    @property
    def group(self) -> str:
        """The first entity it names, else its first choice, else its label."""
        for wanted in (FieldType.NAME, FieldType.CHOICE):
            for spec in self.fields:
                if spec.type is wanted:
                    return str(getattr(self, spec.name))
        return self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Custom):
    """Of a kind that a file has and the scheme has not; its fields are the places that could be made out."""


@cache
def made_kind(name: str, fields: tuple[Field, ...] = (), base: type[Annotation] = Custom) -> type[Annotation]:
    """The class of annotations of kind `name`: `base` with these fields behind its own.

    Raises ValueError for a field whose name will not do (see `is_field_name`).
    """
    for spec in fields:
        if not is_field_name(spec.name, base):
            raise ValueError(spec.name)
    members: dict[str, Any] = {"kind": name, "fields": (*base.fields, *fields), "__module__": __name__}
    made: type[Annotation] = make_dataclass(
        base.__name__,
        [(spec.name, Any, spec.empty) for spec in fields],
        bases=(base,),
        namespace=members,
        frozen=True,
        slots=True,
        kw_only=True,
    )
    return made


def unknown_kind(name: str, places: tuple[str, ...] = ()) -> type[Annotation]:
    """The class for a kind that no scheme describes, with its fields that hold places in the text."""
    return made_kind(name, tuple(Field(place, FieldType.SPAN, "") for place in places), Unknown)


def in_file(annotation: Annotation) -> Annotation:
    """`annotation` as it comes back from its file: one of an unknown kind without the fields it has lost."""
    if not isinstance(annotation, Unknown):
        return annotation
    roles = {piece.role for piece in annotation.lost}
    kept = [s.name for s in annotation.fields if s.name in roles or getattr(annotation, s.name) is not None]
    if len(kept) == len(annotation.fields):
        return annotation
    cls = unknown_kind(annotation.kind, tuple(kept))
    return cls(**{spec.name: getattr(annotation, spec.name) for spec in fields(cls)})


def is_field_name(name: str, base: type[Annotation] = Custom) -> bool:
    """Whether a field added to `base` may be called `name`: no word that stands for something else."""
    return (
        _NAME.fullmatch(name) is not None
        and not iskeyword(name)
        and name not in _FILE_KEYS
        and not hasattr(base, name)
    )
