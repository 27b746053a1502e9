"""From a file's bytes to the text everything else stands on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Decoded:
    """`newline` is the first line ending of the file ("\\n", "\\r\\n", "\\r"); `text` has LF only and no BOM."""

    text: str
    encoding: str
    newline: str
    bom: bool


def read_file(path: Path, encoding: str | None = None) -> Decoded:
    data = path.read_bytes().decode(encoding or "utf-8-sig")
    return Decoded(data.replace("\r\n", "\n").replace("\r", "\n"), "utf-8", "\n", False)
