"""Whom he, she, they or an office stand for in English. The texts are written for these tests."""

from __future__ import annotations

import pytest

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.finders.quotes import find_quotes
from annotations.model import Entity, Span

EN = "The river that runs through the town has been rising for a week and the people there are tired of it.\n"
NAMES = ("Paul Reed", "Susan Grant", "Grant", "Reed", "Martin Cole")


def speakers(text: str) -> list[str]:
    """The speakers of all quotes of EN and `text`, every mention of NAMES being known."""
    text = EN + text
    found: list[Entity] = []
    for name in NAMES:
        full = next(known for known in NAMES if known.endswith(name))
        for at in range(len(text)):
            span = Span(at, at + len(name))
            if text.startswith(name, at) and not any(entity.spans[0].covers(span) for entity in found):
                found.append(Entity(id="", label="PER", spans=(span,), entity=full))
    found.sort(key=lambda entity: entity.start)
    return [quote.speaker for quote in find_quotes(Article(text), Findings(entities=found))]


def test_a_given_name_tells_him_from_her() -> None:
    text = "Paul Reed said the dam would hold. Susan Grant said it would not. He said the town was safe."
    assert speakers(text) == ["Paul Reed", "Susan Grant", "Paul Reed"]


def test_who_is_named_in_the_sentence_itself_is_nearer_than_the_last_speaker() -> None:
    text = "Paul Reed said the dam would hold. The support of Cole, though he said he was tired, is sure."
    assert speakers(text.replace("Cole", "Martin Cole"))[-1] == "Martin Cole"


def test_a_relative_clause_brings_nobody_to_the_fore() -> None:
    text = "Paul Reed spoke in town. He met Martin Cole, who said the dam was old. He said the town was safe."
    assert speakers(text)[-1] == "Paul Reed"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Ohio senator Martin Cole came in May. ", "Martin Cole"),  # the one who is described so
        ("", "Paul Reed"),  # a second mention of whom nothing is said yet
    ],
)
def test_an_office_alone(before: str, speaker: str) -> None:
    text = before + "Paul Reed said the dam would hold. The Ohio senator said the town was safe."
    assert speakers(text)[-1] == speaker


def test_an_indefinite_role_is_nobody_known() -> None:
    text = "Ohio senator Martin Cole came in May. A senator said the town was safe."
    assert speakers(text) == ["A senator"]


def test_they_are_the_plural_that_the_sentence_before_began_with() -> None:
    text = "Paul Reed said the dam would hold. Several engineers were at the dam. They said it was old."
    assert speakers(text)[-1] == "Several engineers"


def test_a_supporter_in_apposition_is_not_whom_he_supports() -> None:
    text = "Senator Martin Cole, a Reed supporter, said the dam would hold."
    assert speakers(text) == ["Martin Cole"]
