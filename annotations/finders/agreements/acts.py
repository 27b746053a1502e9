"""Signings and verbs of agreeing, where no noun beside them says what is signed or agreed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.phrases import folded
from annotations.model import Span

if TYPE_CHECKING:
    from annotations.finders.agreements.mentions import MentionFinder

# letters first, then the look back: so the engine leaps from one occurrence to the next
_SIGNING = {
    "id": re.compile(r"penandatanganan(?<!\wpenandatanganan)(?P<back>\s(?:itu|tersebut|ini)(?!\w))?"),
    "en": re.compile(r"th(?<!\wth)(?P<back>e|is|at)\ssigning(?!\w)(?!\sof\s)"),
}
_TALKS = re.compile(r"perundingan|negosiasi|pembicaraan|talks|negotiat")
_SIGNED = 45  # characters after a signing in which the noun it is a signing of may stand
_AGREED = 60  # characters to each side of a verb of agreeing in which a noun takes its place
_TWO = re.compile(r"\w\s(?:dan|and)\s(?:[\w@&.’'-]{1,25}\s){1,5}$")
_WITH = re.compile(r"\s(?:dengan|bersama|with)(?!\w)")


def find_acts(finder: MentionFinder, nouns: Sequence[Mention]) -> Iterator[Mention]:
    """Signings ("penandatanganan itu") and verbs ("sepakat") that `nouns` do not stand for."""
    starts = [mention.span.start for mention in nouns]
    for match in _SIGNING[finder.vocabulary.language].finditer(finder.lowered):
        mention = finder.mention(Span(*match.span()), "signing", "", "agreement", "anaphor")
        if mention and (match["back"] or _next(nouns, starts, mention, _SIGNED) is None):
            yield mention
    for match in finder.vocabulary.verb.finditer(finder.lowered):
        if finder.is_refused(match.start(), match.end()):
            continue
        verb = finder.vocabulary.verbs[folded(match.group())]
        if verb.partner == "with" and not _is_joint(finder.lowered, *match.span()):
            continue  # "harus bekerja sama": nobody does it yet
        form = "joining" if verb.partner == "object" else "verbal"
        mention = finder.mention(Span(*match.span()), form, verb.family, verb.kind, "verb")
        if mention is None or _is_behind(nouns, starts, mention):
            continue
        noun = _next(nouns, starts, mention, _AGREED)
        # what they agreed on may be talks about the thing, which is not the thing itself
        if noun is None or _TALKS.search(finder.lowered, mention.span.end, noun.span.start):
            yield mention


def _is_joint(lowered: str, start: int, end: int) -> bool:
    """Whether a partner follows a verb of working together, or two are joined before it."""
    return (
        _WITH.match(lowered, end) is not None or _TWO.search(lowered, max(0, start - 60), start) is not None
    )


def _next(nouns: Sequence[Mention], starts: Sequence[int], act: Mention, reach: int) -> Mention | None:
    position = bisect_right(starts, act.span.end - 1)
    if position == len(nouns) or starts[position] > min(act.span.end + reach, act.around.end):
        return None
    return nouns[position]


def _is_behind(nouns: Sequence[Mention], starts: Sequence[int], act: Mention) -> bool:
    position = bisect_right(starts, act.span.start) - 1
    return position >= 0 and nouns[position].span.end >= max(act.around.start, act.span.start - _AGREED)
