"""The word lists of one language, in the form the rules look them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotations.lexicon import rows, words


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form that reports: `frames` is what may follow, `strength` say, ask, judge or weak."""

    frames: frozenset[str]
    strength: str
    form: str = "finite"  # English: base, s, past or ing


@dataclass(frozen=True, slots=True)
class Pronoun:
    number: str
    gender: str = "-"


ONE = Pronoun("one")
Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Lists by their role; a phrase list maps its first word to the whole phrases, longest first."""

    language: str
    verbs: dict[str, Verb]
    tags: dict[str, str]
    suffixed: dict[str, str]  # katanya → kata
    passives: frozenset[str]
    passive_auxiliaries: frozenset[str]
    prepositions: Phrases
    suffixed_prepositions: frozenset[str]
    matters: Phrases
    openers: Phrases
    pronouns: dict[str, Pronoun]
    adjuncts: frozenset[str]
    inner_prepositions: frozenset[str]
    dates: frozenset[str]
    auxiliaries: frozenset[str]
    complementizers: frozenset[str]
    labels: frozenset[str]
    rubrics: frozenset[str]
    roles: frozenset[str]
    full_roles: dict[str, tuple[str, ...]]  # sen → senator, menag → menteri agama
    bodies: frozenset[str]
    nouns: frozenset[str]
    noun_verbs: frozenset[
        str
    ]  # English: verb forms that are as often nouns; Indonesian: nouns that look like verbs
    collectives: frozenset[str]
    not_finite: frozenset[str]
    occasions: frozenset[str]
    topics: frozenset[str]
    commons: frozenset[str]
    degrees: frozenset[str]
    led: frozenset[str]
    events: frozenset[str]
    offices: frozenset[str]
    given_names: dict[str, str]  # of which gender: m, f or "" where nothing depends on it
    gendered: dict[str, str]
    triggers: frozenset[str]  # one of these, or a quotation mark, must stand in a sentence worth reading

    cased_triggers: frozenset[str]  # the same as they may be written
    known: frozenset[str]  # words that are no part of a name: roles, bodies, openers, prepositions

    def phrase_length(self, phrases: Phrases, low: list[str], position: int) -> int:
        """How many tokens from `position` make up the longest phrase of the list there, or 0."""
        for phrase in phrases.get(low[position], ()):
            if tuple(low[position : position + len(phrase)]) == phrase:
                return len(phrase)
        return 0


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of "id" or "en"; any other language is read as English."""
    return _indonesian() if language == "id" else _english()


def _set(language: str, name: str) -> frozenset[str]:
    return frozenset(words(language, f"quote_{name}"))


def _pairs(language: str, name: str) -> Iterator[tuple[str, str]]:
    return ((row[0], row[1]) for row in rows(language, f"quote_{name}"))


def _phrases(language: str, name: str) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words(language, f"quote_{name}"):
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in found.items()}


def _known(language: str, prepositions: Phrases) -> frozenset[str]:
    openers = {opener for opener in words(language, "quote_openers") if " " not in opener}
    lists = ("roles", "bodies", "adjuncts", "pronouns", "dates")
    return frozenset().union(openers, prepositions, *(_set(language, name) for name in lists))


def _cased(words: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


def _full_roles(language: str) -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split()) for row in rows(language, "quote_roles") if len(row) > 1}


def _pronouns(language: str) -> dict[str, Pronoun]:
    return {row[0]: Pronoun(*row[1:]) for row in rows(language, "quote_pronouns")}


# with -nya these are something else: nilainya (its value), akunya, berinya
_NEVER_SUFFIXED = frozenset(["demikian", "begitu", "aku", "beri", "nilai", "saran", "usul", "duga", "rinci"])


