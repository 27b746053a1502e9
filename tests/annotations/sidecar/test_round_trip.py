"""What is written is read back as it was, by our loader and by any other YAML reader."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.history import StateStep
from annotations.model import Annotation
from annotations.sidecar import decode, encode, events
from annotations.sidecar.document import Document, render_new
from annotations.sidecar.header import Header
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import annotations_on, any_text, article_text, nasty_text

STATES = (StateStep("annotated", "ani", "2026-11-22T08:00:00Z"), StateStep("reviewed", "rina"))
HEADER = Header(file="berita.txt", sha256="0" * 64, length=5, language="id", states=STATES)


UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
VISIBLE_FORMAT = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def read(text: str) -> Document:
    return Document.read(events.load(text.encode("utf-8")))


@given(st.data())
def test_read_of_written_is_what_was_written(data: st.DataObject) -> None:
    text = data.draw(article_text)
    annotations: list[Annotation] = data.draw(annotations_on(text))
    written = render_new(HEADER, annotations, text)
    document = read(written)
    assert {a.annotation.id: a.annotation for a in document.anchored} == {a.id: a for a in annotations}
    assert document.header == HEADER
    for anchored in document.anchored:
        for anchor in (*anchored.spans, *anchored.fields.values()):
            assert text[anchor.at.start : anchor.at.end] == anchor.quote


@given(st.data())
def test_safe_load_reads_the_same_values(data: st.DataObject) -> None:
    text = data.draw(article_text)
    annotations: list[Annotation] = data.draw(annotations_on(text))
    loaded = yaml.safe_load(render_new(HEADER, annotations, text))
    by_id = {entry["id"]: entry for entry in loaded["annotations"]}
    for annotation in annotations:
        assert by_id[annotation.id] == encode.annotation_values(annotation, text)


@given(any_text)
def test_any_string_round_trips_on_one_visible_line(text: str) -> None:
    line = encode.quoted(text)
    assert "\n" not in line
    assert line == line.strip()
    assert not [char for char in line if unicodedata.category(char) in UNSEEN and char not in VISIBLE_FORMAT]
    assert yaml.safe_load(line) == text
    assert read_value(f"key: {line}") == text


def read_value(text: str) -> str:
    root = events.load(text.encode()).root
    assert root is not None
    node = root.nodes["key"]  # type: ignore[union-attr]
    assert not node.plain  # type: ignore[union-attr]
    return str(node.value)  # type: ignore[union-attr]


@given(nasty_text | st.from_regex(r"[A-Za-z0-9_.~+-]{1,8}", fullmatch=True))
def test_a_word_is_that_text_in_every_yaml(text: str) -> None:
    assert yaml.safe_load(encode.word(text)) == text


def test_every_unseen_character_is_escaped() -> None:
    for code in range(0x110000):
        char = chr(code)
        if unicodedata.category(char) in UNSEEN and char not in VISIBLE_FORMAT:
            assert encode.quoted(char).startswith('"\\'), hex(code)


@pytest.mark.parametrize("text", ["No", "y", "on", "1e3", "0123", "null", ".inf", "~", "", "e f", "é", "a:"])
def test_words_that_yaml_would_bend_are_quoted(text: str) -> None:
    assert encode.word(text).startswith('"')


@pytest.mark.parametrize("text", ["PER", "direct", "to_be_extended", "artreader/1", "q7f3kxa", "e1"])
def test_plain_words_stand_bare(text: str) -> None:
    assert encode.word(text) == text


@given(st.floats(0, 1))
def test_numbers_are_numbers_to_safe_load(value: float) -> None:
    found = yaml.safe_load(encode.flow(value))
    assert isinstance(found, float)
    assert found == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
def test_what_yaml_has_no_form_for_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        encode.flow(value)


@given(st.data())
def test_saving_over_a_file_gives_what_was_asked(data: st.DataObject) -> None:
    """Whatever was in the file, and however much of it is used again."""
    text = data.draw(article_text)
    first: list[Annotation] = data.draw(annotations_on(text))
    second: list[Annotation] = data.draw(annotations_on(text))
    text_after = data.draw(st.sampled_from((text, "Baru. " + text)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        store, _ = Store.open(Article(text, path))
        store.save(Article(text, path), first)
        store, _ = Store.open(Article(text, path))
        store.save(Article(text_after, path), second)
        source = events.load(store.path.read_bytes())
        assert {a.annotation.id: a.annotation for a, _ in decode.read_annotations(source)} == {
            a.id: a for a in second
        }
        _, loaded = Store.open(Article(text_after, path))
        assert loaded.moved == loaded.lost == 0


@given(st.data())
def test_lines_used_again_read_back_without_falling_back_on_writing_afresh(data: st.DataObject) -> None:
    text = data.draw(article_text)
    first: list[Annotation] = data.draw(annotations_on(text))
    second: list[Annotation] = data.draw(annotations_on(text))
    kept = [annotation for annotation in first if annotation.id not in {a.id for a in second}]
    document = read(render_new(HEADER, first, text))
    header = replace(HEADER, sha256=data.draw(st.sampled_from(("0" * 64, "1" * 64))), annotator="ani")
    again = read(document.render(header, [*second, *kept], text))
    assert {a.annotation.id: a.annotation for a in again.anchored} == {a.id: a for a in [*second, *kept]}
    assert again.header == header
