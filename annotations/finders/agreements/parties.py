"""Who agreed: names in the frames that lead to parties, groups that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.names import Name, Names
from annotations.finders.agreements.status import Reading
from annotations.finders.agreements.vocabulary import Vocabulary, folded
from annotations.model import Span

_GAP = 48  # characters of role or title that may stand before a name: "dengan Menteri Luar Negeri "
_WORD = re.compile(r"[\w’'-]+")
_PAREN = re.compile(r"\s?\([^()]{1,30}\)")
_STOP = re.compile(r"[.;:!?\"“”]|\.\s")
_AGREED_BY = re.compile(
    r"(?:ditandatangani|diteken|disepakati|dicapai|dibuat|signed|reached|agreed|struck|made|concluded)\s*$"
)
_PURPOSE = frozenset({"untuk", "guna"})  # a purpose may stand between subject and verb
_BESIDES = re.compile(r"(?<!\w)(?:selain|besides|apart from)\s(?:dengan\s|itu\s)?$")
_PLACE = re.compile(
    r"(?<!\w)(?:di|ke|dari|asal|in|at|from|to|near)\s"
    r"(?:(?:kawasan|kota|wilayah|negara|provinsi|kabupaten|markas|hotel|the|central|northern|southern)\s)?$"
)


@dataclass(slots=True)
class Parties:
    """`named` in order of naming; `unnamed` groups like "36 negara"; `two` when "both" was said."""

    named: list[Name] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    two: str = ""
    pronoun: bool = False
    signatories: bool = False  # those named are the offices of persons who sign
    unresolved: bool = False  # a frame leads to a name that is known for no state or organisation
    framed: bool = False  # named in a frame of their own: between A and B, A with B

    @property
    def end(self) -> int:
        """Where the last named one ends, or 0."""
        return max((name.span.end for name in self.named), default=0)

    @property
    def evidence(self) -> int:
        return min(3, len(self.named)) + (1 if self.unnamed or self.two else 0)


class PartyFinder:
    """Reads the parties of one mention out of its sentence."""

    def __init__(self, text: str, lowered: str, names: Names, vocabulary: Vocabulary) -> None:
        self._text = text
        self._lowered = lowered
        self._names = names
        self._vocabulary = vocabulary

    def find(self, mention: Mention, reading: Reading, window: Span, claimed: int = 0) -> Parties:
        """`claimed` is where the parties of the mention before end: none of them is this one's subject."""
        parties = Parties()
        self._from_frames(mention, window, parties)
        self._beside(mention, window, parties)
        if len(parties.named) < 2:
            self._from_agent(mention, reading, window, parties)
        if len(parties.named) < 2:
            self._from_subject(mention, reading, Span(max(window.start, claimed), window.end), parties)
        self._groups(mention, window, parties)
        parties.named = self._distinct(parties.named)
        return parties

    def is_of_person(self, mention: Mention) -> bool:
        """Whether it is the contract of one person, a player's or an employee's: kontrak Budi."""
        if mention.kind != "contract":
            return False
        behind = self._names.within(mention.span.end, mention.span.end + 60)
        return bool(behind) and behind[0].label == "PER" and behind[0].span.start == mention.span.end + 1

    def _from_frames(self, mention: Mention, window: Span, parties: Parties) -> None:
        """antara A dan B; dengan B; between A and B; signed by A and B."""
        reach = min(window.end, mention.span.end + 110)
        for match in self._vocabulary.frame.finditer(self._lowered, mention.span.end, reach):
            gap = self._lowered[mention.span.end : match.start()]
            if mention.form == "name":
                gap = gap.lstrip("\"'”’")  # the marks around a name
            if _STOP.search(gap) or (parties.named and "," in gap):
                break
            frame = self._vocabulary.frames[folded(match.group())]
            chain = self._chain(match.end(), window.end)
            if frame == "by" and not _AGREED_BY.search(gap):
                continue
            if frame == "between" and len(chain) >= 2:
                parties.named = [*chain]
                parties.framed = True
                return
            parties.named.extend(chain)
            if frame == "by":
                parties.signatories = self._are_signatories(match.end(), chain)
            parties.framed = parties.framed or (bool(chain) and not parties.signatories)
            parties.unresolved = parties.unresolved or (
                not chain and self._text[match.end() + 1 : match.end() + 2].isupper()
            )

    def _beside(self, mention: Mention, window: Span, parties: Parties) -> None:
        """perjanjian Indonesia-Rusia; the US-Iran ceasefire; the Iran nuclear deal."""
        if mention.form == "verbal":
            return
        if mention.form == "name" and not mention.known:
            inside = self._names.within(*mention.span)
            parties.named.extend(name for name in inside if self._names.is_state(name.name))
            return
        start, end = mention.span
        right = self._chain(end, window.end, adjacent=True) if mention.form != "anaphor" else []
        left: list[Name] = []
        at = start
        for name in reversed(self._names.within(max(window.start, start - 60), start)):
            gap = self._text[name.span.end : at]
            joined = gap in ("-", "–", "/", "- ", " - ") or (
                at != start and gap.strip() in ("and", "dan", "&")
            )
            if not (joined if left else (gap in (" ", "-") and self._vocabulary.language == "en")):
                break
            left.insert(0, name)
            at = name.span.start
        if len(right) == 1 and right[0].label == "LOC" and not self._names.is_state(right[0].name):
            right = []  # the place of an agreement: perjanjian damai Darfur
        beside = [name for name in [*left, *right] if name.label != "PER"]
        parties.named.extend(beside)
        parties.framed = parties.framed or len(beside) > 1

    def _from_agent(self, mention: Mention, reading: Reading, window: Span, parties: Parties) -> None:
        """Nota kesepahaman ditandatangani A dan B: whoever follows the passive verb."""
        if reading.at and reading.step in ("sign", "reach") and reading.at.start >= mention.span.end:
            chain = self._chain(reading.at.end, window.end, guess=False)
            parties.named.extend(chain)
            parties.signatories = self._are_signatories(reading.at.end, chain)

    def _are_signatories(self, at: int, chain: list[Name]) -> bool:
        """Whether the first is named as the office of one who signs: oleh Wakil Ketua Bank Laut."""
        return bool(chain) and len(self._lowered[at : chain[0].span.start].split()) > 1

    def _from_subject(self, mention: Mention, reading: Reading, window: Span, parties: Parties) -> None:
        """A dan B (telah) menandatangani …: the names joined before the verb, or before the noun."""
        at = reading.at.start if reading.at and reading.at.start < mention.span.start else mention.span.start
        found: list[Name] = []
        for name in reversed(self._names.within(window.start, at)):
            if self._lowered[name.span.start - 1 : name.span.start] == "(":
                at = name.span.start - 1  # a short name in brackets
                continue
            gap = _PAREN.sub("", self._lowered[name.span.end : at])
            if not (self._joins(gap) if found else self._reaches(gap)):
                break
            before = self._lowered[max(window.start, name.span.start - 22) : name.span.start]
            aside = (name.label == "LOC" and _PLACE.search(before)) or _BESIDES.search(before)
            if aside and found:
                break
            if aside:
                at = name.span.start - (len(before) - aside.start())
                continue
            at = name.span.start
            found.insert(0, name)
        acting = self._acting(found)
        active = reading.formal or reading.step == "strengthen"
        # "AS menyerukan gencatan senjata": who only asks for an agreement is no party to it
        if len(acting) > 1 or active or parties.named:
            parties.named[:0] = acting

    def _acting(self, found: Iterable[Name]) -> list[Name]:
        """Persons stand for whom they act for; a person of whom that is not known is no party."""
        acting: list[Name] = []
        last: Name | None = None
        for name in found:
            beside = last is not None and not self._between(last, name)
            if name.label == "PER":
                principal = None if beside else self._principal(name)
                if principal is not None:
                    acting.append(principal)
            elif not (beside and name.label == "LOC" and last is not None and last.label == "ORG"):
                acting.append(name)  # in "Telkom Indonesia" the country is no party of its own
            last = name
        return acting

    def _between(self, one: Name, other: Name) -> str:
        return _PAREN.sub("", self._text[one.span.end : other.span.start]).strip()

    def _principal(self, person: Name) -> Name | None:
        principal = self._names.principals.get(person.name)
        if principal is None and self._names.home:
            before = self._lowered[max(0, person.span.start - 44) : person.span.start].rstrip()
            offices = self._vocabulary.offices.finditer(before)
            if any(office.end() == len(before) for office in offices):
                principal = self._names.home
        if principal is None:
            return None
        return Name(person.span, principal, "LOC" if self._names.is_state(principal) else "ORG")

    def _reaches(self, gap: str) -> bool:
        """Whether a name is the subject of the verb that `gap` leads to."""
        if len(gap) > 70 or _STOP.search(gap):
            return False
        words = _WORD.findall(gap)
        breaks = self._vocabulary.breaks - _PURPOSE
        if len(words) > 9 or any(word in breaks for word in words):
            return False
        # "Mexico, China and the agreement": what is listed with the noun does not act on it
        listing = self._vocabulary.links | self._vocabulary.anaphors
        return not words or not listing.issuperset(words)

    def _joins(self, gap: str) -> bool:
        """Whether two names stand in one list: A, B dan C; A-B; Presiden A dan Menteri B."""
        if gap.strip() in ("-", "–", "/", "&", ""):
            return True
        words = _WORD.findall(gap)
        if len(gap) > _GAP or _STOP.search(gap) or len(words) > 6 or self._breaks(gap):
            return False
        listed = gap.lstrip().startswith(",")
        if any(word in self._vocabulary.links for word in words[:3]):
            return True
        return listed and len(words) <= 2

    def _chain(self, at: int, end: int, adjacent: bool = False, guess: bool = True) -> list[Name]:
        """The names of a list that begins at `at`; `adjacent` when nothing may stand before the first."""
        chain: list[Name] = []
        last = at
        within = self._names.guessing if guess else self._names.within
        for name in within(at, min(end, at + 400)):
            gap = _PAREN.sub("", self._lowered[last : name.span.start])
            if gap.strip() == "(":
                continue  # a short name in brackets
            if chain:
                if not self._joins(gap):
                    break
            elif adjacent:
                if gap != " " or name.guessed:
                    break
            elif len(gap) > _GAP or _STOP.search(gap) or "," in gap or self._breaks(gap):
                break
            last = name.span.end
            chain.append(name)
        return self._acting(chain)

    def _breaks(self, gap: str) -> bool:
        return any(word in self._vocabulary.breaks for word in _WORD.findall(gap))

    def _groups(self, mention: Mention, window: Span, parties: Parties) -> None:
        start = max(window.start, mention.span.start - 90)
        end = min(window.end, mention.span.end + 70)
        for match in self._vocabulary.counted.finditer(self._lowered, start, end):
            if folded(match.group()) not in self._vocabulary.groups:
                parties.unnamed.append(self._text[slice(*match.span())])
        for match in self._vocabulary.group.finditer(self._lowered, start, end):
            words = folded(match.group())
            if self._vocabulary.groups[words] == 2:
                parties.two = words
            else:
                parties.unnamed.append(self._text[slice(*match.span())])
        before = _WORD.findall(self._lowered[max(window.start, mention.span.start - 24) : mention.span.start])
        after = _WORD.findall(self._lowered[mention.span.end : mention.span.end + 6])[:1]
        parties.pronoun = any(word in self._vocabulary.we for word in [*before[-2:], *after])

    def _distinct(self, named: Iterable[Name]) -> list[Name]:
        distinct: dict[str, Name] = {}
        for name in named:
            distinct.setdefault(self._names.key(name.name), name)
        return list(distinct.values())