def _indonesian() -> Grammar:
    tags = {row[0]: row[1] for row in rows("id", "quote_tags")}
    verbs = {row[0]: Verb(frozenset({"any"}), row[1]) for row in rows("id", "quote_verbs")}
    passives = _set("id", "passives")
    suffixed = {f"{root}nya": root for root in tags if root not in _NEVER_SUFFIXED}
    suffixed |= {f"{passive}nya": passive for passive in passives}
    prepositions = _phrases("id", "prepositions")
    triggers = frozenset({*verbs, *tags, *suffixed, *passives, *prepositions, "menurutnya"})
    return Grammar(
        language="id",
        verbs=verbs,
        tags=tags,
        suffixed=suffixed,
        passives=passives,
        passive_auxiliaries=frozenset(),
        prepositions=prepositions,
        suffixed_prepositions=frozenset({"menurutnya"}),
        matters=_phrases("id", "matters"),
        openers=_phrases("id", "openers"),
        pronouns=_pronouns("id"),
        adjuncts=_set("id", "adjuncts"),
        inner_prepositions=frozenset(),
        dates=_set("id", "dates"),
        auxiliaries=_set("id", "auxiliaries"),
        complementizers=_set("id", "complementizers"),
        labels=_set("id", "labels"),
        rubrics=_set("id", "rubrics"),
        roles=_set("id", "roles"),
        full_roles=_full_roles("id"),
        bodies=_set("id", "bodies"),
        nouns=frozenset(),
        noun_verbs=_set("id", "noun_verbs"),
        collectives=_set("id", "collectives"),
        not_finite=_set("id", "not_finite"),
        occasions=_set("id", "occasions"),
        topics=_set("id", "topics"),
        commons=_set("id", "commons"),
        degrees=_set("id", "degrees"),
        led=_set("id", "led"),
        events=frozenset(),
        offices=frozenset(),
        given_names=dict.fromkeys(words("id", "entity_given_names"), ""),
        gendered={},
        triggers=triggers,
        cased_triggers=_cased(triggers),
        known=_known("id", prepositions),
    )


def _form(form: str, forms: list[str]) -> str:
    """The inflection of an English form, by its ending and its place among the forms of its verb."""
    if form.endswith("ing") and len(form) > 4:
        return "ing"
    if form == forms[0] and len(forms) > 1 and not form.endswith("ed"):
        return "base"
    return "s" if form.endswith("s") and form != forms[0] else "past"


def _english() -> Grammar:
    verbs = {
        form: Verb(frozenset(row[1].split()), row[2], _form(form, row[0].split()))
        for row in rows("en", "quote_verbs")
        for form in row[0].split()
    }
    prepositions = _phrases("en", "prepositions")
    nouns = _set("en", "nouns")
    triggers = frozenset({*verbs, *prepositions, *nouns})
    return Grammar(
        language="en",
        verbs=verbs,
        tags={},
        suffixed={},
        passives=frozenset(),
        passive_auxiliaries=_set("en", "passive_auxiliaries"),
        prepositions=prepositions,
        suffixed_prepositions=frozenset(),
        matters={},
        openers=_phrases("en", "openers"),
        pronouns=_pronouns("en"),
        adjuncts=_set("en", "adjuncts"),
        inner_prepositions=_set("en", "inner_prepositions"),
        dates=_set("en", "dates"),
        auxiliaries=_set("en", "auxiliaries"),
        complementizers=_set("en", "complementizers"),
        labels=_set("en", "labels"),
        rubrics=_set("en", "rubrics"),
        roles=_set("en", "roles"),
        full_roles=_full_roles("en"),
        bodies=_set("en", "bodies"),
        nouns=nouns,
        noun_verbs=_set("en", "noun_verbs"),
        collectives=frozenset(),
        not_finite=frozenset(),
        occasions=frozenset(),
        topics=frozenset(),
        commons=frozenset(),
        degrees=frozenset(),
        led=frozenset(),
        events=_set("en", "events"),
        offices=_set("en", "offices"),
        given_names=dict(_pairs("en", "given_names")),
        gendered=dict(_pairs("en", "gendered")),
        triggers=triggers,
        cased_triggers=_cased(triggers),
        known=_known("en", prepositions),
    )
