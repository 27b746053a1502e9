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
from annotations.memory.facts import SECTIONS, WITH_FORMS, Fact
from annotations.scheme.entries import Entries
from annotations.sidecar import encode, events, values
from annotations.sidecar.layout import Item, Layout, with_dash
from annotations.sidecar.nodes import Mapping as MappingNode
from annotations.sidecar.nodes import Node, Source, shown
from annotations.sidecar.nodes import Sequence as SequenceNode

FORMAT = "artreader-lexicon/1"
MAX_BYTES = 16 * 1024 * 1024
_COUNT = {section: "as" if section in WITH_FORMS else "times" for section in SECTIONS}
_ON = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_HEAD = """\
format: artreader-lexicon/1
# What was decided in this folder, and in how many annotation files: suggestions in its other articles go
# by it. Made from the annotations (artreader learn), so nothing is lost if you delete it. An entry with
# counts is kept up to date; one that you write without ("as" a list, no "times") stays as it is.
# "use: no" switches an entry off, or all of them here:
use: yes
"""

Key = tuple[str, ...]  # the section, then what the entry is told by


class LexiconError(ArtreaderError):
    """An `artreader.lexicon.yaml` that cannot be understood."""


@dataclass(slots=True)
class Known:
    """One entry: its forms with their counts; by hand, forms alone. `used`: not switched off."""

    counts: dict[str, int]
    by_hand: bool = False
    used: bool = True
    node: MappingNode | None = None


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
            return _read(events.load(data, path))
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
        for text in (self._edited(wanted), self._afresh(wanted)):
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
        known, name = self.entries[key], _COUNT[key[0]]
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
    count = _COUNT[section]
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


# -- reading -------------------------------------------------------------------


def _read(source: Source) -> Lexicon:
    root = source.root
    begin = f'write "format: {FORMAT}" as its first line, or delete it: artreader learn makes it anew'
    if not isinstance(root, MappingNode):
        source.fail(root.start if root else 0, "not a lexicon", begin)
    top = Entries(source, root, "the lexicon")
    if top.text("format") != FORMAT:
        source.fail(root.start, f"its format is not {FORMAT}", begin)
    top.only("format", "use", *SECTIONS)
    lexicon = Lexicon(source, _is_on(top))
    for section in SECTIONS:
        node = root.nodes.get(section)
        if node is None or values.is_nothing(node):
            continue
        for item in values.sequence(source, node, section).items:
            key, known = _entry(source, section, item)
            if key in lexicon.entries:
                first = lexicon.entries[key].node
                assert first is not None
                what = (
                    f"{shown(key[1])} stands here a second time, after line {source.line_of(first.start) + 1}"
                )
                source.fail(item.start, what, "keep one of them")
            lexicon.entries[key] = known
    return lexicon


def _entry(source: Source, section: str, item: Node) -> tuple[Key, Known]:
    told_by, count = SECTIONS[section], _COUNT[section]
    node = values.mapping(source, item, section)
    entry = Entries(source, node, f"an entry of {section}")
    entry.only(*told_by, count, "use")
    key = (section, *(_required(entry, name) for name in told_by))
    found = node.nodes.get(count)
    if count == "times":
        by_hand = found is None or values.is_nothing(found)
        number = 0 if found is None or by_hand else _whole(source, found, "times")
        return key, Known({"": number} if number or by_hand else {}, by_hand, _is_on(entry), node)
    if isinstance(found, MappingNode):
        counts = {form: _whole(source, number, form) for form, number in found.nodes.items()}
        return key, Known({form: n for form, n in counts.items() if n}, False, _is_on(entry), node)
    forms = () if found is None else values.texts(source, found, count)
    return key, Known(dict.fromkeys(forms or (key[1],), 0), True, _is_on(entry), node)


def _required(entry: Entries, name: str) -> str:
    values.required(entry.source, entry.node, name)
    return " ".join(entry.text(name).split())


def _whole(source: Source, node: Node, name: str) -> int:
    number = values.whole(source, node, name)
    if number < 0:
        values.wrong(source, node, name, "a number from 0 on")
    return number


def _is_on(entries: Entries) -> bool:
    return _ON[entries.one_of("use", tuple(_ON), "yes")]


def used_entries(lexicon: Lexicon) -> Iterator[tuple[Key, Known]]:
    """The entries that are not switched off, by themselves or all together."""
    if lexicon.used:
        yield from ((key, known) for key, known in lexicon.entries.items() if known.used)
