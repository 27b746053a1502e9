"""The JSON Schema (draft 2020-12) of the sidecar, for editors and other readers of the file."""

from __future__ import annotations

from importlib.resources import files


def schema_text() -> str:
    """The schema file as it is shipped."""
    return (files(__package__) / "artreader-1.schema.json").read_text(encoding="utf-8")
