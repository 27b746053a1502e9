"""Whether a folder's memory pays: keys an article over a series, with and without it.

`python -m tests.benchmarks.learning` annotates the articles of tests/benchmarks/series/ one after another, as
somebody would who knows what is right; what was decided is learnt before the next one is opened. With gold
files it measures those (`--group 10` makes articles of ten records each). What a decision costs is what
docs/effort.md measured in the real application; docs/learning.md has the figures.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.article import Article
from annotations.evaluation.gold import read_gold
from annotations.evaluation.gold_records import GoldArticle
from annotations.finders.options import MEMORY, FinderOptions
from annotations.finders.pipeline import suggest
from annotations.memory.learning import difference, learn
from annotations.memory.places import lexicon_path
from annotations.model import Annotation, Entity, Quote, Span, Status
from annotations.scheme import default_scheme
from annotations.sidecar.store import Store
from tests.benchmarks.marked_up import read_marked_up

SERIES = Path(__file__).parent / "series"
WITHOUT = FinderOptions(off=frozenset([MEMORY]))
WITH = FinderOptions()
# Keys by docs/effort.md: Space, X, E and a letter with the caret on it, `.` twice, s and a number, q
ACCEPT, REJECT, TAG_ALL, RELABEL_ALL, MOVE_EDGE, RENAME, TAG_QUOTE = 1, 1, 3, 3, 2, 2, 2


@dataclass(frozen=True)
class Truth:
    """What is right in an article. `entities` or `quotes` None: nobody annotated them, nothing is counted."""

    text: str
    entities: tuple[Entity, ...] | None = None
    quotes: tuple[Quote, ...] | None = None


@dataclass
class Effort:
    """Keys that an article took: to accept what was right, and to put right what was not."""

    accepting: int = 0
    correcting: int = 0
    right: int = 0  # names with their label
    suggested: int = 0
    wanted: int = 0
    speakers: int = 0  # right at once …
    quotes: int = 0  # … of the quotes that were found and have one

    def __add__(self, other: Effort) -> Effort:
        return Effort(*(mine + theirs for mine, theirs in zip(self.figures, other.figures, strict=True)))

    @property
    def figures(self) -> tuple[int, ...]:
        return tuple(vars(self).values())

    @property
    def keys(self) -> int:
        return self.accepting + self.correcting

    @property
    def f1(self) -> float:
        """Of names, span and label exact."""
        return 200 * self.right / max(1, self.suggested + self.wanted)


def annotate(article: Article, truth: Truth, found: Sequence[Annotation]) -> tuple[list[Annotation], Effort]:
    """What somebody who knows the truth makes of suggestions, and by how many keys."""
    effort = Effort()
    decided: list[Annotation] = []
    if truth.entities is not None:
        labels = {entity.label for entity in truth.entities}
        entities = [e for e in found if isinstance(e, Entity) and e.label in labels | {"PER", "ORG", "LOC"}]
        decided += _entities(article.text, truth.entities, entities, effort)
    if truth.quotes is not None:
        decided += _quotes(truth.quotes, [q for q in found if isinstance(q, Quote)], effort)
    return decided, effort


def _entities(
    text: str, truth: Sequence[Entity], found: Sequence[Entity], effort: Effort
) -> Iterator[Annotation]:
    right = {entity.spans: entity for entity in truth}
    seen: set[tuple[Span, ...]] = set()
    done: set[tuple[str, str, str]] = set()  # what one key or two did at all its places

    def once(what: str, words: str, label: str, keys: int) -> None:
        if (what, words, label) not in done:
            done.add((what, words, label))
            effort.correcting += keys

    effort.wanted += len(truth)
    effort.suggested += len(found)
    for entity in found:
        words, meant = entity.text_in(text), right.get(entity.spans)
        if meant is None:
            meant = next(
                (t for t in truth if t.extent.overlaps(entity.extent) and t.label == entity.label), None
            )
            if meant is None or meant.spans in seen:
                once("reject", words, entity.label, REJECT)
                yield entity.with_(status=Status.REJECTED)
                continue
            effort.correcting += MOVE_EDGE
        elif meant.label != entity.label:
            once("relabel", words, meant.label, RELABEL_ALL)
        else:
            effort.right += 1
            effort.accepting += ACCEPT
        if meant.entity and meant.entity != entity.entity:
            once("name", words, meant.entity, RENAME)
        seen.add(meant.spans)
        yield meant.with_(status=Status.ACCEPTED)
    for meant in truth:
        if meant.spans not in seen:
            once("tag", meant.text_in(text), meant.label, TAG_ALL)
            yield meant.with_(status=Status.ACCEPTED)


def _quotes(truth: Sequence[Quote], found: Sequence[Quote], effort: Effort) -> Iterator[Annotation]:
    left = list(found)
    for meant in truth:
        best = next((q for q in left if q.spans == meant.spans), None) or next(
            (q for q in left if q.extent.overlaps(meant.extent)), None
        )
        if best is None:
            effort.correcting += TAG_QUOTE + RENAME * bool(meant.speaker)
        else:
            left.remove(best)
            exact = best.spans == meant.spans
            meant = meant.with_(source=meant.source or best.source, cue=meant.cue or best.cue)
            if meant.speaker:
                effort.quotes += 1
                effort.speakers += best.speaker == meant.speaker
            else:  # nobody said who it is: what was suggested stands
                meant = meant.with_(speaker=best.speaker)
            if exact and best.speaker == meant.speaker:
                effort.accepting += ACCEPT
            effort.correcting += MOVE_EDGE * (not exact) + RENAME * (best.speaker != meant.speaker)
        yield meant.with_(status=Status.ACCEPTED)
    for quote in left:
        effort.correcting += REJECT
        yield quote.with_(status=Status.REJECTED)


def series(truths: Iterable[Truth], options: FinderOptions, folder: Path) -> list[Effort]:
    """Annotate one article after another in `folder`, learning from each."""
    efforts: list[Effort] = []
    for number, truth in enumerate(truths, 1):
        path = folder / f"{number:04}.txt"
        path.write_text(truth.text, encoding="utf-8")
        article = Article.read(path)
        decided, effort = annotate(article, truth, suggest(article, options=options))
        learn(lexicon_path(path), difference([], decided, article, default_scheme()))
        efforts.append(effort)
    return efforts


def write(truths: Iterable[Truth], folder: Path) -> None:
    """The articles in `folder`, with what is right accepted and what else is suggested rejected."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, truth in enumerate(truths, 1):
        path = folder / f"{number:04}.txt"
        path.write_text(truth.text, encoding="utf-8")
        article = Article.read(path)
        decided, _ = annotate(article, truth, suggest(article, options=WITHOUT))
        store, _ = Store.open(article)
        unlike = {(a.kind, a.status, a.spans): a for a in reversed(decided)}
        store.save(article, [a.with_(id=f"a{at}") for at, a in enumerate(reversed(unlike.values()))])


