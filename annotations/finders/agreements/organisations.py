"""The names of organisations, made whole where the entity finder cut them or took them for persons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.phrases import Phrases
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Entity, Span

_LIMITED = re.compile(r"(?<![\w-])PT[ ]([A-Z][\w&’'.-]{0,30}(?:[ ][A-Z][\w&’'-]{0,30}){0,6}(?<!\.))(?!\w)")
# capitalised words behind a name that belong to it: LONGi Solar, U.S. Steel, Gunvor Singapore Pte. Ltd
_TAIL = re.compile(r"(?:[ ](?:& )?(?:[A-Z][\w&’'-]{1,30})){1,3}(?![\w-])")
_HEAD = re.compile(r"(?<![\w.-])[A-Z]\w{1,20}-$")  # Husky-CNOOC
_SHORT = re.compile(r"(?:,?\sTbk\.?)?\s\(([A-Z][A-Z&]{1,9})\)")
_ACRONYMS = ("U.N.", "UN", "U.S.", "US", "U.K.", "UK", "EU")
_GOVERNMENT_OF = re.compile(r"(?<!\w)(Pemerintah (?:Kabupaten|Kota|Provinsi)) \(\w{3,12}\) $")
_ROLE_BEFORE = re.compile(
    r"(?<!\w)(?:direktur|dirut|presdir|presiden|direksi|komisaris|manajer|sekretaris|kepala|ceo|vp)\s(?:[\w&]+\s){0,4}$",
    re.IGNORECASE,
)
_BASED = re.compile(r"[A-Z][\w.]{1,20}-(?:based|listed|backed|owned|led)\s(?=[A-Z])")
_NUMERAL = re.compile(r"[IVX]{1,4}|\d{1,2}")
_LISTED = re.compile(r",\s|,?\s(?:dan|serta|and)\s")
_MOST = 200  # names of organisations that are looked for again
_BRACKETED = re.compile(r"\s\(([A-Z][\w&. -]{1,24})\)")
_OWNED = re.compile(r"['’]s ([A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,3})(?![\w-])")  # Iceland's Brennivatn
_ACRONYM_FIRST = re.compile(r"[A-Z]{4,10} [A-Z][a-z]")  # BBPVP Serang
_OF_COUNTRY = re.compile(r"(?:['’]s)? (?:[\w-]{1,20} ){1,4}")
_OFFICES = frozenset(
    {"foreign", "defense", "defence", "trade", "finance", "energy", "supreme", "parliament", "army"}
)
_GOVERNED = re.compile(r"\s(?:administration|government)(?!\w)")  # the Trump administration
_OF_COMPANY = re.compile(
    r"(?<!\w)(?:Pte|Ltd|Limited|Inc|Corp|Corporation|Co|Plc|PLC|LLC|GmbH|AG|Tbk|Group|Holdings?|Energy|Solar"
    r"|Motors?|Steel|Airlines|Airways|Aerospace|Industries|Capital|Ventures|Technologies|Pharma|Petroleum"
    r"|Resources|Power|Bank|Chem|Chemical|Foods|Mining|Systems|Electric|Automotive|Engineering|Shipping|Electronics"
    r"|Telecom|University|Institute|Foundation|Agency)(?!\w)"
)
# who stands for a state behind the name of its people
OFFICIAL = re.compile(
    r"\s(?:[\w’'-]{1,20}\s){0,3}?(?:president|prime\sminister|minister|ministers|chancellor|king|leaders?"
    r"|governments?|officials?|negotiators?|counterparts?|envoys?|diplomats?|authorities|delegations?"
    r"|ambassador|secretary|forces|army|military|representatives?)(?!\w)",
    re.IGNORECASE,
)


def with_first_words(names: list[Name], text: str) -> list[Name]:
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


def without_origins(names: list[Name], text: str, lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """ "South Korea's LG", "perusahaan Prancis": where a company is from is part of what it is called."""
    kept: list[Name] = []
    for at, name in enumerate(names):
        gap = text[kept[-1].span.end : name.span.start] if kept else ""
        if name.label == "ORG" and gap in ("'s ", "’s ") and kept[-1].label == "LOC":
            name = replace(name, span=Span(kept.pop().span.start, name.span.end))
        elif (
            name.label == "ORG"
            and _OF_COUNTRY.fullmatch(gap)
            and kept[-1].label == "LOC"
            and any(match.end() == len(gap) - 1 for match in vocabulary.described.finditer(gap))
        ):
            # Kazakhstan's state energy company KazMunayGas
            name = replace(name, span=Span(kept.pop().span.start, name.span.end))
        company = _OWNED.match(text, name.span.end) if name.label == "LOC" else None
        if company and company.group(1).split()[0].lower() not in vocabulary.titles | _OFFICES:
            starts = company.start(1)
            if not any(n.span.start <= starts < n.span.end for n in names[at + 1 : at + 2]):
                kept.append(Name(Span(name.span.start, company.end(1)), company.group(1), "ORG"))
                continue
        if name.label == "LOC" and vocabulary.language == "id" and _follows_noun(name, lowered, vocabulary):
            continue
        kept.append(name)
    return kept


def _follows_noun(name: Name, lowered: str, vocabulary: Vocabulary) -> bool:
    before = name.span.start - 1
    for match in vocabulary.described.finditer(lowered, max(0, before - 40), max(0, before)):
        if match.end() == before and not match.group(1).startswith(("negara", "pemerintah", "bank")):
            return True
    return False


def described(names: list[Name], lowered: str, vocabulary: Vocabulary) -> list[Name]:
    """With those as organisations of whom the article says so: "Thales, perusahaan elektronika"."""
    companies = {
        name.name
        for name in names
        if name.label == "PER"
        and " " not in name.name
        and (
            (
                lowered.startswith(",", name.span.end)
                and vocabulary.described.match(lowered, name.span.end + 1) is not None
            )
            or _follows_noun(name, lowered, vocabulary)
        )
    }
    if not companies:
        return names
    return [replace(n, label="ORG") if n.label == "PER" and n.name in companies else n for n in names]


def whole(name: Name, text: str, following: int, vocabulary: Vocabulary) -> Name:
    """The name with the capitalised words beside it that only a company's name would have."""
    start, end = name.span
    tail = _TAIL.match(text, end, min(following, end + 80))
    words_ = text[start:end]
    if tail and words_ in _ACRONYMS and tail.group().count(" ") > 1 and not OFFICIAL.match(text, end):
        return Name(Span(start, tail.end()), text[start : tail.end()], "ORG")  # U.N. World Food Program
    if tail and _OF_COMPANY.search(tail.group()) and tail.group().split()[0].lower() not in vocabulary.titles:
        end = tail.end()
    of = _GOVERNMENT_OF.search(text, max(0, start - 44), start) if vocabulary.language == "id" else None
    if of:  # Pemerintah Kabupaten (Pemkab) Pamekasan
        return Name(Span(of.start(), end), f"{of.group(1)} {words_}", "ORG")
    head = _HEAD.search(text, max(0, start - 24), start) if name.label == "ORG" else None
    if head and head.group()[:-1] not in vocabulary.states:
        start = head.start()
    if (start, end) != name.span:
        return Name(Span(start, end), text[start:end], "ORG")
    governed = _GOVERNED.match(text, end) if name.label == "PER" else None
    if governed:
        return Name(Span(start, governed.end()), text[start : governed.end()], "ORG")
    if name.label == "PER" and (_OF_COMPANY.search(words_) or _ACRONYM_FIRST.match(words_)):
        return replace(name, label="ORG", name=words_)
    return name


