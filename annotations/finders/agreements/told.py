"""The agreements that an article has told of so far, and how to come back to one of them."""

from __future__ import annotations

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.record import Record, Sighting

_MOST = 50  # agreements among which the main one is looked for
_LATEST = 8  # agreements back that are looked at
_NEAR = 3  # paragraphs back in which a word that points back may mean an agreement of another noun
# kinds that different nouns share: peace deal, peace pact
KINDS_OF_NAME = frozenset({"trade", "treaty", "ceasefire"})


class Told:
    """Records in the order in which the article opened them; `last` was spoken of last."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.records: list[Record] = []
        self.last: Record | None = None
        self.by_key: dict[str, Record] = {}
        self.by_family: dict[str, Record] = {}
        self.by_kind: dict[str, Record] = {}
        self.by_parties: dict[frozenset[str], Record] = {}

    @property
    def latest(self) -> list[Record]:
        """The last few of them."""
        return self.records[-_LATEST:]

    def last_pair(self, mention: Mention, kind: str, beside: set[str]) -> list[Name]:
        """The two parties of the agreement last spoken of, if that was near: "both countries". Where parties
        of agreements told of stand in the sentence (the keys `beside`), it is an agreement of theirs. `kind`
        as for `Names.last_two`."""
        told = [record for record in self.latest if len(record.parties) == 2]
        theirs = [record for record in told if beside & record.parties.keys()]
        last = self.last
        if last is not None and not last.parties:  # one told of in passing: "a commercial contract in 2026"
            last = max(told, key=lambda record: record.last.span, default=None)
        record = theirs[-1] if theirs and (last not in theirs) else self.near(last, mention)
        if record is None or len(record.parties) != 2:
            return []
        states = [self._names.is_state(name) for name in record.parties.values()]
        if (kind == "state" and not all(states)) or (kind == "organisation" and any(states)):
            return []
        return [Name(mention.span, name, "ORG") for name in record.parties.values()]

    def as_counted(self, mention: Mention) -> Record | None:
        """The last set of agreements for "ketiga perjanjian itu", the last single for "perjanjian itu"."""
        return next(
            (
                r
                for r in reversed(self.latest)
                if mention.family in r.families and r.counted == mention.counted
            ),
            None,
        )

    def last_signed(self, mention: Mention) -> Record | None:
        """The agreement last told of, near `mention`, that is signed or to be signed."""
        told = sorted(self.latest, key=lambda record: record.last.span, reverse=True)
        signed = (r for r in told if any(s.reading.step == "sign" for s in r.sightings))
        return next((record for record in signed if self.near(record, mention)), None)

    def leaves_out(self, key: str) -> bool:
        """Whether the agreements told of so far are all among others than the party of `key`."""
        told = [record for record in self.latest if len(record.parties) > 1]
        return bool(told) and not any(key in record.parties for record in told)

    def last_signatory(self, mention: Mention) -> Name | None:
        """Who signed the agreement last spoken of: the subject of a sentence that names none."""
        record = self.near(self.last, mention)
        if record is None or not record.parties or record.sightings[-1].reading.step != "sign":
            return None
        return Name(mention.span, next(iter(record.parties.values())), "ORG")

    def remember(self, record: Record, sighting: Sighting) -> None:
        """`record` was spoken of, by the words and the parties of `sighting`."""
        self.last = record
        for key in (sighting.mention.key, sighting.mention.short):
            if key:
                self.by_key[key] = record
        if record.kind in KINDS_OF_NAME:
            self.by_kind[record.kind] = record
        family = sighting.mention.family
        if family in record.families and not (sighting.mention.plural and family in self.by_family):
            self.by_family[family] = record  # "the agreement" is not one of "agreements with others"
        if record.parties:
            self.by_parties[frozenset(record.parties)] = record

    def unite(self, one: Record, other: Record) -> Record:
        """Two records that turn out to be of one agreement: the later goes into the earlier."""
        if one is other:
            return one
        earlier, later = sorted((one, other), key=lambda record: record.first.span)
        for sighting in later.sightings:
            earlier.add(sighting, self._names)
            self.remember(earlier, sighting)
        earlier.sightings.sort(key=lambda sighting: sighting.mention.span)
        self.records.remove(later)
        for index in (self.by_key, self.by_family, self.by_kind):
            index.update({key: earlier for key, record in index.items() if record is later})
        return earlier

    def main(self, family: str) -> Record | None:
        """The agreement most spoken of by this noun, if more than once, or else that of the headline."""
        own = [record for record in self.records[:_MOST] if family in record.families]
        for main in (max(own, key=lambda record: len(record.sightings), default=None), self.records[0]):
            if main is not None and len(main.sightings) > 1:
                return main
        return None

    def near(self, record: Record | None, mention: Mention) -> Record | None:
        """`record`, if it was spoken of not long before `mention`."""
        if record is None or mention.paragraph - record.last.paragraph > _NEAR:
            return None
        return record

    def by_office(self, own: frozenset[str]) -> Record | None:
        """A record whose parties are offices or units of those in `own`, or the other way round: the Bank of
        Thailand, and Thailand; a faculty, and its university."""
        for record in reversed(self.latest):
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
