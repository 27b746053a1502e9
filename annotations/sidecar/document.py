"""A sidecar as it was read, and how to write it anew with as little change as possible.

What did not change keeps its lines byte for byte: annotations, header keys, and inside a changed
annotation every key that kept its value. Comments go along with what they stand above.
Where the file is not laid out in whole lines (flow style), its comments are kept and the
rest is written afresh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.anchoring import Anchored, holds
from annotations.annotation_set import order_key
from annotations.model import KINDS, Annotation
from annotations.sidecar import decode, encode
from annotations.sidecar.file_kinds import FileKinds, Kinds
from annotations.sidecar.header import Header
from annotations.sidecar.layout import Entry, Item, Layout, detached, flat, merged, with_dash
from annotations.sidecar.nodes import Mapping, Node, Source
from annotations.sidecar.nodes import Sequence as SequenceNode


@dataclass
class Document:
    """The source with what it says; `nodes` are the annotations' nodes by id."""

    source: Source
    header: Header
    anchored: list[Anchored]
    nodes: dict[str, Mapping]

    @classmethod
    def read(cls, source: Source, kinds: Kinds = KINDS) -> Document:
        """`kinds` are those of the article's scheme. Raises SidecarError."""
        header = decode.read_header(source)
        found = list(decode.read_annotations(source, FileKinds(kinds)))
        nodes = {anchored.annotation.id: node for anchored, node in found}
        return cls(source, header, [anchored for anchored, _ in found], nodes)

    def difference(self, header: Header, wanted: Sequence[Annotation], text: str) -> str:
        """What it says other than this of the article's `text`; "" when it says just this."""
        if self.header != header:
            return "the header would not read back as it is"
        if len(self.anchored) != len(wanted):
            return "annotations would go missing"
        for anchored, annotation in zip(self.anchored, wanted, strict=True):
            if anchored.annotation != annotation:
                return f"annotation {annotation.id} would not read back as it is"
            if not all(holds(text, anchor) for anchor in (*anchored.spans, *anchored.fields.values())):
                return f"annotation {annotation.id} would not hold the words of the text"
        return ""

    def render(
        self, header: Header, annotations: Iterable[Annotation], text: str, *, afresh: bool = False
    ) -> str:
        """The file with these contents, for the article's `text`; LF newlines.

        `afresh` re-uses no line but the comments.
        """
        ordered = sorted(annotations, key=order_key)
        root = decode.root_of(self.source)
        layout = Layout(self.source)
        entries = None if afresh else layout.entries(root, -1)
        if entries is None:
            return _joined(self._afresh(layout, root, header, ordered, text))
        list_entry = next((entry for entry in entries if entry.key == "annotations"), None)
        replaced = {"annotations": self._annotation_lines(layout, list_entry, header, ordered, text)}
        wanted = encode.header_values(header)
        for entry in entries:
            if entry.key == "article" and (lines := _article_lines(layout, entry, wanted["article"])):
                replaced["article"] = lines
        wanted["annotations"] = None  # for its place among the keys
        out = flat(merged(layout, entries, wanted, " " * self.source.column_of(root.start), replaced))
        return _joined([*out, *layout.lines[self.source.last_line_of(root) + 1 :]])

    def _annotation_lines(
        self, layout: Layout, entry: Entry | None, header: Header, ordered: Sequence[Annotation], text: str
    ) -> list[str]:
        """The key `annotations` with its items."""
        key_line = "annotations:" if ordered else "annotations: []"
        if entry is None:
            return [key_line, *_fresh_items(ordered, text)]
        node = entry.node
        if not isinstance(node, SequenceNode):
            return [key_line + layout.comment_behind(node), *_fresh_items(ordered, text)]
        if node.flow:
            comments = _by_item(node.items, layout.comments(node, node.start, node.end))
            body = self._items_with(comments, ordered, text)
            return [key_line + layout.comment_behind(node), *body, *comments.get(None, [])]
        key_comment = layout.comment_behind_key(entry)
        items = layout.items(node, self.source.line_of(entry.key_start))
        body = self._item_lines(layout, items, header, ordered, text)
        return [entry.lines[0] if ordered else key_line + key_comment, *body]

    def _item_lines(
        self, layout: Layout, items: Sequence[Item], header: Header, ordered: Sequence[Annotation], text: str
    ) -> list[str]:
        same_text = header.sha256 == self.header.sha256
        was = {anchored.annotation.id: anchored.annotation for anchored in self.anchored}
        dash = _dash_column(items[0])
        ids = dict(zip((id(node) for node in self.nodes.values()), self.nodes, strict=True))
        by_id = {ids[id(item.node)]: item for item in items}
        orphaned = _hand_on_comments(by_id, {annotation.id for annotation in ordered})
        body: list[str] = []
        for annotation in ordered:
            item = by_id.get(annotation.id)
            if item is None:
                body += fresh(annotation, text, dash)
                continue
            body += item.above
            if same_text and was[annotation.id] == annotation:
                body += item.lines
                continue
            node = self.nodes[annotation.id]
            line, indent = self.source.line_of(node.start), " " * self.source.column_of(node.start)
            inner = layout.entries(node, line - 1)
            if inner is None:
                inside = [comment for _, comment in layout.comments(node, node.start, node.end)]
                behind = layout.comment_behind(node).split("  ", 1)[1:]
                body += [" " * dash + comment for comment in (*inside, *behind)]
                body += fresh(annotation, text, dash)
            else:
                values = encode.annotation_values(annotation, text)
                body += with_dash(layout, item, merged(layout, inner, values, indent))
        return [*body, *orphaned]

    def _items_with(
        self, comments: dict[int | None, list[str]], ordered: Sequence[Annotation], text: str
    ) -> list[str]:
        out: list[str] = []
        for annotation in ordered:
            node = self.nodes.get(annotation.id)
            out += [*comments.get(id(node), []), *fresh(annotation, text, 0)]
        return out

    def _afresh(
        self, layout: Layout, root: Mapping, header: Header, ordered: Sequence[Annotation], text: str
    ) -> list[str]:
        """All lines written anew, with each comment above what it stood before or in."""
        node = root.nodes.get("annotations")
        begin = node.start if node is not None else len(self.source.text)
        comments = layout.comments(root, 0, len(self.source.text))
        head = [comment for place, comment in comments if place < begin]
        behind = _by_item(list(self.nodes.values()), [pair for pair in comments if pair[0] >= begin])
        return [
            *head,
            *new_header(header),
            "annotations:" if ordered else "annotations: []",
            *self._items_with(behind, ordered, text),
            *behind.get(None, []),
        ]


