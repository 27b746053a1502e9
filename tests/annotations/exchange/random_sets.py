"""Random annotation sets over texts that offsets go wrong in: flags, combining marks, CJK, controls, CRLF."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from annotations.history import Step
from annotations.model import (
    Agreement,
    Annotation,
    Entity,
    Field,
    FieldType,
    Lost,
    Note,
    Passage,
    Quote,
    Span,
    Status,
)
from annotations.text.reading import decode

PIECES = [
    *(
        "\U0001f1ee\U0001f1e9",
        "e\u0301",
        "\u0300",
        "協定",
        "한국",
        "\U0001f468\u200d\U0001f469",
        "\U000e0001",
    ),
    *(" ", "  ", "\n", "\r\n", "\t", "\x0b", "\x1c", "\xa0", "\x85", "\u2028"),  # blank, or ends of lines
    *("\x07", "\x1b[31m", "\u202e", "\ufeff", "\ud7ff", "\uffff"),
    *("Budi", "kata", "a", "A-B", ".", "“", "”", ",", "-", "=1+1", "'", '"', "\\n", ";", "#", "<&>"),
]
NAMES = [
    "Rina Hadi",
    "Budi",
    "協定",
    "PT; Dua",
    " edge",
    "[x]",
    "=1+1",
    "'q",
    'a "b"',
    "line\nbreak",
    "\u202e",
    "é",
]

STEPS = (
    Step("made", "ani", "2024-03-05T10:00:00Z"),
    Step("corrected", "budi", was={"label": "LOC"}, note="x"),
)

words = st.sampled_from(NAMES)
maybe_words = st.just("") | words


@st.composite
def texts(draw: st.DrawFn, without: str = "") -> str:
    """The text of an article as reading gives it: never blank, LF only."""
    pieces = draw(st.lists(st.sampled_from([p for p in PIECES if not set(p) & set(without)]), max_size=30))
    raw = "".join(pieces) + draw(st.sampled_from(["x", "Budi", "\U0001f1ee\U0001f1e9"]))
    return decode(raw.encode()).text


@st.composite
def spans(draw: st.DrawFn, text: str, most: int = 1) -> tuple[Span, ...]:
    """One to `most` spans in order that do not touch."""
    size = 2 * draw(st.integers(1, most))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=size)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Span(start, end) for start, end in pairs)


def value(draw: st.DrawFn, spec: Field, text: str) -> Any:
    """A value for a field, empty half the time; never a reference."""
    if draw(st.booleans()):
        return spec.empty
    if spec.type is FieldType.SPAN:
        return draw(spans(text))[0]
    if spec.type is FieldType.PASSAGE:
        if draw(st.booleans()):
            return Passage(draw(words))
        place = draw(spans(text))[0]
        return Passage(text[place.start : place.end], place)
    if spec.type is FieldType.NAMES:
        return tuple(draw(st.lists(words, min_size=1, max_size=3)))
    if spec.type is FieldType.COUNT:
        return draw(st.integers(0, 50))
    if spec.type is FieldType.REF:
        return spec.empty
    return draw(st.sampled_from(spec.choices) if spec.choices else words)


@st.composite
def annotation_sets(draw: st.DrawFn, text: str) -> list[Annotation]:
    made: list[Annotation] = []
    for number in range(draw(st.integers(0, 6))):
        cls: type[Annotation] = draw(st.sampled_from([Entity, Entity, Quote, Agreement, Note]))
        labels = {
            "entity": ["PER", "ORG", "LOC", "DATE", "source", "quote-x", "part", "a b", ""],
            "quote": ["direct", "indirect"],
            "agreement": ["treaty", "m o-u"],
            "note": ["comment"],
        }[cls.kind]
        fields = {spec.name: value(draw, spec, text) for spec in cls.fields}
        quotes = [a.id for a in made if isinstance(a, Quote)]
        if cls is Agreement and quotes and draw(st.booleans()):
            fields["said_in"] = draw(st.sampled_from(quotes))
        made.append(
            cls(
                id=f"a{number}",
                label=draw(st.sampled_from(labels)),
                spans=draw(spans(text, most=2)),
                status=draw(st.sampled_from(list(Status))),
                by=draw(st.sampled_from(["", "artreader", "ani"])),
                confidence=draw(st.sampled_from([None, 0.5, 1.0, 0.123456789])),
                why=draw(maybe_words),
                note=draw(maybe_words),
                history=draw(st.sampled_from([(), STEPS])),
                lost=draw(st.sampled_from([(), (Lost("spans", "gone", Span(0, 4), "", "x"),)])),
                extra=draw(st.sampled_from([{}, {"seen": [1, "two"]}])),
                **fields,
            )
        )
    return made
