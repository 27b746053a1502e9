"""The file `artreader.lexicon.yaml`: what a folder remembers, for a person to read and to correct.

An entry with counts (`as: {"Galuzin": 3}`, `times: 3`) was learnt, and is kept up to date. One without
(`as: ["Galuzin"]`, no `times`) was written by hand, counts for as sure, and is never changed. `use: no` in
an entry, or at the top, switches it off. Lines that need no change stay as they are, comments too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.errors import ArtreaderError, SidecarError
from annotations.memory.entries import COUNT, FORMAT, Key, Known, read_entries
from annotations.memory.facts import SECTIONS, WITH_FORMS, Fact
from annotations.sidecar import encode, events
from annotations.sidecar.layout import Item, Layout, with_dash
from annotations.sidecar.nodes import Mapping as MappingNode
from annotations.sidecar.nodes import Sequence as SequenceNode
from annotations.sidecar.nodes import Source

MAX_BYTES = 16 * 1024 * 1024
_HEAD = """\
format: artreader-lexicon/1
# What was decided in this folder, and in how many annotation files: suggestions in its other articles go
# by it. Made from the annotations (artreader learn), so nothing is lost if you delete it. An entry with
# counts is kept up to date; one that you write without ("as" a list, no "times") stays as it is.
# "use: no" switches an entry off, or all of them here:
use: yes
"""


class LexiconError(ArtreaderError):
    """An `artreader.lexicon.yaml` that cannot be understood."""


@dataclass
class Lexicon:
    """A file's entries by key, in its order."""

    source: Source
    used: bool = True
    entries: dict[Key, Known] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes, path: Path | None = None) -> Lexicon:
        """Raises LexiconError, with line and column."""
        try:
            if len(data) > MAX_BYTES:
                raise SidecarError(f"larger than {MAX_BYTES // 1024 // 1024} MB", path=path)
            source = events.load(data, path)
            return cls(source, *read_entries(source))
        except SidecarError as error:
            raise LexiconError(
                error.message, path=path, line=error.line, column=error.column, advice=error.advice
            ) from None

    @classmethod
    def new(cls, path: Path | None = None) -> Lexicon:
        return cls.read(_HEAD.encode(), path)

    def learnt(self) -> Counter[Fact]:
        """The facts that the entries with counts stand for."""
        return Counter(
            {
                (*key, form): count
                for key, known in self.entries.items()
                if not known.by_hand
                for form, count in known.counts.items()
            }
        )

    def sizes(self) -> dict[str, int]:
        """How many entries each section has."""
        return {section: sum(key[0] == section for key in self.entries) for section in SECTIONS}

    def with_(self, changes: Mapping[Fact, int]) -> Lexicon:
        """The file with so many more, or fewer, of these facts; `self` where that changes nothing."""
        wanted: dict[Key, dict[str, int]] = {}
        for fact, change in sorted(changes.items()):
            *key, form = fact
            known = self.entries.get(tuple(key))
            if change and not (known and known.by_hand):
                counts = wanted.setdefault(tuple(key), dict(known.counts) if known else {})
                counts[form] = max(0, counts.get(form, 0) + change)
        wanted = {key: {f: n for f, n in sorted(counts.items()) if n} for key, counts in wanted.items()}
        wanted = {
            key: counts
            for key, counts in wanted.items()
            if counts != (self.entries[key].counts if key in self.entries else {})
        }
        if not wanted:
            return self
        for write in (self._edited, self._afresh):
            text = write(wanted)
            changed = None if text is None else Lexicon.read(text.encode(), self.source.path)
            if changed and changed.learnt() == self._expected(wanted):
                changed.source.newline = self.source.newline
                return changed
        raise LexiconError("it would not read back as it is", path=self.source.path)

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.source.text.replace("\n", self.source.newline).encode()

    def _expected(self, wanted: Mapping[Key, Mapping[str, int]]) -> Counter[Fact]:
        expected = Counter({fact: n for fact, n in self.learnt().items() if fact[:-1] not in wanted})
        for key, counts in wanted.items():
            expected.update({(*key, form): count for form, count in counts.items()})
        return expected

    # -- writing ---------------------------------------------------------------

    def _edited(self, wanted: Mapping[Key, Mapping[str, int]]) -> str | None:
        """The text with these entries changed; None when it is not laid out in whole lines."""
        layout = Layout(self.source)
        root = self.source.root
        assert isinstance(root, MappingNode)
        top = layout.entries(root, -1)
        if top is None:
            return None
        out: list[str] = []
        for entry in top:
            out += entry.above
            if entry.key not in SECTIONS or not any(key[0] == entry.key for key in wanted):
                out += entry.lines
            elif not isinstance(entry.node, SequenceNode) or not entry.node.items:
                out += [f"{entry.key}:", *_new_items(entry.key, wanted)]
            elif entry.node.flow:
                return None
            else:
                items = layout.items(entry.node, self.source.line_of(entry.key_start))
                body = self._body(layout, entry.key, items, wanted)
                if body is None:
                    return None
                out += [entry.lines[0], *body]
        out += layout.lines[self.source.last_line_of(root) + 1 :]
        while out and not out[-1].strip():
            out.pop()
        for section in SECTIONS:
            if section not in {entry.key for entry in top} and (lines := _new_items(section, wanted)):
                out += [f"{section}:", *lines]
        return "".join(f"{line}\n" for line in out)

    def _body(
        self, layout: Layout, section: str, items: list[Item], wanted: Mapping[Key, Mapping[str, int]]
    ) -> list[str] | None:
        """The items of a section, changed ones changed and new ones where they stand by the alphabet."""
        by_node = {id(known.node): key for key, known in self.entries.items()}
        blocks: list[tuple[Key, list[str]]] = []
        for item in items:
            key = by_node[id(item.node)]
            lines = self._changed(layout, item, key, wanted[key]) if key in wanted else item.lines
            if lines is None:
                return None
            blocks.append((key, item.above + lines))
        dash = " " * (len(items[0].lines[0]) - len(items[0].lines[0].lstrip()))
        for key in sorted((k for k in wanted if k[0] == section and k not in self.entries), key=_order):
            if wanted[key]:
                at = bisect_left(blocks, _order(key), key=lambda block: _order(block[0]))
                blocks.insert(at, (key, _new_item(key, wanted[key], dash)))
        return [line for _, lines in blocks for line in lines]

    def _changed(self, layout: Layout, item: Item, key: Key, counts: Mapping[str, int]) -> list[str] | None:
        """The lines of an entry with other counts; none when nothing is left of it that a person wrote."""
        known, name = self.entries[key], COUNT[key[0]]
        node = known.node
        assert node is not None
        if not counts and known.used and not item.above and not any("#" in line for line in item.lines):
            return []
        inner = layout.entries(node, layout.source.line_of(node.start) - 1)
        if inner is None:
            return None
        indent = " " * layout.source.column_of(node.start)
        chunks = []
        for entry in inner:
            lines = entry.lines
            if entry.key == name:
                lines = encode.lines(name, _count_value(name, counts), indent)
                lines[0] += layout.comment_behind(entry.node)
            chunks.append((entry.above, lines))
        return with_dash(layout, item, chunks)

    def _afresh(self, wanted: Mapping[Key, Mapping[str, int]]) -> str:
        """All written anew, in the order of the alphabet, with the comments at the top."""
        root = self.source.root
        assert root is not None
        comments = Layout(self.source).comments(root, 0, len(self.source.text))
        out = [f"format: {FORMAT}", *(comment for _, comment in comments)]
        out.append(f"use: {'yes' if self.used else 'no'}")
        merged: dict[Key, Known] = {key: known for key, known in self.entries.items() if key not in wanted}
        for key, counts in wanted.items():
            old = self.entries.get(key)
            if counts or (old and not old.used):
                merged[key] = Known(dict(counts), used=old.used if old else True)
        for section in SECTIONS:
            keys = sorted((key for key in merged if key[0] == section), key=_order)
            out += [f"{section}:"] if keys else []
            for key in keys:
                out += _item(key, merged[key], "")
        return "".join(f"{line}\n" for line in out)


