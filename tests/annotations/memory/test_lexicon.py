"""The file of a folder's memory: read with errors that name the place, changed with all else kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.memory.facts import AGREEMENTS, NAMES, REJECTED, SPEAKERS, Fact
from annotations.memory.lexicon import Lexicon, LexiconError

BY_PERSON = """\
format: artreader-lexicon/1
use: yes   # all of it

names:
# our bishop
- name: "Laras Ayu"   # twice
  label: PER
  as: {Laras: 1, "Laras Ayu": 2}   # as she is called
- {name: "Tirta Group", label: ORG, as: ["Tirta", "TG"]}
- name: Sari
  label: PER
  use: no
  as: {Sari: 4}

rejected:
- words: "Baca"
  kind: entity
  label: PER
"""
LARAS: Fact = (NAMES, "Laras Ayu", "PER", "Laras")


def read(text: str) -> Lexicon:
    return Lexicon.read(text.encode(), Path("artreader.lexicon.yaml"))


def test_what_a_person_wrote_and_what_was_learnt() -> None:
    lexicon = read(BY_PERSON)
    assert lexicon.learnt() == {
        LARAS: 1,
        (NAMES, "Laras Ayu", "PER", "Laras Ayu"): 2,
        (NAMES, "Sari", "PER", "Sari"): 4,
    }
    assert lexicon.entries[NAMES, "Tirta Group", "ORG"].by_hand
    assert lexicon.entries[REJECTED, "Baca", "entity", "PER"].by_hand
    assert not lexicon.entries[NAMES, "Sari", "PER"].used


def test_a_change_touches_its_lines_alone() -> None:
    lexicon = read(BY_PERSON)
    changed = lexicon.with_(
        {LARAS: 1, (NAMES, "Oma Rini", "PER", "Rini"): 1, (SPEAKERS, "Laras Ayu", "Ia"): 1}
    )
    before, after = BY_PERSON.splitlines(), changed.source.text.splitlines()
    assert [line for line in before if line not in after] == [
        '  as: {Laras: 1, "Laras Ayu": 2}   # as she is called'
    ]
    assert [line for line in after if line not in before] == [
        '  as: {Laras: 2, "Laras Ayu": 2}  # as she is called',
        '- name: "Oma Rini"',
        "  as: {Rini: 1}",
        "speakers:",
        '- name: "Laras Ayu"',
        "  as: {Ia: 1}",
    ]
    assert after.index('- name: "Oma Rini"') < after.index("- name: Sari")
    back = changed.with_(
        {LARAS: -1, (NAMES, "Oma Rini", "PER", "Rini"): -1, (SPEAKERS, "Laras Ayu", "Ia"): -1}
    )
    assert back.learnt() == lexicon.learnt()


def test_what_was_written_by_hand_is_never_changed() -> None:
    lexicon = read(BY_PERSON)
    assert lexicon.with_({(NAMES, "Tirta Group", "ORG", "Tirta"): 3}) is lexicon
    assert lexicon.with_({(REJECTED, "Baca", "entity", "PER", ""): 3}) is lexicon
    assert lexicon.with_({(NAMES, "Nobody", "PER", "Nobody"): -2}) is lexicon
    gone = lexicon.with_(
        {LARAS: -5, (NAMES, "Laras Ayu", "PER", "Laras Ayu"): -5, (NAMES, "Sari", "PER", "Sari"): -4}
    )
    assert "# our bishop" in gone.source.text  # a remark is kept, and what is switched off stays off
    assert "  use: no\n  as: {}" in gone.source.text
    assert not gone.learnt()


def test_a_file_in_another_layout_is_written_anew_with_its_remarks() -> None:
    lexicon = read(
        "{format: artreader-lexicon/1, # mine\n names: [{name: A B, label: PER, as: {A: 1}}], use: no}\n"
    )
    changed = lexicon.with_({(NAMES, "A B", "PER", "A"): 2, (AGREEMENTS, "pakta", "treaty", ""): 1})
    assert changed.learnt() == {(NAMES, "A B", "PER", "A"): 3, (AGREEMENTS, "pakta", "treaty", ""): 1}
    assert not changed.used
    assert "# mine" in changed.source.text


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not a lexicon"),
        ("names: []\n", 1, "its format is not artreader-lexicon/1"),
        ("format: artreader-lexicon/1\nname: x\n", 2, 'did you mean "names"'),
        ("format: artreader-lexicon/1\nuse: maybe\n", 2, '"use" must be one of'),
        ("format: artreader-lexicon/1\nnames: 3\n", 2, '"names" must be a list'),
        ("format: artreader-lexicon/1\nnames:\n- name: A\n", 3, '"label" is missing'),
        (
            "format: artreader-lexicon/1\nnames:\n- {name: A, label: B, as: {A: -1}}\n",
            3,
            '"A" must be a number from 0',
        ),
        (
            "format: artreader-lexicon/1\nrejected:\n- words: A\n  kind: e\n  label: B\n  times: x\n",
            6,
            '"times" must',
        ),
        (
            "format: artreader-lexicon/1\nspeakers:\n- name: A\n- name: A\n",
            4,
            '"A" stands here a second time, after line 3',
        ),
        ("format: artreader-lexicon/1\n<<<<<<< ours\n", 2, "unresolved git conflict"),
        ("format: artreader-lexicon/1\nnames: *x\n", 2, "alias"),
        ("format: artreader-lexicon/1\nnames: !!python/object:os.system x\n", 2, "tag"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read(text)
    assert caught.value.line == line
    assert message in str(caught.value)


texts = st.text("Aa b\"'#:{é-", min_size=1, max_size=6).map(lambda text: " ".join(text.split())).filter(bool)
facts: st.SearchStrategy[Fact] = st.one_of(
    st.tuples(st.just(NAMES), texts, st.sampled_from(["PER", "no"]), texts),
    st.tuples(st.just(SPEAKERS), texts, texts),
    st.tuples(st.just(AGREEMENTS), texts, st.just("mou"), st.just("")),
    st.tuples(st.just(REJECTED), texts, st.just("entity"), st.just("ORG"), st.just("")),
)


@given(st.lists(st.frozensets(facts, max_size=4), max_size=4), st.integers(0, 4))
def test_step_by_step_or_all_at_once_is_one_file(articles: list[frozenset[Fact]], taken_back: int) -> None:
    lexicon = Lexicon.new()
    for article in articles:
        lexicon = lexicon.with_(dict.fromkeys(article, 1))
    total = Counter(fact for article in articles for fact in article)
    assert lexicon.learnt() == total
    assert Lexicon.new().with_(total).learnt() == total
    for article in articles[taken_back:]:
        lexicon = lexicon.with_(dict.fromkeys(article, -1))
    left = Counter(fact for article in articles[:taken_back] for fact in article)
    assert lexicon.learnt() == left
    assert Lexicon.read(lexicon.data).learnt() == left
