"""The layers of an article: what each annotator made of it, read from the sidecars beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotations.article import Article
from annotations.article_files import Files, SidecarFile
from annotations.errors import ArtreaderError, SidecarError
from annotations.fsops import OS, read_regular
from annotations.model import Annotation, Status
from annotations.scheme import scheme_of
from annotations.sidecar import events
from annotations.sidecar.decode import annotation_nodes, read_header
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.header import ADJUDICATED_FROM
from annotations.sidecar.store import Store

NAMELESS = "-"  # stands for the annotator of `berita.txt.annotations.yaml`; no annotator can be called so
_SMALL = 32_000  # bytes; what is known of an article takes no more


@dataclass(frozen=True, slots=True)
class Layer:
    """One annotator's work on an article. Those that are `unplaced` have no place in the present text."""

    annotator: str
    path: Path
    annotations: tuple[Annotation, ...]
    unplaced: tuple[Annotation, ...] = ()
    text_changed: bool = False

    @property
    def lost(self) -> int:
        """How many have no place."""
        return len(self.unplaced)

    def with_status(self, *statuses: Status) -> list[Annotation]:
        return [annotation for annotation in self.annotations if annotation.status in statuses]


@dataclass(frozen=True, slots=True)
class Layers:
    """An article with its layers, by annotator; `problems` are of sidecars that could not be read."""

    article: Article
    layers: tuple[Layer, ...]
    problems: tuple[ArtreaderError, ...] = ()


def read_layers(files: Files, by: Collection[str] | None = None, encoding: str | None = None) -> Layers:
    """The article at `files.path` with the layers of the annotators `by`, or of all.

    A sidecar that cannot be read is one of the `problems`. Raises InputError when the article
    cannot be read, SchemeError when its scheme cannot.
    """
    article = Article.read(files.path, encoding)
    paths = {s.annotator or NAMELESS: files.path.with_name(s.name) for s in files.sidecars}
    wanted = {name: path for name, path in paths.items() if by is None or name in by}
    return read_sidecars(article, wanted, scheme_of(files.path).kinds)


def read_sidecars(article: Article, paths: Mapping[str, Path], kinds: Kinds) -> Layers:
    """An article with the layers at `paths`, by annotator; what cannot be read is one of the `problems`.

    A file that nobody has worked in yet is no layer.
    """
    layers: list[Layer] = []
    problems: list[ArtreaderError] = []
    for annotator, path in paths.items():
        store = Store(path, "" if annotator == NAMELESS else annotator, kinds=kinds)
        try:
            loaded = store.load(article)
            if store.read_only:
                raise SidecarError(store.read_only, path=store.path, advice="install a newer artreader")
        except ArtreaderError as error:
            problems.append(error)
            continue
        if loaded.untouched:
            continue
        placed = tuple(annotation for annotation in loaded.annotations if not annotation.is_lost)
        unplaced = tuple(annotation for annotation in loaded.annotations if annotation.is_lost)
        layers.append(Layer(annotator, path, placed, unplaced, loaded.text_changed))
    return Layers(article, tuple(layers), tuple(problems))


def annotators_of(files: Collection[Files]) -> list[str]:
    """Whose work lies beside the articles, by name, the nameless one first."""
    found: dict[str, list[tuple[Path, SidecarFile]]] = {}
    for each in files:
        for sidecar in each.sidecars:
            found.setdefault(sidecar.annotator, []).append((each.path, sidecar))
    return [name or NAMELESS for name in sorted(found) if any(_is_work(*file) for file in found[name])]


def workers_of(files: Collection[Files]) -> list[str]:
    """Whose own work lies beside the articles: all but what was adjudicated from others' (the first file of
    each says so); all of them where there is nothing else."""
    names = annotators_of(files)
    first: dict[str, Path] = {}
    for each in files:
        for sidecar in each.sidecars:
            first.setdefault(sidecar.annotator or NAMELESS, each.path.with_name(sidecar.name))
    return [name for name in names if not is_adjudicated(first[name])] or names


def is_adjudicated(path: Path) -> bool:
    """Whether a sidecar says at its head that it was settled from others."""
    try:
        head = read_regular(OS, str(path), _SMALL)
    except OSError:
        return False
    return f"\n{ADJUDICATED_FROM}:".encode() in head.partition(b"\nannotations:")[0]


def _is_work(article: Path, sidecar: SidecarFile) -> bool:
    """Whether a file holds more than what is known of the article; one that cannot be read counts."""
    if sidecar.stamp.size > _SMALL:
        return True
    path = article.with_name(sidecar.name)
    try:
        source = events.load(read_regular(OS, str(path), events.MAX_BYTES), path)
        header = read_header(source)
        return not (
            header.article_extra
            and not header.suggested_by
            and not header.states
            and not annotation_nodes(source)
        )
    except (OSError, ArtreaderError):
        return True
