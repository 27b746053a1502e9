"""Each field that is wrong is named, with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.errors import SidecarError
from annotations.model import Agreement, Entity, Note, Passage, Quote, Span, Status
from annotations.sidecar import events
from annotations.sidecar.document import Document

SHA = "0" * 64
HEAD = f'format: artreader/1\narticle: {{file: "a.txt", sha256: "{SHA}"}}\nannotations:\n'
PLACE = "  quote: hadir\n  at: [3, 8]\n"


def read(text: str) -> Document:
    return Document.read(events.load(text.encode(), Path("a.txt.annotations.yaml")))


def refusal(text: str) -> SidecarError:
    with pytest.raises(SidecarError) as caught:
        read(text)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("label: [x]", '"label" must be text, but is a list'),
        ("status: maybe", '"status" must be one of suggested, accepted, rejected, but is "maybe"'),
        ("by: {x: 1}", '"by" must be text, but is a mapping'),
        ("confidence: high", '"confidence" must be a number, but is "high"'),
        ('confidence: "0.5"', '"confidence" must be a number'),
        ("confidence: .inf", '"confidence" must be a number'),
        ("confidence: 1e999", '"confidence" must be a number'),
        ("why: []", '"why" must be text'),
        ("note: [a]", '"note" must be text'),
        ("lost: x", '"lost" must be a list, but is "x"'),
        ("lost: [x]", '"lost" must be a mapping'),
        ("lost: [{quote: x, at: [1, 2]}]", '"role" is missing'),
        ("lost: [{role: speaker, quote: x, at: [1, 2]}]", '"role" must be one of'),
        ("before: {a: 1}", '"before" must be text'),
        ("after: [a, b]", '"after" must hold one text for each span'),
        ("title: [x]", '"title" must be text'),
        ("parties: A dan B", '"parties" must be a list, but is "A dan B"'),
        ("parties: [[A]]", '"parties" must be text, but is a list'),
        ("subject: [1, 2]", '"subject" must be a mapping'),
        ("subject: {quote: x}", '"at" is missing'),
        ("date: {at: [1, 2]}", '"quote" is missing'),
        ("date: {quote: x, at: 3}", '"date.at" must be a span [start, end], but is "3"'),
        ("count: lima", '"count" must be a whole number, but is "lima"'),
        ("count: 1.5", '"count" must be a whole number'),
        ('count: "5"', '"count" must be a whole number'),
        ("count: 1234567890123456", '"count" must have at most 15 digits'),
        ("said_in: [q1]", '"said_in" must be text'),
    ],
)
def test_a_wrong_field_is_named_with_its_line(line: str, words: str) -> None:
    error = refusal(HEAD + f"- id: a1\n  kind: agreement\n{PLACE}  {line}\n")
    assert words in str(error)
    assert error.line == 8
    assert str(error).startswith("a.txt.annotations.yaml:8:")


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ("quote: x\n  at: [5, 3]", '"at" must end after it begins: [5, 3]'),
        ("quote: x\n  at: [5, 5]", '"at" must end after it begins'),
        ("quote: x\n  at: [-1, 3]", '"at" must not begin before the text'),
        ("quote: x\n  at: [1, 2, 3]", '"at" must be a span [start, end]'),
        ("quote: x\n  at: [1, x]", '"at" must be a whole number, but is "x"'),
        ("quote: x\n  at: 5", '"at" must be a list'),
        ("quote: x\n  at: []", '"at" must be a span'),
        ("quote: x\n  at: [[1, 2], 3]", '"at" must be a span'),
        ("quote: [x, y]\n  at: [[5, 6], [1, 2]]", 'spans of "at" must be in order and not overlap'),
        ("quote: [x, y]\n  at: [[1, 6], [5, 8]]", 'spans of "at" must be in order and not overlap'),
        ("quote: x\n  at: [[1, 2], [3, 4]]", '"quote" must hold a text for each span of "at": 1 for 2'),
        ("quote: x", '"at" is missing'),
        ("at: [1, 2]", '"quote" is missing'),
        ("quote:\n  at: [1, 2]", '"quote" is left open'),
        ("note: x", '"quote" is missing'),
        ("lost: [{role: cue, quote: x, at: [1, 2]}]", '"quote" is missing'),
    ],
)
def test_wrong_places(places: str, words: str) -> None:
    error = refusal(HEAD + f"- id: q1\n  kind: quote\n  {places}\n")
    assert words in str(error)
    assert error.line in (4, 6, 7)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("- kind: note\n" + PLACE, '"id" is missing'),
        ('- id: ""\n  kind: note\n' + PLACE, '"id" must not be empty'),
        ("- id: n1\n" + PLACE, '"kind" is missing'),
        ('- id: n1\n  kind: ""\n' + PLACE, '"kind" must be one of entity, quote, agreement, note'),
        ("- n1\n", '"annotations" must be a mapping (key: value), but is "n1"'),
        ("-\n", '"annotations" must be a mapping (key: value), but is left open'),
    ],
)
def test_wrong_annotations(item: str, words: str) -> None:
    assert words in str(refusal(HEAD + item))


def test_an_id_that_stands_twice_names_both_lines() -> None:
    item = "- id: n1\n  kind: note\n" + PLACE
    error = refusal(HEAD + item + item)
    assert 'the id "n1" stands twice, on lines 4 and 8' in str(error)
    assert error.line == 8


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty: no annotations in it; delete it to begin anew"),
        ("- a\n", 'write "format: artreader/1" as its first line'),
        ("a: 1\n", '"format" is missing'),
        ("format: brat/1\n", 'unknown format "brat/1"'),
        ("format: artreader/0\n", "unknown format"),
        ("format: artreader/one\n", "unknown format"),
        ("format: [1]\n", '"format" must be text'),
        ("format: artreader/1\n", '"article" is missing'),
        ("format: artreader/1\narticle: a.txt\n", '"article" must be a mapping'),
        ("format: artreader/1\narticle: {sha256: x}\n", '"file" is missing'),
        ("format: artreader/1\narticle: {file: a.txt}\n", '"sha256" is missing'),
        (
            "format: artreader/1\narticle: {file: a.txt, sha256: x}\n",
            '"sha256" must be 64 hexadecimal digits',
        ),
        (HEAD.replace("annotations:", "annotations: x"), '"annotations" must be a list'),
        (HEAD.replace("annotations:", "annotator: [x]"), '"annotator" must be text'),
        (HEAD.replace("sha256", "length: many, sha256"), '"length" must be a whole number'),
    ],
)
def test_wrong_headers(text: str, words: str) -> None:
    error = refusal(text)
    assert words in str(error)
    assert error.line is not None


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/b.txt", "..", ".", "", "..\\x", "C:\\x", "a\\0"]
)
def test_the_article_is_a_bare_name(name: str) -> None:
    assert '"file" must be a bare name' in str(
        refusal(HEAD.replace("a.txt", name.replace("\\", "\\\\").replace("\\\\0", "\\0")))
    )


def test_no_annotations_is_fine() -> None:
    for text in (HEAD, HEAD.rstrip() + " []\n", HEAD.replace("annotations:", "")):
        assert read(text).anchored == []


def test_values_are_read_by_schema_not_by_guess() -> None:
    document = read(
        HEAD + "- id: e1\n  kind: entity\n  label: no\n  quote: 12:30\n  at: [0, 5]\n  entity: 2026-11-22\n"
        "  by: ~\n  note: 0123\n  confidence: 1\n  size: 1\n  when: 12:30\n  is: true\n  who: no\n  z: 0123\n"
        "- id: a1\n  kind: agreement\n  quote: pakta\n  at: [7, 12]\n  subject: damai\n  count: 0\n"
        "  date: {text: kemarin, quote: pakta, at: [7, 12]}\n"
    )
    entity, agreement = (anchored.annotation for anchored in document.anchored)
    assert entity == Entity(
        id="e1", label="no", spans=(Span(0, 5),), entity="2026-11-22", note="0123", confidence=1.0,
        extra={"size": 1, "when": "12:30", "is": True, "who": "no", "z": "0123"},
    )  # fmt: skip
    assert agreement == Agreement(
        id="a1", label="", spans=(Span(7, 12),), subject=Passage("damai"), count=0,
        date=Passage("kemarin", Span(7, 12)),
    )  # fmt: skip
    assert document.anchored[0].spans[0].quote == "12:30"


def test_one_span_in_a_list_is_one_span() -> None:
    document = read(HEAD + '- {id: q1, kind: quote, quote: x, at: [[1, 2]], before: "a", status: rejected}\n')
    assert document.anchored[0].annotation == Quote(
        id="q1", label="", spans=(Span(1, 2),), status=Status.REJECTED
    )
    assert document.anchored[0].spans[0].before == "a"


def test_a_wholly_lost_annotation_has_no_place() -> None:
    document = read(
        HEAD + '- {id: n1, kind: note, lost: [{role: spans, quote: x, at: [1, 2], after: "y"}]}\n'
    )
    annotation = document.anchored[0].annotation
    assert isinstance(annotation, Note)
    assert annotation.is_lost
    assert (annotation.lost[0].quote, annotation.lost[0].at, annotation.lost[0].after) == ("x", (1, 2), "y")
