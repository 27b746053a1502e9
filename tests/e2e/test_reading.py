"""The whole job on a real terminal: open, decide, tag, correct, quit, and find it all again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from annotations.sidecar.paths import sidecar_path
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


def go_to(t: Terminal, words: str) -> None:
    """Put the caret there, by searching."""
    t.send(f"/{words}\r")
    t.wait_for("match 1 of 1")
    t.press("escape")
    t.wait_gone("match 1 of 1")


def test_deciding_tagging_correcting_undoing_and_reopening(article: Path) -> None:
    with opened(article, "--annotator", "ani") as t:
        assert "Pemerintah Indonesia" in t.text
        t.send("]")
        t.wait_for("Space accept")
        t.send(" ")
        t.wait_for("1 of ")
        t.send("x")
        t.wait_for("2 of ")
        go_to(t, "Bitung")
        t.send("eo")  # relabel: an organisation
        t.wait_for("ORG Bitung")
        go_to(t, "Kami")
        t.send(",")  # the end one word to the left
        t.wait_for("4 of ")
        t.send("u")
        t.wait_for("Undone")
        t.send("U")
        t.wait_for("Redone")
        go_to(t, "belum mendengar")
        t.send("vwwww")
        t.wait_for("selected")
        t.send("q")
        t.wait_for("indirect quote")
        t.send("s")
        t.wait_for("Who speaks")
        t.send("nelayan Bitung\r")
        t.wait_for("nelayan Bitung")
        t.press("f10")
        assert t.wait_exit() == 0
    assert not sidecar_path(article).exists()
    path = sidecar_path(article, "ani")
    before = path.read_bytes()
    loaded = yaml.safe_load(before)
    assert loaded["annotator"] == "ani"
    made = loaded["annotations"]
    quote = next(a for a in made if a["quote"] == "belum mendengar kabar itu")
    assert ARTICLE[slice(*quote["at"])] == quote["quote"]
    assert (quote["label"], quote["speaker"], quote["status"]) == ("indirect", "nelayan Bitung", "accepted")
    assert quote["by"] == "ani"
    assert next(a for a in made if a["quote"] == "Bitung")["label"] == "ORG"
    moved = next(a for a in made if a["quote"].startswith('"Kami'))
    assert moved["quote"] == '"Kami tidak akan berhenti di sini'
    assert [a["status"] for a in made].count("rejected") == 1
    with opened(article, "--annotator", "ani") as t:
        t.wait_for("5 of ")
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert path.read_bytes() == before


def test_a_folder_is_a_list_from_which_articles_open_and_nothing_is_written(article: Path) -> None:
    other = article.with_name("lain.txt")
    other.write_text("The minister said the pact was signed on Monday.\n", encoding="utf-8")
    with Terminal(["artreader", str(article.parent)], columns=100) as t:
        t.wait_for("lain.txt")
        t.press("down", "enter")
        t.wait_for("2/2 lain.txt · en")
        t.send("K")
        t.wait_for("1/2 berita.txt · id")
        t.wait_until(lambda: re.search(r"of [1-9]\d* decided", t.text), "suggestions")
        t.send("O")
        t.wait_for("2 articles")
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert sorted(path.name for path in article.parent.iterdir()) == ["berita.txt", "lain.txt"]


def test_no_color_writes_none_and_still_shows_what_is_marked(article: Path) -> None:
    with Terminal(["artreader", str(article)], env={"NO_COLOR": "1"}) as t:
        t.wait_for("? ")
        t.wait_until(lambda: any(cell.underscore for cell in t.styles_of("Indonesia")))
        t.wait_for("┊")
        t.press("ctrl+q")
        assert t.wait_exit() == 0
        styles = {number for codes in re.findall(rb"\x1b\[([0-9;]*)m", t.raw) for number in codes.split(b";")}
        assert b"4" in styles
        assert styles <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9", b"21"}
