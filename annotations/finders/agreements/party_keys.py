"""When two names are names of one party: RI and Pemerintah Indonesia, Danantara and BPI Danantara."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.vocabulary import vocabulary

_SHORT = re.compile(r"(?:,?\sTbk\.?)?\s\(([A-Z][\w&. -]{1,24})\)")
_OR = re.compile(r"(?:\s\(Persero\))?(?:,?\sTbk\.?)?\s(?:atau|or)\s([A-Z]{2,10})(?!\w)")
_HEADLINE = 200  # characters within which the line of a headline ends
_COMPANY = re.compile(r"^(?:pt|cv)\s|,?\s(?:tbk|inc|ltd|plc|corp)\.?$|\s?\(persero\)|\s\([^()]{1,25}\)$")
_GOVERNMENT = re.compile(
    r"^(?:pemerintah(?:an)?(?:\s(?:provinsi|kota|kabupaten|daerah|pusat))?|pemprov|pemkot|pemkab|provinsi|kota"
    r"|kabupaten|dki|republik|negara|government of|the government of|the|republic of)\s+"
    r"|\s+(?:government|administration)$"
)


class PartyKeys:
    """What the names of one article are compared by."""

    def __init__(self, names: Sequence[Name], text: str, language: str) -> None:
        self._names = names
        self._text = text
        self._folded_states, self._main_states, self._state_keys = _states(language)
        self._own: dict[str, str] = {}

    def key(self, name: str) -> str:
        """What names of one party share: RI, Republik Indonesia and Pemerintah Indonesia."""
        key = self._own_key(name)
        key = self._shortened.get(key, key)
        return self._longer.get(key, key)

    def _own_key(self, name: str) -> str:
        key = self._own.get(name)
        if key is None:
            key = _GOVERNMENT.sub("", name.casefold()).strip()
            for _ in range(3):
                key = _COMPANY.sub("", key).strip()
            key = self._own[name] = self._folded_states.get(key, key)
        return key

    @cached_property
    def _shortened(self) -> dict[str, str]:
        """What the article itself shortens: Pertamina New & Renewable Energy (Pertamina NRE)."""
        shortened: dict[str, str] = {}
        for name in self._names:
            if name.label != "ORG":
                continue
            match = _SHORT.match(self._text, name.span.end)
            key = self._own_key(name.name)
            other = _OR.match(self._text, name.span.end)
            initials = "".join(word[0] for word in self._text[slice(*name.span)].split() if word[0].isupper())
            alias = other.group(1) if other and other.group(1) == initials else ""
            for words in (match.group(1) if match else "", alias, self._text[slice(*name.span)]):
                short = self._own_key(words)
                if short and short != key and short not in self._state_keys:
                    shortened.setdefault(short, shortened.get(key, key))
        return shortened

    @cached_property
    def _longer(self) -> dict[str, str]:
        """What a short name is short for where one longer name only begins or ends with it and was told
        before it: Freeport, Freeport-McMoRan. Not where a place makes the difference: Kementerian Pertahanan
        Rusia."""
        headline = self._text.find("\n", 0, _HEADLINE)
        told: dict[str, int] = {}  # where the body first has each
        for name in self._names:
            if name.label == "ORG" and name.span.start > headline:
                told.setdefault(self._own_key(name.name), name.span.start)
        keys = told.keys() - self._shortened.keys()
        edges: dict[str, set[str]] = {}
        for key in keys:
            words = key.replace("-", " ").split()
            for cut in range(1, min(len(words), 8)):
                for short, rest in (
                    (" ".join(words[:cut]), words[cut:]),
                    (" ".join(words[cut:]), words[:cut]),
                ):
                    if short in keys and told[key] < told[short] and not self._places & set(rest):
                        edges.setdefault(short, set()).add(key)
        return {short: longer.pop() for short, longer in edges.items() if len(longer) == 1 and len(short) > 2}

    @cached_property
    def _places(self) -> frozenset[str]:
        places = (name.name.casefold() for name in self._names if name.label == "LOC")
        return self._state_keys.union(*(place.split() for place in places))

    def is_state(self, name: str) -> bool:
        return self.key(name) in self._state_keys

    def as_state(self, name: Name) -> Name:
        """The state of a government: Pemerintah RI stands for Indonesia where "kedua negara" are meant."""
        return replace(name, name=self._state_names.get(self.key(name.name), name.name))

    @cached_property
    def _state_names(self) -> dict[str, str]:
        """What to call each state: as the article does, where it names it."""
        own = {self._own_key(name.name): name.name for name in reversed(self._names) if name.label == "LOC"}
        return self._main_states | {key: name for key, name in own.items() if key in self._state_keys}

    def is_unit(self, one: str, other: str) -> bool:
        """Whether one of two keys of organisations takes in the other: LPPM USM, USM."""
        ours, theirs = set(one.split()), set(other.split())
        return (ours < theirs or theirs < ours) and self._state_keys.isdisjoint((one, other))

    def stands_for(self, one: str, other: str) -> bool:
        """Whether the state of key `one` stands for the organisation of key `other`: Thailand for the Bank of
        Thailand."""
        return one in self._state_keys and one != other and set(one.split()) < set(other.split())


@cache
def _states(language: str) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Names of states with the keys under which they are compared, the keys with the main names, the keys."""
    states = vocabulary(language).states
    folded = {name.casefold(): main.casefold() for name, main in states.items()}
    return folded, {main.casefold(): main for main in states.values()}, frozenset(folded.values())
