"""What a span is found again by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.model import Annotation, Span

CONTEXT = 32  # code points of context on each side


@dataclass(frozen=True, slots=True)
class Anchor:
    """`quote` as it stood `at` its place, with the text just `before` and `after`."""

    quote: str
    at: Span
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Anchored:
    """An annotation with an anchor for each of its spans, in order, and for each field that has a place."""

    annotation: Annotation
    spans: Sequence[Anchor] = ()
    fields: Mapping[str, Anchor] = field(default_factory=dict)


def anchor_of(text: str, span: Span) -> Anchor:
    """The anchor of `span` in `text`."""
    start, end = span
    return Anchor(text[start:end], span, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def holds(text: str, anchor: Anchor) -> bool:
    """Whether the quote stands where the anchor says."""
    return text[anchor.at.start : anchor.at.end] == anchor.quote
