"""Annotations as most tools have them: labelled marks with values, and typed links between marks.

A quote's source is a mark of its own that a link of type "source" goes to; its speaker is a link
to a mention of that name. The label of a mark is the annotation's own for entities, else
kind-label: PER, quote-direct, agreement-treaty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from annotations.exchange.document import Kinds, Source
from annotations.exchange.values import from_text, to_text
from annotations.model import Annotation, Entity, FieldType, Passage, Span, Status, new_id

ID = re.compile(r"[a-z][0-9a-z]{1,30}")
PART = "part"  # a further piece of a discontinuous annotation, and the link to it


@dataclass(frozen=True, slots=True)
class Mark:
    """`line` and `place` say where it stood in a file, for messages."""

    id: str
    label: str
    spans: tuple[Span, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    type: str
    head: str
    tail: str


@dataclass(slots=True)
class Graph:
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def to_graph(annotations: Iterable[Annotation], text: str, kinds: Kinds) -> Graph:
    """The marks of annotations, which keep their ids, and the links between them."""
    annotations = list(annotations)
    graph = Graph()
    here = {a.id for a in annotations}
    mentions: dict[str, list[Entity]] = {}
    for a in annotations:
        if isinstance(a, Entity) and len(a.spans) == 1:
            for name in {a.entity, text[a.start : a.end]} - {""}:
                mentions.setdefault(name, []).append(a)
    for annotation in annotations:
        values = shared_values(annotation)
        own: list[Mark] = []
        for spec in annotation.fields:
            value = getattr(annotation, spec.name)
            if value == spec.empty:
                continue
            place = value.span if isinstance(value, Passage) else value
            if spec.type in (FieldType.SPAN, FieldType.PASSAGE) and place is not None:
                own.append(Mark(f"{annotation.id}.{spec.name}", spec.name, (place,)))
                graph.links.append(Link(spec.name, annotation.id, own[-1].id))
                continue
            if spec.type is FieldType.REF and value in here:
                graph.links.append(Link(spec.name, annotation.id, value))
                continue
            values[spec.name] = to_text(spec, value)
            if spec.type in (FieldType.NAME, FieldType.NAMES) and not isinstance(annotation, Entity):
                for name in (value,) if spec.type is FieldType.NAME else value:
                    if found := _nearest(mentions.get(name, ()), annotation, name, text):
                        graph.links.append(Link(spec.name, annotation.id, found.id))
        graph.marks.append(Mark(annotation.id, label_of(annotation, kinds), annotation.spans, values))
        graph.marks += own
    return graph


def _nearest(mentions: Iterable[Entity], to: Annotation, name: str, text: str) -> Entity | None:
    """The mention that bears just this name, and of those the nearest."""

    def distance(mention: Entity) -> tuple[bool, int]:
        return text[mention.start : mention.end] != name, abs(mention.start - to.start)

    return min(mentions, key=distance, default=None)


def shared_values(annotation: Annotation) -> dict[str, str]:
    """What annotations of all kinds have beside spans and label, where it is filled in."""
    confidence = annotation.confidence
    values = {
        "status": "" if annotation.status is Status.ACCEPTED else annotation.status.value,
        "by": annotation.by,
        "confidence": "" if confidence is None or not math.isfinite(confidence) else repr(confidence),
        "why": annotation.why,
        "note": annotation.note,
    }
    return {name: value for name, value in values.items() if value}


def label_of(annotation: Annotation, kinds: Kinds) -> str:
    """The label of its mark."""
    if annotation.kind != "entity":
        return f"{annotation.kind}-{annotation.label}"
    ambiguous = not annotation.label or annotation.label == PART or _split(annotation.label, kinds)
    roles = {spec.name for kind in kinds.values() for spec in kind.fields}
    return f"entity-{annotation.label}" if ambiguous or annotation.label in roles else annotation.label


def _split(label: str, kinds: Kinds) -> tuple[str, str] | None:
    kind, dash, rest = label.partition("-")
    return (kind, rest) if kind in kinds and (dash or kind != "entity") else None


def kind_and_label(label: str, kinds: Kinds) -> tuple[str, str]:
    """What `label_of` made a label of; a label of others is an entity's."""
    return _split(label, kinds) or ("entity", label)


