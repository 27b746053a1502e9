"""Hypothesis strategies for annotations over a text of a given length."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from annotations.model import (
    AGREEMENT_STATUSES,
    REALIS,
    Agreement,
    Annotation,
    Entity,
    Note,
    Passage,
    Quote,
    Span,
    Status,
)

IDS = [f"a{number}" for number in range(8)]  # few, so that edits meet one another
names = st.sampled_from(["", "Rina Hadi", "Rina", "PT Dua Tiga", "Åland"])


@st.composite
def spans(draw: st.DrawFn, length: int = 4000) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, min(length, start + 1000))))


@st.composite
def span_lists(draw: st.DrawFn, length: int = 4000) -> tuple[Span, ...]:
    """One to three spans in order that do not touch."""
    edges = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return tuple(Span(start, end) for start, end in pairs)


maybe_span = st.none() | spans()
passages = st.none() | st.builds(Passage, st.text(max_size=8), maybe_span)


@st.composite
def any_annotations(draw: st.DrawFn, ids: list[str] = IDS) -> Annotation:
    shared: dict[str, Any] = {
        "id": draw(st.sampled_from(ids)),
        "spans": draw(span_lists()),
        "status": draw(st.sampled_from(list(Status))),
        "by": draw(st.sampled_from(["artreader", "ani"])),
        "note": draw(st.sampled_from(["", "see below"])),
    }
    kind = draw(st.sampled_from(["entity", "quote", "agreement", "note"]))
    if kind == "entity":
        return Entity(label=draw(st.sampled_from(["PER", "ORG"])), entity=draw(names), **shared)
    if kind == "quote":
        return Quote(
            label="direct", speaker=draw(names), cue=draw(maybe_span), source=draw(maybe_span), **shared
        )
    if kind == "agreement":
        return Agreement(
            label="treaty",
            parties=tuple(draw(st.lists(names, max_size=3))),
            subject=draw(passages),
            agreement_status=draw(st.sampled_from(AGREEMENT_STATUSES)),
            realis=draw(st.sampled_from(REALIS)),
            count=draw(st.none() | st.integers(0, 50)),
            **shared,
        )
    return Note(label="comment", **shared)
