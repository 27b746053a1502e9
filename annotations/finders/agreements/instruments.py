"""Whether a mention is of another agreement than a record, though its parties or its noun are the same."""

from __future__ import annotations

from annotations.finders.agreements.identity import paper
from annotations.finders.agreements.record import Record, Sighting

_THERE = ("in_force", "suspended", "ended", "broken", "extended", "to_be_extended")
_ALONE = frozenset({"ceasefire", "joint_statement", "mechanism"})  # kinds that merge with their own only


def compatible(one: str, other: str) -> bool:
    """Whether mentions of these two kinds may be of one agreement."""
    return (
        one == other
        or not ({one, other} & _ALONE)
        or ("ceasefire" in (one, other) and bool({"agreement", "mou"} & {one, other}))
    )


def is_other_instrument(record: Record, sighting: Sighting) -> bool:
    """Whether its words show that it is another than `record`, though parties or noun are the same."""
    if sighting.marks.apart or record.marks.differ(sighting.marks):
        return True
    if _came_to_nothing(record, sighting) or _is_of_its_year(record, sighting):
        return True
    if _is_there_already(record, sighting) or _is_talked_about(record, sighting):
        return True
    if _is_yet_to_come(record, sighting) or _is_called_otherwise(record, sighting):
        return True
    own = paper(sighting.mention.family)
    papers = {paper(family) for family in record.families} - {""}
    return bool(own and papers and own not in papers)


def _is_called_otherwise(record: Record, sighting: Sighting) -> bool:
    """Whether it goes by a name of its own, and the record by another; a trade agreement may go by two."""
    called = sighting.mention.form == "name" and bool(sighting.mention.key) and bool(record.keys)
    same = sighting.mention.key in record.keys or bool(record.marks.topics & sighting.marks.topics)
    return called and not same


def _came_to_nothing(record: Record, sighting: Sighting) -> bool:
    """Whether one is what they failed to agree on, and the other what they did agree on."""
    statuses = {sighting.reading.status, record.reading.status}
    return (
        "rejected" in statuses
        and bool(statuses & {"reached", "signed"})
        and sighting.mention.kind != record.kind
    )


def _is_of_its_year(record: Record, sighting: Sighting) -> bool:
    """Whether its noun has a year ("perjanjian 1995") where those of the record, told of before, had none."""
    told = record.in_body and sighting.mention.form == "nominal"
    if record.reading.status in _THERE or any(s.mention.known for s in record.sightings):
        return False  # what was there already has a year without its being said
    same = record.marks.named_year or record.marks.years & sighting.marks.years
    return told and sighting.marks.named_year and not same


def _is_there_already(record: Record, sighting: Sighting) -> bool:
    """Whether it is the cooperation they have, and the record a paper that is yet to come."""
    done = sighting.reading.status in ("reached", "signed", "in_force")
    cooperation = sighting.mention.kind == "cooperation" and record.kind != "cooperation"
    return cooperation and done and record.reading.status in ("proposed", "negotiating")


def _is_talked_about(record: Record, sighting: Sighting) -> bool:
    """Whether the record is that they agreed to talk about it: "agreed to start negotiations for a pact"."""
    agreed = record.last.strength == "verb" and record.last.around == sighting.mention.around
    return agreed and sighting.reading.step == "negotiate"


def _is_yet_to_come(record: Record, sighting: Sighting) -> bool:
    """Whether it is still talked about, by another noun or for a purpose, and that of the record done."""
    if record.reading.status not in ("signed", "in_force", "extended", "broken", "ended"):
        return False
    yet = sighting.reading.status in ("negotiating", "proposed") and sighting.mention.form == "nominal"
    explored = sighting.reading.step == "propose" and sighting.subject is not None  # they seek it for what?
    return yet and (explored or sighting.mention.family not in record.families)
