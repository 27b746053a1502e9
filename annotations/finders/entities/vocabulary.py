"""The word lists of one language, loaded when a finder first runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from annotations import lexicon
from annotations.finders.entities.gazetteer import Named, PhraseTable
from annotations.finders.entities.tokens import make_token

_PREFIXES = {
    "id": (
        *("memper", "diper", "menge", "penge", "meng", "peng", "meny", "peny", "mem", "men", "pem", "pen"),
        *("ber", "ter", "per", "me", "pe", "di", "ke", "se", ""),
    ),
    "en": ("un", "re", ""),
}
_SUFFIXES = {
    "id": ("annya", "kannya", "kan", "nya", "lah", "kah", "pun", "an", "i", ""),
    "en": (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ers",
        "er",
        "ied",
        "ies",
        "ed",
        "es",
        "ly",
        "s",
        "",
    ),
}
_LONGEST = 40  # letters of a word that is looked into
_NASAL = {"meny": "s", "peny": "s", "men": "t", "pen": "t", "mem": "p", "pem": "p", "meng": "k", "peng": "k"}


def stems(low: str, language: str) -> Iterator[str]:
    """What may be left of a word without its affixes: penyandera → sandera, buktinya → bukti."""
    for prefix in _PREFIXES[language]:
        if not low.startswith(prefix):
            continue
        rest = low[len(prefix) :]
        for suffix in _SUFFIXES[language]:
            if rest.endswith(suffix):
                stem = rest[: len(rest) - len(suffix)]
                if len(stem) > 2:
                    yield stem
                    if prefix in _NASAL:
                        yield _NASAL[prefix] + stem
                    if language == "en" and suffix[:1] in ("a", "e", "i"):  # a letter was lost before it
                        yield stem + ("y" if suffix in ("ied", "ies") else "e")


@dataclass(frozen=True)
class Vocabulary:
    """Lexicons as tables and sets; all single words are in lower case save `given`."""

    language: str
    known: PhraseTable[Named]
    heads: PhraseTable[tuple[str, str]]
    titles: PhraseTable[str]
    cues: dict[str, frozenset[str]]
    ordinary: frozenset[str]
    roots: frozenset[str]
    foreign: frozenset[str]
    given: frozenset[str]
    not_names: frozenset[str]
    stop: frozenset[str]
    starters: frozenset[str]  # first words of heads and titles
    city_clubs: frozenset[str]  # cities whose clubs go by their names
    homonyms: dict[
        str, frozenset[str]
    ]  # short forms, and the words beside which they stand for something else
    title_words: frozenset[str]  # titles of one word
    _derivations: dict[int, dict[str, bool]] = field(default_factory=dict, repr=False, compare=False)

    def is_ordinary(self, low: str) -> bool:
        """Whether a word, however capitalised, is one that running text has in small letters."""
        if low in self.ordinary or low in self.stop or low in self.cues["plain"]:
            return True
        return 5 < len(low) <= _LONGEST and self._derived(low, self.ordinary)

    def is_word(self, low: str) -> bool:
        """Whether a dictionary has the word: wider than `is_ordinary`, for where every word has a capital."""
        if low in self.roots or self.is_ordinary(low):
            return True
        if self.language == "id" and len(low) > 8 and low.startswith(("pe", "ke")) and low.endswith("an"):
            return True  # the confixes of abstract nouns: pendayagunaan, ketenagakerjaan
        return 5 < len(low) <= _LONGEST and self._derived(low, self.roots)

    def _derived(self, low: str, known: frozenset[str]) -> bool:
        cache = self._derivations.setdefault(id(known), {})
        derived = cache.get(low)
        if derived is None:
            halves = low.split("-")
            if len(halves) == 2 and halves[0] in known:
                derived = True
            else:
                derived = any(stem in known and len(stem) > 3 for stem in stems(low, self.language))
            if len(cache) > 50_000:
                cache.clear()
            cache[low] = derived
        return derived

    def is_refused(self, text: str) -> bool:
        """Whether a capitalised word names nobody: WIB, Americans, African-Americans, D-Wis."""
        if text in self.not_names:
            return True
        first, hyphen, last = text.rpartition("-")
        return bool(hyphen) and (last in self.not_names or first in ("D", "R", "I"))

    def is_listed(self, text: str) -> bool:
        """Whether a single word is a listed name."""
        return self.known.match([make_token(text, 0, False)], 0) is not None

    def is_foreign(self, low: str) -> bool:
        """Whether an Indonesian text holds it as an English word: Champions, League."""
        return low in self.foreign or (low.endswith("s") and low[:-1] in self.foreign)

    def is_verb(self, low: str) -> bool:
        """Whether a word has the shape of a verb: menyebut, berkunjung, diminta; visited."""
        if self.language == "en":
            return low.endswith("ed") and len(low) > 4
        return len(low) > 5 and low.startswith(("me", "ber", "ter", "di")) and self.is_ordinary(low)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The lists of `language`; of Indonesian where there is none of it."""
    language = language if language in _PREFIXES else "id"
    ordinary = frozenset(lexicon.words(language, "entity_ordinary"))
    given = frozenset(lexicon.words(language, "entity_given_names"))
    cues: dict[str, set[str]] = {}
    for listed in _PREFIXES:  # every language has every kind of cue, if without a word of it
        for word, cue in lexicon.rows(listed, "entity_cues"):
            cues.setdefault(cue, set()).update([word] if listed == language else [])
    foreign = frozenset(lexicon.words("en", "entity_ordinary")) if language == "id" else frozenset()
    heads = [(head, (label, kind)) for head, label, kind in lexicon.rows(language, "entity_heads")]
    titles = [(title, kind) for title, kind in lexicon.rows(language, "entity_titles")]
    head_table, title_table = PhraseTable(heads), PhraseTable(titles, cased=False)
    return Vocabulary(
        language=language,
        known=PhraseTable(known_names(language, ordinary)),
        heads=head_table,
        titles=title_table,
        cues={cue: frozenset(words) for cue, words in cues.items()},
        ordinary=ordinary,
        roots=frozenset(lexicon.words(language, "entity_roots")) if language == "id" else frozenset(),
        foreign=foreign,
        given=given,
        not_names=frozenset(lexicon.words(language, "entity_not_names")),
        stop=frozenset(lexicon.words(language, "entity_stop")),
        starters=frozenset((*head_table.first_words(), *title_table.first_words())),
        city_clubs=frozenset(name for name, kind in _organisations(ordinary) if kind == "city club"),
        homonyms=_homonyms(language),
        title_words=frozenset(title.lower() for title, _ in titles if " " not in title),
    )


