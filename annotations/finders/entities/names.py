"""One sentence read from left to right for names: listed ones, those with telling words, those by shape."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.capitals import ROMAN, goes_on, is_headline, is_initial, may_begin
from annotations.finders.entities.gazetteer import Named
from annotations.finders.entities.heads import tail_end
from annotations.finders.entities.lookahead import (
    company_end,
    instrument_end,
    may_hold_company,
    tail_follows,
    tail_inside,
)
from annotations.finders.entities.name_types import Surroundings, type_of
from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary, canonical_places
from annotations.model import Span

_QUOTES = frozenset("\"'“”„‘’«»")
_AND = frozenset({"dan", "serta", "atau", "maupun", "hingga", "and", "or", "&"})
_OF = frozenset({"dan", "&", "and", "of", "for", "untuk"})
_KEEPS_TITLE = frozenset(
    {",", "untuk", "ke", "saat", "itu", "terpilih", "nonaktif", "RI", "sekaligus", "the", "of"}
)
_BESIDE = 3  # tokens on either side of a short form that tell its sense
_MAX_NAME = 7


class SentenceReader:
    """Reads the names of one sentence; `article` is the text that the tokens lie in."""

    def __init__(self, article: str, tokens: Sequence[Token], words: Vocabulary) -> None:
        self._article = article
        self._tokens = tokens
        self._words = words
        self._headline = is_headline(tokens, words)
        self._has_company = may_hold_company(words, tokens)
        self._title = ""  # the title that the next name would belong to
        self._title_filled = False  # whether what the title is of was read: Gubernur Jawa Tengah
        self._found: list[Candidate] = []
        self._sport: bool | None = None  # whether it tells of a match, once that was asked

    def read(self) -> list[Candidate]:
        """The candidates in text order, none overlapping."""
        tokens, starters = self._tokens, self._words.starters
        telling = [at for at, token in enumerate(tokens) if token.capital or token.low in starters]
        at = 0
        for start in telling:
            while at < start and self._title:
                at = self._passed(at)
            if at <= start:
                at = self._step(start)
        return self._found

    def _step(self, at: int) -> int:
        """Index after what begins with the telling token at `at`."""
        token, words, tokens = self._tokens[at], self._words, self._tokens
        known = words.known.match(tokens, at) if token.capital else None
        head = words.heads.match(tokens, at)
        title = words.titles.match(tokens, at)
        known_length, head_length, title_length = (found[0] if found else 0 for found in (known, head, title))
        if self._has_company and token.capital and token.text[0].isalpha() and title_length <= known_length:
            after = company_end(words, tokens, at)
            if after > at:
                return self._add(at, after, "ORG", "company", seen=tokens[after - 1].text)
        if known and known_length >= max(head_length, title_length):
            after = self._listed(at, *known)
            if after > at:
                return after
        if head and head_length >= title_length:
            after = self._headed(at, *head)
            if after > at:
                return after
            if token.capital and not title_length:
                self._title = ""
                return at + head_length
        if title:
            return self._titled(at, *title)
        if token.capital and words.language == "en" and not self._headline and self._begins_with_a_word(at):
            return self._shaped(at, whole=True)
        if token.capital and may_begin(words, tokens, at, bool(self._title), self._headline):
            return self._shaped(at)
        return self._passed(at)

    def _begins_with_a_word(self, at: int) -> bool:
        """An English organisation whose first word is an ordinary one: Defense Department."""
        low = self._tokens[at].low
        if low in self._words.stop or is_initial(self._tokens, at) or not self._words.is_ordinary(low):
            return False
        return tail_follows(self._words, self._tokens, at + 1)

    def _passed(self, at: int) -> int:
        """Index after a token that is no name; most of them part a title from what follows."""
        token = self._tokens[at]
        if self._title and not (
            token.low in _KEEPS_TITLE or token.low[0].isdigit() or token.text in "()-" or token.glued
        ):
            self._title = ""
        return at + 1

    def _listed(self, at: int, length: int, named: Named) -> int:
        """Index after a listed name; `at` when it does not stand for itself here."""
        end = at + length
        if named.label == "PER":
            return self._shaped(at, end)
        if named.label == "NONE":
            return self._add(at, end, "NONE", "not a name")
        if at and self._tokens[at - 1].low in self._words.cues["language"]:
            return self._add(at, end, "NONE", "not a name")
        if self._is_homonym(at, end):
            return self._add(at, end, "NONE", "not a name")
        after = instrument_end(self._words, self._tokens, at)
        if after > at:
            return self._add(at, after, "NONE", "not a name")
        if not self._headline and tail_follows(self._words, self._tokens, end):
            return self._shaped(at, end, whole=True)
        if (not named.sure and self._is_word_here(at, end, named)) or self._is_surname(end, named):
            return at
        if named.label == "LOC" and self._is_club(at, end):
            return self._add(at, end, "ORG", "city club")
        rule = "known organisation" if named.label == "ORG" else "place"
        if named.label == "LOC" and named.kind in ("country", "region"):
            rule = "country"
        elif not named.sure:
            rule = "ambiguous place"
        if named.label == "LOC" and end < len(self._tokens) and not self._headline:
            end += self._goes_on_with_direction(at, end)
        return self._add(at, end, named.label, rule, canonical=named.canonical)

    def _is_homonym(self, at: int, end: int) -> bool:
        """Whether a short form stands for something else here: pabrik PKS."""
        beside = self._words.homonyms.get(self._tokens[at].text) if end == at + 1 else None
        if beside is None:
            return False
        return any(token.low in beside for token in self._tokens[max(at - _BESIDE, 0) : end + _BESIDE])

    def _is_club(self, at: int, end: int) -> bool:
        """Whether a city stands for its club: a sentence about a match, and not "di Milan"."""
        words = self._words
        if self._text(at, end) not in words.city_clubs:
            return False
        before = self._tokens[at - 1].low if at else ""
        if before in words.cues["at"] or before in words.cues["area"] or before in words.cues["toward"]:
            return False
        if self._sport is None:
            self._sport = any(token.low in words.cues["sport"] for token in self._tokens)
        return self._sport

    def _goes_on_with_direction(self, at: int, end: int) -> bool:
        """Whether Barat, Utara and the like go on with a place; in small letters only if it is listed so."""
        following = self._tokens[end]
        direction = following.text.title()
        if following.glued or direction not in self._words.cues["direction"]:
            return False
        return following.capital or f"{self._text(at, end)} {direction}" in canonical_places(
            self._words.language
        )

    def _is_word_here(self, at: int, end: int, named: Named) -> bool:
        """Whether a name that is an ordinary word too is more likely that word: Batu, Serang, Medan."""
        before = self._tokens[at - 1].low if at else ""
        if before in self._words.cues["at"] or before in self._words.cues["area"] or before == ",":
            return False
        if is_initial(self._tokens, at) or self._headline:
            return True
        following = self._tokens[end] if end < len(self._tokens) else None
        return named.label == "LOC" and end == at + 1 and following is not None and following.capital

    def _is_surname(self, end: int, named: Named) -> bool:
        """A city after a title and what the title is of: Komisioner Perdagangan Uni Eropa Maros Sefcovic."""
        if not self._title or not self._title_filled or named.kind not in ("city", "regency"):
            return False
        if end == len(self._tokens):
            return False
        following = self._tokens[end]
        ordinary = self._words.is_ordinary(following.low)
        return following.capital and not ordinary and not self._words.known.match(self._tokens, end)

    def _headed(self, at: int, length: int, head: tuple[str, str]) -> int:
        """Index after a name that begins with a telling word; `at` when nothing of a name follows it."""
        label, kind = head
        first = at + length
        end = tail_end(self._words, self._tokens, first, kind, bool(self._title))
        text = self._text(at, first)
        if end == first and (kind != "branch" or self._words.is_ordinary(text.lower()) or self._headline):
            return at
        if kind == "office" and end == first + 1 and self._tokens[first].text in ROMAN:
            return self._add(at, end, "NONE", "not a name")  # Komisi III
        if self._headline and kind not in ("branch", "government", "company"):
            end = self._until_ordinary(first, end)
            if end == first:
                return at
        rule = (
            "government" if kind == "government" else "organisation head" if label == "ORG" else "place head"
        )
        return self._add(at, end, label, rule, seen=text)

    def _until_ordinary(self, at: int, end: int) -> int:
        for position in range(at, end):
            if self._words.is_ordinary(self._tokens[position].low):
                return position
        return end

    def _titled(self, at: int, length: int, kind: str) -> int:
        """Remembers the title and skips the ordinary words that go on with it: Menteri Luar Negeri."""
        end = at + length
        self._title, self._title_filled = self._text(at, end), False
        if end < len(self._tokens) and self._tokens[end].text == "." and length == 1 and len(self._title) < 6:
            return end + 1
        if kind != "role" or self._headline:
            return end
        while end < len(self._tokens):
            token = self._tokens[end]
            following = end + 1
            if token.capital and self._fills_title(end):
                end = following
                continue
            if (
                token.text == ","
                and following < len(self._tokens)
                and self._tokens[following].low in ("dan", "and")
            ):
                following += 1
            elif token.low not in _OF and token.text != ",":
                break
            if not self._fills_title(following) or self._words.titles.match(self._tokens, following):
                break
            end = following + 1
        return end

    def _fills_title(self, at: int) -> bool:
        if at >= len(self._tokens) or not self._tokens[at].capital:
            return False
        token = self._tokens[at]
        return (
            (self._words.is_ordinary(token.low) or (len(token.low) > 7 and self._words.is_word(token.low)))
            and token.text not in self._words.given
            and not token.acronym
            and not self._words.known.match(self._tokens, at)
            and not self._words.heads.match(self._tokens, at)
        )

    def _shaped(self, at: int, end: int = 0, whole: bool = False) -> int:
        """Index after a run of name words from `at` on, the first up to `end` given; see `goes_on`."""
        end = end or at + 1
        given = self._tokens[at].text in self._words.given and end == at + 1
        first = end
        while end < len(self._tokens) and end - at < _MAX_NAME:
            if self._title and self._tokens[end].low == "of":
                break  # President Ossian Drelle of Velmara
            surname = given and end == first
            step = goes_on(
                self._words, self._tokens, end, headline=self._headline, whole=whole, surname=surname
            )
            if not step:
                break
            end += step
        split = tail_inside(self._words, self._tokens, at, end) if self._title else 0
        if split:
            at = self._add(at, split, "ORG", "organisation tail", self._tokens[split - 1].text)
        label, rule, seen, canonical = type_of(self._words, self._tokens[at:end], self._around(at, end))
        return self._add(at, end, label, rule, seen, canonical)

    def _around(self, at: int, end: int) -> Surroundings:
        tokens = self._tokens
        before = tokens[at - 1] if at else None
        after = tokens[end : end + 3]
        apart = int(before is not None and (before.text in "(,/-" or before.low in _AND))
        if apart and at > 1 and before and before.low in _AND and tokens[at - 2].text == ",":
            apart = 2
        joined = self._found[-1] if self._found and at > apart else None
        if joined and joined.span.end != tokens[at - 1 - apart].end:
            joined = None
        return Surroundings(
            title=self._title,
            before=before.low if before else "",
            two_before=tokens[at - 2].low if at > 1 else "",
            after=[token.low for token in after],
            initial=is_initial(tokens, at),
            headline=self._headline,
            follows=joined.label if joined and not apart else "",
            listed=joined.label if joined and apart else "",
            quoted=bool(before and after and before.text in _QUOTES and after[0].text in _QUOTES),
        )

    def _text(self, at: int, end: int) -> str:
        return self._article[self._tokens[at].start : self._tokens[end - 1].end]

    def _add(self, at: int, end: int, label: str, rule: str, seen: str = "", canonical: str = "") -> int:
        span = Span(self._tokens[at].start, self._tokens[end - 1].end)
        text = self._article[span.start : span.end]
        self._found.append(Candidate(span, text, label, rule, seen, canonical))
        if label == "PER":
            self._title = ""
        self._title_filled = True
        return end
