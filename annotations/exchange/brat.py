"""brat's standoff format: a .ann beside the .txt, and annotation.conf for the folder.

Checked against brat's standoff page (https://brat.nlplab.org/standoff.html) and its own parser
(server/src/annotation.py), which refuses: text that is not that of the span, fragments joined by
other than one space, fragments that touch or overlap, an id used twice, a relation with other than
two differently named arguments. It reads lines as Python's splitlines does, so that no fragment may
hold a line break of any kind; offsets are code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from annotations.article import Article
from annotations.errors import InputError
from annotations.exchange.carrying import FOREIGN, Carries, Feature, cut, joined
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Graph, Link, Mark, from_graph, in_order, to_graph
from annotations.exchange.values import plain, unplain
from annotations.model import KINDS, FieldType, Span

_ODD = re.compile(r"[^A-Za-z0-9_-]|_(?=x[0-9A-F]{1,6}_)")  # not in the name of a type
_ESCAPED = re.compile(r"_x([0-9A-F]{1,6})_")
_TEXT_BOUND = re.compile(r"(\S+) ([0-9]{1,12} [0-9]{1,12}(?:;[0-9]{1,12} [0-9]{1,12})*)\s*")
_RELATION = re.compile(r"(\S+)\s+[^\s:]+:(\S+)\s+[^\s:]+:(\S+)\s*")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.*))?")
_NOTES = "AnnotatorNotes"  # what brat's own dialog writes
_ATTRIBUTES = {
    "status": ("suggested", "rejected"),
    **{s.name: s.choices for k in KINDS.values() for s in k.fields if s.type is FieldType.CHOICE},
}


class Brat:
    name: ClassVar[str] = "brat"
    title: ClassVar[str] = "brat standoff"
    suffix: ClassVar[str] = ".ann"
    files: ClassVar[bool] = True
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(FOREIGN - {Feature.ANY_SPAN}, breaks=False)
    how: ClassVar[str] = (
        "T with fragments, R for source, cue, speaker, parties; A for status and choices, # for other values"
    )

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        labels: Counter[str] = Counter()
        types: Counter[str] = Counter()
        for document in documents:
            stem = document.name.removesuffix(".txt")
            graph = to_graph(document.annotations, document.text, KINDS)
            labels.update(_type(mark.label) for mark in graph.marks)
            types.update(_type(link.type) for link in graph.links)
            yield Piece(f"{stem}.txt", document.text.encode())
            yield Piece(f"{stem}.ann", "".join(_lines(graph, document.text)).encode())
        yield Piece("annotation.conf", _configuration(labels, types).encode())

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        name = source.path.name.removesuffix(".ann") + ".txt"
        text = look_up(name)
        if text is None:
            source.fail(f"there is no {name} that it belongs to")
        graph, ignored = _read(source, text, _windows_offsets(source, name))
        yield Imported(name, text, from_graph(graph, text, source), source.path.name, ignored)


def _type(name: str) -> str:
    return _ODD.sub(lambda match: f"_x{ord(match.group()):X}_", name) or "_"


def _untype(name: str) -> str:
    if name == "_":
        return ""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if int(m[1], 16) < 0x110000 else m.group(), name)


def _lines(graph: Graph, text: str) -> Iterator[str]:
    ids = {mark.id: f"T{number}" for number, mark in enumerate(graph.marks, 1)}
    attributes = notes = 0
    for mark in graph.marks:
        pieces = cut(text, mark.spans)
        at = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(text[start:end] for start, end in pieces)
        yield f"{ids[mark.id]}\t{_type(mark.label)} {at}\t{words}\n"
        values = dict(mark.values)
        if "." not in mark.id:
            values["id"] = mark.id
        for name, value in values.items():
            if value in _ATTRIBUTES.get(name, ()):
                attributes += 1
                yield f"A{attributes}\t{name} {ids[mark.id]} {value}\n"
            else:
                notes += 1
                yield f"#{notes}\t{_NOTES if name == 'note' else name} {ids[mark.id]}\t{plain(value)}\n"
    for number, link in enumerate(graph.links, 1):
        yield f"R{number}\t{_type(link.type)} Arg1:{ids[link.head]} Arg2:{ids[link.tail]}\n"


def _configuration(labels: Iterable[str], types: Iterable[str]) -> str:
    """https://brat.nlplab.org/configuration.html: all four sections must be there, even if empty."""
    lines = ["[entities]", *sorted(labels), "", "[relations]"]
    lines += [f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in sorted(types)]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:<ENTITY>, Value:{'|'.join(values)}" for name, values in _ATTRIBUTES.items()]
    return "\n".join(lines) + "\n"


