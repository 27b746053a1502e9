"""Every format gives back all that it says it can carry, over random annotation sets and odd texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotations.annotation_set import order_key
from annotations.exchange.carrying import Feature, reduce
from annotations.exchange.document import Document, Format, Imported, Kinds, Source
from annotations.exchange.formats import FORMATS
from annotations.exchange.offsets import Utf16, moved, with_plain_lines
from annotations.kinds import made_kind
from annotations.model import KINDS, Agreement, Annotation, Entity, Field, FieldType, Span
from tests.annotations.exchange.random_sets import annotation_sets, texts

XML_HAS_NOT = "\x07\x1b\x0b\x1c\uffff"


def folder_of(format_: Format, factory: pytest.TempPathFactory) -> Path:
    folder = factory.getbasetemp() / f"round-trip-{format_.name}"
    folder.mkdir(exist_ok=True)
    return folder


def through(format_: Format, documents: list[Document], folder: Path, kinds: Kinds = KINDS) -> list[Imported]:
    """What import reads of what export wrote; formats with a file an article are read file by file."""
    files: dict[str, bytes] = {}
    for piece in format_.export(documents):
        name = piece.name or f"annotations{format_.suffix}"
        files[name] = files.get(name, b"") + piece.data
    for name, data in files.items():
        (folder / name).write_bytes(data)
    found = {document.name: document.text for document in documents}
    return [
        imported
        for name, data in files.items()
        if name.endswith(format_.suffix)
        for imported in format_.read(Source(folder / name, data, kinds), found.get)
    ]


def comparable(annotations: Iterable[Annotation], format_: Format) -> list[Any]:
    """In order; without ids where the format has none, references then standing for what they refer to."""
    annotations = list(annotations)
    if Feature.ID in format_.carries:
        return sorted(annotations, key=order_key)
    by_id = {a.id: (a.spans, a.label) for a in annotations}
    told = []
    for a in annotations:
        said_in = by_id.get(a.said_in) if isinstance(a, Agreement) else None
        changes = {"said_in": ""} if isinstance(a, Agreement) else {}
        told.append((repr(a.with_(id="", **changes)), repr(said_in)))
    return sorted(told)


def check(format_: Format, text: str, annotations: list[Annotation], folder: Path) -> None:
    if format_.carries.never:
        assume(not re.search(format_.carries.never, text))
    reduced = reduce(annotations, text, format_.carries)
    again = reduce(reduced.annotations, text, format_.carries)
    assert again.annotations == reduced.annotations, format_.name
    assert not any(again.dropped.values()), format_.name
    found = through(format_, [Document("berita.txt", text, reduced.annotations, "id")], folder)
    got = [a for imported in found for a in imported.annotations]
    assert comparable(got, format_) == comparable(reduced.annotations, format_), format_.name
    assert all(imported.text == text for imported in found), format_.name


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_all_that_a_format_can_carry_comes_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = data.draw(texts())
    annotations = data.draw(annotation_sets(text))
    for format_ in FORMATS.values():
        if not format_.extra:
            check(format_, text, annotations, folder_of(format_, tmp_path_factory))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "module"), [("spacy", "spacy"), ("xmi", "cassis")])
def test_so_do_those_of_other_packages(
    name: str, module: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    format_ = FORMATS[name]
    pytest.importorskip(module, reason=f"artreader[{format_.extra}] is not installed")
    folder = folder_of(format_, tmp_path_factory)

    @settings(max_examples=settings().max_examples // 2)
    @given(st.data())
    def each(data: st.DataObject) -> None:
        text = data.draw(texts(without=XML_HAS_NOT if format_.carries.never else ""))
        check(format_, text, data.draw(annotation_sets(text)), folder)

    each()


def test_kinds_and_fields_of_a_scheme_go_out_and_come_back(tmp_path: Path) -> None:
    claim = made_kind("claim", (Field("about", FieldType.SPAN, ""), Field("strength", FieldType.TEXT, "")))
    entity = made_kind("entity", (Field("wiki", FieldType.TEXT, ""),), Entity)
    kinds = {**KINDS, "claim": claim, "entity": entity}
    text = "Ia bilang es itu panas."
    made: list[Annotation] = [
        claim(id="c1", label="odd", spans=(Span(0, 9),), about=Span(10, 12), strength="weak"),  # type: ignore[call-arg]
        entity(id="e1", label="LOC", spans=(Span(10, 12),), wiki="Q1"),  # type: ignore[call-arg]
    ]
    for name in ("jsonl", "brat", "w3c", "prodigy"):
        found = through(FORMATS[name], [Document("berita.txt", text, made)], tmp_path, kinds)
        assert found[0].annotations == made, name
    for name in ("csv", "label-studio"):
        dropped = reduce(made, text, FORMATS[name].carries).dropped
        assert dropped['values of "wiki"'] == 1, name


@given(texts())
def test_utf16_units_are_those_of_the_codec(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        expected = len(text[:offset].encode("utf-16-le")) // 2
        assert units.units(offset) == expected
        assert units.code_points(expected) == offset
        if offset < len(text) and text[offset] > "\uffff":
            assert units.code_points(expected + 1) is None


def test_places_in_a_text_with_crlf_go_over() -> None:
    raw = "\ufeffsatu\r\ndua\rtiga 🇮🇩"
    text, offset = with_plain_lines(raw)
    assert text == "satu\ndua\ntiga 🇮🇩"
    start = raw.index("tiga")
    entity = moved(Entity(id="a", label="PER", spans=(Span(start, start + 4),)), offset)
    assert entity.text_in(text) == "tiga"
