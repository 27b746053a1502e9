"""What a headline tells, given to the agreement that the article below it tells of."""

from __future__ import annotations

from annotations.finders.agreements.record import Record
from annotations.finders.agreements.status import stronger

_MOST = 20  # agreements of a headline that are looked at


def settle_headlines(records: list[Record]) -> None:
    """A headline tells what the article tells, in fewer words ("X sepakati …"): what it names goes, in place,
    to the first agreement of those it names, or else to the first of its noun or kind."""
    headlines = [r for r in records if not r.in_body and not r.first.key]
    body = [r for r in records if r.in_body]
    for headline in headlines[:_MOST] if body else ():
        shared = [r for r in body if not headline.parties.keys().isdisjoint(r.parties)]
        alike = [r for r in body if headline.families & r.families or headline.kind == r.kind]
        both = sorted(
            (r for r in alike if r in shared), key=lambda r: -len(headline.parties.keys() & r.parties.keys())
        )
        record = next(iter(both or (shared if len(headline.parties) < 2 else ()) or alike), None)
        if record is not None:
            record.headlined = stronger(record.headlined, headline.headlined)
            record.sightings[:0] = headline.sightings
            if len(record.parties) < 2 and record.parties.keys() <= headline.parties.keys():
                record.parties = dict(headline.parties)
            records.remove(headline)
