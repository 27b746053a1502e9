"""Markdown as an article: what formats the text, and that nothing of it moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotations.about import metadata_of
from annotations.article import Article
from annotations.finders.pipeline import suggest
from annotations.library.facts import title_of
from annotations.metadata import Metadata
from annotations.pages.blocks import blocks, story_blocks
from annotations.text.markdown import blanked, find_front_matter, find_markup

TEXT = """---
title: "Dua Kota Berbagi Air"
authors: [Rina Hadi, Bima]
date: 2024-03-05
---

# Dua Kota *Berbagi* Air #

AMBON - Wali Kota **Ambon** dan [Tual](https://kabar.example/a_(b) "laman") menandatangani
nota kesepahaman.

> "Kami membangun **tiga
> sumur** baru," kata Wali Kota Ambon _Bima Sakti_.

Sumur
-----

* satu_dua_tiga, 5*3 dan \\*bukan\\* `kode *x*` <b>tebal</b>
![foto](a.jpg) [Gambas:Video CNN] *sendiri

```
kode **x**
```
"""


def spans_of(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    found = find_markup(text)
    return [text[a:b] for a, b in found.marks], [(style, text[a:b]) for (a, b), style in found.styled]


def test_what_formats_and_what_it_formats() -> None:
    marks, styled = spans_of(TEXT)
    assert marks == [
        "# ", "*", "*", " #", "**", "**", "[", '](https://kabar.example/a_(b) "laman")',
        "> ", "**", "> ", "**", "_", "_", "-----", "\\", "\\", "`", "`", "<b>", "</b>",
        "![foto](a.jpg)", "```", "kode **x**", "```",
    ]  # fmt: skip
    assert styled == [
        ("heading", "Dua Kota *Berbagi* Air"), ("emphasis", "Berbagi"), ("strong", "Ambon"),
        ("strong", "tiga\n> sumur"), ("emphasis", "Bima Sakti"), ("heading", "Sumur"), ("code", "kode *x*"),
        ("code", "kode **x**"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("*a* **b** ***c***", ["emphasis a", "strong b", "emphasis **c**", "strong c"]),
        ("**a *b* c**", ["strong a *b* c", "emphasis b"]),
        ("a * b * c, * d*", []),
        ("snake_case_ _x_y_", ["emphasis x_y"]),
        ("*a\n\nb*", []),
        ("**a\nb**", ["strong a\nb"]),
        ("Judul\n===\nisi", ["heading Judul"]),
        ("isi\n\n---\n\n***", []),
        ("[a*](b*) *c*", ["emphasis c"]),
        ("#tagar bukan judul", []),
    ],
)
def test_emphasis_and_headings_as_in_commonmark(text: str, styled: list[str]) -> None:
    assert [f"{style} {words}" for style, words in spans_of(text)[1]] == styled


@given(st.text(alphabet="ab *_`[]()!<>#->~\\\n=\"'\u0301+", max_size=60))
@example("---\n---\n# a")
@example("\\``")
@settings(max_examples=150, deadline=None)
def test_nothing_moves_whatever_the_text(text: str) -> None:
    found = find_markup(text)
    plain = blanked(text, found)
    assert len(plain) == len(text)
    assert [a for a, b in zip(plain, text, strict=True) if a != b] == [" "] * sum(
        a != b for a, b in zip(plain, text, strict=True)
    )
    assert plain.count("\n") == text.count("\n")
    last = 0
    for start, end in found.marks:
        assert last <= start < end <= len(text)
        last = end
    for (start, end), _ in found.styled:
        assert 0 <= start < end <= len(text)


def test_front_matter() -> None:
    front = find_front_matter(TEXT)
    assert front is not None
    assert TEXT[front.end - 4 : front.end + 2] == "\n---\n\n"
    assert find_front_matter("---\nnot closed\n") is None
    assert find_front_matter("text\n---\nx\n---\n") is None
    known = Metadata("Dua Kota Berbagi Air", "Rina Hadi, Bima", "2024-03-05")
    assert metadata_of(Article(TEXT, Path("a.md")), {}) == known
    assert metadata_of(Article(TEXT, Path("a.md")), {"byline": "Ani"}).byline == "Ani"
    assert not metadata_of(Article(TEXT, Path("a.txt")), {})
    toml = '+++\ntitle = "Air"\ndate = 2024-03-05\n+++\nIsi.\n'
    assert metadata_of(Article(toml, Path("a.md")), {}) == Metadata("Air", date="2024-03-05")
    for broken in ("---\na: [\n---\n", "---\n- a\n---\n", "+++\nx\n+++\n", "---\n---\n"):
        assert not metadata_of(Article(broken, Path("a.md")), {})


def test_a_markdown_article_has_its_parts_and_suggestions_on_the_file_s_own_characters() -> None:
    article = Article(TEXT, Path("air.md"))
    assert article.title is not None
    assert TEXT[slice(*article.title)] == "Dua Kota *Berbagi* Air"
    assert article.furniture[0].kind == "front_matter"
    assert not any(sentence.start < article.title.start for sentence in article.sentences)
    found = {TEXT[a.start : a.end] for a in suggest(article)}
    assert {"Ambon", "Tual", "Bima Sakti", "nota kesepahaman"} <= found
    assert '"Kami membangun **tiga\n> sumur** baru,"' in found
    assert "Rina Hadi" not in found
    assert [element for element, _ in story_blocks(article)][:2] == ["h1", "p"]
    assert next(blocks(article)) == article.markup.front if article.markup else False
    assert sorted(style for _, style in article.formats_in(article.title)) == [
        "emphasis",
        "heading",
        "mark",
        "mark",
    ]
    assert title_of(article) == "Dua Kota Berbagi Air"
    assert Article(TEXT, Path("air.txt")).markup is None
