"""Mentions of one agreement brought together into one record (an event hopper, in TAC KBP's words)."""

from __future__ import annotations

from annotations.finders.agreements.instruments import compatible, is_other_instrument
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.pointing import (
    is_apposition,
    is_indefinite,
    is_loose,
    is_predicate,
    points_back,
)
from annotations.finders.agreements.record import Record, Sighting

_MOST = 50  # agreements among which the main one is looked for
_LATEST = 8  # agreements back that are looked at to tell whether the home country has a part in them
_NEAR = 3  # paragraphs back in which a word that points back may mean an agreement of another noun
_TELLING = frozenset(
    {"trade", "treaty", "ceasefire"}
)  # kinds that different nouns share: peace deal, peace pact
_YET = ("proposed", "negotiating")
_GENERAL = frozenset({"sepakat", "kerja sama", "perjanjian", ""})  # nouns that point back to any kind


class Linker:
    """Takes sightings in text order and gives each to a record, an old or a new one."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self.records: list[Record] = []
        self._by_key: dict[str, Record] = {}
        self._by_family: dict[str, Record] = {}
        self._by_kind: dict[str, Record] = {}
        self._by_parties: dict[frozenset[str], Record] = {}
        self._last: Record | None = None

    def take(self, sighting: Sighting) -> None:
        record = self._find(sighting)
        if record is None:
            if not self._stands_alone(sighting):
                return
            record = Record()
            self.records.append(record)
        record.add(sighting, self._names)
        self._remember(record, sighting)

    def last_pair(self, mention: Mention, kind: str, beside: set[str]) -> list[Name]:
        """The two parties of the agreement last spoken of, if that was near: "both countries". Where parties
        of agreements told of stand in the sentence (the keys `beside`), it is an agreement of theirs. `kind`
        as for `Names.last_two`."""
        told = [record for record in self.records[-_LATEST:] if len(record.parties) == 2]
        theirs = [record for record in told if beside & record.parties.keys()]
        record = theirs[-1] if theirs and (self._last not in theirs) else self._near(self._last, mention)
        if record is None or len(record.parties) != 2:
            return []
        states = [self._names.is_state(name) for name in record.parties.values()]
        if (kind == "state" and not all(states)) or (kind == "organisation" and any(states)):
            return []
        return [Name(mention.span, name, "ORG") for name in record.parties.values()]

    def leaves_out(self, key: str) -> bool:
        """Whether the agreements told of so far are all among others than the party of `key`."""
        told = [record for record in self.records[-_LATEST:] if len(record.parties) > 1]
        return bool(told) and not any(key in record.parties for record in told)

    def last_signatory(self, mention: Mention) -> Name | None:
        """Who signed the agreement last spoken of: the subject of a sentence that names none."""
        record = self._near(self._last, mention)
        if record is None or not record.parties or record.sightings[-1].reading.step != "sign":
            return None
        return Name(mention.span, next(iter(record.parties.values())), "ORG")

    def _remember(self, record: Record, sighting: Sighting) -> None:
        self._last = record
        for key in (sighting.mention.key, sighting.mention.short):
            if key:
                self._by_key[key] = record
        if record.kind in _TELLING:
            self._by_kind[record.kind] = record
        family = sighting.mention.family
        if family in record.families and not (sighting.mention.plural and family in self._by_family):
            self._by_family[family] = record  # "the agreement" is not one of "agreements with others"
        if record.parties:
            self._by_parties[frozenset(record.parties)] = record

    def _find(self, sighting: Sighting) -> Record | None:
        mention = sighting.mention
        named = self._by_key.get(mention.key) if mention.key else None
        if is_predicate(mention, self._text) and (near := self._near(self._last, mention)) is not None:
            sighting.parties.named = []  # "This is the first deal of A with B": no other than just spoken of
            return near
        if self._last is not None and is_apposition(mention, self._last.last, self._text):
            return self._unite(named, self._last) if named else self._last
        if named and self._is_of_others(named, sighting):
            named = None  # "PPA" is short for any power purchase agreement
        if named:
            same = self._same_parties(sighting) if sighting.parties.named else None
            return self._unite(named, same) if same and same.kind == mention.kind else named
        if mention.form in ("anaphor", "signing"):
            return self._antecedent(sighting)
        if points_back(mention, self._text) and (near := self._near(self._last, mention)):
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
            told = self._by_family.get(mention.family) if mention.kind == "agreement" else None
            # "batas yang disepakati" is not of what is yet to be agreed
            return self._near(told, mention) if told and told.reading.status not in _YET else None
        if mention.strength == "verb" and not self._agreed_before(sighting):
            return self._told_in_headline(sighting)
        return self._same_parties(sighting)

    def _named_now(self, mention: Mention) -> Record | None:
        """The agreement just spoken of without a name, of the same kind: "akan menandatangani kesepakatan
        dagang. Penandatanganan Agreement on Reciprocal Trade dilakukan …"."""
        last = self._last
        if last is None or last.keys or last.kind != mention.kind or last.kind not in _TELLING:
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
        if len(parties.named) == 1 and not parties.framed and step == "reject" and self._last:
            return len(self._last.parties) > 1 and self._last.reading.status not in _YET  # critics of it
        if parties.named:
            return False
        if (
            mention.span.start == mention.around.start
            and sighting.subject is None
            and sighting.reading.formal
        ):
            return True  # "Kesepakatan dicapai setelah …"
        if step in ("break", "end", "suspend", "extend", "comply"):
            return True
        last = self._last.reading.status if self._last else ""
        return sighting.reading.status in _YET and last in _YET

    def _unite(self, one: Record, other: Record) -> Record:
        """Two records that turn out to be of one agreement: the later goes into the earlier."""
        if one is other:
            return one
        earlier, later = sorted((one, other), key=lambda record: record.first.span)
        for sighting in later.sightings:
            earlier.add(sighting, self._names)
            self._remember(earlier, sighting)
        earlier.sightings.sort(key=lambda sighting: sighting.mention.span)
        self.records.remove(later)
        for index in (self._by_key, self._by_family, self._by_kind):
            index.update({key: earlier for key, record in index.items() if record is later})
        return earlier

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
        told = [r for r in self.records if not r.in_body and r.parties.keys() == own]
        return told[0] if len(told) == len(self.records) == 1 else None

    def _antecedent(self, sighting: Sighting) -> Record | None:
        mention = sighting.mention
        if sighting.subject is not None and is_loose(mention, self._text):
            told = [r for r in self.records[-_LATEST:] if _shares_subject(r, sighting)]
            if not told and any(s.subject for r in self.records[-_LATEST:] for s in r.sightings):
                return None  # "the agreement on humanitarian corridors": told apart by what it is about
        if sighting.marks.topics:  # "perjanjian ekstradisi itu", whatever was spoken of since
            told = [r for r in self.records[-_LATEST:] if r.marks.topics & sighting.marks.topics]
            if told:
                return told[-1]
        same = self._by_family.get(mention.family)
        headline_only = same is not None and not same.in_body
        general = mention.family in _GENERAL or headline_only
        if same is not None and general and self._is_nearer(self._last, same, mention):
            same = self._last  # "MoU …. Perjanjian itu …": the one just spoken of, by a general noun
        if same is not None and is_loose(mention, self._text) and mention.paragraph > same.last.paragraph:
            main = self._main(mention.family)  # "the deal", paragraphs on: what the article is about
            if main is not None and not self._conflict(main, sighting):
                return main
        if same is not None and not self._conflict(same, sighting):
            return same
        if mention.family == "negosiasi":
            return None
        if mention.strength == "anaphor" and mention.form != "signing":
            return None
        near = self._near(self._last, mention)
        if near is None or self._conflict(near, sighting):
            return None
        if mention.strength == "ceasefire" and near.kind != "ceasefire" and not near.parties:
            return None
        return near

    def _main(self, family: str) -> Record | None:
        """The agreement most spoken of by this noun, if more than once, or else that of the headline."""
        own = [record for record in self.records[:_MOST] if family in record.families]
        for main in (max(own, key=lambda record: len(record.sightings), default=None), self.records[0]):
            if main is not None and len(main.sightings) > 1:
                return main
        return None

    def _near(self, record: Record | None, mention: Mention) -> Record | None:
        if record is None or mention.paragraph - record.last.paragraph > _NEAR:
            return None
        return record

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
            record = self._by_parties.get(own) or self._by_office(own)
            if (
                record is not None
                and not record.counted
                and not is_other_instrument(record, sighting)
                and compatible(record.kind, mention.kind)
            ):
                return record
        same = self._by_family.get(mention.family)
        if same is None and mention.telling and mention.form != "name":
            same = self._near(self._by_kind.get(mention.kind), mention)
        if same is None and self._is_of_last(mention, own):
            same = self._last
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
        if own and not theirs and mention.kind == same.kind and mention.kind in _TELLING:
            return self._near(same, mention)
        if own and not theirs and mention.kind == same.kind and mention.telling and same.telling:
            return same  # "kontrak pengadaan …" before and after its parties are named
        if mention.strength == "ceasefire" and len(own) == len(theirs) == 1:
            return self._near(same, mention)  # nobody ceases fire alone: the one and the other of it
        if own and sighting.parties.signatories and theirs:
            return self._near(same, mention)
        if own:
            return same if own <= theirs or (theirs and theirs <= own and mention.kind == same.kind) else None
        if sighting.parties.unnamed:
            return same if not theirs else None
        if mention.strength == "ceasefire":
            return same
        if is_indefinite(mention, self._text):
            return None
        main = self._main(mention.family) if not sighting.reading.status else None
        if main is None or mention.family not in main.families:
            return self._near(same, mention)
        # "Kesepakatan dicapai …": the one told of just before, or else what the article is about
        return same if mention.paragraph - same.last.paragraph < 2 else main

    def _is_of_last(self, mention: Mention, own: frozenset[str]) -> bool:
        """Whether a general noun with one of the parties of the agreement just spoken of means that one: "MoU
        … Kerja sama dengan B …"."""
        near = self._near(self._last, mention)
        general = mention.form == "nominal" and mention.family in _GENERAL and not mention.plural
        return bool(near and general and own and len(near.parties) > 1 and own <= near.parties.keys())

    def _by_office(self, own: frozenset[str]) -> Record | None:
        """A record whose parties are offices or units of those in `own`, or the other way round: the Bank of
        Thailand, and Thailand; a faculty, and its university."""
        for record in reversed(self.records[-_LATEST:]):
            theirs = record.parties.keys()
            if len(theirs) == len(own) and all(
                key in theirs
                or any(
                    self._names.stands_for(key, other) or (own & theirs and self._names.is_unit(key, other))
                    for other in theirs
                )
                for key in own
            ):
                return record
        return None

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
