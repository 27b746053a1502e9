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
            if self._is_purpose(sighting):
                return
            if not self._stands_alone(sighting):
                return
            record = Record()
            self._told.records.append(record)
        record.add(sighting, self._names)
        self._told.remember(record, sighting)

    def _is_purpose(self, sighting: Sighting) -> bool:
        """Whether an agreement of the same sentence is for it: "MoU untuk meningkatkan kerja sama"."""
        mention, reading, last = sighting.mention, sighting.reading, self._told.last
        aim = reading.step == "strengthen" and reading.status == "proposed" and mention.form == "nominal"
        return aim and last is not None and last.last.around == mention.around and last.reading.formal

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
        if mention.form == "nominal" and (signed := self._being_signed(sighting)) is not None:
            return signed
        if self._is_presupposed(sighting) and (known := self._antecedent(sighting)) is not None:
            return known
        if mention.form == "name" and not mention.known and not sighting.parties.named:
            return self._named_now(sighting)
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

    def _named_now(self, sighting: Sighting) -> Record | None:
        """The agreement just spoken of without a name, of the same kind or topic: "akan menandatangani
        kesepakatan dagang. Penandatanganan Agreement on Reciprocal Trade dilakukan …"."""
        mention = sighting.mention
        for record in reversed(self._told.latest):
            alike = record.marks.topics & sighting.marks.topics and not record.counted
            if alike and not record.marks.differ(sighting.marks) and self._told.near(record, mention):
                return record
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
        opens = mention.span.start == mention.around.start and sighting.subject is None
        if opens and sighting.reading.formal:
            return True  # "Kesepakatan dicapai setelah …"
        if step in _OF_ONE:
            return True
        return sighting.reading.status in _YET and last is not None and last.reading.status in _YET

    def _being_signed(self, sighting: Sighting) -> Record | None:
        """What a sentence means that opens with its signing: "Penandatanganan MoU disaksikan …"."""
        at, around = sighting.reading.at, sighting.mention.around
        if not sighting.reading.tenseless or at is None or at.start != around.start:
            return None
        same = self._told.near(self._told.by_family.get(sighting.mention.family), sighting.mention)
        own = {self._names.key(name.name) for name in sighting.parties.named}
        if same is None or sighting.marks.apart or same.marks.differ(sighting.marks):
            return None
        return same if own <= same.parties.keys() else None

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
        if mention.form == "signing" and (signed := self._told.last_signed(mention)) is not None:
            return signed
        if sighting.subject is not None and is_loose(mention, self._text):
            told = [r for r in self._told.latest if _shares_subject(r, sighting)]
            if not told and any(s.subject for r in self._told.latest for s in r.sightings):
                return None  # "the agreement on humanitarian corridors": told apart by what it is about
        if sighting.marks.topics:  # "perjanjian ekstradisi itu", whatever was spoken of since
            told = [r for r in self._told.latest if r.marks.topics & sighting.marks.topics]
            if told:
                return told[-1]
        same = self._told.by_family.get(mention.family)
        if same is not None and same.counted != mention.counted:
            same = self._told.as_counted(mention) or same
        headline_only = same is not None and not same.in_body
        general = mention.family in _GENERAL or headline_only
        if (
            same is not None
            and general
            and not mention.counted
            and self._is_nearer(self._told.last, same, mention)
        ):
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
        if last is None or last is same or (last.last.plural and not mention.plural) or last.counted:
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
                and not self._is_called_late(record, sighting)
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
        if self._is_called_late(same, sighting):
            return None
        if (own and (sighting.parties.unnamed or same.unnamed)) or sighting.parties.unresolved:
            return None  # one more agreement, with others
        if own and not theirs and mention.kind == same.kind and mention.kind in KINDS_OF_NAME:
            return self._told.near(same, mention)
        if own and not theirs and mention.kind == same.kind and mention.telling and same.telling:
            return same  # "kontrak pengadaan …" before and after its parties are named
        alone = mention.strength == "ceasefire" or (
            sighting.reading.step in _OF_ONE
            and not (mention.key or same.keys)
            and all(self._names.is_state(name) for name in (*same.parties.values(), *own))
        )
        if alone and len(own) == len(theirs) == 1:
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

    def _is_called_late(self, record: Record, sighting: Sighting) -> bool:
        """What was long told of is not called by a name so late."""
        alike = record.marks.topics & sighting.marks.topics
        return sighting.mention.form == "name" and len(record.sightings) > 1 and not alike

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
