"""CSV and TSV, a row an annotation, for spreadsheets and scripts.

A cell that a spreadsheet would take for a formula (OWASP, "CSV Injection": it begins with = + - @, their
full-width forms, tab or line break) gets an apostrophe before it, which import takes away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from annotations.exchange.carrying import BUILT_IN, FOREIGN, Carries, Feature
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.graph import Graph, Link, Mark, from_graph, shared_values
from annotations.exchange.values import to_text
from annotations.model import KINDS, Annotation, FieldType, Passage, Span

_FORMULA = re.compile("[=+\\-@＝＋－＠\t\r\n]")
_FIELDS = {spec.name: spec for kind in KINDS.values() for spec in kind.fields}
_PLACES = [n for n, spec in _FIELDS.items() if spec.type in (FieldType.SPAN, FieldType.PASSAGE)]
_SHARED = ("status", "by", "confidence", "why", "note")
COLUMNS = (
    *("file", "id", "kind", "label", "start", "end", "pieces", "quote"),
    *_SHARED,
    *(column for name in _FIELDS for column in ((name, f"{name}_at") if name in _PLACES else (name,))),
)
_PIECES = re.compile(r"[0-9]{1,12}-[0-9]{1,12}(?: [0-9]{1,12}-[0-9]{1,12})*")
_BETWEEN = " … "  # pieces of a quote


class Table:
    files: ClassVar[bool] = False
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(FOREIGN - {Feature.TEXT}, kinds=tuple(KINDS), fields=BUILT_IN)
    how: ClassVar[str] = "one row an annotation, one column a field; cells guarded against formulas"
    delimiter: ClassVar[str]

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        yield Piece("", self._row(COLUMNS))
        for document in documents:
            for annotation in document.annotations:
                cells = _cells(annotation, document)
                yield Piece("", self._row(guarded(cells.get(column, "")) for column in COLUMNS))

    def _row(self, cells: Iterable[str]) -> bytes:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=self.delimiter, lineterminator="\r\n").writerow(list(cells))  # RFC 4180
        return line.getvalue().encode()

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        try:
            text = source.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = source.decoded  # which tells the line
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
        graphs: dict[str, Graph] = {}
        texts: dict[str, str] = {}
        try:
            header = next(rows, [])
            missing = [column for column in ("file", "start", "end") if column not in header]
            if missing:
                source.fail(f"there is no column {missing[0]}", line=1)
            for cells in rows:
                if not cells:
                    continue
                row = dict(zip(header, map(unguarded, cells), strict=False))
                name = row.get("file", "")
                if name not in texts:
                    found = look_up(name)
                    if found is None:
                        source.fail(f"there is no article {name!r}", line=rows.line_num)
                    texts[name], graphs[name] = found, Graph()
                _take(row, rows.line_num, texts[name], source, graphs[name])
        except csv.Error as error:
            source.fail(f"not {self.delimiter!r}-separated cells: {error}", line=rows.line_num)
        for name, graph in graphs.items():
            yield Imported(name, texts[name], from_graph(graph, texts[name], source), name)


class Csv(Table):
    name: ClassVar[str] = "csv"
    title: ClassVar[str] = "CSV"
    suffix: ClassVar[str] = ".csv"
    delimiter: ClassVar[str] = ","


class Tsv(Table):
    name: ClassVar[str] = "tsv"
    title: ClassVar[str] = "TSV"
    suffix: ClassVar[str] = ".tsv"
    delimiter: ClassVar[str] = "\t"


def guarded(cell: str) -> str:
    """`cell` so that no spreadsheet calculates it."""
    risky = _FORMULA.match(cell) or (cell[:1] == "'" and (_FORMULA.match(cell, 1) or cell[1:2] == "'"))
    return f"'{cell}" if risky else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and (_FORMULA.match(cell, 1) or cell[1:2] == "'") else cell


def _cells(annotation: Annotation, document: Document) -> dict[str, str]:
    text = document.text
    cells = {
        "file": document.name,
        "id": annotation.id,
        "kind": annotation.kind,
        "label": annotation.label,
        "start": str(annotation.start),
        "end": str(annotation.end),
        "pieces": " ".join(map(_at, annotation.spans)) if len(annotation.spans) > 1 else "",
        "quote": _BETWEEN.join(text[start:end] for start, end in annotation.spans),
        "status": annotation.status.value,
    } | shared_values(annotation)
    for spec in annotation.fields:
        value = getattr(annotation, spec.name)
        if value == spec.empty:
            continue
        place = value.span if isinstance(value, Passage) else value
        if spec.name in _PLACES and place is not None:
            cells[spec.name], cells[f"{spec.name}_at"] = text[place.start : place.end], _at(place)
        else:
            cells[spec.name] = to_text(spec, value)
    return cells


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _pieces(row: dict[str, str], line: int, text: str, source: Source) -> tuple[Span, ...]:
    pieces = row.get("pieces", "").strip() or f"{row.get('start', '').strip()}-{row.get('end', '').strip()}"
    return _spans(pieces, line, text, source, row.get("id", ""))


def _spans(pieces: str, line: int, text: str, source: Source, place: str) -> tuple[Span, ...]:
    if not _PIECES.fullmatch(pieces):
        source.fail(f"no place in the text: {pieces[:40]!r}", line=line, place=place)
    pairs = (piece.partition("-") for piece in pieces.split(" "))
    return tuple(source.span(int(a), int(b), text, line=line, place=place) for a, _, b in pairs)


def _take(row: dict[str, str], line: int, text: str, source: Source, graph: Graph) -> None:
    id_ = row.get("id") or f"row {line}"
    spans = _pieces(row, line, text, source)
    if "quote" in row:
        words = _BETWEEN.join(text[start:end] for start, end in spans)
        source.check_quote(words, Span(0, len(words)), row["quote"], line=line, place=id_)
    label = row.get("label", "")
    kind = row.get("kind", "") or "entity"
    values = {name: row[name] for name in (*_SHARED, *_FIELDS) if row.get(name)} | {"id": id_}
    for name in _PLACES:
        if row.get(f"{name}_at"):
            (place,) = _spans(row[f"{name}_at"], line, text, source, f"{id_}, {name}")[:1]
            source.check_quote(text, place, row.get(name), line=line, place=f"{id_}, {name}")
            mark = Mark(f"{id_}.{name}", name, (place,), {}, line, id_)
            graph.marks.append(mark)
            graph.links.append(Link(name, id_, mark.id))
    label = label if kind == "entity" and label in source.label else f"{kind}-{label}"
    if kind not in source.kinds:
        source.fail(f"no kind of annotation: {kind!r}", line=line, place=id_)
    graph.marks.append(Mark(id_, label, spans, values, line, id_))
