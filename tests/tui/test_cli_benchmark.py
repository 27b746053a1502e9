"""`artreader benchmark`: tables, JSON, and one line for what it cannot read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotations.article import Article
from annotations.display import display
from annotations.finders.pipeline import suggest
from annotations.model import Quote, Status
from annotations.sidecar.store import Store
from tests.tui.test_cli import run_python
from tui import cli

ROOT = Path(__file__).parents[2]
TEXT = '"Hujan turun deras sekali malam ini," kata Rini Lestari di Bogor, Senin (5/10).'


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


QUOTE: dict[str, Any] = {
    "content": [at('"Hujan turun deras sekali malam ini,"')],
    "cue": [at("kata")],
    "source": [at("Rini Lestari")],
    "speaker": "Rini Lestari",
    "kind": "direct",
}
RECORD: dict[str, Any] = {
    "id": "satu",
    "text": TEXT,
    "entities": [[*at("Rini Lestari"), "PER"]],
    "quotes": [QUOTE],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    return path


def rows(out: str) -> dict[str, list[str]]:
    """The cells of each line by its first word, the first line that has it."""
    found: dict[str, list[str]] = {}
    for line in out.splitlines():
        first, *cells = line.split() or [""]
        found.setdefault(first, cells)
    return found


def test_tables(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["benchmark", str(gold)]) == 0
    captured = capsys.readouterr()
    cells = rows(captured.out)
    assert captured.out.startswith(f"{gold}  1 article, 14 words\n")
    assert cells["PER"] == ["1", "1", "100.0", "100.0", "100.0", "100.0"]
    assert "LOC" not in cells  # the gold has none, so Bogor is neither right nor wrong
    assert cells["direct"] == ["1", "1", *["100.0"] * 9]
    assert "Agreements" not in cells
    assert re.search(r"^quote speaker +100\.0$", captured.out, re.MULTILINE)
    assert "entities" in captured.out.split("Speed")[1]
    assert "\x1b" not in captured.out
    assert captured.err == ""


def test_the_example_in_the_manual_is_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manual = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```", manual, re.DOTALL | re.MULTILINE)
    path = tmp_path / "gold.json"
    path.write_text(example, encoding="utf-8")
    assert cli.main(["benchmark", str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["sets"]
    record = json.loads(example)
    assert [record["text"][s:e] for s, e, _ in record["entities"]] == ["Rini", "Indonesia", "Norwegia"]
    assert found["entities"]["all"]["gold"] == 3
    assert found["quotes"]["all"]["overlap"]["f1"] == 1
    assert found["agreements"]["mentions"]["recall"] == 1


def test_what_is_asked_for(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["benchmark", str(gold), "--kind", "entities", "--types", "LOC,PER"]) == 0
    cells = rows(capsys.readouterr().out)
    assert cells["LOC"][:2] == ["0", "1"]
    assert "direct" not in cells
    assert cli.main(["benchmark", str(gold), "--kinds", "indirect,mixed", "--fragments"]) == 0
    cells = rows(capsys.readouterr().out)
    assert cells["direct"][0] == "F1"  # only the line among the figures of whole articles
    assert cells["indirect"][:2] == ["0", "0"]


def test_rules_only_runs_no_model(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(language: str) -> None:
        raise AssertionError("the model was asked for")

    monkeypatch.setattr("annotations.finders.entities.name_model", refuse)
    assert cli.main(["benchmark", str(gold), "--rules-only"]) == 0
    assert "entities_by_rule" in capsys.readouterr().out
    assert cli.main(["benchmark", str(gold)]) == 1
    assert "the model was asked for" in capsys.readouterr().err


def test_model_only_names_what_the_model_says_by_itself(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["benchmark", str(gold), "--model-only", "--kind", "entities"]) == 0
    told = capsys.readouterr().out
    assert "entities_by_model" in told
    assert "quotes" not in told
    assert cli.main(["benchmark", str(gold), "--model-only", "--rules-only"]) == 2


def test_mistakes_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {**RECORD, "entities": [[*at("malam"), "PER"]], "quotes": [{**QUOTE, "content": [at("Bogor")]}]}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(wrong), encoding="utf-8")
    assert cli.main(["benchmark", str(path), "--show", "5"]) == 0
    out = capsys.readouterr().out
    assert "missed entities PER  satu  malam\n" in out
    assert re.search(r"^false  entities PER 0\.\d\d  satu  Rini Lestari$", out, re.MULTILINE)
    assert "missed quotes direct  satu  Bogor\n" in out
    assert cli.main(["benchmark", str(path)]) == 0
    assert "missed" not in capsys.readouterr().out


def test_ones_own_work_is_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = Article.read(path)
    found = suggest(article)
    decided = [
        a.with_(status=Status.ACCEPTED if isinstance(a, Quote) or a.label == "PER" else Status.SUGGESTED)
        for a in found
    ]
    undecided = sum(a.status is Status.SUGGESTED for a in decided)
    store, _ = Store.open(article)
    store.save(article, decided)
    before = sorted(tmp_path.iterdir())
    assert cli.main(["benchmark", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert rows(captured.out)["all"][:5] == ["1", "1", "100.0", "100.0", "100.0"]
    assert undecided > 0
    assert captured.err == (
        f"artreader: {tmp_path}: {undecided} undecided, which count as neither gold nor right\n"
    )
    assert sorted(tmp_path.iterdir()) == before


def test_bad_input_is_one_line_and_the_rest_is_measured(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "b\x1bd.jsonl"
    bad.write_text('{"text": "a", "entities": []}\n{"text": "a", "entities": [[0, 2, "PER"]]}\n')
    assert cli.main(["benchmark", str(bad), str(gold), "--json"]) == 1
    captured = capsys.readouterr()
    assert (
        captured.err
        == display(f"artreader: {bad}:2: entities[0]: [0, 2] does not lie in the text of 1 characters") + "\n"
    )
    assert [one["name"] for one in json.loads(captured.out)["sets"]] == [str(gold)]


def test_no_gold_of_the_kind(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["benchmark", str(gold), "--kind", "agreements"]) == 1
    assert capsys.readouterr().err == f"artreader: {gold}: there is no gold of agreements in it\n"


@pytest.mark.parametrize(
    "words",
    [[], ["a", "--kinds", "spoken"], ["a", "--types", ","], ["a", "--show", "-1"], ["a", "--kind", "names"]],
)
def test_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["benchmark", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_names_in_the_text_cannot_act_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "\x1b]0;x\x07\u202e\x9b"
    record = {"id": evil, "text": f"{evil} [bold]x[/bold]", "entities": [[0, 20, evil]]}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    for form in ([], ["--json"]):
        assert cli.main(["benchmark", str(path), "--show", "9", *form]) == 0
        out = capsys.readouterr().out
        assert all(display(line) == line for line in out.splitlines())
    assert cli.main(["benchmark", str(path), "--show", "9"]) == 0
    assert "[bold]x" in capsys.readouterr().out


def test_textual_is_not_imported(gold: Path) -> None:
    done = run_python(
        "import sys, tui.cli\n"
        f"code = tui.cli.main(['benchmark', {str(gold)!r}])\n"
        "assert not any(m.split('.')[0] == 'textual' for m in sys.modules), 'textual was imported'\n"
        "sys.exit(code)\n"
    )
    assert done.returncode == 0, done.stderr
