"""The scheme of a folder on the reading screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.session import Session
from tests.tui.conftest import Opener
from tui.screens.dialogs import Chooser, KeyChoice
from tui.screens.guidelines import GuidelinesScreen

SCHEME = """\
format: artreader-scheme/1
guidelines: |
  # Aturan
  Beri tanda \u001b[31mseluruh\u001b[0m pernyataan.
entity:
  labels:
    ORANG: {key: g, name: orang, instead_of: PER, colour: "#ff0000"}
    TEMPAT: {key: t, name: tempat, instead_of: LOC}
quote:
  labels:
    langsung: {key: l, instead_of: direct}
  fields:
    tone: {type: choice, choices: [calm, angry]}
kinds:
  claim:
    key: c
    name: Claims
    fields:
      topic: {type: text, help: what it is about}
      stance: {type: choice, choices: [for, against]}
      evidence: {type: span}
      claimant: {type: entity, help: who claims it}
  event:
    key: e
    labels:
      past: {key: p}
      future: {key: f}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = SCHEME.replace("\u001b", "\u241b")  # YAML holds no escape character as it is
    (tmp_path / "artreader.yaml").write_text(text, encoding="utf-8")
    return tmp_path


async def test_a_kind_of_its_own_from_tagging_to_opening_again(reader: Opener, folder: Path) -> None:
    async with reader() as r:
        await r.put_caret("Kerja sama itu")
        await r.press("m")
        assert isinstance(r.app.screen, KeyChoice)
        await r.press("c")
        assert r.current.kind == "claim"
        assert r.words() == '"Kerja sama itu baru permulaan," tambah dia.'
        await r.press("enter", "enter")
        await r.type("laut")
        await r.press("enter", "down", "enter")
        await r.type("against")
        await r.press("enter", "down", "enter")
        assert r.screen.picking == (r.current.id, "evidence")
        await r.select("baru permulaan")
        await r.press("enter", "s")
        assert isinstance(r.app.screen, Chooser)
        await r.type("lars")
        await r.press("enter")
        shown = r.shown()
        assert "Claims 1" in shown or "Cla 1" in shown or " C 1" in shown
        assert "against" in shown
        claim = r.current
        await r.press("m", "c")  # there already: gone to, not tagged twice
        assert r.current == claim
        await r.press("m", "e")
        assert isinstance(r.app.screen, KeyChoice)
        await r.press("f")
        assert (r.current.kind, r.current.label) == ("event", "future")
        await r.press("r", "p")
        assert r.current.label == "past"
        await r.press("ctrl+s")
    again = Session.open(folder / "berita.txt")
    found = again.annotations[claim.id]
    assert found == claim
    assert [found.value(spec.name) for spec in found.fields][:2] == ["laut", "against"]
    assert again.article.text[slice(*found.value("evidence"))] == "baru permulaan"
    assert found.value("claimant") == "Lars Bakken"


async def test_labels_keys_colours_fields_and_guidelines_are_the_schemes(
    reader: Opener, folder: Path
) -> None:
    async with reader() as r:
        entities = {a.label for a in r.annotations if a.kind == "entity"}
        assert entities == {"ORANG", "TEMPAT"}
        assert r.screen.pane.palette.scheme.colour("entity", "ORANG") == "#ff0000"
        await r.put_caret("Menteri Kelautan")
        await r.press("e")
        assert "orang" in r.shown()
        await r.press("g")
        assert r.current.label == "ORANG"
        await r.select("belum mendengar kabar tersebut")
        assert "m own kind" in r.shown()
        await r.press("q")
        assert r.current.label == "langsung"  # "indirect" is none of the scheme's
        assert r.current.value("tone") == ""
        await r.press("s")
        await r.type("lars")
        await r.press("enter")
        assert r.current.value("speaker") == "Lars Bakken"
        await r.press("f2")
        assert isinstance(r.app.screen, GuidelinesScreen)
        assert "Aturan" in r.shown()
        await r.press("f2")
        assert not isinstance(r.app.screen, GuidelinesScreen)


async def test_without_the_scheme_its_kinds_are_listed_and_kept(reader: Opener, folder: Path) -> None:
    async with reader() as r:
        await r.put_caret("Kerja sama itu")
        await r.press("m", "c", "ctrl+s")
    (folder / "artreader.yaml").unlink()
    async with reader() as r:
        assert "1 claim" in " ".join(str(note.message) for note in r.app._notifications)
        await r.press("t", "t", "t", "t")
        assert r.screen.tab == "claim"
        await r.press("m", "f2")
        assert r.app.screen is r.screen
        assert "no guidelines" in r.shown()
        await r.put_caret("tambah dia")
        await r.press("r")
        assert r.current.kind == "claim"
        assert r.app.screen is r.screen
