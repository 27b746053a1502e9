"""Parties by standing in the sentence at all, where no frame leads to them: "Uruguay asked China to resume
talks on a trade agreement". Only where exactly two can be meant."""

from __future__ import annotations

import itertools
import re

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.lexicon import words
from annotations.model import Span

_PLACED = re.compile(
    r"(?<!\w)(?:di|ke|dari|asal|in|at|from|near|into|outside|across)\s"
    r"(?:(?:kawasan|kota|wilayah|negara|provinsi|pasar|the|central|northern|southern|eastern|western)\s)?$"
)
_CLAUSE = re.compile(
    r"[;:!?\"“”]|,\s(?!\w{2,20},|dan\s|and\s)|\s(?:karena|sehingga|setelah|usai|ketika|sejak|meski\w*|sementara|yang"
    r"|since|because|after|while|when|although|though|that|which|who)\s"
)
_TRADE = re.compile(
    r"(?<!\w)(?:membeli|pembelian|memesan|pemesanan|menjual|penjualan|memasok|pasokan|menyerahkan|mengimpor|impor"
    r"|menyewa|gugatan|buy|buying|bought|purchase|order|ordered|sell|sold|sale|supply|supplied|lease|leased)(?!\w)"
)
_OF_ROLE = re.compile(
    r"(?:direktur|direksi|ceo|presiden|menteri|gubernur|bupati|wali\skota|rektor|ketua|kepala|pt)\s(?:\w+\s){0,3}$"
)
_BEFORE = re.compile(r"(?<!\w)([\w-]{2,30})\s$")
_AFTER = re.compile(r"\s([\w-]{2,20})")
# what a state's name may follow and be an actor, in a language that puts modifiers behind
_BEFORE_ACTORS = re.compile(
    r"(?:me|di|ber|ter)\w{3,}|pemerintah\w*|militer|tentara|pasukan|presiden|menteri|kelompok|kepada|terhadap|oleh"
    r"|bahwa|bagi|sementara|namun|agar|jika|dari|ke|pt"
)


def co_occurring(
    mention: Mention, window: Span, text: str, lowered: str, names: Names, vocabulary: Vocabulary
) -> list[Name]:
    """The two states or organisations in `window` that can be the parties of `mention`, or nobody."""
    found: dict[str, Name] = {}
    start, end = window
    if mention.in_title:
        start = max(start, text.rfind(",", start, mention.span.start) + 1)
    clause = _CLAUSE.search(lowered, mention.span.end, end)
    for name in names.within(start, clause.start() if clause else end):
        actor = _actor(name, window, text, lowered, names, vocabulary)
        if actor is not None:
            found.setdefault(names.key(actor.name), actor)
    if len(found) > 2 and mention.telling:
        found = {key: name for key, name in found.items() if names.is_state(name.name)}
    return list(found.values()) if len(found) == 2 else _pair(mention, window, text, names)


def _pair(mention: Mention, window: Span, text: str, names: Names) -> list[Name]:
    """The only two states of the sentence joined by "and": "a pact that lets troops of A and B train"."""
    pairs = [
        [one, other]
        for one, other in itertools.pairwise(names.within(*window))
        if text[one.span.end : other.span.start] in (" dan ", " and ", "-", "–")
        and names.is_state(one.name)
        and names.is_state(other.name)
    ]
    return pairs[0] if len(pairs) == 1 and (mention.telling or mention.kind != "contract") else []


def _trades(name: Name, window: Span, lowered: str) -> bool:
    """Whether goods go from or to it: "membeli 42 jet dari Prancis"."""
    return _TRADE.search(lowered, max(window.start, name.span.start - 90), name.span.start) is not None


def _actor(
    name: Name, window: Span, text: str, lowered: str, names: Names, vocabulary: Vocabulary
) -> Name | None:
    if name.label == "PER":
        principal = names.principals.get(name.name)
        return Name(name.span, principal, "ORG") if principal else None
    if names.is_refused(name.name) or text[name.span.start - 1 : name.span.start] == "(":
        return None
    state = names.is_state(name.name)
    if name.label == "LOC" and not state:
        return None
    before = lowered[max(window.start, name.span.start - 30) : name.span.start]
    if _PLACED.search(before) and not _trades(name, window, lowered):
        return None
    after = _AFTER.match(lowered, name.span.end)
    if after and not state and after.group(1) in vocabulary.breaks | vocabulary.reporting:
        return None  # who speaks of it
    word = _BEFORE.search(text, max(window.start, name.span.start - 30), name.span.start)
    if word and word.group(1).islower() and vocabulary.language == "id" and not _OF_ROLE.search(before):
        if not state:
            return None if word.group(1) in words(vocabulary.language, "agreement_goods") else name
        of_list = word.group(1) in vocabulary.links or word.group(1) in vocabulary.frames
        if not of_list and _BEFORE_ACTORS.fullmatch(word.group(1)) is None:
            return None  # "produk Indonesia"
    return name
