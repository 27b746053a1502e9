"""Checking sidecars against their schema and the text, for `artreader check`: all problems, not the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotations.anchoring import Anchor, Anchored
from annotations.article import Article
from annotations.errors import ArtreaderError, InputError, SchemeError, SidecarError
from annotations.fsops import OS, read_regular
from annotations.kinds import Unknown
from annotations.model import Annotation
from annotations.scheme import Scheme, default_scheme, scheme_of
from annotations.sidecar import decode, events, values
from annotations.sidecar.file_kinds import FileKinds
from annotations.sidecar.header import FORMAT, FORMAT_VERSION, Header
from annotations.sidecar.nodes import Mapping, Node, Source, shown
from annotations.sidecar.paths import list_sidecars, split_sidecar_name


def check_sidecar(path: Path, encoding: str | None = None) -> list[ArtreaderError]:
    """The problems of a sidecar, or of all sidecars of an article, each with its line; [] when all is well.

    `encoding` is the article's, None for the usual guess. Raises nothing.
    """
    if split_sidecar_name(path.name) is None:
        if not path.exists():
            return [InputError("no such file", path=path)]
        return [problem for sidecar in list_sidecars(path) for problem in check_sidecar(sidecar, encoding)]
    try:
        data = read_regular(OS, str(path), events.MAX_BYTES)
    except OSError as error:
        return [events.unreadable(error, path)]
    try:
        with events.collection_paused():
            source = events.load(data, path)
            version = decode.format_version(source)
            if version > FORMAT_VERSION:
                newer = f"format artreader/{version} is newer than {FORMAT}"
                return [SidecarError(newer, path=path, advice="install a newer artreader")]
            problems = list(_Check(source, path).problems(encoding))
    except SidecarError as error:
        return [error]
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))


class _Check:
    """One sidecar that could be read as YAML."""

    def __init__(self, source: Source, path: Path) -> None:
        self.source = source
        self.path = path
        self.root = decode.root_of(source)

    def problems(self, encoding: str | None) -> Iterator[ArtreaderError]:
        header: Header | None = None
        try:
            header = decode.read_header(self.source)
        except SidecarError as error:
            yield error
        article = None
        try:
            article = self._article(header, encoding)
        except ArtreaderError as error:
            yield error
        if header and article:
            yield from self._header_problems(header, article)
        found: list[tuple[Anchored, Mapping]] = []
        try:
            nodes = decode.annotation_nodes(self.source)
        except SidecarError as error:
            yield error
            return
        scheme = default_scheme()
        try:
            scheme = scheme_of(self.path)
        except SchemeError as error:
            yield error
        kinds = FileKinds(scheme.kinds)
        for node in nodes:
            try:
                entry = values.mapping(self.source, node, "annotations")
                found.append((decode.read_annotation(self.source, entry, kinds), entry))
            except SidecarError as error:
                yield error
        yield from self._between(found)
        for anchored, entry in found:
            yield from self._annotation_problems(anchored, entry, article)
            yield from self._scheme_problems(anchored.annotation, entry, scheme)

    def _scheme_problems(
        self, annotation: Annotation, entry: Mapping, scheme: Scheme
    ) -> Iterator[ArtreaderError]:
        """A kind or a label that the scheme of the folder does not have; no label is one that it may lack."""
        which = "the built-in scheme" if scheme.path is None else str(scheme.path)
        if isinstance(annotation, Unknown):
            advice = "it is kept as it is; add the kind to artreader.yaml to work on it"
            message = f"annotation {shown(annotation.id)}: {which} has no kind {shown(annotation.kind)}"
            yield self._problem(entry.nodes["kind"], message, advice)
        elif annotation.label and scheme.path and scheme.label(annotation.kind, annotation.label) is None:
            known = ", ".join(label.id for label in scheme.of(annotation.kind)) or "none"
            message = f"{which} has no label {shown(annotation.label)} for {annotation.kind}"
            yield self._problem(entry.nodes["label"], message, f"it has: {known}")

    def _problem(self, node: Node | int, message: str, advice: str = "") -> SidecarError:
        index = node if isinstance(node, int) else node.start
        line = self.source.line_of(index) + 1
        column = self.source.column_of(index) + 1
        return SidecarError(message, path=self.path, line=line, column=column, advice=advice)

    def _article(self, header: Header | None, encoding: str | None) -> Article:
        """The article by the sidecar's name, else by its `file`. Raises ArtreaderError."""
        split = split_sidecar_name(self.path.name)
        names = [split[0]] if split else []
        if header is not None and header.file not in names:
            names.append(header.file)
        for name in names:
            candidate = self.path.with_name(name)
            if candidate.exists():
                return Article.read(candidate, encoding)
        raise InputError(f"the article {shown(names[0])} is not beside it", path=self.path)

    def _header_problems(self, header: Header, article: Article) -> Iterator[ArtreaderError]:
        node = self.root.nodes["article"]
        assert isinstance(node, Mapping)
        assert article.path is not None
        if header.file != article.path.name:
            message = f'"file" says {shown(header.file)}, but the article is {shown(article.path.name)}'
            yield self._problem(node.nodes["file"], message)
        split = split_sidecar_name(self.path.name)
        if split and split[1] and header.annotator and split[1] != header.annotator:
            message = f'"annotator" says {shown(header.annotator)}, the file name {shown(split[1])}'
            yield self._problem(self.root.nodes["annotator"], message)
        if header.sha256 != article.sha256:
            advice = "open it in artreader to place the annotations anew"
            yield self._problem(node.nodes["sha256"], "the text changed since it was annotated", advice)
        elif header.length is not None and header.length != len(article.text):
            message = f'"length" is {header.length}, but the text has {len(article.text)} code points'
            yield self._problem(node.nodes["length"], message)

    def _between(self, found: list[tuple[Anchored, Mapping]]) -> Iterator[ArtreaderError]:
        """Ids that stand twice, and references to ids that are not there."""
        first: dict[str, Mapping] = {}
        for anchored, entry in found:
            name = anchored.annotation.id
            if name in first:
                line = self.source.line_of(first[name].nodes["id"].start) + 1
                yield self._problem(entry.nodes["id"], f"the id {shown(name)} stands on line {line} too")
            first.setdefault(name, entry)
        for anchored, entry in found:
            for field, name in anchored.annotation.references():
                if name not in first:
                    message = f'"{field}" names {shown(name)}, but no annotation has that id'
                    yield self._problem(entry.nodes[field], message)

    def _annotation_problems(
        self, anchored: Anchored, entry: Mapping, article: Article | None
    ) -> Iterator[ArtreaderError]:
        annotation = anchored.annotation
        name = shown(annotation.id)
        if article is not None:
            anchors = [("at", anchor) for anchor in anchored.spans]
            anchors += [
                (spec.name, anchored.fields[spec.name])
                for spec in annotation.fields
                if spec.name in anchored.fields
            ]
            for key, anchor in anchors:
                if message := _mismatch(anchor, article.text):
                    yield self._problem(entry.nodes[key], f"annotation {name}: {message}")
        for piece in annotation.lost:
            what = "is lost from the text" if piece.like is None else "was only found much alike: confirm it"
            message = f"annotation {name}: {shown(piece.quote)} ({piece.role}) {what}"
            yield self._problem(entry.nodes["lost"], message)
        for spec in annotation.fields:
            value = getattr(annotation, spec.name)
            if spec.choices and value and value not in spec.choices:
                message = f'"{spec.name}" is {shown(value)}, which is none of {", ".join(spec.choices)}'
                yield self._problem(entry.nodes[spec.name], message)
        if annotation.confidence is not None and not 0 <= annotation.confidence <= 1:
            message = f'"confidence" is {annotation.confidence}, which is not between 0 and 1'
            yield self._problem(entry.nodes["confidence"], message)


def _mismatch(anchor: Anchor, text: str) -> str:
    start, end = anchor.at
    if end > len(text):
        return f"[{start}, {end}] ends behind the text, which has {len(text)} code points"
    found = text[start:end]
    if found == anchor.quote:
        return ""
    return f"at [{start}, {end}] the text has {shown(found)}, not {shown(anchor.quote)}"
