"""Which lines of a sidecar belong to which key and item, so that they can be used again.

A block mapping or block sequence is a partition of lines: a part runs from behind the last
line of the part before it to its own last line; of those, the lines above its key or
dash are comments and blank lines that go along with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotations.late_pattern import late_pattern
from annotations.sidecar import encode
from annotations.sidecar.nodes import Mapping, Node, Scalar, Sequence, Source
from annotations.sidecar.values import is_nothing, plain

_COMMENT = late_pattern(r"(?<!\S)#[^\n]*")
_BEHIND = late_pattern(r"[ \t]+(#.*)")
_BEHIND_KEY = late_pattern(r":[ \t]+(#.*)")
_QUOTED = late_pattern(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL)
# Keys inside a place ({quote, at …}) or a step ({did, by …}): one that is not wanted any more must go.
_KNOWN_KEYS = frozenset(
    ("role", "quote", "at", "before", "after", "text", "did", "state", "by", "as", "when", "was", "note")
)

Chunk = tuple[list[str], list[str]]  # comment lines above, own lines


@dataclass(slots=True)
class Entry:
    """A key of a block mapping; a dash before the key is a space in `lines`."""

    key: str
    key_start: int
    node: Node
    above: list[str]
    lines: list[str]


@dataclass(slots=True)
class Item:
    """An item of a block sequence, its dash on the first of `lines`."""

    node: Node
    above: list[str]
    lines: list[str]


class Layout:
    """The lines of a source, and what stands on them. Lines count from 0."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.text.split("\n")

    def entries(self, node: Mapping, behind: int) -> list[Entry] | None:
        """The keys of a block mapping with their lines, from behind line `behind` on.

        None when a key does not stand on a line of its own; the first may follow a dash.
        """
        if node.flow or not node.nodes:
            return None
        source = self.source
        column = source.column_of(node.start)
        found: list[Entry] = []
        for key, value in node.nodes.items():
            start = node.key_starts[key]
            line = source.line_of(start)
            lead = self.lines[line][: source.column_of(start)]
            if line <= behind or len(lead) != column or (found and lead.strip()):
                return None
            end = source.last_line_of(value)
            own = [" " * column + self.lines[line][column:], *self.lines[line + 1 : end + 1]]
            found.append(Entry(key, start, value, self.lines[behind + 1 : line], own))
            behind = end
        return found

    def items(self, node: Sequence, behind: int) -> list[Item]:
        """The items of a block sequence with their lines, from behind line `behind` on."""
        found: list[Item] = []
        for item in node.items:
            first = behind + 1
            while not self.lines[first].strip() or self.lines[first].lstrip().startswith("#"):
                first += 1
            end = self.source.last_line_of(item)
            found.append(Item(item, self.lines[behind + 1 : first], self.lines[first : end + 1]))
            behind = end
        return found

    def comment_behind(self, node: Node) -> str:
        """The comment behind a value on its last line, with two spaces before it, or ""."""
        line = self.source.last_line_of(node)
        match = _BEHIND.match(self.lines[line], node.end - self.source.line_starts[line])
        return f"  {match.group(1)}" if match else ""

    def comment_behind_key(self, entry: Entry) -> str:
        """The comment behind the colon of a key whose value stands on the lines below."""
        match = _BEHIND_KEY.search(entry.lines[0])
        return f"  {match.group(1)}" if match else ""

    def comments(self, node: Node, start: int, end: int) -> list[tuple[int, str]]:
        """The comments from `start` to `end`, around and inside `node`, each with its place.

        What begins with # between two scalars is a comment.
        """
        text = self.source.text
        found: list[tuple[int, str]] = []
        for low, high in [*_scalars(node, text), (end, end)]:
            for match in _COMMENT.finditer(text, start, max(start, low)):
                found.append((match.start(), match.group().rstrip()))
            start = max(start, high)
        return found


def detached(lines: list[str]) -> list[str]:
    """Of the lines above an item, those that a blank line parts from it."""
    blanks = [number for number, line in enumerate(lines) if not line.strip()]
    kept = lines[: blanks[-1] + 1] if blanks else []
    return kept if any(line.strip() for line in kept) else []


