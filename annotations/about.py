"""What is known of an article, wherever that stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.front_matter import front_matter
from annotations.fsops import OS, read_regular
from annotations.metadata import NOTHING_KNOWN, Metadata
from annotations.sidecar import events
from annotations.sidecar.decode import read_header
from annotations.sidecar.paths import list_sidecars

_ANNOTATIONS = b"\nannotations:"  # the key behind the header's


def metadata_of(article: Article, article_extra: Mapping[str, Any], sidecar: Path | None = None) -> Metadata:
    """From the annotator's own `sidecar`, whose section `article` has those extra keys, over the front
    matter; where neither says anything, from the file of another annotator."""
    own, front = Metadata.of(article_extra), front_matter(article)
    if own or front:
        return Metadata.of({**front.values(), **own.values()})
    others = [] if article.path is None else [p for p in list_sidecars(article.path) if p != sidecar]
    return next(filter(None, map(_said_in, others)), NOTHING_KNOWN)


def _said_in(sidecar: Path) -> Metadata:
    try:
        data = read_regular(OS, str(sidecar), events.MAX_BYTES)
        head = data.partition(_ANNOTATIONS)[0]  # the rest may take a second to understand
        return Metadata.of(read_header(events.load(head + b"\n", sidecar)).article_extra)
    except (OSError, ArtreaderError):
        return NOTHING_KNOWN  # opening that file says what is wrong
