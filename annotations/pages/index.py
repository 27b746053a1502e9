"""A page that lists the pages of several articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Self
from urllib.parse import quote

from annotations.display import one_line
from annotations.metadata import Metadata
from annotations.pages.frame import END, head
from annotations.pages.sheet import Sheet

TITLE = "Annotated articles"


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list: `page` is the name of its page, `counts` are by the name of a kind."""

    page: str
    title: str
    language: str
    metadata: Metadata
    counts: dict[str, int]

    @classmethod
    def of(cls, sheet: Sheet, page: str) -> Self:
        counts = {name: len(sheet.of(kind)) for kind, name in sheet.kinds.items()}
        return cls(page, sheet.heading, sheet.article.language, sheet.metadata, counts)


def index_page(rows: Sequence[Row]) -> str:
    """A table with a link to the page of every article."""
    kinds = list(dict.fromkeys(kind for row in rows for kind in row.counts))
    known = [name for name in ("byline", "date") if any(getattr(row.metadata, name) for row in rows)]
    heads = ['<th scope="col">Article</th>']
    heads += [f'<th scope="col">{name.capitalize()}</th>' for name in known]
    heads += [f'<th scope="col" class="number">{escape(kind)}</th>' for kind in kinds]
    parts = [
        *head(TITLE, ()),
        f"<header><h1>{TITLE}</h1></header>\n<main>\n",
        f'<div class="wide" role="region" tabindex="0" aria-label="{TITLE}">\n<table>\n',
        f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n",
    ]
    for row in rows:
        cells = [
            f'<th scope="row"><a href="{quote(row.page)}" lang="{escape(row.language)}">'
            f"{escape(row.title)}</a></th>"
        ]
        cells += [f"<td>{escape(one_line(getattr(row.metadata, name)))}</td>" for name in known]
        cells += [f'<td class="number">{row.counts.get(kind, 0)}</td>' for kind in kinds]
        parts.append(f"<tr>{''.join(cells)}</tr>\n")
    parts.append(f"</tbody>\n</table>\n</div>\n</main>{END}")
    return "".join(parts)
