"""Mentions of one agreement brought together into one record (an event hopper, in TAC KBP's words)."""

from __future__ import annotations

from annotations.finders.agreements.instruments import compatible, is_other_instrument
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.pointing import (
    is_apposition,
    is_indefinite,
    is_listed,
    is_loose,
    is_predicate,
    points_back,
)
from annotations.finders.agreements.record import Record, Sighting
from annotations.finders.agreements.told import KINDS_OF_NAME, Told

_YET = ("proposed", "negotiating")
_OF_ONE = ("break", "end", "suspend", "extend", "comply", "leave")  # steps of one that there is
_GENERAL = frozenset({"sepakat", "kerja sama", "perjanjian", ""})  # nouns that point back to any kind


class Linker:
    """Takes sightings in text order and gives each to a record, an old or a new one."""

    def __init__(self, text: str, names: Names, told: Told) -> None:
        self._text = text
        self._names = names
        self._told = told

    def take(self, sighting: Sighting) -> None:
        record = self._find(sighting)
        if record is None:
            if not self._stands_alone(sighting):
                return
            record = Record()
            self._told.records.append(record)
        record.add(sighting, self._names)
        self._told.remember(record, sighting)

    def _find(self, sighting: Sighting) -> Record | None:
        mention = sighting.mention
        named = self._told.by_key.get(mention.key) if mention.key else None
        near = self._told.near(self._told.last, mention)
        if near is not None and is_predicate(mention, self._text):
            sighting.parties.named = []  # "This is the first deal of A with B": no other than just spoken of
            return near
        if self._told.last is not None and is_apposition(mention, self._told.last.last, self._text):
            return self._told.unite(named, self._told.last) if named else self._told.last
        if self._told.last is not None and is_listed(mention, self._told.last.last, self._text) and not named:
            return None
        if named and self._is_of_others(named, sighting):
            named = None  # "PPA" is short for any power purchase agreement
        if named:
            same = self._same_parties(sighting) if sighting.parties.named else None
            return self._told.unite(named, same) if same and same.kind == mention.kind else named
        if mention.form in ("anaphor", "signing"):
            return self._antecedent(sighting)
        if near is not None and points_back(mention, self._text):
            return near
        if mention.form == "name" and mention.strength == "anaphor":
            return None  # a short name of something that was no agreement
        if self._is_presupposed(sighting) and (known := self._antecedent(sighting)) is not None:
            return known
        if mention.form == "name" and not mention.known and not sighting.parties.named:
            return self._named_now(mention)
        if mention.counted:
            return None
        if mention.strength == "verb" and not sighting.parties.named and not sighting.parties.unnamed:
            # "sepakat" may repeat what was told, "menggandeng warga" is something else
            told = self._told.by_family.get(mention.family) if mention.kind == "agreement" else None
            # "batas yang disepakati" is not of what is yet to be agreed
            return self._told.near(told, mention) if told and told.reading.status not in _YET else None
        if mention.strength == "verb" and not self._agreed_before(sighting):
            return self._told_in_headline(sighting)
        return self._same_parties(sighting)

    def _named_now(self, mention: Mention) -> Record | None:
        """The agreement just spoken of without a name, of the same kind: "akan menandatangani kesepakatan
        dagang. Penandatanganan Agreement on Reciprocal Trade dilakukan …"."""
        last = self._told.last
        if last is None or last.keys or last.kind != mention.kind or last.kind not in KINDS_OF_NAME:
            return None
        return last if len(last.parties) > 1 and mention.paragraph - last.last.paragraph < 2 else None

    def _is_presupposed(self, sighting: Sighting) -> bool:
        """Whether a bare noun means one told of: what is broken, ended or hoped for ("berharap kesepakatan
        tercapai") is there or is being talked about."""
        mention, parties, step = sighting.mention, sighting.parties, sighting.reading.step
        if mention.form != "nominal" or mention.plural or mention.counted or mention.family not in _GENERAL:
            return False
        if parties.unnamed or sighting.marks.apart or is_indefinite(mention, self._text):
            return False
        last = self._told.last
        if len(parties.named) == 1 and not parties.framed and step == "reject" and last:
            return len(last.parties) > 1 and last.reading.status not in _YET  # critics of it
        one = step in _OF_ONE and not sighting.marks.named_year
        if parties.named and not (parties.loose and one):
            return False
        if (
            mention.span.start == mention.around.start
            and sighting.subject is None
            and sighting.reading.formal
        ):
            return True  # "Kesepakatan dicapai setelah …"
        if step in _OF_ONE:
            return True
        return sighting.reading.status in _YET and last is not None and last.reading.status in _YET

    def _agreed_before(self, sighting: Sighting) -> bool:
        """A verb of agreeing repeats only what was told in such words before, not any pact of the two."""
        same = self._same_parties(sighting)
        return same is not None and sighting.mention.family in same.families

    def _is_of_others(self, record: Record, sighting: Sighting) -> bool:
        """Whether a short name that is a noun stands for an agreement of others here."""
        own = {self._names.key(name.name) for name in sighting.parties.named}
        generic = sighting.mention.family and sighting.mention.form == "nominal"
        return bool(generic and len(own) > 1 and len(record.parties) > 1 and not own <= record.parties.keys())

    def _told_in_headline(self, sighting: Sighting) -> Record | None:
        """What "A dan B sepakat …" opens an article with is what its headline tells of A and B."""
        own = {self._names.key(name.name) for name in sighting.parties.named}
        told = [r for r in self._told.records if not r.in_body and r.parties.keys() == own]
        return told[0] if len(told) == len(self._told.records) == 1 else None

    def _antecedent(self, sighting: Sighting) -> Record | None:
        mention = sighting.mention
        if sighting.subject is not None and is_loose(mention, self._text):
            told = [r for r in self._told.latest if _shares_subject(r, sighting)]
            if not told and any(s.subject for r in self._told.latest for s in r.sightings):
                return None  # "the agreement on humanitarian corridors": told apart by what it is about
        if sighting.marks.topics:  # "perjanjian ekstradisi itu", whatever was spoken of since
            told = [r for r in self._told.latest if r.marks.topics & sighting.marks.topics]
            if told:
                return told[-1]
        same = self._told.by_family.get(mention.family)
        headline_only = same is not None and not same.in_body
        general = mention.family in _GENERAL or headline_only
        if same is not None and general and self._is_nearer(self._told.last, same, mention):
            same = self._told.last  # "MoU …. Perjanjian itu …": the one just spoken of, by a general noun
        if same is not None and is_loose(mention, self._text) and mention.paragraph > same.last.paragraph:
            main = self._told.main(mention.family)  # "the deal", paragraphs on: what the article is about
            if main is not None and not self._conflict(main, sighting):
                return main
        if same is not None and not self._conflict(same, sighting):
            return same
        if mention.family == "negosiasi":
            return None
        if mention.strength == "anaphor" and mention.form != "signing":
            return None
        near = self._told.near(self._told.last, mention)
        if near is None or self._conflict(near, sighting):
            return None
        if mention.strength == "ceasefire" and near.kind != "ceasefire" and not near.parties:
            return None
        return near

    def _is_nearer(self, last: Record | None, same: Record, mention: Mention) -> bool:
        """Whether `last` was spoken of in this sentence or the one before, and `same` before that."""
        if last is None or last is same or (last.last.plural and not mention.plural):
            return False
        return mention.around.start - last.last.around.end < 3 and same.last.span.end < last.last.around.start

    def _conflict(self, record: Record, sighting: Sighting) -> bool:
        """Whether the sighting names parties, a year or a number that are not the record's."""
        if record.marks.differ(sighting.marks):
            return True
        own = {self._names.key(name.name) for name in sighting.parties.named}
        theirs = set(record.parties)
        if sighting.parties.signatories:
            return False
        return len(own) > 1 and len(theirs) > 1 and not (own <= theirs or theirs <= own)

    def _same_parties(self, sighting: Sighting) -> Record | None:
        mention = sighting.mention
        own = frozenset(self._names.key(name.name) for name in sighting.parties.named)
        if len(own) > 1:
            record = self._told.by_parties.get(own) or self._told.by_office(own)
            if (
                record is not None
                and not record.counted
                and not is_other_instrument(record, sighting)
                and compatible(record.kind, mention.kind)
            ):
                return record
        same = self._told.by_family.get(mention.family)
        if same is None and mention.telling and mention.form != "name":
            same = self._told.near(self._told.by_kind.get(mention.kind), mention)
        if same is None and self._is_of_last(mention, own):
            same = self._told.last
        if same is None or same.counted or not compatible(same.kind, mention.kind):
            return None
        if is_other_instrument(same, sighting):
            return None
        theirs = set(same.parties)
        if mention.form == "name" and (same.keys or mention.known):
            return None
        if (
            mention.form == "name"
            and len(same.sightings) > 1
            and not same.marks.topics & sighting.marks.topics
        ):
            return None  # what was long told of is not called by a name so late
        if (own and (sighting.parties.unnamed or same.unnamed)) or sighting.parties.unresolved:
            return None  # one more agreement, with others
        if own and not theirs and mention.kind == same.kind and mention.kind in KINDS_OF_NAME:
            return self._told.near(same, mention)
        if own and not theirs and mention.kind == same.kind and mention.telling and same.telling:
            return same  # "kontrak pengadaan …" before and after its parties are named
        if mention.strength == "ceasefire" and len(own) == len(theirs) == 1:
            return self._told.near(same, mention)  # nobody ceases fire alone: the one and the other of it
        if own and sighting.parties.signatories and theirs:
            return self._told.near(same, mention)
        if own:
            return same if own <= theirs or (theirs and theirs <= own and mention.kind == same.kind) else None
        if sighting.parties.unnamed:
            return same if not theirs else None
        if mention.strength == "ceasefire":
            return same
        if is_indefinite(mention, self._text):
            return None
        main = self._told.main(mention.family) if not sighting.reading.status else None
        if main is None or mention.family not in main.families:
            return self._told.near(same, mention)
        # "Kesepakatan dicapai …": the one told of just before, or else what the article is about
        return same if mention.paragraph - same.last.paragraph < 2 else main

    def _is_of_last(self, mention: Mention, own: frozenset[str]) -> bool:
        """Whether a general noun with one of the parties of the agreement just spoken of means that one: "MoU
        … Kerja sama dengan B …"."""
        near = self._told.near(self._told.last, mention)
        general = mention.form == "nominal" and mention.family in _GENERAL and not mention.plural
        return bool(near and general and own and len(near.parties) > 1 and own <= near.parties.keys())

    def _stands_alone(self, sighting: Sighting) -> bool:
        """Whether a mention can open a record: a word that only points back cannot."""
        mention = sighting.mention
        if mention.strength == "anaphor" or (mention.strength == "verb" and not sighting.parties.evidence):
            return False
        if mention.strength == "ceasefire":
            return True
        told_apart = sighting.subject is not None and is_loose(mention, self._text)
        return mention.form != "anaphor" or mention.telling or told_apart or sighting.parties.evidence > 0


def _shares_subject(record: Record, sighting: Sighting) -> bool:
    own = set(sighting.subject.text.lower().split()) if sighting.subject else set()
    return any(own & set(s.subject.text.lower().split()) for s in record.sightings if s.subject)
