"""What a person's change leaves in the histories of the annotations that it touches."""

from __future__ import annotations

from annotations.display import one_line
from annotations.edits import Change, Edit
from annotations.field_text import field_text
from annotations.history import Actor, Did, Step
from annotations.model import Annotation, Status

LONGEST = 80  # code points kept of what a value was


def recorded(change: Change, text: str, actor: Actor, when: str) -> Change:
    """`change` with a step of `actor` in the history of all that it adds or changes."""
    edits = tuple(
        edit
        if edit.after is None
        else Edit(edit.before, _stepped(edit.before, edit.after, text, actor, when))
        for edit in change.edits
    )
    return Change(change.what, edits)


def _stepped(before: Annotation | None, after: Annotation, text: str, actor: Actor, when: str) -> Annotation:
    if before is None:
        made = Step(Did.MADE, actor.name, when, actor.role)
        return after if after.history else after.with_(history=(made,))
    if before.history != after.history:
        return after  # whoever made the change has said it
    return after.with_(history=_with_turn(before, after, text, actor, when))


def confirmed(annotation: Annotation, text: str, actor: Actor, when: str) -> Annotation:
    """`annotation` with a step that says that `actor` leaves it as it is."""
    return annotation.with_(history=_with_turn(annotation, annotation, text, actor, when))


def commented(annotation: Annotation, actor: Actor, when: str, note: str) -> Annotation:
    """`annotation` with a comment of `actor`, in place of the one of their present turn; "" takes it back."""
    history = annotation.history
    last = _turn_of(actor, history)
    if last is None:
        steps = (*history, Step(Did.COMMENTED, actor.name, when, actor.role, note=note)) if note else history
    elif not note and last.did == Did.COMMENTED and not last.was:
        steps = history[:-1]
    else:
        steps = (*history[:-1], Step(last.did, last.by, when, last.role, last.was, note))
    return annotation.with_(history=steps)


def comment_of(annotation: Annotation, actor: Actor) -> str:
    """What `actor` says of it in their present turn."""
    last = _turn_of(actor, annotation.history)
    return last.note if last else ""


def _turn_of(actor: Actor, history: tuple[Step, ...]) -> Step | None:
    """The last step, when it is of `actor`."""
    return history[-1] if history and history[-1].actor == actor else None


def _with_turn(before: Annotation, after: Annotation, text: str, actor: Actor, when: str) -> tuple[Step, ...]:
    """The history with what `actor` did now, in one step with what they did just before."""
    last = _turn_of(actor, before.history)
    if last is not None and last.did == Did.MADE:
        return before.history  # it is still as they make it
    was = differences(before, after, text)
    if last is not None:
        was = _without_taken_back({**was, **what_was(last)}, after, text)
    did = _did(was, after.status)
    shown = {k: v for k, v in was.items() if not (k == "status" and v == _implied_status(did))}
    earlier = before.history[:-1] if last is not None else before.history
    return (*earlier, Step(did, actor.name, when, actor.role, shown, last.note if last else ""))


def _did(was: dict[str, str], status: Status) -> Did:
    if "status" in was and status is Status.REJECTED:
        return Did.REJECTED
    if was.keys() - {"status", "note"}:
        return Did.CORRECTED
    if "status" in was:
        return Did.ACCEPTED
    return Did.COMMENTED if was else Did.CONFIRMED


def _implied_status(did: str) -> str:
    """What the status was where a step does not say it; "" where it did not change then."""
    return Status.SUGGESTED.value if did in (Did.ACCEPTED, Did.REJECTED) else ""


def what_was(step: Step) -> dict[str, str]:
    """All that the turn changed as it was before, the status too where that is not written."""
    implied = _implied_status(step.did)
    return {**({"status": implied} if implied else {}), **step.was}


def _without_taken_back(was: dict[str, str], after: Annotation, text: str) -> dict[str, str]:
    """What is other than it was; of a value that was too long to be kept whole that is not known."""
    now = values(after, text)
    kept = {k: v for k, v in was.items() if now.get(k, "") != v or len(v) >= LONGEST}
    if kept.keys() & {"quote", "at"} == {"quote"}:
        del kept["quote"]  # the place is the same
    return kept


def differences(before: Annotation, after: Annotation, text: str) -> dict[str, str]:
    """What `before` says where `after` says something else, by the keys of the file."""
    names = [spec.name for spec in before.fields]
    changed = {
        name for name in ("label", "status", "note", *names) if getattr(before, name) != getattr(after, name)
    }
    if before.spans != after.spans:
        changed |= {"quote", "at"}
    return {name: value for name, value in values(before, text).items() if name in changed}


def values(annotation: Annotation, text: str) -> dict[str, str]:
    """What an annotation says, each in a few safe words, by the keys of the file; "" where nothing is."""
    found = {
        "label": annotation.label,
        "quote": annotation.text_in(text),
        "at": ", ".join(f"{start}-{end}" for start, end in annotation.spans),
        **{spec.name: field_text(spec, annotation, text) for spec in annotation.fields},
        "status": annotation.status.value,
        "note": annotation.note,
    }
    return {name: _clipped(one_line(value)) for name, value in found.items()}


def _clipped(value: str) -> str:
    """Without its middle where it is long: what people change are mostly the ends."""
    half = (LONGEST - 2) // 2
    return value if len(value) < LONGEST else f"{value[:half]}……{value[-half:]}"
