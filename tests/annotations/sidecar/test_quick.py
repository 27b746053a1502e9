"""The quick reader gives the very tree that YAML gives, or none at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SidecarError
from annotations.history import Step
from annotations.model import Annotation
from annotations.sidecar import events, quick
from annotations.sidecar.document import render_new
from annotations.sidecar.header import Header
from annotations.sidecar.nodes import Mapping, Node, Scalar, Source
from tests.annotations.sidecar.examples import TEXT, annotations_on, article_text, entity, nasty_text, quote

MADE = Step("made", "ani", "2026-11-22T08:00:00Z")
HEADER = Header(file="berita.txt", sha256="0" * 64, length=5, language="id", extra={"desk": "politik"})
WRITTEN = render_new(
    HEADER,
    [
        entity("Budi", confidence=0.25, why="a: b"),
        quote(note='"x"\n', history=(MADE, replace(MADE, did="corrected", was={"label": "indirect"}))),
        quote("q2", history=(MADE, replace(MADE, did="confirmed", by="rina", role="reviewer"))),
        entity("Siti Rahma", "e2", extra={"n": [1]}),
    ],
    TEXT,
)


def by_yaml(text: str, depth: int = 0) -> Node | None:
    return events.parse_all(Source(text), depth)


def tree(node: Node | None) -> Any:
    """A node with all its places, comparable."""
    if node is None or isinstance(node, Scalar):
        return None if node is None else (node.value, node.plain, node.start, node.end)
    if isinstance(node, Mapping):
        inner: Any = {key: (node.key_starts[key], tree(value)) for key, value in node.nodes.items()}
    else:
        inner = [tree(item) for item in node.items]
    return (type(node).__name__, node.start, node.end, node.flow, inner)


def check(text: str) -> None:
    """The quick reader says what YAML says, or leaves it to YAML."""
    quickly = quick.read(text, by_yaml)
    if quickly is not None:
        assert tree(quickly) == tree(by_yaml(text))


def test_our_own_files_are_read_quickly() -> None:
    found = quick.read(WRITTEN, by_yaml)
    assert found is not None
    assert tree(found) == tree(by_yaml(WRITTEN))


def test_most_of_it_never_reaches_yaml() -> None:
    parts: list[str] = []

    def counting(text: str, depth: int) -> Node | None:
        parts.append(text)
        return by_yaml(text, depth)

    quick.read(WRITTEN, counting)
    # the header, the item with a list among its unknown keys, and the one with a longer history
    assert len(parts) == 3
    assert "".join(parts).count("kind:") == 2


@given(st.data())
def test_whatever_is_written_is_the_same_tree(data: st.DataObject) -> None:
    text = data.draw(article_text)
    annotations: list[Annotation] = data.draw(annotations_on(text))
    written = render_new(HEADER, annotations, text)
    assert (quick.read(written, by_yaml) is not None) == bool(annotations)
    check(written)


_PIECES = st.sampled_from((
    "\n", " ", "  ", "- ", "\n- ", "\n  ", "\"", "'", ": ", ":", "#", " # c\n", "\n# c\n", "[",
    "]", "{", "}", ",", "---\n", "\n---\n", "...\n", "\n...\n", "a: b\n", "  a: b\n", "|\n",
    ">-\n  ", "&a ", "*a", "!t ", "? ", "\t", "annotations:\n- ", "\nannotations:\n- ",
    "%YAML 1.1\n", "\\", "~", "<<: ", "kind: x\n", "\n  id: e1\n",
))  # fmt: skip


@given(st.integers(0, len(WRITTEN)), st.integers(0, 30), _PIECES | nasty_text)
def test_a_changed_file_is_the_same_tree_or_left_to_yaml(at: int, removed: int, added: str) -> None:
    text = (WRITTEN[:at] + added + WRITTEN[at + removed :]).lstrip("\ufeff")
    try:
        events._refuse_forbidden(Source(text))  # comes first
    except SidecarError:
        return
    check(text)


@pytest.mark.parametrize(
    "piece", ["...\n", "---\n", "# c\n", "x: 1\n", "- x\n", "  x: 1\n", "\n", "- ", "   y: 1\n"]
)
def test_a_line_put_in_anywhere(piece: str) -> None:
    lines = WRITTEN.splitlines(keepends=True)
    for number in range(len(lines) + 1):
        check("".join([*lines[:number], piece, *lines[number:]]))


def test_every_line_taken_out_or_doubled() -> None:
    lines = WRITTEN.splitlines(keepends=True)
    for number in range(len(lines)):
        check("".join([*lines[:number], *lines[number + 1 :]]))
        check("".join([*lines[: number + 1], *lines[number:]]))
