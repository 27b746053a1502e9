"""What a sidecar says of itself: its format, the article it belongs to, who annotated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.history import StateStep

FORMAT_NAME = "artreader"
FORMAT_VERSION = 1
FORMAT = f"{FORMAT_NAME}/{FORMAT_VERSION}"

HEADER_KEYS = ("format", "article", "annotator", "suggested_by", "states", "annotations")
ADJUDICATED_FROM = "adjudicated_from"  # an extra key: the files whose differences were settled into this one
ADJUDICATION = "adjudication"  # an extra key of an annotation in such a file: how it was settled
ARTICLE_KEYS = ("file", "sha256", "length", "language")


@dataclass(frozen=True, slots=True)
class Header:
    """`sha256` and `length` (code points) are of the normalised text; `states` says how far the work on the
    article has come, the last behind; `extra` holds unknown keys."""

    file: str
    sha256: str
    length: int | None = None
    language: str = ""
    annotator: str = ""
    suggested_by: str = ""
    states: tuple[StateStep, ...] = ()
    version: int = FORMAT_VERSION
    article_extra: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
