"""Agreements told of without their parties: they are among those of whom the article speaks just there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotations.finders.agreements.record import Record

_BILATERAL = (
    "perjanjian",
    "agreement",
)  # what may be called by a name and be one of two; conventions are of many
_NEAR = 3  # paragraphs back in which the parties meant were named


def keep_to_topic(records: Sequence[Record]) -> None:
    """Gives a record without parties, or with one of them, the two of the record told of before it, in place:
    "An earlier truce lasted only weeks"."""
    told: Record | None = None
    for record in sorted(records, key=lambda record: record.first.span):
        if len(record.parties) == 2 and (
            told is None or told.kind == "contract" or record.kind != "contract"
        ):
            told = record
        elif (
            told is not None
            and record.parties.keys() <= told.parties.keys()
            and _is_open(record)
            and _is_near(record, told)
        ):
            record.parties = dict(told.parties)


def _is_open(record: Record) -> bool:
    """Whether it is an agreement of somebody, told of without all of them."""
    if record.unnamed or any(s.mention.known or s.parties.unresolved for s in record.sightings):
        return False
    if record.kind == "contract" or (record.first.form == "name" and record.first.family not in _BILATERAL):
        return False
    if record.first.plural and record.kind != "ceasefire":
        return False
    return record.in_body and (
        record.kind == "ceasefire"
        or any(s.reading.formal or s.reading.step in ("negotiate", "force") for s in record.sightings)
    )


def _is_near(record: Record, told: Record) -> bool:
    before = bisect_left(told.sightings, record.first.span, key=lambda sighting: sighting.mention.span) - 1
    return before >= 0 and record.first.paragraph - told.sightings[before].mention.paragraph <= _NEAR
