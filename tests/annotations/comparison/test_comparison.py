"""Matching, fields, labels and disagreements of annotators over small articles."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from annotations.article import Article
from annotations.comparison.comparison import Comparison
from annotations.comparison.disagreements import Disagreement
from annotations.comparison.figures import figures
from annotations.comparison.matching import match
from annotations.comparison.reading import Layer, Layers
from annotations.model import Agreement, Annotation, Entity, Note, Passage, Quote, Span, Status

TEXT = (
    "Rina Hadi menandatangani perjanjian dagang di Bogor.\n"
    "“Kami lega. Kini kami bekerja,” kata Rina kepada PT Dua Tiga, Senin.\n"
)


def at(words: str) -> tuple[Span, ...]:
    """Where each piece of `words` stands, pieces parted by |."""
    starts = [TEXT.index(piece) for piece in words.split("|")]
    return tuple(Span(s, s + len(piece)) for s, piece in zip(starts, words.split("|"), strict=True))


def entity(id_: str, words: str, label: str = "PER", **more: Any) -> Entity:
    return Entity(id=id_, label=label, spans=at(words), **more)


def quote(id_: str, words: str, speaker: str = "Rina Hadi", **more: Any) -> Quote:
    return Quote(id=id_, label="direct", spans=at(words), speaker=speaker, **more)


def compared(
    *works: list[Annotation], undecided: bool = False, kinds: list[str] | None = None
) -> tuple[Comparison, list[Disagreement]]:
    names = ["ani", "budi", "citra"][: len(works)]
    comparison = Comparison(names, kinds, undecided=undecided)
    layers = [Layer(name, Path(name), tuple(work)) for name, work in zip(names, works, strict=True)]
    return comparison, comparison.add(Layers(Article(TEXT, Path("a.txt")), tuple(layers)))


def told(found: list[Disagreement]) -> list[tuple[str, str, str]]:
    return [(each.what, each.ours, each.theirs) for each in found]


def test_the_likest_are_matched_first_and_each_only_once() -> None:
    whole, part = entity("a", "Rina Hadi"), entity("b", "Hadi")
    same, other = entity("c", "Rina Hadi"), entity("d", "Rina Hadi", "ORG")
    assert match([part, whole], [other, same]) == [(whole, same), (part, other)]
    assert match([whole], [quote("q", "Rina Hadi")]) == []
    assert match([entity("e", "Rina Hadi", "ORG")], [same, other])[0][1] is other


def test_a_quote_in_the_gap_of_another_is_not_its_match() -> None:
    outer = quote("a", "“Kami lega.|kata Rina")
    assert match([outer], [quote("b", "Kini kami bekerja")]) == []


def test_matching_does_not_hang_on_the_order() -> None:
    chance = random.Random(3)
    one = [Entity(id=f"a{n}", label="PER", spans=(Span(n, n + chance.randint(1, 9)),)) for n in range(40)]
    other = [Entity(id=f"b{n}", label="PER", spans=(Span(n, n + chance.randint(1, 9)),)) for n in range(40)]
    found = match(one, other)
    chance.shuffle(one)
    chance.shuffle(other)
    assert match(one, other) == found
    assert len({b.id for _, b in found}) == len(found)


def test_boundary_label_and_field() -> None:
    ani: list[Annotation] = [
        entity("a", "Senin", "DATE"),
        entity("b", "Bogor", "LOC"),
        quote("c", "“Kami lega."),
    ]
    budi: list[Annotation] = [
        entity("d", ", Senin", "DATE"), entity("e", "Bogor", "ORG"), quote("f", "“Kami lega.", "Rina"),
    ]  # fmt: skip
    comparison, found = compared(ani, budi)
    assert told(found) == [
        ("label", "LOC", "ORG"),
        ("speaker", "Rina Hadi", "Rina"),
        ("boundary", "Senin", ", Senin"),
    ]
    assert [(each.line, each.column) for each in found] == [(1, 47), (2, 1), (2, 61)]
    pair = figures(comparison)["pairs"][0]
    assert {"kind": "entity", "one": "LOC", "other": "ORG", "annotations": 1} in pair["labels"]
    assert pair["fields"] == [{"kind": "quote", "field": "speaker", "same": 0, "of": 1, "share": 0}]
    total = pair["spans"][0]
    assert (total["same"], total["overlapping"], total["one"]) == (1, 2, 3)
    assert total["exact_f1"] == pytest.approx(1 / 3)


def test_missed_rejected_and_split() -> None:
    ani: list[Annotation] = [
        entity("a", "Bogor", "LOC"), entity("b", "Senin", "DATE"),
        quote("c", "“Kami lega. Kini kami bekerja,”"),
    ]  # fmt: skip
    budi: list[Annotation] = [
        entity("d", "Senin", "DATE", status=Status.REJECTED), quote("e", "“Kami lega."),
        quote("f", "Kini kami bekerja,”"),
    ]  # fmt: skip
    _, found = compared(ani, budi)
    assert told(found) == [
        ("missed", "LOC: Bogor", ""),
        ("split", "direct: “Kami lega. Kini kami bekerja,”", "direct: “Kami lega."),
        ("rejected", "DATE: Senin", ""),
    ]


def test_fields_are_compared_by_what_they_mean() -> None:
    def agreement(id_: str, parties: tuple[str, ...], said: str, subject: Passage | None) -> Agreement:
        return Agreement(
            id=id_,
            label="treaty",
            spans=at("perjanjian dagang"),
            parties=parties,
            said_in=said,
            subject=subject,
        )

    ani: list[Annotation] = [
        quote("a", "“Kami lega."),
        agreement("b", ("PT Dua Tiga", "Bogor"), "a", Passage("dagang", at("dagang")[0])),
    ]  # fmt: skip
    budi: list[Annotation] = [
        quote("x", "“Kami lega."), agreement("y", ("bogor", "PT  Dua Tiga"), "x", Passage("Dagang")),
    ]  # fmt: skip
    comparison, found = compared(ani, budi)
    assert found == []
    shares = {row["field"]: row["share"] for row in figures(comparison)["pairs"][0]["fields"]}
    assert shares == {"parties": 1, "said_in": 1, "subject": 1, "speaker": 1}
    _, found = compared(ani, [budi[0], agreement("y", (), "nobody", None)])
    assert [each.what for each in found] == ["parties", "said_in", "subject"]


def test_what_is_undecided_and_notes_count_only_when_asked_for() -> None:
    open_ = entity("a", "Bogor", "LOC", status=Status.SUGGESTED)
    note = Note(id="n", label="", spans=at("Senin"), note="?")
    comparison, found = compared([open_, note], [])
    assert found == []
    assert comparison.left_undecided == {"ani": 1, "budi": 0}
    assert told(compared([open_], [], undecided=True)[1]) == [("missed", "LOC: Bogor", "")]
    assert told(compared([note], [], kinds=["note"])[1]) == [("missed", "(no label): Senin", "")]


def test_three_annotators_and_one_who_is_missing() -> None:
    works: list[list[Annotation]] = [[entity(name, "Rina Hadi")] for name in "abc"]
    comparison, found = compared(*works)
    assert found == []
    comparison.add(Layers(Article(TEXT), (Layer("ani", Path("x"), (entity("d", "Bogor"),)),)))
    comparison.add(
        Layers(
            Article(TEXT), tuple(Layer(name, Path(name), (quote(name, "Senin"),)) for name in ("ani", "budi"))
        )
    )
    told_ = figures(comparison)
    assert (told_["articles"], told_["complete_articles"]) == (2, 1)
    assert [pair["articles"] for pair in told_["pairs"]] == [2, 1, 1]
    together = told_["all_annotators"]
    assert together["fleiss_kappa"] == {"entity": 1, "quote": None}
    assert together["krippendorff_alpha"] == {"entity": 1, "quote": 1}
    assert together["unitised_alpha"]["all"] == 1
