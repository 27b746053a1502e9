"""spaCy's DocBin (https://spacy.io/api/docbin), as `spacy train` reads it.

`doc.ents` has the entities that are not rejected, the longer of two that overlap; `doc.spans` has a group
a kind ("entity", "quote.suggested", with the status where it is not accepted) and a group a place
("quote.source"). A span's id ties the pieces and places of an annotation together; its `kb_id` is the
entity's name or the speaker's. Tokens are cut where a span begins or ends.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from annotations.exchange.carrying import Carries, Feature
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.extras import needed
from annotations.exchange.graph import Graph, Link, Mark, from_graph
from annotations.exchange.tokens import tokens_of
from annotations.model import Annotation, Entity, FieldType, Quote, Span, Status

MOST = 512 * 1024 * 1024  # bytes that a file may unpack to


class SpacyDocBin:
    name: ClassVar[str] = "spacy"
    title: ClassVar[str] = "spaCy DocBin"
    suffix: ClassVar[str] = ".spacy"
    files: ClassVar[bool] = False
    extra: ClassVar[str] = "spacy"
    carries: ClassVar[Carries] = Carries(
        frozenset(
            (
                Feature.TEXT,
                Feature.OVERLAP,
                Feature.DISCONTINUOUS,
                Feature.ANY_SPAN,
                Feature.PLACES,
                Feature.NAMES,
                Feature.STATUS,
                Feature.ID,
            )
        )
    )
    how: ClassVar[str] = (
        "doc.ents, and span groups a kind and a place; names of entities and speakers as kb_id"
    )

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        tokens = needed("spacy.tokens", self.extra)
        vocabulary = needed("spacy.vocab", self.extra).Vocab()
        found = tokens.DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"])
        names = []
        for document in documents:
            found.add(_doc(document, tokens, vocabulary))
            names.append(document.name)
        yield Piece("", found.to_bytes())
        yield Piece("files.txt", "".join(f"{name}\n" for name in names).encode())

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        tokens = needed("spacy.tokens", self.extra)
        vocabulary = needed("spacy.vocab", self.extra).Vocab()
        _refuse_bombs(source)
        names = _names(source)
        try:
            found = tokens.DocBin().from_bytes(source.data)
            docs = list(found.get_docs(vocabulary))
        except Exception as error:  # msgpack, zlib and numpy each have their own
            source.fail(f"no DocBin that this spaCy reads: {type(error).__name__}")
        for number, doc in enumerate(docs):
            graph = _graph(doc, source, f"doc {number + 1}")
            name = names[number] if len(names) == len(docs) else ""
            yield Imported(name, doc.text, from_graph(graph, doc.text, source), f"doc {number + 1}")


def _refuse_bombs(source: Source) -> None:
    try:
        unpacking = zlib.decompressobj()
        unpacking.decompress(source.data, MOST)
    except zlib.error:
        source.fail("no DocBin: it is not compressed by zlib")
    if unpacking.unconsumed_tail:
        source.fail(f"a DocBin of more than {MOST >> 20} MB")


def _names(source: Source) -> list[str]:
    """The articles' names, from the files.txt that export writes beside."""
    try:
        return (source.beside("files.txt") or b"").decode().splitlines()
    except UnicodeDecodeError:
        return []


def _doc(document: Document, module: Any, vocabulary: Any) -> Any:
    text = document.text
    spans = [span for a in document.annotations for _, span in a.places()]
    words, spaces = _words(text, spans)
    doc = module.Doc(vocabulary, words=words, spaces=spaces)
    assert doc.text == text
    groups: dict[str, list[Any]] = {}

    def add(group: str, span: Span, label: str, annotation: Annotation, name: str = "") -> Any:
        made = doc.char_span(*span, label=label, kb_id=name, span_id=annotation.id)
        assert made is not None  # tokens are cut at the spans' ends
        groups.setdefault(group, []).append(made)
        return made

    entities = []
    for annotation in document.annotations:
        group = annotation.kind
        if annotation.status is not Status.ACCEPTED:
            group += f".{annotation.status.value}"
        name = annotation.entity if isinstance(annotation, Entity) else ""
        name = annotation.speaker if isinstance(annotation, Quote) else name
        made = [add(group, span, annotation.label, annotation, name) for span in annotation.spans]
        if annotation.kind == "entity" and annotation.status is not Status.REJECTED:
            entities += made
        for role, span in annotation.places():
            if role != "spans":
                add(f"{annotation.kind}.{role}", span, role, annotation)
    for group, members in groups.items():
        doc.spans[group] = members
    doc.ents = needed("spacy.util", "spacy").filter_spans(entities)
    return doc


def _words(text: str, spans: list[Span]) -> tuple[list[str], list[bool]]:
    """Words and whether a space follows; other blank space, and that at which a span ends, are words."""
    words: list[str] = []
    spaces: list[bool] = []
    pieces = tokens_of(text, [*spans, *_gaps(text)])
    after = 0
    for start, end in pieces:
        if start > after:  # a single space that no span begins or ends in
            spaces[-1] = True
        words.append(text[start:end])
        spaces.append(False)
        after = end
    if after < len(text):
        spaces[-1] = True
    return words, spaces


def _gaps(text: str) -> list[Span]:
    """Blank space that is more or other than one space behind a word: it must be tokens."""
    gaps = []
    start = 0
    while start < len(text):
        if not text[start].isspace():
            start += 1
            continue
        end = start
        while end < len(text) and text[end].isspace():
            end += 1
        if start == 0 or text[start:end] != " ":
            gaps.append(Span(start, end))
        start = end
    return gaps


def _graph(doc: Any, source: Source, place: str) -> Graph:
    graph = Graph()
    marks: dict[str, Mark] = {}
    waiting: list[tuple[str, Mark]] = []
    for group, members in doc.spans.items():
        kind, _, rest = group.partition(".")
        for number, member in enumerate(members):
            here = f"{place}, {group} {number + 1}"
            span = Span(member.start_char, member.end_char)
            if not span.length:
                source.fail("an empty span", place=here)
            cls = source.kinds.get(kind)
            roles = {spec.name: spec.type for spec in cls.fields} if cls else {}
            if roles.get(rest) in (FieldType.SPAN, FieldType.PASSAGE):
                waiting.append((member.id_, Mark(f"{member.id_}.{rest}", rest, (span,), {}, None, here)))
                continue
            label = f"{kind}-{member.label_}" if cls else member.label_
            values = {"id": member.id_} if member.id_ else {}
            if rest in (Status.SUGGESTED, Status.REJECTED):
                values["status"] = rest
            if member.kb_id_:
                values["speaker" if kind == "quote" else "entity"] = member.kb_id_
            id_ = member.id_ or here
            before = marks[id_].spans if id_ in marks else ()
            marks[id_] = Mark(id_, label, (*before, span), values, None, here)
    graph.marks = list(marks.values())
    for owner, mark in waiting:
        graph.marks.append(mark)
        graph.links.append(Link(mark.label, owner, mark.id))
    if not doc.spans:
        for number, ent in enumerate(doc.ents, 1):
            span = Span(ent.start_char, ent.end_char)
            values = {"entity": ent.kb_id_} if ent.kb_id_ else {}
            graph.marks.append(
                Mark(f"ent {number}", ent.label_, (span,), values, None, f"{place}, ent {number}")
            )
    return graph
