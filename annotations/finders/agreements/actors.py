"""The names of an article as actors: what the entity finder cut too short, joined two of, or left to
the reader to resolve (a seat of government, a people) put right before parties are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.organisations import (
    OFFICIAL,
    called,
    described,
    everywhere,
    numbered,
    whole,
    with_companies,
    with_first_words,
    without_bases,
    without_origins,
)
from annotations.finders.agreements.phrases import Phrases
from annotations.finders.agreements.sides import with_sides
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.lexicon import rows, words
from annotations.model import Entity, Span

# somebody listed behind or before a name: any name by "and", an acronym by a comma too
_COMPANION_AFTER = re.compile(r"(?: dan | serta | and |, )([A-Z]{2,}[A-Z0-9]*|[A-Z]\d{1,3})(?![\w-])")
_SHORT_AFTER = re.compile(r" (?:dan|serta|and) ([A-Z]\w{1,2})(?![\w-]| [A-Z])")
_COMPANION_BEFORE = re.compile(r"(?<![\w.-])([A-Z]\w{2,24})(?:,? (?:dan|serta|and) |, )$")
_PLACED = re.compile(
    r"(?<!\w)(?:di|ke|dari|dekat|in|at|to|from|near|outside|around|visit(?:ed|ing)?|kota|kunjungan\ske|"
    r"mengunjungi|antara|of|perjanjian|kesepakatan|protokol|deklarasi)\s$",
    re.IGNORECASE,
)
# what speaks for a state behind the name of its people: the Russian Foreign Ministry
_SPEAKING = frozenset(
    {"Foreign Ministry", "Ministry of Foreign Affairs", "Defense Ministry", "Defence Ministry"}
)
_OFFICES = frozenset(  # an office with what it is of: "Asisten Bidang Perekonomian"
    {"asisten", "kepala", "direktur", "sekretaris", "ketua", "wakil", "deputi", "staf", "komisaris", "rektor"}
)
_AGENCIES = ("Kantor Berita ", "Harian ", "Surat Kabar ")
_AND = re.compile(r" (?:and|or) ")


def actors(entities: Sequence[Entity], text: str, lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """The persons, organisations and places among `entities`, in text order."""
    full = {text[slice(*entity.spans[0])]: entity.entity or "" for entity in entities}
    spans = [entity.spans[0] for entity in entities]
    names: list[Name] = []
    longer: dict[str, str] = {}
    for position, entity in enumerate(entities):
        if entity.label not in ("PER", "ORG", "LOC"):
            continue
        following = spans[position + 1].start if position + 1 < len(spans) else len(text)
        for name in _split(entity, text, full, vocabulary):
            if name.label == "LOC" and _is_region(name.name, vocabulary):
                continue  # nobody signs for South-East Asia
            if name.name in words(vocabulary.language, "text_outlets") or name.name.startswith(_AGENCIES):
                continue  # who tells the news
            entire = whole(name, text, following, vocabulary)
            if entire.label == name.label == "ORG" and entire.span != name.span:
                longer[name.name] = entire.name
            while names and names[-1].span.end > entire.span.start:
                names.pop()  # "Pemerintah Kabupaten", of which the whole is told now
            names.append(entire)
    shown = called(entities, text) | longer
    names = [replace(name, name=shown[name.name]) if name.name in shown else name for name in names]
    names = without_origins(without_bases(names, text), text, lowered, vocabulary)
    names = _without_instruments(with_companies(names, text), lowered, vocabulary)
    names = described(names, lowered, vocabulary)
    names = everywhere(with_first_words(names, text), text, spans)
    names = _with_companions(names, spans, text, vocabulary)
    names = _meant(numbered(names, text), text, lowered, vocabulary)
    return with_sides(names, text, lowered, vocabulary.language)


def _without_instruments(names: list[Name], lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """Without what the name finder took for somebody and is an agreement (Traktat Langit Terbuka) or only
    the noun for a party (BUMD) or for who acts for one (Emir)."""
    return [
        n
        for n in names
        if n.label == "LOC"
        or not (
            vocabulary.noun.pattern.match(lowered, *n.span)
            or vocabulary.described.fullmatch(f" {lowered[slice(*n.span)]}")
            or lowered[slice(*n.span)] in vocabulary.titles
            or (n.label == "ORG" and lowered[slice(*n.span)].split(" ", 1)[0] in _OFFICES)
        )
    ]


def _with_companions(
    names: list[Name], spans: Sequence[Span], text: str, vocabulary: Vocabulary
) -> list[Name]:
    """With those whom the name finder does not know and who are listed with one whom it does: "Congo and
    M23", "Bapelitbangda, DKUKM, dan Dinas Kesehatan"."""
    starts = [span.start for span in spans]
    found: list[Name] = []

    def taken(start: int, end: int) -> bool:
        position = bisect_left(starts, end) - 1
        return position >= 0 and spans[position].end > start

    def add(start: int, end: int) -> bool:
        words_ = text[start:end].lower().split()
        if (
            taken(start, end)
            or not words_
            or words_[0] in vocabulary.titles
            or words_[0] in vocabulary.breaks
        ):
            return False
        found.append(Name(Span(start, end), text[start:end], "ORG"))
        return True

    parts = {part: n.name for n in names if n.label == "PER" for part in n.name.split() if len(part) < 4}
    for name in names:
        if name.label == "PER":
            short = _SHORT_AFTER.match(text, name.span.end) if parts else None
            if short and short.group(1) in parts and not taken(*short.span(1)):
                # "Trump dan Xi", where Xi Jinping was named
                found.append(Name(Span(*short.span(1)), parts[short.group(1)], "PER"))
            continue
        after = _COMPANION_AFTER.match(text, name.span.end)
        if after:
            add(*after.span(1))
        at = name.span.start
        listed = False
        for _ in range(6):
            before = _COMPANION_BEFORE.search(text, max(0, at - 60), at)
            listed = listed or (before is not None and not before.group().endswith(f"{before.group(1)}, "))
            if not before or not listed or not add(*before.span(1)):
                break
            at = before.start(1)
    return sorted({*names, *found}, key=lambda name: name.span) if found else names


