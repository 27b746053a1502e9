"""A scheme: which labels and kinds there are, the key that picks each, its colour and its fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from annotations.kinds import Unknown, made_kind
from annotations.model import KINDS, Annotation, Field

UNKNOWN_COLOUR = "#b0b0b0"
NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QTY"))  # labels of what is told by its form


@dataclass(frozen=True, slots=True)
class Label:
    """`id` as files hold it, `key` picks it after e, q or a, `colour` is "#rrggbb" on a dark ground.

    `builtin` is what finders call it, where that is not `id`.
    """

    id: str
    key: str
    name: str
    colour: str
    builtin: str = ""

    @property
    def meaning(self) -> str:
        """What finders call it."""
        return self.builtin or self.id


class Takes(StrEnum):
    """What a tagging key takes where nothing is selected."""

    WORD = "word"
    NAME = "name"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind of annotation that the scheme adds: `key` tags it, `name` is the heading of its list."""

    id: str
    key: str
    name: str
    colour: str
    help: str = ""
    takes: Takes = Takes.SENTENCE
    labels: tuple[Label, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """Labels by built-in kind, in the order a person meets them; fields added to those kinds; further kinds.

    `guidelines` is Markdown, or the file that holds it; None when there is none. `path` is the file that
    the scheme was read from, None for the built-in one. `memory`: whether suggestions go by what was
    decided in the folder before.
    """

    labels: Mapping[str, tuple[Label, ...]]
    added: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    own: tuple[OwnKind, ...] = ()
    guidelines: str | Path | None = None
    path: Path | None = None
    memory: bool = True

    @cached_property
    def kinds(self) -> Mapping[str, type[Annotation]]:
        """The class of every kind: the built-in ones, with the fields added to them, and the scheme's own."""
        builtin = {
            name: made_kind(name, self.added[name], cls)  # type: ignore[arg-type]  # classes hash
            if self.added.get(name)
            else cls
            for name, cls in KINDS.items()
        }
        return {**builtin, **{kind.id: made_kind(kind.id, kind.fields) for kind in self.own}}

    def own_kind(self, id: str) -> OwnKind | None:  # noqa: A002
        return next((kind for kind in self.own if kind.id == id), None)

    def of(self, kind: str) -> tuple[Label, ...]:
        own = self.own_kind(kind)
        return own.labels if own else self.labels.get(kind, ())

    def label(self, kind: str, id: str) -> Label | None:  # noqa: A002
        return next((label for label in self.of(kind) if label.id == id), None)

    def meaning(self, kind: str, id: str) -> str:  # noqa: A002
        """What finders call a label; the label itself where the scheme does not have it."""
        label = self.label(kind, id)
        return label.meaning if label else id

    def colour(self, kind: str, id: str) -> str:  # noqa: A002
        """A label's colour, else its kind's; a grey for what the scheme does not have."""
        label, own = self.label(kind, id), self.own_kind(kind)
        return label.colour if label else own.colour if own else UNKNOWN_COLOUR

    def standing_for(self, kind: str, builtin: str) -> str | None:
        """The label for what finders call `builtin`; None when the scheme leaves that out."""
        return next((label.id for label in self.of(kind) if label.meaning == builtin), None)

    def fitted(self, annotation: Annotation) -> Annotation:
        """`annotation` with the fields that the scheme adds to its kind, not filled in."""
        cls = self.kinds.get(annotation.kind)
        if cls is None or type(annotation) is cls or isinstance(annotation, Unknown):
            return annotation
        return cls(**_values(annotation))

    def labelled(self, annotation: Annotation) -> Annotation:
        """What a person tagged, under a label of the scheme: where it lacks the built-in one, its first."""
        labels = self.of(annotation.kind)
        if not annotation.label or not labels or self.label(annotation.kind, annotation.label):
            return annotation
        return annotation.with_(label=self.standing_for(annotation.kind, annotation.label) or labels[0].id)

    def suggestion(self, annotation: Annotation) -> Annotation | None:
        """A finder's suggestion under the scheme's label for it; None when the scheme leaves that out."""
        if self.path is None:  # finders of other packages may have labels that we do not know
            return annotation
        label = self.standing_for(annotation.kind, annotation.label)
        if label is None:
            return None
        return self.fitted(annotation if label == annotation.label else annotation.with_(label=label))


def _values(annotation: Annotation) -> dict[str, Any]:
    return {spec.name: getattr(annotation, spec.name) for spec in dataclasses.fields(annotation)}
