"""From a record to the suggestion that the reader sees, or to none when too little speaks for it."""

from __future__ import annotations

from annotations.finders.agreements.linking import Record
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Agreement, Passage

_BASE = {"name": 2, "ceasefire": 2, "strong": 1, "mechanism": 1, "talks": 1}
_NOT_YET = ("proposed", "negotiating", "rejected")


def to_agreement(record: Record, text: str, names: Names, vocabulary: Vocabulary) -> Agreement | None:
    """None when the words are there but nothing shows that states or organisations agree."""
    score = _score(record)
    if score < 2 or not _is_between_institutions(record, names):
        return None
    reading = record.reading
    status, realis = _status(record)
    parties = _parties(record)
    counts = [s.mention.count for s in record.sightings if s.mention.count]
    return Agreement(
        id="",
        label=record.kind or "agreement",
        spans=tuple(sorted({sighting.mention.span for sighting in record.sightings})),
        title=_title(record, text, parties),
        parties=parties,
        subject=next((s.subject for s in record.sightings if s.subject), None),
        agreement_status=status,
        realis=realis,
        date=_date(record),
        count=counts[0] if counts else None,
        confidence=_confidence(record, score, status, realis),
        why=_why(record, text, reading.cue),
    )


def _score(record: Record) -> int:
    """How much speaks for an agreement: its noun, its modifiers, parties, a formal step."""
    base = max(
        3 if s.mention.known else _BASE.get("name" if s.mention.form == "name" else s.mention.strength, 0)
        for s in record.sightings
    )
    telling = any(s.mention.telling for s in record.sightings)
    formal = any(s.reading.formal for s in record.sightings)
    unnamed = bool(record.unnamed) and not record.parties
    return base + telling + formal + record.counted + unnamed + min(2, len(record.parties))


def _is_between_institutions(record: Record, names: Names) -> bool:
    strengths = {s.mention.strength for s in record.sightings}
    if any(s.mention.known for s in record.sightings):
        return True
    both = len(record.parties) > 1 or (record.unnamed and not record.parties)
    if "sepakat" in record.families | {"" if record.families else "sepakat"} and any(
        names.is_refused(name) for name in record.parties.values()
    ):
        return False
    if strengths <= {"verb"}:
        return bool(both) and record.kind == "agreement"
    if strengths <= {"weak", "verb", "anaphor"}:
        formal = any(s.reading.formal or s.reading.step == "strengthen" for s in record.sightings)
        return len(record.parties) > 1 and formal
    if strengths <= {"mechanism", "anaphor"}:
        return any(s.reading.formal for s in record.sightings)
    if strengths <= {"talks", "anaphor"}:
        return bool(record.parties)
    if strengths <= {"named"}:
        return bool(record.parties) or any(s.reading.formal for s in record.sightings)
    return True


def _status(record: Record) -> tuple[str, str]:
    status = record.reading.status
    known = next((s.mention.known for s in record.sightings if s.mention.known), None)
    if not status:
        if known:
            status = known.status
        elif record.kind == "ceasefire":
            status = "in_force"
        elif "talks" in {s.mention.strength for s in record.sightings}:
            status = "negotiating"
        else:
            status = "reached" if len(record.parties) > 1 or record.unnamed else "unknown"
    if _is_generic(record, status):
        return ("proposed" if status == "proposed" else "unknown"), "generic"
    return status, "other" if status in _NOT_YET else "actual"


def _is_generic(record: Record, status: str) -> bool:
    """Agreements in general: a bare noun without parties, number or event."""
    if record.parties or record.counted or status not in ("proposed", "unknown"):
        return False
    return all(s.mention.form in ("nominal", "anaphor") for s in record.sightings)


def _parties(record: Record) -> tuple[str, ...]:
    known = next((s.mention.known for s in record.sightings if s.mention.known), None)
    if known and len(record.parties) < 2 and known.parties:
        return known.parties
    unnamed = [words for words in record.unnamed if not words.lower().startswith("antar")]
    return (*record.parties.values(), *(unnamed[:1] if len(record.parties) < 2 else ()))


def _date(record: Record) -> Passage | None:
    status = record.reading.status
    dated = [s for s in record.sightings if s.date is not None]
    return next((s.date for s in dated if s.reading.status == status), None)


def _title(record: Record, text: str, parties: tuple[str, ...]) -> str:
    named = [s.mention for s in record.sightings if s.mention.form == "name"]
    nominal = [s.mention for s in record.sightings if s.mention.form == "nominal"]
    mention = max(named or nominal or [record.first], key=lambda m: m.span.length)
    words = " ".join(text[mention.span.start : mention.span.end].split())
    return f"{words} ({' – '.join(parties[:3])})" if parties else words


def _why(record: Record, text: str, cue: str) -> str:
    first = record.first
    words = " ".join(text[first.span.start : first.span.end].split())
    return f"{words} + {cue}" if cue and cue != words.lower() else words


def _confidence(record: Record, score: int, status: str, realis: str) -> float:
    if realis == "generic":
        return 0.4
    confidence = min(0.9, 0.4 + 0.1 * score)
    if len(record.parties) < 2:
        confidence -= 0.12
    if not record.reading.status:
        confidence -= 0.1
    if status == "unknown":
        confidence -= 0.1
    return round(max(0.2, confidence), 2)
