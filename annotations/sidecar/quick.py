"""Reads what artreader itself wrote at twice the speed of libyaml, into the same tree.

Annotations are read line by line in the few forms the writer uses; an item with anything else
in it goes to libyaml by itself. Whenever a part is not plainly what it seems, the answer is
None and the whole file goes to libyaml, which then also finds the words for what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from annotations.errors import SidecarError
from annotations.sidecar.nodes import Mapping, Node, Scalar, Sequence

_QUOTED = r'"([^"\\\n]*)"'
_ESCAPE = r'\\(?:["\\nrt]|u[0-9A-F]{4}|U000[0-9A-F]{5})'
_ESCAPED = rf'"([^"\\\n]*(?:{_ESCAPE}[^"\\\n]*)+)"'
_PAIR = r"\[([0-9]{1,15}), ([0-9]{1,15})\]"
_LINE = re.compile(
    rf"(?:- |  )([a-z_]+): (?:{_QUOTED}|([A-Za-z][A-Za-z0-9_-]*|[0-9]+(?:\.[0-9]+)?)|{_PAIR}"
    rf"|\{{quote: {_QUOTED}, at: {_PAIR}\}}|{_ESCAPED})\n"
)
_HISTORY = "  history:\n"
_WORD = r"([A-Za-z][A-Za-z0-9_-]*)"
_STEP = re.compile(rf"  - \{{(did): {_WORD}, (by): {_WORD}, (?:(as): {_WORD}, )?(when): {_QUOTED}\}}\n")
_ANY_ESCAPE = re.compile(_ESCAPE)
_LETTERS = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_SHORTEST = 40  # characters; no annotation is shorter, and a parser of its own costs as much as these
_LIST = "\nannotations:\n- "

Parse = Callable[[str, int], Node | None]  # a text, and how deep it lies; raises SidecarError


def read(text: str, parse: Parse) -> Node | None:
    """The root of a sidecar as we write it, or None when it is not just that."""
    at = text.find(_LIST)
    if at < 0 or text.startswith("...") or "\n..." in text:  # the end of a document
        return None
    try:
        root = parse(text[: at + 1], 0)
        if not isinstance(root, Mapping) or root.flow or "annotations" in root.nodes:
            return None
        if root.start > 0 and text[root.start - 1] != "\n":
            return None
        items = _items(text, at + len(_LIST) - 2, parse)
    except SidecarError:
        return None
    if items is None:
        return None
    root.nodes["annotations"], root.key_starts["annotations"] = items, at + 1
    root.end = items.end
    return root


def _items(text: str, at: int, parse: Parse) -> Sequence | None:
    items = Sequence(at, at, False)
    match_line = _LINE.match
    size = len(text)
    while at < size:
        if not text.startswith("- ", at):
            return None
        begin = at
        nodes: dict[str, Node] = {}
        starts: dict[str, int] = {}
        first = True
        while at < size and (first or text.startswith("  ", at)):
            if not first and text.startswith(_HISTORY, at) and "history" not in nodes:
                steps = _steps(text, at + len(_HISTORY))
                if steps.items:
                    key = "history"
                    nodes[key], starts[key] = steps, at + 2
                    at = steps.end + 1
                    continue
            match = match_line(text, at)
            if match is None or text.startswith("- ", at) is not first or match[1] in nodes:
                at, mapping = _by_yaml(text, begin, parse)
                if mapping is None:
                    return None
                items.items.append(mapping)
                break
            first = False
            key = match[1]
            starts[key] = match.start(1)
            nodes[key] = _value(match)
            at = match.end()
        else:
            mapping = Mapping(begin + 2, 0, False, nodes, starts)
            mapping.end = nodes[key].end
            items.items.append(mapping)
    items.end = items.items[-1].end
    return items


def _steps(text: str, at: int) -> Sequence:
    """The steps of a history from `at` on, as far as they are in the writer's short form."""
    steps = Sequence(at + 2, at + 2, False)
    while (match := _STEP.match(text, at)) is not None:
        step = Mapping(at + 4, match.end() - 1, True)
        for key, value in _STEP_PARTS:
            if match[value] is not None:
                mark = value == _STEP_PARTS[-1][1]  # the last one stands in quotation marks
                start, end = match.span(value)
                step.nodes[match[key]] = Scalar(match[value], not mark, start - mark, end + mark)
                step.key_starts[match[key]] = match.start(key)
        steps.items.append(step)
        at = match.end()
    steps.end = at - 1
    return steps


_STEP_PARTS = ((1, 2), (3, 4), (5, 6), (7, 8))  # the groups of each key and of its value


def _value(match: re.Match[str]) -> Node:
    kind = match.lastindex
    if kind == 2:
        return Scalar(match[2], False, match.start(2) - 1, match.end(2) + 1)
    if kind == 3:
        return Scalar(match[3], True, match.start(3), match.end(3))
    if kind == 5:
        return _pair(match, 4)
    if kind == 9:
        value = _ANY_ESCAPE.sub(_unescaped, match[9])
        return Scalar(value, False, match.start(9) - 1, match.end(9) + 1)
    quote = Scalar(match[6], False, match.start(6) - 1, match.end(6) + 1)
    at = _pair(match, 7)
    start = quote.start - len("{quote: ")
    return Mapping(
        start,
        at.end + 1,
        True,
        {"quote": quote, "at": at},
        {"quote": start + 1, "at": at.start - len("at: ")},
    )


def _unescaped(match: re.Match[str]) -> str:
    escape = match.group()[1:]
    return _LETTERS.get(escape) or chr(int(escape[1:], 16))


def _pair(match: re.Match[str], group: int) -> Sequence:
    start, end = match.span(group)
    first = Scalar(match[group], True, start, end)
    start, end = match.span(group + 1)
    return Sequence(first.start - 1, end + 1, True, [first, Scalar(match[group + 1], True, start, end)])


def _by_yaml(text: str, begin: int, parse: Parse) -> tuple[int, Node | None]:
    """Where the item that begins at `begin` ends, with its node."""
    end = text.find("\n- ", begin)
    end = len(text) if end < 0 else end + 1
    if end - begin < _SHORTEST:
        return end, None
    node = parse(text[begin:end], 1)
    if not isinstance(node, Sequence) or node.flow or len(node.items) != 1:
        return end, None
    item = node.items[0]
    _shift(item, begin)
    return end, item


def _shift(node: Node, by: int) -> None:
    node.start += by
    node.end += by
    if isinstance(node, Sequence):
        for item in node.items:
            _shift(item, by)
    elif isinstance(node, Mapping):
        for key, inner in node.nodes.items():
            node.key_starts[key] += by
            _shift(inner, by)
