"""A folder with two articles and the work of two annotators on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotations import corrections
from annotations.article_files import look_at
from annotations.collection import expand
from annotations.comparison.reading import Layers, read_layers
from annotations.model import Annotation, Entity, Quote, Span, Status
from annotations.session import Session

ONE = 'Menteri Rahma Widodo datang. "Laut dijaga bersama," ujar Rahma.\n'
TWO = "Kata Bakken, perjanjian itu berlaku di Tuban.\n"


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def entity(id_: str, text: str, words: str, label: str = "PER", **changes: object) -> Annotation:
    made = Entity(id=id_, label=label, spans=(place(text, words),), status=Status.SUGGESTED, by="artreader")
    return made.with_(**changes)


def quote(id_: str, text: str, words: str, **changes: object) -> Annotation:
    made = Quote(id=id_, label="direct", spans=(place(text, words),), status=Status.SUGGESTED, by="artreader")
    return made.with_(**changes)


def make_folder(folder: Path) -> None:
    """ani has decided on two of three in a.txt and on nothing in b.txt; budi on one in a.txt."""
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(ONE, encoding="utf-8")
    (folder / "b.txt").write_text(TWO, encoding="utf-8")
    (folder / "c.txt").write_text("Belum dibaca.\n", encoding="utf-8")
    ani = Session.open(folder / "a.txt", "ani")
    ani.admit([])
    for annotation in (
        entity("e1", ONE, "Rahma Widodo", confidence=0.9),
        quote("q1", ONE, '"Laut dijaga bersama,"', speaker="Rahma Widodo", confidence=0.5),
        entity("e2", ONE, "Laut", "LOC", confidence=0.3),
    ):
        ani.annotations.add(annotation)
    ani.do(corrections.accept(ani.annotations["e1"]))
    ani.do(corrections.reject(ani.annotations["e2"]))
    ani.save()
    ani = Session.open(folder / "b.txt", "ani")
    ani.admit([])
    ani.annotations.add(entity("e3", TWO, "Bakken", confidence=0.7))
    ani.annotations.add(entity("e4", TWO, "Tuban", "LOC"))
    ani.do(corrections.set_field(ani.annotations["e4"], "note", "kota?"))
    ani.save()
    budi = Session.open(folder / "a.txt", "budi")
    budi.admit([])
    budi.do(corrections.tag(budi.annotations, entity("e5", ONE, "Rahma", status=Status.ACCEPTED, by="budi")))
    budi.save()


def layers_of(folder: Path) -> Iterator[Layers]:
    for files in look_at(expand([folder])).values():
        yield read_layers(files)
