"""A report of the benchmark as tables, which 80 columns mostly hold. Shares are per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from annotations.counted import counted
from annotations.display import one_line
from annotations.evaluation.calibration import BANDS, CalibrationRow
from annotations.evaluation.entities import EntityScores
from annotations.evaluation.figures import SOURCE_CUE_SPEAKER, whole_article_figures
from annotations.evaluation.quotes import QuoteRow, QuoteScores, Share
from annotations.evaluation.report import Mistake, Report
from annotations.evaluation.spans import Tally

LONGEST_EXAMPLE = 160  # characters; the beginning tells enough
NONE = "–"


def tables(report: Report, examples: int = 0) -> Iterator[RenderableType]:
    """What to print of a report, with up to `examples` mistakes of each kind, in order."""
    words = f"{counted(report.articles, 'article')}, {counted(report.words, 'word')}"
    yield Text.assemble((one_line(report.name), "bold"), (f"  {words}", "dim"))
    for part in _parts(report):
        if isinstance(part, Table):
            yield Text(f"\n{part.title}", "bold")  # printed by the table it would be padded with blanks
            part.title = None
        yield part
    for kept in report.mistakes.values():
        if kept[:examples]:
            yield Text()
        for mistake in kept[:examples]:
            yield _example(mistake)


def _parts(report: Report) -> Iterator[Table | Text]:
    if report.entities is not None:
        yield _entity_table(report.entities)
    if report.quotes is not None:
        yield _quote_table(report.quotes)
        yield _attribution_table(report.quotes)
        yield from _quote_notes(report.quotes)
    if report.agreements is not None:
        yield _tally_table(
            "Agreements", {"mentions": report.agreements.mentions, "records": report.agreements.records}
        )
    if whole := whole_article_figures(report):
        table = _table("Whole articles", ["figure"], ["%"])
        for name, share in whole.items():
            table.add_row(name.replace("_", " ").replace("f1", "F1"), _percent(share))
        yield table
    if report.calibration.rows:
        yield _calibration_table(report)
    yield _speed_table(report)


def _table(title: str, words: Sequence[str], numbers: Sequence[str]) -> Table:
    table = Table(title=title, box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for name in words:
        table.add_column(name, no_wrap=True)
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _entity_table(scores: EntityScores) -> Table:
    table = _table("Entities", ["type"], ["gold", "pred", "P", "R", "F1", "ovF1"])
    total = scores.total
    for label, row in (*scores.rows.items(), ("ALL", total)):
        table.add_row(one_line(label), *_counts(row.exact), *_three(row.exact), _percent(row.overlap.f1))
    table.add_row("UNTYPED", *_counts(scores.untyped), *_three(scores.untyped), NONE)
    return table


def _quote_table(scores: QuoteScores) -> Table:
    three = ["P", "R", "F"]
    table = _table(
        "Quotes: exact, Jaccard ≥ .5, soft",
        ["kind"],
        ["gold", "pred", *(f"{name} {letter}" for name in ("ex", "J", "so") for letter in three)],
    )
    for kind, row in _quote_rows(scores):
        table.add_row(kind, *_counts(row.exact), *_three(row.exact), *_three(row.overlap), *_three(row.soft))
    return table


def _attribution_table(scores: QuoteScores) -> Table:
    names = [name.replace("_", " ") for name in SOURCE_CUE_SPEAKER]
    table = _table("Source, cue and speaker of the quotes paired at .5", ["kind"], names)
    for kind, row in _quote_rows(scores):
        table.add_row(kind, *(_share(getattr(row, name)) for name in SOURCE_CUE_SPEAKER))
    return table


def _quote_rows(scores: QuoteScores) -> Iterator[tuple[str, QuoteRow]]:
    yield from scores.rows.items()
    if len(scores.rows) > 1:
        yield "all", scores.total


def _quote_notes(scores: QuoteScores) -> Iterator[Text]:
    if scores.anaphoric.of:
        yield Text(f"anaphoric speakers resolved: {_of(scores.anaphoric)} (of matched quotes)")
    precision, recall, f1 = _three(scores.content)
    yield Text(f"content words (union): P {precision} R {recall} F {f1}   (words scored: {scores.words})")


def _tally_table(title: str, tallies: dict[str, Tally]) -> Table:
    table = _table(title, [""], ["gold", "pred", "P", "R", "F1"])
    for name, tally in tallies.items():
        table.add_row(name, *_counts(tally), *_three(tally))
    return table


def _calibration_table(report: Report) -> Table:
    table = _table("Confidence: right of suggested", [""], [*BANDS, "≥ .9 %", "90 %?"])
    for kind, total in report.calibration.totals.items():
        table.add_row(kind, *_calibration_cells(total))
        for (of_kind, label), row in report.calibration.rows.items():
            if of_kind == kind:
                table.add_row(f"  {one_line(label)}", *_calibration_cells(row))
    return table


def _calibration_cells(row: CalibrationRow) -> Iterator[str]:
    for share in row.bands:
        yield _of(share) if share.of else NONE
    yield _share(row.sure)
    yield {True: "holds", False: "fails", None: NONE}[row.holds]


def _speed_table(report: Report) -> Table:
    table = _table("Speed, processor time", ["finder"], ["words/s", "ms median", "ms 95 %"])
    for name, row in report.watch.rows.items():
        table.add_row(one_line(name), f"{row.words_per_second:,.0f}", f"{row.median:.2f}", f"{row.slow:.2f}")
    return table


def _example(mistake: Mistake) -> Text:
    words = one_line(mistake.text)
    if len(words) > LONGEST_EXAMPLE:
        words = f"{words[: LONGEST_EXAMPLE - 1]}…"
    confidence = "" if mistake.confidence is None else f" {mistake.confidence:.2f}"
    return Text.assemble(
        ("missed" if mistake.missed else "false ", "bold"),
        f" {mistake.kind} {one_line(mistake.label)}{confidence}  ",
        (one_line(mistake.article), "dim"),
        f"  {words}",
    )


def _counts(tally: Tally) -> tuple[str, str]:
    return str(tally.gold), str(tally.predicted)


def _three(tally: Tally) -> tuple[str, str, str]:
    return _percent(tally.precision), _percent(tally.recall), _percent(tally.f1)


def _share(share: Share) -> str:
    return _percent(share.ratio) if share.of else NONE


def _of(share: Share) -> str:
    return f"{share.right}/{share.of}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
