"""The cases of articles and how they stand, as tables or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotations.adjudication.adjudication import Adjudication, Standing
from annotations.adjudication.cases import Case
from annotations.adjudication.remarks import remarks
from annotations.adjudication.telling import (
    standing_told,
    tally_told,
    version_told,
    what_differs,
)
from annotations.display import one_line
from annotations.field_text import field_text
from annotations.text.lines import Lines
from tui.commands.adjudicate_articles import Articles
from tui.commands.sections import Cell, Column, Section, json_text, print_tables

_COLUMNS = (Column("place"), Column("kind"), Column("differs in"), Column("stands"), Column("versions"))


def print_table_list(articles: Articles) -> None:
    """On stdout, a table an article."""
    for adjudication in articles:
        name = one_line(str(adjudication.article.path))
        title = f"{name} ({', '.join(map(one_line, adjudication.annotators))})"
        print_tables([Section(title, _COLUMNS, list(_rows(adjudication)), tally_told(adjudication.tally()))])


def _rows(adjudication: Adjudication) -> Iterator[list[Cell]]:
    text = adjudication.article.text
    lines = Lines(text)
    standings = adjudication.standings()
    for case in adjudication.cases:
        line, column = lines.place(case.extent.start)
        versions = " | ".join(version_told(case, version, text) for version in case.versions)
        stands = standing_told(standings[case.key], text)
        yield [f"{line}:{column}", case.kind, what_differs(case), stands, versions]


def print_json_list(articles: Articles) -> None:
    """On stdout, an array with an object an article."""
    separator = "[\n"
    for adjudication in articles:
        print(separator + json_text(_as_dict(adjudication)), end="")
        separator = ",\n"
    print("[]" if separator == "[\n" else "\n]")


def _as_dict(adjudication: Adjudication) -> dict[str, Any]:
    lines, standings = Lines(adjudication.article.text), adjudication.standings()
    return {
        "article": str(adjudication.article.path),
        "gold": str(adjudication.session.store.path),
        "annotators": adjudication.annotators,
        "tally": dict(adjudication.tally()),
        "cases": [_case(adjudication, case, standings[case.key], lines) for case in adjudication.cases],
    }


def _case(adjudication: Adjudication, case: Case, standing: Standing, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(case.extent.start)
    text = adjudication.article.text
    return {
        "case": case.key,
        "line": line,
        "column": column,
        "span": case.extent,
        "kind": case.kind,
        "differences": case.differences,
        "settled": standing.settled,
        "how": standing.how,
        "by": standing.by,
        "versions": [
            {
                "annotators": version.annotators,
                "earlier": version.earlier,
                "annotations": [
                    {
                        "id": annotation.id,
                        "label": annotation.label,
                        "spans": annotation.spans,
                        "text": annotation.text_in(text),
                        "fields": {
                            spec.name: words
                            for spec in annotation.fields
                            if (words := field_text(spec, annotation, text))
                        },
                    }
                    for annotation in version.annotations
                ],
            }
            for version in case.versions
        ],
        "remarks": [remark._asdict() for remark in remarks(case, adjudication.layers)],
    }
