"""What tells one instrument from another of the same parties: its year, number, topic, "serupa", its paper.

Two papers of one year may be one; a memorandum of 2021 is not the contract signed in 2026, and a second
memorandum is not the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.status import Reading
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Passage

_YEAR_OF_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# the year of the noun itself: "nota kesepahaman 2003", "perjanjian tahun 1970", "the 1994 accord"
_YEAR_AFTER = re.compile(r"\s(?:tahun\s|of\s)?\(?((?:19|20)\d\d)(?!\w)")
_YEAR_BEFORE = re.compile(r"(?<!\w)((?:19|20)\d\d)\s(?:(?!dan\s|serta\s|and\s)\w+\s)?$")
# "yang dirancang pada 2021"
_YEAR_IN_CLAUSE = re.compile(
    r"\s(?:itu\s)?(?:yang|which|that)\s(?:\w+\s){1,3}(?:pada|tahun|pada tahun|in)\s((?:19|20)\d\d)(?!\w)"
)
_ONCE = re.compile(r"(?<!\w)(?<!belum\s)(?<!tak\s)(?<!tidak\s)pernah(?!\w)|(?<!\w)had once(?!\w)")
# what had broken down before is not what was agreed since
_BEFORE_THAT = re.compile(r"(?<!\w)(?:sebelumnya|previously|earlier)(?!\w)")
_ALSO = re.compile(r"(?<!\w)(?:juga|also)(?!\w)")  # what they sign besides is another
# kinds of paper: one is not another, unless the article says so (a general noun is any of them)
_PAPERS = {
    "perjanjian": "treaty", "kontrak": "treaty", "mou": "memorandum", "hoa": "heads", "loi": "intent",
    "pernyataan": "statement", "adendum": "addendum",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one instrument. `apart` when its words say that it is another than the one before."""

    years: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    apart: bool = False
    named_year: bool = False  # the year stands by the noun: "perjanjian 1995"

    def joined(self, other: Marks) -> Marks:
        return Marks(
            self.years | other.years,
            self.numbers | other.numbers,
            self.topics | other.topics,
            self.apart,
            self.named_year or other.named_year,
        )

    def differ(self, other: Marks) -> bool:
        """Whether both have a year, a number or a topic, and not the same."""
        return any(
            mine and theirs and not mine & theirs
            for mine, theirs in (
                (self.years, other.years),
                (self.numbers, other.numbers),
                (self.topics, other.topics),
            )
        )


NO_MARKS = Marks()


def marks_of(
    mention: Mention, reading: Reading, date: Passage | None, lowered: str, vocabulary: Vocabulary
) -> Marks:
    """The marks beside `mention`; the year of a signing or of an agreeing is the year of what was signed."""
    after = lowered[mention.span.end : min(len(lowered), mention.span.end + 70)]
    before = lowered[max(0, mention.span.start - 16) : mention.span.start]
    year = _YEAR_AFTER.match(after) or _YEAR_IN_CLAUSE.match(after) or _YEAR_BEFORE.search(before)
    years = {year.group(1)} if year else set()
    if not years and date is not None and reading.step in ("sign", "reach") and reading.status != "proposed":
        years = set(_YEAR_OF_DATE.findall(date.text)[-1:])
    number = vocabulary.ordinal_after.match(after) or vocabulary.ordinal_before.search(before)
    if number and vocabulary.group.match(after, number.start(1)):
        number = None  # "perjanjian kedua negara": both countries, not the second treaty
    clause = lowered[max(mention.around.start, mention.span.start - 40) : mention.span.start]
    signing = reading.step in ("sign", "reach") and reading.status in ("signed", "reached")
    once = _ONCE.search(clause) or (signing and _ALSO.search(clause))
    once = once or (reading.step in ("break", "end") and _BEFORE_THAT.search(clause))
    other = once or vocabulary.apart_after.match(after) or vocabulary.apart_before.search(before)
    numbers = frozenset({number.group(1)} if number else ())
    topic = mention.topic or ("trade" if mention.kind == "trade" else "")
    topics = frozenset({topic} if topic else ())
    return Marks(frozenset(years), numbers, topics, bool(other), year is not None)


def paper(family: str) -> str:
    """The kind of paper that nouns of this family name, or "" when they name any."""
    return _PAPERS.get(family, "")
