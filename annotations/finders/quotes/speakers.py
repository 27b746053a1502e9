"""Who speaks: from the words as written to the full name known from the article.

A current-speaker model: a suffix (-nya) or a pronoun stands for the last person
who spoke or was the subject of a sentence outside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.article import Article
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.sources import NounPhrase, is_degree, starts_with_role
from annotations.finders.quotes.units import ASIDE, Unit
from annotations.model import Entity, Span

_CAPITAL = r"[^\W\d_a-z][\w’'-]*"
_CAPITALS = re.compile(
    rf"{_CAPITAL}(?:(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?[ \u00a0](?:(?:bin|binti|al|de|van|von|bint)[ \u00a0])?{_CAPITAL})*"
)
_ALIAS = re.compile(rf"\s\(({_CAPITAL}[a-z]\w*)\)")
_LONGEST_NAME = 5


@dataclass(slots=True)
class Names:
    """Full names by each of their words; persons found by the name finder come first."""

    grammar: Grammar
    full: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    persons: list[tuple[Span, str]] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article, entities: Sequence[Entity], grammar: Grammar) -> Names:
        names = cls(grammar)
        for entity in entities:
            if entity.label == "PER" and entity.spans:
                name = entity.entity or article.text[entity.start : entity.end]
                names.persons.append((entity.spans[0], name))
                names.learn(name)
        title = article.title or Span(0, 0)
        for match in _CAPITALS.finditer(article.text):
            run = match.group()
            parts = run.split()
            if len(parts) < 2 or title.contains(match.start()):
                continue
            name = names.strip(parts)
            names.learn(name)
            alias = _ALIAS.match(article.text, match.end())
            if alias is not None and " " in name and not alias.group(1).isupper():
                names.aliases.setdefault(_key(alias.group(1)), name)
        return names

    def learn(self, name: str) -> None:
        """Remember a name of several words under each of them; the first name seen is kept."""
        parts = name.split()
        if 2 <= len(parts) <= _LONGEST_NAME:
            for part in parts:
                key = _key(part)
                if len(key) > 2:
                    self.full.setdefault(key, name)

    def strip(self, parts: list[str]) -> str:
        """Without the roles and bodies before the name."""
        known = self.grammar.roles | self.grammar.bodies
        last = max((i for i, part in enumerate(parts) if _key(part) in known), default=-1)
        return " ".join(parts[last + 1 :])

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

    def person_in(self, span: Span) -> str | None:
        """The person the name finder saw in `span`: the last one, since roles stand before names."""
        low, high = 0, len(self.persons)
        while low < high:
            middle = (low + high) // 2
            if self.persons[middle][0].start < span.start:
                low = middle + 1
            else:
                high = middle
        found = None
        while low < len(self.persons) and self.persons[low][0].end <= span.end:
            found = found or self.persons[low][1]
            low += 1
        return found


def _key(word: str) -> str:
    return re.sub(r"(?:[’']s|[.,])$", "", word).casefold()


def name_of(unit: Unit, phrase: NounPhrase, names: Names) -> tuple[str, bool]:
    """The speaker named by `phrase`, and whether it is a person's name rather than a description."""
    grammar = names.grammar
    span = unit.span(phrase.first, phrase.stop)
    person = names.person_in(span)
    if person is not None:
        return names.complete(person), True
    run = _best_run(unit, phrase, grammar)
    if run:
        return names.complete(run), True
    first, stop = _parts(unit, phrase)[0]
    text = " ".join(unit.text[unit.starts[first] : unit.ends[stop - 1]].split())
    return re.sub(r"[’']s$", "", text), False


def _best_run(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> str:
    """The name among a role and a name in apposition: after a role the last part, else the first."""
    runs = [
        (unit.low[first], run)
        for first, stop in _parts(unit, phrase)
        if (run := _name_run(unit, NounPhrase(first, stop, phrase.kind), grammar))
        and not is_degree(unit, first, stop)
    ]
    if not runs:
        return ""
    if not starts_with_role(unit, phrase, grammar):
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


def _name_run(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> str:
    """The capitals that are left at the end of a phrase once roles and bodies are taken off."""
    run: list[str] = []
    known = grammar.roles | grammar.bodies
    for position in range(phrase.first, phrase.stop):
        word = unit.low[position]
        if word == ASIDE:
            continue
        if unit.is_word(position) and unit.is_capital(position) and _key(word) not in known:
            run.append(unit.text[unit.starts[position] : unit.ends[position]])
        elif position < phrase.stop - 1 or not unit.is_word(position) or _key(word) in known:
            if run and grammar.language == "en" and not starts_with_role(unit, phrase, grammar):
                break
            run = []
        else:
            run = []
    run[-1:] = [re.sub(r"[’']s$", "", part) for part in run[-1:]]
    return " ".join(run[-_LONGEST_NAME:])
