"""What was decided in an article is remembered once it is left, and the next one is suggested by it."""

from __future__ import annotations

from pathlib import Path

from annotations.memory.lexicon import Lexicon
from annotations.memory.places import LEXICON_NAME
from annotations.model import Entity
from tests.tui.conftest import Reader
from tui.app import ArtreaderApp

TEXTS = (
    "Kemarin itu Sagara Biru menunggu di Wanasari.\n",
    "Malam itu Sagara Biru menutup gudang di Wanasari.\n",
)


async def test_the_next_article_is_suggested_by_what_was_decided(tmp_path: Path) -> None:
    paths = [tmp_path / "1.txt", tmp_path / "2.txt"]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text, encoding="utf-8")
    app = ArtreaderApp(paths)
    async with app.run_test(size=(80, 24)) as pilot:
        reader = Reader(app, pilot, tmp_path)
        await reader.settle()
        reader.screen.pane.move_caret(TEXTS[0].index("Sagara"))
        await reader.press("e", "o")
        await reader.press("J")
        found = {a.text_in(TEXTS[1]): a for a in reader.annotations if isinstance(a, Entity)}
        assert (found["Sagara Biru"].label, found["Sagara Biru"].why[:21]) == ("ORG", "memory of this folder")
        assert ("names", "Sagara Biru", "ORG", "Sagara Biru") in _learnt(tmp_path)
        before = (tmp_path / LEXICON_NAME).read_bytes()
        await reader.press("K", "J", "K")  # looked at, nothing decided
        assert (tmp_path / LEXICON_NAME).read_bytes() == before
        reader.screen.pane.move_caret(TEXTS[0].index("Sagara"))
        await reader.press("x", "J")  # a change of mind
        assert {a.text_in(TEXTS[1]): a.label for a in reader.annotations}.get("Sagara Biru") != "ORG"
    assert _learnt(tmp_path) == {("rejected", "Sagara Biru", "entity", "ORG", ""): 1}


def _learnt(folder: Path) -> dict[tuple[str, ...], int]:
    return Lexicon.read((folder / LEXICON_NAME).read_bytes()).learnt()
