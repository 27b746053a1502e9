"""What the inspector says of an annotation's history: what a reviewer did above all, each step at the end."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.display import one_line
from annotations.history import Did, last_review, local_time
from annotations.model import Annotation
from annotations.review.revisions import NOTHING, Value, changed_values, told, value_name, where_they_differ

REVISED = "±"  # before what a reviewer changed or commented on
_DAY = "%d %b %H:%M"

Row = tuple[str, str, str]  # name, title, value


def reviewer_rows(annotation: Annotation, text: str) -> Iterator[Row]:
    """What a reviewer changed or said last, with what it was before; nothing where none did."""
    review = last_review(annotation.history)
    if review is None:
        return
    yield "review", "reviewer", one_line(f"{review.by} {review.did}")
    if review.note:
        yield "review-note", "says", one_line(review.note)
    if review.did == Did.MADE:
        return  # it was nothing
    for value in _changed(annotation, annotation.history.index(review), text):
        before, _ = where_they_differ(value.before, value.after)
        yield f"was:{value.name}", "was", f"{value_name(value)} {before or NOTHING}"


def review_told(annotation: Annotation, text: str) -> str:
    """What a reviewer said and did last, in a line; "" where none did."""
    review = last_review(annotation.history)
    if review is None:
        return ""
    told = step_told(annotation, annotation.history.index(review), text)
    return f"{REVISED} “{one_line(review.note)}” {told}" if review.note else f"{REVISED} {told}"


def history_rows(annotation: Annotation, text: str) -> Iterator[Row]:
    """Every step, the first first."""
    for number, step in enumerate(annotation.history):
        when = one_line(local_time(step.when, _DAY))
        yield (
            f"history:{number}",
            "" if number else "history",
            f"{when} {step_told(annotation, number, text)}",
        )


def step_told(annotation: Annotation, number: int, text: str) -> str:
    """A step in a few words: "rina corrected: label ORG → PER"."""
    step = annotation.history[number]
    what = one_line(f"{step.by} {step.did}")
    changed = "; ".join(map(told, _changed(annotation, number, text)))
    return f"{what}: {changed}" if changed and step.did != Did.MADE else what


def _changed(annotation: Annotation, number: int, text: str) -> list[Value]:
    """What a step changed, but for the status, which what was done tells."""
    return [value for value in changed_values(annotation, number, text) if value.name != "status"]


def searched(annotation: Annotation) -> str:
    """What a filter finds it by, beside what it says: who reviewed it, and how."""
    review = last_review(annotation.history)
    return "" if review is None else one_line(f"{REVISED} reviewer {review.by} {review.did}")
