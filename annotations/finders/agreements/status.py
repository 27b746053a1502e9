"""How far an agreement has come: cues around a mention, read down a ladder.

The ladder is broken > extended > future > signed > reached > negotiating, after the observation that
a noun of agreement stands as often beside its rejection or breach as beside its signing, and that a
future signing is a promise (PLOVER codes "will sign" as AGREE, "signed" as SUPPORT). What one side
accuses the other of, denies or threatens is no step taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.phrases import folded
from annotations.finders.agreements.vocabulary import Cue, Vocabulary
from annotations.model import Span

_LEFT, _RIGHT = 60, 110  # characters between a cue and its noun
_NONE = 16  # characters between "no" or "tanpa" and its noun
_CLAUSE_REACH = 180  # the same for words that govern their whole clause: hopes and conditions
_MODAL_REACH = 34  # characters before a cue in which a modal or a negation governs it
_WORD = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[;:!?\"“”»«]|\.\s")
# what follows has a subject of its own: "signed on Monday, after the ceremony was postponed"
_OTHER_CLAUSE = re.compile(
    r"(?<!\w)(?:agar|supaya|setelah|usai|sebelum|(?:ketika|saat)(?!\s(?:ini|itu))|karena|sementara|sedangkan|meski\w*|walau\w*|kendati"
    r"|after|before|when|while|because|although|though|since)(?!\w)"
)
_RELATIVE = re.compile(r"(?<!\w)(?:yang|which|that)\s(?:\w+\s){0,2}$")
_DONE = re.compile(r"(?<!\w)(?:telah|sudah|yang|which|that was|have|has|had)(?!\w)")
# a second statement ends what an accusation or a denial governs: "membantah tudingan itu dan menegaskan …"
_SAYS_MORE = re.compile(
    r"(?<!\w)(?:dan|tetapi|namun|serta|and|but|while|sementara|sedangkan)\s(?:\w+\s)?"
    r"(?:me\w+|ber\w+|said|says|insisted|pledged|vowed|called|urged)(?!\w)|^\s(?:itu|tersebut|ini)(?!\w)|;|[.!?]\s"
)
# what talks are about, said by a preposition: "berunding dengan X soal perjanjian", "in talks on an accord"
_TOPICS = frozenset({"tentang", "mengenai", "soal", "terkait", "untuk", "on", "about", "over"})
_WIDER = ("memperluas", "perluas", "perluasan", "expand", "expanding", "broaden")
_AND = re.compile(r"(?<!\w)(?:dan|and)\s$")
_ACCUSES = re.compile(r"[^.;\n]{0,60}[,\"”]\s(?:tuding|tuduh|klaim)(?!\w)")
_ENDS_WHAT = re.compile(r"ended\s(?:an?|the|its|their|\w+\s(?:days|weeks|months|years|decades)\sof)\s\w")
_AHEAD = re.compile(  # a date yet to come, in the same clause
    r"[^.,;:!?\n\"“”]{0,70}(?<!\w)(?:(?:tahun|bulan|pekan|minggu)\s(?:depan|mendatang)|besok|lusa"
    r"|next\s(?:week|month|year)|tomorrow)(?!\w)"
)
_AGREED = re.compile(r"(?:sepakat\w*|agreed?)\s(?:untuk\s|to\s)?(?:\w+\s){0,2}$")

# (step, modality) -> status; a pair that is not here says nothing
_STATUS = {
    ("break", ""): "broken",
    ("leave", ""): "ended",
    ("reject", ""): "rejected",
    ("reject", "future"): "proposed",
    ("none", ""): "rejected",
    ("suspend", ""): "suspended",
    ("end", ""): "ended",
    ("extend", ""): "extended",
    ("extend", "future"): "to_be_extended",
    ("extend", "negative"): "ended",
    ("force", ""): "in_force",
    ("force", "negative"): "signed",
    ("bind", ""): "in_force",
    ("bind", "future"): "in_force",
    ("bind", "negative"): "ended",
    ("comply", ""): "in_force",
    ("comply", "future"): "in_force",
    ("comply", "negative"): "broken",
    ("comply", "alleged"): "in_force",
    ("comply", "denied"): "in_force",
    ("use", ""): "in_force",
    ("use", "future"): "proposed",
    ("sign", ""): "signed",
    ("sign", "future"): "proposed",
    ("sign", "negative"): "negotiating",
    ("sign", "failed"): "rejected",
    ("sign", "unfulfilled"): "proposed",
    ("sign", "denied"): "unknown",
    ("ratify", ""): "in_force",
    ("ratify", "future"): "signed",
    ("ratify", "negative"): "signed",
    ("reach", ""): "reached",
    ("reach", "future"): "proposed",
    ("reach", "negative"): "negotiating",
    ("reach", "failed"): "rejected",
    ("reach", "unfulfilled"): "proposed",
    ("reach", "denied"): "unknown",
    ("outcome", ""): "reached",
    ("strengthen", ""): "reached",
    ("strengthen", "future"): "proposed",
    ("negotiate", ""): "negotiating",
    ("negotiate", "future"): "negotiating",
    ("propose", ""): "proposed",
    ("propose", "future"): "proposed",
}
# what is said to be broken by those who accuse, or is only threatened with an end, stands
_STATUS |= {
    (step, modality): "in_force"
    for step in ("break", "leave", "suspend", "end")
    for modality in ("future", "negative", "alleged", "denied")
}
_TALK = frozenset({"", "propose", "negotiate", "strengthen", "force", "comply", "bind", "use", "none"})
# within one sentence a future step outranks a present one of the lower rungs
_RUNGS = ("broken", "rejected", "suspended", "ended", "extended")
_SENTENCE = dict.fromkeys(_RUNGS, 9.0) | {
    "to_be_extended": 9.5,  # it "ends next year and will be renewed"
    "proposed": 7, "signed": 6, "reached": 4, "in_force": 3, "negotiating": 2, "unknown": 1,
}  # fmt: skip
# over the article what has happened outranks what was to happen
_ARTICLE = {
    "broken": 9.0, "ended": 8, "suspended": 8, "to_be_extended": 7, "extended": 7, "signed": 6,
    "in_force": 4, "reached": 5, "rejected": 3, "negotiating": 2, "proposed": 1, "unknown": 0.5,
}  # fmt: skip
_OF_WHAT_IS = ("force", "comply", "ratify", "suspend", "end", "break", "leave")  # no plan for a pact
_PLANNED = 3.5  # whose signing is announced has been negotiated
# steps that count for more or less than their status, in the sentence and over the article
_OF_STEP = {
    ("force", "in_force"): 6.5,  # what was signed and came into force is in force
    ("ratify", "in_force"): 6.5,
    ("leave", "in_force"): 6.5,  # what somebody leaves, or threatens to leave, is in force
    ("ratify", "signed"): 3.9,  # what is not ratified may be signed, unless the article says how far it is
    ("reject", "proposed"): 1,  # what may be refused may have been reached before
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one mention says: `status` "" when nothing; `cue` the words that say it, and where."""

    status: str = ""
    cue: str = ""
    at: Span | None = None
    step: str = ""
    planned: bool = False  # a step announced for a time to come: "akan diteken", not "ingin meneken"

    @property
    def formal(self) -> bool:
        """Whether somebody signs, reaches, breaks … it, rather than talks of it."""
        return self.step not in _TALK

    @property
    def hedged(self) -> bool:
        """Whether the words name a step that was not taken: a threat, an accusation, a denial."""
        return _STATUS.get((self.step, "")) not in (None, self.status)

    @property
    def tenseless(self) -> bool:
        """Whether a noun names the step: "the signing takes place" on whatever day it was said to."""
        return self.cue in _TENSELESS


