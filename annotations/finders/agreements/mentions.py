"""Where agreements are mentioned: by noun, by name, by a word that points back, by a verb."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotations.article import Article
from annotations.finders.agreements.acts import find_acts
from annotations.finders.agreements.mention import Mention, lower
from annotations.finders.agreements.named import in_title_case, named, opens
from annotations.finders.agreements.phrases import folded
from annotations.finders.agreements.vocabulary import Vocabulary, name_key
from annotations.model import Span

_CLIP = 400  # characters to each side of a mention that are looked at, however long the sentence
_CAPITALS_AFTER = re.compile(r"(?:[ ](?:(?:de|dan|on|of)[ ])?[A-Z][\w.&’'-]{0,30}){1,5}(?<![.’'-])")
_AND_CAPITAL = re.compile(r" dan (?=[A-Z])")
_ROUND = re.compile(
    r"(?:perundingan|putaran|negosiasi|pertemuan|babak|tahap)\s$"
)  # "perundingan ketiga CEPA"
_WORD_AFTER = re.compile(r"\s(\w{1,12})(?!\w)")
_ACRONYM_AFTER = re.compile(r"[ ][A-Z]{3,10}(?![\w-])")
_LAW_ON = re.compile(
    r"(?<!\w)(?:uu|undang-undang|ruu|perpres|pp|peraturan\s\w{1,20})\s(?:[\w/.]{1,20}\s){0,6}tentang\s$"
)
_WORD_BEFORE = re.compile(r"(?<!\w)(\w{3,5})\s$")
_DETERMINER = re.compile(r"(?<!\w)(?:an?|the|any|no|its|their|his|her|our|such|these|those|new|past)\s$")
_LAST_WORD = re.compile(r"([a-z]{2,30})\s$")
_ACTS = re.compile(  # what stands before a verb, not before a noun
    r"(?<![\w-])(?:to|will|would|can|could|may|might|must|shall|should|not|n't|n’t|never|and|or|but|you|we|they|who"
    r"|which|that|people|men|women|better|also|just|then|still|only|\w+ly)\s$"
)
_FIRST_WORD = re.compile(r"(\w{1,20})\s")
_PAPERS = ("mou", "hoa", "loi")  # written with capitals though they are no names
_SHORT = re.compile(r"((?:\s[a-z]\w{0,20}){0,3})\s?\(([A-Z][\w-]{1,11})\)")
_CAPITALS_BEFORE = re.compile(r"(?:(?<![\w.])[A-Z][\w’'-]{0,30}\s(?:(?:and|of|on|the)\s)?){1,7}$")
_OF_NAME = re.compile(r"\s(?:of|on|for)\s(?:the\s)?[A-Z][\w-]{1,30}(?:\s[A-Z][\w-]{1,30}){0,4}")


class MentionFinder:
    """Finds the mentions of one article, in text order."""

    def __init__(self, article: Article, vocabulary: Vocabulary) -> None:
        self.article = article
        self.text = article.text
        self.lowered = lower(article.text)
        self.vocabulary = vocabulary
        self._paragraph_starts = [paragraph.start for paragraph in article.paragraphs]

    def find(self) -> list[Mention]:
        names = list(named(self))
        kept = _without_overlaps(_in_order([*names, *self._nouns(names)]))
        kept = _without_overlaps(_in_order([*kept, *self._short_names(kept)]))
        return _without_overlaps(_in_order([*kept, *find_acts(self, kept)]))

    def mention(self, span: Span, form: str, family: str, kind: str, strength: str) -> Mention | None:
        """None in furniture."""
        if self.article.in_furniture(span):
            return None
        paragraph = bisect_right(self._paragraph_starts, span.start) - 1
        around = self.article.sentence_at(span.start) or self.article.paragraph_at(span.start) or span
        title = self.article.title
        return Mention(
            span=span,
            around=Span(
                max(around.start, span.start - _CLIP), max(span.end, min(around.end, span.end + _CLIP))
            ),
            paragraph=paragraph,
            form=form,
            family=family,
            kind=kind,
            strength=strength,
            in_title=title is not None and title.overlaps(span),
        )

    def _nouns(self, names: Sequence[Mention]) -> Iterator[Mention]:
        ends = [name.span.end for name in names]
        for match in self.vocabulary.noun.finditer(self.lowered):
            position = bisect_right(ends, match.start())
            if position < len(names) and names[position].span.start < match.end():
                continue  # part of a name that is known
            if self.is_refused(match.start(), match.end()) or self._in_law(match.start()):
                continue
            mention = self._of_noun(match)
            if mention is None:
                continue
            if position < len(names) and names[position].span.start < mention.span.end:
                named = names[position]  # "Perjanjian New START": the noun and a known name
                mention.form, mention.key, mention.known = "name", named.key, named.known
                mention.telling, mention.kind = True, named.kind
                mention.span = Span(mention.span.start, max(mention.span.end, named.span.end))
            yield mention

    def _short_names(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """What the article itself shortens: "Agreement on Reciprocal Trade (ART)", and every ART after it."""
        shortened: dict[str, Mention] = {}
        for mention in mentions:
            short = _SHORT.match(self.text, mention.span.end)
            if short is None or mention.strength not in ("strong", "document", "name") or len(shortened) > 20:
                continue
            words, name = short.groups()
            if words and self.lowered[mention.span.start] != name[0].lower():
                continue  # not short for this
            if lower(name) not in self.vocabulary.nouns:
                mention.short = name_key(name)
                shortened.setdefault(name, mention)
        if not shortened:
            return
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, shortened))})(?![\w-])", self.text):
            origin = shortened[match.group()]
            if match.start() > origin.span.end and not self._is_of_holder(match.start()):
                again = self.mention(Span(*match.span()), "name", "", origin.kind, "anaphor")
                if again:
                    again.key = origin.short
                    yield again

    def _is_of_holder(self, start: int) -> bool:
        """Whether the short name of an agreement is an organisation's here: Fraksi PKS, not PKS tersebut."""
        return self.vocabulary.holder.search(self.lowered, max(0, start - 24), start) is not None

    def is_refused(self, start: int, end: int) -> bool:
        window = self.vocabulary.refused.finditer(self.lowered, max(0, start - 40), end + 40)
        for refused in window:
            if refused.start() <= start and end <= refused.end():
                if (
                    refused.start() == start
                    and refused.group().endswith("with")
                    and self._is_noun(start, end)
                ):
                    continue  # "a gas deal with Turkey" is not "to deal with Turkey"
                longer = self.vocabulary.modifier.match(self.lowered, min(end + 1, len(self.lowered)))
                if not (longer and self.vocabulary.language == "id" and longer.end() > refused.end()):
                    return True
        return False

    def _is_noun(self, start: int, end: int) -> bool:
        """Whether "deal" or "deals" at `start` is what somebody made, not what somebody does."""
        before = self.lowered[max(0, start - 30) : start]
        if _DETERMINER.search(before):
            return True
        if any(match.end() == len(before) - 1 for match in self.vocabulary.modifier.finditer(before)):
            return True
        # "the grain deal with", but "makers deal with" and "he deals with"
        word = _LAST_WORD.search(before)
        singular = not self.lowered.startswith("s", end - 1)
        return bool(word and singular and not word.group(1).endswith("s") and not _ACTS.search(before))

    def _in_law(self, start: int) -> bool:
        """Whether it stands in the title of a law: UU Nomor 24 Tahun 2000 tentang Perjanjian …"""
        return _LAW_ON.search(self.lowered[max(0, start - 80) : start]) is not None

    def _of_noun(self, match: re.Match[str]) -> Mention | None:
        words = folded(match.group())
        clitic = words not in self.vocabulary.nouns and words.endswith("nya")
        noun = self.vocabulary.nouns[words[:-3] if clitic else words]
        mention = self.mention(Span(*match.span()), "nominal", noun.family, noun.kind, noun.strength)
        if mention is None:
            return None
        if clitic:
            mention.form = "anaphor"
        mention.telling = noun.strength == "ceasefire"  # only those who fight cease fire
        extend = self._extend_indonesian if self.vocabulary.language == "id" else self._extend_english
        extend(mention, words)
        if mention.strength in ("named", "anaphor") and mention.form not in ("name", "anaphor"):
            return None
        if mention.strength == "named" and mention.form == "anaphor":
            mention.strength = "anaphor"  # "deklarasi itu": which one, its name has said
        return mention

    def _extend_indonesian(self, mention: Mention, words: str) -> None:
        start, end = mention.span
        if self.lowered.startswith(f"-{words}", end):
            end += len(words) + 1
            mention.plural = True
        for _ in range(3):
            modifier = (
                self.vocabulary.modifier.match(self.lowered, end + 1) if end < len(self.lowered) else None
            )
            if modifier is None or not self.lowered[end].isspace():
                break
            end = modifier.end()
            self._apply_modifier(mention, folded(modifier.group()))
        after = _WORD_AFTER.match(self.lowered, end)
        if after and after.group(1) in self.vocabulary.anaphors:
            end = after.end()
            mention.form = "anaphor"
        elif (
            self.text[start].isupper() and mention.form != "anaphor" and not in_title_case(self.text, mention)
        ):
            name = _CAPITALS_AFTER.match(self.text, end)
            if (
                name
                and mention.strength in ("strong", "named")
                and mention.family not in ("mou", "hoa", "loi")
            ):
                end = self._one_name(name)
                mention.form, mention.key = "name", name_key(self.text[start:end])
        elif mention.strength == "strong":
            acronym = _ACRONYM_AFTER.match(self.text, end)
            if acronym and acronym.group().strip() not in self.vocabulary.states:
                end = acronym.end()
                mention.key = name_key(acronym.group())
                mention.known = self.vocabulary.known.get(mention.key)
        self._count(mention, start, end)

    def _one_name(self, name: re.Match[str]) -> int:
        """Where the first of two names ends: "Perjanjian Ruang Udara dan Perjanjian Pertahanan"."""
        for joined in _AND_CAPITAL.finditer(self.text, *name.span()):
            if self.vocabulary.noun.pattern.match(self.lowered, joined.end()):
                return joined.start()
        return name.end()

    def _extend_english(self, mention: Mention, words: str) -> None:
        start, end = mention.span
        mention.plural = words.endswith("s") and words[:-1] in self.vocabulary.nouns
        if self.text[start].isupper():
            left = max(mention.around.start, start - 120)
            before = _CAPITALS_BEFORE.search(self.text[left:start])
            after = _OF_NAME.match(self.text, end)
            if (before or after) and not in_title_case(self.text, mention):
                start = left + before.start() if before else start
                end = after.end() if after else end
                while (first := _FIRST_WORD.match(self.text, start)) and first.end() <= mention.span.start:
                    if not opens(first.group(1).lower(), self.vocabulary):
                        break
                    start = first.end()
                if start < mention.span.start or after:
                    mention.form, mention.key = "name", name_key(self.text[start:end])
        if mention.form != "name":
            for _ in range(3):
                left = max(mention.around.start, start - 30)
                modifiers = list(self.vocabulary.modifier.finditer(self.lowered, left, max(left, start - 1)))
                if not modifiers or modifiers[-1].end() != start - 1:
                    break
                start = modifiers[-1].start()
                self._apply_modifier(mention, folded(modifiers[-1].group()))
            determiner = _WORD_BEFORE.search(self.lowered[max(0, start - 8) : start])
            if determiner and determiner.group(1) in self.vocabulary.anaphors:
                mention.form = "anaphor"
                if determiner.group(1) != "the":
                    start -= len(determiner.group())
        self._count(mention, start, end)

    def _apply_modifier(self, mention: Mention, words: str) -> None:
        modifier = self.vocabulary.modifiers[words]
        if modifier.kind and mention.kind in ("treaty", "agreement"):
            mention.kind = modifier.kind
        mention.telling = mention.telling or modifier.telling
        mention.topic = mention.topic or modifier.topic
        if modifier.telling and mention.strength == "weak" and mention.kind != "cooperation":
            mention.strength = "strong"  # a deal may be anything, a peace deal is an agreement

    def _count(self, mention: Mention, start: int, end: int) -> None:
        left = max(mention.around.start, start - 16)
        number = self.vocabulary.number.search(self.lowered[left:start])
        if number and not _ROUND.search(self.lowered, max(0, left - 16), left + number.start()):
            words = folded(number.group())
            mention.count = int(words) if words.isdigit() else self.vocabulary.numbers[words]
            mention.counted = mention.count != 1
            start = left + number.start()
        mention.span = Span(start, end)


def _in_order(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
