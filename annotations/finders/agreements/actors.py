"""The names of an article as actors: what the entity finder cut too short, joined two of, or left to
the reader to resolve (a seat of government, a people) put right before parties are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.vocabulary import Vocabulary, phrase_pattern
from annotations.lexicon import rows
from annotations.model import Entity, Span

_LIMITED = re.compile(r"(?<![\w-])PT[ ]([A-Z][\w&’'.-]{0,30}(?:[ ][A-Z][\w&’'-]{0,30}){0,6}(?<!\.))(?!\w)")
# capitalised words behind a name that belong to it: LONGi Solar, U.S. Steel, Gunvor Singapore Pte. Ltd
_TAIL = re.compile(r"(?:[ ](?:& )?(?:[A-Z][\w&’'-]{1,30})){1,3}(?![\w-])")
_HEAD = re.compile(r"(?<![\w.-])[A-Z]\w{1,20}-$")  # Husky-CNOOC
_SHORT = re.compile(r"(?:,?\sTbk\.?)?\s\(([A-Z][A-Z&]{1,9})\)")
_MOST = 200  # names of organisations that are looked for again
_BRACKETED = re.compile(r"\s\(([A-Z][\w&. -]{1,24})\)")
_GOVERNED = re.compile(r"\s(?:administration|government)(?!\w)")  # the Trump administration
# somebody listed behind or before a name: any name by "and", an acronym by a comma too
_COMPANION_AFTER = re.compile(r"(?: dan | serta | and |, )([A-Z]{2,}[A-Z0-9]*|[A-Z]\d{1,3})(?![\w-])")
_COMPANION_BEFORE = re.compile(r"(?<![\w.-])([A-Z]\w{2,24})(?:,? (?:dan|serta|and) |, )$")
_OF_COMPANY = re.compile(
    r"(?<!\w)(?:Pte|Ltd|Limited|Inc|Corp|Corporation|Co|Plc|PLC|LLC|GmbH|AG|Tbk|Group|Holdings?|Energy|Solar"
    r"|Motors?|Steel|Airlines|Airways|Aerospace|Industries|Capital|Ventures|Technologies|Pharma|Petroleum"
    r"|Resources|Power|Bank|Chem|Chemical|Foods|Mining|Systems|Electric|Automotive|Engineering|Shipping|Electronics"
    r"|Telecom|University|Institute|Foundation|Agency)(?!\w)"
)
_PLACED = re.compile(
    r"(?<!\w)(?:di|ke|dari|dekat|in|at|to|from|near|outside|around|visit(?:ed|ing)?|kota|kunjungan\ske|"
    r"mengunjungi|antara|of|perjanjian|kesepakatan|protokol|deklarasi)\s$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\s(?:[\w’'-]{1,20}\s){0,3}?(?:president|prime\sminister|minister|ministers|chancellor|king|leaders?"
    r"|governments?|officials?|negotiators?|counterparts?|envoys?|diplomats?|authorities|delegations?"
    r"|ambassador|secretary|forces|army|military|representatives?)(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(r" (?:and|or) ")
# from the word to the first of a list, and from one of it to the next: roles, commas, "and"
_FIRST = re.compile(r"\s(?:[\w’'-]{2,20}\s){0,4}")
_NEXT = re.compile(r",\s|,?\s(?:dan|serta|and|as\swell\sas)\s(?:[\w’'-]{2,20}\s){0,4}|\s?\([^()]{1,20}")
_LAST = re.compile(r",?\s(?:juga\s|also\s|turut\s|ikut\s)?")


def actors(entities: Sequence[Entity], text: str, lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """The persons, organisations and places among `entities`, in text order."""
    full = {text[slice(*entity.spans[0])]: entity.entity or "" for entity in entities}
    spans = [entity.spans[0] for entity in entities]
    names = []
    longer: dict[str, str] = {}
    for position, entity in enumerate(entities):
        if entity.label not in ("PER", "ORG", "LOC"):
            continue
        following = spans[position + 1].start if position + 1 < len(spans) else len(text)
        for name in _split(entity, text, full, vocabulary):
            if name.label == "LOC" and _is_region(name.name, vocabulary):
                continue  # nobody signs for South-East Asia
            whole = _whole(name, text, following, vocabulary)
            if whole.label == name.label == "ORG" and whole.span != name.span:
                longer[name.name] = whole.name
            names.append(whole)
    called = _called(entities, text) | longer
    names = [replace(n, name=called.get(n.name, n.name)) if n.label == "ORG" else n for n in names]
    names = _without_origins(names, text)
    names = _without_instruments(_with_companies(names, text), text, lowered, vocabulary)
    names = _everywhere(_with_first_words(names, text), text, spans)
    names = _with_companions(names, spans, text, vocabulary)
    return _meant(names, text, lowered, vocabulary)


def _without_instruments(names: list[Name], text: str, lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """Without what the name finder took for somebody and is an agreement: Traktat Langit Terbuka."""
    return [n for n in names if n.label == "LOC" or not vocabulary.noun.match(lowered, *n.span)]


def _with_first_words(names: list[Name], text: str) -> list[Name]:
    """ "Direktur Utama Garuda Wamildan Tsani": the first word of an organisation's name is no first name."""
    heads: dict[str, str] = {}
    for name in names:
        first, _, rest = name.name.partition(" ")
        if name.label == "ORG" and rest and len(first) > 3:
            heads.setdefault(first, name.name)
    found = []
    for name in names:
        start, end = name.span
        first, _, rest = text[start:end].partition(" ")
        if name.label != "PER" or first not in heads:
            found.append(name)
            continue
        found.append(Name(Span(start, start + len(first)), heads[first], "ORG"))
        if rest:
            found.append(Name(Span(start + len(first) + 1, end), rest, "PER"))
    return found