def with_companies(names: list[Name], text: str) -> list[Name]:
    """What stands behind "PT" is one company, however the name finder has cut it."""
    if not names or "PT " not in text:
        return names
    starts = [name.span.start for name in names]
    kept: list[Name] = []
    done = 0
    limited = list(_LIMITED.finditer(text))
    told = {text[slice(*name.span)] for name in names if name.label == "ORG"}
    told |= {match.group(1) for match in limited} | {match.group(1) for match in _SHORT.finditer(text)}
    for match in limited:
        span = Span(match.start(1), match.start(1) + len(_company_of(match, text, told)))
        first = max(done, bisect_left(starts, match.start()) - 1)
        while first < len(names) and names[first].span.end <= match.start():
            first += 1
        last = bisect_left(starts, span.end)
        within = names[first:last] if first < last else []
        cut = span.end < match.end(1)
        if len(within) == 1 and within[0].span.end >= span.end and within[0].label == "ORG" and not cut:
            continue
        kept.extend(names[done : max(done, first)])
        done = max(done, first, last)
        kept.append(Name(span, text[slice(*span)], "ORG"))
    return [*kept, *names[done:]]


def _company_of(match: re.Match[str], text: str, told: set[str]) -> str:
    """The words behind "PT" without the person whose office is named before: "Direktur PT Sagara Budi Amin",
    where PT Sagara is told of elsewhere."""
    words_ = match.group(1)
    if _ROLE_BEFORE.search(text, max(0, match.start() - 60), match.start()):
        parts = words_.split(" ")
        for cut in range(len(parts) - 1, 0, -1):
            if (company := " ".join(parts[:cut])) in told:
                return company
    return words_


