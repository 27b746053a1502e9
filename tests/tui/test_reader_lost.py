"""What a changed text took the place of: told once, listed, confirmed, put anew."""

from __future__ import annotations

from pathlib import Path

from annotations.article import Article
from annotations.model import Agreement, Annotation, Entity, Passage, Quote, Span
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store
from tests.tui.conftest import ARTICLE, Opener, Reader
from tui import listing

EDITED = (
    ARTICLE.replace("Lars Bakken", "Olaf Dahl")
    .replace('"Kami tidak akan berhenti di sini," ujar Rahma', '"Tak ada kata henti," begitu ujar Rahma')
    .replace("kedua negara akan menjaga laut bersama-sama", "kedua negara juga akan menjaga laut mereka")
    .replace("dua perjanjian", "beberapa kesepakatan")
)


def span(words: str, text: str = ARTICLE) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


LARS = Entity(id="lars", label="PER", spans=(span("Lars Bakken"),), entity="Lars Bakken")
BERHENTI = Quote(
    id="berhenti",
    label="direct",
    spans=(span("Kami tidak akan berhenti di sini,"),),
    speaker="Rahma Widodo",
    cue=span("ujar"),
    source=Span(span("ujar Rahma").start + 5, span("ujar Rahma").end),
)
MENJAGA = Quote(id="menjaga", label="indirect", spans=(span("kedua negara akan menjaga laut bersama-sama"),))
PAKTA = Agreement(
    id="pakta",
    label="treaty",
    spans=(span("dua perjanjian"),),
    date=Passage("Senin (5/10)", span("Senin (5/10)")),
)


def change_the_article(folder: Path, *annotations: Annotation) -> bytes:
    """The article as EDITED beside a file of annotations made on ARTICLE; the file's bytes."""
    path = folder / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    article = Article.read(path)
    Store.open(article)[0].save(article, annotations or (LARS, BERHENTI, MENJAGA, PAKTA))
    path.write_text(EDITED, encoding="utf-8")
    return sidecar_path(path).read_bytes()


def told(r: Reader) -> list[str]:
    return [n.message for n in r.app._notifications if "text has changed" in n.message]


def inspected(r: Reader) -> list[tuple[str, str]]:
    rows = listing.field_lines(r.current, r.screen.session.annotations, r.text)
    return [(row.title, row.value) for row in rows]


async def test_opening_tells_once_and_saves_nothing(reader: Opener, tmp_path: Path) -> None:
    before = change_the_article(tmp_path)
    async with reader() as r:
        assert len(told(r)) == 1
        assert "1 stand where words are only alike, 3 lost a place" in told(r)[0]
        await r.press("]", "t", "n", "ctrl+s")
        assert not r.screen.session.unsaved
    assert sidecar_path(tmp_path / "berita.txt").read_bytes() == before
    async with reader() as r:
        await r.press("]", "space")
    assert sidecar_path(tmp_path / "berita.txt").read_bytes() != before
    async with reader() as r:
        assert told(r) == []


async def test_a_lost_name_heads_its_list_and_is_put_anew(reader: Opener, tmp_path: Path) -> None:
    change_the_article(tmp_path, LARS)
    async with reader() as r:
        rows = r.shown().split("\n")
        heading = next(n for n, row in enumerate(rows) if "lost from the text 1" in row)
        assert "! PER Lars Bakken" in rows[heading + 1]
        await r.press("tab", "home", "enter")
        assert r.current.id == "lars"
        assert r.screen.picking is not None
        assert "Select the new place of “Lars Bakken”" in r.shown()
        await r.select("Olaf Dahl")
        await r.press("enter")
        assert r.words() == "Olaf Dahl"
        assert r.current.lost == ()
        assert "lost from the text" not in r.shown()
        await r.press("u")
        assert r.screen.session.annotations["lars"].is_lost
        await r.press("U")
    async with reader() as again:
        assert again.words(again.screen.session.annotations["lars"]) == "Olaf Dahl"


async def test_fields_come_along_with_a_quote_that_is_put_anew(reader: Opener, tmp_path: Path) -> None:
    change_the_article(tmp_path, BERHENTI)
    async with reader() as r:
        await r.press("t", "tab", "home", "enter")
        await r.select("Tak ada kata henti,")
        await r.press("R")
        quote = r.current
        assert r.words() == "Tak ada kata henti,"
        cue, source = quote.value("cue"), quote.value("source")
        assert r.text[cue.start : cue.end] == "ujar"
        assert r.text[source.start : source.end] == "Rahma"
        assert quote.lost == ()


async def test_one_piece_after_another_is_put_anew(reader: Opener, tmp_path: Path) -> None:
    two = BERHENTI.with_(
        spans=(span("Kami tidak akan berhenti"), span("Kerja sama itu")), source=None, cue=None
    )
    change_the_article(tmp_path, two)
    async with reader() as r:
        quote = r.screen.session.annotations["berhenti"]
        assert r.words(quote) == "Kerja sama itu"
        await r.press("t")
        assert "partly lost from the text 1" in r.shown()
        r.screen.go_to(quote)
        await r.settle()
        assert ("lost", "words: Kami tidak akan berhenti") in inspected(r)
        await r.press("R")
        await r.select("Tak ada kata henti")
        await r.press("R")
        assert r.words() == "Tak ada kata henti … Kerja sama itu"
        assert r.current.lost == ()


async def test_a_place_that_is_only_alike_is_shown_and_confirmed(reader: Opener, tmp_path: Path) -> None:
    change_the_article(tmp_path, MENJAGA)
    async with reader() as r:
        await r.press("t")
        assert "only alike: confirm 1" in r.shown()
        await r.press("]")
        assert r.current.id == "menjaga"
        assert r.words() == "kedua negara juga akan menjaga laut mereka"
        assert "≈ quote, only alike: confirm" in r.shown()
        assert ("alike to", "words: kedua negara akan menjaga laut bersama-sama") in inspected(r)
        await r.press("space")
        assert r.screen.session.annotations["menjaga"].lost == ()
        assert "only alike: confirm" not in r.shown()
    async with reader() as again:
        assert again.words(again.screen.session.annotations["menjaga"]).startswith("kedua negara juga akan")


async def test_a_place_that_is_wrong_is_given_up(reader: Opener, tmp_path: Path) -> None:
    change_the_article(tmp_path, MENJAGA, LARS)
    async with reader() as r:
        r.screen.go_to(r.screen.session.annotations["menjaga"])
        await r.press("enter", "home", "delete")
        assert r.current.is_lost
        assert r.current.lost[0].like is None
        await r.press("delete")  # the last that is left of it
        assert r.current.lost


async def test_an_agreement_that_is_lost_keeps_its_fields(reader: Opener, tmp_path: Path) -> None:
    change_the_article(tmp_path, PAKTA)
    async with reader() as r:
        lost = r.screen.session.annotations["pakta"]
        assert [piece.role for piece in lost.lost] == ["spans", "date"]
        r.screen.go_to(lost)
        await r.press("R")
        await r.select("beberapa kesepakatan")
        await r.press("enter")
        assert r.words() == "beberapa kesepakatan"
        assert r.current.value("date") == Passage("Senin (5/10)", span("Senin (5/10)", EDITED))
        assert r.current.lost == ()
