"""Label Studio's JSON: tasks with annotations (decided) and predictions (suggested).

Offsets are UTF-16 code units, as the browser counts (HumanSignal/label-studio issue 1347); "text" of a
region says what stands there, and where that is told a file that counts code points is read as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from xml.sax.saxutils import quoteattr

from annotations.exchange.carrying import BUILT_IN, FOREIGN, Carries
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Graph, Link, Mark, from_graph, in_parts, to_graph
from annotations.exchange.offsets import Utf16
from annotations.exchange.safe_json import safe_json
from annotations.model import AGREEMENT_STATUSES, KINDS, REALIS, Annotation, FieldType, Span, Status

_CHOICES = {"status": ("rejected",), "agreement_status": AGREEMENT_STATUSES, "realis": REALIS}
_TEXTS = dict.fromkeys(
    (
        *("by", "why"),
        *(
            spec.name
            for kind in KINDS.values()
            for spec in kind.fields
            if spec.type not in (FieldType.SPAN, FieldType.CHOICE)
        ),
    )
)


class LabelStudio:
    name: ClassVar[str] = "label-studio"
    title: ClassVar[str] = "Label Studio JSON"
    suffix: ClassVar[str] = ".json"
    files: ClassVar[bool] = False
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(FOREIGN, fields=BUILT_IN)
    how: ClassVar[str] = (
        "suggested ones as predictions; values as choices and text areas of a region, comments as its meta "
        "text; further pieces of a span by the relation part"
    )

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        labels: dict[str, None] = {}
        opening = "[\n"
        for number, document in enumerate(documents, 1):
            task = _task(document, number, labels)
            yield Piece("", (opening + safe_json(task)).encode())
            opening = ",\n"
        yield Piece("", b"[]\n" if opening == "[\n" else b"\n]\n")
        yield Piece("label_config.xml", label_config(labels).encode())

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        tasks = source.json(source.decoded)
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
            place = f"task {number}"
            data = task.get("data") if isinstance(task, dict) else None
            text = data.get("text") if isinstance(data, dict) else None
            if not isinstance(data, dict) or not isinstance(text, str):
                source.fail('there is no "data" with a "text"', place=place)
            name = str(data.get("file") or "")
            annotations: list[Annotation] = []
            for kind in ("annotations", "predictions"):
                for entry in _list(task.get(kind), source, place):
                    if isinstance(entry, dict) and not entry.get("was_cancelled"):
                        graph = _graph(entry, text, kind == "predictions", source, place)
                        annotations += from_graph(graph, text, source)
            yield Imported(name, text, _unlike(annotations), place)


def _unlike(annotations: list[Annotation]) -> list[Annotation]:
    """Without the predictions that became annotations: Label Studio keeps them beside those, same ids."""
    decided = {a.id for a in annotations if a.status is not Status.SUGGESTED}
    return [a for a in annotations if a.status is not Status.SUGGESTED or a.id not in decided]


def label_config(labels: Iterable[str]) -> str:
    """The labelling configuration that the project needs (https://labelstud.io/tags/labels)."""
    tag = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in labels)
    choices = "\n".join(
        f'  <Choices name="{name}" toName="text" perRegion="true">'
        + "".join(f"<Choice value={quoteattr(value)}/>" for value in values)
        + "</Choices>"
        for name, values in _CHOICES.items()
    )
    texts = "\n".join(f'  <TextArea name="{name}" toName="text" perRegion="true"/>' for name in _TEXTS)
    types = dict.fromkeys(s.name for k in KINDS.values() for s in k.fields)
    relations = "".join(f'<Relation value="{name}"/>' for name in (*types, "part"))
    return (
        f'<View>\n  <Relations>{relations}</Relations>\n  <Labels name="label" toName="text">\n{tag}\n'
        f'  </Labels>\n  <Text name="text" value="$text"/>\n{choices}\n{texts}\n</View>\n'
    )


