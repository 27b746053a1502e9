"""A comparison as tables: pairs, spans by label, agreement beyond chance, fields, labels, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tui.commands.sections import NONE, Column, Section, coefficient, percent

LONGEST = 60  # characters of either side of a disagreement

Figures = dict[str, Any]


def sections(found: Figures, disagreements: Iterable[Figures], number: int, shown: int) -> Iterator[Section]:
    """`disagreements` are all `number` of them, of which the first `shown` are listed."""
    yield _headline(found)
    yield _beyond_chance(found)
    for pair in found["pairs"]:
        yield _spans(pair)
    if any(pair["fields"] for pair in found["pairs"]):
        yield _fields(found)
    for pair in found["pairs"]:
        yield from _confusions(pair)
    if shown:
        yield _disagreements(disagreements, number, shown)


def _headline(found: Figures) -> Section:
    rows = []
    for pair in found["pairs"]:
        total = pair["spans"][0] if pair["spans"] else None
        rows.append(
            [
                _names(pair),
                str(pair["articles"]),
                percent(total["exact_f1"] if total else None),
                percent(total["relaxed_f1"] if total else None),
                coefficient(pair["unitised_alpha"]["all"]),
            ]
        )
    together = found["all_annotators"]["unitised_alpha"]["all"]
    if len(found["annotators"]) > 2:
        rows.append(["all", str(found["complete_articles"]), "", "", coefficient(together)])
    columns = [Column("annotators"), *_numbers("articles", "exact F1", "relaxed F1", "unitised α")]
    return Section("Agreement", columns, rows)


def _beyond_chance(found: Figures) -> Section:
    together = found["all_annotators"]
    rows = [
        [
            kind,
            *(coefficient(pair["cohen_kappa"].get(kind)) for pair in found["pairs"]),
            coefficient(fleiss),
            coefficient(together["krippendorff_alpha"].get(kind)),
            coefficient(together["unitised_alpha"]["kinds"].get(kind)),
        ]
        for kind, fleiss in together["fleiss_kappa"].items()
    ]
    names = [f"κ {_names(pair)}" for pair in found["pairs"]]
    columns = [Column("kind"), *_numbers(*names, "Fleiss κ", "Krippendorff α", "unitised α")]
    return Section("Agreement beyond chance", columns, rows, "κ and α by word; unitised α by place and label")


def _spans(pair: Figures) -> Section:
    rows = [
        [
            row["kind"] if row["label"] is None else "",
            row["label"] or "",
            str(row["one"]),
            str(row["other"]),
            str(row["same"]),
            str(row["overlapping"]),
            percent(row["exact_f1"]),
            percent(row["relaxed_f1"]),
        ]
        for row in pair["spans"]
    ]
    columns = [Column("kind"), Column("label")]
    columns += _numbers(pair["one"], pair["other"], "same", "overlap", "exact F1", "relaxed F1")
    return Section(f"Spans of {_names(pair)}", columns, rows)


def _fields(found: Figures) -> Section:
    keys = {(row["kind"], row["field"]): None for pair in found["pairs"] for row in pair["fields"]}
    by_pair = [{(row["kind"], row["field"]): row for row in pair["fields"]} for pair in found["pairs"]]
    rows = [[*key, *(_share(rows.get(key)) for rows in by_pair)] for key in sorted(keys)]
    columns = [Column("kind"), Column("field"), *_numbers(*map(_names, found["pairs"]))]
    return Section("Fields of annotations that both have", columns, rows)


def _share(row: Figures | None) -> str:
    return NONE if row is None else f"{percent(row['share'])} of {row['of']}"


def _confusions(pair: Figures) -> Iterator[Section]:
    """One table a kind: rows are the one's labels, columns the other's."""
    for kind in sorted({row["kind"] for row in pair["labels"]}):
        cells = {
            (row["one"], row["other"]): row["annotations"] for row in pair["labels"] if row["kind"] == kind
        }
        ours, theirs = (
            sorted({key[side] for key in cells}, key=lambda name: (not name, name)) for side in (0, 1)
        )
        rows = [
            [name or "nothing", *(str(cells.get((name, other), "")) for other in theirs)] for name in ours
        ]
        title = f"Labels of {kind}: {pair['one']} down, {pair['other']} across"
        columns = [Column(""), *_numbers(*(name or "nothing" for name in theirs))]
        yield Section(title, columns, rows)


def _disagreements(disagreements: Iterable[Figures], number: int, shown: int) -> Section:
    rows = (
        [
            f"{found['article']}:{found['line']}:{found['column']}",
            found["kind"],
            found["what"],
            f"{found['one']}: {_short(found['ours'])}",
            f"{found['other']}: {_short(found['theirs'])}",
        ]
        for found in islice(disagreements, shown)
    )
    columns = [Column(name) for name in ("place", "kind", "what", "one", "other")]
    more = number - shown
    note = f"{more} more; --show {number} lists all, --format json too" if more > 0 else ""
    return Section(f"Disagreements ({number})", columns, rows, note)


def _short(words: str) -> str:
    if not words:
        return NONE
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"


def _names(pair: Figures) -> str:
    return f"{pair['one']}–{pair['other']}"


def _numbers(*names: str) -> list[Column]:
    return [Column(name, number=True) for name in names]
