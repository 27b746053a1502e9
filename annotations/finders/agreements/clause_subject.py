"""Who is the subject of a verb: the names joined before it, past what is said aside of them."""

from __future__ import annotations

import re

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.name_lists import NameLists
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Span
from annotations.text.headlines import opens_sentence

_ASIDE = 60  # characters of what is said aside of a subject, between commas
_WORD = re.compile(r"[\w’'-]+")
_PAREN = re.compile(r"^\.(?=,?\s)|\s?\([^()]{1,30}\)|,?\stbk\b\.?", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?\"“”]|\.\s")
_PURPOSE = frozenset({"untuk", "guna"})  # a purpose may stand between subject and verb
_OPENING = 160  # characters of a sentence up to its verb
_MARKS = re.compile(r"[\s\"“”‘’'(–—-]*")
_ASIDE_TOLD = re.compile(r",\s[^,;:!?\"“”()]{3,90},")
_BEHIND_COMMA = re.compile(r",\s$")
_RELATIVE = re.compile(r"^,?\s(?:yang|which|who)\s")  # "X, yang menandatangani …"
_BESIDES = re.compile(r"(?<!\w)(?:selain|besides|apart from)\s(?:dengan\s|itu\s)?$")
_PLACE = re.compile(
    r"(?<!\w)(?:di|ke|dari|asal|in|at|from|to|near)\s"
    r"(?:(?:kawasan|kota|wilayah|negara|provinsi|kabupaten|markas|hotel|the|central|northern|southern)\s)?$"
)


class ClauseSubject:
    """Finds the subjects of the verbs of one article."""

    def __init__(
        self, text: str, lowered: str, names: Names, lists: NameLists, vocabulary: Vocabulary
    ) -> None:
        self._text = text
        self._lowered = lowered
        self._names = names
        self._lists = lists
        self._vocabulary = vocabulary
        self._undated = names.undated

    def find(self, at: int, window: Span, mention: Mention, control: bool) -> list[Name]:
        """The parties joined in the subject of what begins at `at`; with `control`, of a verb of saying
        or wanting that governs it."""
        verb = at < mention.span.start  # "X menilai perjanjian": no verb of its own
        found: list[Name] = []
        for name in reversed(self._names.within(window.start, at)):
            if name.span.end > at:
                continue  # in what is said aside of the subject
            if self._lowered[name.span.start - 1 : name.span.start] == "(":
                at = name.span.start - 1  # a short name in brackets
                continue
            gap = _PAREN.sub("", self._undated[name.span.end : at])
            if not found and gap.strip() == "," and self._text.endswith(", ", 0, name.span.start):
                found = [name]  # "anak usaha Garuda, Citilink, mengakhiri …"
                break
            if not found and gap.lstrip().startswith(","):
                # "Mega Eltra, anak usaha Pupuk Indonesia, menandatangani …"
                head = self._before_aside(name, window)
                rest = gap.lstrip()[1:]
                if head and (not rest.strip() or self._reaches(rest, control, verb)):
                    found = [head]
                    at = head.span.start
                    continue
            if not (self._lists.joins(gap) if found else self._reaches(gap, control, verb)):
                break
            before = self._lowered[max(window.start, name.span.start - 22) : name.span.start]
            aside = (name.label == "LOC" and self._places(name, before)) or _BESIDES.search(before)
            if aside and found:
                break
            if aside:
                at = name.span.start - (len(before) - aside.start())
                continue
            at = name.span.start
            found.insert(0, name)
        return self._lists.acting(found)

    def unknown(self, at: int, window: Span) -> list[Name]:
        """Who is the subject of the verb at `at` under a name that the name finder does not know: capitalised
        words that begin the sentence, "Corvin Milk, the dairy company, has inked …"."""
        if self._names.guessed or at - window.start > _OPENING:
            return []
        marks = _MARKS.match(self._text, window.start)
        start = marks.end() if marks else window.start
        guess = next(iter(self._names.guess_at(start, at)), None)
        if guess is None or opens_sentence(guess.name, self._vocabulary.language):
            return []
        gap = self._undated[guess.span.end : at]
        aside = _ASIDE_TOLD.match(gap)
        if aside and self._vocabulary.described.search(aside.group()):
            gap = gap[aside.end() :]
        if any(word not in self._vocabulary.auxiliaries for word in _WORD.findall(gap)) or _STOP.search(gap):
            return []
        return [guess]

    def _places(self, name: Name, before: str) -> re.Match[str] | None:
        """What makes it a place: "di" before it, or commas on both sides: "Istana Bogor, Jawa Barat, …"."""
        behind = _BEHIND_COMMA.search(before)
        if behind and (self._text.startswith(", ", name.span.end) or self._is_address(name)):
            return None if self._names.is_state(name.name) else behind
        return _PLACE.search(before)

    def _is_address(self, name: Name) -> bool:
        """Whether it goes on with where something is: "Pamekasan, Madura, Jawa Timur"."""
        before = self._names.within(max(0, name.span.start - _ASIDE), name.span.start)
        return bool(before) and before[-1].span.end + 2 == name.span.start and before[-1].label != "PER"

    def _before_aside(self, name: Name, window: Span) -> Name | None:
        """The name behind which stands, between commas, what `name` is told in."""
        comma = self._text.rfind(", ", max(window.start, name.span.start - _ASIDE), name.span.start)
        before = self._names.within(max(window.start, comma - _ASIDE), comma) if comma >= 0 else ()
        # a short name in brackets may stand behind the full one
        if not before or _PAREN.sub("", self._text[before[-1].span.end : comma]).strip(" )"):
            return None
        return before[-1]

    def _reaches(self, gap: str, control: bool, verb: bool) -> bool:
        """Whether a name is the subject of the verb that `gap` leads to, or controls that subject."""
        if len(gap) > 70 or _STOP.search(gap):
            return False
        gap = _RELATIVE.sub(" ", gap)
        if gap.strip() == "," or self._vocabulary.group.search(gap):
            return False  # "Menurut data X, perjanjian …"; "X mengumumkan kedua negara sepakat"
        words = _WORD.findall(gap)
        breaks = self._vocabulary.breaks - _PURPOSE
        if len(words) > 9 or any(word in breaks - self._vocabulary.reporting for word in words):
            return False
        told = [at for at, word in enumerate(words) if word in self._vocabulary.reporting]
        # "X mengumumkan telah mencapai …": of one who reports what he did himself, nothing stands between
        own = not told or (
            verb and "," not in gap and set(words[told[-1] + 1 :]) <= self._vocabulary.auxiliaries
        )
        judged = bool(told) and words[told[-1]] in self._vocabulary.judging
        if not own and (judged or not control):
            return False
        # "Mexico, China and the agreement": what is listed with the noun does not act on it
        listing = self._vocabulary.links | self._vocabulary.anaphors
        return not words or not listing.issuperset(words)
