"""What a format can carry of annotations, declared once: exports, warnings and documentation follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.model import KINDS, Annotation, Entity, Field, FieldType, Passage, Span, Status
from annotations.sidecar.header import ADJUDICATION
from annotations.span_index import SpanIndex

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # where str.splitlines() ends a line


class Feature(StrEnum):
    """One thing that annotations have and formats may lack; the value is how the table calls it."""

    TEXT = "the text"
    OVERLAP = "nested and overlapping spans"
    DISCONTINUOUS = "discontinuous spans"
    ANY_SPAN = "spans of any characters"
    PLACES = "places of sources, cues, subjects, dates"
    LINKS = "which quote an agreement was said in"
    MENTIONED = "speakers and parties that are mentioned by that name"
    NAMES = "names of entities and speakers"
    VALUES = "all names and values of fields"
    STATUS = "suggested and rejected"
    CONFIDENCE = "confidences and their reasons"
    BY = "who made it"
    COMMENT = "comments"
    ID = "ids"
    HISTORY = "who did what to it, and when"
    ABOUT = "title, byline, date and address of the article"
    OWN = "places that were lost, keys of other programs"


ALL = frozenset(Feature)
# What formats of others at best have a place for.
FOREIGN = ALL - {Feature.OWN, Feature.HISTORY, Feature.ABOUT}
BUILT_IN = frozenset(spec.name for kind in KINDS.values() for spec in kind.fields)


@dataclass(frozen=True, slots=True)
class Carries:
    """`kinds` and `fields` are those it has a place for, None for any; `labels` is a pattern of the labels
    that it can hold, "" for any, and `labels_told` what that is in words.

    `breaks` is False where no span may hold a line break: spans are then cut there, and joined again.
    `never` is a pattern of the characters that no text in it may hold, "" where it may hold any.
    """

    features: frozenset[Feature]
    kinds: tuple[str, ...] | None = None
    labels: str = ""
    labels_told: str = ""
    fields: frozenset[str] | None = None
    breaks: bool = True
    never: str = ""

    def __contains__(self, feature: Feature) -> bool:
        return feature in self.features

    @property
    def missing(self) -> list[Feature]:
        return [feature for feature in Feature if feature not in self.features]


@dataclass(frozen=True, slots=True)
class Reduced:
    """Annotations as a format can carry them, and how many of what were `dropped` for it."""

    annotations: list[Annotation]
    dropped: Counter[str]


def reduce(annotations: Iterable[Annotation], text: str, carries: Carries) -> Reduced:
    """`annotations` of `text` without what the format cannot carry."""
    dropped: Counter[str] = Counter()
    kept = [a for a in annotations if _goes_in(a, carries, dropped)]
    if Feature.ANY_SPAN not in carries or not carries.breaks:
        kept = [b for a in kept if (b := _with_fit_spans(a, text, carries, dropped)) is not None]
    if Feature.OVERLAP not in carries:
        kept = _apart(kept, dropped)
    ids = {a.id: a.kind for a in kept}
    mentioned = {text[a.start : a.end] for a in kept if isinstance(a, Entity) and len(a.spans) == 1}
    return Reduced([_stripped(a, text, carries, ids, mentioned, dropped) for a in kept], dropped)


def told(dropped: Mapping[str, int]) -> str:
    """What was dropped, in a line: "3 confidences, 2 comments"; "" when nothing was."""
    return ", ".join(f"{number} {what}" for what, number in sorted(dropped.items()) if number)


def _goes_in(annotation: Annotation, carries: Carries, dropped: Counter[str]) -> bool:
    problem = ""
    if annotation.is_lost and Feature.OWN not in carries:
        problem = "annotations whose words are lost"
    elif carries.kinds is not None and annotation.kind not in carries.kinds:
        problem = f"annotations of kind {annotation.kind}"
    elif carries.labels and not re.fullmatch(carries.labels, annotation.label):
        problem = f"labels other than {carries.labels_told}"
    elif annotation.status is Status.REJECTED and Feature.STATUS not in carries:
        problem = "rejected annotations"
    elif len(annotation.spans) > 1 and Feature.DISCONTINUOUS not in carries:
        problem = "discontinuous annotations"
    dropped[problem] += bool(problem)
    return not problem


def _with_fit_spans(
    annotation: Annotation, text: str, carries: Carries, dropped: Counter[str]
) -> Annotation | None:
    def fit(spans: Iterable[Span]) -> tuple[Span, ...]:
        if carries.breaks:
            return tuple(span for span in (trimmed(text, span) for span in spans) if span.length)
        return joined(text, cut(text, spans))

    spans = fit(annotation.spans)
    if not spans and annotation.spans:
        dropped["annotations of blank space"] += 1
        return None
    changes: dict[str, object] = {}
    for spec in annotation.fields:
        value = getattr(annotation, spec.name)
        place = value.span if isinstance(value, Passage) else value
        if spec.type not in (FieldType.SPAN, FieldType.PASSAGE) or place is None:
            continue
        fitting = fit([place])
        if len(fitting) == 1:
            place = fitting[0]
            passage = spec.type is FieldType.PASSAGE
            changes[spec.name] = Passage(text[place.start : place.end], place) if passage else place
        else:
            changes[spec.name] = spec.empty
            dropped["places in blank space"] += 1
    return annotation.with_(spans=spans, **changes)


def trimmed(text: str, span: Span) -> Span:
    """`span` without blank space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def cut(text: str, spans: Iterable[Span]) -> list[Span]:
    """`spans` as pieces without line breaks and without blank space at the pieces' ends."""
    pieces: list[Span] = []
    for start, end in spans:
        for match in _BREAKS.finditer(text, start, end):
            pieces.append(trimmed(text, Span(start, match.start())))
            start = match.end()
        pieces.append(trimmed(text, Span(start, end)))
    return [piece for piece in pieces if piece.length]


