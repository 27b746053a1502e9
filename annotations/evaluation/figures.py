"""A report as plain data for JSON. Shares are between 0 and 1, times milliseconds; keys are kept."""

from __future__ import annotations

import dataclasses
from typing import Any

from annotations.evaluation.calibration import BANDS, CalibrationRow
from annotations.evaluation.entities import EntityRow
from annotations.evaluation.quotes import QuoteRow, Share
from annotations.evaluation.report import Report
from annotations.evaluation.spans import Tally

Figures = dict[str, Any]
SOURCE_CUE_SPEAKER = ("source_head", "source_exact", "cue_any", "cue_exact", "speaker")


def figures(report: Report) -> Figures:
    """Everything that was measured; kinds that were not are left out."""
    found: Figures = {
        "name": report.name,
        "articles": report.articles,
        "words": report.words,
        "undecided": report.undecided,
    }
    if report.entities is not None:
        found["entities"] = {
            "types": {label: _entity_row(row) for label, row in report.entities.rows.items()},
            "all": _entity_row(report.entities.total),
            "untyped": _tally(report.entities.untyped),
        }
    if report.quotes is not None:
        found["quotes"] = {
            "kinds": {kind: _quote_row(row) for kind, row in report.quotes.rows.items()},
            "all": _quote_row(report.quotes.total),
            "content_words": _tally(report.quotes.content),
            "anaphoric_speakers": _share(report.quotes.anaphoric),
        }
    if report.agreements is not None:
        found["agreements"] = {
            "mentions": _tally(report.agreements.mentions),
            "records": _tally(report.agreements.records),
            "status": _share(report.agreements.status),
            "any_party": _share(report.agreements.any_party),
            "all_parties": _share(report.agreements.all_parties),
        }
    if whole := whole_article_figures(report):
        found["whole_articles"] = whole
    found["calibration"] = [
        {"kind": kind, "label": label, **_calibration_row(row)}
        for (kind, label), row in report.calibration.rows.items()
    ] + [
        {"kind": kind, "label": None, **_calibration_row(row)}
        for kind, row in report.calibration.totals.items()
    ]
    found["speed"] = {
        name: {"words_per_second": row.words_per_second, "median_ms": row.median, "p95_ms": row.slow}
        for name, row in report.watch.rows.items()
    }
    found["mistakes"] = [dataclasses.asdict(mistake) for kept in report.mistakes.values() for mistake in kept]
    return found


def whole_article_figures(report: Report) -> dict[str, float]:
    """One line a figure for articles annotated whole; empty when these are not."""
    found: dict[str, float] = {}
    if report.statements is None and report.agreements is None:
        return found
    if report.entities is not None:
        total = report.entities.total
        found["entities_f1"] = total.exact.f1
        found["entities_overlap_f1"] = total.overlap.f1
        found["entities_recall"] = total.exact.recall
    if report.statements is not None:
        statements = report.statements
        found["quotes_f1"] = statements.quotes.f1
        found["quotes_precision"] = statements.quotes.precision
        found["quotes_recall"] = statements.quotes.recall
        found["direct_f1"] = statements.direct.f1
        found["quote_source"] = statements.source.ratio
        found["quote_speaker"] = statements.speaker.ratio
        found["quote_kind"] = statements.kind.ratio
    if report.agreements is not None:
        agreements = report.agreements
        found["agreement_mentions_f1"] = agreements.mentions.f1
        found["agreement_records_f1"] = agreements.records.f1
        found["agreement_status"] = agreements.status.ratio
        found["agreement_any_party"] = agreements.any_party.ratio
        found["agreement_all_parties"] = agreements.all_parties.ratio
    return found


def _tally(tally: Tally) -> Figures:
    return {
        "gold": tally.gold,
        "predicted": tally.predicted,
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
    }


def _share(share: Share) -> Figures:
    return {"right": share.right, "of": share.of, "share": share.ratio}


def _entity_row(row: EntityRow) -> Figures:
    return {**_tally(row.exact), "overlap_f1": row.overlap.f1}


def _quote_row(row: QuoteRow) -> Figures:
    found: Figures = {name: _tally(getattr(row, name)) for name in ("exact", "overlap", "soft")}
    return found | {name: _share(getattr(row, name)) for name in SOURCE_CUE_SPEAKER}


def _calibration_row(row: CalibrationRow) -> Figures:
    return {
        "bands": [
            {"band": band, "suggestions": share.of, "right": share.right}
            for band, share in zip(BANDS, row.bands, strict=True)
        ],
        "holds": row.holds,
    }
