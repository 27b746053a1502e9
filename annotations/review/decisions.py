"""What a reviewer does to an annotation, each as a reversible change that its history tells."""

from __future__ import annotations

from annotations import corrections
from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, changing
from annotations.history import Actor
from annotations.model import Annotation, Status
from annotations.review.recording import commented, confirmed


def accept(annotation: Annotation, text: str, actor: Actor, when: str) -> Change:
    """Accept it; what is accepted already is thereby confirmed."""
    change = corrections.accept(annotation)
    return change if change.edits else _confirm(annotation, text, actor, when)


def reject(annotation: Annotation, text: str, actor: Actor, when: str) -> Change:
    """Reject it; what is rejected already is thereby confirmed."""
    change = corrections.reject(annotation)
    return change if change.edits else _confirm(annotation, text, actor, when)


def _confirm(annotation: Annotation, text: str, actor: Actor, when: str) -> Change:
    """Without edits where the present turn is the actor's and has decided."""
    history = annotation.history
    if history and history[-1].actor == actor and history[-1].decides:
        return Change("nothing", ())
    after = confirmed(annotation, text, actor, when)
    return changing(f"confirm {annotation.kind}", (annotation, after))


def comment(annotation: Annotation, actor: Actor, when: str, note: str) -> Change:
    """Say something about it to its annotator; "" takes back what the actor's present turn says."""
    return changing(f"comment on {annotation.kind}", (annotation, commented(annotation, actor, when, note)))


def remove(annotations: AnnotationSet, annotation: Annotation, actor: Actor, finder: str) -> Change:
    """Remove what the actor made; what others made is rejected, so that they see it."""
    own = bool(annotation.history) and all(step.actor == actor for step in annotation.history)
    if own and annotation.by == actor.name:
        return corrections.delete(annotations, annotation, finder)
    if annotation.status is Status.REJECTED:
        return Change("nothing", ())
    return corrections.reject(annotation)
