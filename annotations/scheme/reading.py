"""Reading `artreader.yaml`: every error names line and column, and what to do."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from annotations.errors import SchemeError, SidecarError
from annotations.fsops import OS, read_regular, reason
from annotations.kinds import is_field_name
from annotations.model import KINDS, Annotation, Field, FieldType
from annotations.scheme.entries import Entries
from annotations.scheme.model import Label, OwnKind, Scheme, Takes
from annotations.sidecar import events, values
from annotations.sidecar.nodes import Mapping, Node, Sequence, Source, shown

FORMAT = "artreader-scheme/1"
MAX_BYTES = 1024 * 1024
MAX_GUIDELINES = 200_000  # characters; Markdown of more takes seconds to lay out
_BEGIN = f'write "format: {FORMAT}" as its first line; artreader scheme prints a whole one to start from'
_COLOURS = {"entity": "#f0b040", "quote": "#7aa2d6", "agreement": "#e0763a"}  # of labels that name none
_OWN_COLOUR = "#5fc9c0"
_LABELLED = tuple(_COLOURS)
_TYPES = {
    "text": FieldType.TEXT,
    "choice": FieldType.CHOICE,
    "span": FieldType.SPAN,
    "entity": FieldType.NAME,
    "entities": FieldType.NAMES,
}


def default_text() -> str:
    """The built-in scheme as a file to start one's own from."""
    return (files(__package__) / "default.yaml").read_text(encoding="utf-8")


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of `artreader.yaml`, for editors."""
    return (files(__package__) / "scheme.schema.json").read_text(encoding="utf-8")


@cache
def default_scheme() -> Scheme:
    """The built-in scheme."""
    return _understood(default_text().encode(), None)


def read_scheme(path: Path) -> Scheme:
    """Raises SchemeError."""
    return _understood(_bytes_of(path), path)


def read_guidelines(scheme: Scheme) -> str:
    """The guidelines as Markdown, "" when the scheme has none. Raises SchemeError."""
    text, path = scheme.guidelines or "", scheme.path
    if isinstance(text, Path):
        path = text
        try:
            text = _bytes_of(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SchemeError("not UTF-8", path=path, advice="save the file as UTF-8") from None
    if len(text) > MAX_GUIDELINES:
        what = f"guidelines of more than {MAX_GUIDELINES:,} characters"
        raise SchemeError(what, path=path, advice="shorten them")
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_regular(OS, str(path), MAX_BYTES)
    except OSError as error:
        raise SchemeError(reason(error), path=path, advice="make it a file that can be read") from error
    if len(data) > MAX_BYTES:
        raise SchemeError(f"larger than {MAX_BYTES // 1024 // 1024} MB", path=path, advice="shorten it")
    return data


def _understood(data: bytes, path: Path | None) -> Scheme:
    try:
        return _Reader(events.load(data, path)).scheme()
    except SidecarError as error:
        raise SchemeError(
            error.message, path=path, line=error.line, column=error.column, advice=error.advice
        ) from None


class _Reader:
    """One file that could be read as YAML."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def scheme(self) -> Scheme:
        root = self.source.root
        if type(root) is not Mapping:
            self.source.fail(root.start if root else 0, "not a scheme", _BEGIN)
        top = Entries(self.source, root, "the scheme")
        format_ = root.nodes.get("format")
        if format_ is None:
            self.source.fail(root.start, '"format" is missing', _BEGIN)
        if (name := values.text(self.source, format_, "format")) != FORMAT:
            self.source.fail(format_.start, f"unknown format {shown(name)}", f"artreader reads {FORMAT}")
        top.only("format", "guidelines", "memory", *_LABELLED, "kinds")
        labels = dict(default_scheme().labels) if self.source.path is not None else {}
        added: dict[str, tuple[Field, ...]] = {}
        for kind in _LABELLED:
            if (section := top.entries(kind)) is not None:
                section.only("labels", "fields")
                labels[kind] = self._labels(section, kind, _COLOURS[kind]) or labels.get(kind, ())
                added[kind] = self._fields(section, KINDS[kind])
        labels.setdefault("note", (Label("comment", "c", "comment", "#a8a8a8"),))
        memory = top.one_of("memory", ("on", "off"), "on") == "on"
        own, guidelines = self._own_kinds(top), self._guidelines(top)
        return Scheme(labels, added, own, guidelines, self.source.path, memory)

    # -- labels ----------------------------------------------------------------

    def _labels(self, section: Entries, kind: str, colour: str) -> tuple[Label, ...]:
        """The labels of a section; `colour` is for those that have none of their own."""
        entries = section.entries("labels")
        if entries is None:
            return ()
        if not entries.node.nodes:
            self.source.fail(
                entries.node.start, f"{kind} has no labels", 'give it one, or leave out "labels"'
            )
        labels: list[Label] = []
        keys: dict[str, str] = {}
        stand_for: dict[str, str] = {}
        for name in entries.names():
            entry = entries.required(name)
            entry.only("key", "name", "colour", *(["instead_of"] if kind in _LABELLED else []))
            label = Label(
                name,
                entry.key(keys, name),
                entry.text("name") or name.replace("_", " "),
                entry.colour(colour),
                self._instead_of(entry, kind),
            )
            twin = stand_for.setdefault(label.meaning, name)
            if twin != name:
                node = entry.node.nodes.get("instead_of", entry.node)
                self.source.fail(
                    node.start,
                    f"{shown(twin)} and {shown(name)} both stand for {shown(label.meaning)}",
                    'let one label have it: take "instead_of" away from the other',
                )
            labels.append(label)
        return tuple(labels)

    def _instead_of(self, entry: Entries, kind: str) -> str:
        builtin = entry.text("instead_of")
        if builtin and default_scheme().label(kind, builtin) is None:
            known = ", ".join(label.id for label in default_scheme().of(kind)) or "none"
            self.source.fail(
                entry.node.nodes["instead_of"].start,
                f"{kind} has no built-in label {shown(builtin)}",
                f"it has: {known}",
            )
        return builtin

    # -- fields ----------------------------------------------------------------

    def _fields(self, section: Entries, base: type[Annotation] | None = None) -> tuple[Field, ...]:
        entries = section.entries("fields")
        if entries is None:
            return ()
        return tuple(self._field(entries, name, base) for name in entries.names())

    def _field(self, entries: Entries, name: str, base: type[Annotation] | None) -> Field:
        at = entries.node.key_starts[name]
        if base is not None and any(spec.name == name for spec in base.fields):
            what = f'{base.kind} has a field "{name}" already'
            self.source.fail(at, what, "it is always there: take this one out, or give it another name")
        if not (is_field_name(name, base) if base else is_field_name(name)):
            self.source.fail(
                at,
                f"{shown(name)} cannot be the name of a field",
                "use up to 40 small letters, digits and _, and no word that annotations have a meaning for",
            )
        entry = entries.required(name)
        entry.only("type", "help", "choices")
        type_ = _TYPES[entry.one_of("type", tuple(_TYPES))]
        choices = self._choices(entry, name) if type_ is FieldType.CHOICE else ()
        if type_ is not FieldType.CHOICE and "choices" in entry.node.nodes:
            start = entry.node.key_starts["choices"]
            self.source.fail(start, "only a field of type choice has choices", 'write "type: choice"')
        return Field(name, type_, entry.text("help") or name.replace("_", " "), choices)

    def _choices(self, entry: Entries, name: str) -> tuple[str, ...]:
        node = entry.node.nodes.get("choices")
        advice = "write them in brackets, with commas between: choices: [for, against]"
        if node is None:
            self.source.fail(entry.node.start, f'the field "{name}" has no "choices"', advice)
        if type(node) is not Sequence or not node.items:
            values.wrong(self.source, node, "choices", "a list", advice)
        found: dict[str, Node] = {}
        for item in node.items:
            choice = values.text(self.source, item, "choices")
            if not choice or choice != choice.strip() or not choice.isprintable():
                values.wrong(self.source, item, "choices", "words on one line")
            if choice in found:
                self.source.fail(item.start, f"{shown(choice)} stands twice", "keep one of them")
            found[choice] = item
        return tuple(found)

    # -- kinds of its own ------------------------------------------------------

    def _own_kinds(self, top: Entries) -> tuple[OwnKind, ...]:
        entries = top.entries("kinds")
        if entries is None:
            return ()
        keys: dict[str, str] = {}
        kinds: list[OwnKind] = []
        for name in entries.names():
            if name in KINDS:
                advice = "give it another name"
                if name in _LABELLED:
                    advice += f', or move it out of "kinds" to change the labels and fields of {name}'
                self.source.fail(entries.node.key_starts[name], f"{shown(name)} is built in", advice)
            entry = entries.required(name)
            entry.only("key", "name", "colour", "help", "takes", "labels", "fields")
            colour = entry.colour(_OWN_COLOUR)
            kinds.append(
                OwnKind(
                    name,
                    entry.key(keys, name),
                    entry.text("name") or name.replace("_", " ").capitalize(),
                    colour,
                    entry.text("help"),
                    Takes(entry.one_of("takes", tuple(Takes), Takes.SENTENCE)),
                    self._labels(entry, name, colour),
                    self._fields(entry),
                )
            )
        return tuple(kinds)

    # -- guidelines ------------------------------------------------------------

    def _guidelines(self, top: Entries) -> str | Path | None:
        node = top.node.nodes.get("guidelines")
        if node is None or values.is_nothing(node):
            return None
        given = values.text(self.source, node, "guidelines")
        if "\n" in given or self.source.path is None:
            return given
        advice = 'write the name of a Markdown file in this folder, or the text itself below "guidelines: |"'
        if "\0" in given or Path(given).is_absolute() or ".." in Path(given).parts:
            self.source.fail(node.start, f"{shown(given)} is not in the folder of the scheme", advice)
        path = self.source.path.parent / given
        if not path.is_file():
            self.source.fail(node.start, f"there is no file {shown(given)} beside the scheme", advice)
        return path
