"""What is known of an article without opening it on the screen: a row of the list of articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotations.article import Article
from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.model import Status
from annotations.sidecar.store import Store


@dataclass(frozen=True, slots=True)
class Summary:
    """`counts` by kind (rejected ones not counted); `problem` says why an article cannot be opened."""

    path: Path
    title: str = ""
    language: str = ""
    annotated: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    decided: int = 0
    total: int = 0
    annotator: str = ""
    problem: str = ""


def summarise(path: Path, annotator: str = "", encoding: str | None = None) -> Summary:
    """Read an article and its sidecar. Never raises an ArtreaderError: that becomes `problem`."""
    try:
        article = Article.read(path, encoding)
        _, loaded = Store.open(article, annotator)
    except ArtreaderError as error:
        return Summary(path, problem=str(error))
    counts: dict[str, int] = {}
    for annotation in loaded.annotations:
        if annotation.status is not Status.REJECTED:
            counts[annotation.kind] = counts.get(annotation.kind, 0) + 1
    undecided = sum(a.status is Status.SUGGESTED for a in loaded.annotations)
    return Summary(
        path=path,
        title=_title(article),
        language=article.language,
        annotated=loaded.exists,
        counts=counts,
        decided=len(loaded.annotations) - undecided,
        total=len(loaded.annotations),
        annotator=loaded.annotator,
    )


def _title(article: Article) -> str:
    """The headline, else the first sentence, as one line."""
    span = article.title or next(iter(article.sentences), None)
    return "" if span is None else one_line(article.text[span.start : span.end])
