"""JSON of which nothing can act on a terminal that it is shown on."""

from __future__ import annotations

import json
from typing import Any

from annotations.display import display


def safe_json(value: Any, indent: int | None = None) -> str:
    """`value` as JSON. Letters stand as they are; controls, bidirectional and zero-width marks as escapes."""
    separators = (",", ":") if indent is None else (",", ": ")
    lines = json.dumps(value, ensure_ascii=False, separators=separators, indent=indent, allow_nan=False)
    return "\n".join(map(_escaped, lines.split("\n")))


def _escaped(line: str) -> str:
    shown = display(line)  # as long as `line`; JSON leaves no tab or newline for it to alter
    if shown == line:
        return line
    return "".join(a if a == b else json.dumps(a)[1:-1] for a, b in zip(line, shown, strict=True))


def json_bytes(value: Any) -> bytes:
    return safe_json(value).encode()
