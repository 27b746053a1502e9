"""Whom the subject of a clause means that only points back: "perseroan", "mereka", "the company"."""

from __future__ import annotations

import re
from functools import cache

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.phrases import folded, phrase_pattern
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.lexicon import rows

_NEAR = 40  # characters before a verb in which its subject stands
_BACK = 600  # characters back in which what it means is looked for
_WORD = re.compile(r"[\w’'-]+")
_COUNTED = re.compile(r"(?<!\w)(?:kedua|dua|tiga|ketiga|both|two|three)\s$")
_BETWEEN = 3  # words that may stand between subject and verb: "perseroan juga telah …"


def back_reference(at: int, floor: int, lowered: str, names: Names, vocabulary: Vocabulary) -> Name | str:
    """Whom the subject means of the verb at `at` in the clause that begins at `floor`: the one, or the word
    by which several are meant, or "" where it names somebody."""
    pattern, kinds = _references(vocabulary.language)
    for match in reversed(list(pattern.finditer(lowered, max(floor, at - _NEAR), at))):
        between = lowered[match.end() : at]
        if "," in between or len(_WORD.findall(between)) > _BETWEEN:
            return ""
        if _COUNTED.search(lowered, max(0, match.start() - 8), match.start()):
            return ""  # "kedua perusahaan": not the one
        kind = kinds[folded(match.group())]
        if kind == "plural":
            return match.group()
        for name in reversed(names.within(max(0, match.start() - _BACK), match.start())):
            state = names.is_state(name.name)
            if kind == "either" and (state or name.label == "ORG"):
                return name
            if (state and kind == "state") or (name.label == "ORG" and kind != "state" and not state):
                return name
        return ""
    return ""


@cache
def _references(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row[0]: row[1] for row in rows(language, "agreement_back_references")}
    return phrase_pattern(kinds), kinds
