"""What stands in an article and its sidecars, read from the files themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.article_files import Files
from annotations.display import display, one_line
from annotations.errors import ArtreaderError, SchemeError
from annotations.history import State, present_state
from annotations.model import KINDS, Annotation, FieldType, Passage, Status
from annotations.scheme import scheme_of
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.header import ADJUDICATED_FROM
from annotations.sidecar.store import Store

_HEAD = 6_000  # code points that a title is looked for in
_TITLE = 300  # code points kept of it


@dataclass(frozen=True, slots=True)
class SidecarFacts:
    """One annotator's work. `counts` by kind (rejected ones not counted); `lost` is how many annotations
    have no place in the present text; `problem` says why the file cannot be read; `said` is how far its
    people say that it has come; it is `adjudicated` when it was settled from others' work."""

    annotator: str = ""  # as in the file's name; "" for the nameless one
    by: str = ""  # as in its header
    counts: dict[str, int] = field(default_factory=dict)
    decided: int = 0
    total: int = 0
    lost: int = 0
    problem: str = ""
    said: str = State.OPEN.value
    adjudicated: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One article with the work of all annotators; `problem` says why the text cannot be read."""

    title: str = ""
    language: str = ""
    problem: str = ""
    sidecars: tuple[SidecarFacts, ...] = ()

    def as_list(self) -> list[Any]:
        """As JSON holds it."""
        sidecars = [
            [s.annotator, s.by, s.counts, s.decided, s.total, s.lost, s.problem, s.said, s.adjudicated]
            for s in self.sidecars
        ]
        return [self.title, self.language, self.problem, sidecars]

    @classmethod
    def from_list(cls, values: list[Any]) -> Facts:
        """Back from `as_list`. Raises TypeError or ValueError for anything else."""
        title, language, problem, sidecars = values
        return cls(title, language, problem, tuple(SidecarFacts(*sidecar) for sidecar in sidecars))


@dataclass(frozen=True, slots=True)
class Remark:
    """An annotation as the full-text search sees it: where it begins (0 when lost), its kind, its words."""

    start: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that is read of an article: the facts to list, the text and the annotations to search."""

    facts: Facts
    text: str = ""
    remarks: tuple[Remark, ...] = ()


def read(files: Files, encoding: str | None = None) -> Content:
    """Read an article and all its sidecars. Raises nothing: what cannot be read becomes a `problem`."""
    try:
        article = Article.read(files.path, encoding)
    except ArtreaderError as error:
        return Content(Facts(problem=_told(error)))
    kinds = _kinds(files.path) if files.sidecars else KINDS
    sidecars, remarks = [], []
    for sidecar in files.sidecars:
        store = Store(files.path.with_name(sidecar.name), sidecar.annotator, kinds=kinds)
        facts, annotations = _read_sidecar(store, article)
        if facts is None:
            continue
        sidecars.append(facts)
        remarks += [remark for annotation in annotations for remark in _remarks(annotation, article.text)]
    facts_ = Facts(title_of(article), article.language, "", tuple(sidecars))
    return Content(facts_, article.text, tuple(remarks))


def title_of(article: Article) -> str:
    """The headline, else the first sentence, as one line."""
    head = article if len(article.text) <= _HEAD else Article(article.text[:_HEAD], article.path)
    span = head.title or next(iter(head.sentences), None)
    return "" if span is None else one_line(head.prose.text[span.start : span.end])[:_TITLE]


def _kinds(path: Path) -> Kinds:
    """Of the article's scheme; what is wrong with that is told when an article is opened."""
    try:
        return scheme_of(path).kinds
    except SchemeError:
        return KINDS


def _told(error: ArtreaderError) -> str:
    """The error in one line, with the bare name of its file: the folder is known."""
    whole, place = str(error), display(str(error.path))
    return whole.replace(place, display(error.path.name), 1) if error.path else whole


def _read_sidecar(store: Store, article: Article) -> tuple[SidecarFacts | None, list[Annotation]]:
    """None for one that nobody has worked in yet."""
    annotator = store.annotator  # loading takes the header's where the file's name has none
    try:
        loaded = store.load(article)
    except ArtreaderError as error:
        return SidecarFacts(annotator, problem=_told(error)), []
    if loaded.untouched:
        return None, []
    counts: dict[str, int] = {}
    for annotation in loaded.annotations:
        if annotation.status is not Status.REJECTED:
            counts[annotation.kind] = counts.get(annotation.kind, 0) + 1
    undecided = sum(a.status is Status.SUGGESTED for a in loaded.annotations)
    total = len(loaded.annotations)
    lost = sum(a.is_lost for a in loaded.annotations)
    said = present_state(loaded.states)
    settled = ADJUDICATED_FROM in loaded.extra
    return SidecarFacts(
        annotator, loaded.annotator, counts, total - undecided, total, lost, said=said, adjudicated=settled
    ), loaded.annotations


def _remarks(annotation: Annotation, text: str) -> Iterator[Remark]:
    """What is filled in, names and comments first; its words in the text only where they are not there
    any more, since the text itself is searched."""
    if annotation.status is Status.REJECTED:
        return
    values = [annotation.note]
    for spec in annotation.fields:
        if spec.type is FieldType.REF:
            continue
        value = annotation.value(spec.name)
        if isinstance(value, Passage):
            values.append(value.text)
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            values.append(", ".join(value))
        elif isinstance(value, str):
            values.append(value)
    if annotation.is_lost:
        values.append(annotation.text_in(text))
    words = " · ".join(one_line(value) for value in values if value)
    if words:
        start = 0 if annotation.is_lost else annotation.start
        yield Remark(start, annotation.kind, f"{annotation.label}: {words}")
