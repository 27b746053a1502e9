"""W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) as JSON-LD, a page an article.

A target has a TextQuoteSelector and a TextPositionSelector, which counts code points (section 4.2.5).
What the model has no words for are properties of our own namespace. Files of others are read by quote:
a position may count UTF-16 units, as browsers' clients write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from annotations.anchoring import anchor_of
from annotations.exchange.carrying import FOREIGN, Carries, Feature
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Graph, Link, Mark, from_graph, to_graph
from annotations.exchange.offsets import Utf16
from annotations.exchange.safe_json import safe_json
from annotations.model import KINDS, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_URN = "urn:artreader:"
_OWN = "artreader:"
_UNRESERVED = re.compile(r"[^A-Za-z0-9._~-]+")  # RFC 3986


class WebAnnotation:
    name: ClassVar[str] = "w3c"
    title: ClassVar[str] = "W3C Web Annotation"
    suffix: ClassVar[str] = ".jsonld"
    files: ClassVar[bool] = True
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(FOREIGN - {Feature.TEXT})
    how: ClassVar[str] = (
        "tagging and commenting bodies, a target a piece; fields under a namespace of our own"
    )

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        for document in documents:
            graph = to_graph(document.annotations, document.text, KINDS)
            page = {
                "@context": [CONTEXT, {"artreader": f"{_URN}vocabulary:"}],
                "id": f"{_URN}page:{_quoted(document.name)}",
                "type": "AnnotationPage",
                "items": list(_items(graph, document)),
            }
            yield Piece(f"{document.name}{self.suffix}", (safe_json(page, indent=1) + "\n").encode())

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        found = source.json(source.decoded)
        items = found.get("items", [found]) if isinstance(found, dict) else found
        if not isinstance(items, list):
            source.fail('"items" must be a list')
        graphs: dict[str, Graph] = {}
        texts: dict[str, str] = {}
        for number, item in enumerate(items, 1):
            place = f"item {number}"
            if not isinstance(item, dict):
                source.fail("not an object", place=place)
            name = _source_of(item) or source.path.name.removesuffix(self.suffix)
            if name not in texts:
                text = look_up(name)
                if text is None:
                    source.fail(f"there is no article {name}", place=place)
                texts[name], graphs[name] = text, Graph()
            _take(item, texts[name], source, place, graphs[name])
        for name, graph in graphs.items():
            yield Imported(name, texts[name], from_graph(graph, texts[name], source), name)


def _quoted(name: str) -> str:
    return _UNRESERVED.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode()), name)


def _unquoted(iri: str) -> str:
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), iri.encode())
    return data.decode("utf-8", "replace")


def _items(graph: Graph, document: Document) -> Iterator[dict[str, Any]]:
    places = {mark.id: mark for mark in graph.marks if "." in mark.id}
    links: dict[str, list[Link]] = {}
    for link in graph.links:
        links.setdefault(link.head, []).append(link)
    for mark in graph.marks:
        if mark.id in places:
            continue
        values = dict(mark.values)
        bodies = [{"type": "TextualBody", "purpose": "tagging", "value": mark.label}]
        if "note" in values:
            bodies.append({"type": "TextualBody", "purpose": "commenting", "value": values.pop("note")})
        targets = [_target(document, span) for span in mark.spans]
        item: dict[str, Any] = {
            "id": _URN + _quoted(mark.id),
            "type": "Annotation",
            "motivation": "commenting" if mark.label.startswith("note-") else "tagging",
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
        }
        if "by" in values:
            item["creator"] = {"type": "Agent", "name": values.pop("by")}
        item |= {_OWN + name: value for name, value in values.items()}
        for link in links.get(mark.id, ()):
            if link.tail in places:
                item[_OWN + link.type] = _target(document, places[link.tail].spans[0])
            else:
                item.setdefault(f"{_OWN}links", []).append(
                    {_OWN + link.type: {"id": _URN + _quoted(link.tail)}}
                )
        yield item


def _target(document: Document, span: Span) -> dict[str, Any]:
    anchor = anchor_of(document.text, span)
    return {
        "source": _quoted(document.name),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.quote,
                "prefix": anchor.before,
                "suffix": anchor.after,
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _source_of(item: dict[str, Any]) -> str:
    for target in _many(item.get("target")):
        iri = target.get("source") if isinstance(target, dict) else target
        if isinstance(iri, str) and iri:
            return _unquoted(iri.rstrip("/").rpartition("/")[2])
    return ""


def _take(item: dict[str, Any], text: str, source: Source, place: str, graph: Graph) -> None:
    values: dict[str, str] = {}
    label = ""
    for body in _many(item.get("body", item.get("bodyValue"))):
        value = body.get("value") if isinstance(body, dict) else body
        purpose = body.get("purpose") if isinstance(body, dict) else "commenting"
        if isinstance(value, str) and purpose in ("tagging", "classifying") and not label:
            label = value
        elif isinstance(value, str):
            values["note"] = f"{values['note']}; {value}" if "note" in values else value
    label = label or "note-comment"
    creator = item.get("creator")
    by = creator.get("name") if isinstance(creator, dict) else creator
    if isinstance(by, str):
        values["by"] = by
    id_ = str(item.get("id") or place)
    spans = tuple(_span(target, text, source, place) for target in _many(item.get("target")))
    if not spans:
        source.fail('there is no "target"', place=place)
    values["id"] = _unquoted(id_.removeprefix(_URN))
    for key, value in item.items():
        name = key.removeprefix(_OWN)
        if name == key:
            continue
        if isinstance(value, str):
            values[name] = value
        elif isinstance(value, dict):
            mark = Mark(
                f"{id_}.{name}", name, (_span(value, text, source, f"{place}, {name}"),), {}, None, place
            )
            graph.marks.append(mark)
            graph.links.append(Link(name, id_, mark.id))
        elif name == "links":
            for link in _many(value):
                for type_, end in link.items() if isinstance(link, dict) else ():
                    if isinstance(end, dict):
                        graph.links.append(Link(type_.removeprefix(_OWN), id_, str(end.get("id"))))
    graph.marks.append(Mark(id_, label, spans, values, None, place))


def _span(target: Any, text: str, source: Source, place: str) -> Span:
    """Where a target is: at its position if its quote stands there, else where alone the quote stands."""
    selectors = _many(target.get("selector")) if isinstance(target, dict) else []
    quote = next((s for s in selectors if isinstance(s, dict) and s.get("type") == "TextQuoteSelector"), {})
    position = next(
        (s for s in selectors if isinstance(s, dict) and s.get("type") == "TextPositionSelector"), None
    )
    exact, prefix, suffix = (quote.get(name) for name in ("exact", "prefix", "suffix"))
    if position is not None:
        start, end = position.get("start"), position.get("end")
        if not isinstance(exact, str):
            return source.span(start, end, text, place=place)
        if type(start) is int and type(end) is int and 0 <= start < end:
            if text[start:end] == exact:
                return source.span(start, end, text, place=place)
            units = Utf16(text)
            first, last = units.code_points(start), units.code_points(end)
            if first is not None and last is not None and text[first:last] == exact:
                return source.span(first, last, text, place=place)
    if not isinstance(exact, str) or not exact:
        return source.fail("a target has neither a quote nor a position", place=place)
    before, after = (part if isinstance(part, str) else "" for part in (prefix, suffix))
    for around in (before + exact + after, exact):
        at = text.find(around)
        if at >= 0 and text.find(around, at + 1) < 0:
            start = at + (len(before) if around != exact else 0)
            return Span(start, start + len(exact))
    if position is not None:
        span = source.span(position.get("start"), position.get("end"), text, place=place)
        source.check_quote(text, span, exact, place=place)
    return source.fail(f"{exact[:60]!r} does not stand in the article, or more than once", place=place)
