"""Annotators' work on a small text, made for tests, and its adjudication."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotations.adjudication.adjudication import Adjudication
from annotations.article import Article
from annotations.comparison.reading import Layer
from annotations.field_text import field_text
from annotations.model import Agreement, Annotation, Entity, FieldType, Quote, Span, Status
from annotations.session import Session
from annotations.sidecar.store import Loaded, Store

TEXT = """\
Wali Kota Rahma Widodo meresmikan "Pasar Terapung" di Tuban, Senin (5/10).
"Kami tidak akan berhenti di sini," ujar Rahma. "Ini baru permulaan."
Perjanjian itu ditandatangani Pemerintah Kota Tuban dan PT Laut Jaya.
"""
WORDS = [Span(at, at + len(word)) for word in set(TEXT.split()) for at in [TEXT.index(word)]]
WORDS.sort()


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def entity(id: str, words: str, label: str = "PER", **more: Any) -> Entity:  # noqa: A002
    return Entity(id=id, label=label, spans=(place(words),), **more)


def quote(id: str, *pieces: str, **more: Any) -> Quote:  # noqa: A002
    return Quote(id=id, label="direct", spans=tuple(map(place, pieces)), **more)


def layer(annotator: str, *annotations: Annotation) -> Layer:
    return Layer(annotator, Path(f"b.txt.annotations.{annotator}.yaml"), annotations)


def adjudicate(*layers: Layer, held: Sequence[Annotation] = ()) -> Adjudication:
    """In memory; `held` is what the gold file holds already."""
    article = Article(TEXT)
    store = Store(Path("b.txt.annotations.gold.yaml"), "gold")
    session = Session(article, store, Loaded(list(held), suggested=True), "gold")
    session.reviewer = "lead"
    return Adjudication(layers, session)


def said(annotations: Sequence[Annotation]) -> list[tuple[Any, ...]]:
    """What accepted annotations say, without ids; a reference by the words of what it refers to."""
    by_id = {annotation.id: annotation for annotation in annotations}

    def value(annotation: Annotation, spec: Any) -> str:
        if spec.type is FieldType.REF:
            referred = by_id.get(getattr(annotation, spec.name))
            return "" if referred is None else referred.text_in(TEXT)
        return field_text(spec, annotation, TEXT)

    return sorted(
        (a.kind, a.label, a.spans, tuple(value(a, spec) for spec in a.fields))
        for a in annotations
        if a.status is Status.ACCEPTED
    )


@st.composite
def stretches(draw: st.DrawFn) -> Span:
    """From the start of a word to the end of it or of one of the next three."""
    first = draw(st.integers(0, len(WORDS) - 1))
    last = min(len(WORDS) - 1, first + draw(st.integers(0, 3)))
    return Span(WORDS[first].start, WORDS[last].end - draw(st.integers(0, 1)))


@st.composite
def works(draw: st.DrawFn, annotator: str = "ani", most: int = 3) -> list[Annotation]:
    """What one annotator may have made of the text; ids are the annotator's own."""
    found: list[Annotation] = []
    quotes = draw(st.lists(stretches(), max_size=most))
    for number, span in enumerate(quotes):
        speaker = draw(st.sampled_from(["", "Rahma Widodo"]))
        found.append(Quote(id=f"q{number}{annotator}", label="direct", spans=(span,), speaker=speaker))
    for number, span in enumerate(draw(st.lists(stretches(), max_size=most))):
        label = draw(st.sampled_from(["PER", "ORG"]))
        found.append(Entity(id=f"e{number}{annotator}", label=label, spans=(span,)))
    for number, span in enumerate(draw(st.lists(stretches(), max_size=1))):
        said_in = draw(st.sampled_from(["", *(a.id for a in found if a.kind == "quote")]))
        found.append(Agreement(id=f"a{number}{annotator}", label="mou", spans=(span,), said_in=said_in))
    status = draw(st.sampled_from([Status.ACCEPTED, Status.ACCEPTED, Status.REJECTED]))
    return [*found[:-1], *(a.with_(status=status) for a in found[-1:])]


@st.composite
def variants(draw: st.DrawFn, base: list[Annotation], annotator: str) -> list[Annotation]:
    """What an annotator who began with `base` may have made of it, and may have added."""
    found: list[Annotation] = []
    for annotation in base:
        what = draw(st.integers(0, 14))
        (span,) = annotation.spans
        if what == 0:
            continue
        if what == 1:
            annotation = annotation.with_(status=Status.REJECTED)
        elif what == 2:
            annotation = annotation.with_(label="ORG")
        elif what == 3:
            annotation = annotation.with_(spans=(Span(span.start, span.end + 1),))
        elif what == 4:
            annotation = annotation.with_(spans=(draw(stretches()),))
        elif what == 5 and isinstance(annotation, Quote):
            annotation = annotation.with_(speaker="Tati")
        elif what == 6 and span.length > 3:
            middle = span.start + span.length // 2
            annotation = annotation.with_(spans=(Span(span.start, middle),))
            found.append(annotation.with_(id=f"{annotation.id}2", spans=(Span(middle + 1, span.end),)))
        found.append(annotation)
    return [*found, *draw(works(annotator, most=1))]


@st.composite
def layers_of_three(draw: st.DrawFn) -> list[Layer]:
    base = draw(works("all"))
    return [layer(name, *draw(variants(base, name))) for name in ("ani", "budi", "citra")]


three = layers_of_three()
