"""A new layout of the same words moves every span exactly: line breaks, marks, composition, furniture."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import Anchor, Anchored, anchor_of, reanchor
from annotations.anchoring.folding import Folded, folded
from annotations.article import Article
from annotations.model import Annotation, Entity, Quote, Span
from annotations.sidecar.store import Store

STORY = (
    'Kota Rawa, Warta Nusa -- Bupati Sri Wahyuni menerima utusan Desa Ulin, Senin (5/10) pagi. "Jalan itu '
    'akan kami perbaiki sebelum musim hujan," kata Sri kepada warga yang menunggu sejak subuh.\n\n'
    "Baca juga: Jembatan gantung dibuka\n\n"
    "Kepala Desa Ulin, José Nuñez 🇮🇩, menyambut janji itu. Sri berkata lagi bahwa “anggaran sudah ada” dan "
    "Sri sendiri yang akan mengawasi. Menurut Sri, warga boleh melapor kepada Sri kapan saja.\n\n"
    "ADVERTISEMENT\n\n"
    "東京で記者会見が開かれ、佐藤大臣は協定に署名した。佐藤は何も語らなかった。佐藤は翌日帰国した。\n"
)


def annotated(text: str) -> list[Anchored]:
    """Every "Sri", "Ulin" and 佐藤, and the two quotations with their cues."""
    names = [
        Entity(id=f"{words}{number}", label="PER", spans=(span,))
        for words in ("Sri", "Ulin", "佐藤", "José Nuñez", "🇮🇩")
        for number, span in enumerate(everywhere(words, text))
    ]
    quotes = [
        Quote(
            id="q1",
            label="direct",
            spans=(one("Jalan itu akan kami perbaiki sebelum musim hujan,", text),),
            cue=one("kata", text),
            source=one("Sri", text, 1),
        ),
        Quote(
            id="q2",
            label="mixed",
            spans=(one("“anggaran sudah ada”", text), one("Sri sendiri yang akan mengawasi", text)),
            cue=one("berkata lagi", text),
        ),
    ]
    return [anchored(annotation, text) for annotation in (*names, *quotes)]


def anchored(annotation: Annotation, text: str) -> Anchored:
    """As the file keeps it: fields without context."""
    fields = {role: Anchor(text[s:e], Span(s, e)) for role, (s, e) in annotation.places() if role != "spans"}
    return Anchored(annotation, [anchor_of(text, span) for span in annotation.spans], fields)


def one(words: str, text: str, nth: int = 0) -> Span:
    return everywhere(words, text)[nth]


def everywhere(words: str, text: str) -> list[Span]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [Span(at, at + len(words)) for at in starts]


def rewrapped(width: int) -> Callable[[str], str]:
    def rewrap(text: str) -> str:
        paragraphs = text.strip().split("\n\n")
        return "\n\n".join(textwrap.fill(" ".join(p.split()), width) for p in paragraphs) + "\n"

    return rewrap


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped at 20": rewrapped(20),
    "wrapped at 60": rewrapped(60),
    "one line": lambda text: " ".join(text.split()),
    "wide lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "indented": lambda text: textwrap.indent(rewrapped(50)(text), "        "),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "no furniture": lambda text: text.replace("Baca juga: Jembatan gantung dibuka\n\n", "").replace(
        "ADVERTISEMENT\n\n", ""
    ),
    "more furniture": lambda text: text.replace("\n\n", "\n\nSCROLL TO CONTINUE WITH CONTENT\n\n"),
    "furniture inside a quote": lambda text: text.replace("kami perbaiki", "kami\n\n\nperbaiki"),
    "curly marks": lambda text: text.replace('"Jalan', "“Jalan").replace('hujan,"', "hujan,”"),
    "straight marks": lambda text: text.replace("“", '"').replace("”", '"'),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: text.replace("memperbaiki", "mem\u00adperbaiki").replace(
        "warga", "war\u00adga"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_new_layout_moves_everything_exactly(layout: Callable[[str], str]) -> None:
    text = layout(STORY)
    items = annotated(STORY)
    found = reanchor(items, text)
    assert found.lost == 0
    for item, annotation in zip(items, found.annotations, strict=True):
        assert annotation.lost == ()
        assert annotation.status == item.annotation.status
        for (role, was), (new_role, now) in zip(item.annotation.places(), annotation.places(), strict=True):
            assert role == new_role
            assert folded(text[now.start : now.end]) == folded(STORY[was.start : was.end])
            assert not text[now.start].isspace()
            assert not text[now.end - 1].isspace()
            assert nth_letter(text, now.start) == nth_letter(layout(STORY[: was.start] + "\u0001"), None)


def nth_letter(text: str, at: int | None) -> int:
    """How many letters stand before `at`, or before the mark \\u0001, furniture not counted."""
    before = text[: text.index("\u0001") if at is None else at]
    for furniture in (
        "Baca juga: Jembatan gantung dibuka",
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
    ):
        words = folded(furniture)
        before = folded(before).replace(words, "")
    return len(before)


@pytest.mark.parametrize("way", ["crlf", "cr", "bom", "utf-16"])
def test_line_endings_and_byte_order_marks_move_nothing(tmp_path: Path, way: str) -> None:
    path = tmp_path / "berita.txt"
    path.write_bytes(STORY.encode())
    article = Article.read(path)
    store, _ = Store.open(article)
    made = [item.annotation for item in annotated(article.text)]
    store.save(article, made)
    ends = {"crlf": "\r\n", "cr": "\r"}.get(way, "\n")
    text = STORY.replace("\n", ends)
    path.write_bytes(text.encode({"bom": "utf-8-sig", "utf-16": "utf-16"}.get(way, "utf-8")))
    _, loaded = Store.open(Article.read(path))
    assert (loaded.text_changed, loaded.moved, loaded.lost) == (False, 0, 0)
    assert sorted(loaded.annotations, key=lambda a: a.id) == sorted(made, key=lambda a: a.id)


@given(st.text(alphabet="ab \n\t\u00a0\u00ad“’–é\u0301e\u0323가ᄀ🇮👩\u200d", max_size=40), st.data())
def test_places_in_a_folded_text_lead_back_to_the_same_letters(raw: str, data: st.DataObject) -> None:
    text = Folded(raw)
    if not text.text:
        assert (text.start(0), text.end(0), text.place(len(raw))) == (len(raw), 0, 0)
        return
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    if unicodedata.is_normalized("NFC", raw):
        assert folded(raw[text.start(start) : text.end(end)]) == text.text[start:end]
        assert text.place(text.start(start)) == start
    assert 0 <= text.start(start) < text.end(end) <= len(raw)
    assert [text.start(place) for place in range(len(text.text))] == sorted(
        text.start(place) for place in range(len(text.text))
    )
