"""Tagging and correcting by keyboard."""

from __future__ import annotations

import pytest

from annotations.model import Agreement, Entity, Note, Passage, Quote, Status
from tests.tui.conftest import Opener
from tui.screens.dialogs import Chooser, KeyChoice, Prompt


async def test_q_takes_a_quotation_with_cue_source_and_speaker(reader: Opener) -> None:
    async with reader() as r:
        there = next(a for a in r.annotations if a.text_in(r.text).startswith('"Kami'))
        r.screen.session.annotations.remove(there.id)
        await r.put_caret("Kami tidak", inside=3)
        await r.press("q")
        quote = r.current
        assert isinstance(quote, Quote)
        assert quote.label == "direct"
        assert r.words() == '"Kami tidak akan berhenti di sini,"'
        assert quote.status is Status.ACCEPTED
        assert quote.cue is not None
        assert r.text[quote.cue.start : quote.cue.end] == "ujar"
        assert quote.source is not None
        assert r.text[quote.source.start : quote.source.end] == "Rahma"
        assert quote.speaker == "Rahma Widodo"


async def test_q_on_a_suggested_quote_accepts_it(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Kami tidak")
        count = len(r.annotations)
        await r.press("q")
        assert len(r.annotations) == count
        assert isinstance(r.current, Quote)
        assert r.current.status is Status.ACCEPTED


async def test_an_indirect_quote_by_hand_and_its_speaker_chosen(reader: Opener) -> None:
    async with reader(annotator="ani") as r:
        await r.select("belum mendengar kabar tersebut")
        await r.press("q")
        assert isinstance(r.current, Quote)
        assert r.current.label == "indirect"
        assert r.current.by == "ani"
        await r.press("s")
        assert isinstance(r.app.screen, Chooser)
        await r.type("nelayan Tuban")
        await r.press("enter")
        assert isinstance(r.current, Quote)
        assert r.current.speaker == "nelayan Tuban"
        await r.press("s")
        await r.type("lars")
        await r.press("enter")
        assert isinstance(r.current, Quote)
        assert r.current.speaker == "Lars Bakken"


async def test_e_then_a_key_tags_a_name(reader: Opener) -> None:
    async with reader() as r:
        await r.select("nelayan")
        await r.press("e")
        assert isinstance(r.app.screen, KeyChoice)
        await r.press("o")
        assert isinstance(r.current, Entity)
        assert (r.current.label, r.words(), r.current.entity) == ("ORG", "nelayan", "nelayan")


async def test_e_on_a_marked_name_relabels_the_whole_name(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Lars Bakken", inside=7)
        count = len(r.annotations)
        await r.press("e", "o")
        assert len(r.annotations) == count
        assert (r.current.label, r.words()) == ("ORG", "Lars Bakken")
        await r.press("u")
        assert r.screen.session.annotations[r.current.id].label == "PER"


async def test_capital_e_tags_all_other_places(reader: Opener) -> None:
    async with reader(text="Koperasi nelayan rugi. Kata nelayan, laut sepi. Para nelayan pulang.\n") as r:
        await r.select("nelayan")
        await r.press("e", "o", "E")
        tagged = [a for a in r.annotations if r.words(a) == "nelayan"]
        assert len(tagged) == 3
        assert {(a.label, a.status) for a in tagged} == {("ORG", Status.ACCEPTED)}
        await r.press("u")
        assert len([a for a in r.annotations if r.words(a) == "nelayan"]) == 1


async def test_a_tags_an_agreement_and_its_fields_are_edited_by_keyboard(reader: Opener) -> None:
    async with reader() as r:
        await r.select("kabar tersebut")
        await r.press("a", "m")
        agreement = r.current
        assert isinstance(agreement, Agreement)
        assert agreement.label == "mou"
        assert "s parties  S how far" in r.shown()
        await r.press("s")
        assert isinstance(r.app.screen, Chooser)
        await r.type("Norwegia")
        await r.press("enter")
        await r.type("PT Samudra")
        await r.press("enter", "tab")
        assert isinstance(r.current, Agreement)
        assert r.current.parties == ("Norwegia", "PT Samudra")
        await r.press("enter")  # to the inspector
        fields = r.screen.query_one("#fields")
        assert fields.has_focus
        r.screen.edit_field("agreement_status")
        await r.settle()
        await r.type("signed")
        await r.press("enter")
        r.screen.edit_field("count")
        await r.settle()
        await r.type("x")
        await r.press("enter")
        assert isinstance(r.app.screen, Prompt)  # refused: not a number
        await r.press("backspace", "7", "enter")
        r.screen.edit_field("subject")
        await r.settle()
        await r.type("laut")
        await r.press("enter")
        done = r.current
        assert isinstance(done, Agreement)
        assert (done.agreement_status, done.count, done.subject) == ("signed", 7, Passage("laut"))
        r.screen.edit_field("said_in")
        await r.settle()
        await r.press("1")
        assert isinstance(r.current, Agreement)
        quotes = [a for a in r.annotations if a.kind == "quote"]
        assert r.current.said_in == max(quotes, key=lambda quote: quote.end).id, "the nearest one first"


async def test_a_span_field_is_picked_in_the_text(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Kami tidak")
        assert isinstance(r.current, Quote)
        quote = r.current.id
        r.screen.edit_field("source")
        await r.settle()
        assert "Select the source, then Enter" in r.shown()
        await r.select("wartawan")
        await r.press("enter")
        changed = r.screen.session.annotations[quote]
        assert isinstance(changed, Quote)
        assert changed.source is not None
        assert r.text[changed.source.start : changed.source.end] == "wartawan"


async def test_escape_ends_a_pick_without_a_change(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Kami tidak")
        before = r.annotations
        r.screen.edit_field("cue")
        await r.settle()
        await r.press("escape")
        assert r.screen.picking is None
        assert r.annotations == before


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("comma", "di kantor pusat"),
        ("full_stop", "di kantor pusat Jakarta Selatan"),
        ("less_than_sign", "hadir di kantor pusat Jakarta"),
        ("greater_than_sign", "kantor pusat Jakarta"),
    ],
)
async def test_boundaries_move_by_a_word(reader: Opener, key: str, words: str) -> None:
    async with reader(text="Mereka hadir di kantor pusat Jakarta Selatan kemarin.\n") as r:
        await r.select("di kantor pusat Jakarta")
        await r.press("q", key)
        assert r.words() == words
        await r.press("u")
        assert r.words(r.screen.session.annotations[r.current.id]) == "di kantor pusat Jakarta"


async def test_ampersand_adds_a_span_and_capital_r_replaces(reader: Opener) -> None:
    async with reader() as r:
        await r.select("belum mendengar")
        await r.press("q")
        quote = r.current.id
        await r.press("ampersand")
        await r.select("kabar tersebut")
        await r.press("enter")
        assert r.words(r.screen.session.annotations[quote]) == "belum mendengar … kabar tersebut"
        r.screen.go_to(r.screen.session.annotations[quote])
        await r.press("R")
        await r.select("nelayan di Tuban")
        await r.press("enter")
        assert r.words(r.screen.session.annotations[quote]) == "nelayan di Tuban"


async def test_r_changes_a_label(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Kami tidak")
        await r.press("r", "m")
        assert r.current.label == "mixed"


async def test_c_comments_on_an_annotation_or_a_selection(reader: Opener) -> None:
    async with reader() as r:
        await r.put_caret("Kami tidak")
        await r.press("c")
        await r.type("cek lagi")
        await r.press("enter")
        assert r.current.note == "cek lagi"
        await r.select("Sejumlah nelayan")
        await r.press("c")
        await r.type("siapa")
        await r.press("enter")
        assert isinstance(r.current, Note)
        assert (r.current.note, r.words()) == ("siapa", "Sejumlah nelayan")
        assert " s " not in r.shown().splitlines()[-1], "a note has nobody to choose"


async def test_delete_removes_what_a_person_made_and_rejects_what_was_suggested(reader: Opener) -> None:
    async with reader() as r:
        await r.select("Sejumlah nelayan")
        await r.press("q")
        made = r.current.id
        await r.press("delete")
        assert made not in r.screen.session.annotations
        await r.press("]")
        suggested = r.current.id
        await r.press("D")
        assert r.screen.session.annotations[suggested].status is Status.REJECTED
