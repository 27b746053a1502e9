"""What the text around a hand-tagged agreement says of it: parties, subject, how far it has come."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.article import Article
from annotations.finders.quotes import find_quotes
from annotations.model import Agreement, Entity, Span
from annotations.nearby import nearby

_LONGEST = 5_000  # code points; what is longer is no mention and no sentence


def agreement_near(article: Article, mention: Span, entities: Sequence[Entity]) -> Agreement | None:
    """The agreement that the agreement finder reads at `mention`, without an id; None when it reads none.

    Only the paragraphs around are read, so its spans are the mentions in those.
    """
    from annotations.finders.agreements import find_agreements  # many patterns, not needed to open an article

    if mention.length > _LONGEST:
        return None
    around = nearby(article, mention, entities)
    around.findings.quotes = list(find_quotes(around.article, around.findings))
    wanted = around.inside(mention)
    read = list(find_agreements(around.article, around.findings))
    found = next((one for one in read if any(span.overlaps(wanted) for span in one.spans)), None)
    if found is None:
        return None
    return found.with_(
        spans=tuple(around.outside(span) for span in found.spans),
        subject=around.passage(found.subject),
        date=around.passage(found.date),
        said_in="",
    )
