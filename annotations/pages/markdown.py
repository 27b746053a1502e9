"""An annotated article as Markdown that reads well as it is: the text with footnotes, then the lists.

Footnotes are those of GitHub, Pandoc and most others. What texts hold is never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.display import one_line
from annotations.model import Annotation, Status
from annotations.pages.blocks import DROPPED, shown_text, story_blocks
from annotations.pages.sheet import Sheet

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&#!$^])")
_LINE_START = re.compile(r"^(\s*)(?:([-+=:])|(\d{1,9})([.)]))")


def escaped(text: str) -> str:
    """`text` as one line of Markdown that shows it as it is, also at the beginning of a paragraph."""
    line = _MARKUP.sub(r"\\\1", one_line(text))
    return _LINE_START.sub(_unlike_list, line)


def page(sheet: Sheet) -> str:
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    paragraphs = list(_paragraphs(sheet))
    told = all(element != "h1" for element, _ in paragraphs)
    if told:
        yield f"# {escaped(sheet.title)}\n"
        yield _about(sheet)
    for element, words in paragraphs:
        yield {"h1": "# ", "h2": "### "}.get(element, "") + f"{words}\n"
        if element == "h1" and not told:
            yield _about(sheet)
            told = True
    yield from _quotes(sheet)
    for kind in sheet.kinds:
        if kind not in ("entity", "quote"):
            yield f"## {escaped(sheet.kinds[kind])}\n"
            for annotation in sheet.of(kind):
                yield f"- {_tag(sheet, annotation)} {escaped(_heading(sheet, annotation))}"
                for name, value in _told(sheet, annotation):
                    yield f"  - {name}: {escaped(value)}"
            yield ""
    yield from _names(sheet)
    if sheet.lost:
        yield "## No longer in the text\n"
        for annotation in sheet.lost:
            yield f"- {escaped(annotation.kind)}: {escaped(sheet.words(annotation))}"
        yield ""
    yield from _footnotes(sheet)


def _about(sheet: Sheet) -> str:
    known = [
        f"{name}: {escaped(value)}"
        for name, value in sheet.metadata.lines()
        if name != "page" and value != sheet.title
    ]
    return "*" + " · ".join([*known, escaped(sheet.about)]) + "*\n"


def _noted(sheet: Sheet) -> Iterator[Annotation]:
    """What gets a footnote: all but the names, which the last list has."""
    return (annotation for annotation in sheet.annotations if annotation.kind != "entity")


def _footnote(sheet: Sheet, annotation: Annotation) -> str:
    return "[^" + re.sub(r"\W", "_", sheet.tags[annotation.id]) + "]"


def _tag(sheet: Sheet, annotation: Annotation) -> str:
    return f"**{escaped(sheet.tags[annotation.id])}**" + (
        " (suggested)" if annotation.status is Status.SUGGESTED else ""
    )


def _paragraphs(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Each with what it is (h1, h2 or p); a mark stands behind the last words of its annotation."""
    shown = shown_text(sheet.article)
    marks = sorted((annotation.end, _footnote(sheet, annotation)) for annotation in _noted(sheet))
    at = 0
    for element, block in story_blocks(sheet.article):
        words, offset = "", block.start
        while at < len(marks) and marks[at][0] <= block.end:
            end = max(offset, marks[at][0])
            words += _between(shown[offset:end]) + marks[at][1]
            offset, at = end, at + 1
        words += _between(shown[offset : block.end])
        yield element, _LINE_START.sub(_unlike_list, words)


def _unlike_list(start: re.Match[str]) -> str:
    """What begins a line, so that it begins no list, rule or heading."""
    return f"{start[1]}{start[3]}\\{start[4]}" if start[3] else f"{start[1]}\\{start[2]}"


def _between(words: str) -> str:
    """Words within a line, the blank space at their ends kept."""
    return _MARKUP.sub(r"\\\1", re.sub(r"\s+", " ", words.replace(DROPPED, "")))


def _quotes(sheet: Sheet) -> Iterator[str]:
    if "quote" not in sheet.kinds:
        return
    yield "## Quotes\n"
    for speaker, quotes in sheet.by_group("quote").items():
        yield f"### {escaped(speaker) or 'No speaker'}\n"
        for quote in quotes:
            told = "; ".join(
                f"{name}: {escaped(v)}" for name, v in sheet.fields(quote) if name in _ATTRIBUTION
            )
            yield f"- {_tag(sheet, quote)} {escaped(sheet.words(quote))}" + (f" ({told})" if told else "")
        yield ""


_ATTRIBUTION = ("source", "cue", "comment")


def _heading(sheet: Sheet, annotation: Annotation) -> str:
    return getattr(annotation, "title", "") or sheet.words(annotation)


def _told(sheet: Sheet, annotation: Annotation) -> Iterator[tuple[str, str]]:
    if getattr(annotation, "title", ""):
        yield "words", sheet.words(annotation)
    if label := sheet.label(annotation):
        yield "label", label
    for name, value in sheet.fields(annotation):
        if name not in ("title", "state"):
            yield name, value


def _names(sheet: Sheet) -> Iterator[str]:
    if not sheet.names:
        return
    yield "## Names\n"
    for label, names in sheet.names.items():
        known = sheet.scheme.label("entity", label)
        yield f"- **{escaped(label)}**{f' ({escaped(known.name)})' if known else ''}: " + ", ".join(
            escaped(name) + (f" ×{len(mentions)}" if len(mentions) > 1 else "")
            for name, mentions in names.items()
        )
    yield ""


def _footnotes(sheet: Sheet) -> Iterator[str]:
    for annotation in _noted(sheet):
        parts = [sheet.what(annotation)]
        parts += [f"{name}: {value}" for name, value in sheet.fields(annotation)]
        yield f"{_footnote(sheet, annotation)}: {escaped('; '.join(parts))}"
