"""Finders in another process: the same findings, told failures, nothing left behind."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator

import pytest

from annotations.article import Article
from annotations.finders.elsewhere import Elsewhere, ElsewhereError
from annotations.finders.pipeline import suggest
from annotations.model import Agreement, Entity, Lost, Note, Passage, Quote, Span, Status
from annotations.plain import from_plain, to_plain

TEXT = (
    "JAKARTA, Kabar Uji -- Menteri Luhur Wicaksana tiba, Senin (3/5).\n\n"
    "“Kami akan menandatangani perjanjian dagang dengan Malaysia,” kata Luhur.\n"
)


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    finders = Elsewhere()
    yield finders
    finders.stop()


def test_the_same_is_found_as_here(elsewhere: Elsewhere) -> None:
    for text in (TEXT, TEXT.replace("Luhur", "Laras 🙂")):
        article, here = Article(text), Article(text)
        finding = elsewhere.begin(article)
        assert finding.result() == suggest(here)
        assert finding.failed == []
        assert vars(article)["furniture"] == here.furniture
        assert vars(article)["sentences"] == here.sentences
        assert vars(article)["paragraphs"] == here.paragraphs


def test_what_is_begun_early_is_what_is_asked_for_later(elsewhere: Elsewhere) -> None:
    article = Article(TEXT)
    elsewhere.begin_early(article, suggestions=False)
    finding = elsewhere.begin(article)
    assert finding.result() == []
    assert elsewhere.begin(article).result()  # asked again, it looks again


def test_a_process_that_ends_is_told_and_the_next_question_starts_another(elsewhere: Elsewhere) -> None:
    finding = elsewhere.begin(Article(TEXT * 2000))
    pid = elsewhere.pid
    assert pid is not None
    elsewhere.give_up()  # the article is left
    with pytest.raises(ElsewhereError):
        finding.result()
    end = time.monotonic() + 10
    while time.monotonic() < end and _runs(pid):
        time.sleep(0.01)
    assert not _runs(pid)
    assert elsewhere.begin(Article(TEXT)).result()
    assert elsewhere.pid != pid


def test_no_interpreter_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ElsewhereError):
        Elsewhere().begin(Article(TEXT))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_plain_data_and_back() -> None:
    two = (Span(0, 2), Span(4, 6))
    lost = Lost("source", "kata", Span(1, 5), "a", "b", Span(2, 3))
    for annotation in (
        Entity(id="a", label="PER", spans=two, entity="Sari", confidence=0.5, why="x", lost=(lost,)),
        Quote(id="b", label="direct", spans=two, source=Span(7, 9), speaker="Sari", status=Status.SUGGESTED),
        Agreement(
            id="c",
            label="mou",
            spans=two,
            parties=("A", "B"),
            subject=Passage("beras"),
            date=Passage("besok", Span(1, 3)),
            count=2,
        ),
        Note(id="d", label="", spans=(), lost=(lost,), note="?", extra={"x": [1, 2]}),
    ):
        assert from_plain(_through_json(to_plain(annotation))) == annotation


def _through_json(plain: dict[str, object]) -> dict[str, object]:
    read: dict[str, object] = json.loads(json.dumps(plain))
    return read
