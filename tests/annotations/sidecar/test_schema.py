"""The JSON Schema that is shipped agrees with the model, with the writer and with the loader."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SidecarError
from annotations.model import KINDS, FieldType, Status
from annotations.sidecar import events
from annotations.sidecar.decode import COMMON_KEYS
from annotations.sidecar.document import Document, render_new
from annotations.sidecar.header import Header
from annotations.sidecar.schema import schema_text
from tests.annotations.sidecar.examples import TEXT, annotations_on, article_text, entity, quote

SCHEMA: dict[str, Any] = json.loads(schema_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HEADER = Header(file="berita.txt", sha256="0" * 64, length=5, language="id", annotator="ani")


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_has_the_fields_of_the_model() -> None:
    annotation = SCHEMA["$defs"]["annotation"]
    assert tuple(annotation["properties"]) == COMMON_KEYS
    assert annotation["properties"]["kind"]["examples"] == list(KINDS)
    assert annotation["properties"]["status"]["enum"] == list(Status)
    conditions = {part["if"]["properties"]["kind"]["const"]: part["then"] for part in annotation["allOf"]}
    placed = {"spans"}
    for kind, cls in KINDS.items():
        properties = conditions.get(kind, {"properties": {}})["properties"]
        assert set(properties) == {spec.name for spec in cls.fields}
        for spec in cls.fields:
            assert properties[spec.name]["description"] == spec.help
            assert tuple(properties[spec.name].get("enum", ())) == spec.choices
            if spec.type in (FieldType.SPAN, FieldType.PASSAGE):
                placed.add(spec.name)
    assert set(SCHEMA["$defs"]["lost"]["properties"]["role"]["examples"]) == placed


@given(st.data())
def test_what_is_written_is_valid(data: st.DataObject) -> None:
    text = data.draw(article_text)
    VALIDATOR.validate(yaml.safe_load(render_new(HEADER, data.draw(annotations_on(text)), text)))


WRITTEN = render_new(HEADER, [entity("Budi", why="name"), quote(confidence=0.5)], TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: artreader/1", "format: artreader/x"),
        ("format: artreader/1\n", ""),
        ('file: "berita.txt"', 'file: "../berita.txt"'),
        ('file: "berita.txt"', "file: [1]"),
        ('"' + "0" * 64 + '"', '"abc"'),
        ("length: 5", "length: five"),
        ("annotator: ani", "annotator: [ani]"),
        ("id: e1", "id: [e1]"),
        ("- id: e1\n  kind", "- kind"),
        ("kind: entity", 'kind: ""'),
        ("kind: entity\n", "\n"),
        ("label: PER", "label: {a: 1}"),
        ('quote: "Budi"\n', "\n"),
        ('quote: "Budi"', 'quote: {a: "Budi"}'),
        ("at: [119, 123]\n", "\n"),
        ("at: [119, 123]", "at: 119"),
        ("at: [119, 123]", "at: [119, 121, 122]"),
        ("at: [119, 123]", "at: [-1, 121]"),
        ("at: [119, 123]", "at: [[117, x]]"),
        ("status: accepted", "status: perhaps"),
        ("confidence: 0.5", "confidence: high"),
        ("confidence: 0.5", "lost: [x]"),
        ("confidence: 0.5", "lost: [{role: cue}]"),
        ('why: "name"', "why: [name]"),
        ('speaker: "Siti Rahma"', "speaker: [Siti]"),
        ("cue: {", "cue: ujar\n  x: {"),
        ("annotations:\n", "annotations: x\nx:\n"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(old: str, new: str) -> None:
    assert WRITTEN.count(old) >= 1
    wrong = WRITTEN.replace(old, new, 1)
    with pytest.raises(SidecarError):
        Document.read(events.load(wrong.encode()))
    assert list(VALIDATOR.iter_errors(yaml.safe_load(wrong)))


def test_unknown_keys_are_welcome() -> None:
    VALIDATOR.validate(
        yaml.safe_load(WRITTEN.replace("status: accepted", "status: accepted\n  mood: [1]") + "x: 1\n")
    )
