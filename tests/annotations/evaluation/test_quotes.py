"""Scores of quotes, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.evaluation.attributions import Attribution, fragments, kind_of, quoted_regions
from annotations.evaluation.quotes import QuoteScores, Share, head, same_head, same_speaker
from annotations.evaluation.spans import Tally, WordIndex
from annotations.evaluation.whole_articles import StatementScores
from annotations.model import Quote, Span

TEXT = '"Kapal itu belum tiba," kata Kepala Bandara Siti Aminah. Ia berharap cuaca segera membaik besok pagi.'


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


DIRECT = Attribution(
    content=(at('"Kapal itu belum tiba,"'),),
    cue=(at("kata"),),
    source=(at("Kepala Bandara Siti Aminah"),),
    speaker="Siti Aminah",
    kind="direct",
)
INDIRECT = Attribution(
    content=(at("cuaca segera membaik besok pagi"),),
    cue=(at("berharap"),),
    source=(at("Ia"),),
    speaker="Siti Aminah",
    kind="indirect",
    anaphoric=True,
)


def scores_of(
    *predicted: Attribution, kinds: tuple[str, ...] = ("direct", "mixed", "indirect")
) -> QuoteScores:
    scores = QuoteScores(kinds)
    scores.add(TEXT, [DIRECT, INDIRECT], predicted)
    return scores


def test_what_is_the_same_is_right_in_everything() -> None:
    scores = scores_of(DIRECT, INDIRECT)
    for tally in (scores.total.exact, scores.total.overlap, scores.total.soft):
        assert tally == Tally(2, 2, 2, 2)
    for share in (scores.total.source_head, scores.total.cue_exact, scores.total.speaker):
        assert share == Share(2, 2)
    assert scores.anaphoric == Share(1, 1)
    assert scores.words == len(WordIndex(TEXT))


def test_marks_and_punctuation_do_not_matter() -> None:
    bare = replace(DIRECT, content=(at("Kapal itu belum tiba"),))
    assert scores_of(bare).rows["direct"].exact == Tally(1, 1, 1, 1)


def test_half_of_a_quote() -> None:
    half = replace(INDIRECT, content=(at("besok pagi"),))  # 2 of 5 words: a Jaccard index of .4
    row = scores_of(half).rows["indirect"]
    assert row.overlap == Tally(1, 1, 0, 0)
    assert row.soft == Tally(1, 1, 0.4, 1)
    most = replace(INDIRECT, content=(at("membaik besok pagi"),))
    row = scores_of(most).rows["indirect"]
    assert row.overlap == Tally(1, 1, 1, 1)
    assert row.exact == Tally(1, 1, 0, 0)


def test_recall_by_the_golds_kind_and_precision_by_the_other() -> None:
    scores = scores_of(replace(INDIRECT, kind="mixed"))
    assert scores.rows["indirect"].overlap == Tally(1, 0, 1, 0)
    assert scores.rows["mixed"].overlap == Tally(0, 1, 0, 1)


def test_only_the_kinds_asked_for_count() -> None:
    scores = scores_of(DIRECT, INDIRECT, kinds=("direct",))
    assert scores.total.exact == Tally(1, 1, 1, 1)
    assert scores.content.gold == 4


def test_a_quote_without_a_kind_gets_it_from_the_marks() -> None:
    scores = scores_of(replace(DIRECT, kind=""))
    assert scores.rows["direct"].exact == Tally(1, 1, 1, 1)


def test_wrong_cue_source_and_speaker_are_told_apart() -> None:
    row = scores_of(replace(DIRECT, source=(at("Ia"),), cue=(), speaker="Rahma")).rows["direct"]
    assert row.source_head == row.source_exact == row.cue_any == row.speaker == Share(0, 1)
    row = scores_of(replace(DIRECT, source=(at("Siti Aminah"),), speaker="Aminah")).rows["direct"]
    assert (row.source_head, row.source_exact) == (Share(1, 1), Share(0, 1))
    assert row.speaker == Share(1, 1)


def test_verdicts_keep_confidence() -> None:
    verdicts = QuoteScores().add(
        TEXT, [INDIRECT], [replace(DIRECT, confidence=0.9), replace(INDIRECT, confidence=0.6)]
    )
    assert [(v.label, v.confidence, v.right) for v in verdicts.judged] == [
        ("direct", 0.9, False),
        ("indirect", 0.6, True),
    ]
    assert verdicts.missed == []


def test_fragments_do_not_ask_how_a_quote_was_parted() -> None:
    text = '"Satu dua,\ntiga empat," kata Ani, "lima enam."'
    pieces = [at('"Satu dua,', text), at('tiga empat,"', text), at('"lima enam."', text)]
    whole = Attribution(content=(Span(pieces[0].start, pieces[1].end), pieces[2]), kind="direct")
    assert [piece.content for piece in fragments(text, whole)] == [(piece,) for piece in pieces]
    apart = [Attribution(content=(piece,), kind="direct") for piece in pieces]
    by_fragment, by_quote = QuoteScores(by_fragment=True), QuoteScores()
    for scores in (by_fragment, by_quote):
        scores.add(text, [whole], apart)
    assert by_fragment.total.exact == Tally(3, 3, 3, 3)
    assert by_quote.total.exact == Tally(1, 3, 0, 0)


def test_pieces_that_touch_are_one_fragment() -> None:
    text = '"Satu." "Dua."'
    (piece,) = fragments(text, Attribution(content=(Span(0, 7), Span(8, 14))))
    assert piece.content == (Span(0, 14),)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("“Satu” dua", ["“Satu”"]),
        ("”Satu,” kata dia. ”Dua.”", ["”Satu,”", "”Dua.”"]),
        ('"Satu dua\ntiga" empat', ['"Satu dua']),
        ("«Satu “dua” tiga", ["«Satu “dua”"]),
        ("Satu” dua", []),
        ("„Satu", ["„Satu"]),
    ],
)
def test_regions_within_marks(text: str, regions: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_regions(text)] == regions


def test_kinds_by_the_share_of_words_within_marks() -> None:
    text = 'Dia bilang "satu dua tiga" kemarin'
    regions = quoted_regions(text)
    assert kind_of(text, [at('"satu dua tiga"', text)], regions) == "direct"
    assert kind_of(text, [Span(0, len(text))], regions) == "mixed"
    assert kind_of(text, [at("Dia bilang", text)], regions) == "indirect"
    assert kind_of(text, [Span(10, 11)], regions) == "indirect"


@given(st.text('"“”„ab.,\n ', max_size=40))
def test_regions_lie_in_order_within_a_paragraph(text: str) -> None:
    regions = quoted_regions(text)
    assert all(a.end <= b.start for a, b in pairwise(regions))
    assert not any("\n" in text[start:end] for start, end in regions)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Kepala Bandara Siti Aminah", "Aminah"),
        ("Menteri Rahma di Jakarta", "Rahma"),
        ("Rahma, Menteri Kelautan", "Rahma"),
        ("seorang nelayan tua", "tua"),
        ("a spokesman for NATO", "spokesman"),
    ],
)
def test_heads(source: str, expected: str) -> None:
    index = WordIndex(source)
    position = head(index, frozenset(range(len(index))))
    assert position is not None
    assert index.word(position) == expected


def test_no_words_have_no_head() -> None:
    index = WordIndex("Ani")
    assert head(index, frozenset()) is None
    assert not same_head(index, frozenset({0}), frozenset())


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Siti Aminah", "aminah", True),
        ("Siti Aminah", "Siti", True),
        ("Siti Aminah", "Siti Rahma", False),
        ("Siti", "Siti Aminah", True),
        ("Siti Aminah", "Aminah Siti", True),
        ("Siti Aminah", "", False),
        ("–", "–", False),
    ],
)
def test_speakers(gold: str, found: str, same: bool) -> None:
    assert same_speaker(gold, found) is same


def test_a_quote_of_the_model() -> None:
    quote = Quote(id="q", label="direct", spans=(Span(0, 3),), cue=Span(4, 8), speaker="Ani", confidence=0.5)
    assert Attribution.of(quote) == Attribution(
        content=(Span(0, 3),), cue=(Span(4, 8),), speaker="Ani", kind="direct", confidence=0.5
    )


def test_whole_articles_pair_across_kinds_and_ask_for_any_common_word() -> None:
    scores = StatementScores()
    scores.add(
        TEXT,
        [DIRECT, INDIRECT],
        [
            replace(DIRECT, source=(at("Kepala"),), speaker="Siti Rahayu"),
            replace(INDIRECT, kind="direct", source=()),
        ],
    )
    assert scores.quotes == Tally(2, 2, 2, 2)
    assert scores.direct == Tally(1, 2, 1, 1)
    assert scores.source == Share(1, 2)
    assert scores.speaker == Share(2, 2)
    assert scores.kind == Share(1, 2)
