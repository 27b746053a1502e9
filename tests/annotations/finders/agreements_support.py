"""Articles for the tests of agreements: names are marked in the text, so that no name finder is needed."""

from __future__ import annotations

import re

from annotations.article import Article
from annotations.finders.agreements import find_agreements
from annotations.finders.findings import Findings
from annotations.model import Agreement, Entity, Span

_MARKED = re.compile(r"\[(PER|ORG|LOC|DATE) ([^\]=]+)(?:=([^\]]+))?\]")


def read(marked: str) -> tuple[Article, Findings]:
    """From "[LOC RI=Indonesia] menandatangani …": the text without marks, and the entities they stand for."""
    text, findings, last = "", Findings(), 0
    for mark in _MARKED.finditer(marked):
        text += marked[last : mark.start()]
        span = Span(len(text), len(text) + len(mark.group(2)))
        text += mark.group(2)
        findings.entities.append(
            Entity(id="", label=mark.group(1), spans=(span,), entity=mark.group(3) or mark.group(2))
        )
        last = mark.end()
    return Article(text + marked[last:]), findings


def agreements(marked: str) -> list[Agreement]:
    return list(find_agreements(*read(marked)))


def the_agreement(marked: str) -> Agreement:
    """The only one found in `marked`."""
    (only,) = agreements(marked)
    return only


def mentions(marked: str) -> list[list[str]]:
    """The words of every agreement's mentions."""
    article, findings = read(marked)
    return [
        [article.text[slice(*span)] for span in found.spans] for found in find_agreements(article, findings)
    ]
