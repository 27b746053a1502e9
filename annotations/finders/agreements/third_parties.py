"""Who helps to an agreement, watches it or speaks of it, and is no party to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.phrases import Phrases, folded
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.lexicon import rows
from annotations.model import Span

# from the word to the first of a list, and from one of it to the next: roles, commas, "and"
_FIRST = re.compile(r"\s(?:[\w’'-]{2,20}\s){0,4}")
_NEXT = re.compile(r",\s|,?\s(?:dan|serta|and|as\swell\sas)\s(?:[\w’'-]{2,20}\s){0,4}|\s?\([^()]{1,20}")
_LAST = re.compile(r",?\s(?:juga\s|also\s|turut\s|ikut\s)?")


def without_third_parties(
    names: Sequence[Name], lowered: str, vocabulary: Vocabulary
) -> tuple[list[Name], list[Span]]:
    """`names` without those who only help to an agreement or watch it ("brokered by A and B", "A, which
    mediated"), and where those stand."""
    helping, sides = _helping(vocabulary.language)
    starts = [name.span.start for name in names]
    third: set[int] = set()
    for match in helping.finditer(lowered) if names else ():
        start, end = match.span()
        if sides[folded(match.group())] == "before":
            position, at, gap = bisect_left(starts, end), end, _FIRST
            while (
                position < len(names)
                and position not in third
                and gap.fullmatch(lowered, at, names[position].span.start)
            ):
                third.add(position)
                at, gap = names[position].span.end, _NEXT
                position += 1
        else:
            position, at, gap = bisect_left(starts, start) - 1, start, _LAST
            while (
                position >= 0
                and position not in third
                and gap.fullmatch(lowered, names[position].span.end, at)
            ):
                third.add(position)
                at, gap = names[position].span.start, _NEXT
                position -= 1
    kept = [name for position, name in enumerate(names) if position not in third]
    return kept, [names[position].span for position in sorted(third)]


@cache
def _helping(language: str) -> tuple[Phrases, dict[str, str]]:
    sides = {row[0]: row[1] for row in rows(language, "agreement_third_parties")}
    return Phrases.of(sides), sides
