"""From nodes to a header and annotations, by the schema that the model's field tables give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PureWindowsPath
from typing import Any

from annotations.anchoring import Anchor, Anchored
from annotations.errors import SidecarError
from annotations.history import StateStep, Step
from annotations.model import Annotation, Field, FieldType, Lost, Passage, Status
from annotations.sidecar import values
from annotations.sidecar.file_kinds import FileKinds
from annotations.sidecar.header import (
    ARTICLE_KEYS,
    FORMAT,
    FORMAT_NAME,
    HEADER_KEYS,
    Header,
)
from annotations.sidecar.nodes import Mapping, Node, Scalar, Sequence, Source, shown

COMMON_KEYS = (
    "id", "kind", "label", "quote", "at", "before", "after",
    "status", "by", "confidence", "why", "note", "lost", "history",
)  # fmt: skip
_FORMAT = re.compile(rf"{FORMAT_NAME}/([0-9]{{1,6}})")
_BEGIN = f'write "format: {FORMAT}" as its first line, if it is one'
_SHA256 = re.compile(r"[0-9a-f]{64}")
_STATUSES = {status.value: status for status in Status}


@cache
def known_keys(kind: type[Annotation]) -> frozenset[str]:
    """The keys that an annotation of `kind` may have; others are kept in `extra`."""
    return frozenset((*COMMON_KEYS, *(spec.name for spec in kind.fields)))


def root_of(source: Source) -> Mapping:
    """The mapping a sidecar consists of, of whatever version."""
    if source.root is None:
        raise SidecarError(
            "empty: no annotations in it",
            path=source.path,
            line=1,
            column=1,
            advice="delete it to begin anew",
        )
    if type(source.root) is not Mapping:
        source.fail(source.root.start, "not a sidecar of artreader", _BEGIN)
    return source.root


def format_version(source: Source) -> int:
    """The number in `format: artreader/1`. Raises SidecarError for another format."""
    root = root_of(source)
    node = root.nodes.get("format")
    if node is None:
        source.fail(root.start, '"format" is missing', _BEGIN)
    match = _FORMAT.fullmatch(values.text(source, node, "format"))
    if match is None or int(match.group(1)) < 1:
        source.fail(node.start, f"unknown format {values.what_is(node)}", f"artreader reads {FORMAT}")
    return int(match.group(1))


def is_bare_name(name: str) -> bool:
    """Whether `name` names a file of the same folder, on any system."""
    windows = PureWindowsPath(name)  # a backslash alone is an ordinary character elsewhere
    leads_away = "\\" in name and (".." in windows.parts or windows.anchor != "")
    return name not in ("", ".", "..") and "/" not in name and "\0" not in name and not leads_away


def read_header(source: Source) -> Header:
    """Raises SidecarError when a required key is missing or one is of the wrong type."""
    root = root_of(source)
    version = format_version(source)
    article = values.mapping(source, values.required(source, root, "article"), "article")
    file_node = values.required(source, article, "file")
    file = values.text(source, file_node, "file")
    if not is_bare_name(file):
        source.fail(
            file_node.start,
            f'"file" must be a bare name, but is {shown(file)}',
            "the article lies beside its sidecar",
        )
    sha_node = values.required(source, article, "sha256")
    sha256 = values.text(source, sha_node, "sha256")
    if not _SHA256.fullmatch(sha256):
        values.wrong(source, sha_node, "sha256", "64 hexadecimal digits")
    length = article.nodes.get("length")
    return Header(
        file=file,
        sha256=sha256,
        length=None if length is None else values.whole(source, length, "length"),
        language=_optional_text(source, article, "language"),
        annotator=_optional_text(source, root, "annotator"),
        suggested_by=_optional_text(source, root, "suggested_by"),
        states=tuple(_states(source, root.nodes["states"])) if "states" in root.nodes else (),
        version=version,
        article_extra=_extra(article, frozenset(ARTICLE_KEYS)),
        extra=_extra(root, frozenset(HEADER_KEYS)),
    )


def annotation_nodes(source: Source) -> list[Node]:
    """The items of `annotations`; none when the key is absent or left open."""
    node = root_of(source).nodes.get("annotations")
    if node is None or values.is_nothing(node):
        return []
    return values.sequence(source, node, "annotations").items


def read_annotations(source: Source, kinds: FileKinds | None = None) -> Iterator[tuple[Anchored, Mapping]]:
    """Each annotation with its anchors and its node. Raises SidecarError, also when an id stands twice."""
    kinds = kinds or FileKinds()
    seen: dict[str, int] = {}
    for node in annotation_nodes(source):
        entry = values.mapping(source, node, "annotations")
        anchored = read_annotation(source, entry, kinds)
        name = anchored.annotation.id
        if name in seen:
            first, second = source.line_of(seen[name]) + 1, source.line_of(entry.start) + 1
            what = f"the id {shown(name)} stands twice, on lines {first} and {second}"
            source.fail(entry.nodes["id"].start, what, "give one of them another id, or delete it")
        seen[name] = entry.start
        yield anchored, entry


def read_annotation(source: Source, node: Mapping, kinds: FileKinds) -> Anchored:
    """One annotation with its anchors. Raises SidecarError that names the field."""
    nodes = node.nodes
    name = values.text(source, values.required(source, node, "id"), "id")
    if not name:
        source.fail(nodes["id"].start, '"id" must not be empty')
    kind = kinds.of(source, node, values.required(source, node, "kind"))
    lost = tuple(_lost(source, nodes["lost"], kind)) if "lost" in nodes else ()
    anchors: tuple[Anchor, ...] = ()
    if "at" in nodes or "quote" in nodes or all(piece.role != "spans" for piece in lost):
        anchors = _anchors(source, node)
    status_node = nodes.get("status")
    status = Status.ACCEPTED
    if status_node is not None:
        text = values.text(source, status_node, "status")
        if text not in _STATUSES:
            values.wrong(source, status_node, "status", f"one of {', '.join(_STATUSES)}")
        status = _STATUSES[text]
    confidence = nodes.get("confidence")
    fields: dict[str, Any] = {}
    field_anchors: dict[str, Anchor] = {}
    for spec in kind.fields:
        found = nodes.get(spec.name)
        if found is not None:
            fields[spec.name] = _field(source, found, spec, field_anchors)
    return Anchored(
        kind(
            id=name,
            label=_optional_text(source, node, "label"),
            spans=tuple(anchor.at for anchor in anchors),
            status=status,
            by=_optional_text(source, node, "by"),
            confidence=None
            if confidence is None or values.is_nothing(confidence)
            else values.number(source, confidence, "confidence"),
            why=_optional_text(source, node, "why"),
            note=_optional_text(source, node, "note"),
            lost=lost,
            history=tuple(_history(source, nodes["history"])) if "history" in nodes else (),
            extra=_extra(node, known_keys(kind)),  # type: ignore[arg-type]  # classes hash
            **fields,
        ),
        anchors,
        field_anchors,
    )


def _optional_text(source: Source, node: Mapping, key: str) -> str:
    found = node.nodes.get(key)
    return "" if found is None else values.text(source, found, key)


def _extra(node: Mapping, known: frozenset[str]) -> dict[str, Any]:
    if node.nodes.keys() <= known:
        return {}
    return {key: values.plain(value) for key, value in node.nodes.items() if key not in known}


def _anchors(source: Source, node: Mapping) -> tuple[Anchor, ...]:
    quote_node = values.required(source, node, "quote")
    places = values.spans(source, values.required(source, node, "at"), "at")
    quotes = _texts_of(source, quote_node, "quote")
    if len(quotes) != len(places):
        source.fail(
            quote_node.start,
            f'"quote" must hold a text for each span of "at": {len(quotes)} for {len(places)}',
            "give several spans a list of as many quotes",
        )
    before, after = [""] * len(places), [""] * len(places)
    for key, found, alone in (("before", before, 0), ("after", after, -1)):
        if key not in node.nodes:
            continue
        texts = _texts_of(source, node.nodes[key], key)
        if len(texts) == len(places):
            found[:] = texts
        elif len(texts) == 1:
            found[alone] = texts[0]
        else:
            source.fail(node.nodes[key].start, f'"{key}" must hold one text for each span')
    return tuple(map(Anchor, quotes, places, before, after))


def _texts_of(source: Source, node: Node, key: str) -> tuple[str, ...]:
    if type(node) is Sequence:
        return values.texts(source, node, key)
    return (values.text(source, node, key),)


def _place(source: Source, node: Node, name: str) -> tuple[Mapping, Anchor]:
    entry = values.mapping(source, node, name)
    quote = values.text(source, values.required(source, entry, "quote"), f"{name}.quote")
    at = values.span(source, values.required(source, entry, "at"), f"{name}.at")
    before, after = _optional_text(source, entry, "before"), _optional_text(source, entry, "after")
    return entry, Anchor(quote, at, before, after)


def _lost(source: Source, node: Node, kind: type[Annotation]) -> Iterator[Lost]:
    if values.is_nothing(node):
        return
    roles = {"spans", *(spec.name for spec in kind.fields if spec.type in _PLACED)}
    for item in values.sequence(source, node, "lost").items:
        entry, anchor = _place(source, item, "lost")
        role_node = values.required(source, entry, "role")
        role = values.text(source, role_node, "role")
        if role not in roles:
            values.wrong(source, role_node, "role", f"one of {', '.join(sorted(roles))}")
        like = entry.nodes.get("like")
        place = None if like is None else values.span(source, like, "lost.like")
        yield Lost(role, anchor.quote, anchor.at, anchor.before, anchor.after, place)


def _history(source: Source, node: Node) -> Iterator[Step]:
    for entry in _steps(source, node, "history"):
        was = entry.nodes.get("was")
        before = {} if was is None or values.is_nothing(was) else values.mapping(source, was, "was").nodes
        yield Step(
            did=_needed_text(source, entry, "did"),
            by=_optional_text(source, entry, "by"),
            when=_optional_text(source, entry, "when"),
            role=_optional_text(source, entry, "as"),
            was={key: values.text(source, value, f"was.{key}") for key, value in before.items()},
            note=_optional_text(source, entry, "note"),
        )


def _states(source: Source, node: Node) -> Iterator[StateStep]:
    for entry in _steps(source, node, "states"):
        state = _needed_text(source, entry, "state")
        yield StateStep(state, _optional_text(source, entry, "by"), _optional_text(source, entry, "when"))


def _steps(source: Source, node: Node, name: str) -> Iterator[Mapping]:
    if not values.is_nothing(node):
        for item in values.sequence(source, node, name).items:
            yield values.mapping(source, item, name)


def _needed_text(source: Source, entry: Mapping, key: str) -> str:
    return values.text(source, values.required(source, entry, key), key)


_PLACED = (FieldType.SPAN, FieldType.PASSAGE)


def _field(source: Source, node: Node, spec: Field, anchors: dict[str, Anchor]) -> Any:
    if values.is_nothing(node):
        return spec.empty
    if spec.type is FieldType.NAMES:
        return values.texts(source, node, spec.name)
    if spec.type is FieldType.COUNT:
        return values.whole(source, node, spec.name)
    if spec.type is FieldType.PASSAGE and type(node) is Scalar:
        return Passage(node.value)
    if spec.type in _PLACED:
        entry, anchors[spec.name] = _place(source, node, spec.name)
        at = anchors[spec.name].at
        if spec.type is FieldType.SPAN:
            return at
        text = entry.nodes.get("text")
        return Passage(anchors[spec.name].quote if text is None else values.text(source, text, "text"), at)
    return values.text(source, node, spec.name)
