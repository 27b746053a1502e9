"""Who speaks: from the words as written to the full name known from the article.

A current-speaker model: a suffix (-nya) or a pronoun stands for the last person
who spoke or was the subject of a sentence outside quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotations.article import Article
from annotations.finders.quotes.apposition import is_degree
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import NounPhrase, starts_with_role
from annotations.finders.quotes.units import ASIDE, Unit
from annotations.model import Entity, Span

_CAPITAL = r"[^\W\d_a-z][\w’'-]*"
_PARTICLE = r"(?:(?:bin|binti|al|de|van|von|bint)[ \u00a0])?"
_INITIAL = r"(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?"  # the full stop of "M. Fadil", "Dr. Azhari"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:{_INITIAL}[ \u00a0]{_PARTICLE}{_CAPITAL})*")
_ALIAS = re.compile(r"\s\(([^\W\d_a-z][\w’'-]{1,24})\)")
_GENDERED = re.compile(
    rf"\b(Mr|Mrs|Ms|Miss|spokesman|spokeswoman|congressman|congresswoman|chairman|chairwoman)\.?[ \u00a0]"
    rf"({_CAPITAL}(?: {_CAPITAL})?)"
)
_DETERMINERS = frozenset(["a", "an", "the", "its", "his", "her", "their", "one"])
_QUANTIFIERS = frozenset(
    [
        "sebagian",
        "sejumlah",
        "beberapa",
        "para",
        "umat",
        "banyak",
        "kalangan",
        "mayoritas",
        "some",
        "many",
        "most",
    ]
)
_NAME_WORD = r"\b[^\W\d_a-z][\w’'-]{0,30}\b"  # bounded: tried at every word of the text
_NAME = rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD}){{0,4}}"
# "Kang DS, sapaan akrab Dadang Supriatna"; "Dadang Supriatna yang akrab disapa Kang DS"
_NICKNAMES = re.compile(
    rf"(?P<a>{_NAME}),? (?:sapaan|panggilan|nama panggilan)(?: akrab)?(?: dari)? (?P<b>{_NAME})"
    rf"|(?P<c>{_NAME}),?(?: yang)?(?: lebih| akrab| biasa| kerap| sering){{0,2}}"
    rf" (?:disapa|dipanggil|alias|sapaan akrabnya)(?: akrab)?(?: dengan)?(?: sebutan| nama)?"
    rf" [\"“]?(?P<d>{_NAME})"
)
_LONGEST_NAME = 5


@dataclass(slots=True)
class Names:
    """Full names by each of their words; persons found by the name finder come first."""

    grammar: Grammar
    full: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    short: frozenset[str] = frozenset()
    genders: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)  # whom a role stands for: presiden → Joko Widodo
    persons: list[tuple[Span, str]] = field(default_factory=list)
    places: frozenset[Span] = frozenset()

    @classmethod
    def of(
        cls,
        article: Article,
        entities: Sequence[Entity],
        grammar: Grammar,
        short: frozenset[str] = frozenset(),
    ) -> Names:
        """Names of `article`; `short` are the single names by which people speak in it."""
        names = cls(grammar, short=short)
        names.places = frozenset(
            entity.spans[0] for entity in entities if entity.label == "LOC" and entity.spans
        )
        for entity in entities:
            if entity.label == "PER" and entity.spans:
                name = names.without_verb(entity.entity or article.text[entity.start : entity.end])
                names.persons.append((entity.spans[0], name))
                names.learn(name)
        title = article.title or Span(0, 0)
        for match in _CAPITALS.finditer(article.text):
            parts = match.group().split()
            if len(parts) < 2 or title.contains(match.start()):
                continue
            name = names.strip(parts)
            names.learn(name)
            if " " in name and _key(parts[0]) in grammar.roles and not name.startswith(parts[0]):
                names.holders.setdefault(_key(parts[0]), name)
            alias = _ALIAS.match(article.text, match.end())
            if alias is not None and " " in name and not alias.group(1).isupper():
                names.aliases.setdefault(_key(alias.group(1)), name)
        for match in _NICKNAMES.finditer(article.text):
            called, full = (match["a"], match["b"]) if match["a"] else (match["d"], match["c"])
            nickname = names.strip(called.split())
            if nickname and " " not in nickname and " " in full:
                names.aliases.setdefault(_key(nickname), names.strip(full.split()))
        if grammar.language == "en":
            for match in _GENDERED.finditer(article.text):
                gender = "m" if match.group(1) in ("Mr", "spokesman", "congressman", "chairman") else "f"
                for word in match.group(2).split():
                    names.genders.setdefault(_key(word), gender)
        return names

    def gender_of(self, name: str) -> str:
        """ "m" or "f" by a title before the name anywhere in the article, else ""."""
        return next(
            (gender for word in reversed(name.split()) if (gender := self.genders.get(_key(word)))), ""
        )

    def without_verb(self, name: str) -> str:
        """Without the verb that Title Case glues to a name in headlines: "Ann Lee Says"."""
        head, _, last = name.rpartition(" ")
        verb = self.grammar.verbs.get(last.rstrip(".").casefold()) if head else None
        return head if verb is not None and verb.strength == "say" and verb.form == "s" else name

    def learn(self, name: str) -> None:
        """Remember a name of several words under each of them; the first name seen is kept."""
        parts = name.split()
        if 2 <= len(parts) <= _LONGEST_NAME:
            for part in parts:
                key = _key(part)
                if len(key) > 2:
                    self.full.setdefault(key, name)

    def strip(self, parts: list[str]) -> str:
        """Without the roles, bodies and openers before the name.

        People are called by their first name later on, so that a short form inside the
        run shows where the name begins: "Kartu Prakerja | Panji W Ruky", later "Panji".
        """
        grammar = self.grammar
        last = max((i for i, part in enumerate(parts) if _key(part) in grammar.known), default=-1)
        parts = parts[last + 1 :]
        begin = next((i for i, part in enumerate(parts[:-1]) if i and _key(part) in self.short), 0)
        return self.without_verb(" ".join(parts[begin:]))

    def complete(self, name: str) -> str:
        """The full form of a short name."""
        parts = name.split()
        if not parts:
            return name
        if len(parts) == 1 and (alias := self.aliases.get(_key(name))) is not None:
            return alias
        candidates = [full for part in parts if (full := self.full.get(_key(part)))]
        for full in candidates:
            words = {_key(part) for part in full.split()}
            if len(words) >= len(parts) and all(_key(part) in words for part in parts):
                return full
        return name

    def persons_in(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The persons the name finder saw within `span`, each where it stands and as it is called in full."""
        position = bisect_left(self.persons, (Span(span.start, 0), ""))
        while position < len(self.persons) and self.persons[position][0].end <= span.end:
            yield self.persons[position]
            position += 1

    def person_in(self, span: Span) -> str | None:
        """The last person the name finder saw that overlaps `span`; roles stand before names."""
        position = bisect_left(self.persons, (Span(span.end, 0), "")) - 1
        if position >= 0 and self.persons[position][0].end > span.start:
            return self.persons[position][1]
        return None


