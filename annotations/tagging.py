"""New annotations from a selection or from where the caret stands: as much filled in as the text tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from annotations import structure
from annotations.agreement_details import agreement_near
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.attribution import attribution_near, quote_at
from annotations.model import Agreement, Annotation, Entity, Note, Quote, Span, Status, new_id
from annotations.structure import trimmed


def _words(text: str, span: Span | None) -> Span | None:
    """`span` trimmed; None where it holds nothing but white space."""
    if span is None or not text[span.start : span.end].strip():
        return None
    return trimmed(text, span)


def meant_at(annotations: AnnotationSet, kind: str, selection: Span | None, caret: int) -> Annotation | None:
    """The annotation of `kind` that a tagging key means: one with just the selected words, or, with
    nothing selected, the innermost at the caret. Rejected ones are not meant.
    """
    near = annotations.covering(caret if selection is None else selection.start)
    for annotation in near:
        if annotation.kind != kind or annotation.status is Status.REJECTED:
            continue
        if selection is None or selection in annotation.spans:
            return annotation
    return None


def new_quote(
    article: Article, annotations: AnnotationSet, selection: Span | None, caret: int, by: str
) -> Quote | None:
    """A quote of the selection, else of the statement or stretch around the caret, else of its sentence.

    Cue, source and speaker come from the words around it; where the cue cuts the content, it has two
    spans. None where the caret is in no sentence.
    """
    entities = _entities(annotations)
    if selection is None and (read := quote_at(article, caret, entities)) is not None:
        return read.with_(id=new_id(), status=Status.ACCEPTED, by=by, confidence=None, why="")
    stretch = _stretch_at(article, caret)
    span = _words(article.text, selection or stretch or article.sentence_at(caret))
    if span is None:
        return None
    attribution = attribution_near(article, span, entities)
    spans: tuple[Span, ...] = (span,)
    for gap in attribution.gaps:
        spans = structure.without(article.text, spans, gap)
    return Quote(
        id=new_id(),
        label=_quote_kind(article, span),
        spans=spans,
        by=by,
        cue=attribution.cue,
        source=attribution.source,
        speaker=attribution.speaker,
    )


def _entities(annotations: AnnotationSet) -> list[Entity]:
    return [a for a in annotations if isinstance(a, Entity) and a.status is not Status.REJECTED]


def _stretch_at(article: Article, offset: int) -> Span | None:
    stretches = structure.stretches_in(article, Span(offset, offset))
    return next((stretch for stretch in stretches if stretch.contains(offset)), None)


def _quote_kind(article: Article, span: Span) -> str:
    """Direct when nearly all of it is within marks, mixed when a part is (PolNeAR's three kinds)."""
    inside = sum(
        max(0, min(span.end, stretch.end) - max(span.start, stretch.start))
        for stretch in structure.stretches_in(article, span)
    )
    return "direct" if inside >= 0.9 * span.length else "mixed" if inside else "indirect"


@dataclass(frozen=True, slots=True)
class EntityTarget:
    """Where an entity would be tagged, with the label and the name that other mentions suggest."""

    span: Span
    label: str
    entity: str
    existing: Entity | None


def entity_target(
    article: Article, annotations: AnnotationSet, selection: Span | None, caret: int
) -> EntityTarget | None:
    """The selection, else the whole name under the caret, else its word; None between words."""
    span = selection or structure.name_at(article, annotations, caret)
    span = _words(article.text, span or structure.word_at(article.text, caret))
    if span is None:
        return None
    existing = next(
        (
            a
            for a in annotations.overlapping(*span)
            if isinstance(a, Entity) and a.spans == (span,) and a.status is not Status.REJECTED
        ),
        None,
    )
    words = article.text[span.start : span.end]
    label, entity = (
        (existing.label, existing.entity) if existing else _as_elsewhere(article, annotations, words)
    )
    return EntityTarget(span, label, entity or words, existing)


def _as_elsewhere(article: Article, annotations: AnnotationSet, words: str) -> tuple[str, str]:
    """Label and entity most often given to the same words; ("", "") when they are marked nowhere."""
    votes = Counter(
        (entity.label, entity.entity)
        for entity in _entities(annotations)
        if entity.text_in(article.text) == words
    )
    return votes.most_common(1)[0][0] if votes else ("", "")


def new_entity(target: EntityTarget, label: str, by: str) -> Entity:
    return Entity(id=new_id(), label=label, spans=(target.span,), by=by, entity=target.entity)


def new_agreement(
    article: Article, annotations: AnnotationSet, selection: Span | None, caret: int, label: str, by: str
) -> Agreement | None:
    """An agreement mentioned by the selection, else by the word under the caret, else by its sentence.

    Parties, subject, how far it has come and the like are filled in as the agreement finder reads them;
    it has no label of its own when `label` is "" and the finder reads none. With a selection its words
    are the only mention, else all those that the finder reads near are.
    """
    entities = _entities(annotations)
    span = _words(article.text, selection or structure.word_at(article.text, caret))
    read = None if span is None else agreement_near(article, span, entities)
    sentence = article.sentence_at(caret)
    if read is None and selection is None and sentence is not None:
        read = agreement_near(article, sentence, entities)
        if read is not None:
            span = next(one for one in read.spans if one.overlaps(sentence))
    if span is None:
        return None
    said_in = next(
        (a.id for a in annotations.covering(span.start) if isinstance(a, Quote) and a.status != "rejected"),
        "",
    )
    if read is None:
        read = Agreement(
            id="",
            label="",
            spans=(span,),
            title=article.text[span.start : span.end],
            agreement_status="unknown",
            realis="actual",
        )
    return read.with_(
        id=new_id(),
        label=label or read.label,
        spans=read.spans if selection is None else (span,),
        status=Status.ACCEPTED,
        by=by,
        confidence=None,
        why="",
        title=article.text[span.start : span.end] if selection is not None else read.title,
        said_in=said_in,
    )


def new_note(selection: Span, note: str, by: str) -> Note:
    return Note(id=new_id(), label="comment", spans=(selection,), by=by, note=note)
