"""Reads who agreed: names in the frames that lead to parties, groups that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from annotations.finders.agreements.back_references import back_reference
from annotations.finders.agreements.clause_subject import ClauseSubject
from annotations.finders.agreements.descriptions import described_at
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.name_lists import NameLists
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.parties import Parties
from annotations.finders.agreements.phrases import folded
from annotations.finders.agreements.status import Reading
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Span

_ANSWER = 40  # characters back in which "menyetujui" governs what was proposed: "setujui usulan …"
_AGENT = 30  # characters between a noun and "oleh" that leads to those who agreed: "… jual beli oleh A dan B"
_NEAR = 70  # characters to each side of a contract in which "pemain", "klub" … tell whose it is
_ORIGIN = 30  # characters behind a name in which is said where it is from
_BACK = 600  # characters back in which "perusahaan itu" looks for the company it means
_WORD = re.compile(r"[\w’'-]+")
_STOP = re.compile(r"[.;:!?\"“”]|\.\s")
_MANNER = re.compile(r"\s(?!menteri|menko|menlu|media|merek|mesin)me(?:m|n|l|r|w|y)[a-z]{3,}(?!\w)")
# "kesepakatan lewat panggilan telepon dengan X": whom the call was with
_BY_MEANS = re.compile(
    r"(?<!\w)(?:lewat|via|saat(?!\sini)|usai|setelah|pertemuan|during|after|through|following)(?!\w)"
)
_NAMED = re.compile(r"[A-Z][\w-]+ [A-Z]")
_SIGNING = re.compile(r"(?:penandatangan\w*|signing)\s(?:\w+\s){0,2}$")
_AGREED_BY = re.compile(
    r"(?:ditandatangani|diteken|disepakati|dicapai|dibuat|signed|reached|agreed|struck|made|concluded)\s*$"
)
# steps short of an agreement that only a party takes: others may call for one, who offers it has a part in it
_OWN = frozenset(
    {"menawarkan", "menjajaki", "mengusulkan", "merundingkan", "menegosiasikan", "menyusun", "mengajukan"}
    | {"negotiating", "negotiate", "discussing", "discussed", "proposed", "offered", "nearing"}
)
_FRONTED = re.compile(r"[\"“\s]*(?:dengan|bersama|together\swith|with)\s")
_APPOSED = re.compile(r"(?:\s[A-Z][\w-]{1,20})?,\s")
_TALKS = re.compile(
    r"(?<!\w)(?:perundingan|negosiasi|pembicaraan|berunding|bernegosiasi|talks|negotiations|discussions|negotiating)"
    r"\s(?:dengan|bersama|antara|with|between)(?!\w)"
)
_FROM = re.compile(r"[^,.;:!?\"“”()]{0,60}?\s(?:dari|from)(?!\w)")
_LED_TO = re.compile(r"(?:by|oleh|antara|between)\s$")


class PartyFinder:
    """Reads the parties of one mention out of its sentence."""

    def __init__(self, text: str, lowered: str, names: Names, vocabulary: Vocabulary) -> None:
        self._text = text
        self._lowered = lowered
        self._names = names
        self._vocabulary = vocabulary
        self._undated = names.undated
        self._lists = NameLists(text, lowered, names, vocabulary)
        self._subjects = ClauseSubject(text, lowered, names, self._lists, vocabulary)

    def find(self, mention: Mention, reading: Reading, window: Span, claimed: int = 0) -> Parties:
        """`claimed` is where the parties of the mention before end: none of them is this one's subject."""
        parties = Parties()
        self._fronted(mention, window, parties)
        self._in_talks(mention, window, parties)
        self._from_frames(mention, window, parties)
        self._beside(mention, window, parties)
        self._from_giver(mention, reading, window, parties)
        if len(parties.named) < 2:
            self._from_agent(mention, reading, window, parties)
        if len(parties.named) < 2 or parties.partners:
            self._from_subject(mention, reading, Span(max(window.start, claimed), window.end), parties)
        self._groups(mention, window, parties)
        parties.named = self._distinct(parties.named)
        return parties

    def is_of_person(self, mention: Mention) -> bool:
        """Whether it is the contract of one person, a player's or an employee's: kontrak Budi."""
        if mention.kind != "contract":
            return False
        start, end = mention.span
        near = max(mention.around.start, start - _NEAR), min(mention.around.end, end + _NEAR)
        if self._vocabulary.of_persons.search(self._lowered, *near):
            return True
        behind = self._names.within(mention.span.end, mention.span.end + 60)
        return bool(behind) and behind[0].label == "PER" and behind[0].span.start == mention.span.end + 1

    def _from_frames(self, mention: Mention, window: Span, parties: Parties) -> None:
        """antara A dan B; dengan B; between A and B; signed by A and B."""
        reach = min(window.end, mention.span.end + 110)
        for match in self._vocabulary.frame.finditer(self._lowered, mention.span.end, reach):
            gap = self._lowered[mention.span.end : match.start()]
            last = max((name.span.end for name in parties.named), default=0)
            if last > mention.span.end and len(_WORD.findall(self._lowered, last, match.start())) > 2:
                break  # "an agreement with A and is in talks with B"
            if mention.form == "name":
                gap = gap.lstrip("\"'”’")  # the marks around a name
            if _STOP.search(gap) or (parties.named and "," in gap) or _BY_MEANS.search(gap):
                break
            frame = self._vocabulary.frames[folded(match.group())]
            if _MANNER.match(self._text, match.end()):
                continue  # "dicapai dengan menukar sandera": how, not with whom
            chain = self._lists.chain(match.end(), window.end, persons=frame == "between")
            # "kontrak pengadaan mesin oleh A dengan B": a noun of doing takes an agent as its verb does
            if frame == "by" and not self._is_agent(mention, gap) and (len(chain) < 2 or len(gap) > _AGENT):
                continue
            if not chain and frame != "by":
                self._describe(match.end(), mention, window, parties)
            if frame == "between" and len(chain) >= 2:
                parties.named = [*chain]
                parties.framed = True
                return
            if frame == "with" and not chain:
                chain = self._lists.stranger(match.end(), window.end)
            parties.named.extend(chain)
            parties.partners = frame == "with" and bool(chain)
            if frame == "by":
                parties.signatories = self._are_signatories(match.end(), chain)
            parties.framed = parties.framed or (bool(chain) and not parties.signatories)
            parties.unresolved = parties.unresolved or (
                not chain and frame != "by" and self._text[match.end() + 1 : match.end() + 2].isupper()
            )

    def _fronted(self, mention: Mention, window: Span, parties: Parties) -> None:
        """ "Dengan X, Y menandatangani …": the partner before the subject."""
        fronted = _FRONTED.match(self._lowered, window.start, mention.span.start)
        chain = self._lists.chain(fronted.end(), mention.span.start) if fronted else []
        comma = self._text.find(",", chain[-1].span.end, mention.span.start) if chain else -1
        if 0 <= comma < chain[-1].span.end + _ORIGIN:
            parties.named.extend(chain)
            parties.partners = parties.framed = True

    def _in_talks(self, mention: Mention, window: Span, parties: Parties) -> None:
        """ "In talks with X on a contract": the partner before the noun."""
        for match in _TALKS.finditer(self._lowered, window.start, mention.span.start):
            chain = self._lists.chain(match.end(), mention.span.start)
            gap = self._lowered[chain[-1].span.end : mention.span.start] if chain else ","
            if "," not in gap and len(gap) < 50 and not _STOP.search(gap):
                parties.named.extend(chain)
                parties.partners = parties.framed = True

    def _from_giver(self, mention: Mention, reading: Reading, window: Span, parties: Parties) -> None:
        """ "Mengantongi kontrak … dari X", "won a contract from X"."""
        if mention.kind != "contract" or reading.step != "reach" or parties.named:
            return
        giver = _FROM.match(self._lowered, mention.span.end, min(window.end, mention.span.end + 80))
        chain = self._lists.chain(giver.end(), window.end) if giver else []
        parties.named.extend(chain)
        parties.partners = parties.framed = parties.framed or bool(chain)

    def _is_agent(self, mention: Mention, gap: str) -> bool:
        """ "Ditandatangani oleh X", or "penandatanganan nota kesepahaman oleh X"."""
        before = self._lowered[max(0, mention.span.start - 50) : mention.span.start]
        signing = mention.form == "signing" or _SIGNING.search(before)
        return bool(_AGREED_BY.search(gap) or (signing and len(gap) < 40 and "," not in gap))

    def _describe(self, at: int, mention: Mention, window: Span, parties: Parties) -> None:
        described = described_at(at, window.end, self._lowered, self._vocabulary)
        if described is None:
            return
        if not described.points_back:
            words = self._text[slice(*described.span)]
            if " " not in words or _NAMED.search(words):
                return  # "dengan perusahaan": any; "with the European Investment Bank": no description
            following = self._names.within(described.span.end, min(window.end, described.span.end + _ORIGIN))
            gap = self._text[described.span.end : following[0].span.start] if following else ""
            if _APPOSED.fullmatch(gap):  # "dengan perusahaan Peru, X"
                parties.named.append(replace(following[0], label="ORG"))
            else:
                parties.unnamed.append(self._text[slice(*described.span)])
            parties.framed = True
            return
        before = self._names.within(max(0, mention.around.start - _BACK), mention.around.start)
        company = next((name for name in reversed(before) if name.label == "ORG"), None)
        if company is not None:
            parties.named.append(company)
            parties.framed = True

    def _beside(self, mention: Mention, window: Span, parties: Parties) -> None:
        """perjanjian Indonesia-Rusia; the US-Iran ceasefire; the Iran nuclear deal."""
        if mention.form == "verbal":
            return
        if mention.form == "name" and not mention.known:
            inside = self._names.inside(mention.span)
            parties.named.extend(name for name in inside if self._names.is_state(name.name))
            if not inside:  # the name finder may take the whole for one name: Indonesia-Peru CEPA
                states = self._vocabulary.states
                parts = re.split(r"[\s–-]", self._text[slice(*mention.span)])
                parties.named.extend(
                    Name(mention.span, states[part], "LOC") for part in parts if part in states
                )
            return
        start, end = mention.span
        right = self._lists.chain(end, window.end, adjacent=True) if mention.form != "anaphor" else []
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
            chain = self._lists.chain(reading.at.end, window.end, guess=False)
            chain = [name for name in chain if not self._names.is_refused(name.name)]  # who only approves it
            parties.named.extend(chain)
            parties.signatories = self._are_signatories(reading.at.end, chain)

    def _are_signatories(self, at: int, chain: list[Name]) -> bool:
        """Whether the first is named as the office of one who signs: oleh Wakil Ketua Bank Laut."""
        return bool(chain) and len(self._lowered[at : chain[0].span.start].split()) > 1

    def _from_subject(self, mention: Mention, reading: Reading, window: Span, parties: Parties) -> None:
        """A dan B (telah) menandatangani …: the names joined before the verb, or before the noun."""
        verb = reading.at is not None and reading.at.start < mention.span.start
        at = reading.at.start if reading.at and verb else mention.span.start
        answer = None
        if reading.step == "propose":
            before = max(window.start, mention.span.start - _ANSWER)
            answer = self._vocabulary.answers.search(self._lowered, before, mention.span.start)
        if answer:
            at = answer.start()
        acting = self._subjects.find(at, window, mention, control=False)
        if not acting:
            meant = back_reference(at, window.start, self._undated, self._names, self._vocabulary)
            if isinstance(meant, Name):
                acting = [meant]
            else:
                parties.two = meant
        if not acting and parties.named and parties.framed:
            # "X berharap kesepakatan dengan Y …": who speaks of one with another has a part in it
            acting = self._subjects.find(at, window, mention, control=True)
            if self._names.is_state(parties.named[0].name):  # what states agree on, others only speak of
                acting = [name for name in acting if self._names.is_state(name.name)]
        own = reading.cue in _OWN and mention.kind != "ceasefire"
        active = reading.formal or reading.step == "strengthen" or answer is not None or own
        passive = reading.cue.startswith("di")  # "telah ditandatangani": its subject is the paper
        if not acting and not parties.two and reading.step in ("sign", "reach") and verb and not passive:
            acting = self._subjects.unknown(at, window)
        # "AS menyerukan gencatan senjata": who only asks for an agreement is no party to it
        # "Germany and Spain back the deal": what is said of a deal known already names no party
        joint = len(acting) > 1 and (mention.form != "anaphor" or mention.telling)
        if joint or active or parties.named:
            parties.named[:0] = acting

    def _groups(self, mention: Mention, window: Span, parties: Parties) -> None:
        start = max(window.start, mention.span.start - 90)
        end = min(window.end, mention.span.end + 70)
        comma = self._lowered.find(", ", mention.span.end, end)
        clause = comma if comma >= 0 else end
        for match in self._vocabulary.counted.finditer(self._lowered, start, clause):
            behind = match.start() > mention.span.end
            if behind and not self._vocabulary.frame.search(self._lowered, mention.span.end, match.start()):
                continue  # "kesepakatan akan membawa 10 mitra dagang"
            if folded(match.group()) not in self._vocabulary.groups:
                parties.unnamed.append(self._text[slice(*match.span())])
        for match in self._vocabulary.group.finditer(self._lowered, start, end):
            if match.start() > clause and not _LED_TO.search(self._lowered, match.start() - 9, match.start()):
                continue  # "a pact with A, and urged both sides …"
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
