"""What the rules read: sentences with each quoted stretch as one token.

A sentence boundary inside quotation marks does not part a sentence from its
attribution, and one that the marks hide (”… selesai.” Menteri …) does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotations.article import Article
from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.marks import Stretch, find_stretches
from annotations.model import Span

SPEECH = "«q»"  # a stretch that can be speech
SCARE = "«s»"  # a short one: a title, a nickname, a term, or a fragment of speech
ASIDE = "()"
LONGEST = 6_000  # code points outside quotation marks; what is longer is no sentence and is not read

_REMEMBERED = 24  # tokens
_PLAIN = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]{2,}")
_TOKEN = re.compile(r"\([^()\n]{0,120}\)|\w+(?:[-’'.&/]\w+)*|[^\w\s]")
_GLUED = re.compile(r"([a-zà-ÿ]{4,})(?=[A-Z][a-z])")  # "pernyataan tertulisKemlu RI"
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_LAST_WORD = re.compile(r"(\w+)[.!?…]+$")
_TAG = re.compile(  # a name and a verb that no clause follows
    r"(?:(?:[A-Z][\w.'’-]{0,30}|the|of|and) ){1,8}(?P<verb>[a-z]{3,20})"
    r"(?=[.,;:]|$| (?:in|on|at|to|of|during|after|as|when|while|from|with|about|before|again|back)\b"
    r"| [a-z]{3,15}ly\b| reporters\b| [A-Z]\w+[ ,.’']|(?<=told) )"
)
_TERMINAL = frozenset(".!?…")


@dataclass(slots=True)
class Unit:
    """One sentence: parallel lists of its tokens, lower-cased and by offset."""

    text: str
    start: int
    end: int
    paragraph: int
    stretches: list[Stretch]
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    stretch_of: dict[int, Stretch] = field(default_factory=dict)

    used: bool = False  # whether an attribution refers to its tokens

    @property
    def length_outside(self) -> int:
        """Code points outside the quotation marks."""
        return self.end - self.start - sum(stretch.end - stretch.start for stretch in self.stretches)

    def forget(self) -> None:
        """Drop all but the tokens a subject can stand in."""
        del self.low[_REMEMBERED:], self.starts[_REMEMBERED:], self.ends[_REMEMBERED:]

    def __len__(self) -> int:
        return len(self.low)

    def span(self, first: int, stop: int) -> Span:
        """From token `first` up to, not including, token `stop`."""
        return Span(self.starts[first], self.ends[stop - 1])

    def is_capital(self, position: int) -> bool:
        character = self.text[self.starts[position]]
        return character.isupper() or (character.isdigit() and self.low[position][-1].isalpha())

    def is_word(self, position: int) -> bool:
        return self.text[self.starts[position]].isalnum()

    def is_stretch(self, position: int) -> bool:
        return position in self.stretch_of

    def read(self, grammar: Grammar, whole: bool = False) -> None:
        """Fill the token lists; a sentence in which nobody can speak is read as far as it is remembered.

        Unless `whole`, that is one without quotation marks and without a word that reports.
        """
        if not self.stretches and not whole and self.text[self.end - 1] != ":":
            words = _PLAIN.findall(self.text, self.start, self.end)
            if grammar.cased_triggers.isdisjoint(words):
                self._tokens(self.start, self.end, _REMEMBERED)
                return
        position = self.start
        for stretch in self.stretches:
            self._tokens(position, stretch.start)
            before = self.low[-1] if self.low else ""
            self.stretch_of[len(self.low)] = stretch
            self.low.append(
                SPEECH if is_speech(stretch, before in grammar.labels, grammar.language == "en") else SCARE
            )
            self.starts.append(stretch.start)
            self.ends.append(stretch.end)
            position = stretch.end
        self._tokens(position, self.end)
        if self.low == [SCARE] and self.stretch_of[0].last in _TERMINAL:
            self.low[0] = SPEECH  # a whole sentence, however short

    def _tokens(self, start: int, end: int, most: int = LONGEST) -> None:
        low, starts, ends = self.low, self.starts, self.ends
        for match in _TOKEN.finditer(self.text, start, end):
            token = match.group()
            first, stop = match.span()
            if token == "." and stop < end and low and first == ends[-1]:
                continue  # an abbreviation's full stop: the sentence goes on
            small = token.lower()
            if small != token and (glued := _GLUED.match(token)) is not None:
                low.append(glued.group())
                starts.append(first)
                ends.append(first + glued.end())
                first += glued.end()
                small = small[glued.end() :]
            elif token[0] == "(" and len(token) > 1:
                small = ASIDE
            low.append(small)
            starts.append(first)
            ends.append(stop)
            if len(low) >= most:
                break


def is_speech(stretch: Stretch, labelled: bool, english: bool) -> bool:
    """Titles, nicknames and terms are short and end without punctuation inside the marks."""
    if labelled and stretch.words < 12 and stretch.last not in ",?!":
        return False
    if stretch.title_case and english:
        return False
    return stretch.words > 4 or (stretch.last in ",!?…" and stretch.words > 0)


def build_units(article: Article, grammar: Grammar) -> Iterator[Unit]:
    """All sentences of the body in text order, not yet read into tokens."""
    text = article.text
    furniture = [piece.span for piece in article.furniture]
    stretches = list(find_stretches(text, article.paragraphs, furniture, grammar.suffixed))
    sentences = article.sentences
    s = q = 0
    for number, paragraph in enumerate(article.paragraphs):
        own: list[Span] = []
        while s < len(sentences) and sentences[s].start < paragraph.end:
            if sentences[s].start >= paragraph.start:
                own.append(sentences[s])
            s += 1
        marked: list[Stretch] = []
        while q < len(stretches) and stretches[q].start < paragraph.end:
            marked.append(stretches[q])
            q += 1
        yield from _units_of(text, number, own, marked, grammar)


def _units_of(
    text: str, paragraph: int, sentences: Sequence[Span], stretches: Sequence[Stretch], grammar: Grammar
) -> Iterator[Unit]:
    joined = _join(text, sentences, stretches, grammar)
    q = 0
    for start, end in joined:
        own: list[Stretch] = []
        while q < len(stretches) and stretches[q].start < end:
            if stretches[q].start >= start:
                own.append(stretches[q])
            q += 1
        begin = start
        kept: list[Stretch] = []
        for stretch in own:
            if _begins_sentence(text, begin, stretch) or stretch.start - begin > LONGEST:
                yield Unit(text, begin, stretch.start, paragraph, kept)
                begin, kept = stretch.start, []
            kept.append(stretch)
            if stretch.end < end and _ends_sentence(text, stretch, end, grammar):
                yield Unit(text, begin, stretch.end, paragraph, kept)
                begin, kept = stretch.end, []
                while begin < end and text[begin].isspace():
                    begin += 1
        if begin < end:
            yield Unit(text, begin, end, paragraph, kept)


def _join(
    text: str, sentences: Sequence[Span], stretches: Sequence[Stretch], grammar: Grammar
) -> list[list[int]]:
    """Sentences, those parted inside a stretch or before a lower-case word joined."""
    joined: list[list[int]] = []
    q = 0
    for start, end in sentences:
        while q < len(stretches) and stretches[q].end <= start:
            q += 1
        inside = q < len(stretches) and stretches[q].start < start
        goes_on = inside or text[start].islower() or text[start] in ",;―—–"
        if joined and (goes_on or _asks(text, joined[-1][1], start, end, grammar)):
            joined[-1][1] = end
        else:
            joined.append([start, end])
        if q < len(stretches) and stretches[q].start < end < stretches[q].end:
            joined[-1][1] = max(end, stretches[q].end)
    return joined


def _asks(text: str, before: int, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a sentence only says whose the question or shout before it is: "…?" | Ann Lee asked quietly."""
    if grammar.language != "en" or text[before - 1] not in "\"”'’" or before < 3:
        return False
    if not any(mark in "?!" for mark in text[before - 3 : before - 1]):
        return False
    match = _TAG.match(text, start, end)
    verb = grammar.verbs.get(match["verb"]) if match is not None else None
    return verb is not None and (
        verb.strength in ("say", "ask") or bool(verb.frames & {"quote", "any", "person"})
    )


def _begins_sentence(text: str, begin: int, stretch: Stretch) -> bool:
    """Whether a sentence ended right before this stretch: a full stop that no abbreviation ends with."""
    end = stretch.start
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end <= begin or end == stretch.start or text[end - 1] not in _TERMINAL:
        return False
    word = _LAST_WORD.search(text[max(begin, end - 30) : end])
    return word is None or len(word.group(1)) > 3 or word.group(1).islower()


def _ends_sentence(text: str, stretch: Stretch, end: int, grammar: Grammar) -> bool:
    """Whether the sentence ends with this stretch although more text follows it."""
    following = _WORD.search(text, stretch.end, min(end, stretch.end + 60))
    if following is None or stretch.last not in _TERMINAL:
        return False
    word = following.group()
    between = text[stretch.end : following.start()]
    if any(dash in between for dash in "—―–"):
        return False
    if "," in between or word[0].islower() or word.lower() in grammar.pronouns:
        return not ("," in between or word[0].islower()) and stretch.last == "."
    if stretch.last == ".":
        return True
    nearby = [
        match.group().lower() for match in _WORD.finditer(text, following.start(), min(end, stretch.end + 90))
    ]
    return not any(word in grammar.verbs or word in grammar.tags for word in nearby[:6])
