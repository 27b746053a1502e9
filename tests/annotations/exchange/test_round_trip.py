"""Every format gives back all that it says it can carry, over random annotation sets and odd texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.annotation_set import order_key
from annotations.exchange.carrying import Feature, reduce
from annotations.exchange.document import Document, Format, Imported, Source
from annotations.exchange.formats import FORMATS
from annotations.exchange.offsets import Utf16, moved, with_plain_lines
from annotations.model import Agreement, Annotation, Entity, Span
from tests.annotations.exchange.random_sets import annotation_sets, texts

EXTRAS = {"spacy": "spacy", "cassis": "cassis"}
MODULES = [pytest.param(f, id=f.name, marks=pytest.mark.filterwarnings("ignore")) for f in FORMATS.values()]


def importable(format_: Format) -> None:
    if format_.extra:
        pytest.importorskip(EXTRAS[format_.extra], reason=f"artreader[{format_.extra}] is not installed")


def through(format_: Format, documents: list[Document], folder: Path) -> list[Imported]:
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
        for imported in format_.read(Source(folder / name, data), found.get)
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


@pytest.mark.parametrize("format_", MODULES)
def test_all_that_a_format_can_carry_comes_back(
    format_: Format, tmp_path_factory: pytest.TempPathFactory
) -> None:
    importable(format_)
    folder = tmp_path_factory.mktemp(format_.name)

    @settings(max_examples=settings().max_examples // 3)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        text = data.draw(texts())
        if format_.carries.never:
            text = re.sub(format_.carries.never, "x", text)
        kept = reduce(data.draw(annotation_sets(text)), text, format_.carries).annotations
        document = Document("berita.txt", text, kept, "id", "")
        found = through(format_, [document], folder)
        got = [a for imported in found for a in imported.annotations]
        assert comparable(got, format_) == comparable(kept, format_)
        assert all(imported.text == text for imported in found)

    check()


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_reducing_twice_drops_nothing_more(data: st.DataObject) -> None:
    text = data.draw(texts())
    annotations = data.draw(annotation_sets(text))
    for format_ in FORMATS.values():
        once = reduce(annotations, text, format_.carries)
        twice = reduce(once.annotations, text, format_.carries)
        assert twice.annotations == once.annotations
        assert not any(twice.dropped.values())


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
