"""How the words around a mention show that it means an agreement spoken of before, or a new one."""

from __future__ import annotations

import re

from annotations.finders.agreements.mention import Mention

# "Kerja sama itu dituangkan dalam nota kesepahaman": one agreement and its paper
_PUT_DOWN = re.compile(
    r"(?<!\w)(?:tertuang|dituangkan|ditandai|dibuktikan|dikukuhkan|diwujudkan|diresmikan|enshrined|formali[sz]ed)(?!\w)"
)
# "an agreement to set up a joint venture": one is what the other is for
_SETS_UP = re.compile(
    r"[^.;:\n\"“”]{0,40}?\s(?:to|untuk|guna)\s(?:set\sup|form|create|establish|launch|membentuk|mendirikan)"
    r"\s(?:(?:an?|sebuah|suatu)\s)?"
)
_THAT = re.compile(r"(?:\s\([\w-]{1,12}\))?\s(?:itu|tersebut)(?!\w)")
_YET = re.compile(r"(?<!\w)(?:akan|bakal|segera|rencananya|will|would|to be)(?!\w)")
_CALLED = re.compile(r"\s(?:yang\s)?(?:dikenal|disebut|known|called)\s(?:sebagai|dengan|as|the|\s){0,5}")
# "perjanjian dengan X lewat Head of Agreement": the paper that it is put down in
_BY_PAPER = re.compile(
    r"\s(?:lewat|melalui|berupa|berbentuk|dalam\s(?:bentuk|kerangka)|through|in\sthe\sform\sof|by\sway\sof)\s(?:(?:an?|sebuah)\s)?$"
)
_NAMELY = re.compile(r",\s(?:yakni|yaitu|namely)\s(?:the\s)?$")
_IS_THIS = re.compile(
    r"(?:^|[.!?]\s|[\"“”,]\s?)(?:Ini|ini|Itu|This|It|That)\s(?:(?:adalah|merupakan|is|was)\s)(?:[\w-]+\s){0,3}$"
    r"|(?:^|[.!?]\s|[\"“”])Ini\s(?:\w+\s){0,1}$"
)
_LONG = 110  # characters between an agreement, with its parties, and its paper
_ON = re.compile(r"\s(?:untuk|tentang|soal|mengenai|for\sa|on\sa)\s[\"“]?$")
_LISTED = ("dan", "serta", "and")


def is_apposition(mention: Mention, last: Mention, text: str) -> bool:
    """Whether it names what `last` names: Nota Kesepahaman (MoU); kesepakatan antara A dan B (IEU-CEPA)."""
    if last.around.end < mention.span.start:
        return False
    between = text[last.span.end : mention.span.start]
    put_down = _PUT_DOWN.search(between) if len(between) < 60 else None
    if put_down:
        return _YET.search(between) is None
    if mention.strength in ("strong", "document") and len(between) < _LONG and _BY_PAPER.search(between):
        return "." not in between and "," not in between
    if mention.kind == "contract" and last.kind != "contract" and _SETS_UP.fullmatch(between):
        return True
    if len(between) < 90 and "." not in between and _NAMELY.search(between):
        return True
    if len(between) < 40 and _CALLED.fullmatch(between):
        return True
    if mention.kind == "ceasefire" and len(between) < 60 and _ON.search(between):
        return "." not in between and "," not in between
    if (
        not between.strip()
        and last.strength in ("strong", "document")
        and mention.form in ("nominal", "name")
    ):
        return True  # "perjanjian kesepakatan bersama"
    if len(between) > 90 or "." in between or ")" in between.lstrip(")"):
        return False
    if between.strip(" )") in ("(", "/", "atau", "or", "alias"):
        return True
    listed = "," in between or any(word in _LISTED for word in between.split())
    return mention.form == "name" and between.endswith("(") and not listed


def is_listed(mention: Mention, last: Mention, text: str) -> bool:
    """Whether nouns joined by "and" name two: "perjanjian ekstradisi dan perjanjian pertahanan"."""
    own = all(m.strength in ("strong", "document") and m.form in ("nominal", "name") for m in (mention, last))
    return own and text[last.span.end : mention.span.start].strip() in _LISTED


def points_back(mention: Mention, text: str) -> bool:
    """Whether it names what was just spoken of: "Reciprocal Access Agreement (RAA) itu"."""
    return mention.form == "name" and not mention.known and _THAT.match(text, mention.span.end) is not None


def is_predicate(mention: Mention, text: str) -> bool:
    """Whether it says what was just spoken of is: "Ini perjanjian pertama …", "This is a historic deal"."""
    if mention.form == "name" or mention.counted:
        return False
    before = text[max(mention.around.start, mention.span.start - 40) : mention.span.start]
    return _IS_THIS.search(before) is not None


def is_loose(mention: Mention, text: str) -> bool:
    """Whether it points back by an article alone: "the deal", not "perjanjian itu"."""
    return text[max(0, mention.span.start - 4) : mention.span.start].lower() == "the "


def is_indefinite(mention: Mention, text: str) -> bool:
    """Whether it is any, or a new one: "an agreement", "sebuah perjanjian"."""
    before = text[max(0, mention.span.start - 16) : mention.span.start].lower()
    return (
        re.search(r"(?<!\w)(?:an?|any|no|sebuah|suatu|other|another|such)\s(?:\d{4}\s)?$", before) is not None
    )
