"""A stretch of text that may be a name, and how sure each rule is of what it finds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotations.model import Span

# A rule's share of right finds on the development articles and sentences, weighed towards those
# that follow the project's own guideline. What is right less often than the floor is not suggested.
FLOOR = 0.4
CONFIDENCE = {
    # listed
    "country": 0.95,
    "place": 0.9,
    "ambiguous place": 0.7,
    "known organisation": 0.93,
    "known person": 0.96,
    "city club": 0.8,
    # by a telling word in the name
    "organisation head": 0.72,
    "place head": 0.8,
    "place tail": 0.7,
    "government": 0.88,
    "company": 0.9,
    "organisation tail": 0.65,
    # by a word beside the name
    "title": 0.88,
    "says": 0.95,
    "said": 0.88,
    "age": 0.9,
    "person cue": 0.7,
    "at": 0.85,
    "area cue": 0.7,
    "organisation cue": 0.6,
    "member": 0.5,
    # by its form
    "given name": 0.87,
    "full-name shape": 0.75,
    "long shape": 0.4,
    "subject": 0.63,
    "initial subject": 0.78,
    "shape": 0.35,
    "initial shape": 0.3,
    "acronym": 0.45,
    "acronym before a verb": 0.78,
    "acronym after a member": 0.78,
    "acronym in brackets": 0.3,
    "short acronym": 0.2,
    "foreign": 0.2,
    "unsupported": 0.1,
    # by the rest of the article
    "short form": 0.85,
    "initials": 0.93,
    "list": 0.65,
    "repeated": 0.6,
    "memory": 0.9,
    "not a name": 1.0,
    # by pattern
    "calendar date": 0.95,
    "relative date": 0.8,
    "year": 0.85,
    "time of day": 0.95,
    "sum of money": 0.95,
    "share": 0.95,
    "measured quantity": 0.8,
    "law by number": 0.9,
    "law by topic": 0.85,
    "numbered event": 0.9,
    "near day": 0.6,
}
# The rules for names were made for Indonesian; of their English finds this share of the confidence holds.
ENGLISH = 0.87
NAMES = frozenset({"PER", "ORG", "LOC"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A named stretch, its type, the rule that found it and what that rule saw."""

    span: Span
    text: str
    label: str
    rule: str
    seen: str = ""
    canonical: str = ""
    confidence: float = -1.0
    model: float = -1.0  # probability by the name model, where it saw this too

    @property
    def score(self) -> float:
        return self.confidence if self.confidence >= 0 else CONFIDENCE[self.rule]

    def typed(self, label: str, rule: str, seen: str = "") -> Candidate:
        return replace(self, label=label, rule=rule, seen=seen, confidence=-1.0, model=-1.0)

    @property
    def why(self) -> str:
        """The reason as a phrase that a reader understands."""
        phrase = _WHY.get(self.rule, self.rule)
        if self.seen:
            phrase = f"{phrase}: {self.seen}"
        if self.model < 0:
            return phrase
        model = f"name model, {self.model:.2f}"
        return model if self.rule == "name model" else f"{model}; {phrase}"


_WHY = {
    "country": "country or region name",
    "place": "listed place name",
    "ambiguous place": "listed place name that is also an ordinary word",
    "known organisation": "listed organisation",
    "known person": "widely known person",
    "city club": "club named after its city",
    "organisation head": "first word of an organisation",
    "place head": "first word of a place",
    "place tail": "last word of a place",
    "government": "government of a place",
    "company": "last word of a company",
    "organisation tail": "last word of an organisation",
    "title": "title before a name",
    "says": "reporting word before a name",
    "said": "reporting verb after a name",
    "age": "age in brackets after a name",
    "given name": "common given name",
    "person cue": "word before a person",
    "at": "after a preposition of place",
    "area cue": "kind of place before the name",
    "organisation cue": "kind of organisation before the name",
    "acronym": "acronym",
    "full-name shape": "two or three capitalised words",
    "long shape": "a run of capitalised words",
    "shape": "capitalised word inside a sentence",
    "initial shape": "unusual word at the start of a sentence",
    "short form": "short form in brackets after a name",
    "initials": "initials in brackets after a name",
    "list": "in a list after a name",
    "repeated": "capitalised more than once in the article",
    "acronym before a verb": "acronym before a verb",
    "acronym after a member": "acronym after a word for its people",
    "member": "after a word for the people of an organisation",
    "subject": "capitalised word before a verb",
    "initial subject": "unusual word at the start of a sentence, before a verb",
    "memory": "named in full elsewhere in the article",
}
