"""What the tools themselves, where they are installed, make of our exports.

spaCy and dkpro-cassis come with `artreader[spacy]` and `artreader[cassis]`, Label Studio's own checks
with label-studio-sdk, standoff is read by mendelai-brat-parser. Prodigy is not public, brat and doccano are
servers: docs/formats.md says what was checked of those.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange.carrying import reduce
from annotations.exchange.document import Document
from annotations.exchange.formats import FORMATS
from tests.annotations.exchange.example import DOCUMENT, TEXT, at


def exported(name: str, folder: Path) -> dict[str, Path]:
    format_ = FORMATS[name]
    kept = reduce(DOCUMENT.annotations, TEXT, format_.carries).annotations
    files: dict[str, Path] = {}
    for piece in format_.export([Document(DOCUMENT.name, TEXT, kept, "id")]):
        path = folder / (piece.name or f"all{format_.suffix}")
        with path.open("ab") as file:
            file.write(piece.data)
        files[path.suffix] = path
    return files


def test_spacy_trains_on_our_docbin(tmp_path: Path) -> None:
    spacy: Any = pytest.importorskip("spacy", reason="spaCy is not installed")
    training: Any = pytest.importorskip("spacy.training")
    path = exported("spacy", tmp_path)[".spacy"]
    nlp = spacy.blank("id")
    (example,) = training.Corpus(path)(nlp)
    doc = example.reference
    assert doc.text == TEXT
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [("Rina Hadi", "PER", "Rina Hadi")]
    assert [s.text for s in doc.spans["quote"]] == ["“Kami menandatangani", "協定.”"]
    assert [s.text for s in doc.spans["entity.rejected"]] == ["Ambon"]
    recogniser = nlp.add_pipe("ner")
    nlp.initialize(lambda: [example])
    assert recogniser.labels == ("PER",)
    assert nlp.update([example])["ner"] > 0


def test_spacy_converts_our_conll(tmp_path: Path) -> None:
    converters: Any = pytest.importorskip("spacy.training.converters", reason="spaCy is not installed")
    path = exported("conll", tmp_path)[".conll"]
    (doc,) = converters.conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True)
    assert [(e.text, e.label_) for e in doc.ents] == [("Rina Hadi", "PER")]
    assert [t.text for t in doc if t.is_sent_start][1] == "Ia"


def test_cassis_reads_our_xmi(tmp_path: Path) -> None:
    cassis: Any = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    path = exported("xmi", tmp_path)[".xmi"]
    with (tmp_path / "TypeSystem.xml").open("rb") as file:
        system = cassis.load_typesystem(file)
    with path.open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=system)
    spans = {s.key: s for s in cas.select("artreader.Span")}
    assert spans["e1"].get_covered_text() == "Rina Hadi"
    assert spans["g1.subject"].get_covered_text() == "e\u0301lite"
    links = {(link.label, link.Dependent.key, link.Governor.key) for link in cas.select("artreader.Link")}
    assert {("source", "q1", "q1.source"), ("speaker", "q1", "e1"), ("said_in", "g1", "q1")} <= links
    begin = len(TEXT[: at("Rina Hadi").start].encode("utf-16-le")) // 2
    assert re.search(rf'<[^>]*begin="{begin}"[^>]*key="e1"', path.read_text(encoding="utf-8"))


def test_label_studio_accepts_our_tasks(tmp_path: Path) -> None:
    interface: Any = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="label-studio-sdk is not installed"
    )
    files = exported("label-studio", tmp_path)
    project = interface.LabelInterface(files[".xml"].read_text(encoding="utf-8"))
    project.validate()
    (task,) = json.loads(files[".json"].read_text(encoding="utf-8"))
    entries = [*task["annotations"], *task["predictions"]]
    assert len(entries) == 2
    units = TEXT.encode("utf-16-le")
    for entry in entries:
        assert project.validate_prediction(entry, return_errors=True) == []
        for region in entry["result"]:
            if region["type"] == "labels":
                value = region["value"]
                assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_label_studios_converter_takes_our_tasks(tmp_path: Path) -> None:
    converter: Any = pytest.importorskip(
        "label_studio_sdk.converter", reason="label-studio-sdk is not installed"
    )
    files = exported("label-studio", tmp_path)
    made = converter.Converter(files[".xml"].read_text(encoding="utf-8"), str(tmp_path))
    made.convert(str(files[".json"]), str(tmp_path / "out"), "JSON_MIN", is_dir=False)
    (task,) = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert {"text": "Rina Hadi", "labels": ["PER"]}.items() <= task["label"][0].items()


def test_a_parser_of_brat_reads_our_standoff(tmp_path: Path) -> None:
    parser: Any = pytest.importorskip("brat_parser", reason="mendelai-brat-parser is not installed")
    path = exported("brat", tmp_path)[".ann"]
    marks, relations, attributes, _ = parser.get_entities_relations_attributes_groups(str(path))
    for mark in marks.values():
        assert " ".join(TEXT[start:end] for start, end in mark.span) == mark.text
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(marks) == sum(line.startswith("T") for line in lines)
    assert len(relations) == sum(line.startswith("R") for line in lines)
    assert len(attributes) == sum(line.startswith("A") for line in lines)
    kinds = {(r.type, marks[r.subj].text, marks[r.obj].text) for r in relations.values()}
    assert ("speaker", "“Kami menandatangani 協定.”", "Rina Hadi") in kinds
