"""A name of somebody who may be a party."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.model import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place: `name` is the full one, `label` PER, ORG or LOC."""

    span: Span
    name: str
    label: str
    guessed: bool = False
