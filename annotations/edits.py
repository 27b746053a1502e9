"""Every change is a small reversible edit on a set; undo and redo are a stack of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotations.annotation_set import AnnotationSet
from annotations.model import Annotation


@dataclass(frozen=True, slots=True)
class Edit:
    """One annotation goes from `before` to `after`: None before is an addition, None after a removal."""

    before: Annotation | None
    after: Annotation | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("an edit changes something")
        if self.before and self.after and self.before.id != self.after.id:
            raise ValueError("an edit keeps the id")

    @property
    def id(self) -> str:
        changed = self.after or self.before
        assert changed is not None
        return changed.id

    def inverse(self) -> Edit:
        return Edit(self.after, self.before)

    def apply(self, annotations: AnnotationSet) -> None:
        """Raises ValueError when the set does not hold what the edit starts from."""
        if annotations.get(self.id) != self.before:
            raise ValueError(f"annotation {self.id} is not as the edit expects it")
        if self.after is None:
            annotations.remove(self.id)
        elif self.before is None:
            annotations.add(self.after)
        else:
            annotations.replace(self.after)


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that a person makes in one go, with a phrase that says what they did."""

    what: str
    edits: tuple[Edit, ...]

    def inverse(self) -> Change:
        return Change(self.what, tuple(edit.inverse() for edit in reversed(self.edits)))

    def apply(self, annotations: AnnotationSet) -> None:
        """All edits or, when one does not fit, none. Raises ValueError then."""
        done: list[Edit] = []
        try:
            for edit in self.edits:
                edit.apply(annotations)
                done.append(edit)
        except ValueError:
            for edit in reversed(done):
                edit.inverse().apply(annotations)
            raise


def adding(what: str, *annotations: Annotation) -> Change:
    return Change(what, tuple(Edit(None, annotation) for annotation in annotations))


def removing(what: str, *annotations: Annotation) -> Change:
    return Change(what, tuple(Edit(annotation, None) for annotation in annotations))


def changing(what: str, *pairs: tuple[Annotation, Annotation]) -> Change:
    """From (before, after) pairs; those that change nothing are left out."""
    return Change(what, tuple(Edit(before, after) for before, after in pairs if before != after))


@dataclass(slots=True)
class History:
    """The changes made to `annotations`, and those undone, without limit."""

    annotations: AnnotationSet
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def do(self, change: Change) -> None:
        """Apply `change`; what was undone before can then no longer be redone."""
        if not change.edits:
            return
        change.apply(self.annotations)
        self.done.append(change)
        self.undone.clear()

    def undo(self) -> Change | None:
        """Take back the last change and return it; None when there is none."""
        if not self.done:
            return None
        change = self.done.pop()
        change.inverse().apply(self.annotations)
        self.undone.append(change)
        return change

    def redo(self) -> Change | None:
        """Make the last undone change again and return it; None when there is none."""
        if not self.undone:
            return None
        change = self.undone.pop()
        change.apply(self.annotations)
        self.done.append(change)
        return change
