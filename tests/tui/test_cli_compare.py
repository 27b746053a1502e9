"""`artreader compare` and `artreader report` on the samples by three annotators, and on what is broken."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from annotations.article import Article
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from annotations.sidecar.check import check_sidecar
from annotations.sidecar.store import Store
from tests.tui.test_cli import run_python
from tui import cli

SAMPLES = Path(__file__).parents[2] / "samples"
THREE = SAMPLES / "three-annotators"
HOSTILE = "<script>alert(1)</script>|\"'&\x1b[31m"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(THREE, tmp_path / "three"))


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """One article whose every field holds what is markup somewhere."""
    path = tmp_path / "a<b>|.txt"
    path.write_text(f"{HOSTILE} =1+1 dan selanjutnya.\n", encoding="utf-8")
    article = Article.read(path)
    words = (Span(0, len(HOSTILE)),)
    found: list[Annotation] = [
        Quote(id="q", label=HOSTILE, spans=words, speaker=HOSTILE),
        Entity(id="e", label="PER", spans=words, entity="=1+1"),
        Agreement(id="a", label="mou", spans=words, title=HOSTILE, parties=(HOSTILE,), said_in="q"),
        Entity(id="s", label="PER", spans=(Span(0, 1),), status=Status.SUGGESTED),
    ]
    Store.open(article, "ani")[0].save(article, found)
    return path


def test_the_samples_are_sound_and_copies() -> None:
    articles = sorted(THREE.glob("*.txt"))
    assert len(articles) == 3
    for path in articles:
        assert path.read_bytes() == (SAMPLES / path.name).read_bytes()
        names = [sidecar.name.split(".")[-2] for sidecar in sorted(THREE.glob(f"{path.name}.*"))]
        assert names == ["ani", "budi", "citra"]
        assert check_sidecar(path) == []


def test_compare_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(folder), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["annotators"] == ["ani", "budi", "citra"]
    assert (found["articles"], found["complete_articles"]) == (3, 3)
    kinds = {each["what"] for each in found["disagreements"]}
    assert kinds >= {
        "boundary", "label", "missed", "rejected", "split", "speaker", "agreement_status", "parties",
    }  # fmt: skip
    for each in found["disagreements"]:
        text = Path(each["article"]).read_text("utf-8")
        start = each["span"][0]
        assert each["line"] == text.count("\n", 0, start) + 1
        assert each["column"] == start - (text.rfind("\n", 0, start) + 1) + 1
    assert err == "artreader: read 3 articles with 9 annotation files\n"


def test_compare_tables_and_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(folder), "--by", "ani,budi", "--show", "2"]) == 0
    table = capsys.readouterr().out
    headline = next(line for line in table.splitlines() if line.startswith("ani–budi"))
    article, exact, relaxed, alpha = headline.split()[1:]
    assert cli.main(["compare", str(folder), "--by", "ani,budi", "--show", "2", "--format", "md"]) == 0
    markdown = capsys.readouterr().out
    assert f"| ani–budi | {article} | {exact} | {relaxed} | {alpha} |" in markdown
    assert "citra" not in table + markdown
    assert len(re.findall(r"\.txt:\d+:\d+", table)) == len(re.findall(r"\.txt:\d+:\d+", markdown)) == 2
    assert not [line for line in table.splitlines() if line != line.rstrip()]
    assert cli.main(["compare", str(folder), "--kind", "quote", "--format", "json"]) == 0
    assert {each["kind"] for each in json.loads(capsys.readouterr().out)["disagreements"]} == {"quote"}


def test_the_docs_show_what_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SAMPLES)
    assert cli.main(["compare", "three-annotators", "--show", "6"]) == 0
    assert cli.main(["report", "three-annotators", "--by", "ani", "--show", "4"]) == 0
    printed = capsys.readouterr().out.splitlines()
    docs = "".join(
        (SAMPLES.parent / "docs" / name).read_text("utf-8") for name in ("comparing.md", "reporting.md")
    )
    shown = [
        line for block in re.findall("```text\n(.*?)```", docs, re.DOTALL) for line in block.splitlines()
    ]
    assert len(shown) > 60
    assert [line for line in shown if line not in printed] == []


def test_what_is_broken_is_told_and_skipped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = sorted(folder.glob("01*.budi.yaml"))[0]
    broken.write_text("format: artreader/1\nannotations: [", encoding="utf-8")
    for command in ("compare", "report"):
        assert cli.main([command, str(folder), str(folder / "none.txt"), "--format", "json"]) == 1
        out, err = capsys.readouterr()
        json.loads(out)
        assert f"{broken}:" in err
        assert "none.txt" in err
        assert err.splitlines()[-1].endswith("read 3 articles with 8 annotation files, 2 skipped")


def test_a_sidecar_stands_for_its_article_and_the_nameless_one_is_a_dash(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = sorted(folder.glob("01*.ani.yaml"))[0]
    first.rename(first.with_name(first.name.replace(".ani", "")))
    budi = sorted(folder.glob("01*.budi.yaml"))[0]
    assert cli.main(["compare", str(budi), "--by", "-", "--by", "budi", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["annotators"], found["articles"]) == (["-", "budi"], 1)
    assert found["disagreements"][0]["one"] == "-"


def test_nothing_to_compare(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(folder), "--by", "ani,dewi"]) == 1
    assert "there is nothing by dewi" in (told := capsys.readouterr().err)
    assert "it takes two annotators, and here is the work of ani" in told
    assert cli.main(["compare", str(folder), "--by", "../x"]) == 2


def test_report_json_counts_and_filters(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def report(*words: str) -> dict[str, Any]:
        assert cli.main(["report", str(folder), "--by", "ani", "--format", "json", *words]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    everything = report()
    first = everything["speakers"][0]
    assert first["speaker"] == "Wirasetya"
    own = [quote for quote in everything["quotes"] if quote["speaker"] == "Wirasetya"]
    assert first["quotes"] == len(own)
    assert first["direct"] == sum(quote["label"] == "direct" for quote in own)
    assert sum(int(str(row["accepted"])) for row in everything["articles"]) == sum(
        int(str(row["annotations"])) for row in everything["labels"]
    )
    totals = everything["totals"]
    assert totals["articles"] == len(everything["articles"])
    assert {name: totals[name] for name in ("quotes", "speakers", "agreements", "entities")} == {
        name: len(everything[name]) for name in ("quotes", "speakers", "agreements", "entities")
    }
    assert totals["mentions"] == sum(row["mentions"] for row in everything["entities"])
    for quote in own:
        text = Path(quote["article"]).read_text("utf-8")
        assert text[quote["start"] : quote["end"]].startswith(quote["words"][:20])
        assert text[: quote["start"]].count("\n") == quote["line"] - 1
    assert (
        report("--status", "to be extended")["agreements"]
        == report("--status", "TO_BE_EXTENDED")["agreements"]
    )
    found = report("--speaker", "wirasetya")
    assert found["quotes"] == own
    assert [row["said_by"] for row in found["agreements"]] == ["Wirasetya"] * len(found["agreements"]) != []
    assert found["entities"] == []
    assert {row["status"] for row in report("--status", "broken")["agreements"]} == {"broken"}
    assert all("Rusia" in str(row["parties"]) for row in report("--party", "rusia")["agreements"])
    assert [row["date"] for row in report("--date", "2026")["agreements"]] == ["Rabu (8/4/2026)"]
    assert {row["label"] for row in report("--label", "per")["labels"]} == {"PER"}


def test_what_several_have_just_alike_counts_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", str(folder), "--format", "csv", "--label", "MONEY"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["words"], row["by"]) for row in rows] == [("Rp 165.000", "ani, budi, citra")]


class Page(HTMLParser):
    """The elements of a page, and the text outside its style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_text_is_harmless_in_every_form(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = {}
    for form in ("table", "json", "md", "html", "csv"):
        assert cli.main(["report", str(hostile), "--format", form]) == 0
        outputs[form] = capsys.readouterr().out
        assert "\x1b" not in outputs[form]
    page = Page(outputs["html"])
    names = {tag for tag, _ in page.tags}
    assert "script" not in names
    assert "<script>alert(1)</script>|" in page.text
    assert not {key for _, attributes in page.tags for key in attributes if key.startswith("on")}
    assert not [a for _, a in page.tags if "src" in a or not (a.get("href") or "#").startswith("#")]
    headers = [attributes for tag, attributes in page.tags if tag == "th"]
    assert {attributes["scope"] for attributes in headers} == {"col", "row"}
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table") == tags.count("section") == 8
    for line in outputs["md"].splitlines():
        assert "<" not in line.replace("\\<", "")
    rows = list(csv.DictReader(io.StringIO(outputs["csv"])))
    assert {row["name"] for row in rows if row["kind"] == "entity"} == {"'=1+1"}
    assert len(rows) == 3  # the suggestion is not decided on
    assert json.loads(outputs["json"])["quotes"][0]["speaker"].startswith("<script>")


def test_a_file_name_that_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in folder.glob("01*"):
        path.rename(path.with_name(path.name.replace("01", "\udcff\x1b")))
    for command in ("report", "compare"):
        assert cli.main([command, str(folder)]) == 0
        assert "\x1b" not in "".join(capsys.readouterr())


def test_suggestions_count_when_asked_for(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", str(hostile), "--undecided", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert [row["undecided"] for row in csv.DictReader(io.StringIO(out))].count("1") == 1
    assert "1 suggestions are undecided and counted" in err


def test_no_textual_is_imported() -> None:
    code = (
        "import sys; from tui import cli; "
        f"cli.main(['compare', {str(THREE)!r}]); cli.main(['report', {str(THREE)!r}]); "
        "print('textual' in sys.modules, 'sklearn' in sys.modules)"
    )
    assert run_python(code).stdout.endswith("False False\n")
