"""English sources and contents. The texts are written for these tests."""

from __future__ import annotations

import pytest

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.finders.quotes import find_quotes
from annotations.model import Entity, Quote, Span

EN = "The river that runs through the town has been rising for a week and the people there are tired of it. "


def quotes(text: str) -> list[Quote]:
    article = Article(text)
    assert article.language == "en"
    return list(find_quotes(article, Findings()))


def source(text: str, quote: Quote) -> str:
    assert quote.source is not None
    return text[quote.source.start : quote.source.end]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Paul Reed, who lost his farm in Avon, Ohio, said that the dam would hold.", "Paul Reed"),
        ("The mayor, however, said that the dam would hold.", "The mayor"),
        ("The report ― which was written by three engineers ― says that the dam would hold.", "The report"),
        ("Farmers marching through the streets said that the dam would hold.", "Farmers"),
        ("The film shows footage of Ann Lee asking, “Why did the dam not hold?”", "footage of Ann Lee"),
        (
            "Ann Lee’s chief of staff Robert Moss spoke on Friday, arguing that the dam would hold.",
            "Ann Lee’s chief of staff Robert Moss",
        ),
        ("The dam would hold until the end of the week, records show.", "records"),
        ("The dam would hold until the end of the week, Ann Lee told The Daily Star on Monday.", "Ann Lee"),
    ],
)
def test_the_source_of_a_report(sentence: str, expected: str) -> None:
    text = EN + sentence
    found = quotes(text)
    assert [source(text, quote) for quote in found] == [expected]


def test_a_second_speaker_or_a_second_verb_begins_another_quote() -> None:
    text = EN + (
        "The mayor said the dam would hold, and people at the river said it would not. "
        "Ann Lee urged the state to rebuild the dam, and criticized the delay."
    )
    assert [(source(text, quote), quote.text_in(text)) for quote in quotes(text)] == [
        ("The mayor", "the dam would hold"),
        ("people at the river", "it would not"),
        ("Ann Lee", "the state to rebuild the dam"),
        ("Ann Lee", "the delay"),
    ]


def test_a_clause_after_the_quotation_is_no_tag_of_it() -> None:
    text = (
        EN
        + 'Paul Reed said the film gave no "absolute and visual evidence at all," but he said it was shown.'
    )
    assert [source(text, quote) for quote in quotes(text)] == ["Paul Reed", "he"]


@pytest.mark.parametrize(
    "verb", ["asked rhetorically, shaking his head", "told reporters", "fumed on Tuesday"]
)
def test_a_question_and_the_sentence_that_says_who_asked(verb: str) -> None:
    text = (
        EN + f"“Do I think that the dam should be rebuilt?” Paul Reed {verb}. “I do believe that it should.”"
    )
    (quote,) = quotes(text)
    assert source(text, quote) == "Paul Reed"
    assert len(quote.spans) == 2


def test_a_quotation_without_a_cue_has_the_source_of_the_one_before() -> None:
    text = EN + (
        "Paul Reed said that the dam would hold.\n\n“We built it ourselves, stone by stone, with our hands.”"
    )
    found = quotes(text)
    assert [source(text, quote) for quote in found] == ["Paul Reed", "Paul Reed"]
    assert found[1].cue is None


def test_the_turns_of_a_transcript() -> None:
    text = EN + (
        'A partial transcript follows.\n\n"MORTON: Do you really think that the dam will hold?\n\n'
        '"QUILL: Oh yes, the dam has held for many years."'
    )
    found = quotes(text)
    assert [source(text, quote) for quote in found] == ["MORTON", "QUILL"]
    assert found[0].text_in(text) == "Do you really think that the dam will hold?"


def test_three_single_marks_are_a_quotation_in_a_quotation() -> None:
    text = EN + "'''College Bowl,''' Ann Lee replied. ''It is a higher-end version of the other shows.''"
    (quote,) = quotes(text)
    assert source(text, quote) == "Ann Lee"
    assert len(quote.spans) == 2


@pytest.mark.parametrize(
    ("sentence", "expected", "speaker"),
    [
        (
            "Its envoy for Peru, Ann Lee, said that the dam would hold.",
            "Its envoy for Peru, Ann Lee",
            "Ann Lee",
        ),
        (
            "Peru, Oman and Chile, which paid for it, said that the dam would hold.",
            "Peru, Oman and Chile",
            "Peru, Oman and Chile",
        ),
    ],
)
def test_a_role_with_a_place_and_a_list(sentence: str, expected: str, speaker: str) -> None:
    text = EN + sentence
    (quote,) = quotes(text)
    assert source(text, quote) == expected
    assert quote.speaker == speaker


def test_plural_pronouns_mean_the_latest_group() -> None:
    text = EN + (
        "The three states said the dam would hold. Two village elders have written to the mayor. "
        "“We are not against the dam,” they said."
    )
    assert [quote.speaker for quote in quotes(text)] == ["The three states", "Two village elders"]


def test_a_verb_in_a_headline_is_no_part_of_the_name() -> None:
    text = "Dam Could Be Closed, Ann Lee Says.\n\n" + EN + "“The dam is too old,” Lee said."
    name = Span(text.index("Ann Lee Says"), text.index("."))
    found = list(find_quotes(Article(text), Findings(entities=[Entity(id="", label="PER", spans=(name,))])))
    assert found[-1].speaker == "Ann Lee"


def test_the_reader_is_no_source() -> None:
    text = EN + "Would you guess that he is the oldest mayor of all?"
    assert quotes(text) == []


def test_after_saying_names_who_says_it_later() -> None:
    text = EN + "After saying that the dam would hold, Ann Lee left the town."
    assert [source(text, quote) for quote in quotes(text)] == ["Ann Lee"]


@pytest.mark.parametrize("act", ["called an emergency meeting about the dam", "wrote a book about the dam"])
def test_what_is_held_or_written_is_not_said(act: str) -> None:
    assert quotes(f"{EN}Ann Lee {act} in May.") == []


def test_words_that_lead_into_a_quotation_make_it_less_sure() -> None:
    found = quotes(
        EN + "It was “a very bad deal for the town,” Ann Lee said. “The dam is old and weak,” she said."
    )
    assert [quote.label for quote in found] == ["mixed", "direct"]
    assert [(quote.confidence or 0) >= 0.9 for quote in found] == [False, True]
