"""Names of an article: who is called by a short name, a nickname or a role, and of which gender."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from annotations.article import Article
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.holders import Holders, may_be_held
from annotations.model import Entity, Span

_CAPITAL = r"[^\W\d_a-z][\w’'-]*"
_PARTICLE = r"(?:(?:bin|binti|al|de|van|von|bint)[ \u00a0])?"
_INITIAL = r"(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?"  # the full stop of "M. Fadil", "Dr. Azhari"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:{_INITIAL}[ \u00a0]{_PARTICLE}{_CAPITAL})+")
_ALIAS = re.compile(r"\s\(([^\W\d_a-z][\w’'-]{1,24})\)")
_NAME_WORD = r"\b[^\W\d_a-z][\w’'-]{0,30}\b"  # bounded: tried at every word of the text
_NAME = rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD}){{0,4}}"
# "Kang DS, sapaan akrab Dadang Supriatna"; "Dadang Supriatna yang akrab disapa Kang DS"
_NICKNAMES = re.compile(
    rf"(?P<a>{_NAME}),? (?:sapaan|panggilan|nama panggilan)(?: akrab)?(?: dari)? (?P<b>{_NAME})"
    rf"|(?P<c>{_NAME}),?(?: yang)?(?: lebih| akrab| biasa| kerap| sering){{0,2}}"
    rf" (?:disapa|dipanggil|alias|sapaan akrabnya)(?: akrab)?(?: dengan)?(?: sebutan| nama)?"
    rf" [\"“]?(?P<d>{_NAME})"
)
_NICKNAMED = re.compile("sapaan|panggilan|disapa|dipanggil|alias")
LONGEST_NAME = 5


@dataclass(slots=True)
class Names:
    """Full names by each of their words; persons found by the name finder come first."""

    grammar: Grammar
    full: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    short: frozenset[str] = frozenset()
    genders: dict[str, str] = field(default_factory=dict)
    text: str = ""
    persons: list[tuple[Span, str]] = field(default_factory=list)
    people: frozenset[str] = frozenset()
    places: frozenset[Span] = frozenset()
    _holders: Holders | None = None

    @classmethod
    def of(
        cls,
        article: Article,
        entities: Sequence[Entity],
        grammar: Grammar,
        short: frozenset[str] = frozenset(),
    ) -> Names:
        """Names of `article`; `short` are the single names by which people speak in it."""
        names = cls(grammar, short=short, text=article.text)
        names.places = frozenset(
            entity.spans[0] for entity in entities if entity.label == "LOC" and entity.spans
        )
        title = article.text[slice(*article.title)] if article.title else ""
        mentions = {article.text[e.start : e.end] for e in entities if e.label == "PER" and e.spans}
        for entity in entities:
            if entity.label == "PER" and entity.spans:
                written = article.text[entity.start : entity.end]
                name = names.person_name(entity.entity or written)
                if name != entity.entity and not set(written.split()) <= set(name.split()):
                    name = names.person_name(written)  # the end of "Ann Lee Calls Bob Ray"
                shorter = name.rpartition(" ")[0]
                if grammar.language == "en" and " " in shorter and name in title and shorter in mentions:
                    name = shorter  # Title Case: "Ann Lee Speaks"
                names.persons.append((entity.spans[0], name))
                names.learn(name)
        names.people = frozenset(name for _, name in names.persons)
        heading = article.title or Span(0, 0)
        seen: set[str] = set()
        for match in _CAPITALS.finditer(article.text):
            run = match.group()
            if heading.contains(match.start()) or (
                run in seen and not article.text.startswith(" (", match.end())
            ):
                continue
            seen.add(run)
            name = names.strip(run.split())
            names.learn(name)
            alias = _ALIAS.match(article.text, match.end())
            if alias is not None and " " in name and not alias.group(1).isupper():
                names.aliases.setdefault(key_of(alias.group(1)), name)
        for match in _NICKNAMES.finditer(article.text) if _NICKNAMED.search(article.text) else ():
            called, full = (match["a"], match["b"]) if match["a"] else (match["d"], match["c"])
            nickname = names.strip(called.split())
            if nickname and " " not in nickname and " " in full:
                names.aliases.setdefault(key_of(nickname), names.strip(full.split()))
        for match in _gendered(grammar).finditer(article.text) if grammar.gendered else ():
            if article.text[match.start() - 1 : match.start()].isalnum():
                continue
            gender = grammar.gendered[match.group(1).lower()]
            for word in match.group(2).split():
                known = names.genders.setdefault(key_of(word), gender)
                if known != gender:  # "Mr. Clinton" and "Mrs. Clinton"
                    names.genders[key_of(word)] = ""
        return names

    def holder(self, words: Sequence[str], offset: int, speaker: str) -> str | None:
        """Who is named elsewhere with the role that `words` are; see Holders."""
        return self._roles().holder(words, offset, speaker) if may_be_held(words, self.grammar) else None

    def is_described(self, name: str) -> bool:
        """Whether a person is named with a role anywhere."""
        return name in self._roles().described

    def _roles(self) -> Holders:
        if self._holders is None:  # read from the text when first asked
            persons = ((span, self.complete(name)) for span, name in self.persons)
            self._holders = Holders.of(self.text, persons, self.grammar)
        return self._holders

    def gender_of(self, name: str) -> str:
        """ "m" or "f" by the given name, by a noun such as "spokesman", or by a title before the name
        anywhere in the article, else ""."""
        words = name.split()
        if not words:
            return ""
        given = self.grammar.given_names.get(words[0], "") if len(words) > 1 else ""
        noun = given or next(
            (self.grammar.gendered[w] for w in name.lower().split() if w in self.grammar.gendered), ""
        )
        return noun or self.genders.get(key_of(words[-1]), "")

    def person_name(self, name: str) -> str:
        """A name as the name finder gives it, without roles, degrees and capitals that are no part of it."""
        words = self.without_degrees(self.without_verb(name)).split()
        stop = next((i for i, word in enumerate(words) if key_of(word) not in self.grammar.known), 0)
        if stop and (key_of(words[0]) in self.grammar.roles or words[stop] in self.grammar.given_names):
            words = words[stop:]
        if not all(word.isupper() for word in words):  # "Fadil SUARA CIREBON"
            words = [
                word for word in words if not (word.isupper() and len(word) > 2 and word.isalpha())
            ] or words
        return " ".join(words)

    def without_degrees(self, name: str) -> str:
        """Without academic degrees after the name: "Lady Yulia SSi MSi"."""
        words = name.split()
        while len(words) > 1 and key_of(words[-1]).replace(".", "") in self.grammar.degrees:
            words.pop()
        return " ".join(words)

    def without_verb(self, name: str) -> str:
        """Without the verb that Title Case glues to a name in headlines, and what follows: "Ann Lee Says"."""
        words = name.split()
        for position in range(1, len(words)):
            verb = self.grammar.verbs.get(words[position].rstrip(".").casefold())
            last = position == len(words) - 1
            if verb is not None and verb.form == "s" and (verb.strength == "say" or not last):
                return " ".join(words[:position])
        return name

    def learn(self, name: str) -> None:
        """Remember a name of several words under each of them; the first name seen is kept."""
        parts = name.split()
        if 2 <= len(parts) <= LONGEST_NAME:
            for part in parts:
                key = key_of(part)
                if len(key) > 2:
                    self.full.setdefault(key, name)

    def strip(self, parts: list[str]) -> str:
        """Without the roles, bodies and openers before the name.

        People are called by their first name later on, so that a short form inside the
        run shows where the name begins: "Kartu Prakerja | Panji W Ruky", later "Panji".
        """
        grammar = self.grammar
        last = max((i for i, part in enumerate(parts) if key_of(part) in grammar.known), default=-1)
        parts = parts[last + 1 :]
        begin = next((i for i, part in enumerate(parts[:-1]) if i and key_of(part) in self.short), 0)
        return self.without_verb(" ".join(parts[begin:]))

    def complete(self, name: str) -> str:
        """The full form of a short name."""
        parts = name.split()
        if not parts:
            return name
        if len(parts) == 1 and (alias := self.aliases.get(key_of(name))) is not None:
            return alias
        candidates = [full for part in parts if (full := self.full.get(key_of(part)))]
        for full in candidates:
            words = {key_of(part) for part in full.split()}
            if len(words) >= len(parts) and all(key_of(part) in words for part in parts):
                return full
        return name

    def persons_in(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The persons the name finder saw within `span`, each where it stands and as it is called in full."""
        position = bisect_left(self.persons, (Span(span.start, 0), ""))
        while position < len(self.persons) and self.persons[position][0].end <= span.end:
            yield self.persons[position]
            position += 1

    def namesake(self, place: str) -> str | None:
        """The person of several names whom the article calls by a word that is a place elsewhere."""
        name = self.complete(place)
        return name if " " in name and name in self.people else None

    def persons_before(self, offset: int, most: int = 8) -> Iterator[str]:
        """The persons the name finder saw last before `offset`, the nearest first, in full."""
        position = bisect_left(self.persons, (Span(offset, 0), ""))
        for _, name in reversed(self.persons[max(0, position - most) : position]):
            yield self.complete(name)

    def person_before(self, offset: int) -> str | None:
        return next(self.persons_before(offset), None)

    def any_person(self, start: int, end: int) -> bool:
        """Whether the name finder saw a person between two offsets."""
        position = bisect_left(self.persons, (Span(end, 0), "")) - 1
        return position >= 0 and self.persons[position][0].end > start

    def person_in(self, span: Span) -> str | None:
        """The last person the name finder saw that overlaps `span`; roles stand before names."""
        position = bisect_left(self.persons, (Span(span.end, 0), "")) - 1
        if position >= 0 and self.persons[position][0].end > span.start:
            return self.persons[position][1]
        return None


@cache
def _gendered(grammar: Grammar) -> re.Pattern[str]:
    """A title or noun and a name; that a word begins there is left to check, which is faster."""
    titles = "|".join(f"{word.capitalize()}|{word}" for word in grammar.gendered)
    return re.compile(rf"({titles})\.?[ \u00a0]({_CAPITAL}(?: {_CAPITAL})?)")


@lru_cache(maxsize=1 << 14)
def key_of(word: str) -> str:
    """A word of a name as it is looked up: without a possessive or a full stop, in small letters."""
    if word[-1:] in ".,":
        word = word[:-1]
    elif word[-2:] in ("'s", "’s"):
        word = word[:-2]
    return word.casefold()
