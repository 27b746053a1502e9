"""A report as tables, and as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from annotations.reporting.facts import Fact
from annotations.reporting.spool import Row, Spool
from tui.commands.sections import Cell, Column, Section, numbers

LONGEST = 400  # characters of a quote in a table; CSV and JSON have it whole
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would calculate


def sections(spool: Spool, shown: int | None) -> list[Section]:
    """Who is quoted, what was agreed, who is named, who did how much; at most `shown` rows each."""

    def section(
        title: str, name: str, columns: Sequence[Column], cells: Callable[[Row], Sequence[Cell]]
    ) -> Section:
        number = spool.number(name)
        more = 0 if shown is None else max(0, number - shown)
        note = f"{more:,} more; --show {number} lists all" if more else ""
        return Section(f"{title} ({number:,})", columns, map(cells, islice(spool.rows(name), shown)), note)

    def bar(name: str, column: str) -> Callable[[Row], float]:
        most = spool.most(name, column)
        return lambda row: row[column] / most if most else 0.0

    quotes, mentions = bar("speakers", "quotes"), bar("entities", "mentions")
    labels, statuses = bar("labels", "annotations"), bar("agreement_statuses", "agreements")
    totals = spool.totals()
    return [
        Section("In all", numbers(*totals), [[f"{number:,}" for number in totals.values()]]),
        section(
            "Speakers",
            "speakers",
            [Column("speaker"), *numbers("quotes", "direct", "indirect", "other", "articles"), _BAR],
            lambda row: [
                row["speaker"] or "(no speaker)",
                *_counts(row, "quotes", "direct", "indirect", "other", "articles"),
                quotes(row),
            ],
        ),
        section(
            "Quotes by speaker",
            "quotes",
            [Column("speaker"), Column("kind"), Column("words"), Column("place"), Column("by")],
            lambda row: [
                row["speaker"] or "(no speaker)", _undecided(row, row["label"]), _short(row["words"]),
                _place(row), row["by"],
            ],
        ),
        section(
            "Agreements by status",
            "agreement_statuses",
            [Column("status"), *numbers("agreements", "articles"), _BAR],
            lambda row: [
                _spaced(row["status"]) or "(none)", *_counts(row, "agreements", "articles"), statuses(row),
            ],
        ),
        section(
            "Agreements",
            "agreements",
            [Column(name) for name in _OF_AGREEMENTS],
            lambda row: [
                _short(row["agreement"]), _undecided(row, row["label"]), row["parties"],
                _spaced(row["status"]) + (f" ({row['realis']})" if row["realis"] else ""),
                _short(row["subject"]), row["date"], row["said_by"], _place(row),
            ],
        ),
        section(
            "Entities",
            "entities",
            [Column("entity"), Column("label"), *numbers("mentions", "forms", "articles"), _BAR],
            lambda row: [
                _short(row["entity"]), row["label"], *_counts(row, "mentions", "forms", "articles"),
                mentions(row),
            ],
        ),
        section(
            "Labels",
            "labels",
            [Column("kind"), Column("label"), *numbers("annotations", "undecided"), _BAR],
            lambda row: [
                row["kind"], row["label"] or "(no label)", *_counts(row, "annotations", "undecided"),
                labels(row),
            ],
        ),
        section(
            "Progress by annotator",
            "annotators",
            [Column("annotator"), *numbers("articles", "finished", *_DECISIONS, "decided"), _BAR],
            lambda row: [
                row["annotator"], *_counts(row, "articles", "finished", *_DECISIONS), *_decided(row),
            ],
        ),
        section(
            "Progress by article",
            "articles",
            [Column("article"), Column("annotator"), *numbers(*_DECISIONS, "decided"), _BAR],
            lambda row: [row["article"], row["annotator"], *_counts(row, *_DECISIONS), *_decided(row)],
        ),
    ]  # fmt: skip


_OF_AGREEMENTS = ("agreement", "kind", "parties", "status", "subject", "date", "said by", "place")
_BAR = Column("share", bar=True)
_DECISIONS = ("accepted", "rejected", "undecided")


def print_csv(spool: Spool) -> None:
    """On stdout, a line for each annotation, whole. What a spreadsheet would calculate gets a ' before it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(Fact._fields)
    for row in spool.rows("annotations"):
        writer.writerow([_harmless(row[name]) for name in Fact._fields])


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _decided(row: Row) -> Iterator[Cell]:
    total = row["accepted"] + row["rejected"] + row["undecided"]
    share = 1 - row["undecided"] / total if total else 1.0
    yield f"{share:.0%}"
    yield share


def _counts(row: Row, *names: str) -> list[str]:
    return [f"{row[name]:,}" for name in names]


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _undecided(row: Row, label: str) -> str:
    return f"{label} ?" if row["undecided"] else label


def _place(row: Row) -> str:
    return f"{row['article']}:{row['line']}:{row['column']}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