_TENSELESS = ("penandatanganan", "penandatangan", "penadatangan", "penadatanganan", "signing")
SILENT = Reading()


def read_status(mention: Mention, lowered: str, vocabulary: Vocabulary, window: Span) -> Reading:
    """The strongest step said of `mention` within `window`, which ends where other mentions begin."""
    best, rank, aside = SILENT, 0.0, False
    for match in vocabulary.cue.finditer(lowered, window.start, window.end):
        words = folded(match.group())
        cue = vocabulary.cues[words]
        at = Span(*match.span())
        if at.overlaps(mention.span) or not _governs(mention, at, cue, lowered, vocabulary):
            continue
        if cue.step == "outcome" and mention.strength != "talks":
            continue
        if (
            cue.step == "negotiate"
            and mention.known
            and mention.known.status == "in_force"
            and at.end + 1 != mention.span.start
        ):
            continue  # "membahas perubahan IJEPA": what is in force may be talked about
        if cue.step == "use" and mention.kind != "cooperation":
            continue
        if words in _WIDER and mention.kind == "cooperation" and mention.form == "nominal":
            continue  # "wadah memperluas kerja sama": what they do together, not what they agreed
        if (
            cue.step in ("end", "reject")
            and words in vocabulary.modals
            and vocabulary.cue.match(lowered, at.end + 1)
        ):
            continue  # "batal diteken": no end of what was, it never was
        if cue.step == "strengthen" and mention.kind not in ("cooperation", "mechanism"):
            continue
        modality = _modality(lowered, at, window.start, mention.around.start, vocabulary)
        status = _said(cue.step, modality)
        if cue.step == "leave" and mention.known and len(mention.known.parties) != 2:
            status = "in_force"  # a treaty of many outlives who leaves it
        beside = cue.step == "negotiate" and at.end + 1 == mention.span.start
        if beside and rank <= _SENTENCE["proposed"]:  # "menargetkan perundingan X selesai": they do negotiate
            best, rank, aside = Reading(status, words, at, cue.step), _SENTENCE["proposed"], False
            continue
        if cue.step == "none" and status:
            return Reading(status, words, at, cue.step)  # whatever ended, it ended without one
        own = _OF_STEP.get((cue.step, status), _SENTENCE.get(status, 0))
        before = at.end <= mention.span.start
        # "urges both to respect the truce", "urges parliament to ratify the accord": there is one
        kept = cue.step in _OF_WHAT_IS and best.step in ("propose", "negotiate") and before
        relative = not before and _RELATIVE.search(lowered[mention.span.end : at.start]) is not None
        # of two that say as much, the verb whose object it is; and what the sentence says of it, not an aside
        nearer = bool(rank) and own == rank and (before or (aside and not relative))
        if kept or nearer or own > rank:
            planned = modality == "planned" and cue.step == "sign"
            best, rank, aside = Reading(status, words, at, cue.step, planned), own, relative
    return best


