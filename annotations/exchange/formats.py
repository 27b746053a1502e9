"""The formats there are, and the table of what each carries (docs/formats.md)."""

from __future__ import annotations

from annotations.exchange.brat import Brat
from annotations.exchange.carrying import Feature, kinds_told
from annotations.exchange.conll import Conll
from annotations.exchange.docbin import SpacyDocBin
from annotations.exchange.doccano import Doccano
from annotations.exchange.document import Format
from annotations.exchange.jsonl import JsonLines
from annotations.exchange.label_studio import LabelStudio
from annotations.exchange.prodigy import Prodigy
from annotations.exchange.tables import Csv, Tsv
from annotations.exchange.web_annotation import WebAnnotation
from annotations.exchange.xmi import Xmi

FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        JsonLines(),
        Brat(),
        WebAnnotation(),
        Doccano(),
        LabelStudio(),
        Prodigy(),
        Conll(),
        SpacyDocBin(),
        Xmi(),
        Csv(),
        Tsv(),
    )
}


def markdown_table() -> str:
    """What every format carries and drops, a column a format, as Markdown."""
    formats = list(FORMATS.values())
    lines = ["| | " + " | ".join(f"`{f.name}`" for f in formats) + " |", "|---|" + "---|" * len(formats)]
    lines.append("| kinds | " + " | ".join(kinds_told(f.carries) for f in formats) + " |")
    for feature in Feature:
        cells = ["yes" if feature in f.carries else "**no**" for f in formats]
        lines.append(f"| {feature.value} | " + " | ".join(cells) + " |")
    lines.append("")
    for f in formats:
        files = "files of its own for each article" if f.files else f"one `{f.suffix}` file"
        extra = f"; needs `artreader[{f.extra}]`" if f.extra else ""
        letters = "; articles with control characters are refused" if f.carries.never else ""
        breaks = "" if f.carries.breaks else "; spans are cut at line breaks, and joined again on import"
        lines.append(f"- `{f.name}`, {f.title} ({files}{extra}): {f.how}{letters}{breaks}.")
    return "\n".join(lines) + "\n"
