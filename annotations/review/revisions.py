"""What reviewers changed of annotators' work: what it was, what it became, who did it, when and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annotations.display import one_line
from annotations.history import Did, Step
from annotations.model import Annotation
from annotations.review.recording import values, what_was
from annotations.text.lines import Lines

if TYPE_CHECKING:
    from annotations.comparison.reading import Layer, Layers

NOTHING = "(none)"
_CONTEXT = 10  # code points that are kept of what is alike


class Value(NamedTuple):
    """One value before and after; "" where there was, or is, nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One turn of a reviewer, all texts in one safe line. Line and column count from 1 (0 where
    the place in the text is lost); `words` are the present ones; `when` is in UTC."""

    article: str
    line: int
    column: int
    annotator: str
    id: str
    kind: str
    label: str
    words: str
    did: str
    reviewer: str
    when: str
    values: tuple[Value, ...] = ()
    note: str = ""


def revisions(layers: Layers, since: str = "", reviewers: Collection[str] = ()) -> Iterator[Revision]:
    """The turns of reviewers, or of those named, that changed or said something, from the moment `since` on
    (UTC, ISO 8601), in text order, annotator by annotator."""
    lines = Lines(layers.article.text)
    for layer, annotation, number in _turns(layers, since, reviewers):
        step = annotation.history[number]
        if step.changes or step.note:
            yield _revision(layers, lines, layer, annotation, number)


def reviewed(layers: Layers, since: str = "", reviewers: Collection[str] = ()) -> Iterator[str]:
    """What reviewers did to each annotation, also where they left it as it was; see `revisions`."""
    for _, annotation, number in _turns(layers, since, reviewers):
        yield one_line(annotation.history[number].did)


def reviewers_of(layers: Layers) -> set[str]:
    """All who have reviewed anything of an article."""
    return {one_line(annotation.history[number].by) for _, annotation, number in _turns(layers)}


def _turns(
    layers: Layers, since: str = "", reviewers: Collection[str] = ()
) -> Iterator[tuple[Layer, Annotation, int]]:
    """The turns of reviewers that are asked for, each by the number of its step in the history."""
    for layer in layers.layers:
        for annotation in (*layer.annotations, *layer.unplaced):
            for number, step in enumerate(annotation.history):
                if step.in_review and (not reviewers or step.by in reviewers) and step.when >= since:
                    yield layer, annotation, number


def _revision(layers: Layers, lines: Lines, layer: Layer, annotation: Annotation, number: int) -> Revision:
    text, step = layers.article.text, annotation.history[number]
    return Revision(
        one_line(str(layers.article.path)),
        *((0, 0) if annotation.is_lost else lines.place(annotation.start)),
        layer.annotator,
        annotation.id,
        one_line(annotation.kind),
        one_line(annotation.label),
        one_line(annotation.text_in(text)),
        one_line(step.did),
        one_line(step.by),
        one_line(step.when),
        tuple(changed_values(annotation, number, text)),
        one_line(step.note),
    )


def changed_values(annotation: Annotation, number: int, text: str) -> Iterator[Value]:
    """What step `number` of its history changed: a later step tells what it became, else what it is now."""
    later = annotation.history[number + 1 :]
    now = values(annotation, text)
    before = what_was(annotation.history[number])
    if annotation.history[number].did == Did.MADE:
        before = {"quote": ""}
    after = {name: _after(name, later, now) for name in before}
    if before.get("quote", "") != after.get("quote", ""):
        before.pop("at", None)  # the words say it
    for name, was in before.items():
        if was != after[name]:
            yield Value(one_line(name), one_line(was), one_line(after[name]))


def _after(name: str, later: Collection[Step], now: dict[str, str]) -> str:
    told = (what_was(step) for step in later)
    return next((was[name] for was in told if name in was), now.get(name, ""))


def told(value: Value) -> str:
    """A change of a value in a few words: "label ORG → PER"."""
    before, after = where_they_differ(value.before, value.after)
    return f"{value_name(value)} {before or NOTHING} → {after or NOTHING}"


def where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Two long texts without what they begin and end with alike, but for a few words of it.

    >>> where_they_differ("a treaty between two old states, signed", "a treaty between two old states")
    ('… old states, signed', '… old states')
    """
    start = _alike(before, after)
    start = max(0, before.rfind(" ", 0, max(0, start - _CONTEXT)))
    if start:
        before, after = "…" + before[start:], "…" + after[start:]
    end = _alike(before[::-1], after[::-1]) - _CONTEXT
    cut = before.find(" ", len(before) - end) if end > 0 else -1
    if cut > 0:
        kept = len(before) - cut
        before, after = before[:cut] + " …", after[: len(after) - kept] + " …"
    return before, after


def _alike(one: str, other: str) -> int:
    """How many characters both begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def value_name(value: Value) -> str:
    """What people call it."""
    return {"quote": "words", "agreement_status": "how far"}.get(value.name, value.name).replace("_", " ")
