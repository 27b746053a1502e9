"""The JSON Schema of the annotation files of a folder: the shipped one with what its scheme adds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from annotations.model import Field, FieldType
from annotations.scheme.model import Scheme
from annotations.sidecar.schema import schema_text

_TYPES: dict[FieldType, dict[str, Any]] = {
    FieldType.TEXT: {"type": "string"},
    FieldType.CHOICE: {"type": "string"},
    FieldType.SPAN: {"$ref": "#/$defs/place"},
    FieldType.PASSAGE: {"$ref": "#/$defs/passage"},
    FieldType.NAME: {"type": "string"},
    FieldType.NAMES: {"type": "array", "items": {"type": "string"}},
    FieldType.COUNT: {"type": "integer"},
    FieldType.REF: {"type": "string"},
}


def sidecar_schema(scheme: Scheme) -> str:
    """JSON Schema (draft 2020-12) with the scheme's own kinds and the fields that it adds to others.

    Labels and kinds that the scheme does not have stay allowed, since files are read with them.
    """
    added: dict[str, tuple[Sequence[Field], dict[str, Any]]] = {
        kind: (fields, {}) for kind, fields in scheme.added.items() if fields
    }
    for own in scheme.own:
        label = {"examples": [label.id for label in own.labels]} if own.labels else {}
        added[own.id] = (own.fields, label)
    if not added:
        return schema_text()
    schema = json.loads(schema_text())
    annotation = schema["$defs"]["annotation"]
    kinds = annotation["properties"]["kind"]
    kinds["examples"] += [own.id for own in scheme.own]
    roles = schema["$defs"]["lost"]["properties"]["role"]["examples"]
    for kind, (fields, label) in added.items():
        properties = {spec.name: _described(spec) for spec in fields}
        annotation["allOf"].append(_where(kind, {"label": label, **properties} if label else properties))
        roles += [
            s.name for s in fields if s.type in (FieldType.SPAN, FieldType.PASSAGE) and s.name not in roles
        ]
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _described(spec: Field) -> dict[str, Any]:
    described = dict(_TYPES[spec.type])
    if spec.choices:
        described["enum"] = list(spec.choices)
    if spec.help:
        described["description"] = spec.help
    return described


def _where(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"properties": properties},
    }