def _with_companions(
    names: list[Name], spans: Sequence[Span], text: str, vocabulary: Vocabulary
) -> list[Name]:
    """With those whom the name finder does not know and who are listed with one whom it does: "Congo and
    M23", "Bapelitbangda, DKUKM, dan Dinas Kesehatan"."""
    starts = [span.start for span in spans]
    found: list[Name] = []

    def add(start: int, end: int) -> bool:
        position = bisect_left(starts, end) - 1
        taken = position >= 0 and spans[position].end > start
        words_ = text[start:end].lower().split()
        if taken or not words_ or words_[0] in vocabulary.titles or words_[0] in vocabulary.breaks:
            return False
        found.append(Name(Span(start, end), text[start:end], "ORG"))
        return True

    for name in names:
        if name.label == "PER":
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


def _without_origins(names: list[Name], text: str) -> list[Name]:
    """ "South Korea's LG": where a company is from is part of what it is called, and no party."""
    kept: list[Name] = []
    for name in names:
        gap = text[kept[-1].span.end : name.span.start] if kept else ""
        if name.label == "ORG" and gap in ("'s ", "’s ") and kept[-1].label == "LOC":
            name = replace(name, span=Span(kept.pop().span.start, name.span.end))
        kept.append(name)
    return kept


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


def _whole(name: Name, text: str, following: int, vocabulary: Vocabulary) -> Name:
    """The name with the capitalised words beside it that only a company's name would have."""
    start, end = name.span
    tail = _TAIL.match(text, end, min(following, end + 80))
    words_ = text[start:end]
    if tail and _OF_COMPANY.search(tail.group()) and tail.group().split()[0].lower() not in vocabulary.titles:
        end = tail.end()
    head = _HEAD.search(text, max(0, start - 24), start) if name.label == "ORG" else None
    if head and head.group()[:-1] not in vocabulary.states:
        start = head.start()
    if (start, end) != name.span:
        return Name(Span(start, end), text[start:end], "ORG")
    governed = _GOVERNED.match(text, end) if name.label == "PER" else None
    if governed:
        return Name(Span(start, governed.end()), text[start : governed.end()], "ORG")
    if name.label == "PER" and _OF_COMPANY.search(words_):
        return replace(name, label="ORG", name=words_)
    return name


def _with_companies(names: list[Name], text: str) -> list[Name]:
    """What stands behind "PT" is one company, however the name finder has cut it."""
    if not names:
        return names
    starts = [name.span.start for name in names]
    kept: list[Name] = []
    done = 0
    for match in _LIMITED.finditer(text):
        span = Span(match.start(1), match.end(1))
        first = max(done, bisect_left(starts, match.start()) - 1)
        while first < len(names) and names[first].span.end <= match.start():
            first += 1
        last = bisect_left(starts, span.end)
        within = names[first:last] if first < last else []
        if len(within) == 1 and within[0].span.end >= span.end and within[0].label == "ORG":
            continue
        kept.extend(names[done : max(done, first)])
        done = max(done, first, last)
        kept.append(Name(span, match.group(1), "ORG"))
    return [*kept, *names[done:]]