def _is_region(name: str, vocabulary: Vocabulary) -> bool:
    return name not in vocabulary.states and name in _regions(vocabulary.language)


@cache
def _regions(language: str) -> frozenset[str]:
    return frozenset(row[0] for row in rows(language, "entity_countries") if row[1] == "region")


def _split(entity: Entity, text: str, full: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Name]:
    """An entity as one name, or as two where it joins two states (US-UK) or two that are known."""
    start, end = entity.spans[0]
    parts = text[start:end].split("-")
    both = text[start:end].split(vocabulary.joining)
    if len(parts) == 2 and all(part in vocabulary.states for part in parts):
        middle = start + len(parts[0])
        yield Name(Span(start, middle), vocabulary.states[parts[0]], "LOC")
        yield Name(Span(middle + 1, end), vocabulary.states[parts[1]], "LOC")
    elif len(both) == 2 and both[0] in full and both[1] in full:
        middle = start + len(both[0])
        yield Name(Span(start, middle), full[both[0]] or both[0], entity.label)
        yield Name(Span(middle + len(vocabulary.joining), end), full[both[1]] or both[1], entity.label)
    else:
        yield Name(Span(start, end), entity.entity or text[start:end], entity.label)


def _meant(names: list[Name], text: str, lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """Seats of government as their states, and peoples before an office as theirs."""
    seats, peoples, people = _metonyms(vocabulary.language)
    found = []
    abroad = any(name.name in vocabulary.states and name.name != vocabulary.home for name in names)
    for name in names:
        start, end = name.span
        people_, _, office = text[start:end].partition(" ")
        if name.label == "ORG" and people_ in peoples and office in _SPEAKING:
            found.append(replace(name, name=peoples[people_], label="LOC"))
            continue
        state = seats.get(text[start:end])
        if state is None:
            found.append(name)
            continue
        if state == vocabulary.home and not abroad:
            state = None  # at home the seat of government is a town
        placed = _PLACED.search(text, max(0, start - 14), start) or text.startswith(",", end)
        found.append(replace(name, name=state, label="LOC") if state and not placed else name)
    starts = [name.span.start for name in found]
    for match in people.finditer(text):
        span = Span(*match.span())
        position = bisect_left(starts, span.end) - 1
        if position >= 0 and found[position].span.overlaps(span):
            continue
        if OFFICIAL.match(lowered, span.end) or _peoples_listed(text, span.end, people):
            found.append(Name(span, peoples[match.group()], "LOC"))
    return sorted(found, key=lambda name: name.span) if len(found) > len(names) else found


def _peoples_listed(text: str, end: int, people: Phrases) -> bool:
    """ "Israeli and Palestinian officials": the office stands behind the second."""
    joined = _AND.match(text, end)
    other = people.pattern.match(text, joined.end()) if joined else None
    return other is not None and OFFICIAL.match(text, other.end()) is not None


@cache
def _metonyms(language: str) -> tuple[dict[str, str], dict[str, str], Phrases]:
    table = rows(language, "agreement_metonyms")
    seats = {name: state for name, state, kind in table if kind == "seat"}
    peoples = {name: state for name, state, kind in table if kind == "people"}
    return seats, peoples, Phrases.of(peoples)