def _key(word: str) -> str:
    return re.sub(r"(?:[’']s|[.,])$", "", word).casefold()


def short_names(phrases: Iterable[tuple[Unit, NounPhrase]]) -> frozenset[str]:
    """The single words that stand alone as a speaker's name."""
    return frozenset(
        _key(unit.low[phrase.first])
        for unit, phrase in phrases
        if phrase.kind == "name" and phrase.stop - phrase.first == 1
    )


def name_of(unit: Unit, phrase: NounPhrase, names: Names) -> tuple[str, bool]:
    """The speaker named by `phrase`, and whether it is a person's name rather than a description.

    What the name finder saw counts where it overlaps the name as the roles leave it.
    """
    first, stop = _parts(unit, phrase)[0]
    body = len(_parts(unit, phrase)) == 1 and _is_body(unit, phrase, names.grammar)
    several = _is_coordinated(unit, phrase, names.grammar) or unit.low[first] in _QUANTIFIERS
    run = None if body or several else _best_run(unit, phrase, names.grammar)
    person = None if several else names.person_in(unit.span(*(run or (phrase.first, phrase.stop))))
    if person is not None:
        return names.complete(person), True
    if run is not None:
        name = names.strip(_words(unit, run))
        if name and unit.span(*run) in names.places:  # "Bupati Sukabumi" is not called Sukabumi
            return " ".join(unit.text[unit.starts[first] : unit.ends[stop - 1]].split()), False
        if name:
            return names.complete(name), True
    holder = names.holders.get(unit.low[first])
    if holder is not None and stop - first == 1:
        return names.complete(holder), True
    if several:
        first, stop = phrase.first, phrase.stop
    text = " ".join(unit.text[unit.starts[first] : unit.ends[stop - 1]].split())
    return re.sub(r"[’']s$", "", text), False


def _words(unit: Unit, run: tuple[int, int]) -> list[str]:
    words = [
        unit.text[unit.starts[p] : unit.ends[p]]
        for p in range(*run)
        if unit.is_word(p) and unit.is_capital(p)
    ]
    words[-1:] = [re.sub(r"[’']s$", "", word) for word in words[-1:]]
    return words[-_LONGEST_NAME:]


def _best_run(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> tuple[int, int] | None:
    """The name among a role and a name in apposition: after a role the last part, else the first."""
    runs = [
        (unit.low[first], run)
        for first, stop in _parts(unit, phrase)
        if (run := _name_run(unit, NounPhrase(first, stop, phrase.kind), grammar))
        and not is_degree(unit, first, stop)
    ]
    if not runs:
        return None
    described = grammar.language == "en" and unit.low[phrase.first] in _DETERMINERS
    if not described and not starts_with_role(unit, phrase, grammar):
        return runs[0][1]
    return next((run for word, run in reversed(runs) if word not in grammar.bodies), runs[-1][1])


def _parts(unit: Unit, phrase: NounPhrase) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    begin = phrase.first
    for position in range(phrase.first, phrase.stop + 1):
        if position == phrase.stop or unit.low[position] == ",":
            if position > begin:
                parts.append((begin, position))
            begin = position + 1
    return parts or [(phrase.first, phrase.stop)]


def _name_run(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> tuple[int, int] | None:
    """The capitals that are left at the end of a phrase once roles and bodies are taken off."""
    first: int | None = None
    stop = phrase.first
    for position in range(phrase.first, phrase.stop):
        word = unit.low[position]
        if word == ASIDE:
            continue
        if unit.is_word(position) and unit.is_capital(position) and _key(word) not in grammar.known:
            first = position if first is None else first
            stop = position + 1
        elif grammar.language == "id" or unit.is_word(position):
            first = None
    return (first, stop) if first is not None else None


def _is_body(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether the phrase names an organisation: "Bank Mandiri", "the United Nations"."""
    first = phrase.first + (
        unit.low[phrase.first] in ("the", "para", "pihak") and phrase.stop - phrase.first > 1
    )
    word = unit.low[first]
    return unit.is_capital(first) and word in grammar.bodies and word not in grammar.roles


def _is_coordinated(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether several names are joined: "Iceland and Indonesia"."""
    if starts_with_role(unit, phrase, grammar):
        return False
    return any(
        unit.low[p] in ("and", "dan") and unit.is_capital(p - 1) and unit.is_capital(p + 1)
        for p in range(phrase.first + 1, phrase.stop - 1)
    )
