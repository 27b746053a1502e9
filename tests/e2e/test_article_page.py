"""An exported article in a real browser: keys, what is pointed at, no script of the text, both widths."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.article import Article
from annotations.model import Agreement, Annotation, Entity, Passage, Quote, Span
from annotations.sidecar.store import Store
from tests.e2e.chromium import BROWSER, chromium
from tui import cli

TEXT = (
    "Dua Kota Berdamai\n\n"
    "Rina <script>document.title='run'</script> kata, “Kami sepakat” & pergi. “Besok kami meneken,” kata"
    "nya.\n"
)
FOCUSED = "document.activeElement.textContent"
CARDS = "[...document.querySelectorAll('.card')].filter(c => c.checkVisibility()).map(c => c.textContent)"


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "damai.txt"
    path.write_text(TEXT, encoding="utf-8")
    spans = (at("“Kami sepakat”"), at("“Besok kami meneken,”"))
    found: list[Annotation] = [
        Entity(id="e1", label="PER", spans=(at("Rina"),), entity="Rina <b>Hadi</b>"),
        Quote(id="q1", label="direct", spans=spans, speaker="Rina", cue=at("katanya")),
        # across the end of the quote's first piece, and into the second
        Agreement(
            id="g1", label="mou", spans=(at("sepakat” & pergi. “Besok"),), subject=Passage("air bersih")
        ),
    ]
    Store.open(Article.read(path))[0].save(Article.read(path), found)
    assert cli.main(["export", str(path), "--format", "html", "--output", str(tmp_path / "out")]) == 0
    return tmp_path / "out" / "damai.txt.html"


@pytest.mark.skipif(BROWSER is None, reason="there is no chromium here")
def test_the_page_by_keys_and_by_the_pointer(page: Path, tmp_path: Path) -> None:
    with chromium(tmp_path) as tab:
        tab.open(page)
        walked = []
        for _ in range(11):
            tab.press("Tab", code=9)
            walked.append((tab.tells(FOCUSED), tab.tells(CARDS)))
            if walked[-1][0] == "Q1 2/2":
                assert tab.tells("document.querySelectorAll('article .on').length") == 4
                tab.press("Escape", code=27)
                assert tab.tells(CARDS) == []
        assert [words for words, _ in walked] == [
            "Skip to the lists", "", "", "", "PER", "Q1 1/2", "A1", "Q1 2/2", "Q1", "A1", "1",
        ]  # fmt: skip
        cards = {words: shown for words, shown in walked if shown}
        assert list(cards) == ["PER", "Q1 1/2", "A1", "Q1 2/2"]
        assert cards["PER"] == ["person name: Rina <b>Hadi</b> state: accepted"]
        assert "subject: air bersih" in cards["A1"][0]
        tab.press("Enter", code=13)
        assert tab.tells("document.querySelector(':target').textContent.startsWith('Rina')")
        box = tab.tells(
            "(b => [b.x + 2, b.y + 5])(document.querySelector('article .agreement').getBoundingClientRect())"
        )
        tab.point(*box)
        (shown,) = tab.tells(CARDS)
        assert shown.startswith("agreement: memorandum of understanding")
        for width in (1280, 400):
            tab.open(page, width=width)
            assert tab.tells("document.documentElement.scrollWidth <= innerWidth")
        ground = "getComputedStyle(document.body).backgroundColor"
        light = tab.tells(ground)
        tab.prefer("dark")
        assert tab.tells(ground) != light
        words = "[...document.querySelectorAll('article p')].map(p => { p = p.cloneNode(true);"
        words += " p.querySelectorAll('.tag, .card').forEach(e => e.remove()); return p.textContent })"
        assert tab.tells(words) == [TEXT.split("\n")[2]]
        assert tab.tells("document.title") == "Dua Kota Berdamai"
        assert tab.tells("performance.getEntriesByType('resource').length") == 0
        assert tab.said == []
