"""How well entities were found: exact spans with their type (CoNLL-2003), and overlapping ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from annotations.evaluation.spans import LabelledSpan, Tally, exact_tally, overlapped
from annotations.evaluation.verdicts import Verdict, Verdicts
from annotations.model import Entity

Scored = Mapping[LabelledSpan, float | None]  # with the confidence of each, where it has one


@dataclass(slots=True)
class EntityRow:
    """The scores of one type. `overlap` asks only that a span of the same type overlaps."""

    exact: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)


class EntityScores:
    """Adds up article by article. Every mention is a (start, end, type), counted once an article.

    `types` restricts both sides; without it all types count, also those the gold never has.
    """

    def __init__(self, types: Collection[str] | None = None) -> None:
        self._types = None if types is None else frozenset(types)
        self._rows: defaultdict[str, EntityRow] = defaultdict(EntityRow)
        self.untyped = Tally()  # the same spans, whatever their types

    def add(self, gold: Iterable[LabelledSpan], predicted: Scored) -> Verdicts:
        """Count one article; what was right, false and missed in it."""
        wanted = {span for span in gold if self._counts(span)}
        found = {span: confidence for span, confidence in predicted.items() if self._counts(span)}
        for span in wanted:
            row = self._rows[span.label]
            row.exact.gold += 1
            row.overlap.gold += 1
            row.exact.found += span in found
        for span in found:
            row = self._rows[span.label]
            row.exact.predicted += 1
            row.overlap.predicted += 1
            row.exact.right += span in wanted
        self._add_overlaps(sorted(wanted), sorted(found))
        self.untyped += exact_tally(
            {span._replace(label="") for span in wanted}, {span._replace(label="") for span in found}
        )
        return Verdicts(
            judged=[
                Verdict(span.label, (span.span,), confidence, span in wanted)
                for span, confidence in sorted(found.items(), key=lambda item: item[0])
            ],
            missed=[Verdict(span.label, (span.span,)) for span in sorted(wanted - found.keys())],
        )

    def _add_overlaps(self, gold: list[LabelledSpan], predicted: list[LabelledSpan]) -> None:
        for span, found in zip(gold, overlapped(gold, predicted), strict=True):
            self._rows[span.label].overlap.found += found
        for span, right in zip(predicted, overlapped(predicted, gold), strict=True):
            self._rows[span.label].overlap.right += right

    def _counts(self, span: LabelledSpan) -> bool:
        return self._types is None or span.label in self._types

    @property
    def rows(self) -> dict[str, EntityRow]:
        """By type, the most frequent in the gold first."""
        return dict(sorted(self._rows.items(), key=lambda item: (-item[1].exact.gold, item[0])))

    @property
    def total(self) -> EntityRow:
        rows = self._rows.values()
        return EntityRow(Tally.total(row.exact for row in rows), Tally.total(row.overlap for row in rows))


def scored(entities: Iterable[Entity]) -> dict[LabelledSpan, float | None]:
    """The mentions that `entities` are, with their confidence."""
    return {
        LabelledSpan(entity.start, entity.end, entity.label): entity.confidence
        for entity in entities
        if not entity.is_lost
    }


def types_of(mentions: Iterable[LabelledSpan]) -> list[str]:
    """The types there are, the most frequent first."""
    return [label for label, _ in Counter(span.label for span in mentions).most_common()]
