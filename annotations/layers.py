"""One annotator's work with the work of others laid over it: what all have alike is one mark.

Alike are annotations of the same kind, label and words; where only their fields differ they are one
mark that says so. Comments are nobody else's: each is a mark of its own, and no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.annotation_set import AnnotationSet
from annotations.comparison import values
from annotations.comparison.reading import NAMELESS, Layer
from annotations.model import Annotation, Field, FieldType, Note, Span, Status, new_id

_Key = tuple[str, str, tuple[Span, ...], str]  # kind, label, words; the text of a comment


class Held(NamedTuple):
    """An annotation as one annotator has it."""

    annotator: str
    annotation: Annotation


class LayeredSet:
    """`own` is the work of the annotator `name`, `others` that of others; `counts` says that what `own`
    lacks is a difference (not so for who merely looks on).

    `marks` is what is to be shown: all of `own`, and what others accepted that it has not. It is `own`
    itself where there are no others, else `update` is to be told of every change of `own`.
    """

    def __init__(
        self, own: AnnotationSet, name: str = NAMELESS, others: Sequence[Layer] = (), *, counts: bool = True
    ) -> None:
        self.own = own
        self.name = name
        self.others = tuple(others)
        self.annotators = ((name,) if counts else ()) + tuple(layer.annotator for layer in others)
        self.marks = own
        self._sets = {name: own, **{layer.annotator: AnnotationSet(layer.annotations) for layer in others}}
        self._foreign: dict[_Key, list[Held]] = {}
        self._ids: dict[_Key, str] = {}  # of the marks of others, which differ from all of ours
        self._by_id: dict[str, Held] = {}  # marks that are not ours
        self._taken: dict[str, Annotation] = {}  # ours, as they are among the marks
        self._ours: dict[_Key, set[str]] = {}  # ids of ours that are not rejected
        if others:
            self._lay_over()

    def _lay_over(self) -> None:
        self.marks = AnnotationSet()
        for layer in self.others:
            for annotation in layer.with_status(Status.ACCEPTED):
                held = self._foreign.setdefault(_key(annotation), [])
                if all(annotator != layer.annotator for annotator, _ in held):
                    held.append(Held(layer.annotator, annotation))
        for annotation in self.own:
            self._take(annotation)
        for key, (first, *_) in self._foreign.items():
            id_ = f"{first.annotator}/{first.annotation.id}"
            while id_ in self._taken:  # a file may hold any id
                id_ += "/"
            self._ids[key] = id_
            self._settle(key)

    # -- keeping up ------------------------------------------------------------

    def update(self, ids: Iterable[str]) -> list[str]:
        """Take in what became of these of `own`; the ids of all marks that this touches."""
        ids = list(ids)
        if not self.others:
            return ids
        touched: dict[_Key, None] = {}
        for id_ in ids:
            before, after = self._taken.get(id_), self.own.get(id_)
            touched |= {_key(each): None for each in (before, after) if each is not None}
            if before is not None:
                self.marks.remove(id_)
                self._ours.get(_key(before), set()).discard(id_)
                del self._taken[id_]
            if after is not None:
                self._take(after)
        return ids + [self._settle(key) for key in touched if key in self._foreign]

    def _take(self, annotation: Annotation) -> None:
        self.marks.add(annotation)
        self._taken[annotation.id] = annotation
        if annotation.status is not Status.REJECTED:
            self._ours.setdefault(_key(annotation), set()).add(annotation.id)

    def _settle(self, key: _Key) -> str:
        """See that what others have stands among the marks just where it is not ours; its id there."""
        id_, first = self._ids[key], self._foreign[key][0]
        if self._ours.get(key):
            if self._by_id.pop(id_, None):
                self.marks.remove(id_)
        elif id_ not in self._by_id:
            self._by_id[id_] = first
            self.marks.add(first.annotation.with_(id=id_, lost=()))
        return id_

    # -- whose it is -----------------------------------------------------------

    def foreign(self, mark: Annotation) -> Held | None:
        """Who first has a mark that is not ours, with the annotation as it is there; None for one of ours."""
        return self._by_id.get(mark.id)

    def held(self, mark: Annotation) -> list[Held]:
        """Everybody's version of a mark; ours, where it is accepted, first."""
        ours = [Held(self.name, mark)] if mark.id in self._taken and mark.status is Status.ACCEPTED else []
        return ours + self._foreign.get(_key(mark), [])

    def holders(self, mark: Annotation) -> list[str]:
        """Who has it; nobody for a suggestion that is undecided here and not accepted by others."""
        return [held.annotator for held in self.held(mark)]

    def rejected_by(self, mark: Annotation) -> list[str]:
        """Who saw it and said no."""
        if mark.is_lost:
            return []
        return [
            annotator
            for annotator, annotations in self._sets.items()
            if any(
                a.status is Status.REJECTED and _key(a) == _key(mark)
                for a in annotations.overlapping(*mark.extent)
            )
        ]

    def contested(self, mark: Annotation) -> bool:
        """Whether some of the annotators have it and some have not; not so for what is undecided or lost."""
        if not self.others or isinstance(mark, Note) or mark.is_lost or mark.status is Status.REJECTED:
            return False
        holders = self.holders(mark)
        return bool(holders) and len(holders) < len(self.annotators)

    def differing(self, mark: Annotation) -> list[Field]:
        """The fields in which those who have a mark do not all say the same."""
        versions = self.held(mark) if self.others else []
        if len(versions) < 2:
            return []
        first = versions[0]
        return [
            spec
            for spec in first.annotation.fields
            if any(not self.same(spec, first, other) for other in versions[1:])
        ]

    def same(self, spec: Field, one: Held, other: Held) -> bool:
        """Whether two versions of a mark say the same in a field, or nothing there; a reference the same
        when what it refers to is alike."""
        ids: dict[str, str] = {}
        if spec.type is FieldType.REF:
            ours, theirs = (self._referred(held, spec) for held in (one, other))
            if ours is not None and theirs is not None and _key(ours) == _key(theirs):
                ids[ours.id] = theirs.id
        return values.same(spec, one.annotation, other.annotation, ids) is not False

    def _referred(self, held: Held, spec: Field) -> Annotation | None:
        return self.set_of(held.annotator).get(held.annotation.value(spec.name))

    def set_of(self, annotator: str) -> AnnotationSet:
        """All of an annotator's work, in which the references of his annotations are to be looked up."""
        return self._sets[annotator]

    def copied(self, mark: Annotation) -> Annotation:
        """A mark that is not ours as an annotation of ours; what it refers to is what we have alike of that.

        Raises KeyError for one of ours.
        """
        held = self._by_id[mark.id]
        changes: dict[str, str] = {}
        for spec in mark.fields:
            if spec.type is FieldType.REF:
                meant = self._referred(held, spec)
                ours = sorted(self._ours.get(_key(meant), ())) if meant is not None else []
                changes[spec.name] = ours[0] if ours else ""
        return mark.with_(id=new_id(), extra={}, **changes)

    def is_difference(self, mark: Annotation) -> bool:
        """Whether the annotators disagree about it: who has it, or what its fields say."""
        return self.contested(mark) or bool(self.differing(mark))


def _key(annotation: Annotation) -> _Key:
    spans = annotation.spans if not annotation.is_lost else (Span(-1, -1),)
    own = annotation.note if isinstance(annotation, Note) else ""
    return annotation.kind, annotation.label, spans, annotation.id if annotation.is_lost else own