def truths_of(gold: Sequence[GoldArticle], group: int = 1) -> list[Truth]:
    """Gold as it is to be annotated; each `group` records together are an article."""
    return [_joined(gold[at : at + group]) for at in range(0, len(gold), group)]


def _joined(records: Sequence[GoldArticle]) -> Truth:
    text, entities, quotes = "", list[Entity](), list[Quote]()
    for record in records:
        at = len(text)
        text += record.article.text.rstrip("\n") + "\n\n"

        def moved(start: int, end: int, at: int = at) -> Span:
            return Span(start + at, end + at)

        for span in record.entities or ():
            words = record.article.text[span.start : span.end]
            if span.label in ("PER", "ORG", "LOC") and words == words.strip():
                entities.append(Entity(id="", label=span.label, spans=(moved(span.start, span.end),)))
        for quote in record.quotes or ():
            source = moved(quote.source[0].start, quote.source[-1].end) if quote.source else None
            cue = moved(*quote.cue[0]) if quote.cue else None
            spans = tuple(moved(*span) for span in quote.content)
            quotes.append(
                Quote(id="", label=quote.kind, spans=spans, source=source, cue=cue, speaker=quote.speaker)
            )
    return Truth(
        text,
        tuple(entities) if any(record.entities is not None for record in records) else None,
        tuple(quotes) if any(record.quotes is not None for record in records) else None,
    )


def table(without: Sequence[Effort], with_: Sequence[Effort], parts: int) -> str:
    """The figures over the series, in `parts` stretches of it."""
    lines = [
        "| articles | keys an article | of them to correct | F1 of names | speakers right "
        "| with memory: keys | to correct | F1 of names | speakers right |",
        "|---|" + "---:|" * 8,
    ]
    size = -(-len(without) // parts)
    stretches = [(at, min(at + size, len(without))) for at in range(0, len(without), size)]
    for start, end in [*stretches, (0, len(without))]:
        cells = [f"{start + 1}–{end}" if (start, end) != (0, len(without)) else "all"]
        for efforts in (without, with_):
            together, number = sum(efforts[start:end], Effort()), end - start
            cells += [f"{together.keys / number:.1f}", f"{together.correcting / number:.1f}"]
            cells.append(f"{together.f1:.1f}" if together.wanted else "–")
            cells.append(f"{100 * together.speakers / together.quotes:.1f} %" if together.quotes else "–")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def compare(truths: Sequence[Truth]) -> tuple[list[Effort], list[Effort]]:
    """Without memory, and with it."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        return series(truths, WITHOUT, Path(one)), series(truths, WITH, Path(other))


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path, help="gold files as artreader benchmark reads them")
    parser.add_argument("--group", type=int, default=1, help="records that make an article")
    parser.add_argument("--parts", type=int, default=4, help="stretches of the series that are shown")
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write the annotated articles there instead"
    )
    options = parser.parse_args()
    sets: dict[str, list[Truth]] = defaultdict(list)
    if options.gold:
        for path in options.gold:
            for gold in read_gold(path):
                sets[gold.name] += truths_of(gold.articles, options.group)
    else:
        sets["the series"] = [Truth(*read_marked_up(path)) for path in sorted(SERIES.glob("*.txt"))]
    if options.write:
        write([truth for truths in sets.values() for truth in truths], options.write)
        return 0
    for name, truths in sets.items():
        print(f"{name}: {len(truths)} articles\n\n{table(*compare(truths), options.parts)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
