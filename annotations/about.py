"""What is known of an article, wherever that stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.front_matter import front_matter
from annotations.metadata import NOTHING_KNOWN, Metadata
from annotations.sidecar import events
from annotations.sidecar.decode import read_header
from annotations.sidecar.paths import list_sidecars

_ANNOTATIONS = b"\nannotations:"  # the key behind the header's


def metadata_of(article: Article, article_extra: Mapping[str, Any]) -> Metadata:
    """From the annotator's own file, whose section `article` has those extra keys, over the front matter;
    where neither says anything, from the file of another annotator."""
    own, front = Metadata.of(article_extra), front_matter(article)
    if own or front:
        return Metadata.of({**front.values(), **own.values()})
    return next((found for found in _of_others(article) if found), NOTHING_KNOWN)


def _of_others(article: Article) -> list[Metadata]:
    found: list[Metadata] = []
    for path in [] if article.path is None else list_sidecars(article.path):
        try:
            head = path.read_bytes().partition(_ANNOTATIONS)[0]  # the rest may take a second to understand
            found.append(Metadata.of(read_header(events.load(head + b"\n", path)).article_extra))
        except (OSError, ArtreaderError):
            continue  # opening that file says what is wrong
    return found