def _scalars(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """Where keys and scalars stand, in file order."""
    if isinstance(node, Scalar):
        yield node.start, node.end
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item, text)
    else:
        for key, value in node.nodes.items():
            start = node.key_starts[key]
            match = _QUOTED.match(text, start)
            yield start, match.end() if match else start
            yield from _scalars(value, text)


def merged(
    layout: Layout,
    source: list[Entry],
    wanted: dict[str, Any],
    indent: str,
    replaced: dict[str, list[str]] | None = None,
) -> list[Chunk]:
    """The lines of a mapping with the values `wanted`: unchanged keys as they are, in the file's order.

    New keys come behind the key they follow in `wanted`; `replaced` gives the lines of some.
    """
    replaced = replaced or {}
    chunks: list[tuple[str, Chunk]] = []
    for entry in source:
        if entry.key not in wanted:
            own: list[str] = []
        elif entry.key in replaced:
            own = replaced[entry.key]
        elif matches(entry.node, wanted[entry.key]):
            own = entry.lines
        else:
            value = _with_unknown(wanted[entry.key], entry.node)
            own = encode.lines(entry.key, value, indent)
            if len(own) == 1 and (isinstance(entry.node, Scalar) or entry.node.flow):
                own[0] += layout.comment_behind(entry.node)
        chunks.append((entry.key, (entry.above, own)))
    present = {entry.key for entry in source}
    before: str | None = None
    for key, value in wanted.items():
        if key not in present:
            own = replaced[key] if key in replaced else encode.lines(key, value, indent)
            at = next((n + 1 for n, (name, _) in enumerate(chunks) if name == before), 0)
            chunks.insert(at, (key, ([], own)))
        before = key
    return [chunk for _, chunk in chunks]


def with_dash(layout: Layout, item: Item, chunks: list[Chunk]) -> list[str]:
    """The lines of a changed item: its dash goes before whichever key now comes first."""
    source = layout.source
    column = source.column_of(item.node.start)
    lead = layout.lines[source.line_of(item.node.start)][:column]
    if not lead.strip():  # the dash stands on a line above
        first = source.last_line_of(item.node) - len(item.lines) + 1
        return [*item.lines[: source.line_of(item.node.start) - first], *flat(chunks)]
    out: list[str] = []
    waiting = True
    for comments, own in chunks:
        out += comments
        if own and waiting:
            own, waiting = [lead + own[0][column:], *own[1:]], False
        out += own
    return out


def flat(chunks: list[Chunk]) -> list[str]:
    """All lines of `chunks` in order."""
    return [line for above, own in chunks for line in (*above, *own)]


def matches(node: Node, value: Any) -> bool:
    """Whether a node already says `value`; unknown keys inside a place or a step do not count."""
    if isinstance(node, Scalar):
        if isinstance(value, str):
            return node.value == value and not is_nothing(node)
        if isinstance(value, list | dict):
            return False
        return node.plain and bool(plain(node) == value)
    if isinstance(node, Sequence):
        return (
            isinstance(value, list)
            and len(value) == len(node.items)
            and all(matches(item, wanted) for item, wanted in zip(node.items, value, strict=True))
        )
    if not isinstance(value, dict) or (
        isinstance(value, encode.Closed) and node.nodes.keys() != value.keys()
    ):
        return False
    return all(key in node.nodes and matches(node.nodes[key], item) for key, item in value.items()) and not (
        (node.nodes.keys() - value.keys()) & _KNOWN_KEYS
    )


def _with_unknown(value: Any, node: Node) -> Any:
    """A changed place, or a list of which an item changed, with the unknown keys that it had in the file."""
    if isinstance(value, list) and isinstance(node, Sequence):
        kept = [
            _with_unknown(item, was) if isinstance(item, dict) and matches(was, item) else item
            for item, was in zip(value, node.items, strict=False)
        ]
        return [*kept, *value[len(kept) :]]
    if not isinstance(value, dict) or not isinstance(node, Mapping):
        return value
    rest = {key: plain(item) for key, item in node.nodes.items() if key not in value.keys() | _KNOWN_KEYS}
    return {**value, **rest}
