"""The work of several annotators over each other: what is one mark, whose it is, where they differ."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.comparison.reading import Layer
from annotations.layer_files import annotators_beside, looks_on, open_session, others_of, own_name
from annotations.layers import LayeredSet
from annotations.model import Agreement, Annotation, Entity, Note, Quote, Span, Status
from annotations.sidecar.store import Store
from tests.annotations.strategies import any_annotations

AT = Span(10, 20)


def name(id_: str, label: str = "PER", at: Span = AT, **fields: object) -> Entity:
    return Entity(id=id_, label=label, spans=(at,), **fields)  # type: ignore[arg-type]


def layered(own: list[Annotation], **others: list[Annotation]) -> LayeredSet:
    layers = [Layer(who, Path(who), tuple(found)) for who, found in others.items()]
    return LayeredSet(AnnotationSet(own), "ani", layers)


def test_what_several_have_alike_is_one_mark_with_all_their_names() -> None:
    both = layered([name("a")], budi=[name("b")], citra=[name("c", at=Span(10, 15))])
    ours, theirs = sorted(both.marks, key=lambda mark: mark.spans, reverse=True)
    assert (both.holders(ours), both.holders(theirs)) == (["ani", "budi"], ["citra"])
    assert both.foreign(ours) is None
    assert both.foreign(theirs) == ("citra", name("c", at=Span(10, 15)))
    assert both.contested(ours)
    assert not layered([name("a")], budi=[name("b")]).contested(name("a"))


def test_another_label_another_kind_and_other_words_are_other_marks() -> None:
    others: list[Annotation] = [name("b", "ORG"), Quote(id="c", label="PER", spans=(AT,))]
    found = layered([name("a")], budi=others)
    assert [found.holders(mark) for mark in found.marks].count(["ani"]) == 1
    assert len(found.marks) == 3


def test_who_did_not_decide_has_nothing_and_who_rejected_is_named() -> None:
    suggested, rejected = name("b", status=Status.SUGGESTED), name("c", status=Status.REJECTED)
    found = layered([name("a", status=Status.SUGGESTED)], budi=[suggested], citra=[rejected])
    (mark,) = found.marks
    assert found.holders(mark) == []
    assert found.rejected_by(mark) == ["citra"]
    assert not found.contested(mark)


def test_what_we_rejected_stands_beside_what_others_accepted() -> None:
    found = layered([name("a", status=Status.REJECTED)], budi=[name("b")])
    theirs = next(mark for mark in found.marks if found.foreign(mark))
    assert found.contested(theirs)
    assert found.rejected_by(theirs) == ["ani"]


def test_fields_that_differ_are_found_through_references_too() -> None:
    said, elsewhere = Quote(id="q", label="direct", spans=(AT,)), Span(30, 40)

    def pact(id_: str, said_in: str, *parties: str) -> Agreement:
        return Agreement(id=id_, label="mou", spans=(elsewhere,), said_in=said_in, parties=parties)

    own = [said, pact("a", "q", "Peru", "Chile")]
    alike = [said.with_(id="z"), pact("b", "z", "chile", "Peru")]
    found = layered(own, budi=alike)
    assert [found.differing(mark) for mark in found.marks] == [[], []]
    found = layered(own, budi=[said.with_(id="z", speaker="Rina"), pact("b", "", "Peru")])
    assert [[spec.name for spec in found.differing(mark)] for mark in found.marks] == [
        ["speaker"], ["parties", "said_in"]
    ]  # fmt: skip


def test_comments_are_of_their_author_alone_and_no_difference() -> None:
    found = layered(
        [Note(id="n", label="comment", spans=(AT,), note="why?")],
        budi=[Note(id="m", label="comment", spans=(AT,), note="sure")],
    )
    assert sorted(found.holders(mark) for mark in found.marks) == [["ani"], ["budi"]]
    assert not any(found.is_difference(mark) for mark in found.marks)


def test_what_is_taken_over_refers_to_our_own() -> None:
    said, theirs = Quote(id="q", label="direct", spans=(AT,)), Quote(id="z", label="direct", spans=(AT,))
    pact = Agreement(id="b", label="mou", spans=(Span(30, 40),), said_in="z", extra={"x": 1})
    found = layered([said], budi=[theirs, pact])
    mark = next(mark for mark in found.marks if found.foreign(mark))
    taken = found.copied(mark)
    assert isinstance(taken, Agreement)
    assert taken == pact.with_(id=taken.id, said_in="q", extra={})
    found.own.add(taken)
    found.update([taken.id])
    assert [found.holders(mark) for mark in found.marks] == [["ani", "budi"], ["ani", "budi"]]


_few = st.lists(any_annotations(), max_size=3, unique_by=lambda annotation: annotation.id)


@given(_few, _few, _few, st.data())
def test_taking_in_changes_comes_to_the_same_as_laying_over_anew(
    own: list[Annotation], budi: list[Annotation], citra: list[Annotation], data: st.DataObject
) -> None:
    kept_up = layered(own, budi=budi, citra=citra)
    kept_up.own.add(name("own"))
    kept_up.update(["own"])
    for change in (
        data.draw(st.lists(st.sampled_from([*own, *budi, *citra]), max_size=4)) if own + budi else []
    ):
        if change.id in kept_up.own:
            kept_up.own.remove(change.id)
        if data.draw(st.booleans()):
            kept_up.own.add(change)
        kept_up.update([change.id])
    anew = layered(list(kept_up.own), budi=budi, citra=citra)
    assert kept_up.marks == anew.marks
    for mark in kept_up.marks:
        assert kept_up.holders(mark) == anew.holders(mark)
        assert kept_up.is_difference(mark) == anew.is_difference(mark)


def test_who_names_no_annotator_looks_on_where_only_named_ones_worked(tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    path.write_text("Kata Rina Hadi, hujan.\n", encoding="utf-8")
    article = Article.read(path)
    assert not looks_on(open_session(path))
    for who in ("ani", "budi"):
        Store.open(article, who)[0].save(article, [name("r", at=Span(5, 14))])
    (tmp_path / "berita.txt.annotations.citra.yaml").write_text("format: [\n", encoding="utf-8")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    session = open_session(path)
    assert looks_on(session)
    assert not looks_on(open_session(path, "dewi"))
    assert annotators_beside(path) == ["ani", "budi", "citra"]
    found = others_of(session)
    assert [layer.annotator for layer in found.layers] == ["ani", "budi"]
    assert len(found.problems) == 1
    own = open_session(path, "ani")
    assert own_name(own) == "ani"
    assert [layer.annotator for layer in others_of(own, {"budi"}).layers] == ["budi"]
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    Store.open(article)[0].save(article, [])
    assert not looks_on(open_session(path))
