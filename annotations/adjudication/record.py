"""What the gold file notes of an adjudication: from whom each annotation is, and how it was settled.

Each annotation of the gold file has a key `adjudication`, and the file's header a key
`adjudicated_from`, one line a source:

    adjudicated_from:
    - {annotator: "ani", file: "berita.txt.annotations.ani.yaml", sha256: "…"}

The schema leaves both open, so that any reader of the format can open the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from annotations.comparison.reading import Layer
from annotations.model import Annotation
from annotations.sidecar.header import ADJUDICATED_FROM, ADJUDICATION

KEY = ADJUDICATION
SOURCES = ADJUDICATED_FROM

ALIKE = "identical"  # all annotators have it so
CHOSEN, BOTH, NEITHER, CORRECTED = "chosen", "both", "neither", "corrected"  # by a person, case by case
RULE = "rule "  # what it begins with when a rule settled it, then the rule's name
ELSEWHERE = "edited"  # accepted or rejected in the reader, not as a case

A = TypeVar("A", bound=Annotation)


@dataclass(frozen=True, slots=True)
class Record:
    """`case` is the key of what it belongs to; `sources` the annotators who have it so; `how` and `by` how
    and by whom it was settled, "" while it is not (when stands in the annotation's history).

    `based_on` is not None for a corrected version: the annotators whose version it began as. With
    `earlier` it is a decision made before the annotators changed what it was about.
    """

    case: str
    sources: tuple[str, ...] = ()
    how: str = ""
    by: str = ""
    based_on: tuple[str, ...] | None = None
    earlier: bool = False

    @property
    def is_candidate(self) -> bool:
        """Whether it is a version to be chosen, rather than made while deciding."""
        return self.based_on is None

    def written(self) -> dict[str, Any]:
        """As the file holds it."""
        values: dict[str, Any] = {"case": self.case}
        if self.sources:
            values["from"] = list(self.sources)
        if self.based_on is not None:
            values["based_on"] = list(self.based_on)
        if self.earlier:
            values["earlier"] = True
        for key, value in (("how", self.how), ("by", self.by)):
            if value:
                values[key] = value
        return values


def record_of(annotation: Annotation) -> Record | None:
    """What is noted of an annotation, None when it is no outcome of an adjudication."""
    values = annotation.extra.get(KEY)
    if not isinstance(values, Mapping) or not isinstance(values.get("case"), str | int):
        return None
    return Record(
        str(values["case"]),
        _names(values.get("from")),
        _text(values.get("how")),
        _text(values.get("by")),
        _names(values["based_on"]) if "based_on" in values else None,
        bool(values.get("earlier")),
    )


def recorded(annotation: A, record: Record) -> A:
    """`annotation` with this noted of it."""
    return annotation.with_(extra={**annotation.extra, KEY: record.written()})


def sources(layers: Iterable[Layer]) -> dict[str, Any]:
    """The header's key for these sources, by annotator. Raises OSError when a file has gone."""
    return {
        SOURCES: [
            {"annotator": layer.annotator, "file": layer.path.name, "sha256": _digest(layer.path)}
            for layer in sorted(layers, key=lambda layer: layer.annotator)
        ]
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _names(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)
