"""A seeded share of what `python -m tests.fuzz` does at length."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SidecarError
from annotations.sidecar.nodes import Source
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import any_text, article_at, entity
from tests.fuzz.loading import Bench
from tests.fuzz.sidecars import BASES, Damaged, at_random, whole_files, wrong_types
from tests.fuzz.texts import hostile_texts, lost_in

SEED = 20


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def all_fine(bench: Bench, damaged: list[Damaged]) -> None:
    for each in damaged:
        assert bench.trial(each.data, in_time=False) == "", each.how


def test_undamaged_ones_are_read(bench: Bench) -> None:
    for base in BASES:
        assert bench.trial(base.encode(), in_time=False) == ""
    assert bench.read == len(BASES)


def test_values_of_wrong_types(bench: Bench) -> None:
    all_fine(bench, random.Random(SEED).sample(list(wrong_types()), 120))
    assert bench.read > 10
    assert bench.refused > 50


def test_strange_files(bench: Bench) -> None:
    all_fine(bench, random.Random(SEED).sample(list(whole_files()), 40))


def test_random_damage(bench: Bench) -> None:
    all_fine(bench, list(islice(at_random(SEED), 150)))
    assert bench.read > 10
    assert bench.refused > 50


def test_hostile_texts_come_back_as_they_were(tmp_path: Path) -> None:
    texts = list(islice(hostile_texts(SEED), 1000))
    assert lost_in(random.Random(SEED).sample(texts, 200), tmp_path) == []


@given(text=st.lists(any_text, min_size=1, max_size=4).map("".join))
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    article = article_at(tmp_path_factory.getbasetemp())
    wanted = entity("Budi", entity=text, note=text, why=text, by=text, extra={"other": [text]})
    store, loaded = Store.open(article)
    store.save(article, [wanted])
    _, loaded = Store.open(article)
    assert loaded.annotations == [wanted]
    assert store.path.read_bytes().decode("utf-8").count("\n- id") == 1


def test_the_trial_sees_what_is_wrong(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a loader that forgets the place, lets characters through, or writes, the trial says so."""
    monkeypatch.setattr("annotations.sidecar.nodes.Source.fail", _fail_without_place)
    assert "names no place" in bench.trial(b"a: 1\na: 2\n")
    monkeypatch.setattr("annotations.sidecar.nodes.Source.fail", _fail_in_two_lines)
    assert "not one harmless line" in bench.trial(b"a: 1\na: 2\n")


def _fail_without_place(source: Source, index: int, message: str, advice: str = "") -> NoReturn:
    raise SidecarError(message, path=source.path, advice=advice)


def _fail_in_two_lines(source: Source, index: int, message: str, advice: str = "") -> NoReturn:
    raise SidecarError(f"{message}\n\x1b", path=source.path, line=1, column=1, advice=advice)
