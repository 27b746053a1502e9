"""An annotated article as one HTML page that needs nothing else: no font, no picture, no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from annotations.display import one_line
from annotations.model import Annotation, Status
from annotations.pages.colours import Ground, label_colours, tinted
from annotations.pages.frame import END, head, on_each_ground, resource
from annotations.pages.marked import MarkedText
from annotations.pages.sheet import Sheet

_KIND_COLOURS = {"quote": "#5b8fd0", "agreement": "#e0763a", "note": "#9a9fa8"}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pages beside this one, by file name, "" where there is none."""

    index: str = ""
    before: str = ""
    after: str = ""


class _Styles:
    """A class for every label in use, in the scheme's order, with its colours on each ground."""

    def __init__(self, sheet: Sheet) -> None:
        used = {(annotation.kind, annotation.label) for annotation in sheet.annotations}
        order = {
            (kind, label.id): number
            for kind in sheet.kinds
            for number, label in enumerate(sheet.scheme.of(kind))
        }
        kinds = list(sheet.kinds)
        self.labels = sorted(
            used, key=lambda pair: (kinds.index(pair[0]), order.get(pair, len(order)), pair[1])
        )
        self._names = {pair: f"l{number}" for number, pair in enumerate(self.labels)}
        self._kinds = {kind: f"k{number}" for number, kind in enumerate(kinds)}
        self._colours = {
            name: sheet.scheme.colour(*pair)
            if pair[0] == "entity" or sheet.scheme.own_kind(pair[0])
            else _KIND_COLOURS.get(pair[0], sheet.scheme.colour(*pair))
            for pair, name in self._names.items()
        }

    def of(self, kind: str, label: str) -> str:
        """The classes of an annotation: its kind's look, a number for its kind, and its label's colour."""
        look = kind if kind in ("entity", *_KIND_COLOURS) else "own"
        return f"{look} {self._kinds[kind]} {self._names[kind, label]}"

    def kind(self, kind: str) -> str:
        return self._kinds[kind]

    def css(self) -> Iterator[str]:
        """The colours, and for each kind what its switch in the legend does."""
        yield from on_each_ground(self._variables)
        for name in self._names.values():
            yield f".{name} {{ --label: var(--{name}); --tint: var(--{name}-tint); }}"
        for name in self._kinds.values():
            off = f":root:has(#show-{name}:not(:checked)) .mark.{name}"
            yield f"{off} {{ background: none; text-decoration: none; border: 0; padding: 0; }}"
            yield f"{off} > :is(.tag, .card) {{ display: none; }}"

    def _variables(self, ground: Ground) -> str:
        found = []
        for name, colour in label_colours(self._colours, ground).items():
            found.append(f"--{name}: {colour}; --{name}-tint: {tinted(self._colours[name], ground)};")
        return " ".join(found)


def page(sheet: Sheet, neighbours: Neighbours = Neighbours()) -> str:
    """The whole page. Whatever the texts hold, it shows them and runs nothing of them."""
    return "".join(_page(sheet, neighbours))


def _page(sheet: Sheet, neighbours: Neighbours) -> Iterator[str]:
    styles = _Styles(sheet)
    anchors = {annotation.id: f"a{number}" for number, annotation in enumerate(sheet.annotations, 1)}
    entries = {id_: f"i-{name}" for id_, name in anchors.items()}
    for number, mentions in enumerate(_named_alike(sheet), 1):
        entries |= {mention.id: f"n{number}" for mention in mentions}
    classes = {a.id: styles.of(a.kind, a.label) for a in sheet.annotations}
    marked = list(MarkedText(sheet, anchors, entries, classes).blocks())
    script = resource("page.js")
    yield from head(sheet.title, styles.css(), script)
    yield '<a class="skip" href="#lists">Skip to the lists</a>\n<header>\n'
    yield from _navigation(neighbours)
    language = escape(sheet.article.language)
    begins = bool(marked) and marked[0][0] == "h1"  # with its headline, which then stands above all
    if begins or all(element != "h1" for element, _ in marked):
        yield f'<h1 lang="{language}">{marked[0][1] if begins else escape(sheet.title)}</h1>\n'
    yield from _about(sheet)
    yield from _legend(sheet, styles)
    yield f'</header>\n<main>\n<article lang="{language}">\n'
    for element, html in marked[begins:]:
        yield f"<{element}>{html}</{element}>\n"
    yield '</article>\n<aside id="lists" tabindex="-1" aria-label="Annotations">\n'
    yield from _lists(sheet, styles, anchors, entries)
    yield f"</aside>\n</main>\n<script>{script}</script>{END}"


def _navigation(neighbours: Neighbours) -> Iterator[str]:
    links = (
        (neighbours.index, "All articles", ""),
        (neighbours.before, "← Previous", "prev"),
        (neighbours.after, "Next →", "next"),
    )
    shown = [
        f'<a href="{quote(name)}"{f" rel={rel!r}" if rel else ""}>{words}</a>'
        for name, words, rel in links
        if name
    ]
    if shown:
        yield f'<nav aria-label="Articles">{" ".join(shown)}</nav>\n'


