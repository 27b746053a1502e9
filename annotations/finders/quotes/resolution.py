"""From drafts to quotes: sources as spans, speakers by name, kinds, and a reason a person understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.introductions import group_in, introduced
from annotations.finders.quotes.noun_phrases import NounPhrase
from annotations.finders.quotes.speakers import Names, name_of
from annotations.finders.quotes.units import Unit
from annotations.model import Quote

WHY = {
    "after": "cue after the quote: {cue}",
    "after-suffix": "cue after the quote: {cue}, said by the current speaker",
    "before": "cue before the quote: {cue}",
    "colon": "a name and a colon before it",
    "lead": "a sentence that leads into the quote by a colon",
    "byline": "a name after a dash closes it",
    "floating": "a quotation without a cue, given to the current speaker",
    "pointed-at": "“{cue}” points back at the sentence before",
    "according": "source named by: {cue}",
    "inserted": "cue set into the sentence: {cue}",
    "headline": "a name and a colon in a headline",
    "say": "verb of saying: {cue}",
    "ask": "verb of asking or hoping: {cue}",
    "judge": "verb of judging: {cue}",
    "marked": "quoted words after: {cue}",
    "praise": "verb of praising or criticising: {cue}",
    "that": "verb followed by what was said: {cue}",
    "weak": "verb that sometimes reports speech: {cue}",
}


_REMEMBERED = 12  # persons


@dataclass(slots=True)
class Conversation:
    """Who spoke last, and which persons and groups can be meant by a pronoun."""

    grammar: Grammar
    names: Names
    speaker: str = ""
    group: str = ""
    latest: str = ""
    persons: list[str] = field(default_factory=list)  # the latest last
    genders: dict[str, str] = field(default_factory=dict)

    def hear(self, name: str, person: bool) -> None:
        self.latest = name
        if person:
            self.speaker = name
            if name in self.persons:
                self.persons.remove(name)
            self.persons = [*self.persons[-_REMEMBERED:], name]
        else:
            self.group = name
            self.speaker = self.speaker or name

    def pronoun(self, word: str) -> str:
        pronoun = self.grammar.pronouns.get(word)
        if pronoun is None:
            return self.speaker
        if pronoun.number in ("many", "thing"):
            return self.group or self.speaker
        if pronoun.gender == "-":
            return self.speaker
        for name in reversed(self.persons):
            gender = self.genders.get(name) or self.names.gender_of(name)
            if not gender or gender == pronoun.gender:
                self.genders[name] = pronoun.gender
                self.hear(name, True)
                return name
        return self.speaker


def resolve(drafts: Sequence[Draft], units: Sequence[Unit], names: Names) -> Iterator[Quote]:
    """Quotes in text order; `units` are all sentences, whose subjects may be whom a pronoun means."""
    grammar = names.grammar
    conversation = Conversation(grammar, names)
    speakers = _spoken_names(drafts, names)
    reporting = {id(draft.unit) for draft in drafts if draft.source is not None}  # who speaks is named there
    at = 0
    for draft in drafts:
        begin = min(span.start for span in (*draft.content, *([draft.cue] if draft.cue else [])))
        while at < len(units) and units[at].start < begin:
            named = id(units[at]) in reporting
            if not named and (units[at].end <= begin or draft.suffix or draft.cue is None):
                person = introduced(units[at], names, speakers)
                if person:
                    conversation.hear(person, True)
                elif (group := group_in(units[at], grammar)) is not None:
                    conversation.group = group
            at += 1
        speaker = _speaker(draft, conversation, names)
        if draft.content:
            yield _quote(draft, speaker)


def _spoken_names(drafts: Sequence[Draft], names: Names) -> dict[str, str]:
    spoken: dict[str, str] = {}
    for draft in drafts:
        if draft.source is not None and draft.source.kind == "name":
            name, person = name_of(draft.named_in or draft.unit, draft.source, names)
            if person:
                for word in name.split():
                    if len(word) > 2:
                        spoken.setdefault(word.casefold(), name)
    return spoken


def _speaker(draft: Draft, conversation: Conversation, names: Names) -> str:
    unit = draft.named_in or draft.unit
    phrase = draft.source
    if phrase is None:
        return _not_naming_oneself(draft, conversation, names) if draft.direct else conversation.speaker
    if phrase.kind == "pronoun":
        return conversation.pronoun(unit.low[phrase.first])
    if phrase.kind == "relative":
        return _antecedent(unit, phrase, conversation, names)
    if _points_back(unit, phrase, names.grammar) and conversation.speaker:
        return conversation.speaker
    name, person = name_of(unit, phrase, names)
    if person or draft.rule != "according":  # "according to the report": no pronoun means it later
        conversation.hear(name, person)
    return name


def _not_naming_oneself(draft: Draft, conversation: Conversation, names: Names) -> str:
    """The current speaker, unless the quotation names that person: then the one heard before."""
    text = draft.unit.text
    mentions = [
        (text[start:end], names.complete(name))
        for span in draft.content
        for (start, end), name in names.persons_in(span)
    ]
    for name in (conversation.speaker, *reversed(conversation.persons)):
        first, _, rest = name.partition(" ")
        # the first of three words or more can be a place before the name: "Medan Reza Faisal"
        if not any(full == name and not (" " in rest and written == first) for written, full in mentions):
            return name
    return conversation.speaker


def _points_back(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """ "Politisi Partai Gerindra ini", "mantan menteri itu": a role for the person spoken of before."""
    if grammar.language != "id" or unit.low[phrase.first] not in grammar.roles:
        return False
    last = unit.low[phrase.stop - 1]
    following = unit.low[phrase.stop] if phrase.stop < len(unit) else ""
    return any(word in ("ini", "itu", "tersebut") for word in (last, following))


def _antecedent(unit: Unit, phrase: NounPhrase, conversation: Conversation, names: Names) -> str:
    stop = phrase.first
    while stop > 0 and not unit.is_word(stop - 1):
        stop -= 1
    first = stop
    while first > 0 and unit.is_word(first - 1) and (unit.is_capital(first - 1) or first == stop):
        first -= 1
    if first == stop:
        return conversation.speaker
    name, person = name_of(unit, NounPhrase(first, stop, "name"), names)
    conversation.hear(name, person)
    return name


def _quote(draft: Draft, speaker: str) -> Quote:
    unit = draft.named_in or draft.unit
    source = draft.cue if draft.suffix else None
    if draft.source is not None:
        source = unit.span(draft.source.first, draft.source.stop)
    cue = unit.text[draft.cue.start : draft.cue.end] if draft.cue is not None else ""
    return Quote(
        id="",
        label="direct" if draft.direct else "indirect",
        spans=tuple(sorted(draft.content)),
        cue=draft.cue,
        source=source,
        speaker=speaker,
        confidence=round(draft.confidence, 2),
        why=WHY[draft.rule].format(cue=" ".join(cue.split())),
    )
