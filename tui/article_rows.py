"""The rows of the list of articles as words, for any width: nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from annotations.display import one_line
from annotations.library.row import BROKEN, LOST, RESCUED, UNREADABLE, Order, Row
from annotations.library.search import Hit

LEAST_TITLE = 14  # cells; columns make room for so much of the title
UNKNOWN = "–"
LETTERS = {RESCUED: "R", UNREADABLE: "X", BROKEN: "B", LOST: "L"}
MEANINGS = {
    RESCUED: "a rescue copy holds work that could not be saved",
    UNREADABLE: "the text cannot be read",
    BROKEN: "an annotation file cannot be read",
    LOST: "annotations are lost from the text",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what it is sorted by; `width` in cells, `wide` where the screen has room."""

    name: str
    heading: str
    width: int
    wide: int
    right: bool = False


COLUMNS = (
    Column("state", "!", 3, 3),
    Column("decided", "decided", 9, 13),
    Column("said", "work", 4, 9),
    Column("article", "article", 16, 30),
    Column("language", "lg", 3, 4),
    Column("entities", "ent", 4, 4, right=True),
    Column("quotes", "quo", 4, 4, right=True),
    Column("agreements", "agr", 4, 4, right=True),
    Column("own", "own", 4, 4, right=True),
    Column("annotator", "by", 5, 12),
    Column("changed", "changed", 7, 16),
    Column("title", "title", LEAST_TITLE, LEAST_TITLE),
)
# What goes first where the screen is too narrow for all.
_DISPENSABLE = ("language", "annotator", "changed", "agreements", "quotes", "entities", "own", "decided")


@lru_cache(8)
def columns(width: int, own: bool = False) -> list[Column]:
    """The columns with the widths they have on a screen of `width` cells; the title takes what is left.

    One counts the annotations of `own` kinds, where a scheme has any.
    """
    shown = [column for column in COLUMNS if own or column.name != "own"]
    for wide in (True, False):
        sized = [Column(c.name, c.heading, c.wide if wide else c.width, 0, c.right) for c in shown]
        if _room(sized, width) >= (2 if wide else 1) * LEAST_TITLE:
            break
    for name in _DISPENSABLE:
        if _room(sized, width) < LEAST_TITLE:
            sized = [column for column in sized if column.name != name]
    if _room(sized, width) < LEAST_TITLE:
        sized = sized[1:2]  # the name alone
    last = sized.pop()
    return [*sized, Column(last.name, last.heading, max(1, _room([*sized, last], width)), 0)]


def _room(sized: Sequence[Column], width: int) -> int:
    """What is left for the last one."""
    return width - sum(column.width + 1 for column in sized[:-1])


def heading(shown: Sequence[Column], order: Order) -> str:
    """The headings, with an arrow at the one that is sorted by."""
    parts = []
    for column in shown:
        word = column.heading
        if column.name == order.column:
            arrow = "▼" if order.descending else "▲"
            word = fitted(word, min(cell_len(word), column.width - 1)) + arrow
        parts.append(fitted(word, column.width, right=column.right))
    return " ".join(parts)