def of_verb(mention: Mention, lowered: str, vocabulary: Vocabulary, window: Span) -> Reading:
    """What a verb of agreeing says by itself, or what is said of what was agreed ("akan diperluas")."""
    later = read_status(
        mention, lowered, vocabulary, Span(mention.span.end, max(mention.span.end, window.end))
    )
    if later.step in ("extend", "break", "end", "suspend"):
        return later
    words = lowered[mention.span.start : mention.span.end]
    step = vocabulary.verbs[folded(words)].step
    status = _said(step, _modality(lowered, mention.span, window.start, mention.around.start, vocabulary))
    return Reading(status, words, mention.span, step)


def stronger(one: Reading, other: Reading) -> Reading:
    """What two mentions of one agreement say together: the one that has come further."""
    return other if _come(other) > _come(one) else one


def _come(reading: Reading) -> float:
    if reading.planned:
        return _PLANNED
    return _OF_STEP.get((reading.step, reading.status), _ARTICLE.get(reading.status, 0))


def _said(step: str, modality: str) -> str:
    """What may be is yet to be; that it may be extended ("dapat diperpanjang") is a term of any contract."""
    if modality == "planned" or (modality == "possible" and step != "extend"):
        modality = "future"
    return _STATUS.get((step, modality), "")


def _governs(mention: Mention, at: Span, cue: Cue, lowered: str, vocabulary: Vocabulary) -> bool:
    step, side = cue.step, cue.side
    if lowered[at.start - 1 : at.start] == "-":
        return False  # "the long-delayed project"
    if at.end <= mention.span.start:
        if side == "right":
            return False
        gap = lowered[at.end : mention.span.start]
        if step == "none" and (len(gap) > _NONE or mention.form != "nominal"):
            return False
        # the object of a verb follows it at once: no preposition, comma or clause between
        topics = _TOPICS if step == "negotiate" and mention.kind != "cooperation" else frozenset()
        return (
            len(gap) <= _LEFT
            and "," not in gap
            and _CLAUSE_END.search(gap) is None
            and vocabulary.breaks.isdisjoint(set(_WORD.findall(gap)) - topics)
        )
    if side == "left":
        return False
    gap = lowered[mention.span.end : at.start]
    if gap.endswith(" to ") or (step == "end" and _ENDS_WHAT.match(lowered, at.start)):
        return False  # "an agreement to set up a plant", "a truce that ended the war": what it is for
    return len(gap) <= _RIGHT and _CLAUSE_END.search(gap) is None and _OTHER_CLAUSE.search(gap) is None


def _modality(lowered: str, at: Span, floor: int, sentence: int, vocabulary: Vocabulary) -> str:
    """What is said of the step at `at`: from `floor` by modals, from `sentence` by hopes, conditions,
    accusations and denials."""
    start = max(sentence, at.start - _CLAUSE_REACH)
    before = lowered[start : at.start]
    clause = max(before.rfind(","), before.rfind(";"), before.rfind('"'), before.rfind("”"))
    found = ""
    for match in vocabulary.modal.finditer(before):
        between = before[match.end() :]
        kind = vocabulary.modals[folded(match.group())]
        if kind in ("alleged", "denied"):  # "A menuduh B, yang …, melanggar": it reaches over commas
            if _SAYS_MORE.search(between) is None and not (kind == "denied" and _AND.search(between)):
                found = kind
            continue
        fronted = match.end() == clause  # "Targetnya, perjanjian itu diteken …"
        if kind == "none" or (match.start() <= clause and not fronted) or found in ("alleged", "denied"):
            continue
        if kind == "clause":  # "berharap perjanjian dengan X segera diteken": hope takes in the clause
            if _DONE.search(between) is None:
                found = found or "future"
            continue
        if start + match.start() < floor or len(between) > _MODAL_REACH or len(_WORD.findall(between)) > 3:
            continue
        if kind in ("future", "planned") and _AGREED.search(before):
            continue  # what they agreed to do is agreed
        if found not in ("negative", "failed") and not (kind == "planned" and found):
            found = kind  # what they hope will be signed is not announced
    return found or _said_behind(lowered, at)


def _said_behind(lowered: str, at: Span) -> str:
    """ "Iran melanggar gencatan senjata, tuding Israel", "kontrak itu berakhir tahun depan": what follows."""
    if _ACCUSES.match(lowered, at.end, at.end + _RIGHT):
        return "alleged"
    return "planned" if _AHEAD.match(lowered, at.end, at.end + _RIGHT) else ""
