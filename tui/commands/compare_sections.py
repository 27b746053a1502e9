"""A comparison as tables: pairs, spans by label, agreement beyond chance, fields, labels, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tui.commands.sections import NONE, Column, Section, coefficient, numbers, percent

_BY_WORD = "κ and Krippendorff α by word; unitised α by place and label"
LONGEST = 60  # characters of either side of a disagreement

Figures = dict[str, Any]


def sections(found: Figures, disagreements: Iterable[Figures], number: int, shown: int) -> Iterator[Section]:
    """`disagreements` are all `number` of them, of which the first `shown` are listed."""
    yield _headline(found)
    yield _by_kind(found)
    if len(found["annotators"]) > 2:
        yield _together(found)
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
    columns = [Column("annotators"), *numbers("articles", "exact F1", "relaxed F1", "unitised α")]
    return Section("Agreement", columns, rows)


def _by_kind(found: Figures) -> Section:
    rows = [
        [
            row["kind"],
            _names(pair),
            percent(row["exact_f1"]),
            percent(row["relaxed_f1"]),
            coefficient(pair["cohen_kappa"].get(row["kind"])),
            coefficient(pair["unitised_alpha"]["kinds"].get(row["kind"])),
        ]
        for pair in found["pairs"]
        for row in pair["spans"][1:]
        if row["label"] is None
    ]
    columns = [Column("kind"), Column("annotators")]
    columns += numbers("exact F1", "relaxed F1", "Cohen κ", "unitised α")
    return Section("Agreement of two, by kind", columns, sorted(rows), _BY_WORD)


def _together(found: Figures) -> Section:
    together = found["all_annotators"]
    rows = [
        [
            kind,
            coefficient(fleiss),
            coefficient(together["krippendorff_alpha"].get(kind)),
            coefficient(together["unitised_alpha"]["kinds"].get(kind)),
        ]
        for kind, fleiss in together["fleiss_kappa"].items()
    ]
    columns = [Column("kind"), *numbers("Fleiss κ", "Krippendorff α", "unitised α")]
    return Section("Agreement of all, by kind", columns, rows, _BY_WORD)


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
    columns += numbers(pair["one"], pair["other"], "same", "overlap", "exact F1", "relaxed F1")
    return Section(f"Spans of {_names(pair)}", columns, rows)


def _fields(found: Figures) -> Section:
    rows = [
        [row["kind"], row["field"], _names(pair), percent(row["share"]), str(row["of"])]
        for pair in found["pairs"]
        for row in pair["fields"]
    ]
    columns = [Column("kind"), Column("field"), Column("annotators"), *numbers("same", "of")]
    note = "of annotations that both have, where either filled the field in"
    return Section("Fields", columns, sorted(rows), note)


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
        columns = [Column(""), *numbers(*(name or "nothing" for name in theirs))]
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
