"""Schemes are read with every error at its place, and found in the folder or above."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.errors import SchemeError
from annotations.model import KINDS, Agreement, Entity, FieldType, Quote, Span
from annotations.scheme import (
    Scheme,
    Takes,
    default_scheme,
    default_text,
    find_scheme,
    read_guidelines,
    read_scheme,
    schema_text,
    scheme_of,
)
from annotations.scheme.reading import MAX_GUIDELINES
from annotations.session import Session
from annotations.sidecar.check import check_sidecar
from tests.annotations.scheme.examples import CLAIM, scheme_at

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text()))
HEAD = "format: artreader-scheme/1\n"


def read(folder: Path, text: str) -> Scheme:
    return read_scheme(scheme_at(folder, text))


def test_the_default_one_is_a_scheme_to_start_from(tmp_path: Path) -> None:
    copied = read(tmp_path, default_text())
    assert copied.labels == default_scheme().labels
    assert dict(copied.kinds) == KINDS
    VALIDATOR.validate(yaml.safe_load(default_text()))
    assert all(len(line) <= 110 for line in default_text().splitlines())


def test_its_examples_are_right(tmp_path: Path) -> None:
    """What it shows behind # becomes a scheme when the # is taken away."""
    lines = default_text().splitlines()
    at = lines.index("# kinds:")
    lines[at:] = [line[2:] for line in lines[at:]]
    text = "\n".join(lines).replace("  # fields:", "  fields:").replace("  #   ", "    ")
    scheme = read(tmp_path, text + "\n")
    assert [kind.id for kind in scheme.own] == ["claim"]
    assert [spec.name for spec in scheme.added["quote"]] == ["tone", "addressee"]
    VALIDATOR.validate(yaml.safe_load(text))


def test_a_kind_of_its_own(tmp_path: Path) -> None:
    scheme = read(tmp_path, CLAIM)
    VALIDATOR.validate(yaml.safe_load(CLAIM))
    (claim,) = scheme.own
    assert (claim.key, claim.name, claim.colour, claim.takes) == ("c", "Claims", "#5fc9c0", Takes.SENTENCE)
    types = [(spec.name, spec.type) for spec in claim.fields]
    assert types == [
        ("topic", FieldType.TEXT),
        ("stance", FieldType.CHOICE),
        ("evidence", FieldType.SPAN),
        ("claimant", FieldType.NAME),
        ("backers", FieldType.NAMES),
    ]
    made = scheme.kinds["claim"](id="a", label="", spans=(Span(0, 3),), claimant="Ani")  # type: ignore[call-arg]
    assert made.kind == "claim"
    assert made.group == "Ani"
    assert made == read(tmp_path, CLAIM).kinds["claim"](id="a", label="", spans=(Span(0, 3),), claimant="Ani")  # type: ignore[call-arg]
    assert scheme.colour("claim", "") == "#5fc9c0"
    assert read_guidelines(scheme) == "# Rules\nTag *whole* claims.\n"


def test_labels_are_left_out_renamed_and_given_other_keys(tmp_path: Path) -> None:
    labels = (
        'entity:\n  labels:\n    ORANG: {key: x, instead_of: PER, colour: "#123456"}\n    SAKIT: {key: s}\n'
    )
    scheme = read(tmp_path, HEAD + labels)
    assert [(label.id, label.key) for label in scheme.of("entity")] == [("ORANG", "x"), ("SAKIT", "s")]
    assert scheme.of("quote") == default_scheme().of("quote")
    person = Entity(id="a", label="PER", spans=(Span(0, 3),))
    renamed = scheme.suggestion(person)
    assert renamed is not None
    assert renamed.label == "ORANG"
    assert scheme.suggestion(person.with_(label="ORG")) is None
    assert scheme.suggestion(Agreement(id="b", label="mou", spans=(Span(0, 3),))) is not None
    assert scheme.labelled(person.with_(label="ORG")).label == "ORANG"
    other = person.with_(label="MADE-UP")
    assert default_scheme().suggestion(other) is other  # another package's finder


def test_fields_added_to_a_built_in_kind(tmp_path: Path) -> None:
    scheme = read(tmp_path, CLAIM)
    quote = Quote(id="q", label="direct", spans=(Span(0, 3),), speaker="Ani")
    fitted = scheme.fitted(quote)
    assert isinstance(fitted, Quote)
    assert [spec.name for spec in fitted.fields] == ["speaker", "source", "cue", "tone"]
    assert (fitted.value("speaker"), fitted.value("tone")) == ("Ani", "")
    assert scheme.fitted(fitted) is fitted


