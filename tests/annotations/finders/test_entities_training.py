"""The training command, on a handful of own sentences."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.finders.entities.features import FeatureReader
from annotations.finders.entities.name_model import NameModel
from annotations.finders.entities.names import SentenceReader
from annotations.finders.entities.tokens import tokenize
from annotations.finders.entities.vocabulary import vocabulary
from annotations.model import Span

TOOL = Path(__file__).parents[3] / "tools" / "train_names.py"
SENTENCES = (
    ("Wirandaru bertemu Sumbara di Kotalama.", ("PER", "PER", "LOC")),
    ("Kata Sumbara, Wirandaru pulang ke Kotalama.", ("PER", "PER", "LOC")),
    ("Pabrik milik Karyatama berdiri di Kotalama.", ("ORG", "LOC")),
    ("Saham Karyatama dibeli Sumbara.", ("ORG", "PER")),
)
NAMES = ("Wirandaru", "Sumbara", "Kotalama", "Karyatama")


def corpus(path: Path) -> Path:
    lines = []
    for text, labels in SENTENCES * 3:
        starts = sorted((text.index(name), name) for name in NAMES if name in text)
        entities = [
            [start, start + len(name), label] for (start, name), label in zip(starts, labels, strict=True)
        ]
        lines.append(json.dumps({"text": text, "entities": entities}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def train(out: Path, marked: Path) -> bytes:
    command = [sys.executable, str(TOOL), "--idner", str(marked), "--measure", str(marked), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return (out / "id.crfsuite.gz").read_bytes()


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("names")
    return folder, train(folder, corpus(folder / "marked.jsonl"))


def test_a_trained_model_finds_the_names_it_learnt(trained: tuple[Path, bytes]) -> None:
    words = vocabulary("id")
    model = NameModel(trained[1], FeatureReader(words))
    text = "Kemarin Sumbara bertemu Wirandaru."
    tokens = tokenize(text, Span(0, len(text)))
    found = model.read(text, tokens, SentenceReader(text, tokens, words).read())
    assert [(n.label, text[n.span.start : n.span.end]) for n in found] == [
        ("PER", "Sumbara"),
        ("PER", "Wirandaru"),
    ]


def test_the_same_data_gives_the_same_model(trained: tuple[Path, bytes], tmp_path: Path) -> None:
    assert train(tmp_path, trained[0] / "marked.jsonl") == trained[1]


def test_the_card_says_sources_and_figures(trained: tuple[Path, bytes]) -> None:
    card = json.loads((trained[0] / "card.json").read_text(encoding="utf-8"))
    assert any("MIT" in source for source in card["id"]["sources"])
    assert set(card["id"]["exact F1"]["marked"]) == {"corpus", "product", "discounted"}
