"""A folder's model of names: it learns what the folder's annotators do, tells the truth, and harms nobody."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.errors import InputError, SaveError
from annotations.finders.options import FOLDER_MODEL, FinderOptions
from annotations.finders.pipeline import suggest
from annotations.memory.model_file import ModelError, read_model, trust, write_model
from annotations.memory.places import model_path
from annotations.memory.training import Trained, material_in, train
from annotations.model import Entity, Span, Status
from annotations.sidecar.store import Store

SHIPS = ["Bima", "Sinta", "Garuda", "Melati", "Anggrek", "Mawar", "Kenanga", "Cempaka", "Dahlia", "Seruni"]
SENTENCE = (
    "Kapal {ship} tiba di Bitung bersama {other} dari Jakarta. Kapten {name} Wijaya menunggu di Bitung.\n"
)
NAMES = ["Rudi", "Tono", "Agus", "Slamet", "Joko", "Hadi", "Budi", "Eko", "Dedi", "Heru"]


def annotated(folder: Path, number: int = 10, *, convention: bool = True) -> list[Path]:
    """Articles in which ships are marked, and cities are not: no finder of ours would have it so."""
    paths = []
    for at in range(number):
        ship, other, name = SHIPS[at], f"{SHIPS[at - 1]} Jaya", NAMES[at]
        path = folder / f"{at}.txt"
        path.write_text((SENTENCE * 3).format(ship=ship, other=other, name=name), encoding="utf-8")
        article = Article.read(path)
        marked = [(ship, "PRODUCT"), (other, "PRODUCT"), (f"{name} Wijaya", "PER")] if convention else []
        entities: list[Entity] = []
        for words, label in marked:
            start = article.text.find(words)
            while start >= 0:
                span = Span(start, start + len(words))
                if not any(entity.extent.overlaps(span) for entity in entities):
                    entities.append(Entity(id=f"e{start}", label=label, spans=(span,), entity=words))
                start = article.text.find(words, span.end)
        store, _ = Store.open(article)
        store.save(article, entities)
        paths.append(path)
    return paths


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Trained]:
    folder = tmp_path_factory.mktemp("ships")
    annotated(folder)
    return folder, train(material_in(folder)["id"], "id")


def products(path: Path, options: FinderOptions = FinderOptions()) -> list[str]:  # noqa: B008
    article = Article.read(path)
    return [a.text_in(article.text) for a in suggest(article, options=options) if a.label == "PRODUCT"]


def test_it_learns_what_no_finder_knows_and_says_by_how_much(trained: tuple[Path, Trained]) -> None:
    folder, model = trained
    assert (model.articles, model.labels, model.folds) == (10, ("PER", "PRODUCT"), 5)
    assert model.better
    assert model.f1("model") > model.f1("memory") + 10
    path = model_path(folder / "x", "id")
    write_model(path, model.file())
    unseen = folder / "unseen.txt"
    unseen.write_text(SENTENCE.format(ship="Teratai", other="Pandan Jaya", name="Yanto"), encoding="utf-8")
    assert products(unseen) == ["Teratai", "Pandan Jaya"]
    assert products(unseen, FinderOptions(frozenset([FOLDER_MODEL]))) == []
    write_model(path, replace(model.file(), on=False))
    assert products(unseen) == []
    path.unlink()


def test_the_same_material_gives_the_same_model(trained: tuple[Path, Trained]) -> None:
    folder, model = trained
    assert train(material_in(folder)["id"], "id").file() == model.file()


def test_too_little_and_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        material_in(tmp_path)
    annotated(tmp_path, 4)
    with pytest.raises(
        ModelError, match="too little to train on: 4 decided articles in Indonesian with 36 names"
    ):
        train(material_in(tmp_path)["id"], "id")
    annotated(tmp_path, 4, convention=False)
    assert material_in(tmp_path) == {}


def test_what_is_undecided_is_no_material(tmp_path: Path) -> None:
    (path, *_) = annotated(tmp_path, 1)
    (material,) = material_in(tmp_path)["id"]
    article = Article.read(path)
    store, loaded = Store.open(article)
    first, *rest = loaded.annotations
    store.save(article, [first.with_(status=Status.SUGGESTED), *rest])
    (less,) = material_in(tmp_path)["id"]
    assert material.sentences - less.sentences == {article.sentences[0]}
    assert {name.start for name in material.gold - less.gold} >= {rest[0].start}


def test_only_what_is_trusted_is_loaded(
    trained: tuple[Path, Trained], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = model_path(tmp_path / "x", "id")
    path.write_bytes(trained[1].file().data)  # as it comes with somebody else's folder
    (tmp_path / "x.txt").write_text(
        SENTENCE.format(ship="Bima", other="Sinta Jaya", name="Rudi"), encoding="utf-8"
    )
    told: list[str] = []
    article = Article.read(tmp_path / "x.txt")
    assert suggest(article, failed=lambda name, error: told.append(f"{name}: {error}"))
    (line,) = told
    assert line.startswith(f"{FOLDER_MODEL}: {path}: not a model that was trained here, or damaged since")
    trust(path)
    assert read_model(path).labels == ("PER", "PRODUCT")
    assert products(tmp_path / "x.txt")
    damaged = bytearray(path.read_bytes())
    damaged[-100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(ModelError, match="damaged since"):
        read_model(path)
    with pytest.raises(ModelError, match="not a model of names"):
        trust(path)
    for rubbish in (b"", b"{}\n", b"\xff\n", b'{"format": "artreader-names/1"}\nx', b"[" * 100_000):
        path.write_bytes(rubbish)
        with pytest.raises(ModelError):
            trust(path)


def test_a_pipe_where_trust_is_kept_holds_nobody_up(
    trained: tuple[Path, Trained], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = model_path(tmp_path / "x", "id")
    path.write_bytes(trained[1].file().data)
    (tmp_path / "state" / "artreader").mkdir(parents=True)
    os.mkfifo(tmp_path / "state" / "artreader" / "trusted-models")
    with pytest.raises(ModelError, match="not a model that was trained here"):
        read_model(path)
    with pytest.raises(SaveError, match="not a regular file"):
        trust(path)


def test_without_the_library(trained: tuple[Path, Trained], monkeypatch: pytest.MonkeyPatch) -> None:
    from annotations.finders import folder_names

    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    with pytest.raises(ModelError, match="cannot be opened"):
        folder_names.folder_names(replace(trained[1].file(), articles=11), Path("x"))
