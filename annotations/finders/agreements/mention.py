"""One mention of an agreement, as the text has it."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.finders.agreements.vocabulary import KnownName
from annotations.model import Span


@dataclass(slots=True)
class Mention:
    """One mention. `around` is its sentence, clipped.

    `form` is nominal, name, anaphor, signing, verbal (sepakat) or joining (menggandeng X: a verb whose
    object is the partner).
    """

    span: Span
    around: Span
    paragraph: int
    form: str
    family: str
    kind: str
    strength: str
    telling: bool = False  # its own words show that states or organisations agree
    topic: str = ""  # what a word of its name says it is about: see agreement_modifiers.txt
    plural: bool = False
    count: int | None = None
    counted: bool = False
    key: str = ""  # what spellings of its name share
    known: KnownName | None = None
    in_title: bool = False
    short: str = ""  # the short name in brackets behind it: perjanjian kerja sama (PKS)


def lower(text: str) -> str:
    """Lower case without a change of length (some letters, like İ, grow when lowered)."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )
