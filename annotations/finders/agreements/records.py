"""From a record to the suggestion that the reader sees, or to none when too little speaks for it."""

from __future__ import annotations

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.record import Record
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.model import Agreement, Passage, parties_in_title

_BASE = {"name": 2, "ceasefire": 2, "strong": 1, "mechanism": 1, "talks": 1, "document": 2}
_LEAD = 800  # characters of headline, dateline and the first paragraphs, where news announces what it is of
_NOT_YET = ("proposed", "negotiating", "rejected")


def to_agreement(record: Record, text: str, names: Names, vocabulary: Vocabulary) -> Agreement | None:
    """None when the words are there but nothing shows that states or organisations agree."""
    score = _score(record)
    least = 2 if record.parties or record.unnamed or _is_telling(record) else 3
    if (score < least and not _is_done_contract(record)) or not _is_between_institutions(record, names):
        return None
    reading = record.reading
    status, realis = _status(record, vocabulary.language)
    if realis == "generic" and not reading.status:
        return None  # talk of such agreements, not of one
    parties = _parties(record, names)
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
    telling = _is_telling(record)
    formal = min(2, sum(s.reading.formal for s in record.sightings))  # twice: the story is of it
    unnamed = bool(record.unnamed) and not record.parties
    # "a 2011 agreement": one instrument and no other
    dated = any(s.marks.years and s.mention.strength in ("strong", "document") for s in record.sightings)
    return base + telling + formal + record.counted + dated + unnamed + min(2, len(record.parties))


def _is_telling(record: Record) -> bool:
    return any(s.mention.telling or s.mention.form == "name" for s in record.sightings)


def _is_between_institutions(record: Record, names: Names) -> bool:
    strengths = {s.mention.strength for s in record.sightings}
    if any(s.mention.known for s in record.sightings):
        return True
    both = len(record.parties) > 1 or bool(record.unnamed)
    if "sepakat" in record.families | {"" if record.families else "sepakat"} and any(
        names.is_refused(name) for name in record.parties.values()
    ):
        return False
    if _is_done_contract(record):
        return True
    if record.first.strength == "verb" and record.kind == "cooperation":
        return _is_news(record, names)
    if strengths <= {"verb", "anaphor"} and record.first.form == "verbal":
        return bool(both) and all(
            _can_agree(name, names) for s in record.sightings for name in s.parties.named
        )
    if record.kind == "cooperation" and strengths <= {"weak", "anaphor"} and len(record.parties) > 1:
        return bool(record.reading.status)  # offered, sought, under way …; not what two merely have in common
    if strengths <= {"weak", "verb", "anaphor"} or (record.kind == "contract" and not record.parties):
        steps = {
            s.reading.step
            for s in record.sightings
            if s.reading.formal or s.reading.step in ("strengthen", "negotiate")
        }
        # who signs, ends or renews a contract does so with somebody, named or not
        least = 1 if steps & {"sign", "end", "suspend", "extend"} else 2
        return len(record.parties) + len(record.unnamed) >= least and bool(steps)
    if strengths <= {"mechanism", "anaphor"}:
        return any(s.reading.formal for s in record.sightings)
    if strengths <= {"talks", "anaphor"}:
        return bool(record.parties)
    if strengths <= {"named", "anaphor"}:
        # Deklarasi Bali, Konvensi PBB: a place or a union of states in the name
        inside = [name for s in record.sightings for name in names.inside(s.mention.span)]
        if any(s.reading.formal for s in record.sightings):
            return True
        return any(name.label == "LOC" or names.is_state(name.name) for name in inside)
    return True


def _is_news(record: Record, names: Names) -> bool:
    """Whether who joins with whom is said, and told in the headline or the lead or spoken of again: many
    work together without an agreement."""
    again = any(s.mention.strength != "verb" for s in record.sightings)
    if not again and (record.first.span.start > _LEAD or len(record.parties) < 2):
        return False
    if not record.parties or len(record.parties) + len(record.unnamed) < 2:
        return False
    named = (name for s in record.sightings for name in s.parties.named)
    return all(name.label == "ORG" or names.is_state(name.name) for name in named)


def _is_done_contract(record: Record) -> bool:
    """Whether it is a contract that was signed, or one of supply, purchase … that was ended or renewed,
    told of without its parties."""
    formal = any(s.reading.formal for s in record.sightings)
    return record.kind == "contract" and (record.told.status == "signed" or (formal and _is_telling(record)))


def _can_agree(name: Name, names: Names) -> bool:
    """Towns and provinces that "agree" on something decide it; states and organisations make agreements."""
    return name.label != "LOC" or names.is_state(name.name)


def _status(record: Record, language: str) -> tuple[str, str]:
    status = record.reading.status
    known = next((s.mention.known for s in record.sightings if s.mention.known), None)
    if status in ("", "proposed") and "talks" in {s.mention.strength for s in record.sightings}:
        status = "negotiating"  # talks that are told of go on
    if not status:
        if known:
            status = known.status
        elif record.kind == "ceasefire":
            status = "in_force"
        elif record.kind in ("treaty", "trade") and any(s.mention.form == "name" for s in record.sightings):
            status = "in_force"  # what goes by a name of its own is there
        else:
            status = "reached" if len(record.parties) > 1 or record.unnamed else "unknown"
    kept = any(s.reading.status == "in_force" for s in record.sightings)
    if known and kept and known.status in ("in_force", "unknown") and status in ("signed", "reached"):
        status = "in_force"  # how the treaty that all know came about is told once more
    if known and status == "proposed" and known.status == "negotiating":
        status = known.status  # hoped for, and known to be talked about
    if _is_generic(record, language):
        return ("proposed" if status == "proposed" else "unknown"), "generic"
    denied = status == record.reading.status == "unknown"
    return status, "other" if denied or status in _NOT_YET else "actual"


def _is_generic(record: Record, language: str) -> bool:
    """Agreements in general: nouns without parties, number or event ("trade deals"). Indonesian nouns show
    no number: its treaties count as one only by what else is said of them."""
    if record.parties or record.unnamed or record.counted or record.reading.status not in ("", "proposed"):
        return False
    uncounted = language == "id"
    return all(
        s.mention.form == "anaphor"
        or (s.mention.form == "nominal" and (s.mention.plural or (uncounted and s.mention.kind == "treaty")))
        for s in record.sightings
    )


def _parties(record: Record, names: Names) -> tuple[str, ...]:
    known = next((s.mention.known for s in record.sightings if s.mention.known), None)
    if known and (len(known.parties) > 1 or not record.parties) and known.parties:
        return tuple(record.parties.get(names.key(name), name) for name in known.parties)
    unnamed = record.unnamed
    return (*record.parties.values(), *(unnamed[:1] if len(record.parties) < 2 else ()))


def _date(record: Record) -> Passage | None:
    status = record.reading.status
    dated = [s for s in record.sightings if s.date is not None]
    return next((s.date for s in dated if s.reading.status == status), None)


def _title(record: Record, text: str, parties: tuple[str, ...]) -> str:
    named = [
        s.mention for s in record.sightings if s.mention.form == "name" and s.mention.strength != "anaphor"
    ]
    nominal = [s.mention for s in record.sightings if s.mention.form == "nominal"]
    mention = max(named or nominal or [record.first], key=lambda m: m.span.length)
    words = " ".join(text[mention.span.start : mention.span.end].split())
    return words + parties_in_title(parties)


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
    if not record.reading.status or record.reading.hedged:
        confidence -= 0.1  # nothing says how far it has come, or only what was not done
    if all(s.mention.strength == "verb" for s in record.sightings) and record.kind == "cooperation":
        confidence -= 0.2  # many join forces without an agreement
    if status == "unknown":
        confidence -= 0.1
    least = 0.75 if any(s.mention.known for s in record.sightings) else 0.2
    return round(max(least, confidence), 2)
