"""Who can be a party: the organisations and places of the article, by place in the text."""

from __future__ import annotations

import dataclasses
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.article import Article
from annotations.finders.agreements.vocabulary import Vocabulary, folded
from annotations.finders.findings import Findings
from annotations.model import Entity, Span

# a run of capitalised words; bounded, so that a text of nothing else stays linear
_CAPITALISED = re.compile(
    r"(?<![\w.])(?:[A-Z][\w&.'’]{0,40})(?:[ ](?:[A-Z][\w&'’]{0,40}|II|\([A-Z]\w{1,20}\)(?= [A-Z]))){0,7}"
)
_GOVERNMENT = re.compile(
    r"^(?:pemerintah(?:an)?|republik|negara|government of|the government of|the|republic of)\s+"
    r"|\s+(?:government|administration)$"
)
_LIMITED = re.compile(r"(?<![\w-])PT[ ]([A-Z][\w&’'.-]{0,30}(?:[ ][A-Z][\w&’'-]{0,30}){0,6}(?<!\.))(?!\w)")
_COMPANY = re.compile(r"^(?:pt|cv)\s|,?\s(?:tbk|inc|ltd|plc|corp)\.?$|\s?\(persero\)|\s\([^()]{1,20}\)$")
_REACH = 600  # how far back, in characters, "both countries" may look for the two it means


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place: `name` is the full one, `label` PER, ORG or LOC."""

    span: Span
    name: str
    label: str
    guessed: bool = False


class Names:
    """Names from the entity finder; where that found none, capitalised words stand in for it."""

    def __init__(
        self, article: Article, findings: Findings, vocabulary: Vocabulary, apart: Iterable[Span] = ()
    ) -> None:
        """Names in the spans `apart` (the names of agreements themselves) are left out."""
        self._text = article.text
        self._vocabulary = vocabulary
        texts = ((article.text[slice(*entity.spans[0])], entity.entity) for entity in findings.entities)
        known = {words: name or words for words, name in texts}
        self._names = [
            name
            for entity in findings.entities
            if entity.label in ("PER", "ORG", "LOC") and not article.in_furniture(entity.spans[0])
            for name in self._split(entity, known)
        ]
        if self._names:
            self._join_companies()
            self._add_governments(article)
        self._leave_out(apart)
        self._others = sorted(
            entity.spans[0] for entity in findings.entities if entity.label not in ("PER", "ORG", "LOC")
        )
        self.guessed = not self._names
        self._starts = [name.span.start for name in self._names]

    def _join_companies(self) -> None:
        """What stands behind "PT" is one company, however the name finder has cut it."""
        starts = [name.span.start for name in self._names]
        kept: list[Name] = []
        done = 0
        for match in _LIMITED.finditer(self._text):
            span = Span(match.start(1), match.end(1))
            first = max(done, bisect_left(starts, match.start()) - 1)
            while first < len(self._names) and self._names[first].span.end <= match.start():
                first += 1
            last = bisect_left(starts, span.end)
            within = self._names[first:last] if first < last else []
            if len(within) == 1 and within[0].span.end >= span.end and within[0].label == "ORG":
                continue
            kept.extend(self._names[done : max(done, first)])
            done = max(done, first, last)
            kept.append(Name(span, match.group(1), "ORG"))
        self._names = [*kept, *self._names[done:]]

    def _add_governments(self, article: Article) -> None:
        """ "Pemerintah" that governs nothing named is the government of the newspaper's own country."""
        if not self._vocabulary.government:
            return
        name = self._vocabulary.government.capitalize()
        if self.home:
            name = f"{name} {self._vocabulary.home}"
        starts = [name.span.start for name in self._names]
        governments = []
        for match in self._vocabulary.governing.finditer(self._text):
            span = Span(match.start(), match.start() + len(self._vocabulary.government))
            position = bisect_left(starts, span.end) - 1
            taken = position >= 0 and self._names[position].span.overlaps(span)
            if not taken and not article.in_furniture(span):
                governments.append(Name(span, name, "ORG"))
        self._names = sorted([*self._names, *governments], key=lambda name: name.span)

    def _leave_out(self, apart: Iterable[Span]) -> None:
        spans = sorted(apart)
        starts = [span.start for span in spans]
        kept = []
        for name in self._names:
            position = bisect_left(starts, name.span.end) - 1
            if position < 0 or not spans[position].overlaps(name.span):
                kept.append(name)
        self._names = kept

    def _split(self, entity: Entity, known: Mapping[str, str]) -> Iterator[Name]:
        """An entity as one name, or as two where it joins two states (US-UK) or two that are `known`."""
        start, end = entity.spans[0]
        parts = self._text[start:end].split("-")
        both = self._text[start:end].split(self._vocabulary.joining)
        if len(parts) == 2 and all(part in self._vocabulary.states for part in parts):
            middle = start + len(parts[0])
            yield Name(Span(start, middle), self._vocabulary.states[parts[0]], "LOC")
            yield Name(Span(middle + 1, end), self._vocabulary.states[parts[1]], "LOC")
        elif len(both) == 2 and both[0] in known and both[1] in known:
            middle = start + len(both[0])
            yield Name(Span(start, middle), known[both[0]], entity.label)
            yield Name(Span(middle + len(self._vocabulary.joining), end), known[both[1]], entity.label)
        else:
            yield Name(Span(start, end), entity.entity or self._text[start:end], entity.label)

    def within(self, start: int, end: int) -> Sequence[Name]:
        """The names that lie in `[start, end)`, in order."""
        if self.guessed:
            return self._guess(start, end)
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [name for name in self._names[first:last] if name.span.end <= end]

    def guessing(self, start: int, end: int) -> Sequence[Name]:
        """As `within`, with a guess for capitalised words before the first name: in a frame that leads
        to parties ("antara X dan Y") what has no known name is a party too."""
        names = self.within(start, end)
        if self.guessed:
            return names
        first = names[0].span.start if names else end
        for guess in self._guess(start, min(first, start + 60)):
            position = bisect_left(self._others, (guess.span.end,)) - 1
            dated = position >= 0 and self._others[position].overlaps(guess.span)
            if dated or self._text[start : guess.span.start].strip():
                break
            return [guess, *names]
        return names

    def _guess(self, start: int, end: int) -> list[Name]:
        names = []
        for match in _CAPITALISED.finditer(self._text, start, end):
            at = match.start()
            for part in re.split(r"(?<=\w)[-–/](?=[A-Z])", match.group()):
                words = part.rstrip(".'’")
                if len(words) > 1 and not self._is_common(words):
                    label = "LOC" if words in self._vocabulary.states else "ORG"
                    names.append(Name(Span(at, at + len(words)), words, label, guessed=True))
                at += len(part) + 1
        return names

    def _is_common(self, words: str) -> bool:
        lowered = folded(words)
        return (
            lowered.split(" ", 1)[0].rstrip(".") in self._vocabulary.titles
            or self._vocabulary.described.match(f" {lowered}") is not None
            or lowered in self._vocabulary.links
            or lowered in self._vocabulary.breaks
            or lowered in self._vocabulary.frames
            or lowered in self._vocabulary.anaphors
            or self._vocabulary.noun.match(lowered) is not None
        )

    @cached_property
    def principals(self) -> dict[str, str]:
        """For whom a person acts, where a state or an organisation stands before the name once:
        Presiden Rusia Vladimir Putin."""
        principals: dict[str, str] = {}
        for before, person in itertools.pairwise(self._names):
            if (
                person.label == "PER"
                and before.label != "PER"
                and (before.label == "ORG" or self.is_state(before.name))
            ):
                gap = self._text[before.span.end : person.span.start]
                if len(gap) < 12 and not re.sub(r"\([^()]{1,8}\)", "", gap).strip():
                    principals.setdefault(person.name, before.name)
        return principals

    def key(self, name: str) -> str:
        """What names of one party share: RI, Republik Indonesia and Pemerintah Indonesia."""
        key = self._own_key(name)
        return self._longer.get(key, key)

    def _own_key(self, name: str) -> str:
        stripped = _GOVERNMENT.sub("", name.casefold()).strip()
        for _ in range(3):
            stripped = _COMPANY.sub("", stripped).strip()
        return self._folded_states.get(stripped, stripped)

    @cached_property
    def _longer(self) -> dict[str, str]:
        """What a short name is short for where one longer name only begins or ends with it: Danantara,
        BPI Danantara. Not where a place makes the difference: Kementerian Pertahanan Rusia."""
        keys = {self._own_key(name.name) for name in self._names if name.label == "ORG"}
        edges: dict[str, set[str]] = {}
        for key in keys:
            words = key.split()
            for cut in range(1, min(len(words), 8)):
                for short, rest in (
                    (" ".join(words[:cut]), words[cut:]),
                    (" ".join(words[cut:]), words[:cut]),
                ):
                    if short in keys and not self._places & set(rest):
                        edges.setdefault(short, set()).add(key)
        return {short: longer.pop() for short, longer in edges.items() if len(longer) == 1 and len(short) > 3}

    @cached_property
    def _places(self) -> frozenset[str]:
        places = (name.name.casefold() for name in self._names if name.label == "LOC")
        return self._state_keys.union(*(place.split() for place in places))

    @cached_property
    def _folded_states(self) -> dict[str, str]:
        return {name.casefold(): main.casefold() for name, main in self._vocabulary.states.items()}

    @cached_property
    def _state_keys(self) -> frozenset[str]:
        return frozenset(self._folded_states.values())

    def is_state(self, name: str) -> bool:
        return self.key(name) in self._state_keys

    def as_state(self, name: Name) -> Name:
        """The state of a government: Pemerintah RI stands for Indonesia where "kedua negara" are meant."""
        return dataclasses.replace(name, name=self._state_names.get(self.key(name.name), name.name))

    @cached_property
    def _state_names(self) -> dict[str, str]:
        return {main.casefold(): main for main in self._vocabulary.states.values()}

    def is_refused(self, name: str) -> bool:
        """Whether it decides or votes (a parliament, a political party) rather than makes agreements."""
        words = name.casefold().split()
        refused = self._vocabulary.refused_parties
        return any(" ".join(words[:count]) in refused for count in range(1, len(words) + 1))

    def last_two(self, sentence: int, before: int, states: bool) -> tuple[Name, ...]:
        """What "both countries" stands for: the two parties named in the sentence that begins at `sentence`,
        up to `before`, or else the last two before it ("The UN urges both sides": the UN is neither)."""
        here = self._last_of(sentence, before, states)
        return here if len(here) == 2 else self._last_of(max(0, sentence - _REACH), sentence, states)

    def _last_of(self, start: int, end: int, states: bool) -> tuple[Name, ...]:
        found: dict[str, Name] = {}
        for name in reversed(self.within(start, end)):
            if not self.is_state(name.name) and (states or name.label != "ORG"):
                continue
            found.setdefault(self.key(name.name), name)
            if len(found) == 2:
                break
        return tuple(reversed(found.values()))

    @cached_property
    def home(self) -> str:
        """The home country as this article names it, or "" when it does not."""
        for name in self._names:
            if name.name.casefold() in self._vocabulary.home_names:
                return self._vocabulary.home if name.label == "LOC" else name.name
        return ""
