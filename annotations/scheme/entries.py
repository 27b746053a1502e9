"""One mapping of a scheme: its entries by name, each of the type it must be, or an error that says where."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from annotations.sidecar import values
from annotations.sidecar.nodes import Mapping, Source, shown

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Entries:
    """`what` names the mapping in messages. Every method raises SidecarError for what is wrong."""

    def __init__(self, source: Source, node: Mapping, what: str) -> None:
        self.source, self.node, self.what = source, node, what

    def only(self, *known: str) -> None:
        """No other entries than these: a slip of the pen is not passed over in silence."""
        for name in self.node.nodes:
            if name not in known:
                near = get_close_matches(name, known, 1)
                advice = f'did you mean "{near[0]}"?' if near else f"it may have: {', '.join(known)}"
                self.source.fail(self.node.key_starts[name], f"{self.what} has no {shown(name)}", advice)

    def names(self) -> list[str]:
        """The names of the entries, where a person gives them."""
        for name in self.node.nodes:
            if not _NAME.fullmatch(name):
                self.source.fail(
                    self.node.key_starts[name],
                    f"{shown(name)} cannot be a name",
                    "use up to 40 letters, digits, - and _, the first a letter",
                )
        return list(self.node.nodes)

    def entries(self, name: str) -> Entries | None:
        """The mapping under `name`; None when there is none, or nothing in it."""
        node = self.node.nodes.get(name)
        if node is None or values.is_nothing(node):
            return None
        return Entries(self.source, values.mapping(self.source, node, name), name)

    def required(self, name: str) -> Entries:
        """As `entries`, for one that must be there."""
        return Entries(self.source, values.mapping(self.source, self.node.nodes[name], name), name)

    def text(self, name: str) -> str:
        """A line of text; "" when it is not there."""
        node = self.node.nodes.get(name)
        found = "" if node is None else values.text(self.source, node, name).strip()
        if node is not None and not found.isprintable():
            values.wrong(self.source, node, name, "one line of characters that can be seen")
        return found

    def one_of(self, name: str, choices: Collection[Any], default: str = "") -> str:
        node = self.node.nodes.get(name)
        found = self.text(name) or default
        if found in choices:
            return found
        wanted = ", ".join(choices)
        if node is not None and found:
            values.wrong(self.source, node, name, f"one of {wanted}")
        start = self.node.start if node is None else node.start
        return self.source.fail(start, f'{self.what} has no "{name}"', f"write one of {wanted}")

    def colour(self, default: str) -> str:
        """ "#rrggbb"."""
        node = self.node.nodes.get("colour")
        if node is None:
            return default
        found = self.text("colour")
        if not _COLOUR.fullmatch(found):
            advice = 'write it in quotes, as "#f0b040": without them a # begins a remark'
            values.wrong(self.source, node, "colour", "a colour", advice)
        return found

    def key(self, taken: dict[str, str], owner: str) -> str:
        """The key that picks `owner`, which none of those before it may have."""
        node = self.node.nodes.get("key")
        if node is None:
            self.source.fail(self.node.start, f'{self.what} has no "key"', "write the letter that picks it")
        found = values.text(self.source, node, "key")
        if len(found) != 1 or not found.isprintable() or found.isspace():
            values.wrong(self.source, node, "key", "one letter or sign", 'such as p, or "%" in quotes')
        other = taken.setdefault(found, owner)
        if other != owner:
            free = next((c for c in owner.lower() if c.isalpha() and c not in taken), "")
            advice = f"give one of them another key{f', such as {free}' if free else ''}"
            self.source.fail(node.start, f"the key {found} picks {shown(other)} already", advice)
        return found
