"""Tables of a report as one HTML file that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import resources

from annotations.display import one_line
from tui.commands.sections import Cell, Column, Section

# Whatever a text may hold, the browser is told to run and to fetch nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_BAR_WIDTH = 120
_TEXTS = 2  # columns of text from which on a narrow screen has no room for them beside each other


def print_html(title: str, sections: Sequence[Section], remarks: Sequence[str] = ()) -> None:
    """On stdout; `remarks` stand below the title. Every text is escaped, and shown as `display` shows it.

    A section of one row of numbers becomes a line of figures. On a narrow screen the rows of a table
    with much text become blocks, and a bar lies under the first cell of its row.
    """
    style = resources.files("tui.commands").joinpath("report.css").read_text("utf-8")
    print(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<header>\n"
        f"<h1>{_text(title)}</h1>"
    )
    for remark in filter(None, remarks):
        print(f"<p>{_text(remark)}</p>")
    print('<nav aria-label="Contents"><ul>')
    for number, section in enumerate(sections):
        if not _is_figures(section):
            print(f'<li><a href="#s{number}">{_text(section.title)}</a></li>')
    print("</ul></nav>\n</header>\n<main>")
    for number, section in enumerate(sections):
        if _is_figures(section):
            _print_figures(section)
        else:
            _print_section(f"s{number}", section)
    print("</main>\n</body>\n</html>")


def _is_figures(section: Section) -> bool:
    return all(column.number for column in section.columns)


def _print_figures(section: Section) -> None:
    for row in section.rows:
        print(f'<dl class="figures" aria-label="{_text(section.title)}">')
        for column, cell in zip(section.columns, row, strict=True):
            print(f"<div><dt>{_text(column.name)}</dt><dd>{_text(str(cell))}</dd></div>")
        print("</dl>")


def _print_section(name: str, section: Section) -> None:
    print(f'<section aria-labelledby="{name}">\n<h2 id="{name}">{_text(section.title)}</h2>')
    print(f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}">\n<table{_wordy(section)}>')
    if section.note:
        print(f"<caption>{_text(section.note)}</caption>")
    else:  # the heading above says it to the eye
        print(f'<caption class="unseen">{_text(section.title)}</caption>')
    print("<thead><tr>")
    for column in section.columns:
        print(f'<th scope="col"{_class(column)}>{_text(column.name)}</th>', end="")
    print("</tr></thead>\n<tbody>")
    rows = 0
    for row in section.rows:
        rows += 1
        cells = list(zip(section.columns, row, strict=True))
        share = next((float(cell) for column, cell in cells if column.bar), None)
        print("<tr>" + _first(str(row[0]), share) + "".join(_cell(*cell) for cell in cells[1:]) + "</tr>")
    if not rows:
        print(f'<tr><td colspan="{len(section.columns)}">none</td></tr>')
    print("</tbody>\n</table>\n</div>\n</section>")


def _wordy(section: Section) -> str:
    texts = [column for column in section.columns if not column.number and not column.bar]
    return ' class="wordy"' if len(texts) > _TEXTS else ""


def _first(words: str, share: float | None) -> str:
    style = "" if share is None else f' style="--share:{_within(share):.3f}"'
    return f'<th scope="row"{style}>{_text(words)}</th>'


def _cell(column: Column, cell: Cell) -> str:
    if column.bar:
        return f'<td class="bar">{_bar(float(cell))}</td>'
    name = f' data-name="{_text(column.name)}"' if cell else ""
    return f"<td{_class(column)}{name}>{_text(str(cell))}</td>"


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _bar(share: float) -> str:
    """For the eye alone: the figure it draws stands in a cell of the row."""
    width = round(_BAR_WIDTH * _within(share), 1)
    return (
        f'<svg width="{_BAR_WIDTH}" height="10" viewBox="0 0 {_BAR_WIDTH} 10" aria-hidden="true">'
        f'<rect class="rest" width="{_BAR_WIDTH}" height="10" rx="2"/>'
        f'<rect width="{width}" height="10" rx="2"/></svg>'
    )


def _class(column: Column) -> str:
    return ' class="number"' if column.number else ' class="bar"' if column.bar else ""


def _text(text: str) -> str:
    return escape(one_line(text))
