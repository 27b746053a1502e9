"""An article's annotations as lists: entities by label, quotes by speaker, agreements, notes, lost ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from annotations.annotation_set import AnnotationSet
from annotations.display import one_line
from annotations.field_text import passage_text
from annotations.kinds import Custom
from annotations.model import Agreement, Annotation, Entity, Note, Quote, Status
from annotations.scheme import default_scheme
from tui.commands.marked_article import STYLES, style_of
from tui.listing import field_value

HEADING = "bold underline"


def list_lines(
    annotations: AnnotationSet, shown: Sequence[Annotation], names: Mapping[str, str], text: str
) -> Iterator[Text]:
    """One Text a line, safe to print; indented by two spaces a level."""
    yield from _entities([a for a in shown if isinstance(a, Entity)], text)
    yield from _quotes([a for a in shown if isinstance(a, Quote)], names, text)
    yield from _agreements([a for a in shown if isinstance(a, Agreement)], names, text)
    yield from _notes([a for a in shown if isinstance(a, Note)], names, text)
    yield from _own([a for a in shown if isinstance(a, Custom)], annotations, names, text)
    yield from _lost(annotations.lost)


def _heading(title: str, number: int) -> Iterator[Text]:
    yield Text()
    yield Text(f"{title} ({number})", HEADING)


def _entities(entities: Sequence[Entity], text: str) -> Iterator[Text]:
    if not entities:
        return
    groups: dict[str, dict[str, list[Entity]]] = {}
    for entity in entities:
        name = entity.entity or entity.text_in(text)
        groups.setdefault(entity.label, {}).setdefault(name, []).append(entity)
    yield from _heading("Entities", len(entities))
    known = [label.id for label in default_scheme().of("entity")]
    for label in sorted(groups, key=lambda label: known.index(label) if label in known else len(known)):
        named = groups[label]
        yield Text(f"  {one_line(label)}", "bold")
        for name, mentions in named.items():
            line = Text("    ").append(one_line(name), style_of(mentions[0]))
            if len(mentions) > 1:
                line.append(f" ×{len(mentions)}")
            others = dict.fromkeys(mention.text_in(text) for mention in mentions)
            others.pop(name, None)
            if others:
                line.append(f"  also {', '.join(map(one_line, others))}", "dim")
            undecided = sum(mention.status is Status.SUGGESTED for mention in mentions)
            yield line.append(_undecided(undecided, len(mentions)), "dim")


def _undecided(undecided: int, all_of_them: int) -> str:
    if not undecided:
        return ""
    return "  ?" if undecided == all_of_them else f"  ? {undecided} of {all_of_them}"


def _quotes(quotes: Sequence[Quote], names: Mapping[str, str], text: str) -> Iterator[Text]:
    if not quotes:
        return
    speakers: dict[str, list[Quote]] = {}
    for quote in quotes:
        speakers.setdefault(quote.speaker, []).append(quote)
    yield from _heading("Quotes", len(quotes))
    for speaker, said in speakers.items():
        yield Text("  ").append(one_line(speaker) or "(no speaker)", "bold")
        for quote in said:
            line = Text("    ").append(f"{names[quote.id]} ", STYLES["mark"])
            line.append(f"{one_line(quote.label)}: ", "dim").append(
                one_line(quote.text_in(text)), style_of(quote)
            )
            source = "" if quote.source is None else one_line(text[quote.source.start : quote.source.end])
            cue = "" if quote.cue is None else one_line(text[quote.cue.start : quote.cue.end])
            attribution = ", ".join(filter(None, (source, cue if cue != source else "")))
            yield line.append(f"  ({attribution})" if attribution else "", "dim")


def _agreements(agreements: Sequence[Agreement], names: Mapping[str, str], text: str) -> Iterator[Text]:
    if not agreements:
        return
    yield from _heading("Agreements", len(agreements))
    for agreement in agreements:
        words = one_line(agreement.text_in(text))
        line = Text("  ").append(f"{names[agreement.id]} ", STYLES["mark"])
        line.append(one_line(agreement.title) or words, style_of(agreement))
        yield line.append(f"  {one_line(agreement.label)}", "dim")
        status = one_line(agreement.agreement_status)
        realis = one_line(agreement.realis)
        for name, value in (
            ("status", f"{status} ({realis})" if realis and status else status or realis),
            ("parties", "; ".join(map(one_line, agreement.parties))),
            ("subject", passage_text(agreement.subject)),
            ("date", passage_text(agreement.date)),
            ("mentions", words if agreement.title else ""),
            ("said in", names.get(agreement.said_in, "").removesuffix("?")),
        ):
            if value:
                yield Text("      ").append(f"{name}: ", "dim").append(value)


def _notes(notes: Sequence[Note], names: Mapping[str, str], text: str) -> Iterator[Text]:
    if not notes:
        return
    yield from _heading("Notes", len(notes))
    for note in notes:
        line = Text("  ").append(f"{names[note.id]} ", STYLES["mark"])
        line.append(one_line(note.note)).append("  on: ", "dim")
        yield line.append(one_line(note.text_in(text)), style_of(note))


def _own(
    own: Sequence[Annotation], annotations: AnnotationSet, names: Mapping[str, str], text: str
) -> Iterator[Text]:
    """What is of kinds that the scheme adds, a list for each kind."""
    for kind in dict.fromkeys(annotation.kind for annotation in own):
        members = [annotation for annotation in own if annotation.kind == kind]
        yield from _heading(one_line(kind).capitalize(), len(members))
        for annotation in members:
            line = Text("  ").append(f"{one_line(names[annotation.id])} ", STYLES["mark"])
            line.append(one_line(annotation.text_in(text)), style_of(annotation))
            yield line.append(f"  {one_line(annotation.label)}" if annotation.label else "", "dim")
            for spec in annotation.fields:
                if value := field_value(annotation, spec, annotations, text):
                    yield Text("      ").append(f"{spec.name.replace('_', ' ')}: ", "dim").append(value)


def _lost(lost: Sequence[Annotation]) -> Iterator[Text]:
    """What the article no longer holds, or only something alike; it stays in the file."""
    if not lost:
        return
    yield from _heading("Lost, because the article changed", len(lost))
    for annotation in lost:
        unconfirmed = annotation.unconfirmed
        for piece in annotation.lost:
            role = "" if piece.role == "spans" else f" {one_line(piece.role)}"
            state = "only alike, " if piece in unconfirmed else ""
            yield (
                Text("  ")
                .append(f"{state}{one_line(annotation.kind)}{role}: ", "dim")
                .append(one_line(piece.quote))
            )
