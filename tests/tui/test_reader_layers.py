"""Several annotators on one screen: shown by letters, told of in lists and inspector, never written to."""

from __future__ import annotations

from pathlib import Path

from annotations.article import Article
from annotations.model import Annotation, Entity, Quote, Span
from annotations.session import Session
from annotations.sidecar.store import Store
from tests.tui.conftest import ARTICLE, Opener
from tui.app import ArtreaderApp
from tui.layers import Shown, signs


def at(words: str) -> Span:
    return Span(ARTICLE.index(words), ARTICLE.index(words) + len(words))


RAHMA = Entity(id="r", label="PER", spans=(at("Rahma Widodo"),), entity="Rahma Widodo")
NORWAY = Entity(id="n", label="LOC", spans=(at("Norwegia"),), entity="Norwegia")
SAID = Quote(
    id="s", label="direct", spans=(at('"Kami tidak akan berhenti di sini,"'),), speaker="Rahma Widodo"
)


def annotated(folder: Path, **work: list[Annotation]) -> dict[str, bytes]:
    """Write the files of annotators; what stands in them, by name."""
    path = folder / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    article = Article.read(path)
    for who, found in work.items():
        Store.open(article, who)[0].save(article, found)
    return {file.name: file.read_bytes() for file in folder.glob("*.yaml")}


async def test_layers_are_shown_stepped_through_and_taken_over(reader: Opener, tmp_path: Path) -> None:
    other = SAID.with_(id="t", speaker="Lars Bakken")
    before = annotated(tmp_path, ani=[RAHMA, SAID], budi=[RAHMA.with_(id="x"), other, NORWAY])
    async with reader(annotator="ani") as r:
        assert "✎A (B)" in r.shown()
        assert len(r.screen.layered.marks) == 2  # nobody is shown another's work unasked
        await r.press("V", "b", "escape")
        assert "✎A B" in r.shown()
        await r.press("semicolon")
        assert (r.screen.foreign or RAHMA).spans == NORWAY.spans
        assert "✓  B LOC Norwegia" in r.shown()
        assert "✓ AB PER Rahma Widodo" in r.shown()
        await r.press("x", "r", "delete", "full_stop")  # nothing of another's can be changed
        assert r.annotations == [RAHMA, SAID]
        await r.press("space")  # takes it over, and goes on to the speaker they disagree about
        assert r.current.id == SAID.id
        assert "B Lars Bakken" in r.shown()
        assert "✓ quote · AB ani, budi" in r.shown()
        await r.press("ctrl+s")
        theirs = {found.name: found.read_bytes() for found in tmp_path.glob("*budi.yaml")}
        assert theirs.items() <= before.items()
        ours = Session.open(r.path, "ani").annotations
        assert [mark.spans for mark in ours] == [NORWAY.spans, RAHMA.spans, SAID.spans]


async def test_layers_of_nobody_are_told(tmp_path: Path) -> None:
    annotated(tmp_path, ani=[RAHMA], budi=[NORWAY])
    app = ArtreaderApp([tmp_path / "berita.txt"], annotator="ani", shown_layers=["budi", "budo"])
    async with app.run_test(size=(80, 24), notifications=True):
        assert [n.message for n in app._notifications if "budo" in n.message] == [
            "There is nothing by budo here; there is ani, budi."
        ]


async def test_one_looks_on_until_an_annotator_is_chosen(reader: Opener, tmp_path: Path) -> None:
    before = annotated(tmp_path, ani=[RAHMA], budi=[NORWAY])
    async with reader() as r:
        assert "you look on" in r.shown()
        assert {mark.spans for mark in r.screen.layered.marks} == {RAHMA.spans, NORWAY.spans}
        await r.put_caret("Rahma Widodo")
        await r.press("space", "e", "p", "ctrl+s")
        assert not r.annotations
        await r.press("V", "down", "down", "enter")
        assert r.screen.session.annotator == "budi"
        assert r.annotations == [NORWAY]
        assert "✎B A" in r.shown()
    assert {file.name: file.read_bytes() for file in tmp_path.glob("*.yaml")} == before


def test_letters_are_unique_and_names_keep_theirs() -> None:
    found = signs(["ani", "adi", "a", "-", "Ömer", "aaa"])
    letters = [sign.letter for sign in found.values()]
    assert len(set(letters)) == len(letters)
    assert letters[:4] == ["A", "D", "B", "-"]


def test_who_is_shown_can_be_turned_one_by_one_and_all_at_once() -> None:
    shown = Shown.named(["ani"])
    assert "ani" in shown
    assert "budi" not in shown
    shown.set_all(shown=True)
    shown.toggle("budi")
    assert ["ani" in shown, "budi" in shown] == [True, False]
    assert "anybody" in Shown.named(["all"])
    assert not Shown.named([""]).chosen


async def test_a_speakers_quotes_lead_from_article_to_article(reader: Opener, tmp_path: Path) -> None:
    annotated(tmp_path, ani=[RAHMA, SAID])
    other = tmp_path / "lagi.txt"
    other.write_text('Sore itu hujan. "Kami pulang," kata Rahma.\n', encoding="utf-8")
    article = Article.read(other)
    home = Quote(id="p", label="direct", spans=(Span(16, 30),), speaker="Rahma Widodo")
    Store.open(article, "ani")[0].save(article, [home])
    async with reader(annotator="ani") as r:
        await r.put_caret("Rahma Widodo")
        await r.press("Q")
        await r.until(lambda: "Rahma Widodo 2, in 2 articles" in r.shown())
        assert "berita.txt:3:1 · ani" in r.shown()
        await r.press("down", "enter")
        await r.until(lambda: r.screen.session.article.path == other)
        assert r.current == home
        await r.press("Q")
        await r.until(lambda: "berita.txt:3:1" not in r.shown() and "in 2 articles" in r.shown())
        await r.press("question_mark")
        assert "ask for another speaker" in r.shown()
        await r.press("escape", "up", "enter")
        await r.until(lambda: r.screen.session.article.path == r.path)
        assert r.current == SAID
        await r.press("Q", "escape")
        await r.until(lambda: r.app.screen is r.screen)