def _task(document: Document, number: int, labels: dict[str, None]) -> dict[str, Any]:
    units = Utf16(document.text)
    suggested = [a for a in document.annotations if a.status is Status.SUGGESTED]
    decided = [a for a in document.annotations if a.status is not Status.SUGGESTED]
    task: dict[str, Any] = {"id": number, "data": {"text": document.text, "file": document.name}}
    for name, chosen in (("annotations", decided), ("predictions", suggested)):
        graph = in_parts(to_graph(chosen, document.text, KINDS))
        labels.update(dict.fromkeys(mark.label for mark in graph.marks))
        result = [entry for mark in graph.marks for entry in _region(mark, document.text, units)]
        result += [
            {
                "type": "relation",
                "from_id": link.head,
                "to_id": link.tail,
                "direction": "right",
                "labels": [link.type],
            }
            for link in graph.links
        ]
        entry: dict[str, Any] = {"result": result}
        if name == "predictions":
            entry["model_version"] = "artreader"
        task[name] = [entry] if result else []
    return task


def _region(mark: Mark, text: str, units: Utf16) -> Iterator[dict[str, Any]]:
    start, end = mark.spans[0]
    place = {"start": units.units(start), "end": units.units(end), "text": text[start:end]}
    base = {"id": mark.id, "to_name": "text"}
    region: dict[str, Any] = {
        **base,
        "from_name": "label",
        "type": "labels",
        "value": {**place, "labels": [mark.label]},
    }
    values = dict(mark.values)
    if "confidence" in values:
        region["score"] = float(values.pop("confidence"))
    if "note" in values:
        region["meta"] = {"text": [values.pop("note")]}
    yield region
    for name, value in values.items():
        if name == "status" and value == Status.SUGGESTED:
            continue  # it is among the predictions
        type_ = "choices" if value in _CHOICES.get(name, ()) else "textarea"
        kind = "choices" if type_ == "choices" else "text"
        yield {**base, "from_name": name, "type": type_, "value": {**place, kind: [value]}}


def _list(value: Any, source: Source, place: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        source.fail("a list should be here", place=place)
    return value


def _graph(entry: dict[str, Any], text: str, predicted: bool, source: Source, place: str) -> Graph:
    graph = Graph()
    units = Utf16(text)
    values: dict[str, dict[str, str]] = {}
    result = _list(entry.get("result"), source, place)
    for number, item in enumerate(result, 1):
        here = f"{place}, result {number}"
        if not isinstance(item, dict):
            source.fail("not an object", place=here)
        value = item.get("value")
        if item.get("type") == "relation":
            for label in _list(item.get("labels"), source, here) or [""]:
                graph.links.append(Link(str(label), str(item.get("from_id")), str(item.get("to_id"))))
        elif isinstance(value, dict) and "start" in value and isinstance(value.get("labels"), list):
            id_ = str(item.get("id", here))
            own = values.setdefault(id_, {})
            if predicted:
                own["status"] = Status.SUGGESTED.value
            score = item.get("score")
            if isinstance(score, int | float) and not isinstance(score, bool):
                own["confidence"] = repr(float(score))
            meta = item.get("meta")
            if isinstance(meta, dict) and isinstance(meta.get("text"), list | str):
                notes = meta["text"] if isinstance(meta["text"], list) else [meta["text"]]
                own["note"] = "; ".join(map(str, notes))
            label = str((value["labels"] or [""])[0])
            graph.marks.append(Mark(id_, label, (_span(value, text, units, source, here),), own, None, here))
    for item in result:
        value = item.get("value")
        if item.get("type") in ("choices", "textarea") and isinstance(value, dict):
            said = value.get("choices", value.get("text"))
            own = values.get(str(item.get("id")), {})
            own[str(item.get("from_name"))] = (
                "; ".join(map(str, said)) if isinstance(said, list) else str(said)
            )
    return graph


def _span(value: dict[str, Any], text: str, units: Utf16, source: Source, place: str) -> Span:
    start, end, quote = value.get("start"), value.get("end"), value.get("text")
    if type(start) is int and type(end) is int:
        first, last = units.code_points(start), units.code_points(end)
        if first is not None and last is not None and quote in (None, text[first:last]):
            return source.span(first, last, text, place=place)
        if isinstance(quote, str) and quote and text[max(start, 0) : max(end, 0)] == quote:
            return source.span(start, end, text, place=place)
        if first is not None and last is not None:
            source.check_quote(text, source.span(first, last, text, place=place), quote, place=place)
    return source.span(start, end, "", place=place)
