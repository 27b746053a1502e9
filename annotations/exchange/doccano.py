"""doccano's JSON lines for sequence labelling with relations.

Offsets are code points (a project's option "count grapheme clusters as one" must be off). Keys
beside "text", "entities" and "relations" are kept by doccano as metadata; that is how "file" comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from annotations.exchange.carrying import Carries, Feature
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Graph, Link, Mark, from_graph, in_parts, to_graph
from annotations.exchange.safe_json import json_bytes
from annotations.model import KINDS


class Doccano:
    name: ClassVar[str] = "doccano"
    title: ClassVar[str] = "doccano JSONL"
    suffix: ClassVar[str] = ".jsonl"
    files: ClassVar[bool] = False
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(
        frozenset(
            (
                Feature.TEXT,
                Feature.OVERLAP,
                Feature.DISCONTINUOUS,
                Feature.ANY_SPAN,
                Feature.PLACES,
                Feature.LINKS,
                Feature.MENTIONED,
            )
        )
    )
    how: ClassVar[str] = "entities and relations; further pieces of a span by the relation part"

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        entity_id = relation_id = 0
        for number, document in enumerate(documents, 1):
            graph = in_parts(to_graph(document.annotations, document.text, KINDS))
            entities, ids = [], {}
            for mark in graph.marks:
                entity_id += 1
                ids[mark.id] = entity_id
                start, end = mark.spans[0]
                entities.append(
                    {"id": entity_id, "label": mark.label, "start_offset": start, "end_offset": end}
                )
            relations = []
            for link in graph.links:
                relation_id += 1
                relations.append(
                    {
                        "id": relation_id,
                        "from_id": ids[link.head],
                        "to_id": ids[link.tail],
                        "type": link.type,
                    }
                )
            record = {
                "id": number,
                "text": document.text,
                "file": document.name,
                "entities": entities,
                "relations": relations,
            }
            yield Piece("", json_bytes(record) + b"\n")

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        for line, record in source.json_lines():
            text = record.get("text", record.get("data"))
            if not isinstance(text, str):
                source.fail('there is no "text"', line=line)
            graph = Graph()
            for id_, label, start, end in _entities(record, source, line):
                place = f"entity {id_}"
                span = source.span(start, end, text, line=line, place=place)
                graph.marks.append(Mark(id_, label, (span,), {}, line, place))
            for relation in source.list_in(record, "relations", line):
                if isinstance(relation, dict):
                    ends = (str(relation.get("from_id")), str(relation.get("to_id")))
                    graph.links.append(Link(str(relation.get("type")), *ends))
            name = record.get("file", record.get("filename", ""))
            yield Imported(str(name or ""), text, from_graph(graph, text, source), f"line {line}")


def _entities(record: dict[str, Any], source: Source, line: int) -> Iterator[tuple[str, str, object, object]]:
    """Id, label, start and end: of objects, or of triples, which projects without relations have."""
    for name in ("entities", "label", "labels"):
        for number, item in enumerate(source.list_in(record, name, line), 1):
            if isinstance(item, dict):
                yield (
                    str(item.get("id", f"{name} {number}")),
                    str(item.get("label", "")),
                    item.get("start_offset"),
                    item.get("end_offset"),
                )
            elif isinstance(item, list) and len(item) == 3:
                yield f"{name} {number}", str(item[2]), item[0], item[1]
            else:
                source.fail(f'"{name}" {number} is no span with a label', line=line)
