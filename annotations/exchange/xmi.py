"""UIMA CAS as XMI 1.0 with its type system, through dkpro-cassis, for INCEpTION, WebAnno and Java pipelines.

cassis counts in code points and writes UTF-16 units, as UIMA does. XML 1.0 (section 2.2) has no control
characters: an article that holds some is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from annotations.exchange.carrying import BUILT_IN, FOREIGN, Carries
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.extras import needed
from annotations.exchange.graph import Graph, Link, Mark, from_graph, in_parts, to_graph
from annotations.exchange.values import plain, unplain
from annotations.model import KINDS, FieldType

SPAN, LINK = "artreader.Span", "artreader.Link"
_NOT_XML = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_SHARED = ("status", "by", "confidence", "why", "note")
_VALUES = (
    *_SHARED,
    *dict.fromkeys(s.name for k in KINDS.values() for s in k.fields if s.type is not FieldType.SPAN),
)
_ANNOTATION = "uima.tcas.Annotation"
_STRING = "uima.cas.String"


class Xmi:
    name: ClassVar[str] = "xmi"
    title: ClassVar[str] = "UIMA CAS XMI"
    suffix: ClassVar[str] = ".xmi"
    files: ClassVar[bool] = True
    extra: ClassVar[str] = "cassis"
    carries: ClassVar[Carries] = Carries(FOREIGN, fields=BUILT_IN, never=_NOT_XML)
    how: ClassVar[str] = "artreader.Span with a feature a value, artreader.Link between spans; TypeSystem.xml"

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        cassis = needed("cassis", self.extra)
        system = _type_system(cassis)
        for document in documents:
            cas = _cas(document, cassis, system)
            yield Piece(f"{document.name}{self.suffix}", cas.to_xmi().encode())
        yield Piece("TypeSystem.xml", system.to_xml().encode())

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        cassis = needed("cassis", self.extra)
        cas = _load(cassis, source)
        text = cas.sofa_string
        if not isinstance(text, str):
            source.fail("there is no text in it")
        graph = Graph()
        for number, found in enumerate(cas.select(_ANNOTATION), 1):
            _take(found, number, text, source, graph)
        yield Imported(
            source.path.name.removesuffix(self.suffix),
            text,
            from_graph(graph, text, source),
            source.path.name,
        )


def _type_system(cassis: Any) -> Any:
    system = cassis.TypeSystem()
    span = system.create_type(name=SPAN, supertypeName=_ANNOTATION)
    for name in ("label", "key", *_VALUES):
        system.create_feature(domainType=span, name=name, rangeType=_STRING)
    link = system.create_type(name=LINK, supertypeName=_ANNOTATION)
    system.create_feature(domainType=link, name="label", rangeType=_STRING)
    system.create_feature(domainType=link, name="Governor", rangeType=SPAN)
    system.create_feature(domainType=link, name="Dependent", rangeType=SPAN)
    return system


def _cas(document: Document, cassis: Any, system: Any) -> Any:
    cas = cassis.Cas(typesystem=system)
    cas.sofa_string = document.text
    cas.sofa_mime = "text/plain"
    span_type, link_type = system.get_type(SPAN), system.get_type(LINK)
    graph = in_parts(to_graph(document.annotations, document.text, KINDS))
    made: dict[str, Any] = {}
    for mark in graph.marks:
        start, end = mark.spans[0]
        values = {name: plain(value) for name, value in mark.values.items()}
        made[mark.id] = span_type(begin=start, end=end, label=plain(mark.label), key=mark.id, **values)
        cas.add(made[mark.id])
    for link in graph.links:
        head, tail = made[link.head], made[link.tail]
        cas.add(link_type(begin=head.begin, end=head.end, label=link.type, Governor=tail, Dependent=head))
    return cas


def _load(cassis: Any, source: Source) -> Any:
    """The CAS, by the TypeSystem.xml beside it. Raises InputError."""
    if b"<!DOCTYPE" in source.data or b"<!ENTITY" in source.data:
        source.fail("a document type definition, which is not read")
    types = source.beside("TypeSystem.xml")
    if types is None:
        source.fail("there is no TypeSystem.xml beside it")
    try:
        return cassis.load_cas_from_xmi(
            source.data.decode(), typesystem=cassis.load_typesystem(types.decode())
        )
    except Exception as error:  # lxml's, and what cassis trips over
        source.fail(f"no CAS that can be read: {type(error).__name__}")


def _take(found: Any, number: int, text: str, source: Source, graph: Graph) -> None:
    """A mark of an annotation with a label or value, a link of one between two others."""
    name = str(found.type.name)
    head, tail = getattr(found, "Dependent", None), getattr(found, "Governor", None)
    label = getattr(found, "label", None) or getattr(found, "value", None)
    if head is not None and tail is not None:
        graph.links.append(Link(str(label or ""), _key(head), _key(tail)))
    elif name == SPAN or (label and not name.startswith("uima.")):
        place = f"{name} {number}"
        span = source.span(found.begin, found.end, text, place=place)
        values = {}
        if name == SPAN:
            values = {n: unplain(v) for n in _VALUES if isinstance(v := getattr(found, n, None), str)}
        graph.marks.append(Mark(_key(found), unplain(str(label or "")), (span,), values, None, place))


def _key(found: Any) -> str:
    return str(getattr(found, "key", None) or f"xmi {found.xmiID}")
