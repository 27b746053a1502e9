"""One sentence read from left to right for names: listed ones, those with telling words, those by shape."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.gazetteer import Named
from annotations.finders.entities.heads import tail_end
from annotations.finders.entities.name_types import Surroundings, type_of
from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary
from annotations.model import Span

_OPENING = frozenset("\"'“”„«‘([-–—•*")
_QUOTES = frozenset("\"'“”„‘’«»")
_ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII".split())
_KEEPS_TITLE = frozenset(
    {",", "untuk", "ke", "saat", "itu", "terpilih", "nonaktif", "RI", "sekaligus", "the", "of"}
)
_MAX_NAME = 7


def is_headline(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Whether a sentence is in Title Case or in capitals, so that a capital tells nothing."""
    long = [token for token in tokens if len(token.low) > 3 and token.low[0].isalpha()]
    if len(long) < 3:
        return False
    shouted = sum(token.acronym for token in long)
    ordinary = sum(token.capital and words.is_ordinary(token.low) for token in long)
    small = sum(not token.capital and token.low not in words.stop for token in long)
    return shouted > 0.7 * len(long) or (ordinary > 1 and ordinary > 2 * small and small < 0.2 * len(long))


class SentenceReader:
    """Reads the names of one sentence; `article` is the text that the tokens lie in."""

    def __init__(self, article: str, tokens: Sequence[Token], words: Vocabulary) -> None:
        self._article = article
        self._tokens = tokens
        self._words = words
        self._headline = is_headline(tokens, words)
        self._title = ""  # the title that the next name would belong to
        self._title_filled = False  # whether what the title is of was read: Gubernur Jawa Tengah
        self._found: list[Candidate] = []

    def read(self) -> list[Candidate]:
        """The candidates in text order, none overlapping."""
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        return self._found

    def _step(self, at: int) -> int:
        token = self._tokens[at]
        known = self._words.known.match(self._tokens, at) if token.capital else None
        head = self._words.heads.match(self._tokens, at)
        title = self._words.titles.match(self._tokens, at)
        known_length, head_length, title_length = (found[0] if found else 0 for found in (known, head, title))
        if token.capital and token.text[0].isalpha() and not (title and title_length >= known_length):
            after = self._company(at)
            if after > at:
                self._add(at, after, "ORG", "organisation tail", seen=self._tokens[after - 1].text)
                return after
        if known and known_length >= max(head_length, title_length):
            after = self._listed(at, *known)
            if after > at:
                return after
        if head and head_length >= title_length:
            after = self._headed(at, *head)
            if after > at:
                return after
        if title:
            return self._titled(at, *title)
        if token.capital and self._may_begin(at):
            return self._shaped(at)
        if not (token.low in _KEEPS_TITLE or token.low[0].isdigit() or token.text in "()-" or token.glued):
            self._title = ""
        return at + 1

    def _listed(self, at: int, length: int, named: Named) -> int:
        end = at + length
        if named.label == "PER":
            return self._shaped(at, end)
        if named.label == "NONE":
            self._add(at, end, "NONE", "not a name")
            return end
        following = self._tokens[end] if end < len(self._tokens) else None
        if following is not None and following.text in self._words.cues["tail"] and not self._headline:
            return self._shaped(at, end, whole=True)
        before = self._tokens[at - 1].low if at else ""
        if not named.sure:
            cued = before in self._words.cues["at"] or before in self._words.cues["area"] or before == ","
            if (
                self._initial(at)
                or self._headline
                or (not cued and self._words.is_ordinary(named.canonical.lower()))
            ):
                if not cued:
                    return at
            if named.label == "LOC" and not cued and length == 1 and following and following.capital:
                return at
        if self._is_surname(at, end, named):
            return at
        if (
            named.label == "LOC"
            and end < len(self._tokens)
            and self._tokens[end].text in self._words.cues["direction"]
        ):
            if not self._headline and not self._tokens[end].glued:
                end += 1
        rule = "known organisation" if named.label == "ORG" else "place"
        if named.label == "LOC" and named.kind in ("country", "region"):
            rule = "country"
        elif not named.sure:
            rule = "ambiguous place"
        self._add(at, end, named.label, rule, canonical=named.canonical)
        return end

    def _is_surname(self, at: int, end: int, named: Named) -> bool:
        """A city after a title and what the title is of: Komisioner Perdagangan Uni Eropa Maros Sefcovic."""
        if not self._title or not self._title_filled or named.kind not in ("city", "regency"):
            return False
        following = self._tokens[end] if end < len(self._tokens) else None
        return (
            following is not None
            and following.capital
            and not self._words.is_ordinary(following.low)
            and not self._words.known.match(self._tokens, end)
        )

    def _company(self, at: int) -> int:
        """Index after a name that ends in Ltd, Tbk and the like; `at` when there is none."""
        end = at
        while end < len(self._tokens) and end - at < _MAX_NAME + 2:
            token = self._tokens[end]
            if token.text in self._words.cues["strong"]:
                while (
                    end + 1 < len(self._tokens) and self._tokens[end + 1].text in self._words.cues["strong"]
                ):
                    end += 1
                return end + 1 if end > at else at
            opened = token.text == "(" and end + 2 < len(self._tokens) and self._tokens[end + 2].text == ")"
            joined = token.text in (")", "&") and end > at
            if not (token.capital or opened or joined) or (token.low in self._words.stop):
                return at
            end += 1
        return at

    def _headed(self, at: int, length: int, head: tuple[str, str]) -> int:
        label, kind = head
        end = tail_end(self._words, self._tokens, at + length, kind, bool(self._title))
        text = self._text(at, at + length)
        if end == at + length and (
            kind != "branch" or self._words.is_ordinary(text.lower()) or self._headline
        ):
            return at
        if self._headline and kind not in ("branch", "government", "company"):
            end = self._until_ordinary(at + length, end)
            if end == at + length:
                return at
        rule = (
            "government" if kind == "government" else "organisation head" if label == "ORG" else "place head"
        )
        self._add(at, end, label, rule, seen=text)
        return end

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
            if token.capital and self._goes_on(end):
                end += 1
            elif token.low in ("dan", "&", "and", "of", "for", "untuk") or token.text == ",":
                following = end + 1
                if (
                    token.text == ","
                    and following < len(self._tokens)
                    and self._tokens[following].low in ("dan", "and")
                ):
                    following += 1
                if (
                    following < len(self._tokens)
                    and self._tokens[following].capital
                    and self._goes_on(following)
                ):
                    if self._words.titles.match(self._tokens, following):
                        break
                    end = following + 1
                else:
                    break
            else:
                break
        return end

    def _goes_on(self, at: int) -> bool:
        token = self._tokens[at]
        return (
            self._words.is_ordinary(token.low)
            and token.text not in self._words.given
            and not token.acronym
            and not self._words.known.match(self._tokens, at)
            and not self._words.heads.match(self._tokens, at)
        )

    def _may_begin(self, at: int) -> bool:
        token = self._tokens[at]
        if token.text in self._words.not_names or token.low in self._words.stop:
            return False
        if token.text in self._words.given:
            return True
        if len(token.text) == 1:
            return self._initial_letter(at)
        if (
            not token.text[0].isalpha()
            or token.text[-1].isdigit()
            or (token.text in _ROMAN and not self._title)
        ):
            return False
        if token.acronym and not self._headline:
            return True
        if self._words.is_ordinary(token.low):
            return bool(self._title) and not self._headline and self._next_is_name(at)
        return True

    def _next_is_name(self, at: int) -> bool:
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return following is not None and following.capital and not self._words.is_ordinary(following.low)

    def _initial_letter(self, at: int) -> bool:
        """M. Yusuf, J Kristiadi."""
        tokens = self._tokens[at + 1 : at + 3]
        if tokens and tokens[0].text == ".":
            tokens = tokens[1:]
        return bool(tokens) and tokens[0].capital and len(tokens[0].text) > 2 and tokens[0].text[0].isalpha()

    def _shaped(self, at: int, end: int = 0, whole: bool = False) -> int:
        """A run of name words from `at` on, the first up to `end` given; `whole` does not stop at listed names."""
        end = end or at + 1
        given = self._tokens[at].text in self._words.given and end == at + 1
        while end < len(self._tokens) and end - at < _MAX_NAME:
            step = self._name_goes_on(end, whole, surname=given and end == at + 1)
            if not step:
                break
            end += step
        split = self._tail_inside(at, end) if self._title else 0
        if split:
            self._add(at, split, "ORG", "organisation tail", self._tokens[split - 1].text)
            at = split
        label, rule, seen, canonical = type_of(self._words, self._tokens[at:end], self._around(at, end))
        self._add(at, end, label, rule, seen, canonical)
        return end

    def _tail_inside(self, at: int, end: int) -> int:
        """Where an organisation ends and its officer's name begins: CEO Cyrus Network | Hasan Nasbi."""
        for position in range(at + 1, end - 1):
            if self._tokens[position].text in self._words.cues["tail"]:
                return position + 1
        return 0

    def _around(self, at: int, end: int) -> Surroundings:
        before = self._tokens[at - 1] if at else None
        after = self._tokens[end : end + 3]
        last = self._found[-1] if self._found else None
        joined = last is not None and at > 0 and last.span.end == self._tokens[at - 1].end
        return Surroundings(
            title=self._title,
            before=before.low if before else "",
            two_before=self._tokens[at - 2].low if at > 1 else "",
            after=[token.low for token in after],
            initial=self._initial(at),
            headline=self._headline,
            follows=last.label if last and joined else "",
            quoted=bool(before and after and before.text in _QUOTES and after[0].text in _QUOTES),
        )

    def _name_goes_on(self, at: int, whole: bool, surname: bool = False) -> int:
        """How many tokens from `at` on belong to the name before them."""
        token = self._tokens[at]
        previous = self._tokens[at - 1]
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if (
            token.text == "."
            and len(previous.text) <= 2
            and previous.capital
            and not previous.acronym
            and token.glued
        ):
            return int(following is not None and following.capital and not following.glued)
        if token.glued and token.text[0].isalnum():
            return 0
        if token.capital and token.text[0].isalpha():
            if token.text in self._words.not_names or token.low in self._words.stop:
                return 0
            if whole or token.text in self._words.cues["tail"]:
                return 1
            known = self._words.known.match(self._tokens, at)
            if known and known[1].label != "PER" and (known[1].sure or known[0] > 1):
                return int(surname and known[1].label == "ORG" and known[0] == 1 and not token.acronym)
            if token.acronym and not previous.acronym and len(token.text) > 2:
                return 0
            head = self._words.heads.match(self._tokens, at)
            if head and (self._headline or head[1][1] in ("office", "company", "government")):
                return 0
            if self._words.is_ordinary(token.low):
                return int(not self._headline and not self._words.titles.match(self._tokens, at))
            return 1
        if following is not None and following.capital and not following.glued:
            if token.low in self._words.cues["particle"] and token.low != "de":
                return 2
            if token.text == "&" or (token.low == "of" and self._words.language == "en"):
                return 2
        return 0

    def _initial(self, at: int) -> bool:
        while at > 0 and self._tokens[at - 1].text in _OPENING:
            at -= 1
        return at == 0 or self._tokens[at - 1].text in ":;.!?…"

    def _text(self, at: int, end: int) -> str:
        return self._article[self._tokens[at].start : self._tokens[end - 1].end]

    def _add(self, at: int, end: int, label: str, rule: str, seen: str = "", canonical: str = "") -> None:
        span = Span(self._tokens[at].start, self._tokens[end - 1].end)
        text = self._article[span.start : span.end]
        self._found.append(Candidate(span, text, label, rule, seen, canonical))
        if label == "PER":
            self._title = ""
        self._title_filled = True
