"""Annotations of kinds that a scheme adds: saved, read again, merged, and kept where the scheme is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from annotations import edits, rescue
from annotations.article import Article
from annotations.errors import SidecarError
from annotations.kinds import Unknown, made_kind
from annotations.model import KINDS, Annotation, Field, FieldType, Quote, Span, Status
from annotations.own_tagging import new_own
from annotations.rescue import RescueWriter
from annotations.scheme import scheme_of
from annotations.session import Session
from annotations.sidecar.check import check_sidecar
from annotations.sidecar.file_kinds import MAX_UNKNOWN
from annotations.sidecar.merge_files import merge_files
from annotations.sidecar.schema import schema_text
from annotations.sidecar.store import Store
from tests.annotations.scheme.examples import CLAIM, TEXT, article_in, scheme_at
from tui.cli import main


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim_of(session: Session, **fields: Any) -> Annotation:
    return session.scheme.kinds["claim"](
        id="c1", label="", spans=(place("harga beras turun"),), by="ani", **fields
    )


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """With a claim, of which all fields are filled in, and a quote, both saved."""
    scheme_at(tmp_path)
    session = Session.open(article_in(tmp_path), "ani")
    claim = claim_of(
        session,
        topic="beras",
        stance="for",
        evidence=place("penurunan 4 persen"),
        claimant="Dian Sari",
        backers=("Dinas",),
    )
    quote = Quote(id="q1", label="direct", spans=(place('"Kami puas,"'),), speaker="Dian Sari")
    session.do(edits.adding("tag", claim, quote))
    session.do(
        edits.changing("tone", (session.annotations["q1"], session.annotations["q1"].with_(tone="calm")))
    )
    session.save()
    return session


def sidecar_of(session: Session) -> Path:
    return session.store.path


def entry(sidecar: Path) -> str:
    """The claim's lines in the file."""
    text = sidecar.read_text("utf-8")
    start = text.index("- id: c1")
    return text[start : text.find("\n- id", start) + 1 or len(text)]


def test_it_comes_back_as_it_was(session: Session) -> None:
    written = sidecar_of(session).read_text("utf-8")
    assert '  topic: "beras"\n  stance: for\n  evidence: {quote: "penurunan 4 persen", at: [' in written
    assert '  claimant: "Dian Sari"\n  backers: ["Dinas"]\n' in written
    assert "  tone: calm\n" in written
    again = Session.open(session.store.path.with_name("berita.txt"), "ani")
    assert list(again.annotations) == list(session.annotations)
    again.undo()
    again.save()
    assert sidecar_of(session).read_text("utf-8") == written
    assert check_sidecar(sidecar_of(session)) == []


def test_undo_and_merging_know_its_fields(session: Session) -> None:
    other = Session.open(session.store.path.with_name("berita.txt"), "ani")
    theirs = other.annotations["c1"]
    other.do(edits.changing("stance", (theirs, theirs.with_(stance="against"))))
    other.save()
    ours = session.annotations["c1"]
    session.do(edits.changing("topic", (ours, ours.with_(topic="harga"))))
    merged = session.take_in()
    assert not merged.conflicts
    assert session.annotations["c1"].value("stance") == "against"
    assert session.annotations["c1"].value("topic") == "harga"
    session.save()
    session.undo()
    assert session.annotations["c1"].value("topic") == ours.value("topic")
    assert session.annotations["c1"].value("stance") == "against", "what others did is not ours to undo"