def _new_items(section: str, wanted: Mapping[Key, Mapping[str, int]]) -> list[str]:
    keys = sorted((key for key, counts in wanted.items() if key[0] == section and counts), key=_order)
    return [line for key in keys for line in _new_item(key, wanted[key], "")]


def _new_item(key: Key, counts: Mapping[str, int], dash: str) -> list[str]:
    return _item(key, Known(dict(counts)), dash)


def _item(key: Key, known: Known, dash: str) -> list[str]:
    section, *told_by = key
    entry: dict[str, Any] = {
        name: text if name in ("name", "words") else encode.Word(text)
        for name, text in zip(SECTIONS[section], told_by, strict=True)
    }
    count = COUNT[section]
    if not known.by_hand:
        entry[count] = _count_value(count, known.counts)
    elif section in WITH_FORMS:
        entry[count] = list(known.counts)
    if not known.used:
        entry["use"] = False
    lines = [line for name, value in entry.items() for line in encode.lines(name, value, f"{dash}  ")]
    return [f"{dash}- {lines[0].lstrip()}", *lines[1:]]


def _count_value(name: str, counts: Mapping[str, int]) -> Any:
    return dict(counts) if name == "as" else counts.get("", 0)


def _order(key: Key) -> tuple[Key, Key]:
    return tuple(part.casefold() for part in key), key


def used_entries(lexicon: Lexicon) -> Iterator[tuple[Key, Known]]:
    """The entries that are not switched off, by themselves or all together."""
    if lexicon.used:
        yield from ((key, known) for key, known in lexicon.entries.items() if known.used)
