"""Deciding cases, each decision a reversible change of the gold file's annotations. `by` is who decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from annotations.adjudication.cases import Case, Version
from annotations.adjudication.gold import by_case
from annotations.adjudication.record import (
    BOTH,
    CHOSEN,
    CORRECTED,
    NEITHER,
    RULE,
    Record,
    record_of,
    recorded,
)
from annotations.adjudication.rules import Rule
from annotations.annotation_set import AnnotationSet
from annotations.comparison.matching import likeness
from annotations.edits import Change, Edit
from annotations.model import Annotation, Status, new_id


def choose(annotations: AnnotationSet, case: Case, version: Version, by: str) -> Change:
    """Take one version, which may be that nothing is there."""
    draft = _Draft(annotations, by)
    draft.settle(case, version.annotations, CHOSEN)
    return draft.change(f"take {_whose(version)}")


def keep_both(annotations: AnnotationSet, case: Case, versions: Sequence[Version], by: str) -> Change:
    """Take several versions, as annotations beside each other."""
    draft = _Draft(annotations, by)
    draft.settle(case, [a for version in versions for a in version.annotations], BOTH)
    return draft.change("keep both")


def take_neither(annotations: AnnotationSet, case: Case, by: str) -> Change:
    draft = _Draft(annotations, by)
    draft.settle(case, (), NEITHER)
    return draft.change("take neither")


def correct(
    annotations: AnnotationSet, case: Case, version: Version, by: str
) -> tuple[Change, list[Annotation]]:
    """Take a version as the beginning of a corrected one, and what is to be corrected then."""
    draft = _Draft(annotations, by)
    based_on = Record(case.key, based_on=version.annotators)
    made = [recorded(annotation, based_on).with_(id=new_id()) for annotation in version.annotations]
    draft.settle(case, made, CORRECTED)
    change = draft.change("correct")
    return change, [edit.after for edit in change.edits if edit.before is None and edit.after is not None]


def apply_rules(
    annotations: AnnotationSet, cases: Iterable[Case], rules: Sequence[Rule], by: str
) -> tuple[Change, int]:
    """One change that settles each of `cases` by the first of `rules` that says something about it; and how
    many that are. Cases that are settled already are to be left out by the caller."""
    draft = _Draft(annotations, by)
    settled = 0
    for case in cases:
        if any(version.earlier for version in case.versions):
            continue
        for rule in rules:
            version = rule.choose(case)
            if version is not None:
                draft.settle(case, version.annotations, RULE + rule.name)
                settled += 1
                break
    return draft.change(f"rule {', '.join(rule.name for rule in rules)}"), settled


def _whose(version: Version) -> str:
    return "the earlier decision" if version.earlier else f"what {', '.join(version.annotators)} has"


class _Draft:
    """The annotations of a gold file as they are to be, made from those of `annotations`."""

    def __init__(self, annotations: AnnotationSet, by: str) -> None:
        self._before = annotations
        self._after: dict[str, Annotation | None] = {}  # what changes
        self._by = by
        self._groups = by_case(annotations)
        self._referring = [a for a in annotations if a.references()]

    def settle(self, case: Case, taken: Collection[Annotation], how: str) -> None:
        """Accept `taken`, which may be new, and reject the other versions; what was made in an earlier
        decision about the case goes."""
        accepted = {annotation.id for annotation in taken}
        group = {a.id: a for a in (*case.annotations, *taken)}  # one that was removed by hand comes back
        group |= {a.id: a for a in self._groups.get(case.key, ())}
        for id_, annotation in group.items():
            record = record_of(annotation) or Record(case.key)
            if not record.is_candidate and id_ not in accepted:
                self._after[id_] = None
                continue
            status = Status.ACCEPTED if id_ in accepted else Status.REJECTED
            noted = replace(record, how=how, by=self._by)
            self._after[id_] = recorded(self._now(annotation), noted).with_(status=status)
        self._refer_to([self._now(a) for a in taken], group)

    def _now(self, annotation: Annotation) -> Annotation:
        return self._after.get(annotation.id) or self._before.get(annotation.id) or annotation

    def _refer_to(self, accepted: Sequence[Annotation], group: Mapping[str, Annotation]) -> None:
        """Let what refers to a version that was not taken refer to what was taken in its place."""
        if not accepted:
            return
        kept = {annotation.id for annotation in accepted}
        for annotation in self._referring:
            now = self._now(annotation)
            changes = {}
            for name, id_ in now.references():
                old = group.get(id_)
                if old is not None and old.id not in kept:
                    changes[name] = max(accepted, key=lambda a, old=old: likeness(a.spans, old.spans)).id  # type: ignore[misc]
            if changes:
                self._after[annotation.id] = now.with_(**changes)

    def change(self, what: str) -> Change:
        edits = []
        for id_, after in self._after.items():
            before = self._before.get(id_)
            if before != after:
                edits.append(Edit(before, after))
        return Change(what, tuple(edits))
