"""The loader: what it refuses, in which words, and that nothing makes it fall over."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.errors import SidecarError
from annotations.sidecar import decode, events
from annotations.sidecar.document import Document
from annotations.sidecar.nodes import Mapping, Scalar, Sequence
from tests.annotations.sidecar.examples import nasty_text

PATH = Path("berita.txt.annotations.yaml")


def refusal(text: str | bytes) -> SidecarError:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    with pytest.raises(SidecarError) as caught:
        events.load(data, PATH)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.fixture(params=["libyaml", "pure"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each refusal by libyaml and, where that is absent, by PyYAML's own parser."""
    if request.param == "pure":
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, 'the key "a" stands twice, on lines 1 and 3'),
        ("a: 1\nb: {c: 1, c: 2}\n", 2, 11, "on lines 2 and 2"),
        ("a: &x 1\nb: 2\n", 1, 4, "an anchor (&x) is not allowed"),
        ("a: &x [1]\n", 1, 4, "an anchor (&x) is not allowed"),
        ("a: 1\nb: *x\n", 2, 4, "an alias (*x) is not allowed"),
        ("a: !!python/name:os.system 1\n", 1, 4, "a tag ("),
        ("a: !x {b: 1}\n", 1, 4, "a tag (!x) is not allowed"),
        ("a: ! b\n", 1, 4, "a tag (!) is not allowed"),
        ("<<: {a: 1}\n", 1, 1, "merge key"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document"),
        ("[a, b]: 1\n", 1, 1, "a key must be text"),
        ("? {a: b}\n: 1\n", 1, 3, "a key must be text"),
        ("a: 1\n<<<<<<< ours\nb: 2\n=======\n", 2, 1, "unresolved git conflict, line 2"),
        ("a: 1\n>>>>>>> theirs\n", 2, 1, "unresolved git conflict, line 2"),
        ("a: 1\nnote: foo: bar\n", 2, 10, "put the text in double quotes"),
        ("a: 1\nby: @bob\n", 2, 5, 'a text cannot begin with "@" without quotes'),
        ("a: 1\nby: `x`\n", 2, 5, "put the text in double quotes"),
        ("a: 1\n\tb: 2\n", 2, 1, "a tab where YAML wants spaces"),
        ('a: 1\nb: "open\nc: 2\n', 4, 1, "the quotation mark on line 2 is not closed"),
        ("a: [1, 2\nb: 3\n", 2, 2, ""),
        ("a: 1\n b: 2\n", 2, 3, ""),
        ("a: 1\nb: \x1b[31m\n", 2, 4, "control character U+001B"),
        ("a: \x85\n", 1, 4, "U+0085"),
        ("a: \u2028\n", 1, 4, 'write it as "\\u2028"'),
        ("a: \ufffe\n", 1, 4, "U+FFFE"),
    ],
)
def test_refused_with_line_and_column(text: str, line: int, column: int, words: str) -> None:
    error = refusal(text)
    assert words in str(error)
    assert error.line == line
    assert abs((error.column or 0) - column) <= 1  # the two parsers differ by one here and there
    assert str(error).startswith(f"{PATH}:{line}:")


def test_not_utf8_names_the_place() -> None:
    error = refusal("a: é\nb: ".encode() + b"\xe9\n")
    assert (error.line, error.column) == (2, 4)
    assert "not UTF-8" in str(error)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_is_bounded(opening: str) -> None:
    error = refusal("a: \n " + opening * 50_000)
    assert "deep" in str(error)


def test_depth_of_32_is_read_and_33_refused() -> None:
    assert events.load(b"[" * 32 + b"]" * 32).root is not None
    assert "more than 32 deep" in str(refusal(b"[" * 33 + b"]" * 33))


def test_oversize_is_refused_before_it_is_read() -> None:
    assert "larger than 32 MB" in str(refusal(b"\xff" * (events.MAX_BYTES + 1)))


def test_messages_show_no_control_characters() -> None:
    error = refusal('"\\e[2J": 1\n"\\e[2J": 2\n')
    assert "\x1b" not in str(error)


def test_places_are_code_points_also_behind_emoji_and_crlf() -> None:
    source = events.load("\ufeff# 😀\r\nkey: “x”\r\nat: [1, 2] # c\r\n".encode())
    assert source.newline == "\r\n"
    root = source.root
    assert isinstance(root, Mapping)
    key, at = root.nodes["key"], root.nodes["at"]
    assert isinstance(key, Scalar)
    assert isinstance(at, Sequence)
    assert source.text[key.start : key.end] == "“x”"
    assert source.text[at.start : at.end] == "[1, 2]"
    assert source.line_of(at.start) == 2
    assert source.column_of(at.start) == 4


def test_scalars_stay_text() -> None:
    root = events.load(b"a: no\nb: 12:30\nc: 2026-13-45\nd: 0123\ne: 99999999999999999999\n").root
    assert isinstance(root, Mapping)
    assert [node.value for node in root.nodes.values() if isinstance(node, Scalar)] == [
        "no", "12:30", "2026-13-45", "0123", "99999999999999999999",
    ]  # fmt: skip


@pytest.mark.usefixtures("_parser")
def test_surrogate_escapes_are_read_as_written() -> None:
    root = events.load(b'a: "\\ud83d"\n').root
    assert isinstance(root, Mapping)
    assert isinstance(root.nodes["a"], Scalar)
    assert root.nodes["a"].value == "\ud83d"


def test_an_empty_file_has_no_root() -> None:
    assert events.load(b"").root is None
    assert events.load(b"# only a comment\n").root is None


GOOD = b"""format: artreader/1
article:
  file: "a.txt"
  sha256: "%s"
annotations:
- id: e1
  kind: agreement
  quote: ["a b", "c"]
  at: [[0, 3], [4, 5]]
  subject: {quote: "c", at: [4, 5]}
  parties: ["A", "B"]
  count: 2
  confidence: 0.5
  lost:
  - {role: date, quote: "x", at: [7, 8]}
""" % (b"0" * 64)


def only_refuses(data: bytes) -> None:
    with contextlib.suppress(SidecarError):
        Document.read(events.load(data))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    only_refuses(data)


@given(st.lists(nasty_text | st.sampled_from("{}[]&*!|>%@`?:-,#'\" \n"), max_size=20).map("".join))
@example('"\\U00110000"')
@example('a: "\\UFFFFFFFF"\nb: "\\ud800"')
def test_any_text_is_read_or_refused(text: str) -> None:
    only_refuses(text.encode("utf-8", "surrogatepass"))


@given(
    st.integers(0, len(GOOD) - 1),
    st.integers(0, 6),
    st.binary(max_size=3)
    | st.sampled_from([b"\n", b": ", b"- ", b'"', b"99999999999999999999", b"[]", b"~"]),
)
def test_a_damaged_sidecar_is_read_or_refused(at: int, removed: int, added: bytes) -> None:
    only_refuses(GOOD[:at] + added + GOOD[at + removed :])


def test_every_truncation_is_read_or_refused() -> None:
    for size in range(len(GOOD)):
        only_refuses(GOOD[:size])


def test_the_undamaged_one_is_read() -> None:
    assert len(list(decode.read_annotations(events.load(GOOD)))) == 1
