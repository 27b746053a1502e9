"""New suggestions in place of those that nobody decided on; all else stays as it is.

What a person did anything to is not touched: what they decided or made, and a suggestion that has a note or
a key that artreader does not know, or that something decided refers to. Nor are suggestions that came
from elsewhere, by an import say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from annotations.annotation_set import AnnotationSet
from annotations.batch.options import Options
from annotations.corrections import same_words
from annotations.finders.pipeline import FINDER_NAME
from annotations.model import Annotation, Status
from annotations.session import Session


def chosen(found: Iterable[Annotation], options: Options) -> list[Annotation]:
    """Those of the kinds and with the confidence that are asked for; one without a confidence is."""
    return [
        a
        for a in found
        if (not options.kinds or a.kind in options.kinds)
        and (a.confidence is None or a.confidence >= options.least)
    ]


def renew(session: Session, found: Sequence[Annotation], options: Options, *, complete: bool = True) -> None:
    """Renew the suggestions of `session`, which takes in new ones as it does for the reader.

    Where finders failed (not `complete`) nothing that they found before is removed.
    """
    annotations = session.annotations
    makers = {FINDER_NAME, *(suggestion.by for suggestion in found)}
    ours = [a for a in annotations if _is_ours(a, makers) and (not options.kinds or a.kind in options.kinds)]
    old = {annotation.id: annotation for annotation in ours if complete}
    referred = {id_ for a in annotations if a.id not in old for _, id_ in a.references()}
    kept = [annotation for annotation in old.values() if annotation.id in referred]
    for id_ in old.keys() - referred:
        annotations.remove(id_)
    session.admit(
        suggestion
        for suggestion in chosen(found, options)
        if not any(suggestion.kind == a.kind and same_words(suggestion, a) for a in kept)
    )
    _mend_references(annotations, makers, {suggestion.id: suggestion for suggestion in found})


def _is_ours(annotation: Annotation, makers: Collection[str]) -> bool:
    """Whether it is as finders made it, as far as the file tells."""
    touched = annotation.note or annotation.history or annotation.extra
    return annotation.status is Status.SUGGESTED and annotation.by in makers and not touched


def _mend_references(
    annotations: AnnotationSet, makers: Collection[str], found: dict[str, Annotation]
) -> None:
    """Where a suggestion refers to one that was not taken in, let it refer to what stands for that."""
    for annotation in [a for a in annotations if _is_ours(a, makers)]:
        for name, id_ in annotation.references():
            if id_ not in annotations:
                instead = _standing_for(found.get(id_), annotations)
                annotations.replace(annotation.with_(**{name: instead}))


def _standing_for(suggestion: Annotation | None, annotations: AnnotationSet) -> str:
    """The id of what a person has for about the same words; "" when there is none."""
    if suggestion is None:
        return ""
    near = annotations.overlapping(suggestion.start, suggestion.end)
    alike = (a for a in near if a.kind == suggestion.kind and a.status is not Status.REJECTED)
    return next((a.id for a in alike if same_words(a, suggestion)), "")
