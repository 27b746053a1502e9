"""Agreements in an article: what was agreed between whom, about what, and how far it has come.

Mentions by noun, name and verb (`mentions`), what their sentence says of them (`status`, `parties`,
`subject`), and one record for all mentions of one agreement (`linking`, `records`).
"""

from __future__ import annotations

from collections.abc import Iterator

from annotations.article import Article
from annotations.finders.agreements.headlines import settle_headlines
from annotations.finders.agreements.identity import marks_of
from annotations.finders.agreements.linking import Linker
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.mentions import MentionFinder
from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.parties import Parties, PartyFinder
from annotations.finders.agreements.record import Sighting
from annotations.finders.agreements.records import to_agreement
from annotations.finders.agreements.status import Reading, of_verb, read_status
from annotations.finders.agreements.subject import Dates, find_subject
from annotations.finders.agreements.vocabulary import Vocabulary, vocabulary
from annotations.finders.findings import Findings
from annotations.model import Agreement, Span

# how "both" end that stand for states, or for organisations
_STATES = (
    *("negara", "pemerintah", "pemerintahan", "presiden", "pemimpin", "perdana menteri", "luar negeri"),
    *("countries", "nations", "states", "country", "nation", "governments", "presidents", "leaders"),
    *("neighbors", "neighbours", "allies", "capitals", "powers", "foreign ministers"),
)
_ORGANISATIONS = (
    *("perusahaan", "maskapai", "bank", "bank sentral", "lembaga", "institusi", "universitas", "kementerian"),
    *("korporasi", "emiten", "perseroan", "badan", "kampus", "instansi", "organisasi", "perguruan tinggi"),
    *("companies", "firms", "banks", "airlines", "automakers", "carmakers", "universities", "agencies"),
)


def find_agreements(article: Article, findings: Findings) -> Iterator[Agreement]:
    """One suggestion an agreement, in the order of their first mentions; ids are left to the pipeline.

    Parties are the full names of `findings.entities`; where there are none, capitalised words.
    """
    words = vocabulary(article.language)
    finder = MentionFinder(article, words)
    mentions = finder.find()
    if not mentions:
        return
    names = Names(
        article,
        finder.lowered,
        findings,
        words,
        (m.span for m in mentions if m.known or m.strength == "anaphor"),
    )
    reader = _Reader(finder, names, words, findings)
    linker = Linker(article.text, names)
    for position, mention in enumerate(mentions):
        sighting = reader.read(mention, mentions, position, linker)
        if sighting is not None:
            linker.take(sighting)
    settle_headlines(linker.records)
    agreements = (to_agreement(record, article.text, names, words) for record in linker.records)
    yield from sorted((a for a in agreements if a is not None), key=lambda a: a.spans)


class _Reader:
    """What the sentence of each mention says of it."""

    def __init__(self, finder: MentionFinder, names: Names, words: Vocabulary, findings: Findings) -> None:
        self._text, self._lowered = finder.text, finder.lowered
        self._names, self._words = names, words
        self._parties = PartyFinder(finder.text, finder.lowered, names, words)
        self._dates = Dates(findings)
        self._claimed = 0  # where the parties named behind the mention before end

    def read(
        self, mention: Mention, mentions: list[Mention], position: int, linker: Linker
    ) -> Sighting | None:
        if self._parties.is_of_person(mention):
            return None
        floor, ceiling = mention.around
        if position and mentions[position - 1].span.end > floor:
            floor = mentions[position - 1].span.end
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        if following and following.span.start < ceiling:
            gap = self._text[mention.span.end : following.span.start]
            if gap.strip() != "(":
                ceiling = following.span.start
        window = Span(min(floor, mention.span.start), max(ceiling, mention.span.end))
        if mention.strength == "verb":
            reading = of_verb(mention, self._lowered, self._words, window)
        else:
            reading = read_status(mention, self._lowered, self._words, window)
        parties = self._parties.find(mention, reading, Span(mention.around.start, window.end), self._claimed)
        if parties.end > mention.span.end:
            self._claimed = parties.end
        self._complete(mention, reading, parties, linker)
        subject = find_subject(mention, self._text, self._lowered, self._words, window.end)
        subject = self._dates.without(subject, self._text)
        date = self._dates.near(mention, reading, self._text)
        marks = marks_of(mention, reading, date, self._lowered, self._words)
        return Sighting(mention, reading, parties, subject, date, marks)

    def _complete(self, mention: Mention, reading: Reading, parties: Parties, linker: Linker) -> None:
        """Both countries, we, and the home country of the newspaper that goes without saying."""
        if mention.known and not mention.known.parties and not reading.formal:
            parties.named = []  # a treaty of many: whoever is named beside it is not all of them
        keys = {self._names.key(name.name) for name in parties.named}
        if parties.two and len(keys) < 2:
            kind = "state" if parties.two.endswith(_STATES) else ""
            kind = "organisation" if parties.two.endswith(_ORGANISATIONS) else kind
            start, end = mention.around.start, mention.span.start
            beside = {self._names.key(name.name) for name in self._names.within(start, end)}
            pair = linker.last_pair(mention, kind, beside) or self._names.last_two(start, end, kind)
            if len(pair) == 2 and keys <= {self._names.key(name.name) for name in pair}:
                parties.named = (
                    [self._names.as_state(name) for name in pair] if kind == "state" else list(pair)
                )
        if len(parties.named) == 1 and parties.framed and reading.step == "sign":
            partner = linker.last_signatory(mention)
            if partner is not None and self._names.key(partner.name) not in keys:
                parties.named.insert(0, partner)
        home = self._names.home
        if not home or len(parties.named) != 1 or not self._names.is_state(parties.named[0].name):
            return
        if linker.leaves_out(self._names.key(home)):
            return
        if self._names.key(home) not in keys and (parties.framed or parties.pronoun):
            parties.named.insert(0, Name(mention.span, home, "LOC"))