def _everywhere(names: list[Name], text: str, spans: Sequence[Span]) -> list[Name]:
    """An organisation named once is meant wherever its name or its short name in brackets turns up."""
    full: dict[str, Name] = {}
    for name in names:
        if name.label != "ORG" or len(full) > _MOST:
            continue
        short = _SHORT.match(text, name.span.end)
        for words_ in (text[slice(*name.span)], short.group(1) if short else ""):
            if len(words_) > 2 and words_[0].isupper():
                full.setdefault(words_, name)
    if not full:
        return names
    starts = [span.start for span in spans]
    found = list(names)
    longest_first = sorted(full, key=lambda words_: -len(words_))
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", text):
        position = bisect_left(starts, match.end()) - 1
        if position < 0 or spans[position].end <= match.start():
            found.append(replace(full[match.group()], span=Span(*match.span())))
    return sorted(found, key=lambda name: name.span) if len(found) > len(names) else names


def _called(entities: Sequence[Entity], text: str) -> dict[str, str]:
    """The full names of organisations with what the article calls them for short: Perusahaan Listrik Negara
    (PLN), where it does not spell the name out, Danantara's full name (BPI Danantara), where it does."""
    called: dict[str, str] = {}
    for entity in entities:
        start, end = entity.spans[0]
        full, words_ = entity.entity, text[start:end]
        if entity.label != "ORG" or not full:
            continue
        own = _BRACKETED.match(text, end) if words_ == full else None
        if own:
            called[full] = own.group(1)
        elif full not in text and len(words_) > max(2, len(called.get(full, ""))):
            called[full] = words_
    return {full: f"{full} ({words_})" for full, words_ in called.items() if words_ not in full}


def _meant(names: list[Name], text: str, lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """Seats of government as their states, and peoples before an office as theirs."""
    seats, peoples, people = _metonyms(vocabulary.language)
    found = []
    for name in names:
        start, end = name.span
        state = seats.get(text[start:end])
        placed = _PLACED.search(text, max(0, start - 14), start) or text.startswith(",", end)
        found.append(replace(name, name=state, label="LOC") if state and not placed else name)
    starts = [name.span.start for name in found]
    for match in people.finditer(text):
        span = Span(*match.span())
        position = bisect_left(starts, span.end) - 1
        if position >= 0 and found[position].span.overlaps(span):
            continue
        if _OFFICIAL.match(lowered, span.end) or _peoples_listed(text, span.end, people):
            found.append(Name(span, peoples[match.group()], "LOC"))
    return sorted(found, key=lambda name: name.span) if len(found) > len(names) else found


def _peoples_listed(text: str, end: int, people: re.Pattern[str]) -> bool:
    """ "Israeli and Palestinian officials": the office stands behind the second."""
    joined = _AND.match(text, end)
    other = people.match(text, joined.end()) if joined else None
    return other is not None and _OFFICIAL.match(text, other.end()) is not None


@cache
def _metonyms(language: str) -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    table = rows(language, "agreement_metonyms")
    seats = {name: state for name, state, kind in table if kind == "seat"}
    peoples = {name: state for name, state, kind in table if kind == "people"}
    return seats, peoples, phrase_pattern(peoples)


def without_third_parties(
    names: Sequence[Name], lowered: str, vocabulary: Vocabulary
) -> tuple[list[Name], list[Span]]:
    """`names` without those who only help to an agreement or watch it ("brokered by A and B", "A, which
    mediated"), and where those stand."""
    before, after = _helping(vocabulary.language)
    starts = [name.span.start for name in names]
    third: set[int] = set()
    for match in before.finditer(lowered):
        position, at, gap = bisect_left(starts, match.end()), match.end(), _FIRST
        while position < len(names) and gap.fullmatch(lowered, at, names[position].span.start):
            third.add(position)
            at, gap = names[position].span.end, _NEXT
            position += 1
    for match in after.finditer(lowered):
        position, at, gap = bisect_left(starts, match.start()) - 1, match.start(), _LAST
        while position >= 0 and gap.fullmatch(lowered, names[position].span.end, at):
            third.add(position)
            at, gap = names[position].span.start, _NEXT
            position -= 1
    kept = [name for position, name in enumerate(names) if position not in third]
    return kept, [names[position].span for position in sorted(third)]


@cache
def _helping(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = rows(language, "agreement_third_parties")
    before, after = (
        phrase_pattern(phrase for phrase, side in table if side == wanted) for wanted in ("before", "after")
    )
    return before, after