def in_parts(graph: Graph) -> Graph:
    """Every mark of one span: the others of a discontinuous one are marks of their own, linked to it."""
    parted = Graph(links=list(graph.links))
    for mark in graph.marks:
        parted.marks.append(Mark(mark.id, mark.label, mark.spans[:1], mark.values))
        for number, span in enumerate(mark.spans[1:], 2):
            part = Mark(f"{mark.id}.{number}", PART, (span,))
            parted.marks.append(part)
            parted.links.append(Link(PART, mark.id, part.id))
    return parted


def from_graph(graph: Graph, text: str, source: Source) -> list[Annotation]:
    """The annotations of marks and links. Raises InputError for values that a field cannot have.

    A mark that is a place of another is no annotation; links of unknown types are passed over.
    """
    marks = {mark.id: mark for mark in graph.marks}
    out: dict[str, list[tuple[str, Mark]]] = {}
    places: set[str] = set()
    roles = {spec.name for kind in source.kinds.values() for spec in kind.fields if _is_place(spec.type)}
    for link in graph.links:
        if link.head in marks and link.tail in marks:
            tail = marks[link.tail]
            out.setdefault(link.head, []).append((link.type, tail))
            if link.type == tail.label and link.type in roles | {PART}:
                places.add(tail.id)
    ids = _ids([mark for mark in graph.marks if mark.id not in places])
    return [
        _annotation(mark, out.get(mark.id, ()), ids, text, source)
        for mark in graph.marks
        if mark.id not in places
    ]


def _is_place(type_: FieldType) -> bool:
    return type_ in (FieldType.SPAN, FieldType.PASSAGE)


def _ids(marks: Iterable[Mark]) -> dict[str, str]:
    """An annotation's id for every mark: its own where that can be one, else a new one."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for mark in marks:
        wanted = mark.values.get("id", mark.id)
        if not ID.fullmatch(wanted) or wanted in taken:
            wanted = new_id()
        taken.add(wanted)
        ids[mark.id] = wanted
    return ids


def _annotation(
    mark: Mark, links: Iterable[tuple[str, Mark]], ids: Mapping[str, str], text: str, source: Source
) -> Annotation:
    label = source.label.get(mark.label, mark.label)
    kind, label = kind_and_label(label, source.kinds)
    cls = source.kinds[kind]
    values: dict[str, Any] = {}
    parts = [span for type_, tail in links if type_ == PART for span in tail.spans]
    for spec in cls.fields:
        written = mark.values.get(spec.name, "")
        tails = [tail for type_, tail in links if type_ == spec.name]
        if tails and _is_place(spec.type):
            place = Span(tails[0].spans[0].start, tails[0].spans[-1].end)
            passage = spec.type is FieldType.PASSAGE
            values[spec.name] = Passage(text[place.start : place.end], place) if passage else place
        elif tails and spec.type is FieldType.REF and tails[0].id in ids:
            values[spec.name] = ids[tails[0].id]
        elif written and spec.type is not FieldType.SPAN:
            try:
                values[spec.name] = from_text(spec, written)
            except ValueError as error:
                source.fail(str(error), line=mark.line, place=mark.place)
        elif tails and spec.type is FieldType.NAME:
            values[spec.name] = _name(tails[0], text)
        elif tails and spec.type is FieldType.NAMES:
            values[spec.name] = tuple(_name(tail, text) for tail in tails)
    return cls(
        id=ids[mark.id],
        label=label,
        spans=in_order([*mark.spans, *parts], mark, source),
        **shared(mark, source),
        **values,
    )


def in_order(spans: Iterable[Span], mark: Mark, source: Source) -> tuple[Span, ...]:
    """Spans in text order. Raises InputError when they overlap."""
    ordered = sorted(spans)
    for before, after in pairwise(ordered):
        if before.overlaps(after):
            source.fail("its pieces overlap", line=mark.line, place=mark.place)
    return tuple(ordered)


def shared(mark: Mark, source: Source) -> dict[str, Any]:
    """What `shared_values` made the mark's values of. Raises InputError."""
    try:
        status = Status(mark.values.get("status") or "accepted")
        written = mark.values.get("confidence")
        confidence = None if not written else float(written)
        if confidence is not None and not math.isfinite(confidence):
            raise ValueError("confidence must be a number")
    except ValueError as error:
        source.fail(str(error), line=mark.line, place=mark.place)
    names = ("by", "why", "note")
    return {"status": status, "confidence": confidence, **{n: mark.values.get(n, "") for n in names}}


def _name(mark: Mark, text: str) -> str:
    return mark.values.get("entity") or text[mark.spans[0].start : mark.spans[-1].end]