KIND = HEAD + "kinds:\n  claim:\n    key: c\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "not a scheme"),
        ("- a\n", 1, 1, "not a scheme"),
        ("kinds:\n", 1, 1, '"format" is missing'),
        ("format: artreader-scheme/9\n", 1, 9, "artreader reads artreader-scheme/1"),
        (HEAD + "kind:\n", 2, 1, 'did you mean "kinds"?'),
        (HEAD + "entity:\n  labels: [PER]\n", 3, 11, '"labels" must be a mapping'),
        (HEAD + "entity:\n  labels: {}\n", 3, 11, "entity has no labels"),
        (
            HEAD + "entity:\n  labels:\n    PER: {key: p}\n    ORG: {key: p}\n",
            5,
            16,
            'key p picks "PER" already',
        ),
        (HEAD + "entity:\n  labels:\n    PER: {}\n", 4, 10, 'PER has no "key"'),
        (HEAD + "entity:\n  labels:\n    PER: {key: pp}\n", 4, 16, "one letter or sign"),
        (HEAD + "entity:\n  labels:\n    PER: {key: p, colour: red}\n", 4, 27, '"colour" must be a colour'),
        (
            HEAD + "entity:\n  labels:\n    PER:\n      key: p\n      colour: #ff0000\n",
            6,
            14,
            "begins a remark",
        ),
        (HEAD + "entity:\n  labels:\n    P: {key: p, instead_of: PERS}\n", 4, 29, "no built-in label"),
        (
            HEAD + "entity:\n  labels:\n    PER: {key: p}\n    P: {key: q, instead_of: PER}\n",
            5,
            29,
            'both stand for "PER"',
        ),
        (HEAD + "entity:\n  labels:\n    PER: {key: p}\n    PER: {key: q}\n", 5, 5, "on lines 4 and 5"),
        (HEAD + "quote:\n  fields:\n    speaker: {type: text}\n", 4, 5, "always there"),
        (HEAD + "note:\n  labels: {}\n", 2, 1, 'has no "note"'),
        (HEAD + "kinds:\n  quote: {key: q}\n", 3, 3, '"quote" is built in'),
        (HEAD + "kinds:\n  my claim: {key: q}\n", 3, 3, "cannot be a name"),
        (KIND + "  other:\n    key: c\n", 6, 10, 'key c picks "claim" already'),
        (KIND + "    takes: line\n", 5, 12, "one of word, name, sentence, paragraph"),
        (KIND + "    fields:\n      Topic: {type: text}\n", 6, 7, "cannot be the name of a field"),
        (KIND + "    fields:\n      status: {type: text}\n", 6, 7, "cannot be the name of a field"),
        (KIND + "    fields:\n      quote: {type: text}\n", 6, 7, "cannot be the name of a field"),
        (KIND + "    fields:\n      class: {type: text}\n", 6, 7, "cannot be the name of a field"),
        (KIND + "    fields:\n      topic: {}\n", 6, 14, 'topic has no "type"'),
        (KIND + "    fields:\n      topic: {type: words}\n", 6, 21, "one of text, choice, span"),
        (KIND + "    fields:\n      topic: {type: choice}\n", 6, 14, 'has no "choices"'),
        (KIND + "    fields:\n      topic: {type: choice, choices: yes}\n", 6, 38, "must be a list"),
        (KIND + "    fields:\n      topic: {type: choice, choices: [a, a]}\n", 6, 42, "stands twice"),
        (
            KIND + "    fields:\n      topic: {type: text, choices: [a]}\n",
            6,
            27,
            "only a field of type choice",
        ),
        (KIND + '    help: "a\\e[31m"\n', 5, 11, "characters that can be seen"),
        (KIND + "    fields: text\n", 5, 13, '"fields" must be a mapping'),
        (HEAD + "guidelines: rules.md\n", 2, 13, "there is no file"),
        (HEAD + "guidelines: ../rules.md\n", 2, 13, "not in the folder"),
        (HEAD + "kinds: &a {}\n", 2, 8, "anchor"),
        (HEAD + "kinds:\n\tclaim:\n", 3, 1, "tab"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    path = scheme_at(tmp_path, text)
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert words in str(caught.value)
    assert (caught.value.path, caught.value.line, caught.value.column) == (path, line, column)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "kind: {}\n",
        "kinds: {}\n",
        HEAD + "entity: {labels: {PER: {}}}\n",
        HEAD + "entity: {labels: {PER: {key: pp}}}\n",
        HEAD + "entity: {labels: {PER: {key: p, colour: red}}}\n",
        HEAD + "kinds: {quote: {key: q}}\n",
        HEAD + "kinds: {claim: {key: q, takes: line}}\n",
        HEAD + "kinds: {claim: {key: q, fields: {topic: {type: choice}}}}\n",
        HEAD + "kinds: {claim: {key: q, fields: {topic: {type: text, choices: [a]}}}}\n",
        HEAD + "kinds: {claim: {key: q, fields: {Topic: {type: text}}}}\n",
    ],
)
def test_the_json_schema_refuses_it_too(tmp_path: Path, text: str) -> None:
    with pytest.raises(SchemeError):
        read(tmp_path, text)
    found: list[Any] = list(VALIDATOR.iter_errors(yaml.safe_load(text)))
    assert found


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = scheme_at(tmp_path)
    path.write_bytes(b"format: \xff\n")
    with pytest.raises(SchemeError, match="UTF-8"):
        read_scheme(path)
    path.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(SchemeError, match="larger than 1 MB"):
        read_scheme(path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(SchemeError, match="not a regular file"):
        read_scheme(path)


def test_the_nearest_one_holds_and_is_read_again_when_it_changed(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    article = inner / "berita.txt"
    above = scheme_at(tmp_path)
    assert find_scheme(article) == above
    assert [kind.id for kind in scheme_of(article).own] == ["claim"]
    assert scheme_of(article) is scheme_of(tmp_path / "x.txt")
    here = scheme_at(inner, HEAD)
    assert find_scheme(article) == here
    assert scheme_of(article).own == ()
    scheme_at(inner, CLAIM.replace("claim:", "statement:"))
    assert [kind.id for kind in scheme_of(article).own] == ["statement"]


def test_guidelines_in_a_file_are_read_when_they_are_shown(tmp_path: Path) -> None:
    rules = tmp_path / "rules.md"
    rules.write_text("# One\n")
    scheme = read(tmp_path, HEAD + "guidelines: rules.md\n")
    rules.write_text("# Two\n")
    assert read_guidelines(scheme) == "# Two\n"
    rules.write_bytes(b"\xff")
    with pytest.raises(SchemeError, match=r"rules\.md: not UTF-8"):
        read_guidelines(scheme)
    rules.write_text("x" * (MAX_GUIDELINES + 1))
    with pytest.raises(SchemeError, match=r"rules\.md: guidelines of more than 200,000 characters"):
        read_guidelines(scheme)
    assert read_guidelines(default_scheme()) == ""


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(CLAIM)),
            st.integers(0, 12),
            st.sampled_from([*": -[]{}\"'#&*!|>\n\t~", "null", ""]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_written_is_read_or_told(edits: list[tuple[int, int, str]]) -> None:
    text = CLAIM
    for at, length, new in edits:
        text = text[:at] + new + text[at + length :]
    with contextlib.suppress(SchemeError), tempfile.TemporaryDirectory() as folder:
        scheme = read(Path(folder), text)
        assert set(scheme.kinds) >= set(KINDS)


def test_the_example_of_the_documentation_is_right(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "scheme.md").read_text(encoding="utf-8")
    scheme_text, entry = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    text = re.findall(r"`harga.txt`:\n\n```\n(.*?)```", page, re.DOTALL)[0]
    scheme = read(tmp_path, scheme_text)
    article = tmp_path / "harga.txt"
    article.write_text(text)
    header = (
        f'format: artreader/1\narticle:\n  file: "harga.txt"\n  sha256: "{Article.read(article).sha256}"\n'
    )
    sidecar = tmp_path / "harga.txt.annotations.yaml"
    sidecar.write_text(f"{header}annotations:\n{entry}")
    assert check_sidecar(sidecar) == []
    (claim,) = Session.open(article).annotations
    assert type(claim) is scheme.kinds["claim"]
    assert claim.value("claimant") == "Dian Sari"
