"""A new annotation of a kind that the scheme adds: from a selection, or from where the caret stands."""

from __future__ import annotations

from annotations import structure
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.model import Annotation, Span, new_id
from annotations.scheme import OwnKind, Scheme, Takes


def new_own(
    scheme: Scheme,
    kind: OwnKind,
    article: Article,
    annotations: AnnotationSet,
    selection: Span | None,
    caret: int,
    by: str,
) -> Annotation | None:
    """One of the selection, else of what `kind` takes at the caret; None where there is no such thing.

    Its label is the only one where the kind has but one, else "".
    """
    span = selection or _taken(kind.takes, article, annotations, caret)
    if span is None or not article.text[span.start : span.end].strip():
        return None
    label = kind.labels[0].id if len(kind.labels) == 1 else ""
    return scheme.kinds[kind.id](
        id=new_id(), label=label, spans=(structure.trimmed(article.text, span),), by=by
    )


def _taken(takes: Takes, article: Article, annotations: AnnotationSet, caret: int) -> Span | None:
    if takes is Takes.SENTENCE:
        return article.sentence_at(caret)
    if takes is Takes.PARAGRAPH:
        return article.paragraph_at(caret)
    name = structure.name_at(article, annotations, caret) if takes is Takes.NAME else None
    return name or structure.word_at(article.text, caret)
