"""What others wrote into the file comes under the steps that can be undone, as if it had been there first.

So undo takes back what this person did and nothing of what others did, also in an annotation that both
changed: there each step is made, and taken back, field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit, History
from annotations.model import Annotation
from annotations.sidecar.merge import carried_over


def rebase(history: History, foreign: Sequence[Edit]) -> None:
    """Apply what others did, and have the steps of `history` lead to it and from it.

    What is left without effect goes. Raises ValueError when `foreign` does not fit, and changes nothing.
    """
    Change("what others did", tuple(foreign)).apply(history.annotations)
    now = {edit.id: edit.after for edit in foreign}
    back = _made_on(dict(now), (change.inverse() for change in reversed(history.done)))
    history.done[:] = [change.inverse() for change in reversed(back)]
    history.undone[:] = reversed(_made_on(now, reversed(history.undone)))


def upon(annotations: AnnotationSet, change: Change) -> Change:
    """`change`, which was thought of before others changed the same annotations, for what these are now.

    What it says holds, beside what others said of the rest; what they removed comes back.
    """
    began: dict[str, Annotation | None] = {}
    for edit in change.edits:
        began.setdefault(edit.id, edit.before)
    now = {id_: annotations.get(id_) for id_, before in began.items() if annotations.get(id_) != before}
    if not now:
        return change
    edits: list[Edit] = []
    for edit in change.edits:
        if edit.id not in now:
            edits.append(edit)
            continue
        before = now[edit.id]
        after = now[edit.id] = carried_over(edit.before, edit.after, before)
        if before != after:
            edits.append(Edit(before, after))
    return Change(change.what, tuple(edits))


def _made_on(now: dict[str, Annotation | None], changes: Iterable[Change]) -> list[Change]:
    """Changes that are to be made one after the other, on annotations that have become what `now` says."""
    found: list[Change] = []
    for change in changes:
        edits: list[Edit] = []
        for edit in change.edits:
            if edit.id in now:
                before = now[edit.id]
                after = now[edit.id] = carried_over(edit.before, before, edit.after)
                if before != after:
                    edits.append(Edit(before, after))
            else:
                edits.append(edit)
        if edits:
            found.append(Change(change.what, tuple(edits)))
    return found
