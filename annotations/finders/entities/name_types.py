"""What kind of thing a capitalised stretch names, by its own words and those beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary


class Surroundings(NamedTuple):
    """What stands beside a stretch, words in lower case."""

    title: str  # the title before it, if one is open
    before: str
    two_before: str
    after: Sequence[str]
    initial: bool  # first in its sentence or quotation
    headline: bool
    follows: str  # label of the name that ends right before it
    listed: str  # label of the name before it in a list, or before its bracket
    quoted: bool  # stands alone between quotation marks


_LIST = frozenset({",", "dan", "and", "serta", "atau", "or", ".", "(", ")", "yang"})
Typed = tuple[str, str, str, str]  # label, rule, what the rule saw, canonical name


def type_of(words: Vocabulary, tokens: Sequence[Token], around: Surroundings) -> Typed:
    """The label and the rule of a stretch; the rule "unsupported" or "foreign" when nothing speaks for it."""
    listed = words.known.match(tokens, 0)
    if listed and listed[1].label == "PER":
        if tokens[-1].text in words.cues["tail"] and len(tokens) > listed[0]:
            return "ORG", "organisation tail", tokens[-1].text, ""
        canonical = listed[1].canonical if listed[0] == len(tokens) else ""
        return "PER", "known person", "", canonical
    if any(
        part in words.cues["instrument"] for token in tokens for part in (token.text, *token.text.split("-"))
    ):
        return "NONE", "not a name", "", ""
    if around.before in words.cues["work"] or around.quoted:
        return "NONE", "not a name", "", ""
    last = tokens[-1].text if len(tokens) > 1 else ""
    if last in words.cues["place_tail"] and (
        last not in words.cues["tail"] or around.before in words.cues["at"]
    ):
        return "LOC", "place tail", last, ""
    if last in words.cues["tail"]:
        return "ORG", "organisation tail", last, ""
    if all(token.acronym for token in tokens):
        return _acronym(words, tokens, around)
    foreign = all(words.is_foreign(token.low) for token in tokens)
    given = any(token.text in words.given for token in tokens)
    spoken = around.before in words.cues["says"] or bool(around.title)
    if len(tokens) == 1 and not given and not spoken and words.is_word(tokens[0].low):
        return "PER", "unsupported", "", ""
    if foreign and not given and around.before not in words.cues["says"]:
        return "ORG", "foreign", "", ""
    ruled = around.title.lower().rpartition(" ")[2] in words.cues["ruler"]
    if ruled and around.after and around.after[0] in words.title_words:
        return "LOC", "area cue", around.title, ""  # Kapolsek Tambora Kompol …
    initials = len(tokens) > 1 and tokens[0].acronym and len(tokens[0].text) == 2  # TB Hasanuddin
    if around.title and not any(token.acronym for token in tokens[initials:]):
        return "PER", "title", around.title, ""
    return _cued(words, tokens, around) or _shape(words, tokens, around)


def _acronym(words: Vocabulary, tokens: Sequence[Token], around: Surroundings) -> Typed:
    text = tokens[0].text
    if around.before == "(" and around.listed == "PER" and len(text) < 5:
        return "PER", "short form", "", ""
    if len(tokens) == 1 and (len(text) < 3 or any(letter.isdigit() for letter in text)):
        return "ORG", "short acronym", "", ""
    if around.headline and len(text) > 5:
        return "ORG", "unsupported", "", ""
    if around.before in words.cues["member"] or around.before in words.cues["organ"]:
        return "ORG", "acronym after a member", around.before, ""
    if around.before in words.cues["at"] and len(tokens) == 1:
        return "ORG", "acronym", "", ""
    if around.before == "(":
        if around.listed == "ORG":
            return "ORG", "short form", "", ""
        return "ORG", "acronym in brackets", "", ""
    if around.after and (around.after[0] in words.cues["verbal"] or words.is_verb(around.after[0])):
        return "ORG", "acronym before a verb", around.after[0], ""
    return "ORG", "acronym", "", ""


def _is_age(after: Sequence[str]) -> bool:
    return (
        len(after) > 2 and after[0] == "(" and after[2] == ")" and after[1].isdecimal() and len(after[1]) == 2
    )


def _cued(words: Vocabulary, tokens: Sequence[Token], around: Surroundings) -> Typed | None:
    cues = words.cues
    before = around.before
    pair = f"{around.two_before} {before}"
    if before in cues["organ"] or pair in cues["organ"]:
        return "ORG", "organisation cue", before, ""
    if pair in cues["area"]:
        return "LOC", "at", pair, ""  # government of X
    if before in cues["says"]:
        return "PER", "says", before, ""
    if _is_age(around.after):
        return "PER", "age", around.after[1], ""
    if around.after and around.after[0] in cues["said"]:
        return "PER", "said", around.after[0], ""
    if any(token.text in words.given for token in tokens):
        return "PER", "given name", "", ""
    if before in cues["toward"] and set(around.after[:1]) & cues["toward"]:
        return "LOC", "area cue", before, ""  # dari X ke Y
    if before in cues["area"]:
        return "LOC", "area cue", before, ""
    if len(tokens) == 1 and around.after[:1] == ["'s"] and set(around.after[1:2]) & cues["state"]:
        return "LOC", "area cue", around.after[1], ""
    if around.after and around.after[0] in cues["trade"]:
        return "ORG", "organisation cue", around.after[0], ""
    if before in cues["at"]:
        return "LOC", "at", before, ""
    if before in cues["person"]:
        return "PER", "person cue", before, ""
    if before in cues["member"]:
        return "ORG", "member", before, ""
    return None


def _shape(words: Vocabulary, tokens: Sequence[Token], around: Surroundings) -> Typed:
    if around.headline or around.follows in ("ORG", "LOC"):
        return "PER", "unsupported", "", ""
    if len(tokens) > 4:
        return "ORG", "long shape", "", ""
    after = around.after[0] if around.after else ""
    subject = after in words.cues["verbal"] or words.is_verb(after)
    if around.before == "(" and around.listed in ("PER", "ORG") and len(tokens) == 1:
        return around.listed, "short form", "", ""
    if (
        around.listed in ("ORG", "LOC")
        and not subject
        and around.before != "("
        and (after in _LIST or after == "")
    ):
        return around.listed, "list", "", ""
    if around.listed == "PER" and around.before in ("dan", "and", "serta", "-"):
        return "PER", "list", "", ""
    if len(tokens) > 1:
        if all(words.is_ordinary(token.low) for token in tokens[1:]):
            return "PER", "unsupported", "", ""
        return "PER", "full-name shape", "", ""
    if subject:
        return "PER", "initial subject" if around.initial else "subject", after, ""
    return "PER", "initial shape" if around.initial else "shape", "", ""
