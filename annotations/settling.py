"""A person's decision about what two people changed at once."""

from __future__ import annotations

from enum import StrEnum

from annotations.annotation_set import AnnotationSet
from annotations.edits import Change, Edit
from annotations.model import Annotation
from annotations.sidecar.merge import Conflict


class Keep(StrEnum):
    """Which version of an annotation is to stay."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # two annotations, or the one that only one side still has


def settle(annotations: AnnotationSet, conflict: Conflict, keep: Keep) -> Change:
    """The change that leaves what `keep` says; without edits where that is so already.

    What was changed further meanwhile, or is gone, is left alone.
    """
    if keep is Keep.BOTH:
        return Change("keep both versions", ())
    edits: list[Edit] = []
    here, twin = annotations.get(conflict.id), annotations.get(conflict.twin) if conflict.twin else None
    wanted = conflict.ours if keep is Keep.OURS else conflict.theirs
    if keep is Keep.THEIRS and conflict.twin and wanted is not None and here == conflict.ours:
        edits.append(Edit(here, wanted))
    elif wanted is None and here is not None and here in (conflict.ours, conflict.theirs):
        edits.append(Edit(here, None))
    if twin is not None and _is_untouched(twin, conflict):
        edits.append(Edit(twin, None))
    return Change(f"keep {'our' if keep is Keep.OURS else 'their'} version", tuple(edits))


def _is_untouched(twin: Annotation, conflict: Conflict) -> bool:
    return (
        conflict.theirs is not None
        and twin.with_(id=conflict.id, note=conflict.theirs.note) == conflict.theirs
    )
