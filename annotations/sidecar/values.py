"""Scalars by schema: what a node must be, said in words when it is not."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any, NoReturn

from annotations.model import Span
from annotations.sidecar.nodes import Mapping, Node, Scalar, Sequence, Source, shown

MAX_DIGITS = 15
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
# YAML 1.2 core, for keys we do not know: 0123, 12:30, 1_000 and dates stay text
_CORE_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,99})")
_CORE_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,99})(?:\.[0-9]{1,400})?(?:[eE][-+]?[0-9]{1,3})?")
_CORE_WORDS: dict[str, Any] = {
    **dict.fromkeys(_NOTHING),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def is_nothing(node: Node) -> bool:
    """Whether the value was left open: `note:`, `note: ~` or `note: null`."""
    return type(node) is Scalar and node.plain and node.value in _NOTHING


def what_is(node: Node) -> str:
    """How a message names a value that should have been another."""
    if is_nothing(node):
        return "left open"
    if isinstance(node, Scalar):
        return shown(node.value)
    return "a list" if isinstance(node, Sequence) else "a mapping"


def wrong(source: Source, node: Node, name: str, wanted: str, advice: str = "") -> NoReturn:
    """Raise SidecarError: field `name` is not what it must be."""
    source.fail(node.start, f'"{name}" must be {wanted}, but is {what_is(node)}', advice)


def text(source: Source, node: Node, name: str) -> str:
    """Any scalar as it is written; "" when left open."""
    if type(node) is not Scalar:
        wrong(source, node, name, "text")
    return "" if node.plain and node.value in _NOTHING else node.value


def whole(source: Source, node: Node, name: str) -> int:
    """A whole number of at most 15 digits, written without quotes."""
    if type(node) is not Scalar or not node.plain or not _WHOLE.fullmatch(node.value):
        wrong(source, node, name, "a whole number")
    if len(node.value.lstrip("-")) > MAX_DIGITS:
        source.fail(node.start, f'"{name}" must have at most {MAX_DIGITS} digits')
    return int(node.value)


def number(source: Source, node: Node, name: str) -> float:
    """A finite number, written without quotes."""
    if type(node) is Scalar and node.plain and len(node.value) <= 40 and _NUMBER.fullmatch(node.value):
        value = float(node.value)
        if math.isfinite(value):
            return value
    wrong(source, node, name, "a number")


def mapping(source: Source, node: Node, name: str) -> Mapping:
    if type(node) is not Mapping:
        wrong(source, node, name, "a mapping (key: value)")
    return node


def sequence(source: Source, node: Node, name: str) -> Sequence:
    if type(node) is not Sequence:
        wrong(source, node, name, "a list")
    return node


def required(source: Source, node: Mapping, key: str) -> Node:
    """The node of `key`. Raises SidecarError when it is missing or left open."""
    found = node.nodes.get(key)
    if found is None:
        source.fail(node.start, f'"{key}" is missing', "write it, or delete what should have it")
    if is_nothing(found):
        source.fail(found.start, f'"{key}" is left open', "fill it in, or delete what should have it")
    return found


def texts(source: Source, node: Node, name: str) -> tuple[str, ...]:
    """A list of texts; () when left open."""
    if is_nothing(node):
        return ()
    return tuple(text(source, item, name) for item in sequence(source, node, name).items)


def span(source: Source, node: Node, name: str) -> Span:
    """`[start, end]` in code points, not empty."""
    if type(node) is not Sequence or len(node.items) != 2:
        wrong(source, node, name, "a span [start, end]")
    start, end = whole(source, node.items[0], name), whole(source, node.items[1], name)
    if start < 0:
        source.fail(node.start, f'"{name}" must not begin before the text: [{start}, {end}]')
    if start >= end:
        source.fail(node.start, f'"{name}" must end after it begins: [{start}, {end}]')
    return Span(start, end)


def spans(source: Source, node: Node, name: str) -> tuple[Span, ...]:
    """One span, or a list of them in text order."""
    items = sequence(source, node, name).items
    if not items:
        wrong(source, node, name, "a span [start, end]")
    if type(items[0]) is not Sequence:
        return (span(source, node, name),)
    found = tuple(span(source, item, name) for item in items)
    for (before, after), item in zip(pairwise(found), items[1:], strict=True):
        if after.start < before.end:
            source.fail(item.start, f'spans of "{name}" must be in order and not overlap')
    return found


def plain(node: Node) -> Any:
    """The value of a key that this version does not know, by the core schema of YAML 1.2."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.nodes.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    value = node.value
    if not node.plain:
        return value
    if value in _CORE_WORDS:
        return _CORE_WORDS[value]
    if _CORE_INT.fullmatch(value):
        return int(value)
    if _CORE_FLOAT.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    return value
