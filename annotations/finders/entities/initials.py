"""Organisations whose initials stand behind them in brackets: Badan Pengelola Migas Aceh (BPMA).

That the letters are the initials says that the stretch is a name and where it begins (Schwartz and
Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text", PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotations.finders.entities.candidates import CONFIDENCE, Candidate
from annotations.model import Span

_BRACKETED = re.compile(r"\s?\(([A-Z]{3,9})\)")
_WORD = re.compile(r"[^\W\d_]+")


def matches_initials(name: str, letters: str) -> bool:
    """Whether `letters` are the initials of the capitalised words of `name`, all of them and in order."""
    words = _WORD.findall(name)
    return letters == "".join(word[0] for word in words if word[0].isupper())


def confirmed_by_initials(article: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names in text order; organisations with their initials behind them made sure, those names too."""
    confirmed: list[Candidate] = []
    for name in names:
        if confirmed and confirmed[-1].rule == "initials" and confirmed[-1].span.overlaps(name.span):
            continue  # what else it was taken for
        confirmed += _with_short_form(article, name)
    return confirmed


def _with_short_form(article: str, name: Candidate) -> Iterator[Candidate]:
    match = _BRACKETED.match(article, name.span.end) if name.label == "ORG" else None
    if match is None or not matches_initials(name.text, match[1]):
        yield name
        return
    sure = max(name.score, CONFIDENCE["initials"])
    yield replace(name, confidence=sure)
    yield Candidate(Span(*match.span(1)), match[1], "ORG", "initials", name.text, confidence=sure)
