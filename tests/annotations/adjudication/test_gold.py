"""The gold file: what stands in it, and what becomes of it when annotators go on working."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.adjudication.adjudication import UNDECIDED, Adjudication, TooFewError
from annotations.adjudication.record import ALIKE, BOTH, CHOSEN, CORRECTED, NEITHER, record_of
from annotations.article import Article
from annotations.corrections import relabel
from annotations.errors import SidecarError
from annotations.model import Annotation, Status
from annotations.session import Session
from annotations.sidecar.check import check_sidecar
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store
from tests.annotations.adjudication.support import TEXT, adjudicate, entity, layer, said

NAME = entity("a", "Rahma Widodo")
ORG = NAME.with_(label="ORG")
TOWN = entity("t", "Tuban", "LOC")


def save(path: Path, annotator: str, *annotations: Annotation) -> None:
    article = Article.read(path)
    store, _ = Store.open(article, annotator)
    store.save(article, annotations)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "b.txt"
    path.write_text(TEXT, encoding="utf-8")
    save(path, "ani", NAME, TOWN)
    save(path, "budi", ORG, TOWN)
    return path


def opened(path: Path, **more: str) -> Adjudication:
    return Adjudication.open(path, by="lead", **more)


def test_each_way_to_decide_is_kept_and_counted(article: Path) -> None:
    found = opened(article)
    (case,) = found.cases
    assert not sidecar_path(article, "gold").exists()
    assert found.tally() == {ALIKE: 1, UNDECIDED: 1}
    session = found.session
    changes = {
        CHOSEN: found.choose(case, case.versions[1]),
        BOTH: found.keep_both(case),
        NEITHER: found.take_neither(case),
        CORRECTED: found.correct(case, case.versions[0])[0],
    }
    accepted = {CHOSEN: ["ORG"], BOTH: ["ORG", "PER"], NEITHER: [], CORRECTED: ["PER"]}
    for how, change in changes.items():
        session.do(change)
        session.save()
        again = opened(article)
        standing = again.standing(again.cases[0])
        assert (standing.how, standing.by) == (how, "lead")
        assert sorted(annotation.label for annotation in standing.accepted) == accepted[how]
        assert again.tally() == {ALIKE: 1, how: 1}
        session.undo()


def test_the_gold_file_names_its_sources_and_opens_as_any_other(article: Path) -> None:
    found = opened(article)
    (case,) = found.cases
    found.session.do(found.choose(case, case.versions[0]))
    found.session.save()
    path = sidecar_path(article, "gold")
    text = path.read_text(encoding="utf-8")
    assert 'adjudicated_from:\n- {annotator: "ani", file: "b.txt.annotations.ani.yaml", sha256: "' in text
    assert not check_sidecar(path)
    session = Session.open(article, "gold")
    assert said(list(session.annotations)) == said([NAME, TOWN])
    rejected = next(a for a in session.annotations if a.status is Status.REJECTED)
    record = record_of(rejected)
    assert record is not None
    assert (record.sources, record.how, record.by) == (("budi",), CHOSEN, "lead")
    assert [(step.did, step.by) for step in rejected.history] == [("rejected", "lead")]
    session.do(relabel(next(iter(session.annotations)), "ORG"))  # and can be worked on
    session.save()
    assert opened(article).tally() == {ALIKE: 1, CHOSEN: 1}


def test_settled_cases_stay_when_the_text_moves_and_when_one_more_agrees(article: Path) -> None:
    found = opened(article)
    found.session.do(found.choose(found.cases[0], found.cases[0].versions[0]))
    found.session.save()
    article.write_text("Pembuka.\n" + TEXT, encoding="utf-8")
    assert opened(article).tally() == {ALIKE: 1, CHOSEN: 1}
    article.write_text(TEXT, encoding="utf-8")
    save(article, "citra", ORG, TOWN)
    again = opened(article)
    assert again.tally() == {ALIKE: 1, CHOSEN: 1}
    record = record_of(again.session.annotations[again.cases[0].versions[0].annotations[0].id])
    assert record is not None
    assert record.sources == ("budi", "citra")


def test_a_decision_stays_while_what_was_taken_is_still_somebody_s(article: Path) -> None:
    found = opened(article)
    found.session.do(found.choose(found.cases[0], found.cases[0].versions[0]))
    found.session.save()
    save(article, "budi", entity("b", "Kota Rahma Widodo", "ORG"), TOWN)
    again = opened(article)
    assert again.tally() == {ALIKE: 1, CHOSEN: 1}
    assert said(list(again.session.annotations)) == said([NAME, TOWN])
    assert again.standing(again.cases[0]).by == "lead"


def test_what_annotators_change_is_asked_again_with_the_earlier_decision(article: Path) -> None:
    found = opened(article)
    (case,) = found.cases
    change, (made,) = found.correct(case, case.versions[0])
    found.session.do(change)
    found.session.do(relabel(found.session.annotations[made.id], "FAC"))
    found.session.save()
    save(article, "budi", entity("b", "Kota Rahma Widodo", "ORG"), TOWN)
    again = opened(article)
    assert again.reopened == 1
    (case,) = again.cases
    assert [version.earlier for version in case.versions] == [False, False, True]
    assert [a.label for a in case.versions[2].annotations] == ["FAC"]
    assert again.apply([])[1] == 0
    again.session.do(again.choose(case, case.versions[2]))
    again.session.save()
    last = opened(article)
    assert last.tally() == {ALIKE: 1, CHOSEN: 1}
    assert "FAC" in [row[1] for row in said(list(last.session.annotations))]


def test_what_all_come_to_agree_on_against_an_earlier_decision_is_asked(article: Path) -> None:
    found = opened(article)
    found.session.do(found.choose(found.cases[0], found.cases[0].versions[0]))
    held = list(found.session.annotations)
    assert {row[1] for row in said(held)} == {"PER", "LOC"}
    same = adjudicate(layer("ani", NAME, TOWN), layer("budi", NAME, TOWN), held=held)
    assert same.tally() == {ALIKE: 2}
    other = adjudicate(layer("ani", ORG, TOWN), layer("budi", ORG, TOWN), held=held)
    assert other.tally() == {ALIKE: 1, UNDECIDED: 1}
    gone = adjudicate(layer("ani", TOWN), layer("budi", TOWN), held=held)
    assert said(list(gone.session.annotations)) == said([NAME, TOWN])  # decided, and nobody says otherwise


def test_what_is_tagged_by_hand_in_the_gold_file_stays() -> None:
    own = entity("own", "PT Laut Jaya", "ORG")
    found = adjudicate(layer("ani", NAME), layer("budi", ORG), held=[own])
    assert found.session.annotations["own"] == own


def test_what_cannot_be_adjudicated(article: Path, tmp_path: Path) -> None:
    with pytest.raises(TooFewError, match="here is the work of ani"):
        Adjudication.open(article, ["ani"])
    save(article, "citra", NAME)
    with pytest.raises(SidecarError, match="somebody's own work"):
        Adjudication.open(article, to="budi")
    sidecar_path(article, "budi").write_text("format: [", encoding="utf-8")
    with pytest.raises(SidecarError):
        Adjudication.open(article)


def test_a_gold_file_of_any_name_takes_in_what_somebody_else_wrote(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "emas" / "b.yaml"
    target.parent.mkdir()
    found, other = (opened(article, to=str(target)) for _ in range(2))
    found.session.do(found.choose(found.cases[0], found.cases[0].versions[0]))
    found.session.save()
    assert other.session.changed_by_others()
    other.session.take_in()
    assert other.tally() == {ALIKE: 1, CHOSEN: 1}
    assert [path.name for path in target.parent.iterdir()] == ["b.yaml"]
