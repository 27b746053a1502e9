"""Annotations as plain data (what JSON can hold) and back, nothing left out; between processes of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotations.model import KINDS, Annotation, Lost, Passage, Span, Status

_SHARED = ("id", "label", "by", "confidence", "why", "note")


def to_plain(annotation: Annotation) -> dict[str, Any]:
    """Every attribute and field that is not empty, by name. Spans are pairs of code points."""
    plain: dict[str, Any] = {"kind": annotation.kind, "spans": annotation.spans, "status": annotation.status}
    plain |= {name: value for name in _SHARED if (value := getattr(annotation, name)) not in ("", None)}
    for spec in annotation.fields:
        value = getattr(annotation, spec.name)
        if value != spec.empty:
            plain[spec.name] = (
                {"passage": value.text, "at": value.span} if isinstance(value, Passage) else value
            )
    if annotation.lost:
        plain["lost"] = [[p.role, p.quote, p.at, p.before, p.after, p.like] for p in annotation.lost]
    if annotation.extra:
        plain["extra"] = dict(annotation.extra)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Annotation:
    """The annotation of a built-in kind that `to_plain` was given.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    cls = KINDS[plain["kind"]]
    values = {name: plain[name] for name in _SHARED if name in plain}
    for spec in cls.fields:
        if spec.name in plain:
            values[spec.name] = _value(plain[spec.name])
    if "lost" in plain:
        values["lost"] = tuple(
            Lost(role, quote, Span(*at), before, after, Span(*like) if like else None)
            for role, quote, at, before, after, like in plain["lost"]
        )
    if "extra" in plain:
        values["extra"] = plain["extra"]
    spans = tuple(Span(start, end) for start, end in plain["spans"])
    return cls(**{"id": "", "label": "", **values, "spans": spans, "status": Status(plain["status"])})


def _value(value: Any) -> Any:
    """A field's value: a pair of numbers is a span, any other list one of names."""
    if isinstance(value, dict):
        return Passage(value["passage"], Span(*value["at"]) if value["at"] else None)
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(number, int) for number in value):
            return Span(*value)
        return tuple(value)
    return value
