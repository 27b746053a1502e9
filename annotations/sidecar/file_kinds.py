"""The kinds of annotation a sidecar may hold: those of a scheme, and others, which are kept as they are."""

from __future__ import annotations

from collections.abc import Mapping as MappingType

from annotations.errors import SidecarError
from annotations.kinds import is_field_name, unknown_kind
from annotations.model import KINDS, Annotation
from annotations.sidecar import values
from annotations.sidecar.nodes import Mapping, Node, Sequence, Source, shown

MAX_UNKNOWN = 256  # a class is made for each: a bound on memory for files made to exhaust it

Kinds = MappingType[str, type[Annotation]]


class FileKinds:
    """`known` are the kinds of the scheme; what else the file has is made out while it is read."""

    def __init__(self, known: Kinds = KINDS) -> None:
        self.known = known
        self._unknown: set[type[Annotation]] = set()

    def of(self, source: Source, entry: Mapping, node: Node) -> type[Annotation]:
        """The class for an annotation whose kind stands in `node`. Raises SidecarError."""
        name = values.text(source, node, "kind")
        found = self.known.get(name)
        if found is None:
            if not name:
                values.wrong(source, node, "kind", f"one of {', '.join(self.known)}")
            found = unknown_kind(name, _places(source, entry))
            self._unknown.add(found)
            if len(self._unknown) > MAX_UNKNOWN:
                advice = "put the artreader.yaml back that these annotations were made with"
                source.fail(
                    node.start, f"too many kinds that the scheme does not have: {shown(name)}", advice
                )
        return found


def _places(source: Source, entry: Mapping) -> tuple[str, ...]:
    """The keys of an entry that hold a place in the text, or did before it was lost."""
    names = [name for name, node in entry.nodes.items() if is_field_name(name) and _is_place(source, node)]
    lost = entry.nodes.get("lost")
    for item in lost.items if type(lost) is Sequence else ():
        role = item.nodes.get("role") if type(item) is Mapping else None
        name = getattr(role, "value", "")
        if is_field_name(name) and (name in names or name not in entry.nodes):
            names.append(name)
    return tuple(sorted(set(names)))


def _is_place(source: Source, node: Node) -> bool:
    if type(node) is not Mapping:
        return False
    try:
        values.span(source, values.required(source, node, "at"), "at")
        values.text(source, values.required(source, node, "quote"), "quote")
        for key in ("before", "after"):
            if key in node.nodes:
                values.text(source, node.nodes[key], key)
    except SidecarError:
        return False
    return True
