"""Values of fields as text, for formats that have nothing else, and back."""

from __future__ import annotations

import json
import re
from typing import Any

from annotations.model import Field, FieldType, Passage

_SAFE = re.compile(r"[^\s\";\[][^;\x00-\x1f\x7f-\x9f\u2028\u2029]*")
_WHOLE = re.compile(r"-?[0-9]{1,15}")


def plain(text: str) -> str:
    """`text` on one line: as it is where that is safe, else as a JSON string."""
    if text == text.strip() and not text.startswith('"') and text.isprintable():
        return text
    return json.dumps(text)


def unplain(line: str) -> str:
    """The text that `plain` made `line` of; a line of others is taken as it is."""
    if len(line) > 1 and line[0] == line[-1] == '"':
        try:
            found = json.loads(line)
        except ValueError:
            return line
        if isinstance(found, str):
            return found
    return line


def to_text(spec: Field, value: Any) -> str:
    """A field's value as text; a list of names is joined by "; ". Places stand apart from this."""
    if spec.type is FieldType.NAMES:
        names = list(value)
        return "; ".join(names) if all(_is_safe(name) for name in names) else json.dumps(names)
    if isinstance(value, Passage):
        return value.text
    return str(value)


def from_text(spec: Field, text: str) -> Any:
    """The value that `to_text` made `text` of. Raises ValueError where it is none."""
    if spec.type is FieldType.NAMES:
        if text.startswith("["):
            try:
                names = json.loads(text)
            except ValueError:
                names = None
            if isinstance(names, list) and all(isinstance(name, str) for name in names):
                return tuple(names)
        return tuple(name.strip() for name in text.split(";") if name.strip())
    if spec.type is FieldType.COUNT:
        if not _WHOLE.fullmatch(text):
            raise ValueError(f'"{spec.name}" must be a whole number')
        return int(text)
    if spec.type is FieldType.PASSAGE:
        return Passage(text)
    return text


def _is_safe(name: str) -> bool:
    return _SAFE.fullmatch(name) is not None and name == name.strip()
