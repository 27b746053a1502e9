"""The marks that `artreader show` puts into the text, and its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.display import display
from annotations.model import (
    Agreement,
    Annotation,
    Entity,
    Lost,
    Note,
    Passage,
    Quote,
    Span,
    Status,
)
from annotations.pages.blocks import blocks
from tui.commands.annotation_lists import list_lines
from tui.commands.marked_article import marked_blocks, tags

TEXT = '"Kami setuju," kata Rini Dewi.\n\nIndonesia dan Norwegia meneken nota soal hutan.'


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def marked(*annotations: Annotation, text: str = TEXT) -> list[str]:
    return [block.plain for block in marked_blocks(Article(text), list(AnnotationSet(annotations)))]


def entity(words: str, label: str = "PER", status: Status = Status.ACCEPTED, text: str = TEXT) -> Entity:
    return Entity(id=f"e{label}{words}", label=label, spans=(at(words, text),), status=status)


def test_each_kind_has_its_brackets() -> None:
    first, second = marked(
        entity("Rini Dewi"),
        Quote(id="q", label="direct", spans=(at('"Kami setuju,"'),)),
        Agreement(id="a", label="mou", spans=(at("nota"),)),
        Note(id="n", label="", spans=(at("hutan"),), note="yang mana?"),
    )
    assert first == '{"Kami setuju,"/Q1} kata [Rini Dewi/PER].'
    assert second == "Indonesia dan Norwegia meneken <nota/A1> soal (hutan/N1)."


def test_undecided_ones_have_a_question_mark() -> None:
    assert "[Rini Dewi/PER?]" in marked(entity("Rini Dewi", status=Status.SUGGESTED))[0]


def test_nested_spans_close_inside_out() -> None:
    (line, _) = marked(
        Quote(id="q", label="direct", spans=(at('"Kami setuju," kata Rini Dewi'),)),
        entity("Rini Dewi"),
        entity("Dewi", "WORK"),
        entity("Rini", "LOC"),
    )
    assert line == '{"Kami setuju," kata [[Rini/LOC] [Dewi/WORK]/PER]/Q1}.'


def test_spans_that_cross_are_named_at_both_ends() -> None:
    (_, line) = marked(
        Quote(id="q", label="indirect", spans=(at("Indonesia dan Norwegia"),)),
        Agreement(id="a", label="mou", spans=(at("Norwegia meneken nota"),)),
        entity("hutan", "LOC"),
    )
    assert line == "{Q1:Indonesia dan <A1:Norwegia/Q1} meneken nota/A1> soal [hutan/LOC]."


def test_spans_of_one_extent_and_spans_that_touch() -> None:
    (_, line) = marked(
        entity("Indonesia", "LOC"),
        Note(id="n", label="", spans=(at("Indonesia"),)),
        Quote(id="q", label="indirect", spans=(at(" dan Norwegia"),)),
    )
    assert line.startswith("[(Indonesia/N1)/LOC] {dan Norwegia/Q1} meneken")


def test_a_quote_of_several_spans_keeps_its_number() -> None:
    (line, _) = marked(Quote(id="q", label="mixed", spans=(at("Kami"), at("setuju"))))
    assert line.startswith('"{Kami/Q1} {setuju/Q1},"')


def test_a_span_over_two_paragraphs_opens_in_one_and_closes_in_the_other() -> None:
    first, second = marked(Quote(id="q", label="direct", spans=(Span(0, at("Indonesia").end),)))
    assert first.startswith('{"Kami')
    assert "/Q1}" not in first
    assert second.startswith("Indonesia/Q1} dan")


def test_hostile_text_and_labels_are_made_visible() -> None:
    text = "Rini\x1b]52;c;eA==\x07 \u202epulang"
    (line,) = marked(entity("Rini", "P\x1b[2J", text=text), text=text)
    assert display(line) == line
    assert "␛" in line


def test_undecided_and_accepted_ones_differ_in_style() -> None:
    def styles(status: Status) -> set[str]:
        block = next(marked_blocks(Article(TEXT), [entity("Rini Dewi", status=status)]))
        return {str(span.style) for span in block.spans}

    assert styles(Status.ACCEPTED) != styles(Status.SUGGESTED)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Annotation]]:
    text = draw(st.text("ab. \n", min_size=1, max_size=40))
    made: list[Annotation] = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from([Quote, Agreement, Note]))
        made.append(kind(id=f"i{number}", label="x", spans=(Span(start, end),)))
    return text, list(AnnotationSet(made))


MARK = re.compile(r"[{<(](?:[QAN]\d+:)?|/([QAN]\d+)[}>)]")


@given(annotated())
def test_marks_stand_where_the_spans_do(drawn: tuple[str, list[Annotation]]) -> None:
    """Read back, the marks give every span (but the white space at its ends), however they cross."""
    text, made = drawn
    names = tags(made)
    page = "\n".join(block.plain for block in marked_blocks(Article(text), made))
    plain = MARK.sub("", page)
    assert "".join(plain.split()) == "".join(text.split())
    expected = sorted((names[a.id], words) for a in made if (words := "".join(text[a.start : a.end].split())))
    assert sorted(read_back(page)) == expected


def read_back(page: str) -> Iterator[tuple[str, str]]:
    """Tag and words of every marked span: an unnamed opening pairs with the innermost unnamed closing."""
    unnamed: list[str | None] = []
    named: dict[str, str] = {}
    position = 0
    for mark in MARK.finditer(page):
        words = "".join(page[position : mark.start()].split())
        position = mark.end()
        unnamed = [None if w is None else w + words for w in unnamed]
        named = {tag: w + words for tag, w in named.items()}
        tag = mark[1]
        if tag is None:
            opened = mark[0][1:-1]
            if opened:
                named[opened] = ""
            else:
                unnamed.append("")
        elif tag in named:
            yield tag, named.pop(tag)
        else:
            yield tag, unnamed.pop() or ""
    assert not unnamed
    assert not named


@given(st.text("ab \n.", max_size=60))
def test_blocks_hold_all_but_white_space(text: str) -> None:
    pieces = [text[start:end] for start, end in blocks(Article(text))]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece == piece.strip() != "" for piece in pieces)


def lists(*annotations: Annotation) -> list[str]:
    all_of_them = AnnotationSet(annotations)
    shown = [a for a in all_of_them if not a.is_lost and a.status is not Status.REJECTED]
    return [line.plain for line in list_lines(all_of_them, shown, tags(shown), TEXT)]


def test_entities_are_grouped_by_label_and_name() -> None:
    lines = lists(
        entity("Rini").with_(entity="Rini Dewi"),
        entity("Dewi").with_(entity="Rini Dewi", status=Status.SUGGESTED),
        entity("Norwegia", "LOC").with_(status=Status.SUGGESTED),
    )
    assert lines == [
        "",
        "Entities (3)",
        "  PER",
        "    Rini Dewi ×2  also Rini, Dewi  ? 1 of 2",
        "  LOC",
        "    Norwegia  ?",
    ]


def test_quotes_are_grouped_by_speaker() -> None:
    lines = lists(
        Quote(
            id="q",
            label="direct",
            spans=(at('"Kami setuju,"'),),
            cue=at("kata"),
            source=at("Rini Dewi"),
            speaker="Rini Dewi",
        ),
        Quote(id="r", label="indirect", spans=(at("Norwegia meneken"),), status=Status.SUGGESTED),
    )
    assert lines == [
        "",
        "Quotes (2)",
        "  Rini Dewi",
        '    Q1 direct: "Kami setuju,"  (Rini Dewi, kata)',
        "  (no speaker)",
        "    Q2? indirect: Norwegia meneken",
    ]


def test_agreements_tell_status_parties_subject_and_date() -> None:
    quote = Quote(id="q", label="direct", spans=(at('"Kami setuju,"'),))
    agreement = Agreement(
        id="a",
        label="mou",
        spans=(at("nota"),),
        title="nota hutan",
        parties=("Indonesia", "Norwegia"),
        subject=Passage("hutan"),
        agreement_status="signed",
        realis="actual",
        date=Passage("3 Mei"),
        said_in="q",
    )
    assert lists(quote, agreement)[-8:] == [
        "Agreements (1)",
        "  A1 nota hutan  mou",
        "      status: signed (actual)",
        "      parties: Indonesia; Norwegia",
        "      subject: hutan",
        "      date: 3 Mei",
        "      mentions: nota",
        "      said in: Q1",
    ]


def test_notes_and_lost_ones_are_listed() -> None:
    lost = Entity(id="l", label="PER", spans=(), lost=(Lost("spans", "Budi", Span(3, 7)),))
    lines = lists(Note(id="n", label="", spans=(at("hutan"),), note="yang\nmana?"), lost)
    assert "  N1 yang mana?  on: hutan" in lines
    assert lines[-1] == "  entity: Budi"


@pytest.mark.parametrize("name", ["speaker", "note", "entity", "title"])
def test_lists_show_controls_too(name: str) -> None:
    hostile = "x\x1b[2J\u202e\x9b"
    made: dict[str, Annotation] = {
        "speaker": Quote(id="q", label="direct", spans=(at("Kami"),), speaker=hostile),
        "note": Note(id="n", label="", spans=(at("Kami"),), note=hostile),
        "entity": entity("Rini").with_(entity=hostile),
        "title": Agreement(id="a", label=hostile, spans=(at("nota"),), title=hostile, parties=(hostile,)),
    }
    page = " ".join(lists(made[name]))
    assert "␛" in page
    assert display(page) == page
