"""`artreader check`: problems on stdout one a line, a summary on stderr, exit code 1 when there are any."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotations.display import display
from tui import cli

TEXT = '"Kita pulang," kata Rini Dewi di Bogor.\n'


def write_pair(folder: Path, name: str = "berita.txt", quote: str = "Rini Dewi", annotator: str = "") -> Path:
    """An article with a sidecar that says `quote` stands at 20..29."""
    (folder / name).write_text(TEXT, encoding="utf-8")
    sidecar = folder / f"{name}.annotations{annotator}.yaml"
    sidecar.write_text(
        f"""\
format: artreader/1
article:
  file: "{name}"
  sha256: "{hashlib.sha256(TEXT.encode()).hexdigest()}"
annotations:
- id: e7f3k
  kind: entity
  label: PER
  quote: "{quote}"
  at: [20, 29]
  status: accepted
""",
        encoding="utf-8",
    )
    return sidecar


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *paths: str) -> tuple[int, list[str], str]:
    """Exit code, problems, summary."""
    code = cli.main(["check", *paths])
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert all(display(line) == line for line in lines)
    return code, lines, captured.err


def test_a_good_file_is_fine(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(inside)
    assert check(capsys, "berita.txt") == (0, [], "artreader: 1 annotation file checked, no problems\n")


@pytest.mark.parametrize("given", ["berita.txt", "berita.txt.annotations.yaml", "."])
def test_a_quote_that_is_not_in_the_text(
    inside: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    write_pair(inside, quote="Rini Dewa")
    code, problems, summary = check(capsys, given)
    assert code == 1
    assert len(problems) == 1
    assert problems[0].startswith("berita.txt.annotations.yaml:")
    assert "Rini Dewa" in problems[0]
    assert summary == "artreader: 1 annotation file checked, 1 problem\n"


def test_every_annotators_file_is_checked(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(inside)
    write_pair(inside, annotator=".ani", quote="Rini Dewo")
    write_pair(inside, "lain.txt", quote="Rini Dewi")
    code, problems, summary = check(capsys, ".")
    assert code == 1
    assert [problem.split(":")[0] for problem in problems] == ["berita.txt.annotations.ani.yaml"]
    assert summary == "artreader: 3 annotation files checked, 1 problem\n"


def test_a_file_without_its_article(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pair(inside)
    (inside / "berita.txt").unlink()
    for given in (".", "berita.txt.annotations.yaml"):
        code, problems, _ = check(capsys, given)
        assert code == 1
        assert len(problems) == 1
        assert "is not beside it" in problems[0]


def test_an_article_without_annotations_is_fine(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (inside / "berita.txt").write_text(TEXT, encoding="utf-8")
    assert check(capsys, "berita.txt") == (0, [], "artreader: no annotation files checked, no problems\n")


@pytest.mark.parametrize("given", ["tidak-ada.txt", "tidak-ada.txt.annotations.yaml", "."])
def test_nothing_to_check(capsys: pytest.CaptureFixture[str], given: str) -> None:
    code, problems, _ = check(capsys, given)
    assert code == 1
    assert len(problems) == 1
    assert "no " in problems[0]
