"""The whole job on a real terminal: open, decide, tag, correct, quit, and find it all again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotations.sidecar.store import sidecar_path
from tests.e2e.terminal import Terminal

ARTICLE = """\
Manado, Warta Nusa -- Pemerintah Indonesia dan Filipina menandatangani dua perjanjian, Senin (5/10).
Menteri Kelautan Rahma Widodo mengatakan, kedua negara akan menjaga laut bersama-sama.
ADVERTISEMENT
"Kami tidak akan berhenti di sini," ujar Rahma kepada wartawan.
Sejumlah nelayan di Bitung belum mendengar kabar itu.
(abc)
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def opened(article: Path, *options: str, columns: int = 80, rows: int = 24) -> Terminal:
    terminal = Terminal(["artreader", *options, str(article)], columns=columns, rows=rows)
    terminal.wait_until(lambda: re.search(r"of [1-9]\d* decided", terminal.text), "suggestions")
    return terminal


def saved(article: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(sidecar_path(article).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def by_words(article: Path, words: str) -> dict[str, Any]:
    return next(a for a in saved(article)["annotations"] if a["quote"] == words)


def test_a_quote_tagged_by_keyboard_is_in_the_file(article: Path) -> None:
    with opened(article, "--annotator", "ani") as t:
        assert "Pemerintah Indonesia" in t.text
        t.send("/belum mendengar\r")
        t.wait_for("match 1 of 1")
        t.press("escape")
        t.wait_gone("match 1 of 1")
        t.send("vwwww")
        t.wait_for("selected")
        t.send("q")
        t.wait_for("indirect quote")
        t.send("s")
        t.wait_for("Who speaks")
        t.send("nelayan Bitung\r")
        t.wait_for("nelayan Bitung")
        t.press("ctrl+s")
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert not sidecar_path(article).exists()
    path = sidecar_path(article, "ani")
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    quote = next(a for a in loaded["annotations"] if a.get("by") == "ani")
    assert quote["quote"] == "belum mendengar kabar itu"
    assert ARTICLE[slice(*quote["at"])] == quote["quote"]
    assert (quote["label"], quote["speaker"], quote["status"]) == ("indirect", "nelayan Bitung", "accepted")
    assert loaded["annotator"] == "ani"


def test_deciding_relabelling_moving_undoing_and_reopening(article: Path) -> None:
    with opened(article) as t:
        t.send("]")
        t.wait_for("Space accept")
        t.send(" ")
        t.wait_for("1 of ")
        t.send("x")
        t.wait_for("2 of ")
        t.send("/Bitung\r")
        t.wait_for("match 1 of 1")
        t.press("escape")
        t.wait_gone("match 1 of 1")
        t.send("eo")  # relabel: an organisation
        t.wait_for("ORG Bitung")
        t.send("/Kami\r")
        t.wait_for("match 1 of 1")
        t.press("escape")
        t.wait_gone("match 1 of 1")
        t.send(",")  # the end one word to the left
        t.wait_for("4 of ")
        t.send("u")
        t.wait_for("Undone")
        t.send("U")
        t.wait_for("Redone")
        t.press("f10")
        assert t.wait_exit() == 0
    first = saved(article)
    assert by_words(article, "Bitung")["label"] == "ORG"
    moved = next(a for a in first["annotations"] if a["quote"].startswith('"Kami'))
    assert moved["quote"] == '"Kami tidak akan berhenti di sini'
    assert [a["status"] for a in first["annotations"]].count("rejected") == 1
    before = sidecar_path(article).read_bytes()
    with opened(article) as t:
        t.wait_for("4 of ")
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert sidecar_path(article).read_bytes() == before


def test_opening_and_quitting_writes_nothing(article: Path) -> None:
    with opened(article) as t:
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert [path.name for path in article.parent.iterdir()] == ["berita.txt"]


def test_a_folder_is_a_list_from_which_articles_open(article: Path) -> None:
    (article.parent / "lain.txt").write_text("The minister said the pact was signed on Monday.\n")
    with Terminal(["artreader", str(article.parent)], columns=100) as t:
        t.wait_for("lain.txt")
        t.press("down", "enter")
        t.wait_for("2/2 lain.txt · en")
        t.send("K")
        t.wait_for("1/2 berita.txt · id")
        t.send("O")
        t.wait_for("2 articles")
        t.press("ctrl+q")
        assert t.wait_exit() == 0


def test_no_byte_of_a_hostile_article_reaches_the_terminal_raw(tmp_path: Path) -> None:
    path = tmp_path / "jahat.txt"
    payload = "\x1b]52;c;ZXZpbA==\x07 \x1b]0;judul\x07 \x9b31m \x1bP+q\x1b\\ \u202eterbalik\u202c \x00x"
    path.write_text(
        f"Kata Budi Santoso, {payload.replace(chr(0), '')} selesai di Jakarta.\n", encoding="utf-8"
    )
    with opened(path) as t:
        t.send("]")
        t.wait_for("Space accept")
        t.press("ctrl+q")
        t.wait_exit()
    for harmful in (b"\x1b]52", b"\x1b]0;judul", b"\xc2\x9b", b"\x1bP+q", "\u202e".encode()):
        assert harmful not in t.raw


def test_no_color_still_shows_what_is_marked(article: Path) -> None:
    with Terminal(["artreader", str(article)], env={"NO_COLOR": "1"}) as t:
        t.wait_for("? ")
        t.wait_until(lambda: any(cell.underscore for cell in t.styles_of("Indonesia")))
        t.wait_for("┊")
        t.press("ctrl+q")
        assert t.wait_exit() == 0
