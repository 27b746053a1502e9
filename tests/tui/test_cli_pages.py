"""`artreader export` as pages: HTML, Markdown, a picture of the screen."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.model import Agreement, Annotation, Entity, Lost, Note, Passage, Quote, Span, Status
from annotations.sidecar.store import Store
from tui import cli

TEXT = 'Kota *Baru* Berdamai\n\n1. Rina kata, "Kami _sepakat_ </style><img src=x onerror=alert(1)>."\n'
HOSTILE = "<script>alert(1)</script>\" onmouseover='x' \u202e\x1b[31m"


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "a" / "berita #1.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    article = Article.read(path)
    found: list[Annotation] = [
        Entity(id="e1", label=f"X{HOSTILE}", spans=(at("Rina"),), entity=HOSTILE),
        Quote(id="q1", label="direct", spans=(at("Kami _sepakat_"),), speaker=f"Rina {HOSTILE}", by=HOSTILE),
        Agreement(id="g1", label="mou", spans=(at("_sepakat_"),), said_in="q1", subject=Passage(HOSTILE)),
        Note(id="n1", label="", spans=(at("kata"),), note=HOSTILE, status=Status.SUGGESTED),
        Entity(id="e2", label="LOC", spans=(at("Kota"),), status=Status.REJECTED),
        Entity(id="e3", label="LOC", spans=(), lost=(Lost("spans", HOSTILE, Span(0, 4)),)),
    ]
    store, _ = Store.open(article)
    store.article_extra = {"title": HOSTILE, "byline": "Ani & Budi", "url": f"javascript:{HOSTILE}"}
    store.save(article, found)
    return path.parent


class Elements(HTMLParser):
    """What a browser would make of a page: its elements, links and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.described: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "link", "input"):
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src"):
                self.links.append(value or "")
            elif name in ("aria-describedby", "aria-labelledby"):
                self.described.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_is_whole_and_nothing_in_the_texts_is_markup(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", str(folder), "--format", "html"]) == 0
    html = capsys.readouterr().out
    page = Elements()
    page.feed(html)
    page.close()
    assert not page.open
    assert not page.tags & {"img", "iframe", "object", "base", "form"}
    assert not [name for name in page.attributes if name.startswith("on")]
    assert html.count("<script>") == 1
    assert not re.search("[\u202e\x1b]", html)
    assert len(set(page.ids)) == len(page.ids)
    here = [link[1:] for link in page.links if link.startswith("#")]
    assert {*here, *page.described} <= set(page.ids)
    assert all(link.startswith(("#", "data:,")) for link in page.links)  # not the address, which is none
    assert "url(" not in html
    assert "Ani &amp; Budi" in html
    assert "Kota" in html
    assert "LOC" not in html  # one is rejected; the other has no place, and is told by its words
    assert "No longer in the text" in html


def test_several_articles_are_a_folder_with_an_index(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = folder / "lain.txt"
    other.write_text("Lain\n\nIsi.\n", encoding="utf-8")
    Store.open(Article.read(other))[0].save(Article.read(other), [])
    (folder / "tanpa.txt").write_text("Tanpa anotasi.\n", encoding="utf-8")
    assert cli.main(["export", str(folder), "--format", "html"]) == 2
    target = folder.parent / "out"
    assert cli.main(["export", str(folder), "--format", "html", "--output", str(target)]) == 0
    assert "left out: 1" in capsys.readouterr().err
    names = {path.name for path in target.iterdir()}
    assert names == {"index.html", "berita #1.txt.html", "lain.txt.html"}
    for name, links in {
        "index.html": ["berita%20%231.txt.html", "lain.txt.html"],
        "berita #1.txt.html": ["index.html", "lain.txt.html"],
        "lain.txt.html": ["index.html", "berita%20%231.txt.html"],
    }.items():
        page = Elements()
        page.feed((target / name).read_text(encoding="utf-8"))
        assert [link for link in page.links if link.endswith(".html")] == links
    assert cli.main(["export", str(folder / "tanpa.txt"), "--format", "html"]) == 1


def test_markdown_shows_the_text_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["export", str(folder), "--format", "markdown", "--kind", "quote", "--kind", "agreement"])
        == 0
    )
    out = capsys.readouterr().out
    assert r"1\. Rina kata, " in out
    assert r"Kami \_sepakat\_[^A1][^Q1] \</style\>\<img" in out
    assert "byline: Ani \\& Budi" in out
    assert re.search(r"^\[\^A1\]: agreement: memorandum of understanding; .*said in: Q1", out, re.M)
    assert re.search(r"^### Rina \\<script", out, re.M)
    assert "## Names" not in out
    assert not re.search("[\u202e\x1b]", out)
