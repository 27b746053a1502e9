"""Prodigy's JSON lines (https://prodi.gy/docs/api-interfaces#spans, #relations).

Offsets are code points; `token_end` is inclusive; `head` and `child` of a relation are the last tokens
of the two spans. Values that Prodigy does not know stand in a span under the key "artreader".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from annotations.exchange.carrying import FOREIGN, Carries
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Graph, Link, Mark, from_graph, in_parts, to_graph
from annotations.exchange.safe_json import json_bytes
from annotations.exchange.tokens import covered, tokens_of
from annotations.model import KINDS, Span

_ANSWERS = {"reject": "rejected", "ignore": "suggested"}


class Prodigy:
    name: ClassVar[str] = "prodigy"
    title: ClassVar[str] = "Prodigy JSONL"
    suffix: ClassVar[str] = ".jsonl"
    files: ClassVar[bool] = False
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(FOREIGN)
    how: ClassVar[str] = (
        "spans and relations; values under a key of our own in the span; "
        "further pieces of a span by the relation part"
    )

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        for document in documents:
            yield Piece("", json_bytes(_task(document)) + b"\n")

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        for line, task in source.json_lines():
            text = task.get("text")
            if not isinstance(text, str):
                source.fail('there is no "text"', line=line)
            meta = task.get("meta")
            name = str(meta.get("file") or "") if isinstance(meta, dict) else ""
            graph = _graph(task, text, source, line)
            yield Imported(name, text, from_graph(graph, text, source), f"line {line}")


def _task(document: Document) -> dict[str, Any]:
    text = document.text
    graph = in_parts(to_graph(document.annotations, text, KINDS))
    tokens = tokens_of(text, [span for mark in graph.marks for span in mark.spans])
    spans = {mark.id: _span(mark, tokens) for mark in graph.marks}
    return {
        "text": text,
        "meta": {"file": document.name},
        "tokens": [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "id": number,
                "ws": text[end : end + 1].isspace(),
            }
            for number, (start, end) in enumerate(tokens)
        ],
        "spans": list(spans.values()),
        "relations": [_relation(link, spans) for link in graph.links],
        "answer": "accept",
    }


def _span(mark: Mark, tokens: list[Span]) -> dict[str, Any]:
    start, end = mark.spans[0]
    whole = covered(tokens, mark.spans[0])
    assert whole is not None  # tokens are cut at the spans' ends
    return {
        "start": start,
        "end": end,
        "token_start": whole[0],
        "token_end": whole[1],
        "label": mark.label,
        "artreader": {"id": mark.id, **mark.values},
    }


def _relation(link: Link, spans: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = spans[link.head], spans[link.tail]
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "label": link.type,
        "head_span": _end(head),
        "child_span": _end(child),
    }


def _end(span: dict[str, Any]) -> dict[str, Any]:
    return {**span, "artreader": {"id": span["artreader"]["id"]}}


def _graph(task: dict[str, Any], text: str, source: Source, line: int) -> Graph:
    graph = Graph()
    answer = str(task.get("answer", "accept"))
    tokens = _tokens(task, text, source, line)
    by_place: dict[tuple[Any, ...], str] = {}
    by_token: dict[Any, str] = {}
    for number, item in enumerate(source.list_in(task, "spans", line), 1):
        place = f"span {number}"
        if not isinstance(item, dict):
            source.fail("not an object", line=line, place=place)
        span = source.span(item.get("start"), item.get("end"), text, line=line, place=place)
        if isinstance(item.get("text"), str):
            source.check_quote(text, span, item["text"], line=line, place=place)
        _check_tokens(item, span, tokens, source, line, place)
        own = item.get("artreader")
        values = {str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else {}
        if answer in _ANSWERS:
            values["status"] = _ANSWERS[answer]
        id_ = values.get("id") or f"span {number}"
        label = str(item.get("label", ""))
        graph.marks.append(Mark(id_, label, (span,), values, line, place))
        by_place.setdefault((*span, label), id_)
        by_token.setdefault(item.get("token_end"), id_)
    for item in source.list_in(task, "relations", line):
        if isinstance(item, dict):
            ends = [
                _which(item.get(f"{end}_span"), item.get(end), by_place, by_token)
                for end in ("head", "child")
            ]
            graph.links.append(Link(str(item.get("label")), ends[0], ends[1]))
    return graph


def _which(span: Any, token: Any, by_place: dict[tuple[Any, ...], str], by_token: dict[Any, str]) -> str:
    """The mark that an end of a relation is at: by our id, else by its span, else by its last token."""
    if isinstance(span, dict):
        own = span.get("artreader")
        if isinstance(own, dict) and isinstance(own.get("id"), str):
            return str(own["id"])
        key = (span.get("start"), span.get("end"), str(span.get("label", "")))
        if all(type(part) in (int, str) for part in key) and key in by_place:
            return by_place[key]
    return by_token.get(token, "") if type(token) is int else ""


def _tokens(task: dict[str, Any], text: str, source: Source, line: int) -> list[Span]:
    """The task's tokens. Raises InputError where their text is not that of the article."""
    tokens = []
    for number, item in enumerate(source.list_in(task, "tokens", line)):
        place = f"token {number}"
        if not isinstance(item, dict):
            source.fail("not an object", line=line, place=place)
        span = source.span(item.get("start"), item.get("end"), text, line=line, place=place)
        source.check_quote(text, span, item.get("text"), line=line, place=place)
        tokens.append(span)
    return tokens


def _check_tokens(
    item: dict[str, Any], span: Span, tokens: list[Span], source: Source, line: int, place: str
) -> None:
    first, last = item.get("token_start"), item.get("token_end")
    if not tokens or type(first) is not int or type(last) is not int:
        return
    if not 0 <= first <= last < len(tokens) or (tokens[first].start, tokens[last].end) != span:
        source.fail(
            f"tokens {first} to {last} are not the span {span.start}–{span.end}", line=line, place=place
        )
