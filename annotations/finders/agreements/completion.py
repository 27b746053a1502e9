"""Parties that no frame beside the mention names: "both countries", the home country that goes without
saying, whom the speaker acts for, whoever else the sentence or the one before tells of."""

from __future__ import annotations

import re

from annotations.finders.agreements.co_occurrence import co_occurring
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.parties import Parties
from annotations.finders.agreements.record import Sighting
from annotations.finders.agreements.status import Reading
from annotations.finders.agreements.told import Told
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Span

# how "both" end that stand for states, or for organisations
_STATES = (
    *("negara", "pemerintah", "pemerintahan", "presiden", "pemimpin", "perdana menteri", "luar negeri"),
    *("countries", "nations", "states", "country", "nation", "governments", "presidents", "leaders"),
    *("neighbors", "neighbours", "allies", "capitals", "powers", "foreign ministers"),
)
_ORGANISATIONS = (
    *("perusahaan", "maskapai", "bank", "bank sentral", "lembaga", "institusi", "universitas", "kementerian"),
    *("korporasi", "emiten", "perseroan", "badan", "kampus", "instansi", "organisasi", "perguruan tinggi"),
    *("companies", "firms", "banks", "airlines", "automakers", "carmakers", "universities", "agencies"),
)
_PRONOUNS = ("they", "mereka", "keduanya")
_FURTHER = re.compile(
    r"(?:\s(?:until|in|on|hingga|pada|sampai)\s\w{1,20})?,?\s(?:dan|serta|and)\s(?:[\w-]{1,20}\s){0,3}"
)
# what opens a sentence that goes on with the one before: "Pertemuan ini", "Dalam kunjungan tersebut"
_BACK_TO = re.compile(
    r"(?:dalam\s|pada\s|at\s|during\s)?(?:(?:pertemuan|kunjungan|acara|kesempatan|lawatan)\s(?:ini|itu|tersebut)"
    r"|the\s(?:meeting|visit|ceremony|talks))(?!\w)"
)
_BACK = 400  # characters before a sentence in which the one before it may stand


class Completion:
    """Completes the parties of one article's mentions, in text order."""

    def __init__(self, text: str, lowered: str, names: Names, vocabulary: Vocabulary) -> None:
        self._text = text
        self._lowered = lowered
        self._names = names
        self._vocabulary = vocabulary

    def complete(
        self,
        mention: Mention,
        reading: Reading,
        parties: Parties,
        window: Span,
        told: Told,
        last: Sighting | None,
    ) -> None:
        """Adds to `parties` in place. `last` is the sighting before, of whatever agreement."""
        if mention.known and not mention.known.parties and not reading.formal:
            parties.named = []  # a treaty of many: whoever is named beside it is not all of them
        if parties.two and len(parties.named) < 2:
            self._both(mention, parties, told)
        if len(parties.named) == 1 and parties.framed and reading.step == "sign":
            self._with(told.last_signatory(mention), parties)
        if last is not None and self.is_further(last, mention) and len(parties.named) < 2:
            # "a declaration and accords with Fiji": one subject; of "a pact with Fiji", Fiji is none
            subject = last.parties.named
            if last.parties.framed:
                subject = subject[: int(len(subject) > 1)]
            for name in reversed(subject):
                self._with(name, parties)
        self._home(parties, told)
        partner = len(parties.named) == 1 and parties.framed and not parties.unnamed
        if partner and parties.named[0].label == "ORG":
            self._with(self._names.acted_for(mention.around), parties)
            if len(parties.named) < 2:
                self._with(self._names.protagonist(mention.span.start), parties)
        if len(parties.named) < 2 and not parties.unnamed and _may_be_loose(mention, reading, parties):
            self._loose(mention, reading, parties, window)

    def _keys(self, names: list[Name]) -> set[str]:
        return {self._names.key(name.name) for name in names}

    def _with(self, partner: Name | None, parties: Parties) -> None:
        if partner is not None and self._names.key(partner.name) not in self._keys(parties.named):
            parties.named.insert(0, partner)

    def _both(self, mention: Mention, parties: Parties, told: Told) -> None:
        kind = "state" if parties.two.endswith(_STATES) else ""
        kind = "organisation" if parties.two.endswith(_ORGANISATIONS) else kind
        start, end = mention.around.start, mention.span.start
        here = list(self._names.within(start, end))
        spoken_of = told.last_pair(mention, kind, self._keys(here))
        if parties.two in _PRONOUNS and len(here) > 1 and self._are_joined(*here[-2:]):
            spoken_of = []  # "Yerevan and Baku said they had agreed on a treaty"
        pair = spoken_of or list(self._names.last_two(start, end, kind))
        if len(pair) < 2 and kind == "state":
            pair = self._names.states_in(mention.around)
        if len(pair) < 2 and parties.two in _PRONOUNS and not parties.named:
            parties.named = self._alone(here)  # "Fiji mengumumkan bahwa mereka membatalkan …"
        if len(pair) == 2 and self._keys(parties.named) <= self._keys(pair):
            parties.named = [self._names.as_state(name) for name in pair] if kind == "state" else pair

    def _alone(self, names: list[Name]) -> list[Name]:
        """The one state or organisation among `names`, or nobody."""
        acting = {
            self._names.key(n.name): n for n in names if n.label == "ORG" or self._names.is_state(n.name)
        }
        return list(acting.values()) if len(acting) == 1 else []

    def _are_joined(self, one: Name, other: Name) -> bool:
        return self._lowered[one.span.end : other.span.start].strip() in ("dan", "and", "serta")

    def is_further(self, last: Sighting, mention: Mention) -> bool:
        """Whether a mention is a further object of the subject that did what is said of the last one: "signed
        a contract with A and a lease with B", "extended a contract with A and scrapped a lease with B"."""
        if last.mention.around != mention.around:
            return False
        end = max(last.mention.span.end, last.parties.end)
        return _FURTHER.fullmatch(self._lowered, end, mention.span.start) is not None

    def _home(self, parties: Parties, told: Told) -> None:
        home = self._names.home
        if not home or len(parties.named) != 1 or not self._names.is_state(parties.named[0].name):
            return
        if (parties.framed or parties.pronoun) and not told.leaves_out(self._names.key(home)):
            span = parties.named[0].span
            self._with(Name(span, home, "LOC"), parties)

    def _loose(self, mention: Mention, reading: Reading, parties: Parties, window: Span) -> None:
        sentence = mention.around.start
        windows = [window]
        if not parties.named and reading.formal:
            before = self._lowered.rfind(". ", max(0, sentence - _BACK), max(0, sentence - 2))
            line = self._lowered.rfind("\n", max(0, sentence - _BACK), sentence)
            if line < max(0, sentence - 2):  # the sentence before, of the same paragraph
                windows.append(Span(max(before, line, sentence - _BACK, 0), sentence))
            elif _BACK_TO.match(self._lowered, sentence, mention.span.start):
                windows.append(Span(max(0, sentence - _BACK), sentence))  # the paragraph before
        for span in windows:
            both = co_occurring(mention, span, self._text, self._lowered, self._names, self._vocabulary)
            if both and self._keys(parties.named) <= self._keys(both):
                parties.named, parties.loose = both, True
                return


def _may_be_loose(mention: Mention, reading: Reading, parties: Parties) -> bool:
    """Whether those named in its sentence are taken for the parties though no frame leads to them."""
    if parties.two or parties.unresolved or mention.form in ("verbal", "anaphor", "signing", "name"):
        return False
    said = bool(reading.status) or mention.telling
    return said and (not mention.plural or reading.formal)
