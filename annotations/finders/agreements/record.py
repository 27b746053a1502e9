"""One agreement as the article tells it: its mentions, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotations.finders.agreements.identity import NO_MARKS, Marks
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.parties import Parties
from annotations.finders.agreements.status import SILENT, Reading, stronger
from annotations.model import Passage


@dataclass(slots=True)
class Sighting:
    """A mention with what its sentence says of it."""

    mention: Mention
    reading: Reading
    parties: Parties
    subject: Passage | None = None
    date: Passage | None = None
    marks: Marks = NO_MARKS


@dataclass(slots=True, eq=False)
class Record:
    """One agreement: its sightings in text order, and what they come to."""

    sightings: list[Sighting] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)  # comparing key -> name
    unnamed: list[str] = field(default_factory=list)
    kind: str = ""
    families: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    counted: bool = False
    telling: bool = False  # some mention shows by its own words that states or organisations agree
    in_body: bool = False  # told of below the headline
    told: Reading = SILENT
    headlined: Reading = SILENT
    marks: Marks = NO_MARKS

    @property
    def first(self) -> Mention:
        return self.sightings[0].mention

    @property
    def last(self) -> Mention:
        return self.sightings[-1].mention

    @property
    def reading(self) -> Reading:
        """What all mentions say together; a headline's verb has no tense: it counts when no other does."""
        return self.told if self.told.status else self.headlined

    def add(self, sighting: Sighting, names: Names) -> None:
        mention, parties = sighting.mention, sighting.parties
        self.sightings.append(sighting)
        self.counted = self.counted or mention.counted
        self.telling = self.telling or mention.telling
        self.in_body = self.in_body or not mention.in_title
        self.marks = self.marks.joined(sighting.marks)
        if mention.in_title:
            self.headlined = stronger(self.headlined, sighting.reading)
        elif not (sighting.reading.tenseless and self.told.step == "sign"):
            self.told = stronger(self.told, sighting.reading)
        known = len(self.parties) > 1 and not parties.framed
        for name in parties.named if not known else ():  # "Israel violates the US-Iran truce": no third party
            key = names.key(name.name)
            if not any(names.stands_for(key, other) for other in self.parties):
                shown = names.as_state(name).name if name.label == "LOC" else name.name
                self.parties.setdefault(key, shown)
        if parties.unnamed and len(self.parties) < 2:
            self.unnamed = sorted({*self.unnamed, *parties.unnamed}, key=_fullest)
        if mention.strength != "anaphor" or not self.kind:
            if self.kind in ("", "agreement", "cooperation") or (
                self.kind == "treaty" and mention.kind == "trade"
            ):
                self.kind = mention.kind if mention.kind != "cooperation" or not self.kind else self.kind
            if mention.family and (mention.form != "anaphor" or not self.families):
                self.families.add(mention.family)
        if mention.key:
            self.keys.add(mention.key)


def _fullest(words: str) -> tuple[bool, int, str]:
    """How parties that are not named are ranked: numbered before others, the longest first."""
    return not words[:1].isdigit(), -len(words), words