def _article_lines(layout: Layout, entry: Entry, wanted: dict[str, Any]) -> list[str] | None:
    """The key `article` where it is a block mapping on the lines below the key."""
    node = entry.node
    line = layout.source.line_of(entry.key_start)
    inner = layout.entries(node, line) if isinstance(node, Mapping) else None
    if inner is None:
        return None
    indent = " " * layout.source.column_of(node.start)
    return [entry.lines[0], *flat(merged(layout, inner, wanted, indent))]


def _dash_column(item: Item) -> int:
    return len(item.lines[0]) - len(item.lines[0].lstrip())


def _hand_on_comments(by_id: dict[str, Item], kept: set[str]) -> list[str]:
    """Comments parted by a blank line from an item that is gone go to the next item, or come back."""
    handed: list[str] = []
    for name, item in by_id.items():
        if name in kept:
            item.above[:0] = handed
            handed = []
        else:
            handed += detached(item.above)
    return handed


def _by_item(items: Sequence[Node], comments: Iterable[tuple[int, str]]) -> dict[int | None, list[str]]:
    """Comments by the `id()` of the item that they stand above or in; under None those behind the last."""
    ends = [item.end for item in items]
    found: dict[int | None, list[str]] = {}
    for place, comment in comments:
        number = bisect_left(ends, place)
        found.setdefault(id(items[number]) if number < len(items) else None, []).append(comment)
    return found


def _joined(lines: list[str]) -> str:
    while lines and not lines[-1].strip():
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _fresh_items(ordered: Sequence[Annotation], text: str) -> list[str]:
    return [line for annotation in ordered for line in fresh(annotation, text, 0)]


def fresh(annotation: Annotation, text: str, dash: int) -> list[str]:
    """A new item of the list whose dashes stand in column `dash`."""
    pad = " " * dash
    values = encode.annotation_values(annotation, text)
    own = [line for key, value in values.items() for line in encode.lines(key, value, pad + "  ")]
    own[0] = f"{pad}- {own[0][dash + 2 :]}"
    return own


def new_header(header: Header) -> list[str]:
    """The lines of a header up to `annotations`."""
    out: list[str] = []
    for key, value in encode.header_values(header).items():
        if key == "article":
            out.append("article:")
            for name, inner in value.items():
                out += encode.lines(name, inner, "  ")
        else:
            out += encode.lines(key, value)
    return out


def render_new(header: Header, annotations: Iterable[Annotation], text: str) -> str:
    """A file that was not there before; LF newlines."""
    ordered = sorted(annotations, key=order_key)
    key_line = "annotations:" if ordered else "annotations: []"
    return _joined([*new_header(header), key_line, *_fresh_items(ordered, text)])
