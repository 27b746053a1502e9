"""Parties that are described, not named: "dengan sebuah konsorsium swasta", "dengan perusahaan itu"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Span

_WORDS_AFTER = re.compile(r"(?:\s[\w-]{1,25}){1,4}")
_MODIFIERS = re.compile(r"\s(?:an?|the|two|several)((?:\s[\w’'-]{1,20}){1,3})")
_WORD = re.compile(r"[\w-]+")
_LONGEST = 2  # words behind the noun that belong to the description: perusahaan teknologi finansial


@dataclass(frozen=True, slots=True)
class Description:
    """A described party; `points_back` when it means one that was named before."""

    span: Span
    points_back: bool


def described_at(at: int, end: int, lowered: str, vocabulary: Vocabulary) -> Description | None:
    """The description that begins at `at`, behind white space, and ends before `end`."""
    match = vocabulary.described.match(lowered, at, min(end, at + 80))
    start = match.start(1) if match else at + 1
    modifiers = _MODIFIERS.match(lowered, at, min(end, at + 80)) if match is None else None
    if modifiers and vocabulary.language == "en":  # "a Japanese drug company"
        for word in _WORD.finditer(lowered, modifiers.start(1), modifiers.end()):
            match = vocabulary.described.match(lowered, word.end(), min(end, at + 100))
            if match is not None:
                break
    if match is None:
        return None
    stop = match.end()
    after = _WORDS_AFTER.match(lowered, stop, min(end, stop + 100))
    ends = vocabulary.breaks | vocabulary.links | vocabulary.auxiliaries
    for count, word in enumerate(_WORD.finditer(after.group()) if after else ()):
        if word.group() in vocabulary.anaphors:
            return Description(Span(start, match.end() + word.end()), points_back=True)
        if vocabulary.cue.fullmatch(word.group()):
            break
        if count == _LONGEST or word.group() in ends or vocabulary.subject_stop.fullmatch(word.group()):
            break
        stop = match.end() + word.end()
    return Description(Span(start, stop), points_back=False)
