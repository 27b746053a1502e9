"""Agreements in an article: what was agreed between whom, about what, and how far it has come.

Mentions by noun, name and verb (`mentions`), what their sentence says of them (`status`, `parties`,
`subject`), and one record for all mentions of one agreement (`linking`, `told`, `records`).
"""

from __future__ import annotations

from collections.abc import Iterator

from annotations.article import Article
from annotations.finders.agreements.completion import Completion
from annotations.finders.agreements.headlines import settle_headlines
from annotations.finders.agreements.identity import marks_of
from annotations.finders.agreements.linking import Linker
from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.mentions import MentionFinder
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.party_finder import PartyFinder
from annotations.finders.agreements.record import Sighting
from annotations.finders.agreements.records import to_agreement
from annotations.finders.agreements.status import of_verb, read_status
from annotations.finders.agreements.subject import Dates, find_subject
from annotations.finders.agreements.told import Told
from annotations.finders.agreements.topic import keep_to_topic
from annotations.finders.agreements.vocabulary import Vocabulary, vocabulary
from annotations.finders.findings import Findings
from annotations.model import Agreement, Span


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
        (m.span for m in mentions if m.form == "name" or m.known or m.strength == "anaphor"),
    )
    reader = _Reader(finder, names, words, findings)
    told = Told(names)
    linker = Linker(article.text, names, told)
    for position, mention in enumerate(mentions):
        sighting = reader.read(mention, mentions, position, told)
        if sighting is not None:
            linker.take(sighting)
    settle_headlines(told.records)
    keep_to_topic(told.records)
    agreements = (to_agreement(record, article.text, names, words) for record in told.records)
    yield from sorted((a for a in agreements if a is not None), key=lambda a: a.spans)


class _Reader:
    """What the sentence of each mention says of it."""

    def __init__(self, finder: MentionFinder, names: Names, words: Vocabulary, findings: Findings) -> None:
        self._text, self._lowered = finder.text, finder.lowered
        self._names, self._words = names, words
        self._parties = PartyFinder(finder.text, finder.lowered, names, words)
        self._completion = Completion(finder.text, finder.lowered, names, words)
        self._dates = Dates(findings)
        self._last: Sighting | None = None
        self._claimed = 0  # where the parties named behind the mention before end

    def read(self, mention: Mention, mentions: list[Mention], position: int, told: Told) -> Sighting | None:
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
        reach = Span(mention.around.start, window.end)
        parties = self._parties.find(mention, reading, reach, self._claimed)
        free = Span(max(reach.start, min(self._claimed, mention.span.start)), reach.end)
        if parties.end > mention.span.end:
            self._claimed = parties.end
        self._completion.complete(mention, reading, parties, free, told, self._last)
        if (
            self._last
            and not reading.status
            and mention.form == "nominal"
            and self._completion.is_further(self._last, mention)
        ):
            reading = self._last.reading  # one verb for both
        subject = find_subject(mention, self._text, self._lowered, self._words, window.end)
        subject = self._dates.without(subject, self._text)
        date = self._dates.near(mention, reading, self._text)
        marks = marks_of(mention, reading, date, self._lowered, self._words)
        self._last = Sighting(mention, reading, parties, subject, date, marks)
        return self._last
