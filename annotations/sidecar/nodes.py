"""The tree that a sidecar's YAML is read into: every node knows where it stands in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from annotations.display import one_line
from annotations.errors import SidecarError


@dataclass(slots=True, eq=False)
class Scalar:
    """Text with its place `[start, end)` in the file; `plain` when it is written without quotes."""

    value: str
    plain: bool
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Sequence:
    """A list; `flow` when written in brackets."""

    start: int
    end: int
    flow: bool
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys with their nodes, and where each key stands; `flow` when written in braces."""

    start: int
    end: int
    flow: bool
    nodes: dict[str, Node] = field(default_factory=dict)
    key_starts: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass
class Source:
    """The text of a file (LF newlines, no byte order mark) and its root; no root when it is empty."""

    text: str
    path: Path | None = None
    newline: str = "\n"
    root: Node | None = None

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_of(self, index: int) -> int:
        """The line, from 0, that holds the character at `index`."""
        return bisect_right(self.line_starts, index) - 1

    def last_line_of(self, node: Node) -> int:
        """The last line, from 0, that holds any of `node`."""
        return self.line_of(max(node.start, node.end - 1))  # a block scalar ends behind its newline

    def column_of(self, index: int) -> int:
        """The column, from 0, of the character at `index`."""
        return index - self.line_starts[self.line_of(index)]

    def fail(self, index: int, message: str, advice: str = "") -> NoReturn:
        """Raise SidecarError for the place `index`."""
        line = self.line_of(index)
        raise SidecarError(
            message,
            path=self.path,
            line=line + 1,
            column=index - self.line_starts[line] + 1,
            advice=advice,
        )


def shown(text: str) -> str:
    """`text` for a message: safe to print, on one line, not endless."""
    return f'"{one_line(text if len(text) <= 40 else text[:39] + "…")}"'
