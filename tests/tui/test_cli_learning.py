"""`artreader finders`, `learn` and `train` as a person calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.finders import plugins
from annotations.memory.places import LEXICON_NAME
from tests.annotations.memory.test_training import annotated
from tests.benchmarks.learning import SERIES, Effort, Truth, compare
from tests.benchmarks.marked_up import read_marked_up
from tui.cli import main


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "config" / "artreader" / "settings.toml"


def test_finders_are_listed_tried_and_switched(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    info = tmp_path / "plug" / "broken_one-2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: broken-one\nVersion: 2.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(f"[{plugins.GROUP}]\nbroken = no_such:find\n", encoding="utf-8")
    monkeypatch.syspath_prepend(info.parent)
    plugins.forget_installed()
    assert main(["finders"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        *("names", "folder-model", "memory", "quotes", "agreements"),
        *("broken", "spacy"),
    ]
    assert lines[5].startswith("broken        broken-one 2.0")
    assert "  on, but fails: raised ModuleNotFoundError: No module named 'no_such';" in lines[5]
    assert main(["finders", "--off", "broken", "--off", "quotes"]) == 0
    assert settings.read_text(encoding="utf-8") == 'finders.off = "broken, quotes"\n'
    lines = capsys.readouterr().out.splitlines()
    assert lines[3].endswith("off: quotes with their sources and speakers")
    assert lines[5].endswith("off")
    assert main(["finders", "--on", "quotes"]) == 0
    assert main(["finders", "--off", "none"]) == 2
    assert "there is no finder 'none' (there are names, " in capsys.readouterr().err
    article = tmp_path / "a.txt"
    article.write_text("Kata Budi, hujan turun di Solo.\n", encoding="utf-8")
    settings.write_text("", encoding="utf-8")
    assert main(["suggest", str(article), str(article)]) == 0
    err = capsys.readouterr().err
    assert err.count("the finder broken (broken-one 2.0) failed: raised ModuleNotFoundError") == 1
    plugins.forget_installed()


def test_learn_and_train(settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    annotated(folder)
    assert main(["learn", str(folder), str(folder / "0.txt")]) == 0
    assert capsys.readouterr().out == (
        f"{folder / LEXICON_NAME}: 30 names, 0 speakers, 0 agreements, 0 rejected, from 10 annotation files\n"
    )
    assert main(["train", "--dry-run", str(folder)]) == 0
    head, labels, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith(f"{folder}: 10 articles (id), 90 names; F1 by 5-fold cross-validation")
    assert labels.split() == ["PER", "PRODUCT", "all"]
    assert [row[:10].strip() for row in rows] == ["finders", "and memory", "and model"]
    assert main(["train", "--off", str(folder)]) == 1
    assert "no model in this folder; artreader train makes one" in capsys.readouterr().err
    assert main(["learn", str(tmp_path / "nowhere")]) == 1


def test_the_series_costs_fewer_keys_with_memory() -> None:
    """Each half of the benchmark's series, and the second more than the first."""
    truths = [Truth(*read_marked_up(path)) for path in sorted(SERIES.glob("*.txt"))]
    assert len(truths) >= 10
    without, with_ = compare(truths)
    corrected = [
        [sum(effort.correcting for effort in half) for half in (efforts[:6], efforts[6:])]
        for efforts in (without, with_)
    ]
    saved = [before - after for before, after in zip(*corrected, strict=True)]
    assert saved[1] > saved[0] > 0
    assert corrected[1][1] < corrected[1][0]  # they fall while the series goes on
    assert sum(with_, Effort()).f1 > sum(without, Effort()).f1
    assert all(effort.wanted and effort.quotes for effort in with_)