def _homonyms(language: str) -> dict[str, frozenset[str]]:
    beside: dict[str, set[str]] = {}
    for name, word in lexicon.rows(language, "entity_homonyms"):
        beside.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in beside.items()}


def known_names(language: str, ordinary: frozenset[str]) -> Iterator[tuple[str, Named]]:
    """Every listed name and what it stands for; `ordinary` are words that make one unsure."""
    seen: set[str] = set()
    for name, label, canonical in lexicon.rows(language, "entity_known"):
        seen.add(name)
        sure = name.isupper() or name.lower() not in ordinary
        yield name, Named(label, "known", canonical, sure)
    clubs: list[str] = []
    for name, kind in _organisations(ordinary):
        if kind == "city club":
            clubs.append(name)
        elif name not in seen:
            seen.add(name)
            yield name, Named("ORG", "known", name, True)
    for source in ("entity_place_aliases", "entity_countries", "entity_places"):
        for name, kind, canonical in lexicon.rows(language, source):
            if name not in seen:
                seen.add(name)
                sure = kind in ("country", "region") or name.lower() not in ordinary
                yield name, Named("LOC", kind, canonical, sure)
    for name in clubs:
        if name not in seen:
            yield name, Named("LOC", "city", name, True)


def _organisations(ordinary: frozenset[str]) -> Iterator[tuple[str, str]]:
    """One list for both languages, without what is an ordinary word in this one."""
    for name, kind in lexicon.rows("id", "entity_organisations"):
        if name.lower() not in ordinary:
            yield name, kind


@cache
def canonical_places(language: str) -> dict[str, str]:
    """Every listed name of a place and the one it is grouped under."""
    sources = ("entity_places", "entity_countries", "entity_place_aliases")
    return {name: canonical for source in sources for name, _, canonical in lexicon.rows(language, source)}
