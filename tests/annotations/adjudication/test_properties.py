"""What holds for the adjudication of any work."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.adjudication.adjudication import Adjudication
from annotations.adjudication.rules import rule_named
from annotations.comparison.comparison import Comparison
from annotations.comparison.reading import Layer, Layers
from annotations.model import Annotation, Status
from tests.annotations.adjudication.support import adjudicate, layer, said, three, works

fewer = settings(max_examples=settings.default.max_examples // 2 if settings.default else 15)


def accepted(layers: list[Layer], annotator: str) -> list[Annotation]:
    """One annotator's work, without what refers to something that does not count."""
    (found,) = (each.annotations for each in layers if each.annotator == annotator)
    return [annotation for annotation in found if annotation.status is Status.ACCEPTED]


@fewer
@given(works())
def test_what_all_have_alike_is_gold(work: list[Annotation]) -> None:
    layers = [layer("ani", *work), layer("budi", *(a.with_(by="budi", note="?") for a in work))]
    found = adjudicate(*layers)
    assert not found.cases
    assert said(list(found.session.annotations)) == said(accepted(layers, "ani"))


@fewer
@given(three, st.sampled_from(["ani", "budi", "citra"]), st.booleans())
def test_every_case_decided_by_one_annotator_gives_their_work(
    layers: list[Layer], name: str, by_rule: bool
) -> None:
    found = adjudicate(*layers)
    if by_rule:
        found.session.do(found.apply([rule_named(f"annotator:{name}")])[0])
    else:
        for case in found.cases:
            version = case.version_of(name)
            assert version is not None
            found.session.do(found.choose(case, version))
    assert not found.undecided()
    assert said(list(found.session.annotations)) == said(accepted(layers, name))


@st.composite
def decisions(draw: st.DrawFn, found: Adjudication) -> None:
    """Something that a person may do next."""
    if not found.cases:
        return
    case = draw(st.sampled_from(found.cases))
    version = draw(st.sampled_from(case.versions))
    do = found.session.do
    what = draw(st.integers(0, 4))
    if what == 0:
        do(found.choose(case, version))
    elif what == 1:
        do(found.keep_both(case))
    elif what == 2:
        do(found.take_neither(case))
    elif what == 3 and version.annotations:
        do(found.correct(case, version)[0])
    else:
        do(found.apply([rule_named("majority"), rule_named("longest")])[0])


@fewer
@given(three, st.data())
def test_undo_gives_every_state_before(layers: list[Layer], data: st.DataObject) -> None:
    found = adjudicate(*layers)
    states = [(list(found.session.annotations), found.tally())]
    for _ in range(4):
        before = len(found.session.history.done)
        data.draw(decisions(found))
        if len(found.session.history.done) > before:
            states.append((list(found.session.annotations), found.tally()))
    while states:
        assert (list(found.session.annotations), found.tally()) == states.pop()
        found.session.undo()


@fewer
@given(three, st.randoms(use_true_random=False))
def test_the_order_of_files_and_annotations_makes_no_difference(layers: list[Layer], random: object) -> None:
    one = adjudicate(*layers)
    shuffled = []
    for each in layers:
        annotations = list(each.annotations)
        random.shuffle(annotations)  # type: ignore[attr-defined]
        shuffled.append(layer(each.annotator, *annotations))
    other = adjudicate(*reversed(shuffled))
    assert list(one.session.annotations) == list(other.session.annotations)
    assert one.cases == other.cases


@fewer
@given(three, st.data())
def test_the_gold_file_alone_says_how_far_one_has_come(layers: list[Layer], data: st.DataObject) -> None:
    found = adjudicate(*layers)
    for _ in range(3):
        data.draw(decisions(found))
    again = adjudicate(*layers, held=list(found.session.annotations))
    assert again.tally() == found.tally()
    assert again.standings() == found.standings()
    assert list(again.session.annotations) == list(found.session.annotations)


@fewer
@given(three)
def test_there_are_cases_where_a_comparison_finds_disagreements(layers: list[Layer]) -> None:
    two = layers[:2]
    found = adjudicate(*two)
    compared = Comparison(["ani", "budi"]).add(Layers(found.article, tuple(two)))
    assert bool(found.cases) == bool(compared)