def without_bases(names: list[Name], text: str) -> list[Name]:
    """ "Oslo-based Corvin" is Corvin."""
    found = []
    for name in names:
        based = _BASED.match(name.name)
        if based:
            start = name.span.start + based.end() if text.startswith(based.group(), name.span.start) else None
            span = name.span if start is None else Span(start, name.span.end)
            name = Name(span, name.name[based.end() :], "ORG")
        found.append(name)
    return found


def numbered(names: list[Name], text: str) -> list[Name]:
    """With the whole names of those told by their number alone: "Melati II dan III"."""
    found: list[Name] = []
    for name in names:
        words_ = text[slice(*name.span)]
        if found and _NUMERAL.fullmatch(words_):
            head, _, number = found[-1].name.rpartition(" ")
            listed = _LISTED.fullmatch(text, found[-1].span.end, name.span.start)
            if listed and head and _NUMERAL.fullmatch(number):
                name = replace(name, name=f"{head} {words_}", label=found[-1].label)
        found.append(name)
    return found


def everywhere(names: list[Name], text: str, spans: Sequence[Span]) -> list[Name]:
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
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    for match in Phrases(pattern, full).finditer(text):
        position = bisect_left(starts, match.end()) - 1
        if position < 0 or spans[position].end <= match.start():
            found.append(replace(full[match.group()], span=Span(*match.span())))
    return sorted(found, key=lambda name: name.span) if len(found) > len(names) else names


def called(entities: Sequence[Entity], text: str) -> dict[str, str]:
    """The full names of organisations with what the article calls them for short: Perusahaan Listrik Negara
    (PLN), where it does not spell the name out, Danantara's full name (BPI Danantara), where it does."""
    called: dict[str, str] = {}
    states: dict[str, str] = {}  # Britain, where the article never says United Kingdom
    for entity in entities:
        start, end = entity.spans[0]
        full, words_ = entity.entity, text[start:end]
        if entity.label == "LOC" and full and full not in text and not words_.isupper() and "." not in words_:
            states.setdefault(full, words_)
        if entity.label != "ORG" or not full:
            continue
        own = _BRACKETED.match(text, end) if words_ == full else None
        if own:
            called[full] = own.group(1)
        elif full not in text and len(words_) > max(2, len(called.get(full, ""))):
            called[full] = words_
    return states | {
        full: f"{full} ({words_})"
        for full, words_ in called.items()
        if words_.casefold() not in full.casefold()
    }