def line(row: Row, shown: Sequence[Column], now: datetime) -> str:
    """One row, the columns filled up to their widths."""
    return " ".join(
        fitted(_CELLS[column.name](row, column.width, now), column.width, right=column.right)
        for column in shown
    )


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells, with "…" where it is cut."""
    spare = width - cell_len(text)
    if spare < 0:
        return set_cell_size(text, width - 1) + "…"
    return " " * spare + text if right else text + " " * spare


def cut(name: str, width: int) -> str:
    """`name` in at most `width` cells, with "…" in its middle, where names differ least."""
    if cell_len(name) <= width:
        return name
    tail = len(name)
    while tail > 0 and cell_len(name[tail - 1 :]) <= width // 3:
        tail -= 1
    end = name[tail:]
    return set_cell_size(name, width - cell_len(end) - 1) + "…" + end


def progress(row: Row, width: int = 13) -> str:
    """A bar of the decided share, "new" for an article without a sidecar."""
    if row.problem:
        return "cannot open" if width >= 11 else "problem"
    if row.sidecar is None:
        return "new" if row.facts else ""
    bar = width - 5
    if row.sidecar.total == 0:
        return "─" * bar
    decided, total = row.sidecar.decided, row.sidecar.total
    full = bar * decided // total
    return "█" * full + "░" * (bar - full) + (" ✓" if decided == total else f" {100 * decided // total}%")


def when(changed: int, width: int, now: datetime) -> str:
    """A time in ns since 1970 in the local zone, to the minute where there is room for that."""
    if not changed:
        return ""
    try:
        at = datetime.fromtimestamp(changed / 1e9)
    except (OverflowError, ValueError, OSError):
        return "?"
    if width >= 16:
        return f"{at:%Y-%m-%d %H:%M}"
    if at.date() == now.date():
        return f"{at:%H:%M}"
    return f"{at:%d %b}" if at.year == now.year else f"{at:%Y-%m}"


def _count(kind: str) -> Callable[[Row, int, datetime], str]:
    def cell(row: Row, width: int, now: datetime) -> str:
        if row.facts is None:
            return ""
        count = row.count(kind)
        return UNKNOWN if count is None else str(count)

    return cell


def _count_own(row: Row, width: int, now: datetime) -> str:
    if row.facts is None:
        return ""
    return UNKNOWN if row.own is None else str(sum(row.own.values()))


def _said(row: Row, width: int) -> str:
    """How far its people say that it has come; four letters where there is no room for all."""
    said = one_line(row.said)
    return said if len(said) <= width else f"{said[:3]}."


_CELLS: dict[str, Callable[[Row, int, datetime], str]] = {
    "state": lambda row, width, now: "".join(LETTERS[mark] for mark in row.marks),
    "decided": lambda row, width, now: progress(row, width),
    "said": lambda row, width, now: _said(row, width),
    "article": lambda row, width, now: cut(one_line(row.path.name), width),
    "language": lambda row, width, now: row.language,
    "entities": _count("entity"),
    "quotes": _count("quote"),
    "agreements": _count("agreement"),
    "own": _count_own,
    "annotator": lambda row, width, now: one_line(", ".join(row.annotators)),
    "changed": lambda row, width, now: when(row.changed, width, now),
    "title": lambda row, width, now: one_line(row.problem or row.title),
}


def described(row: Row) -> str:
    """What there is to say of the highlighted row: what is amiss, else its whole title."""
    if row.problem:
        return one_line(row.problem)
    amiss = [sidecar.problem for sidecar in row.facts.sidecars if sidecar.problem] if row.facts else []
    marks = [MEANINGS[mark] for mark in row.marks if mark != BROKEN]
    kinds = [f"{count} {one_line(kind)}" for kind, count in sorted((row.own or {}).items())]
    return one_line("; ".join([*amiss, *marks])) or " · ".join(filter(None, [*kinds, row.title]))


def hit_line(hit: Hit, width: int) -> tuple[str, str, str]:
    """A place that was found, in `width` cells: what stands before the words, the words, what follows."""
    name = fitted(cut(one_line(hit.path.name), max(8, width // 4)), max(8, width // 4))
    where = fitted(f"×{hit.count}" if hit.kind == "text" else hit.kind, 9)
    room = width - cell_len(name) - cell_len(where) - 2
    words = hit.words if cell_len(hit.words) <= room // 2 else fitted(hit.words, max(1, room // 2))
    before = hit.before
    while before and cell_len(before) > room // 3:
        before = before[1:]
    if before != hit.before:
        before = "…" + before[1:]
    after = fitted(hit.after, max(1, room - cell_len(before) - cell_len(words)))
    return f"{name} {where} {before}", words, after
