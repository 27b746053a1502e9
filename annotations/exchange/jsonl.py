"""Our own JSON lines: one article a line, with all that its sidecar says. Nothing is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from annotations.exchange.carrying import ALL, Carries
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Mark, in_order, shared
from annotations.exchange.safe_json import json_bytes
from annotations.history import Step
from annotations.kinds import unknown_kind
from annotations.metadata import NOTHING_KNOWN, Metadata
from annotations.model import Annotation, FieldType, Lost, Passage, Span

FORMAT = "artreader/1"
_KNOWN = (
    "id", "kind", "label", "at", "quote", "status", "by", "confidence", "why", "note", "history", "lost",
    "extra",
)  # fmt: skip


class JsonLines:
    name: ClassVar[str] = "jsonl"
    title: ClassVar[str] = "artreader's JSON lines"
    suffix: ClassVar[str] = ".jsonl"
    files: ClassVar[bool] = False
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(ALL)
    how: ClassVar[str] = "one object an article, with its text"

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        for document in documents:
            record = {
                "format": FORMAT,
                "file": document.name,
                "language": document.language,
                "annotator": document.annotator,
                "suggested": document.suggested,
                **({"metadata": document.metadata.values()} if document.metadata else {}),
                "text": document.text,
                "annotations": [_record(a, document.text) for a in document.annotations],
            }
            yield Piece("", json_bytes(record) + b"\n")

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        for line, record in source.json_lines():
            text, name, items = record.get("text"), record.get("file"), record.get("annotations")
            if not isinstance(text, str) or not isinstance(name, str) or not isinstance(items, list):
                source.fail('an article needs "file", "text" and "annotations"', line=line)
            annotations = [
                _annotation(item, text, source, line, f"annotation {number}")
                for number, item in enumerate(items, 1)
            ]
            suggested = record.get("suggested") is True
            about = record.get("metadata")
            known = Metadata.of(about) if isinstance(about, dict) else NOTHING_KNOWN
            yield Imported(name, text, annotations, f"line {line}", suggested=suggested, metadata=known)


def _record(annotation: Annotation, text: str) -> dict[str, Any]:
    """The annotation as an object; what is not filled in is left out."""
    record: dict[str, Any] = {
        "id": annotation.id,
        "kind": annotation.kind,
        "label": annotation.label,
        "at": [list(span) for span in annotation.spans],
        "quote": [text[start:end] for start, end in annotation.spans],
        "status": annotation.status.value,
        "by": annotation.by,
        "confidence": annotation.confidence,
        "why": annotation.why,
        "note": annotation.note,
        "history": [_filled(step) for step in annotation.history],
        "lost": [_filled(piece) for piece in annotation.lost],
        "extra": dict(annotation.extra),
    }
    for spec in annotation.fields:
        value = getattr(annotation, spec.name)
        if value == spec.empty:
            continue
        if isinstance(value, Passage):
            value = {"text": value.text, **({"at": list(value.span)} if value.span else {})}
        elif isinstance(value, Span):
            value = {"quote": text[value.start : value.end], "at": list(value)}
        record[spec.name] = list(value) if isinstance(value, tuple) else value
    return {
        name: value for name, value in record.items() if value not in ("", None, [], {}) or name == "label"
    }


def _filled(piece: Lost | Step) -> dict[str, Any]:
    record = dataclasses.asdict(piece)
    return {name: value for name, value in record.items() if value not in ("", None, {})}


def _annotation(item: Any, text: str, source: Source, line: int, place: str) -> Annotation:
    def refuse(what: str) -> Any:
        source.fail(what, line=line, place=place)

    def words(value: Any, name: str) -> str:
        return value if isinstance(value, str) else refuse(f'"{name}" must be text')

    def span(value: Any) -> Span:
        if not isinstance(value, list) or len(value) != 2:
            refuse("a place must be [start, end]")
        return source.span(value[0], value[1], text, line=line, place=place)

    if not isinstance(item, dict):
        refuse("not an object")
    at, quotes = item.get("at", []), item.get("quote", [])
    if not isinstance(at, list) or not isinstance(quotes, list) or len(at) != len(quotes):
        refuse('"at" and "quote" must be lists of equal length')
    spans = [span(pair) for pair in at]
    for found, quote in zip(spans, quotes, strict=True):
        source.check_quote(text, found, quote, line=line, place=place)
    kind = words(item.get("kind"), "kind")
    cls = source.kinds.get(kind) or unknown_kind(kind, _places(item))
    lost = item.get("lost", [])
    if not isinstance(lost, list) or not (spans or lost):
        refuse('it needs "at"')
    confidence = item.get("confidence")
    plain = {"status": words(item.get("status", "accepted"), "status")}
    if confidence is not None:
        if type(confidence) not in (int, float):
            refuse('"confidence" must be a number')
        plain["confidence"] = repr(float(confidence))
    plain |= {name: words(item.get(name, ""), name) for name in ("by", "why", "note")}
    extra = item.get("extra", {})
    if not isinstance(extra, dict):
        refuse('"extra" must be an object')
    mark = Mark("", "", (), plain, line, place)
    values: dict[str, Any] = {}
    for spec in cls.fields:
        value = item.get(spec.name)
        if value is None:
            continue
        if spec.type is FieldType.PASSAGE:
            if not isinstance(value, dict):
                refuse(f'"{spec.name}" must be an object')
            found_at = span(value["at"]) if "at" in value else None
            values[spec.name] = Passage(words(value.get("text"), spec.name), found_at)
            if found_at:
                source.check_quote(text, found_at, value["text"], line=line, place=f"{place}, {spec.name}")
        elif spec.type is FieldType.SPAN:
            if not isinstance(value, dict):
                refuse(f'"{spec.name}" must be an object')
            values[spec.name] = span(value.get("at"))
            source.check_quote(
                text, values[spec.name], value.get("quote"), line=line, place=f"{place}, {spec.name}"
            )
        elif spec.type is FieldType.NAMES:
            if not isinstance(value, list):
                refuse(f'"{spec.name}" must be a list')
            values[spec.name] = tuple(words(name, spec.name) for name in value)
        elif spec.type is FieldType.COUNT:
            values[spec.name] = value if type(value) is int else refuse(f'"{spec.name}" must be a number')
        else:
            values[spec.name] = words(value, spec.name)
    return cls(
        id=words(item.get("id"), "id"),
        label=words(item.get("label", ""), "label"),
        spans=in_order(spans, mark, source),
        history=tuple(_read_step(step, refuse) for step in item.get("history", [])),
        lost=tuple(_read_lost(piece, refuse) for piece in lost),
        extra=extra,
        **shared(mark, source),
        **values,
    )


def _places(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of a kind that is unknown here: those that hold places in the text."""
    return tuple(
        name
        for name, value in item.items()
        if name not in _KNOWN and isinstance(value, dict) and set(value) == {"quote", "at"}
    )


def _read_step(step: Any, refuse: Any) -> Step:
    texts = ("did", "by", "when", "role", "note")
    if not isinstance(step, dict) or not all(isinstance(step.get(name, ""), str) for name in texts):
        refuse('a step of "history" is wrong')
    was = step.get("was", {})
    if not step.get("did") or not isinstance(was, dict) or not all(isinstance(v, str) for v in was.values()):
        refuse('a step of "history" is wrong')
    return Step(**{name: step.get(name, "") for name in texts}, was=was)


def _read_lost(piece: Any, refuse: Any) -> Lost:
    try:
        like = piece.get("like")
        return Lost(
            str(piece["role"]),
            str(piece["quote"]),
            Span(*map(int, piece["at"])),
            str(piece.get("before", "")),
            str(piece.get("after", "")),
            None if like is None else Span(*map(int, like)),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        refuse('"lost" cannot be read')
        raise
