"""All mentions of a name at once: rejecting, merging, linking a short name."""

from __future__ import annotations

from annotations import mentions
from annotations.annotation_set import AnnotationSet
from annotations.edits import History
from annotations.kinds import made_kind
from annotations.model import Agreement, Entity, Field, FieldType, Quote, Span, Status

TEXT = "Lars Bakken tiba. Bakken memuji Bakken Bersaudara. Bakken pulang.\n"


def mention(id_: str, start: int, words: str, entity: str, status: Status = Status.ACCEPTED) -> Entity:
    assert TEXT[start:].startswith(words)
    return Entity(
        id=id_, label="PER", spans=(Span(start, start + len(words)),), entity=entity, status=status, by="ani"
    )


FULL = mention("a", 0, "Lars Bakken", "Lars Bakken")
SHORT = mention("b", 18, "Bakken", "Lars Bakken")
ALONE = mention("c", 51, "Bakken", "Bakken")
FIRM = mention("d", 32, "Bakken Bersaudara", "Bakken Bersaudara")


def entities(kept: AnnotationSet) -> dict[str, str]:
    return {a.id: a.entity for a in kept if isinstance(a, Entity)}


def test_a_short_name_linked_once_is_linked_everywhere_but_not_against_a_person() -> None:
    kept = AnnotationSet([FULL, SHORT, ALONE, FIRM])
    History(kept).do(mentions.tag_all(TEXT, kept, SHORT, "ani"))
    assert entities(kept) == dict.fromkeys("abc", "Lars Bakken") | {"d": "Bakken Bersaudara"}
    other = ALONE.with_(entity="Siti Bakken")  # split off by hand: it stays
    kept = AnnotationSet([FULL, SHORT, other, FIRM])
    assert mentions.tag_all(TEXT, kept, SHORT, "ani").edits == ()


def test_rejecting_all_leaves_what_a_person_accepted() -> None:
    kept = AnnotationSet([SHORT.with_(status=Status.SUGGESTED), ALONE.with_(status=Status.SUGGESTED), FULL])
    history = History(kept)
    history.do(mentions.reject_all(TEXT, kept, kept["b"]))
    assert [kept[id_].status for id_ in "abc"] == [Status.ACCEPTED, Status.REJECTED, Status.REJECTED]
    history.undo()
    assert kept["c"].status is Status.SUGGESTED


def test_merging_renames_speakers_parties_and_whoever_a_scheme_asks_for() -> None:
    quote = Quote(id="q", label="direct", spans=(Span(0, 4),), speaker="Bakken")
    named = ("Bakken", "Lars Bakken", "Solo")
    pact = Agreement(
        id="p", label="mou", spans=(Span(5, 9),), parties=named, title=f"MoU ({' – '.join(named)})"
    )
    made = made_kind("claim", (Field("claimant", FieldType.NAME, "who claims"),))
    claim = made(id="k", label="", spans=(Span(0, 4),)).with_(claimant="Bakken")
    kept = AnnotationSet([FULL, ALONE.with_(entity=""), FIRM, quote, pact, claim])
    History(kept).do(mentions.merge(TEXT, kept, "Bakken", "Lars Bakken"))
    assert (kept["k"].value("claimant"), kept["p"].value("title")) == (
        "Lars Bakken",
        "MoU (Lars Bakken – Solo)",
    )
    assert entities(kept) == {"a": "Lars Bakken", "c": "Lars Bakken", "d": "Bakken Bersaudara"}
    assert (kept["q"].value("speaker"), kept["p"].value("parties")) == (
        "Lars Bakken",
        ("Lars Bakken", "Solo"),
    )


def test_splitting_takes_the_mentions_of_these_words_and_who_speaks_there() -> None:
    here = Quote(id="q", label="direct", spans=(Span(0, 4),), speaker="Lars Bakken", source=Span(18, 24))
    there = here.with_(id="r", source=Span(0, 11))
    last = ALONE.with_(entity="Lars Bakken")
    kept = AnnotationSet([FULL, SHORT, last, FIRM, here, there])
    history = History(kept)
    history.do(mentions.split(TEXT, kept, SHORT, "Bakken"))
    assert entities(kept) == {"a": "Lars Bakken", "b": "Bakken", "c": "Bakken", "d": "Bakken Bersaudara"}
    assert [kept[id_].value("speaker") for id_ in "qr"] == ["Bakken", "Lars Bakken"]
    history.undo()
    assert entities(kept) == dict.fromkeys("abc", "Lars Bakken") | {"d": "Bakken Bersaudara"}
    assert kept["q"] == here


def test_of_two_who_bear_one_name_one_mention_is_split_off() -> None:
    kept = AnnotationSet([SHORT.with_(entity="Bakken"), ALONE, FIRM])
    History(kept).do(mentions.split(TEXT, kept, ALONE, "Siti Bakken"))
    assert entities(kept) == {"b": "Bakken", "c": "Siti Bakken", "d": "Bakken Bersaudara"}
    assert mentions.split(TEXT, kept, FIRM, "Bakken Bersaudara").edits == ()
