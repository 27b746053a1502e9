"""What belongs together, in what versions differ, and what rules say about it."""

from __future__ import annotations

import pytest

from annotations.adjudication.marks import same_but_marks
from annotations.adjudication.remarks import REJECTED, UNDECIDED, Remark, remarks
from annotations.adjudication.rules import rule_named
from annotations.errors import ArtreaderError
from annotations.model import Agreement, Note, Span, Status
from tests.annotations.adjudication.support import TEXT, adjudicate, entity, layer, place, quote


@pytest.mark.parametrize(
    ("words", "others", "same"),
    [
        (['"Ini baru permulaan."'], ["Ini baru permulaan"], True),
        (["Ini baru", "permulaan"], ["Ini baru permulaan."], True),
        (["Perjanjian"], ["Perjanjian itu"], False),
        (["Menurut"], ["Menurutnya,"], True),
        (["Norway"], ["Norway’s"], True),
        (["sekolah"], ["sekola"], False),
        (["Kota"], ["Laut"], False),
    ],
)
def test_marks_and_clitics_are_not_words(words: list[str], others: list[str], same: bool) -> None:
    text = TEXT + "Menurutnya, Norway’s sekolah."

    def spans(pieces: list[str]) -> list[Span]:
        return [Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]

    language = "en" if words == ["Norway"] else "id"
    assert same_but_marks(text, [spans(words), spans(others)], language) is same
    assert same_but_marks(text, [spans(others), spans(words)], language) is same


def test_marks_of_a_very_long_stretch_are_found_in_no_time() -> None:
    text = "a" + "'" * 200_000 + "x"
    assert not same_but_marks(text, [[Span(0, 1)], [Span(0, len(text))]], "en")
    assert same_but_marks(text, [[Span(0, 1)], [Span(0, len(text) - 1)]], "en")


def test_what_is_nested_is_a_case_of_its_own() -> None:
    found = adjudicate(
        layer("ani", entity("a1", "Pemerintah Kota Tuban", "ORG"), entity("a2", "Tuban dan", "LOC")),
        layer("budi", entity("b1", "Pemerintah Kota Tuban", "ORG")),
        layer("citra", entity("c1", "Kota Tuban", "ORG"), entity("c2", "Tuban dan", "LOC")),
    )
    assert [case.differences for case in found.cases] == [("boundary",), ("missed",)]
    assert [[v.annotators for v in case.versions] for case in found.cases] == [
        [("ani", "budi"), ("citra",)],
        [("ani", "citra"), ("budi",)],
    ]


def test_one_quote_to_one_and_two_to_another_are_one_case() -> None:
    one, two = "Kami tidak akan berhenti di sini", "Ini baru permulaan"
    found = adjudicate(
        layer("ani", quote("a1", one, two, speaker="Rahma")),
        layer("budi", quote("b1", one, speaker="Rahma"), quote("b2", two, speaker="Rahma")),
    )
    (case,) = found.cases
    assert case.differences == ("split",)
    assert [len(version.annotations) for version in case.versions] == [1, 2]


def test_in_what_versions_differ() -> None:
    def differences(one: object, other: object) -> tuple[str, ...]:
        (case,) = adjudicate(layer("ani", one), layer("budi", other)).cases  # type: ignore[arg-type]
        return case.differences

    name = entity("a", "Rahma Widodo")
    said = quote("q", "Ini baru permulaan", speaker="Rahma Widodo", cue=place("ujar"))
    assert differences(name, name.with_(label="ORG", entity="X")) == ("label", "entity")
    assert differences(name, name.with_(spans=(place("Kota Rahma Widodo"),))) == ("boundary",)
    assert differences(said, said.with_(spans=(place('"Ini baru permulaan."'),))) == ("punctuation",)
    assert differences(said, said.with_(speaker="Tati", cue=None)) == ("speaker", "cue")
    assert not adjudicate(layer("ani", said), layer("budi", said.with_(speaker="rahma  widodo"))).cases


def test_rules_choose_or_say_nothing() -> None:
    short, long = quote("q", "Ini baru permulaan"), quote("q", '"Ini baru permulaan."')
    (case,) = adjudicate(layer("ani", short), layer("budi", long), layer("citra", short)).cases

    def taken(rule: str) -> tuple[str, ...] | None:
        version = rule_named(rule).choose(case)
        return None if version is None else version.annotators

    assert taken("majority") == taken("without-marks") == taken("shortest") == ("ani", "citra")
    assert taken("with-marks") == taken("longest") == taken("annotator:budi") == ("budi",)
    assert taken("annotator:nobody") is None
    (missed,) = adjudicate(layer("ani", short), layer("budi"), layer("citra")).cases
    nothing = rule_named("majority").choose(missed)
    assert nothing is not None
    assert nothing.annotations == ()
    assert rule_named("longest").choose(missed) is None
    (tie,) = adjudicate(layer("ani", short), layer("budi")).cases
    assert rule_named("majority").choose(tie) is None
    for wrong in ("longer", "annotator:"):
        with pytest.raises(ArtreaderError, match="there is no rule"):
            rule_named(wrong)


def test_what_annotators_remark() -> None:
    name = entity("a", "Rahma Widodo")
    found = adjudicate(
        layer("ani", name.with_(note="atau jabatannya juga?")),
        layer("budi", name.with_(status=Status.REJECTED)),
        layer(
            "citra", name.with_(status=Status.SUGGESTED), Note(id="n", label="", spans=name.spans, note="?")
        ),
    )
    (case,) = found.cases
    assert remarks(case, found.layers) == [
        Remark("ani", "atau jabatannya juga?"),
        Remark("budi", REJECTED),
        Remark("citra", UNDECIDED),
        Remark("citra", "?"),
    ]
    assert all(not annotation.note for annotation in found.session.annotations)


def test_a_reference_goes_along_with_what_was_taken() -> None:
    short, long = quote("q", "Ini baru permulaan"), quote("q", '"Ini baru permulaan." Perjanjian'[:21])
    pact = Agreement(id="p", label="mou", spans=(place("Perjanjian"),), said_in="q")
    found = adjudicate(layer("ani", short, pact), layer("budi", long, pact))
    (case,) = found.cases
    session = found.session
    for version in case.versions:
        session.do(found.choose(case, version))
        (agreement,) = session.annotations.of_kind("agreement")
        assert isinstance(agreement, Agreement)
        assert agreement.said_in == version.annotations[0].id
    session.undo()
    session.undo()
    assert not session.history.done
