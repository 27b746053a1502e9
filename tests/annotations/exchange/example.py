"""A small article with one annotation of every kind, in which every unit of offsets differs."""

from __future__ import annotations

from annotations.exchange.document import Document
from annotations.model import Agreement, Entity, Note, Passage, Quote, Span, Status

TEXT = (
    "\U0001f1ee\U0001f1e9 Rina Hadi berkata: “Kami menandatangani Pakta Selat 協定.”\n"
    "Ia menyebut, e\u0301lite di Ambon setuju.\n"
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


DOCUMENT = Document(
    "berita.txt",
    TEXT,
    [
        Entity(id="e1", label="PER", spans=(at("Rina Hadi"),), entity="Rina Hadi", by="ani"),
        Quote(
            id="q1",
            label="direct",
            spans=(at("“Kami menandatangani"), at("協定.”")),
            speaker="Rina Hadi",
            source=at("Rina Hadi"),
            cue=at("berkata"),
            note="check the ending",
        ),
        Agreement(
            id="g1",
            label="treaty",
            spans=(at("Pakta Selat"),),
            status=Status.SUGGESTED,
            confidence=0.75,
            why="treaty noun",
            parties=("Rina Hadi", "Ambon"),
            subject=Passage("e\u0301lite", at("e\u0301lite")),
            agreement_status="signed",
            said_in="q1",
        ),
        Entity(id="e2", label="LOC", spans=(at("Ambon"),), status=Status.REJECTED),
        Note(id="n1", label="comment", spans=(at("setuju"),), note="who?"),
    ],
    "id",
)
