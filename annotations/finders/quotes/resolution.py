"""From drafts to quotes: sources as spans, speakers by name, kinds, and a reason a person understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.grammar import ONE, Grammar
from annotations.finders.quotes.introductions import group_in, introduced
from annotations.finders.quotes.names import Names
from annotations.finders.quotes.noun_phrases import NounPhrase
from annotations.finders.quotes.speakers import name_of, names_one
from annotations.finders.quotes.units import ASIDE, Unit
from annotations.model import Quote, Span

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
_NEAR = 1_000  # code points
_BESIDE = frozenset(
    ["adik", "kakak", "istri", "suami", "anak", "putra", "putri", "ibu", "ibunda", "ayah", "juru"]
)
_OF = frozenset(["pada", "di", "dari", "untuk", "bidang"])


@dataclass(slots=True)
class Conversation:
    """Who spoke last, and which persons and groups can be meant by a pronoun."""

    grammar: Grammar
    names: Names
    speaker: str = ""
    group: str = ""
    persons: list[str] = field(default_factory=list)  # the latest last
    genders: dict[str, str] = field(default_factory=dict)

    def hear(self, name: str, person: bool) -> None:
        """Somebody speaks or is spoken of: a `person`, named or described, or else a group."""
        if person:
            self.speaker = name
            if name in self.persons:
                self.persons.remove(name)
            self.persons = [*self.persons[-_REMEMBERED:], name]
        else:
            self.group = name
            self.speaker = self.speaker or name

    def mention(self, name: str) -> None:
        """A person is spoken of in passing: less likely to be meant than who was heard last."""
        if name not in self.persons:
            self.persons = [*self.persons[-_REMEMBERED:-1], name, *self.persons[-1:]]

    def meant(self, unit: Unit, position: int, begin: int) -> str:
        """Whom the pronoun at a token means; "" when nobody is known. What is said begins at `begin`."""
        word, offset = unit.low[position], unit.starts[position]
        pronoun = self.grammar.pronouns.get(word, ONE)
        if pronoun.number in ("many", "thing"):
            return self.group or self.speaker
        if pronoun.gender == "-":
            return self.speaker or self.names.person_before(offset) or ""
        beside = self._named_beside(unit, min(offset, begin), pronoun.gender)
        candidates = [
            name for name in (*beside, *reversed(self.persons)) if self._may_be(name, pronoun.gender)
        ]
        near = (name for name in self.names.persons_before(offset) if self._may_be(name, pronoun.gender))
        name = candidates[0] if candidates else next(near, "")
        if not name:
            return self.speaker
        self.genders[name] = pronoun.gender
        self.hear(name, True)
        return name

    def _named_beside(self, unit: Unit, offset: int, gender: str) -> list[str]:
        """Who is named in the sentence itself, when the current speaker is not: "McCain's plan … he said"."""
        named = [
            self.names.complete(name)
            for span, name in self.names.persons_in(Span(max(unit.start, offset - _NEAR), offset))
            if not any(stretch.start <= span.start < stretch.end for stretch in unit.stretches)
        ]
        if self.speaker in named and self._may_be(self.speaker, gender):
            return []
        return named

    def _may_be(self, name: str, gender: str) -> bool:
        known = self.genders.get(name) or self.names.gender_of(name)
        return not known or known == gender


def resolve(drafts: Sequence[Draft], units: Sequence[Unit], names: Names) -> Iterator[Quote]:
    """Quotes in text order; `units` are all sentences, whose subjects may be whom a pronoun means."""
    grammar = names.grammar
    conversation = Conversation(grammar, names)
    speakers = _spoken_names(drafts, names)
    named = {  # sentences that say who speaks
        id(draft.named_in or draft.unit)
        for draft in drafts
        if draft.source is not None and draft.source.kind not in ("pronoun", "relative")
    }
    at = 0
    for draft in drafts:
        begin = min(span.start for span in (*draft.content, *([draft.cue] if draft.cue else [])))
        while at < len(units) and units[at].start < begin:
            past = units[at].end <= begin or draft.suffix or draft.cue is None
            if id(units[at]) not in named and (
                past or draft.source is None or draft.source.kind == "pronoun"
            ):
                person = introduced(units[at], names, speakers, conversation.speaker, units[at].end <= begin)
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
        return conversation.meant(unit, phrase.first, draft.content[0].start if draft.content else unit.end)
    if phrase.kind == "relative":
        return _antecedent(unit, phrase, conversation, names)
    if _points_back(unit, phrase, names) and conversation.speaker:
        return conversation.speaker
    late = _named_by_the_cue(draft, unit, phrase, names)
    name, person = name_of(unit, phrase, names, conversation.speaker) if late is None else (late, True)
    if not person and _is_second_mention(unit, phrase, conversation, names):
        return conversation.speaker
    one = person or names_one(unit, phrase, names.grammar)
    if one or draft.rule != "according":  # "according to the report": no pronoun means it later
        conversation.hear(name, one)
    return name


def _is_second_mention(unit: Unit, phrase: NounPhrase, conversation: Conversation, names: Names) -> bool:
    """ "Marco Rubio … . | The Florida senator | said": the current speaker by an office, for variety."""
    grammar, speaker = names.grammar, conversation.speaker
    words = unit.low[phrase.first : phrase.stop]
    if words[0] != "the" or words[-1] not in grammar.offices or speaker not in names.people:
        return False
    gender, known = grammar.gendered.get(words[-1], ""), names.gender_of(speaker)
    return not names.is_described(speaker) and (not gender or not known or gender == known)


def _named_by_the_cue(draft: Draft, unit: Unit, phrase: NounPhrase, names: Names) -> str | None:
    """ "Peneliti | pada Lembaga Studi Hukum | Arif Rahman menyatakan": the name that ends at the verb."""
    if draft.cue is None or draft.cue.start <= unit.ends[phrase.stop - 1] or names.grammar.language == "en":
        return None
    follows = unit.low[phrase.stop]
    if (
        unit.low[phrase.first] not in names.grammar.roles
        or names.person_in(unit.span(phrase.first, phrase.stop))
        or (follows not in _OF and follows != ASIDE)
    ):
        return None
    between = Span(unit.ends[phrase.stop - 1], draft.cue.start)
    last = max(names.persons_in(between), default=None)
    if last is None or sum(character.isalpha() for character in names.text[last[0].end : between.end]) > 12:
        return None
    return names.complete(last[1])


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
    return conversation.speaker or names.person_before(draft.content[0].start) or ""


def _points_back(unit: Unit, phrase: NounPhrase, names: Names) -> bool:
    """ "Politisi Partai Gerindra ini", "ibu dari dua anak itu": a role for the person spoken of before."""
    grammar = names.grammar
    if grammar.language != "id" or grammar.roles.isdisjoint(unit.low[phrase.first : phrase.first + 2]):
        return False
    beside = unit.low[phrase.first] in _BESIDE  # "Adik Presiden Ali Rahman ini" is not Ali Rahman
    if not beside and names.person_in(unit.span(phrase.first, phrase.stop)) is not None:
        return False
    for position in range(phrase.stop - 1, min(len(unit), phrase.stop + 5)):
        if unit.low[position] in ("ini", "itu", "tersebut"):
            return True
        ends = (
            not unit.is_word(position) or unit.low[position] in grammar.verbs or unit.low[position] == "yang"
        )
        if position >= phrase.stop and ends:
            return False
    return False


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
    if person:
        conversation.mention(name)
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
