"""What an agreement is about, and when it came about: passages near a mention."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.status import Reading
from annotations.finders.agreements.vocabulary import Vocabulary
from annotations.finders.findings import Findings
from annotations.model import Passage, Span

_REACH = 130  # characters from the noun to the word that brings in the subject
_LONGEST = 110  # characters of a subject
_END = re.compile(r"[,;:!?\"“”()\n]|\.(?:\s|$)")
# a date behind these is when somebody said it
_SAID = re.compile(r"[\"“”]|(?<!\w)(?:kata|ujar|tutur|keterangan|siaran|dikutip|said|told|statement)(?!\w)")
# "batal diteken karena berselisih soal harga": that is what they quarrelled about
_NEW_CLAUSE = re.compile(r"(?<!\w)(?:karena|sehingga|setelah|usai|ketika|meski|because|after|while)(?!\w)")
_BEFORE_DATE = re.compile(r"(?:\s(?:on|in|by|since|until|pada|di|sejak|hingga|mulai))?\s*$")
# what follows noun or verb with nothing between: "perjanjian pengelolaan sampah", "sepakat membangun pabrik"
_OBJECT = re.compile(r"\s([a-z]{4,25})(?![\w-])")
_MODIFIER = re.compile(
    r"(?:pe[a-z]{4,}|per[a-z]{4,}|riset|jual|ekspor|impor|transfer|batas|investasi|teknologi)"
)
_OBJECT_OF_VERB = re.compile(r"(?:me|ber)[a-z]{3,}")
_EMPTY = frozenset(
    {"pertama", "pernah", "berikut", "berikutnya", "perdana", "perusahaan", "pemerintah", "presiden"}
)
# where the clause goes on: "a deal on mining revenue was proposed", "kontrak pembangunan ditargetkan selesai"
_FINITE = re.compile(
    r"(?<!\w)(?:was|were|is|are|has|have|had|will|would|could|can|akan|telah|sudah|harus|masih|ternyata|merupakan"
    r"|menjadi|di(?!dik|alog|stri|gital|namik)[a-z]{3,}kan|di(?:teken|tandatangani|sepakati|mulai|tanda))(?!\w)"
)
# dates that something lasts to or is due by
_UNTIL = re.compile(
    r"(?<!\w)(?:hingga|sampai|sebelum|paling\slambat|selambatnya|until|through|before|by)\s(?:\w+\s)?$"
)
_COUNTED_PART = re.compile(
    r"(?:salah\ssatunya|di\santaranya|antara\slain|one\sof\sthem|among\sthem)\s(?:adalah\s|is\s)?",
    re.IGNORECASE,
)


def find_subject(
    mention: Mention, text: str, lowered: str, vocabulary: Vocabulary, end: int
) -> Passage | None:
    """The phrase after "tentang", "mengenai", "on" … that follows `mention`; for a counted set the one
    of the sentence after ("Salah satunya mengenai …"). `end` is where the next mention begins."""
    at = mention.span.end
    behind = _OBJECT.match(lowered, at, min(end, at + _LONGEST)) if vocabulary.language == "id" else None
    if behind and mention.form in ("nominal", "verbal", "anaphor"):
        own = _OBJECT_OF_VERB if mention.strength == "verb" else _MODIFIER
        if own.fullmatch(behind.group(1)) and not _is_step(behind.group(1), vocabulary):
            return _passage(text, lowered, behind.start(1), vocabulary)
    for match in vocabulary.subject.finditer(lowered, at, min(end, at + _REACH)):
        gap = lowered[at : match.start()]
        if _END.search(gap.replace("(", " ").replace(")", " ")) or _NEW_CLAUSE.search(gap):
            break
        if len(gap) > 2 and match.group() in ("dalam", "to", "for"):
            continue
        return _passage(text, lowered, match.end(), vocabulary)
    if mention.counted:
        part = _COUNTED_PART.search(lowered, mention.around.end, mention.around.end + 60)
        intro = vocabulary.subject.match(lowered, part.end()) if part else None
        if intro:
            return _passage(text, lowered, intro.end(), vocabulary)
    return None


def _is_step(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the word tells of the agreement itself, of who agrees or of when, not of what it is about."""
    return (
        vocabulary.cue.fullmatch(word) is not None
        or vocabulary.modal.fullmatch(word) is not None
        or vocabulary.subject_stop.fullmatch(word) is not None
        or vocabulary.subject.fullmatch(word) is not None
        or vocabulary.group.match(word) is not None
        or word in vocabulary.breaks | vocabulary.links | vocabulary.anaphors | vocabulary.frames.keys()
        or word in _EMPTY
    )


def _passage(text: str, lowered: str, start: int, vocabulary: Vocabulary) -> Passage | None:
    limit = min(len(text), start + _LONGEST)
    stop = _END.search(text, start, limit)
    end = stop.start() if stop else limit
    stops = (pattern.search(lowered, start + 1, end) for pattern in (vocabulary.subject_stop, _FINITE))
    word = min((stop.start() for stop in stops if stop), default=-1)
    if word >= 0:
        end = word
    elif not stop and limit < len(text):
        end = max(start, text.rfind(" ", start, limit))
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".-–"):
        end -= 1
    return Passage(text[start:end], Span(start, end)) if end - start > 2 else None


class Dates:
    """The dates of the article, by place."""

    def __init__(self, findings: Findings) -> None:
        self._spans = [span for e in findings.entities if e.label == "DATE" for span in e.spans[:1]]
        self._starts = [span.start for span in self._spans]

    def without(self, passage: Passage | None, text: str) -> Passage | None:
        """The passage up to the first date in it: "fishing rights on Friday"."""
        if passage is None or passage.span is None:
            return passage
        start, end = passage.span
        position = bisect_right(self._starts, start) - 1
        if position >= 0 and self._spans[position].contains(start):
            return None
        if position + 1 < len(self._starts) and self._starts[position + 1] < end:
            words = _BEFORE_DATE.sub("", text[start : self._starts[position + 1]])
            return Passage(words, Span(start, start + len(words))) if len(words) > 2 else None
        return passage

    def near(self, mention: Mention, reading: Reading, text: str) -> Passage | None:
        """The date in the sentence that tells of a signing, reaching, ending …, the nearest to it."""
        if not reading.formal or reading.at is None:
            return None
        around = mention.around
        first, last = bisect_left(self._starts, around.start), bisect_left(self._starts, around.end)
        cue = reading.at.start
        spans = [
            span
            for span in self._spans[first:last]
            if not _SAID.search(text[cue : span.start].lower())
            and not _UNTIL.search(text[max(0, span.start - 20) : span.start].lower())
        ]
        if not spans:
            return None
        nearest = min(spans, key=lambda span: abs(span.start - cue))
        return Passage(text[nearest.start : nearest.end], nearest)
