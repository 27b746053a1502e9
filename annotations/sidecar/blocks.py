"""A sidecar as blocks of lines, one for each annotation, so that a save costs what was changed.

Only what is written anew is rendered and read back, by way of a small sidecar that holds nothing else.
Every other block was read by our own loader before; as no item of a YAML list depends on another
(the loader refuses anchors and aliases), it says the same beside other neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annotations.annotation_set import order_key
from annotations.kinds import Unknown
from annotations.model import Annotation
from annotations.sidecar import decode, events
from annotations.sidecar.document import Document
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.header import Header
from annotations.sidecar.nodes import Sequence as SequenceNode

_HEAD_END = "\nannotations:\n"
_DASH = "\n- "
_BLOCK = re.compile(r"- [^\n]*[^\s]\n(?:  [^\n]*[^\s]\n)*+")
_COMMENT = re.compile(r"\n *#")


@dataclass(frozen=True)
class Blocks:
    """`head` are the lines up to the key `annotations`; `blocks` the lines of each annotation by its id,
    in the file's order, with what they say."""

    header: Header
    newline: str
    head: str
    blocks: dict[str, tuple[Annotation, str]]

    @classmethod
    def of(cls, document: Document) -> Blocks | None:
        """None where annotations are not whole lines one below the other, without lines of comment."""
        source = document.source
        node = decode.root_of(source).nodes.get("annotations")
        if not isinstance(node, SequenceNode) or node.flow or not node.items:
            return None
        starts = [item.start - 2 for item in node.items]
        head = source.text[: starts[0]]
        if not head.endswith(_HEAD_END):
            return None
        blocks: dict[str, tuple[Annotation, str]] = {}
        for anchored, start, end in zip(
            document.anchored, starts, [*starts[1:], len(source.text)], strict=True
        ):
            block = source.text[start:end]
            if not _is_block(block):
                return None
            blocks[anchored.annotation.id] = (anchored.annotation, block)
        return cls(document.header, source.newline, head, blocks)

    @cached_property
    def text(self) -> str:
        """The whole file, with LF newlines."""
        return self.head + "".join(block for _, block in self.blocks.values())

    def says(self, annotation: Annotation) -> bool:
        """Whether one of the blocks says just that."""
        known = self.blocks.get(annotation.id)
        return known is not None and (known[0] is annotation or known[0] == annotation)

    def with_(
        self, header: Header, wanted: Sequence[Annotation], text: str, kinds: Kinds, path: Path
    ) -> Blocks | None:
        """The blocks of a file that says this of the article's `text`; None where that takes the whole file.

        `wanted` is in the file's order. Raises SidecarError, TypeError or ValueError for what cannot be
        written.
        """
        if header.sha256 != self.header.sha256 or not wanted:
            return None
        anew = [annotation for annotation in wanted if not self.says(annotation)]
        if 2 * len(anew) > len(wanted) or any(isinstance(annotation, Unknown) for annotation in anew):
            return None
        part = list(anew)
        if not any(annotation.id in self.blocks for annotation in anew):  # one to show how they are written
            part.append(next(annotation for annotation in wanted if annotation.id in self.blocks))
            part.sort(key=order_key)
        old = self.head + "".join(self.blocks[a.id][1] for a in part if a.id in self.blocks)
        small = Document.read(events.load(old.encode("utf-8"), path), kinds)
        rendered = small.render(header, part, text).encode("utf-8")
        read_back = Document.read(events.load(rendered, path), kinds)
        written = None if read_back.difference(header, part, text) else Blocks.of(read_back)
        if written is None:
            return None
        blocks = {a.id: written.blocks.get(a.id) or self.blocks[a.id] for a in wanted}
        made = Blocks(header, self.newline, written.head, blocks)
        whole = len(blocks) == len(wanted) == made.text.count(_DASH)
        return made if whole else None


def _is_block(block: str) -> bool:
    """Whether a block is an item in whole lines, none a comment of its own: that may belong to the next."""
    return _BLOCK.fullmatch(block) is not None and not _COMMENT.search(block)
