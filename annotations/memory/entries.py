"""What stands in a lexicon's file: entries, each told by its section and keys, with what is counted."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.memory.facts import SECTIONS, WITH_FORMS, normal
from annotations.scheme.entries import Entries
from annotations.sidecar import values
from annotations.sidecar.nodes import Mapping, Node, Source, shown

FORMAT = "artreader-lexicon/1"
COUNT = {section: "as" if section in WITH_FORMS else "times" for section in SECTIONS}  # its key in an entry
_ON = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}

Key = tuple[str, ...]  # the section, then what the entry is told by


@dataclass(slots=True)
class Known:
    """One entry: its forms with their counts; by hand, forms alone. `used`: not switched off."""

    counts: dict[str, int]
    by_hand: bool = False
    used: bool = True
    node: Mapping | None = None


def read_entries(source: Source) -> tuple[bool, dict[Key, Known]]:
    """Whether the file is on, and its entries in its order. Raises SidecarError, with line and column."""
    root = source.root
    begin = f'write "format: {FORMAT}" as its first line, or delete it: artreader learn makes it anew'
    if not isinstance(root, Mapping):
        source.fail(root.start if root else 0, "not a lexicon", begin)
    top = Entries(source, root, "the lexicon")
    if top.text("format") != FORMAT:
        source.fail(root.start, f"its format is not {FORMAT}", begin)
    top.only("format", "use", *SECTIONS)
    entries: dict[Key, Known] = {}
    for section in SECTIONS:
        node = root.nodes.get(section)
        if node is None or values.is_nothing(node):
            continue
        for item in values.sequence(source, node, section).items:
            key, known = _entry(source, section, item)
            if key in entries:
                first = entries[key].node
                assert first is not None
                what = (
                    f"{shown(key[1])} stands here a second time, after line {source.line_of(first.start) + 1}"
                )
                source.fail(item.start, what, "keep one of them")
            entries[key] = known
    return _is_on(top), entries


def _entry(source: Source, section: str, item: Node) -> tuple[Key, Known]:
    told_by, count = SECTIONS[section], COUNT[section]
    node = values.mapping(source, item, section)
    entry = Entries(source, node, f"an entry of {section}")
    entry.only(*told_by, count, "use")
    key = (section, *(_required(entry, name) for name in told_by))
    found = node.nodes.get(count)
    if count == "times":
        by_hand = found is None or values.is_nothing(found)
        number = 0 if found is None or by_hand else _whole(source, found, "times")
        return key, Known({"": number} if number or by_hand else {}, by_hand, _is_on(entry), node)
    if isinstance(found, Mapping):
        counts = {form: _whole(source, number, form) for form, number in found.nodes.items()}
        return key, Known({form: n for form, n in counts.items() if n}, False, _is_on(entry), node)
    forms = () if found is None else values.texts(source, found, count)
    return key, Known(dict.fromkeys(forms or (key[1],), 0), True, _is_on(entry), node)


def _required(entry: Entries, name: str) -> str:
    values.required(entry.source, entry.node, name)
    return normal(entry.text(name))


def _whole(source: Source, node: Node, name: str) -> int:
    number = values.whole(source, node, name)
    if number < 0:
        values.wrong(source, node, name, "a number from 0 on")
    return number


def _is_on(entries: Entries) -> bool:
    return _ON[entries.one_of("use", tuple(_ON), "yes")]
