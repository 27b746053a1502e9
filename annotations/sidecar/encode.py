"""Our own emitter: fixed key order, one line a value, nothing folded, nothing that YAML could bend.

Strings are double-quoted with JSON's escapes, which every YAML reads alike; only words from
a closed set (kinds, statuses, labels) stand bare, and those only when no YAML takes them for
something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from annotations.anchoring import Anchor, anchor_of
from annotations.history import Step
from annotations.model import Annotation, Field, FieldType, Passage, Span
from annotations.sidecar.header import Header

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Controls, no-break and zero-width characters, bidirectional controls, line and paragraph
# separators, byte order mark, tags, noncharacters, surrogates: nothing a reviewer cannot see.
_UNSEEN = re.compile(
    '["\\\\\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ud800-\udfff'
    "\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*")
_BENT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))  # YAML 1.1, any case


class Word(str):
    """Text that is written without quotes where that is safe."""

    __slots__ = ()


class Closed(dict[str, Any]):
    """A mapping that has just these keys: any other in the file is not one that we do not know, but wrong."""


def quoted(text: str) -> str:
    """`text` in double quotes."""
    return f'"{_UNSEEN.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}")


def word(text: str) -> str:
    """`text` bare where every YAML reads it as that text, else in double quotes."""
    return text if _BARE.fullmatch(text) and text.lower() not in _BENT else quoted(text)


def flow(value: Any) -> str:
    """A value on one line. Raises TypeError for what YAML has no plain form for."""
    if isinstance(value, Word):
        return word(value)
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{word(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(flow, value)) + "]"
    raise TypeError(f"{type(value).__name__} cannot be written to a sidecar")


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise TypeError(f"{value} cannot be written to a sidecar")
    digits = repr(value)
    if "e" in digits and "." not in digits:  # YAML 1.1 takes 1e-07 for text
        digits = digits.replace("e", ".0e")
    return digits


def lines(key: str, value: Any, indent: str = "") -> list[str]:
    """A key with its value as lines of a block mapping; a list of mappings takes a line for each."""
    name = word(key)
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        return [f"{indent}{name}:", *(f"{indent}- {flow(item)}" for item in value)]
    return [f"{indent}{name}: {flow(value)}"]


def annotation_values(annotation: Annotation, text: str) -> dict[str, Any]:
    """The keys of an annotation on `text` with their values, in the order they are written."""
    values: dict[str, Any] = {
        "id": Word(annotation.id),
        "kind": Word(annotation.kind),
        "label": Word(annotation.label),
        **_anchors([anchor_of(text, span) for span in annotation.spans]),
    }
    for spec in annotation.fields:
        value = getattr(annotation, spec.name)
        if value != spec.empty:
            values[spec.name] = _field(spec, value, text)
    values["status"] = Word(annotation.status.value)
    values["by"] = Word(annotation.by)
    if annotation.confidence is not None and math.isfinite(annotation.confidence):
        values["confidence"] = float(annotation.confidence)
    values["why"] = annotation.why
    values["note"] = annotation.note
    values["lost"] = [
        {
            "role": Word(piece.role),
            **_place(piece.quote, piece.at, piece.before, piece.after),
            **({} if piece.like is None else {"like": list(piece.like)}),
        }
        for piece in annotation.lost
    ]
    values["history"] = [_step(step) for step in annotation.history]
    for key in ("label", "by", "why", "note", "lost", "history"):
        if not values[key]:
            del values[key]
    values.update(annotation.extra)
    return values


def _anchors(anchors: Sequence[Anchor]) -> dict[str, Any]:
    if not anchors:
        return {}
    if len(anchors) == 1:
        only = anchors[0]
        return _place(only.quote, only.at, only.before, only.after)
    values: dict[str, Any] = {
        "quote": [anchor.quote for anchor in anchors],
        "at": [list(anchor.at) for anchor in anchors],
    }
    for key in ("before", "after"):
        texts = [getattr(anchor, key) for anchor in anchors]
        if any(texts):
            values[key] = texts
    return values


def _place(quote: str, at: Span, before: str = "", after: str = "") -> dict[str, Any]:
    place: dict[str, Any] = {"quote": quote, "at": list(at)}
    if before:
        place["before"] = before
    if after:
        place["after"] = after
    return place


def _step(step: Step) -> dict[str, Any]:
    values: dict[str, Any] = {"did": Word(step.did), "by": Word(step.by)}
    if step.role:
        values["as"] = Word(step.role)
    values["when"] = step.when
    if step.was:
        values["was"] = Closed(step.was)
    if step.note:
        values["note"] = step.note
    return values


def _field(spec: Field, value: Any, text: str) -> Any:
    if spec.type is FieldType.SPAN:
        return _place(text[value.start : value.end], value)
    if spec.type is FieldType.PASSAGE:
        assert isinstance(value, Passage)
        if value.span is None:
            return value.text
        quote = text[value.span.start : value.span.end]
        return {**({} if quote == value.text else {"text": value.text}), **_place(quote, value.span)}
    if spec.type is FieldType.NAMES:
        return list(value)
    if spec.type is FieldType.COUNT:
        return value
    return Word(value) if spec.type in (FieldType.CHOICE, FieldType.REF) else str(value)


def header_values(header: Header) -> dict[str, Any]:
    """The keys of a header with their values, in order, without `annotations`."""
    article: dict[str, Any] = {"file": header.file, "sha256": header.sha256}
    if header.length is not None:
        article["length"] = header.length
    if header.language:
        article["language"] = Word(header.language)
    values: dict[str, Any] = {
        "format": Word(f"artreader/{header.version}"),
        "article": {**article, **header.article_extra},
    }
    if header.annotator:
        values["annotator"] = Word(header.annotator)
    if header.suggested_by:
        values["suggested_by"] = header.suggested_by
    if header.states:
        values["states"] = [
            {"state": Word(step.state), "by": Word(step.by), "when": step.when} for step in header.states
        ]
    return {**values, **header.extra}
