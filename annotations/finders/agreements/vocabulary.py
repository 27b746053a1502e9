"""The word lists of one language, read once and turned into patterns that match lower-cased text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from annotations.finders.agreements.phrases import Phrases, phrase_pattern, phrase_source
from annotations.late_pattern import late_pattern
from annotations.lexicon import rows, words

_NEVER = re.compile(r"(?!)(x)")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names an agreement; `family` groups nouns that may name the same one."""

    kind: str
    family: str
    strength: str  # strong, weak, ceasefire, mechanism, talks, named or anaphor: see agreement_nouns.txt


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that names an agreement; `partner` (free, with, object) and `step`: see agreement_verbs.txt."""

    kind: str
    family: str
    partner: str
    step: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """An agreement known by name, with what holds when the article does not say otherwise."""

    name: str
    kind: str
    status: str
    parties: tuple[str, ...]
    same_as: str = ""  # another name of the same agreement

    @property
    def key(self) -> str:
        """What all names of this agreement share."""
        return name_key(self.same_as or self.name)


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word that belongs to the noun's name; `kind` it makes of it, or ""; `topic` that tells
    it from other agreements of the same parties, or ""."""

    kind: str
    telling: bool
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A step in the life of an agreement and the side of the noun on which the words for it stand."""

    step: str
    side: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything the finder knows of one language."""

    language: str
    nouns: dict[str, Noun]
    noun: Phrases
    verbs: dict[str, Verb]
    verb: Phrases
    holder: re.Pattern[str]
    known: dict[str, KnownName]
    name: Phrases
    modifiers: dict[str, Modifier]
    modifier: re.Pattern[str]
    cues: dict[str, Cue]
    cue: re.Pattern[str]
    modals: dict[str, str]
    modal: re.Pattern[str]
    refused: re.Pattern[str]
    groups: dict[str, int]
    group: re.Pattern[str]
    counted: re.Pattern[str]
    described: re.Pattern[str]
    numbers: dict[str, int | None]
    number: re.Pattern[str]
    anaphors: frozenset[str]
    frames: dict[str, str]
    frame: re.Pattern[str]
    links: frozenset[str]
    breaks: frozenset[str]
    refused_parties: frozenset[str]
    subject: re.Pattern[str]
    subject_stop: re.Pattern[str]
    offices: re.Pattern[str]
    answers: re.Pattern[str]
    of_persons: re.Pattern[str]
    titles: frozenset[str]
    openers: frozenset[str]
    home: str
    home_names: frozenset[str]
    we: frozenset[str]
    government: str
    governing: Phrases
    ordinal_after: re.Pattern[str]
    ordinal_before: re.Pattern[str]
    apart_after: re.Pattern[str]
    apart_before: re.Pattern[str]
    reporting: frozenset[str]
    judging: frozenset[str]
    joining: str
    auxiliaries: frozenset[str]
    states: dict[str, str]


