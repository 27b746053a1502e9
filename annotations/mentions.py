"""What a person does to all mentions of a name at once, each as one reversible change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotations.annotation_set import AnnotationSet
from annotations.corrections import accept, reject, retitled
from annotations.edits import Change, Edit
from annotations.model import Agreement, Annotation, Entity, FieldType, Quote, Span, Status, new_id


def unmarked(text: str, annotations: AnnotationSet, entity: Annotation) -> Iterator[Entity]:
    """New accepted mentions where the words of `entity` stand elsewhere and no entity is marked yet."""
    if not isinstance(entity, Entity) or entity.is_lost:
        return
    words = text[entity.spans[0].start : entity.spans[0].end]
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        span = Span(*match.span())
        near = annotations.overlapping(*span)
        if not any(isinstance(a, Entity) and a.status is not Status.REJECTED for a in near):
            yield Entity(id=new_id(), label=entity.label, spans=(span,), by=entity.by, entity=entity.entity)


def marked(text: str, annotations: AnnotationSet, entity: Annotation) -> Iterator[Entity]:
    """The other mentions of its name: those given to the same entity, and those of the same words.

    Of the latter not the rejected ones, nor those that a person gave to an entity of another name.
    """
    if not isinstance(entity, Entity):
        return
    words = entity.text_in(text)
    for other in annotations.of_kind("entity"):
        if other.id == entity.id or not isinstance(other, Entity) or other.status is Status.REJECTED:
            continue
        if other.is_lost:
            continue
        free = other.status is Status.SUGGESTED or other.entity in ("", words)
        if (entity.entity and other.entity == entity.entity) or (free and other.text_in(text) == words):
            yield other


def tag_all(text: str, annotations: AnnotationSet, entity: Entity, by: str) -> Change:
    """Accept `entity` and make all mentions of its name like it: tagged, of its label and entity."""
    pairs: list[tuple[Annotation | None, Annotation]] = [
        (None, mention.with_(by=by)) for mention in unmarked(text, annotations, entity)
    ]
    pairs += [(entity, accept(entity).edits[0].after or entity)] if accept(entity).edits else []
    for other in marked(text, annotations, entity):
        after = other.with_(status=Status.ACCEPTED, label=entity.label, entity=entity.entity)
        pairs.append((other, after))
    edits = tuple(Edit(before, after) for before, after in pairs if before != after)
    return Change(f"tag {len(edits)} places of a name", edits)


def suggested_alike(text: str, annotations: AnnotationSet, entity: Annotation) -> Iterator[Entity]:
    """Undecided entities of the same words, itself left out. Goes by the text, so that few cost little."""
    if not isinstance(entity, Entity) or entity.is_lost:
        return
    words = entity.text_in(text)
    at = text.find(words)
    while at >= 0:
        here = (Span(at, at + len(words)),)
        for other in annotations.overlapping(*here[0]):
            same = other.spans == here and other.id != entity.id
            if same and isinstance(other, Entity) and other.status is Status.SUGGESTED:
                yield other
        at = text.find(words, at + len(words))


def reject_all(text: str, annotations: AnnotationSet, annotation: Annotation) -> Change:
    """Reject it and, if it is an entity, all undecided ones of the same words."""
    changes = [reject(one) for one in (annotation, *suggested_alike(text, annotations, annotation))]
    edits = tuple(edit for change in changes for edit in change.edits)
    return Change(f"reject {len(edits)} places of a name", edits)


def merge(text: str, annotations: AnnotationSet, old: str, new: str) -> Change:
    """Make the entities named `old` and `new` one, named `new`, in mentions and in every field that names
    one: speakers, parties, those of the scheme."""
    edits: list[Edit] = []
    for annotation in annotations:
        changes: dict[str, Any] = {}
        if isinstance(annotation, Entity) and name_of(text, annotation) == old:
            changes["entity"] = new
        for spec in annotation.fields:
            value = annotation.value(spec.name)
            if spec.type is FieldType.NAME and value == old:
                changes[spec.name] = new
            elif spec.type is FieldType.NAMES and old in value:
                changes[spec.name] = tuple(dict.fromkeys(new if name == old else name for name in value))
        if isinstance(annotation, Agreement) and "parties" in changes:
            changes["title"] = retitled(annotation, changes["parties"])
        if changes:
            edits.append(Edit(annotation, annotation.with_(**changes)))
    return Change(f"merge {old} with {new}", tuple(edit for edit in edits if edit.before != edit.after))


def split(text: str, annotations: AnnotationSet, entity: Entity, new: str) -> Change:
    """Make those mentions of its entity that have the words of `entity` one of their own, named `new`.

    Where all mentions have these words, `entity` alone: two who bear one name. A quote whose source
    is one of these mentions goes along.
    """
    words, old = entity.text_in(text), name_of(text, entity)
    same = [
        other
        for other in annotations.of_kind("entity")
        if isinstance(other, Entity) and not other.is_lost and name_of(text, other) == old
    ]
    apart = [other for other in same if other.text_in(text) == words]
    if len(apart) == len(same):
        apart = [entity]
    edits = [Edit(mention, mention.with_(entity=new)) for mention in apart]
    for quote in annotations.of_kind("quote"):
        if isinstance(quote, Quote) and quote.speaker == old and quote.source is not None:
            source = quote.source
            if any(source.overlaps(span) for mention in apart for span in mention.spans):
                edits.append(Edit(quote, quote.with_(speaker=new)))
    return Change(f"split {new} from {old}", tuple(edit for edit in edits if edit.before != edit.after))


def name_of(text: str, entity: Entity) -> str:
    """The name of what it is a mention of: its own words where it was given to nothing else."""
    return entity.entity or entity.text_in(text)
