"""Sides of a war or a quarrel at home that go by no name: "the government and the rebels"."""

from __future__ import annotations

import re
from bisect import bisect_left

from annotations.finders.agreements.name import Name
from annotations.model import Span

# what one of every pair has, by which a text without any is passed over
_STEMS = {
    "en": ("rebel", "opposition", "insurgent", "guerrilla", "separatist", "militant"),
    "id": ("pemberontak", "oposisi", "gerilyawan", "milisi", "separatis", "kelompok bersenjata"),
}
_ACCUSES = r"accused?s?|blamed?s?"
_PAIR = {
    "en": re.compile(
        r"(?<![\w-])(?!The\s)((?:[A-Z]\w{1,20}\s){0,2}(?:government|army|military|regime|junta))\s"
        rf"(?:and|with|{_ACCUSES})\s(?:the\s)?"
        r"((?:[\w-]{1,20}\s){0,2}?(?:opposition|insurgents|guerrillas|separatists|militants"
        r"|rebels?(?:\s(?:groups?|forces|movement))?))(?!\w)"
    ),
    "id": re.compile(
        r"(?<![\w-])([Pp]emerintah|[Mm]iliter|[Jj]unta|[Tt]entara)(?:\s[A-Z]\w{1,20}){0,2}\s(?:dan|dengan)\s"
        r"((?:kelompok\s)?(?:pemberontak|oposisi|gerilyawan|milisi|separatis|bersenjata))(?!\w)"
    ),
}
_OF = re.compile(r"\s(?:(?:of|from|dari)\s)?(?:the\s)?")


def with_sides(names: list[Name], text: str, lowered: str, language: str) -> list[Name]:
    """`names` with the sides of each pair that holds no name: of "Syria's government and the rebels" the
    second."""
    if not any(stem in lowered for stem in _STEMS[language]):
        return names
    starts = [name.span.start for name in names]
    found = []
    for match in _PAIR[language].finditer(text):
        for side in (1, 2):
            span = Span(*match.span(side))
            following = bisect_left(starts, span.end)
            named = following > 0 and names[following - 1].span.end >= span.start - len("'s ")
            if following < len(names) and _OF.fullmatch(text, span.end, names[following].span.start):
                continue  # "the rebels of the M23"
            if not named:
                found.append(Name(span, match.group(side), "ORG"))
    return sorted([*names, *found], key=lambda name: name.span) if found else names