def joined(text: str, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Pieces as one where nothing but blank space with a line break, or nothing at all, is between them."""
    spans: list[Span] = []
    for piece in pieces:
        if spans:
            between = text[spans[-1].end : piece.start]
            if not between or (not between.strip() and _BREAKS.search(between)):
                piece = Span(spans.pop().start, piece.end)
        spans.append(piece)
    return tuple(spans)


def _apart(annotations: list[Annotation], dropped: Counter[str]) -> list[Annotation]:
    """Those that do not overlap, the longer ones first, in the order given."""
    taken = SpanIndex()
    kept: set[str] = set()
    for annotation in sorted(annotations, key=lambda a: (a.start - a.end, a.start)):
        if any(taken.overlapping(*annotation.extent)):
            dropped["nested or overlapping annotations"] += 1
        else:
            taken.add(annotation.extent, annotation.id)
            kept.add(annotation.id)
    return [annotation for annotation in annotations if annotation.id in kept]


def _stripped(
    annotation: Annotation,
    text: str,
    carries: Carries,
    ids: Mapping[str, str],
    mentioned: set[str],
    dropped: Counter[str],
) -> Annotation:
    """`annotation` without the values that the format has no place for."""
    changes: dict[str, object] = {}

    def drop(name: str, what: str, empty: object = "") -> None:
        if getattr(annotation, name) != empty:
            changes[name] = empty
            dropped[what] += 1

    if Feature.STATUS not in carries:
        drop("status", "undecided states", Status.ACCEPTED)
    if Feature.CONFIDENCE not in carries:
        drop("confidence", "confidences", None)
        drop("why", "reasons")
    if Feature.BY not in carries:
        drop("by", "authors")
    if Feature.COMMENT not in carries:
        drop("note", "comments")
    if Feature.HISTORY not in carries:
        drop("history", "histories", ())
    if Feature.OWN not in carries:
        drop("lost", "lost places", ())
        dropped["records of the adjudication"] += ADJUDICATION in annotation.extra
        dropped["keys of other programs"] += bool(annotation.extra.keys() - {ADJUDICATION})
        changes |= {"extra": {}} if annotation.extra else {}
    for spec in annotation.fields:
        value = getattr(annotation, spec.name)
        if value == spec.empty:
            continue
        carried = _carried(spec, value, text, carries, ids, mentioned)
        if carried != value:
            changes[spec.name] = carried
            dropped[f'values of "{spec.name}"'] += 1
    return annotation.with_(**changes) if changes else annotation


def _carried(
    spec: Field, value: object, text: str, carries: Carries, ids: Mapping[str, str], mentioned: set[str]
) -> object:
    if carries.fields is not None and spec.name not in carries.fields:
        return spec.empty
    if spec.type is FieldType.SPAN:
        return value if Feature.PLACES in carries else spec.empty
    if isinstance(value, Passage) and value.span is not None:
        if Feature.PLACES in carries:
            return Passage(text[value.span.start : value.span.end], value.span)
        return Passage(value.text) if Feature.VALUES in carries else spec.empty
    if Feature.VALUES in carries:
        return value
    if Feature.NAMES in carries and spec.name in ("entity", "speaker"):
        return value
    if spec.type is FieldType.REF:
        return value if Feature.LINKS in carries and value in ids else spec.empty
    if Feature.MENTIONED in carries and spec.name != "entity":
        if spec.type is FieldType.NAME:
            return value if value in mentioned else spec.empty
        if spec.type is FieldType.NAMES and isinstance(value, tuple):
            return tuple(name for name in value if name in mentioned)
    return spec.empty


def kinds_told(carries: Carries) -> str:
    """The kinds and labels that it can carry, for the table."""
    kinds = "all kinds" if carries.kinds is None else ", ".join(f"{KINDS[k].kind}" for k in carries.kinds)
    return f"{kinds}: {carries.labels_told}" if carries.labels else kinds