def test_without_its_scheme_it_is_kept_byte_for_byte(session: Session, tmp_path: Path) -> None:
    sidecar, before = sidecar_of(session), entry(sidecar_of(session))
    (tmp_path / "artreader.yaml").unlink()
    bare = Session.open(tmp_path / "berita.txt", "ani")
    unknown = bare.annotations["c1"]
    assert isinstance(unknown, Unknown)
    assert unknown.kind == "claim"
    assert unknown.value("evidence") == place("penurunan 4 persen")
    quote = bare.annotations["q1"]
    bare.do(edits.changing("note", (quote, quote.with_(note="yes"))))
    bare.save()
    assert entry(sidecar) == before
    assert "  tone: calm\n" in sidecar.read_text("utf-8")
    (problem,) = check_sidecar(sidecar)
    assert 'has no kind "claim"' in str(problem)
    assert problem.line == sidecar.read_text("utf-8").split("kind: claim")[0].count("\n") + 1
    scheme_at(tmp_path)
    assert Session.open(tmp_path / "berita.txt", "ani").annotations["c1"] == session.annotations["c1"]


def test_without_its_scheme_it_moves_with_the_text_and_what_is_lost_stays(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / "artreader.yaml").unlink()
    (tmp_path / "berita.txt").write_text(
        "Baru. " + TEXT.replace("penurunan 4 persen", "hal lain sama sekali")
    )
    bare = Session.open(tmp_path / "berita.txt", "ani")
    assert [piece.role for piece in bare.annotations["c1"].lost] == ["evidence"]
    bare.do(edits.changing("x", (bare.annotations["c1"], bare.annotations["c1"].with_(note="moved"))))
    bare.save()
    assert Session.open(tmp_path / "berita.txt", "ani").annotations["c1"].note == "moved"
    scheme_at(tmp_path)
    (tmp_path / "berita.txt").write_text("Baru. " + TEXT)
    back = Session.open(tmp_path / "berita.txt", "ani").annotations["c1"]
    assert not back.lost
    assert back.value("evidence") == Span(*(at + len("Baru. ") for at in place("penurunan 4 persen")))
    assert (back.value("topic"), back.value("claimant")) == ("beras", "Dian Sari")


def test_a_field_that_is_emptied_without_the_scheme_can_be_saved(session: Session, tmp_path: Path) -> None:
    (tmp_path / "artreader.yaml").unlink()
    bare = Session.open(tmp_path / "berita.txt", "ani")
    claim = bare.annotations["c1"]
    bare.do(edits.changing("x", (claim, claim.with_(evidence=None))))
    bare.save()
    assert "evidence" not in sidecar_of(session).read_text("utf-8")
    assert "topic" in sidecar_of(session).read_text("utf-8")


@pytest.mark.parametrize("known", [True, False])
def test_files_with_such_kinds_are_merged(session: Session, tmp_path: Path, known: bool) -> None:
    text = sidecar_of(session).read_text("utf-8")
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    paths[0].write_text(text)
    paths[1].write_text(text.replace('topic: "beras"', 'topic: "harga"'))
    paths[2].write_text(text.replace("stance: for", "stance: against"))
    assert not merge_files(*paths, kinds=session.scheme.kinds if known else KINDS).conflicts
    loaded = Store(paths[1], kinds=session.scheme.kinds).load(session.article)
    claim = session.annotations["c1"].with_(topic="harga", stance="against")
    assert loaded.annotations == [claim, session.annotations["q1"]]


def test_check_knows_the_labels_and_choices_of_the_scheme(session: Session, tmp_path: Path) -> None:
    sidecar = sidecar_of(session)
    text = sidecar.read_text("utf-8")
    sidecar.write_text(text.replace("stance: for", "stance: perhaps").replace("label: direct", "label: loud"))
    told = [str(problem) for problem in check_sidecar(sidecar)]
    assert len(told) == 2
    assert any('"stance" is "perhaps", which is none of for, against' in line for line in told)
    assert any('has no label "loud" for quote; it has: direct, indirect, mixed' in line for line in told)
    scheme_at(tmp_path, "format: x\n")
    assert any("unknown format" in str(problem) for problem in check_sidecar(sidecar))


def test_a_file_of_endlessly_many_kinds_is_refused(session: Session) -> None:
    sidecar = sidecar_of(session)
    text = sidecar.read_text("utf-8")
    item = "- id: k{0}\n  kind: kind{0}\n  quote: Gubernur\n  at: [0, 8]\n"
    sidecar.write_text(text + "".join(item.format(number) for number in range(MAX_UNKNOWN + 1)))
    with pytest.raises(SidecarError, match="too many kinds"):
        Session.open(session.store.path.with_name("berita.txt"), "ani")


