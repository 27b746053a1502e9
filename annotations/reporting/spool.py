"""All facts of a folder, kept in a temporary database on the disk, and what a report asks of them.

However many articles there are, only the rows that are being read are in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from annotations.comparison.reading import Layers
from annotations.reporting.facts import Fact, Filters, facts, work

Row = dict[str, Any]

_TABLES = f"""
CREATE TABLE facts (number INTEGER PRIMARY KEY, {", ".join(f'"{name}"' for name in Fact._fields)});
CREATE TABLE work (number INTEGER PRIMARY KEY, article, annotator, accepted, rejected, undecided);
"""
_SPEAKERS = """
SELECT name AS speaker, count(*) AS quotes, sum(label = 'direct') AS direct,
  sum(label = 'indirect') AS indirect, sum(label NOT IN ('direct', 'indirect')) AS other,
  count(DISTINCT article) AS articles
FROM facts WHERE kind = 'quote' GROUP BY name ORDER BY quotes DESC, name
"""
_QUOTES = """
SELECT f.name AS speaker, f.label, f.words, f.article, f.line, f."column", f.start, f."end",
  f."by", f.undecided
FROM facts f JOIN (SELECT name, count(*) AS quotes FROM facts WHERE kind = 'quote' GROUP BY name) s
  ON f.name = s.name
WHERE f.kind = 'quote' ORDER BY s.quotes DESC, f.name, f.number
"""
_AGREEMENTS = """
SELECT name AS agreement, label, parties, status, realis, subject, date, said_by, words,
  article, line, "column", start, "end", "by", undecided
FROM facts WHERE kind = 'agreement' ORDER BY number
"""
_ENTITIES = """
SELECT name AS entity, label, count(*) AS mentions, count(DISTINCT article) AS articles,
  count(DISTINCT words) AS forms
FROM facts WHERE kind = 'entity' GROUP BY name, label ORDER BY mentions DESC, name, label
"""
_LABELS = """
SELECT kind, label, count(*) AS annotations, sum(undecided) AS undecided
FROM facts GROUP BY kind, label ORDER BY kind, annotations DESC, label
"""
_STATUSES = """
SELECT status, count(*) AS agreements, count(DISTINCT article) AS articles
FROM facts WHERE kind = 'agreement' GROUP BY status ORDER BY agreements DESC, status
"""
_ANNOTATORS = """
SELECT annotator, count(*) AS articles, sum(undecided = 0) AS finished, sum(accepted) AS accepted,
  sum(rejected) AS rejected, sum(undecided) AS undecided
FROM work GROUP BY annotator ORDER BY annotator
"""
_ARTICLES = "SELECT article, annotator, accepted, rejected, undecided FROM work ORDER BY number"
_FACTS = f'SELECT {", ".join(f"""f."{name}" """ for name in Fact._fields)} FROM facts f ORDER BY number'

QUERIES = {
    "speakers": _SPEAKERS,
    "quotes": _QUOTES,
    "agreement_statuses": _STATUSES,
    "agreements": _AGREEMENTS,
    "entities": _ENTITIES,
    "labels": _LABELS,
    "annotators": _ANNOTATORS,
    "articles": _ARTICLES,
    "annotations": _FACTS,
}


class Spool:
    """Takes in article by article, then answers by the names in QUERIES. To be used in a `with`."""

    def __init__(self, filters: Filters | None = None, *, undecided: bool = False) -> None:
        self._filters = filters or Filters()
        self._undecided = undecided
        self._database = sqlite3.connect("")  # a file of its own, gone when it is closed
        self._database.row_factory = sqlite3.Row
        self._database.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, layers: Layers) -> None:
        """Take in one article."""
        rows = facts(layers, self._filters, undecided=self._undecided)
        marks = ", ".join("?" * len(Fact._fields))
        self._database.executemany(f"INSERT INTO facts VALUES (NULL, {marks})", rows)
        self._database.executemany("INSERT INTO work VALUES (NULL, ?, ?, ?, ?, ?)", work(layers))

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one of QUERIES, read as they are asked for. Raises KeyError for another name."""
        return map(dict, self._database.execute(QUERIES[name]))

    def number(self, name: str) -> int:
        """How many rows there are of one of QUERIES."""
        return self._count(f"SELECT count(*) FROM ({QUERIES[name]})")

    def totals(self) -> dict[str, int]:
        """How much there is of everything, each with its name."""
        mentions = "SELECT count(*) FROM facts WHERE kind = 'entity'"
        return {
            "articles": self._count("SELECT count(DISTINCT article) FROM work"),
            "speakers": self.number("speakers"),
            "quotes": self.number("quotes"),
            "agreements": self.number("agreements"),
            "entities": self.number("entities"),
            "mentions": self._count(mentions),
            "undecided": self.undecided,
        }

    def most(self, name: str, column: str) -> float:
        """The largest value of a column, 0 when there is no row: what the longest bar stands for."""
        query = f'SELECT max("{column}") FROM ({QUERIES[name]})'
        return float(self._database.execute(query).fetchone()[0] or 0)

    @property
    def undecided(self) -> int:
        """Suggestions that nobody has decided on, of all that was read."""
        return self._count("SELECT ifnull(sum(undecided), 0) FROM work")

    def _count(self, query: str) -> int:
        found: int = self._database.execute(query).fetchone()[0]
        return found
