"""Which labels there are, the key that picks each, and its colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """`id` as files hold it, `key` picks it after e, q or a, `colour` is "#rrggbb" on a dark ground."""

    id: str
    key: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """Labels by kind of annotation, in the order a person meets them."""

    labels: dict[str, tuple[Label, ...]]

    def of(self, kind: str) -> tuple[Label, ...]:
        return self.labels.get(kind, ())

    def label(self, kind: str, id: str) -> Label | None:  # noqa: A002
        return next((label for label in self.of(kind) if label.id == id), None)

    def colour(self, kind: str, id: str) -> str:  # noqa: A002
        """A label's colour; a grey for a label that the scheme does not have."""
        label = self.label(kind, id)
        return label.colour if label else "#b0b0b0"


_QUOTE = "#7aa2d6"
_AGREEMENT = "#e0763a"

# Colours after Okabe & Ito (2008), lightened for a dark ground: told apart by most colour-blind readers.
DEFAULT_SCHEME = Scheme(
    {
        "entity": (
            Label("PER", "p", "person", "#f0b040"),
            Label("ORG", "o", "organisation", "#63b8f0"),
            Label("LOC", "l", "place", "#3fc79a"),
            Label("DATE", "d", "date", "#e6dc50"),
            Label("TIME", "t", "time", "#e6dc50"),
            Label("MONEY", "m", "money", "#d898b8"),
            Label("PERCENT", "%", "percentage", "#d898b8"),
            Label("QTY", "n", "number, quantity", "#d898b8"),
            Label("EVENT", "v", "event", "#c8a0e0"),
            Label("LAW", "w", "law, regulation", "#c8a0e0"),
            Label("FAC", "f", "facility", "#3fc79a"),
            Label("PRODUCT", "r", "product", "#c8a0e0"),
            Label("WORK", "k", "work of art, book", "#c8a0e0"),
        ),
        "quote": (
            Label("direct", "d", "within quotation marks", _QUOTE),
            Label("indirect", "i", "told in the writer's words", _QUOTE),
            Label("mixed", "m", "partly within marks", _QUOTE),
        ),
        "agreement": (
            Label("treaty", "t", "treaty, convention, pact", _AGREEMENT),
            Label("agreement", "a", "agreement, accord", _AGREEMENT),
            Label("mou", "m", "memorandum of understanding", _AGREEMENT),
            Label("joint_statement", "j", "joint statement, declaration", _AGREEMENT),
            Label("contract", "c", "contract", _AGREEMENT),
            Label("ceasefire", "f", "ceasefire, truce", _AGREEMENT),
            Label("trade", "r", "trade deal", _AGREEMENT),
            Label("cooperation", "o", "cooperation", _AGREEMENT),
            Label("mechanism", "n", "forum, commission, mechanism", _AGREEMENT),
            Label("settlement", "s", "settlement", _AGREEMENT),
        ),
        "note": (Label("comment", "c", "comment", "#a8a8a8"),),
    }
)
