"""Who can be a party: the organisations and places of the article, by place in the text."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from annotations.article import Article
from annotations.finders.agreements.actors import actors
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.party_keys import PartyKeys
from annotations.finders.agreements.phrases import folded
from annotations.finders.agreements.third_parties import without_third_parties
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.finders.findings import Findings
from annotations.model import Span

# a run of capitalised words; bounded, so that a text of nothing else stays linear
_CAPITALISED = re.compile(
    r"(?<![\w.])(?:[A-Z][\w&.'’]{0,40})(?:[ ](?:[A-Z][\w&'’]{0,40}|II|\([A-Z]\w{1,20}\)(?= [A-Z]))){0,7}"
)
# between a state or an organisation and who acts for it: "Iceland's energy minister, "
_ROLE = re.compile(
    r"(?:['’]s)?\s(?:[\w’'-]{1,20}\s){0,4}?(?:president|minister|chancellor|king|secretary|ambassador|envoy"
    r"|chairman|chairwoman|chief|executive|director|governor|ceo|negotiator|premier|representative),?\s",
    re.IGNORECASE,
)
# "Budi Amin, M.Kom (Rektor UBSI)"
_OFFICE_BEHIND = re.compile(r"(?:, ?[A-Z][\w.]{0,7}){0,5} \((?:[\w’'-]{1,20} ){1,4}")
_DOMESTIC = re.compile(r"(?<!\w)(?:Jakarta|JAKARTA|rupiah|Rp\s?\d)")
_BEFORE_DATE = re.compile(r"(?<!\w)(?:on|in|by|late|early|pada|hari|sejak)\s$")
_REACH = 600  # how far back, in characters, "both countries" may look for the two it means


class Names(PartyKeys):
    """Names from the entity finder; where that found none, capitalised words stand in for it."""

    def __init__(
        self,
        article: Article,
        lowered: str,
        findings: Findings,
        vocabulary: Vocabulary,
        apart: Iterable[Span] = (),
    ) -> None:
        """Names in the spans `apart` (the names of agreements themselves) are left out. `undated` is
        `lowered` with blanks for dates, which stand anywhere in a clause: "A and B on Friday signed"."""
        self._vocabulary = vocabulary
        own = [e for e in findings.entities if not article.in_furniture(e.spans[0])]
        found = actors(own, article.text, lowered, vocabulary)
        super().__init__(found, article.text, vocabulary.language)
        self.guessed = not found
        if found:
            self._add_governments(article)
        everybody = self._names
        self._names, third = without_third_parties(everybody, lowered, vocabulary)
        self._states = [name for name in everybody if self.is_state(name.name)] if third else []
        self._inside: list[Name] = []
        self._leave_out(apart)
        self._others = sorted(
            [*third, *(e.spans[0] for e in findings.entities if e.label not in ("PER", "ORG", "LOC"))]
        )
        self.undated = _undated(lowered, (e.spans[0] for e in findings.entities if e.label == "DATE"))
        self._starts = [name.span.start for name in self._names]

    def _add_governments(self, article: Article) -> None:
        """ "Pemerintah" that governs nothing named is the government of the newspaper's own country."""
        matches = list(self._vocabulary.governing.finditer(self._text))
        if not matches:
            return
        name = self._vocabulary.government.capitalize()
        states = {name.name for name in self._names if self.is_state(name.name)}
        if len(states) > 1 and not self.home and not _DOMESTIC.search(self._text):
            return  # the government of a country abroad
        if self.home:
            name = f"{name} {self._vocabulary.home}"
        starts = [name.span.start for name in self._names]
        governments = []
        for match in matches:
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
            else:
                self._inside.append(name)
        self._names = kept

    def inside(self, span: Span) -> list[Name]:
        """The names within the name of an agreement, which are nobody outside of it: Perjanjian Lombok."""
        first = bisect_left(self._inside, span.start, key=lambda name: name.span.start)
        last = bisect_left(self._inside, span.end, key=lambda name: name.span.start)
        return self._inside[first:last]

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
            if self._is_other(guess) or self._text[start : guess.span.start].strip():
                break
            return [guess, *names]
        return names

    def guess_at(self, start: int, end: int) -> list[Name]:
        """What stands at `start` with capitals and is no known name, date or amount, or more than a name that
        was cut: "Corvin Milk", where only Corvin is known."""
        return [
            guess
            for guess in self._guess(start, end)[:1]
            if guess.span.start == start
            and not self._is_other(guess)
            and all(n.span.start == start and n.span != guess.span for n in self.within(*guess.span))
        ]

    def _is_other(self, guess: Name) -> bool:
        position = bisect_left(self._others, (guess.span.end,)) - 1
        return position >= 0 and self._others[position].overlaps(guess.span)

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
            or self._vocabulary.noun.pattern.match(lowered) is not None
            or self._vocabulary.cue.fullmatch(lowered) is not None
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
                beside = len(gap) < 12 and not re.sub(r"\([^()]{1,8}\)", "", gap).strip()
                if beside or (len(gap) < 80 and _ROLE.fullmatch(gap)):
                    principals.setdefault(person.name, before.name)
            gap = self._text[before.span.end : person.span.start]
            if before.label == "PER" and person.label != "PER":
                of = gap == " of " and self.is_state(person.name)
                if of or (person.label == "ORG" and _OFFICE_BEHIND.fullmatch(gap)):
                    principals.setdefault(before.name, person.name)
        return principals

    def is_refused(self, name: str) -> bool:
        """Whether it decides or votes (a parliament, a political party) rather than makes agreements."""
        words = name.casefold().split()
        refused = self._vocabulary.refused_parties
        return any(" ".join(words[:count]) in refused for count in range(1, len(words) + 1))

    def last_two(self, sentence: int, before: int, kind: str) -> tuple[Name, ...]:
        """What "both countries" stands for: the two parties named in the sentence that begins at `sentence`,
        up to `before`, or else the last two before it ("The UN urges both sides": the UN is neither).
        `kind` is "state", "organisation", or "" for either."""
        here = self._last_of(sentence, before, kind)
        found = here if len(here) == 2 else self._last_of(max(0, sentence - _REACH), sentence, kind)
        if (
            len(found) == 1
            and kind == "state"
            and self.home
            and self.key(self.home) != self.key(found[0].name)
        ):
            return (
                replace(found[0], name=self.home, label="LOC"),
                found[0],
            )  # the own one goes without saying
        return found

    def _last_of(self, start: int, end: int, kind: str) -> tuple[Name, ...]:
        found: dict[str, Name] = {}
        for name in reversed(self.within(start, end)):
            if kind == "state" and name.label == "PER" and name.name in self.principals:
                name = replace(name, name=self.principals[name.name], label="LOC")
            state = self.is_state(name.name)
            if self.is_refused(name.name) or (kind == "organisation" and state):
                continue
            if not (state or (kind != "state" and name.label == "ORG")):
                continue
            found.setdefault(self.key(name.name), name)
            if len(found) == 2:
                break
        return tuple(reversed(found.values()))

    def states_in(self, sentence: Span) -> list[Name]:
        """The states named in it, those too whose presidents only look on: they are "both countries"."""
        first = bisect_left(self._states, sentence.start, key=lambda name: name.span.start)
        last = bisect_left(self._states, sentence.end, key=lambda name: name.span.start)
        return list({self.key(name.name): name for name in self._states[first:last]}.values())

    def last_abroad(self, before: int) -> Name | None:
        """The state abroad that was named last."""
        home = self.key(self.home)
        for name in reversed(self.within(max(0, before - 4 * _REACH), before)):
            if self.is_state(name.name) and self.key(name.name) != home:
                return name
        return None

    def acted_for(self, sentence: Span) -> Name | None:
        """For whom the person named in `sentence`, or last before it, acts: who speaks of "a contract with X"
        speaks of one of his own organisation."""
        before = self.within(max(0, sentence.start - _REACH // 2), sentence.start)
        for name in [*self.within(*sentence), *reversed(before)]:
            if name.label == "PER" and name.name in self.principals:
                return replace(name, name=self.principals[name.name], label="ORG")
        return None

    def protagonist(self, before: int) -> Name | None:
        """The organisation that the article is about, if it was named near `before`."""
        if self._most_named:
            for name in reversed(self.within(max(0, before - _REACH), before)):
                if self.key(name.name) == self._most_named:
                    return name
        return None

    @cached_property
    def _most_named(self) -> str:
        keys = Counter(
            self.key(n.name) for n in self._names if n.label == "ORG" and not self.is_refused(n.name)
        )
        (most, times), (_, next_times) = [*keys.most_common(2), ("", 0), ("", 0)][:2]
        return most if times > 2 and times > next_times and most not in self._state_keys else ""

    @cached_property
    def home(self) -> str:
        """The home country as this article names it, or speaks of its ministers; "" when it does neither."""
        for name in self._names:
            if name.name.casefold() in self._vocabulary.home_names:
                return self._vocabulary.home if name.label == "LOC" else name.name
        if any(name.label == "PER" and self._is_official(name) for name in self._names):
            return self._vocabulary.home
        return ""

    def _is_official(self, person: Name) -> bool:
        """Whether an office of state, and no other state, stands before the name: Menteri Luar Negeri X."""
        if person.name in self.principals:
            return False
        before = folded(self._text[max(0, person.span.start - 60) : person.span.start])
        offices = self._vocabulary.offices.finditer(before)  # every country has a president
        return any(office.end() == len(before) and office.group() != "presiden" for office in offices)


def _undated(lowered: str, dates: Iterable[Span]) -> str:
    parts, last = [], 0
    for start, end in sorted(dates):
        before = _BEFORE_DATE.search(lowered, max(last, start - 12), start)
        start = before.start() if before else start
        if start >= last:
            parts += [lowered[last:start], " " * (end - start)]
            last = end
    return "".join([*parts, lowered[last:]])