def name_key(name: str) -> str:
    """What spellings of one name share: IEU-CEPA, IEU CEPA and I-EU CEPA."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _governing(government: str, others: Iterable[str]) -> Phrases:
    """`government` where no name and none of `others` behind it says whose."""
    after = "|".join(map(re.escape, others))
    spelt = [government, government.capitalize()] if government else []
    any_case = "|".join(map(re.escape, spelt)) or "(?!)"
    pattern = rf"(?<![\w-])(?<!kedua\s)(?:{any_case})(?![\w-])(?!\s(?:[A-Z]|(?:{after})(?!\w)))"
    return Phrases(late_pattern(pattern), spelt)


def _described(language: str, numbers: str) -> re.Pattern[str]:
    """A noun for a party, with what may stand before it; group 1 is the whole without the white space."""
    nouns = phrase_source(words(language, "agreement_described"))
    before = rf"(?:(?:{numbers}|\d{{1,4}}|para|seluruh|semua|an?|the|two|several)\s)?"
    return late_pattern(rf"\s({before}{nouns}(?:-\w{{1,20}})?)")


def _reporting(language: str, *kinds: str) -> frozenset[str]:
    """Verbs behind which the sentence of what is reported has a subject of its own."""
    if language != "id":
        return frozenset()  # "announced a deal": whoever announces it made it
    return frozenset(row[0] for row in rows(language, "quote_verbs") if row[1] in kinds)


def _states(language: str) -> dict[str, str]:
    """Names of states and unions, each with the one under which they are compared."""
    states = {row[0]: row[2] for row in rows(language, "entity_countries") if row[1] == "country"}
    states.update((row[0], row[1]) for row in rows(language, "agreement_states"))
    return states


def _known_names(names: Iterable[str]) -> Phrases:
    """Names with space or hyphen between their words, however the list writes them, and as headlines do."""
    listed = list(names)
    in_headlines = (" ".join(word[:1].upper() + word[1:] for word in name.split(" ")) for name in listed)
    longest_first = sorted({*listed, *in_headlines}, key=lambda name: (-len(name), name))
    parts = [re.escape(name).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s–-]") for name in longest_first]
    pattern = late_pattern(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)")
    return Phrases(pattern, (re.split(r"[ -]", name)[0] for name in longest_first))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of `language` ("id" or "en"). Raises FileNotFoundError for any other."""

    def table(name: str) -> tuple[tuple[str, ...], ...]:
        return rows(language, f"agreement_{name}")

    def beside(name: str, id_: bool) -> re.Pattern[str]:
        """Words of a list beside a noun: behind it in Indonesian, before it in English; else nothing."""
        if id_ != (language == "id"):
            return _NEVER
        phrase = phrase_source(words(language, f"agreement_{name}"))
        return late_pattern(rf"\s(?:yang\s)?({phrase})" if id_ else rf"({phrase})\s(?:\w{{1,20}}\s)?$")

    nouns = {noun: Noun(kind, family, strength) for noun, kind, family, strength in table("nouns")}
    verbs = {row[0]: Verb(*row[1:]) for row in table("verbs")}
    known = [
        KnownName(name, kind, status, tuple(party for party in parties.split(";") if party), same_as)
        for name, kind, status, parties, same_as in ((*row, "", "")[:5] for row in table("names"))
    ]
    modifiers = {row[0]: Modifier(row[1].strip("-"), row[2] == "1", *row[3:]) for row in table("modifiers")}
    cues = {words_: Cue(step, side) for words_, step, side in table("cues")}
    modals = {row[0]: row[1] for row in table("modals")}
    groups = {words_: int(number) for words_, number in table("groups")}
    numbers = {words_: int(value) if value.isdigit() else None for words_, value in table("numbers")}
    frames = {row[0]: row[1] for row in table("frames")}
    number_words = "|".join(
        re.escape(w).replace(r"\ ", r"\s") for w in sorted(numbers, key=lambda w: -len(w))
    )
    home = (*(table("home") or ((),))[0], "", "", "", "", "")[:5]
    counted = "|".join(re.escape(noun).replace(r"\ ", r"\s") for noun in words(language, "agreement_counted"))
    return Vocabulary(
        language=language,
        nouns=nouns,
        noun=Phrases.of(nouns, suffix="(?:nya)?" if language == "id" else ""),
        verbs=verbs,
        verb=Phrases.of(verbs),
        holder=late_pattern(rf"{phrase_source(words(language, 'agreement_holders'))}\s$"),
        known={name_key(entry.name): entry for entry in known},
        name=_known_names(entry.name for entry in known),
        modifiers=modifiers,
        modifier=phrase_pattern(modifiers),
        cues=cues,
        cue=phrase_pattern(cues),
        modals=modals,
        modal=phrase_pattern(modals),
        refused=phrase_pattern(words(language, "agreement_refused")),
        groups=groups,
        group=phrase_pattern(groups),
        counted=late_pattern(rf"(?<!\w)(?<!salah\s)(?:{number_words}|\d{{1,4}})\s(?:{counted})(?!\w)"),
        described=_described(language, number_words),
        numbers=numbers,
        number=late_pattern(rf"(?<!\w)(?:{number_words}|\d{{1,3}})\s$"),
        anaphors=frozenset(words(language, "agreement_anaphors")),
        frames=frames,
        frame=phrase_pattern(frames),
        links=frozenset(words(language, "agreement_links")),
        breaks=frozenset(words(language, "agreement_breaks")),
        refused_parties=frozenset(name.casefold() for name in words(language, "agreement_refused_parties")),
        subject=phrase_pattern(words(language, "agreement_subjects")),
        subject_stop=phrase_pattern(words(language, "agreement_subject_stops")),
        offices=phrase_pattern(words(language, "agreement_offices")),
        answers=phrase_pattern(words(language, "agreement_answers")),
        of_persons=phrase_pattern(words(language, "agreement_of_persons")),
        titles=frozenset(words(language, "agreement_titles")),
        openers=frozenset(words(language, "agreement_openers")),
        home=home[0],
        home_names=frozenset(name.casefold() for name in home[1].split(";")),
        we=frozenset(home[2].split(";")) if home[2] else frozenset(),
        government=home[3],
        governing=_governing(home[3], home[4].split(";")),
        ordinal_after=beside("ordinals", id_=True),
        ordinal_before=beside("ordinals", id_=False),
        apart_after=beside("apart", id_=True),
        apart_before=beside("apart", id_=False),
        reporting=_reporting(language, "say", "ask", "judge"),
        joining=" dan " if language == "id" else " and ",
        judging=_reporting(language, "judge"),
        auxiliaries=frozenset(words(language, "quote_auxiliaries")),
        states=_states(language),
    )