def test_suggestions_come_under_the_schemes_labels(tmp_path: Path) -> None:
    scheme_at(
        tmp_path,
        "format: artreader-scheme/1\nentity:\n  labels:\n    ORANG: {key: o, instead_of: PER}\n"
        "quote:\n  fields:\n    tone: {type: text}\n",
    )
    session = Session.open(article_in(tmp_path))
    session.admit(session.suggestions())
    assert {a.label for a in session.annotations.of_kind("entity")} == {"ORANG"}
    quotes = list(session.annotations.of_kind("quote"))
    assert quotes
    assert all(quote.value("tone") == "" for quote in quotes)


def test_a_rescue_copy_holds_it(session: Session) -> None:
    path, kinds, wanted = session.article.path, session.scheme.kinds, list(session.annotations)
    assert path is not None
    writer = RescueWriter(path, session.store.path, "ani", kinds=kinds)
    writer.write(session.article, wanted, base=wanted[:1], because="full", suggested=False)
    (copy,) = rescue.find(path, session.store.path)
    rescued = copy.load(session.article, kinds)
    assert (rescued.annotations, rescued.base) == (wanted, wanted[:1])


@pytest.mark.parametrize(
    ("takes", "at", "words"),
    [
        ("word", "Sari", "Sari"),
        ("name", "Sari", "Gubernur Dian Sari"),
        ("sentence", "beras", "Gubernur Dian Sari mengatakan, harga beras turun."),
        ("paragraph", "beras", TEXT.split("\n")[0]),
    ],
)
def test_what_its_key_takes(tmp_path: Path, takes: str, at: str, words: str) -> None:
    scheme_at(tmp_path, CLAIM.replace("    key: c\n", f"    key: c\n    takes: {takes}\n"))
    article = Article.read(article_in(tmp_path))
    scheme = scheme_of(article.path)
    kind = scheme.own[0]
    new = new_own(
        scheme, kind, article, Session.open(tmp_path / "berita.txt").annotations, None, place(at).start, "ani"
    )
    assert new is not None
    assert new.text_in(article.text) == words
    assert (new.kind, new.status, new.by) == ("claim", Status.ACCEPTED, "ani")
    selected = new_own(
        scheme, kind, article, Session.open(tmp_path / "berita.txt").annotations, Span(8, 13), 0, "ani"
    )
    assert selected is not None
    assert selected.text_in(article.text) == "Dian"


def test_a_field_may_not_hide_what_annotations_have() -> None:
    with pytest.raises(ValueError, match="spans"):
        made_kind("x", (Field("spans", FieldType.TEXT, ""),))


def test_the_schema_of_the_file_has_the_schemes_kinds_and_fields(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    assert session.article.path is not None
    assert main(["schema", str(session.article.path)]) == 0
    validator = Draft202012Validator(json.loads(capsys.readouterr().out))
    validator.check_schema(validator.schema)
    written = session.store.path.read_text(encoding="utf-8")
    validator.validate(yaml.safe_load(written))
    for good, bad in (
        ("stance: for", "stance: perhaps"),
        ("tone: calm", "tone: loud"),
        ("backers: [", "backers: [1, "),
        ('claimant: "', 'claimant: [] # "'),
    ):
        assert good in written
        assert list(validator.iter_errors(yaml.safe_load(written.replace(good, bad, 1)))), bad
    roles = validator.schema["$defs"]["lost"]["properties"]["role"]["examples"]  # type: ignore[index]
    assert "evidence" in roles
    assert main(["schema", "/"]) == 0
    assert capsys.readouterr().out == schema_text()
    scheme_at(session.article.path.parent, "x: 1\n")
    assert main(["schema", str(session.article.path.parent)]) == 1
    assert "artreader.yaml:1" in capsys.readouterr().err