def _about(sheet: Sheet) -> Iterator[str]:
    known = sheet.metadata
    parts = [escape(one_line(part)) for part in (known.byline, known.date, known.site) if part]
    if known.link:
        address = escape(known.link)
        parts.append(
            f'<a href="{address}" rel="noopener noreferrer external">{escape(one_line(known.url))}</a>'
        )
    elif known.url:
        parts.append(escape(one_line(known.url)))
    if parts:
        yield f'<p class="about">{" · ".join(parts)}</p>\n'
    yield f'<p class="about">{escape(sheet.about)}</p>\n'


def _legend(sheet: Sheet, styles: _Styles) -> Iterator[str]:
    """A switch for every kind, which the style sheet alone makes work, with a sample of each label."""
    if not sheet.annotations:
        return
    yield '<fieldset class="legend"><legend>Shown</legend>\n'
    for kind, name in sheet.kinds.items():
        switch = f"show-{styles.kind(kind)}"
        yield f'<div><label><input type="checkbox" id="{switch}" checked> {escape(name)}</label>'
        for of, label in styles.labels:
            if of == kind:
                known = sheet.scheme.label(kind, label)
                words = one_line(known.name if known else label) or name.lower()
                sample = f"{escape(one_line(label))}" if label and kind == "entity" else ""
                yield f' <span class="sample"><span class="mark {styles.of(kind, label)}">{escape(words)}'
                yield f'<span class="tag">{sample}</span></span></span>' if sample else "</span></span>"
        yield "</div>\n"
    if any(annotation.status is Status.SUGGESTED for annotation in sheet.annotations):
        yield '<div><span class="mark undecided">dashed</span> suggested by a program, undecided</div>\n'
    yield "</fieldset>\n"


def _named_alike(sheet: Sheet) -> Iterator[Sequence[Annotation]]:
    for names in sheet.names.values():
        yield from names.values()


def _lists(
    sheet: Sheet, styles: _Styles, anchors: Mapping[str, str], entries: Mapping[str, str]
) -> Iterator[str]:
    if not sheet.annotations and not sheet.lost:
        yield "<p>No annotations.</p>\n"
    for kind in sheet.kinds:
        number = len(sheet.of(kind))
        yield f'<section aria-labelledby="s-{styles.kind(kind)}">\n<h2 id="s-{styles.kind(kind)}">'
        yield f'{escape(sheet.kinds[kind])} <span class="count">{number}</span></h2>\n'
        if kind == "entity":
            yield from _names(sheet, styles, anchors, entries)
        else:
            grouped = sheet.by_group(kind) if kind == "quote" else {"": sheet.of(kind)}
            for group, members in grouped.items():
                if kind == "quote":
                    yield f"<h3>{escape(group) or 'No speaker'} "
                    yield f'<span class="count">{len(members)}</span></h3>\n'
                yield "<ul>\n"
                for annotation in members:
                    yield from _entry(sheet, styles, anchors, annotation)
                yield "</ul>\n"
        yield "</section>\n"
    if sheet.lost:
        yield '<section aria-labelledby="s-lost">\n<h2 id="s-lost">No longer in the text</h2>\n<ul>\n'
        for annotation in sheet.lost:
            yield f"<li>{escape(one_line(annotation.kind))}: {escape(sheet.words(annotation))}</li>\n"
        yield "</ul>\n</section>\n"


def _entry(
    sheet: Sheet, styles: _Styles, anchors: Mapping[str, str], annotation: Annotation
) -> Iterator[str]:
    """An annotation in its list: the way back to its words, what they are, and every field."""
    name, tag = anchors[annotation.id], escape(sheet.tags[annotation.id])
    state = "?" if annotation.status is Status.SUGGESTED else ""
    look = f"tag {styles.of(annotation.kind, annotation.label)}"
    yield f'<li id="i-{name}" data-of="{name}"><a class="{look}" href="#{name}"'
    yield f' aria-label="{tag}, to the words">{tag}{state}</a> <q>{escape(sheet.words(annotation))}</q>\n<dl>'
    if label := sheet.label(annotation):
        yield f"<div><dt>label</dt><dd>{escape(label)}</dd></div>"
    for field, value in sheet.fields(annotation):
        if (field == "speaker" and annotation.kind == "quote") or (
            field == "state" and value.startswith("accepted")
        ):
            continue  # said by the heading, or what one expects
        yield f"<div><dt>{escape(field)}</dt><dd>{escape(value)}</dd></div>"
    yield "</dl></li>\n"


def _names(
    sheet: Sheet, styles: _Styles, anchors: Mapping[str, str], entries: Mapping[str, str]
) -> Iterator[str]:
    """Who and what is named, by label; each with a link to every mention."""
    for label, names in sheet.names.items():
        known = sheet.scheme.label("entity", label)
        mark = f'<span class="tag {styles.of("entity", label)}">{escape(one_line(label))}</span>'
        yield f"<h3>{mark} {escape(one_line(known.name)) if known else ''}</h3>\n<ul>\n"
        for name, mentions in names.items():
            yield f'<li id="{entries[mentions[0].id]}">{escape(name)} '
            for number, mention in enumerate(mentions, 1):
                told = escape(f"{sheet.words(mention)}, mention {number}")
                yield (
                    f'<a class="mention" data-of="{anchors[mention.id]}" href="#{anchors[mention.id]}"'
                    f' aria-label="{told}">{number}</a> '
                )
            yield "</li>\n"
        yield "</ul>\n"
