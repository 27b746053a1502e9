"""Tables of a report, printed for a terminal or as Markdown from the same rows; long lists as JSON."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.display import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

WIDEST = 1000  # columns where there is no terminal
BAR = 16
_NARROWEST = 13  # columns for a text that can be read
NONE = "–"  # no such figure
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~&#!])")


Cell = str | float


@dataclass(frozen=True, slots=True)
class Column:
    """`number` ones stand to the right; `bar` ones hold a share 0..1 that is drawn."""

    name: str
    number: bool = False
    bar: bool = False


def numbers(*names: str) -> list[Column]:
    """Columns of numbers."""
    return [Column(name, number=True) for name in names]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table; `rows` are read once. A cell of a bar is a number, every other one text."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    note: str = ""


def print_tables(sections: Iterable[Section]) -> None:
    """On stdout as rich tables, in the terminal's width; where there is none, as wide as need be."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for section in sections:
        console.print(Text(f"\n{section.title}", "bold"), soft_wrap=True)
        if console.is_terminal and console.width < _NARROWEST * sum(map(_is_text, section.columns)):
            for record in _records(section):
                console.print(record)
        elif console.is_terminal:
            console.print(_table(section, BAR if console.width > 100 else BAR // 2))
        else:  # for a file or another program: no line is folded, and none ends in blanks
            wide = Console(file=io.StringIO(), width=WIDEST, highlight=False, markup=False, emoji=False)
            with wide.capture() as captured:
                wide.print(_table(section, BAR))
            print("\n".join(line.rstrip() for line in captured.get().splitlines()))
        if section.note:
            console.print(Text(one_line(section.note), "dim"), soft_wrap=True)


def _is_text(column: Column) -> bool:
    return not column.number and not column.bar


def _records(section: Section) -> Iterator[Text]:
    """Row by row, a line for each cell that is not empty, where the columns would be too narrow to read."""
    from rich.text import Text

    for row in section.rows:
        first, *cells = (
            (column.name, one_line(str(cell)))
            for column, cell in zip(section.columns, row, strict=True)
            if not column.bar
        )
        yield Text(first[1], "underline")
        for name, value in cells:
            if value:
                yield Text(f"  {name}: ", "dim").append(value, "not dim")


def _table(section: Section, bar: int) -> RenderableType:
    from rich.bar import Bar
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in section.columns:
        table.add_column(
            "" if column.bar else Text(one_line(column.name)),
            justify="right" if column.number else "left",
            overflow="fold",
            width=bar if column.bar else None,
            min_width=None if column.bar else len(column.name),
            no_wrap=column.number,
        )
    for row in section.rows:
        cells: list[RenderableType] = [
            Bar(1, 0, float(cell), width=bar) if column.bar else Text(one_line(str(cell)))
            for column, cell in zip(section.columns, row, strict=True)
        ]
        table.add_row(*cells)
    return table if table.row_count else Text("none", "dim")


def print_markdown(title: str, sections: Iterable[Section], subtitle: str = "") -> None:
    """On stdout as GitHub-flavoured Markdown; what the cells hold is text and never markup."""
    print(f"# {markdown(title)}")
    if subtitle:
        print(f"\n{markdown(subtitle)}")
    for section in sections:
        print(f"\n## {markdown(section.title)}\n")
        columns = [column for column in section.columns if not column.bar]
        print("| " + " | ".join(markdown(column.name) for column in columns) + " |")
        print("|" + "|".join("---:" if column.number else "---" for column in columns) + "|")
        for row in section.rows:
            cells = zip(section.columns, row, strict=True)
            print("| " + " | ".join(markdown(str(cell)) for column, cell in cells if not column.bar) + " |")
        if section.note:
            print(f"\n{markdown(section.note)}")


def markdown(text: str) -> str:
    """`text` as one line of Markdown that shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def print_json(values: Mapping[str, Any], lists: Mapping[str, Iterable[Any]]) -> None:
    """On stdout one JSON object: `values`, then each of `lists`, an item a line, without holding it whole."""
    print("{", end="")
    separator = "\n"
    for name, value in values.items():
        print(f"{separator}{json_text(name)}: {json_text(value)}", end="")
        separator = ",\n"
    for name, items in lists.items():
        print(f"{separator}{json_text(name)}: [", end="")
        for piece in _items(items):
            print(piece, end="")
        print("]", end="")
        separator = ",\n"
    print("\n}")


def _items(items: Iterable[Any]) -> Iterator[str]:
    separator = "\n "
    for item in items:
        yield separator + json_text(item)
        separator = ",\n "


def json_text(value: Any) -> str:
    return json.dumps(value, allow_nan=False).replace("\x7f", "\\u007f")


def percent(share: float | None) -> str:
    return NONE if share is None else f"{share:.1%}"


def coefficient(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"