def _windows_offsets(source: Source, name: str) -> Callable[[int], int] | None:
    """How offsets that count the CR of a text with CRLF go over to ours; None for other texts."""
    try:
        article = Article.read(source.path.with_name(name))
    except InputError:
        return None
    if article.newline != "\r\n":
        return None
    breaks = [at + number for number, at in enumerate(_newlines(article.text))]
    from bisect import bisect_left

    return lambda offset: offset - bisect_left(breaks, offset)


def _newlines(text: str) -> list[int]:
    return [match.start() for match in re.finditer("\n", text)]


def _read(source: Source, text: str, windows: Callable[[int], int] | None) -> tuple[Graph, Counter[str]]:
    graph = Graph()
    marks: dict[str, dict[str, str]] = {}
    ignored: Counter[str] = Counter()
    rest: list[tuple[int, str, str]] = []
    for number, line in enumerate(source.decoded.split("\n"), 1):
        if not line.strip():
            continue
        id_, _, data = line.partition("\t")
        if id_.startswith("T"):
            if id_ in marks:
                source.fail(f"{id_} is there twice", line=number)
            marks[id_] = {}
            graph.marks.append(_mark(source, id_, data, marks[id_], text, number, windows))
        else:
            rest.append((number, id_, data))
    for number, id_, data in rest:
        if id_[:1] == "R":
            match = _RELATION.fullmatch(data)
            if match is None:
                source.fail(f"{id_} is no relation of two arguments", line=number)
            graph.links.append(Link(_untype(match[1]), match[2], match[3]))
        elif id_[:1] in ("A", "M") and (match := _ATTRIBUTE.fullmatch(data)) and match[2] in marks:
            marks[match[2]][match[1]] = (match[3] or "").strip()
        elif id_[:1] == "#" and (words := data.partition("\t")[0].split()) and words[-1] in marks:
            values, tail = marks[words[-1]], unplain(data.partition("\t")[2].strip())
            name = "note" if words[0] == _NOTES else words[0]
            values[name] = f"{values[name]}; {tail}" if values.get(name) else tail
        else:
            ignored[{"E": "events", "N": "normalisations", "*": "equivalences"}.get(id_[:1], "lines")] += 1
    return graph, ignored


def _mark(
    source: Source,
    id_: str,
    data: str,
    values: dict[str, str],
    text: str,
    line: int,
    windows: Callable[[int], int] | None,
) -> Mark:
    head, _, words = data.partition("\t")
    match = _TEXT_BOUND.fullmatch(head)
    if match is None:
        source.fail(f"{id_} has no type and place", line=line)
    pairs = [tuple(map(int, pair.split())) for pair in match[2].split(";")]
    if windows is not None and words != " ".join(text[start:end] for start, end in pairs):
        pairs = [(windows(start), windows(end)) for start, end in pairs]
    spans = [source.span(start, end, text, line=line, place=id_) for start, end in pairs]
    found = " ".join(text[start:end] for start, end in spans)
    if words != found:
        extent = Span(spans[0].start, spans[-1].end)
        source.check_quote(found, Span(0, len(found)), words, line=line, place=f"{id_} at {extent.start}")
    mark = Mark(id_, _untype(match[1]), (), values, line, id_)
    return Mark(id_, mark.label, joined(text, in_order(spans, mark, source)), values, line, id_)
