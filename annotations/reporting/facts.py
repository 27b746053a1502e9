"""What a report needs of one article: its annotations as rows of plain values, and who did how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple

from annotations.comparison.reading import Layer, Layers
from annotations.display import one_line
from annotations.field_text import passage_text
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from annotations.text.lines import Lines


class Fact(NamedTuple):
    """One annotation, every text in one line and safe to print. Line and column count from 1; `start`
    and `end` are code points, from the first of its words to behind the last.

    `name` is the speaker of a quote, the entity of a name, the title of an agreement; `by` whose
    work it is, several joined by commas where they have it just alike; `undecided` is 1 for a mere
    suggestion.
    """

    article: str
    line: int
    column: int
    start: int
    end: int
    kind: str
    label: str
    name: str
    words: str
    by: str
    undecided: int
    parties: str = ""
    status: str = ""
    realis: str = ""
    subject: str = ""
    date: str = ""
    said_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a fact must have; what is empty asks for nothing, of several one will do. A kind without the
    field that is asked for has it not."""

    speaker: str = ""
    party: str = ""
    date: str = ""
    status: tuple[str, ...] = ()
    label: tuple[str, ...] = ()

    def admit(self, fact: Fact) -> bool:
        """Speakers, parties and dates by any part of them, status and label whole; case does not matter."""
        speaker = fact.name if fact.kind == Quote.kind else fact.said_by
        parts = (self.speaker, speaker), (self.party, fact.parties), (self.date, fact.date)
        wholes = (self.status, fact.status), (self.label, fact.label)
        return all(wanted.casefold() in value.casefold() for wanted, value in parts) and all(
            not wanted or _spaced(value) in map(_spaced, wanted) for wanted, value in wholes
        )

    @property
    def told(self) -> str:
        """In words, to be shown; "" where nothing is asked for."""
        asked = {name: value for name, value in asdict(self).items() if value}
        return ", ".join(
            f"{name}: {value if isinstance(value, str) else ' or '.join(value)}"
            for name, value in asked.items()
        )


def _spaced(name: str) -> str:
    return name.casefold().replace("_", " ")


class Work(NamedTuple):
    """How much one annotator did in one article."""

    article: str
    annotator: str
    accepted: int
    rejected: int
    undecided: int


def facts(layers: Layers, filters: Filters, *, undecided: bool = False) -> list[Fact]:
    """Of all annotators, in text order; what several have just alike is there once."""
    statuses = (Status.ACCEPTED, Status.SUGGESTED) if undecided else (Status.ACCEPTED,)
    text, lines = layers.article.text, Lines(layers.article.text)
    found: dict[tuple[tuple[Span, ...], Fact], list[str]] = {}
    for layer in layers.layers:
        chosen = layer.with_status(*statuses)
        speakers = {a.id: a.speaker for a in chosen if isinstance(a, Quote)}
        for annotation in chosen:
            fact = _fact(str(layers.article.path), annotation, text, lines, speakers)
            if filters.admit(fact):
                found.setdefault((annotation.spans, fact), []).append(layer.annotator)
    merged = [fact._replace(by=", ".join(names)) for (_, fact), names in found.items()]
    return sorted(merged, key=lambda fact: fact.start)


def work(layers: Layers) -> Iterator[Work]:
    for layer in layers.layers:
        yield Work(one_line(str(layers.article.path)), layer.annotator, *_counts(layer))


def _counts(layer: Layer) -> Iterable[int]:
    return (len(layer.with_status(s)) for s in (Status.ACCEPTED, Status.REJECTED, Status.SUGGESTED))


def _fact(article: str, annotation: Annotation, text: str, lines: Lines, speakers: dict[str, str]) -> Fact:
    fact = Fact(
        one_line(article),
        *lines.place(annotation.start),
        *annotation.extent,
        annotation.kind,
        one_line(annotation.label),
        "",
        one_line(annotation.text_in(text)),
        "",
        int(annotation.status is Status.SUGGESTED),
        note=one_line(annotation.note),
    )
    if isinstance(annotation, Quote):
        return fact._replace(name=one_line(annotation.speaker))
    if isinstance(annotation, Entity):
        return fact._replace(name=one_line(annotation.entity) or fact.words)
    if isinstance(annotation, Agreement):
        return fact._replace(
            name=one_line(annotation.title) or fact.words,
            parties="; ".join(map(one_line, annotation.parties)),
            status=one_line(annotation.agreement_status),
            realis=one_line(annotation.realis),
            subject=passage_text(annotation.subject),
            date=passage_text(annotation.date),
            said_by=one_line(speakers.get(annotation.said_in, "")),
        )
    return fact
