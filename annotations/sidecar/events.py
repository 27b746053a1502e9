"""A safe YAML loader: PyYAML's events become a tree of nodes that know where they stand.

Never `yaml.load`: deep nesting crashes its C loader, duplicate keys pass in silence, aliases
explode. Here nothing recurses, scalars stay text until a schema says what they are, and
whatever the format has no use for (anchors, aliases, tags, several documents) is refused.
"""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from annotations.display import one_line
from annotations.errors import SidecarError
from annotations.fsops import reason
from annotations.sidecar import quick
from annotations.sidecar.nodes import Mapping, Node, Scalar, Sequence, Source, shown
from annotations.sidecar.yaml_errors import explain

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 6_000_000  # 200,000 annotations; a bound on memory for files made to exhaust it
MAX_SLOWLY_READ = 200_000  # characters; PyYAML's own parser, 30 times as slow, takes about a second

# What YAML calls not printable, and the line breaks that only YAML 1.1 sees as such.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
# libyaml refuses what PyYAML's own parser reads: a surrogate written as an escape.
_SURROGATE_ESCAPE = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")


def load(data: bytes, path: Path | None = None) -> Source:
    """Read the bytes of a sidecar. Raises SidecarError, with line and column, for whatever is amiss."""
    if len(data) > MAX_BYTES:
        raise SidecarError(f"larger than {MAX_BYTES // 1024 // 1024} MB", path=path, advice=_CUT_DOWN)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise SidecarError(
            "not UTF-8", path=path, line=line, column=column, advice="save the file as UTF-8"
        ) from None
    newline = "\r\n" if "\r\n" in text and text.count("\r\n") == text.count("\n") else "\n"
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = Source(text, path, newline)
    _refuse_forbidden(source)
    source.root = parse(source)
    return source


def unreadable(error: OSError, path: Path) -> SidecarError:
    """The error for a sidecar that is there, but is no file or cannot be read."""
    advice = "make it a file that can be read, or move it away to begin anew"
    return SidecarError(reason(error), path=path, advice=advice)


def _refuse_forbidden(source: Source) -> None:
    marked = "<<<<<<<" in source.text or ">>>>>>>" in source.text
    if marked and (conflict := _CONFLICT.search(source.text)):
        number = source.line_of(conflict.start()) + 1
        raise SidecarError(
            f"unresolved git conflict, line {number}",
            path=source.path,
            line=number,
            column=1,
            advice="resolve it (or take one side with git checkout --ours or --theirs), then open again",
        )
    if bad := _FORBIDDEN.search(source.text):
        code = f"{ord(bad.group()):04X}"
        source.fail(bad.start(), f"control character U+{code}", f'write it as "\\u{code}", in double quotes')


@contextlib.contextmanager
def collection_paused() -> Iterator[None]:
    """Without the cyclic garbage collector: nothing read here has cycles, and it takes half the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def parse(source: Source) -> Node | None:
    """The root node of `source.text`, or None when it holds no document. Raises SidecarError."""
    with collection_paused():
        root = quick.read(source.text, _parse_part)
        return parse_all(source) if root is None else root


def _parse_part(text: str, depth: int) -> Node | None:
    return parse_all(Source(text), depth)


def parse_all(source: Source, depth: int = 0) -> Node | None:
    """As `parse`, by libyaml where it is there; `depth` is how deep the text lies in the file."""
    fast = yaml.__with_libyaml__
    escaped = "\\u" in source.text or "\\U" in source.text
    if fast and escaped and (surrogate := _SURROGATE_ESCAPE.search(source.text)):
        if len(source.text) > MAX_SLOWLY_READ:
            source.fail(surrogate.start(), "half of a surrogate pair", "delete it: it is no character")
        fast = False
    parser = None
    try:
        parser = yaml.CSafeLoader(source.text) if fast else yaml.SafeLoader(source.text)
        return _build(source, parser, depth)
    except yaml.YAMLError as error:
        raise explain(error, source.text, source.path) from None
    except RecursionError:
        raise SidecarError("nested too deeply", path=source.path) from None
    except (ValueError, OverflowError) as error:  # an escape such as "\UFFFFFFFF" in PyYAML's own parser
        raise SidecarError(f"not readable as YAML: {error}", path=source.path) from None
    finally:
        if parser is not None:
            parser.dispose()


def _build(source: Source, parser: Any, depth: int) -> Node | None:
    root: Node | None = None
    stack: list[Mapping | Sequence] = []
    parent: Mapping | Sequence | None = None
    key: str | None = None  # of the mapping `parent`, when its node comes next
    count = 0
    node: Node
    next_event = parser.get_event
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                _refuse_property(source, event)
            value = event.value
            start = event.start_mark.index
            if key is None and type(parent) is Mapping:
                _check_key(source, parent, value, start, event.implicit[0])
                parent.key_starts[value] = start
                key = value
                continue
            node = Scalar(value, event.implicit[0], start, event.end_mark.index)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            done = stack.pop()
            done.end = event.end_mark.index if done.flow else _end_of_children(done)
            parent = stack[-1] if stack else None
            key = None
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark.index
            if event.anchor is not None or event.tag is not None:
                _refuse_property(source, event)
            if key is None and type(parent) is Mapping:
                source.fail(start, "a key must be text", "put it in double quotes")
            if len(stack) + depth >= MAX_DEPTH:
                source.fail(start, f"nested more than {MAX_DEPTH} deep", _CUT_DOWN)
            node = (Mapping if kind is MappingStartEvent else Sequence)(start, start, bool(event.flow_style))
        elif kind is StreamEndEvent:
            return root
        elif kind is AliasEvent:
            what = f"an alias (*{one_line(event.anchor)}) is not allowed"
            source.fail(event.start_mark.index, what, _QUOTE_OR_WRITE)
        elif kind is DocumentStartEvent and root is not None:
            source.fail(event.start_mark.index, "a second document begins here", "keep one document a file")
        else:
            continue

        count += 1
        if count > MAX_NODES:
            source.fail(node.start, f"more than {MAX_NODES:,} values", _CUT_DOWN)
        if parent is None:
            root = node
        elif key is None:
            parent.items.append(node)  # type: ignore[union-attr]
        else:
            parent.nodes[key] = node  # type: ignore[union-attr]
            key = None
        if not isinstance(node, Scalar):
            stack.append(node)
            parent = node


def _check_key(source: Source, parent: Mapping, key: str, start: int, plain: bool) -> None:
    if key in parent.nodes:
        first, second = source.line_of(parent.key_starts[key]) + 1, source.line_of(start) + 1
        what = f"the key {shown(key)} stands twice, on lines {first} and {second}"
        source.fail(start, what, "keep one of them")
    if key == "<<" and plain:
        source.fail(start, "a merge key (<<) is not allowed", "write the keys out")


_CUT_DOWN = "artreader writes no such file; take an earlier copy of it, or delete it to begin anew"
_QUOTE_OR_WRITE = "write the value out, or put it in double quotes if it is meant as text"


def _end_of_children(node: Mapping | Sequence) -> int:
    if isinstance(node, Sequence):
        return node.items[-1].end if node.items else node.start
    return next(reversed(node.nodes.values())).end if node.nodes else node.start


def _refuse_property(source: Source, event: Any) -> NoReturn:
    what = (
        f"an anchor (&{one_line(event.anchor)})"
        if event.anchor is not None
        else f"a tag ({one_line(event.tag)})"
    )
    source.fail(event.start_mark.index, f"{what} is not allowed", _QUOTE_OR_WRITE)
