"""What a finder of another package gave, as an annotation that can be held; or why it cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import islice, pairwise
from typing import Any

from annotations.display import one_line
from annotations.model import Agreement, Annotation, Entity, Field, FieldType, Passage, Quote, Span

MOST = 200_000  # annotations of one finder in one article
_TEXTS = (FieldType.TEXT, FieldType.NAME, FieldType.CHOICE, FieldType.REF)


def sound(found: Iterable[object], length: int) -> tuple[list[Annotation], list[str]]:
    """Those that can be held in a text of `length` code points, and why each of the others cannot.

    Raises TypeError for what is no series of annotations, ValueError for one that has no end.
    """
    kept: list[Annotation] = []
    wrong: list[str] = []
    if not isinstance(found, Iterable) or isinstance(found, str | bytes):
        raise TypeError(f"returned {_shown(found)} instead of annotations")
    for count, thing in enumerate(islice(found, MOST + 1)):
        if count == MOST:
            raise ValueError(f"found more than {MOST:,} things in one article")
        try:
            kept.append(checked(thing, length))
        except (TypeError, ValueError) as error:
            wrong.append(str(error))
    return kept, wrong


def checked(thing: object, length: int) -> Annotation:
    """`thing` with its spans as `Span`s. Raises ValueError, in words for the finder's author."""
    if not isinstance(thing, Entity | Quote | Agreement):
        raise ValueError(f"{_shown(thing)} is no Entity, Quote or Agreement")
    for name in ("label", "why", "note", "by"):
        if not isinstance(getattr(thing, name), str):
            raise ValueError(f"{name} must be text, but is {_shown(getattr(thing, name))}")
    if not thing.label:
        raise ValueError("label is empty")
    confidence = thing.confidence
    if confidence is not None and not (_is_number(confidence) and 0 <= confidence <= 1):
        raise ValueError(f"confidence must be from 0 to 1, but is {_shown(confidence)}")
    if not isinstance(thing.spans, Iterable):
        raise ValueError(f"spans must be spans, but are {_shown(thing.spans)}")
    spans = tuple(_span(span, length) for span in thing.spans)
    if not spans:
        raise ValueError("it has no spans")
    if any(after.start < before.end for before, after in pairwise(spans)):
        raise ValueError("its spans overlap, or do not stand in text order")
    fields = {spec.name: _field(spec, getattr(thing, spec.name), length) for spec in thing.fields}
    return thing.with_(id="", spans=spans, lost=(), extra={}, **fields)


def _field(spec: Field, value: Any, length: int) -> Any:
    if spec.type in _TEXTS:
        if not isinstance(value, str):
            raise ValueError(f"{spec.name} must be text, but is {_shown(value)}")
        if spec.choices and value not in ("", *spec.choices):
            raise ValueError(f"{spec.name} must be one of {', '.join(spec.choices)}, but is {_shown(value)}")
        return value
    if value is None and spec.type is not FieldType.NAMES:
        return None
    if spec.type is FieldType.SPAN:
        return _span(value, length)
    if spec.type is FieldType.PASSAGE:
        if not isinstance(value, Passage) or not isinstance(value.text, str):
            raise ValueError(f"{spec.name} must be a Passage, but is {_shown(value)}")
        return value if value.span is None else Passage(value.text, _span(value.span, length))
    if spec.type is FieldType.COUNT:
        if not _is_whole(value):
            raise ValueError(f"{spec.name} must be a whole number, but is {_shown(value)}")
        return value
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError(f"{spec.name} must be names, but is {_shown(value)}")
    names = tuple(value)
    if not all(isinstance(name, str) for name in names):
        raise ValueError(f"{spec.name} must be names, but is {_shown(value)}")
    return names


def _span(value: Any, length: int) -> Span:
    try:
        start, end = value
    except (TypeError, ValueError):
        raise ValueError(f"{_shown(value)} is no span (start, end)") from None
    if not _is_whole(start) or not _is_whole(end):
        raise ValueError(f"{_shown(value)} is no span (start, end)")
    if not 0 <= start < end <= length:
        raise ValueError(f"span {start}–{end} is empty or outside the text (0–{length})")
    return Span(start, end)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _shown(value: object) -> str:
    try:
        text = one_line(repr(value))
    except Exception:
        text = "something"
    kind = type(value).__name__
    return f"{kind} {text if len(text) <= 60 else text[:59] + '…'}"
