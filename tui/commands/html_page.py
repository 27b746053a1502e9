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


def print_html(title: str, sections: Sequence[Section], subtitle: str = "") -> None:
    """On stdout. Every text is escaped, and shown as `display` shows it."""
    style = resources.files("tui.commands").joinpath("report.css").read_text("utf-8")
    print(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<header>\n"
        f"<h1>{_text(title)}</h1>"
    )
    if subtitle:
        print(f"<p>{_text(subtitle)}</p>")
    print('<nav aria-label="Contents"><ul>')
    for number, section in enumerate(sections):
        print(f'<li><a href="#s{number}">{_text(section.title)}</a></li>')
    print("</ul></nav>\n</header>\n<main>")
    for number, section in enumerate(sections):
        _print_section(f"s{number}", section)
    print("</main>\n</body>\n</html>")


def _print_section(name: str, section: Section) -> None:
    print(f'<section aria-labelledby="{name}">\n<h2 id="{name}">{_text(section.title)}</h2>')
    print(f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}">\n<table>')
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
        cells = zip(section.columns, row, strict=True)
        print(
            "<tr>"
            + "".join(_cell(column, cell, at == 0) for at, (column, cell) in enumerate(cells))
            + "</tr>"
        )
    if not rows:
        print(f'<tr><td colspan="{len(section.columns)}">none</td></tr>')
    print("</tbody>\n</table>\n</div>\n</section>")


def _cell(column: Column, cell: Cell, first: bool) -> str:
    if column.bar:
        return f'<td class="bar">{_bar(float(cell))}</td>'
    if first:
        return f'<th scope="row">{_text(str(cell))}</th>'
    return f"<td{_class(column)}>{_text(str(cell))}</td>"


def _bar(share: float) -> str:
    """For the eye alone: the figure it draws stands in a cell of the row."""
    width = round(_BAR_WIDTH * min(1.0, max(0.0, share)), 1)
    return (
        f'<svg width="{_BAR_WIDTH}" height="10" viewBox="0 0 {_BAR_WIDTH} 10" aria-hidden="true">'
        f'<rect class="rest" width="{_BAR_WIDTH}" height="10" rx="2"/>'
        f'<rect width="{width}" height="10" rx="2"/></svg>'
    )


def _class(column: Column) -> str:
    return ' class="number"' if column.number else ""


def _text(text: str) -> str:
    return escape(one_line(text))
