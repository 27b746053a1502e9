"""`artreader import page.html`: the story as an article, the page beside it, what it says of itself kept."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotations.article import Article
from annotations.article_files import look_at
from annotations.comparison.reading import annotators_of, read_layers
from annotations.library.facts import read
from annotations.metadata import Metadata
from annotations.model import Entity, Span
from annotations.sidecar.store import Store
from tui import cli

STORY = "AMBON - Wali Kota Ambon dan Wali Kota Tual menandatangani nota kesepahaman tentang air bersih."
PAGE = f"""<!DOCTYPE html><html lang="id"><head><title>Dua Kota Berbagi Air - Kabar Contoh</title>
<meta property="og:title" content="Dua Kota Berbagi Air"><meta name="author" content="Rina Hadi">
<meta property="og:site_name" content="Kabar Contoh">
<link rel="canonical" href="https://kabar.example/dua-kota">
<meta property="article:published_time" content="2024-03-05T10:15:00+07:00">
<script>fetch("https://kabar.example/")</script></head>
<body><nav><a href="/">Beranda</a> <a href="/politik">Politik</a></nav><article><h1>Dua Kota Berbagi Air</h1>
<p>{STORY}</p><p>{STORY.replace("AMBON - ", "Kata dia, ")}</p></article>
<footer>© 2024 Kabar Contoh. Semua hak dilindungi.</footer></body></html>
"""


def stand_in(**found: object) -> SimpleNamespace:
    """What trafilatura makes of a page, where it is not installed."""
    blank: dict[str, object] = dict.fromkeys(("title", "author", "date", "url", "sitename", "hostname"))
    return SimpleNamespace(bare_extraction=lambda *_, **__: SimpleNamespace(**{**blank, "text": "", **found}))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "air.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def taken(path: Path) -> tuple[str, Metadata]:
    article = Article.read(path)
    return article.text, Metadata.of(Store.open(article)[1].article_extra)


def test_the_real_extractor(page: Path, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    target = tmp_path / "in"
    assert cli.main(["import", str(page), "--to", str(target)]) == 0
    text, known = taken(target / "air.txt")
    assert text == f"Dua Kota Berbagi Air\n\n{STORY}\n\n{STORY.replace('AMBON - ', 'Kata dia, ')}\n"
    assert known == Metadata(
        "Dua Kota Berbagi Air", "Rina Hadi", "2024-03-05", "Kabar Contoh",
        "https://kabar.example/dua-kota", "air.html",
    )  # fmt: skip
    assert (target / "air.html").read_bytes() == page.read_bytes()


def test_what_is_there_stays(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = stand_in(title="Judul \x1b[31m", text="Judul \x1b[31m\nIsi.", author="Rina", date="2024")
    monkeypatch.setitem(sys.modules, "trafilatura", found)
    assert cli.main(["import", str(page), "--dry-run"]) == 0
    path = page.with_suffix(".txt")
    assert not path.exists()
    assert cli.main(["import", str(page)]) == 0
    assert taken(path)[0] == "Judul \x1b[31m\n\nIsi.\n"
    assert "\x1b" not in capsys.readouterr().err
    sidecar = path.with_name("air.txt.annotations.yaml")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace('"Rina"', '"Rina Hadi"'), encoding="utf-8")
    before = sidecar.read_bytes()
    assert cli.main(["import", str(page)]) == 0
    assert sidecar.read_bytes() == before
    article = Article.read(path)
    store, loaded = Store.open(article)
    assert loaded.untouched
    files = look_at([path])
    assert annotators_of(files.values()) == []
    assert read_layers(files[path]).layers == ()
    assert read(files[path]).facts.sidecars == ()
    store.save(article, [Entity(id="e1", label="PER", spans=(Span(0, 5),))])
    assert annotators_of(look_at([path]).values()) == ["-"]
    assert cli.main(["import", str(page)]) == 0
    assert Metadata.of(Store.open(article)[1].article_extra).byline == "Rina Hadi"
    path.write_text("Lain.\n", encoding="utf-8")
    assert cli.main(["import", str(page)]) == 1
    assert "something else of this name" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "Lain.\n"


def test_what_cannot_be_is_told_in_a_line(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*more: Any) -> str:
        assert cli.main(["import", str(page), *more]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        return line

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert told().endswith("install artreader[html]")
    monkeypatch.setitem(sys.modules, "trafilatura", stand_in(text=" \n"))
    assert "no story was found in the page" in told()
    assert cli.main(["import", str(page.with_suffix(".pdf"))]) == 2
    assert "--format" in capsys.readouterr().err
    assert [path.name for path in page.parent.iterdir()] == ["air.html"]
