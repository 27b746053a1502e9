"""What a person did survives whatever the finders find."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.batch import one_article, renewing
from annotations.batch.finding import Found, find
from annotations.batch.one_article import Prepared, annotate, finish, prepare
from annotations.batch.options import Options
from annotations.batch.outcome import Done
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store
from tests.annotations.batch.examples import TEXT

BODY = TEXT.format(number=1)


@cache
def found() -> Found:
    return find(Article(BODY), Options())


def article_in(folder: Path) -> Article:
    path = folder / "berita.txt"
    path.write_text(BODY, encoding="utf-8")
    return Article.read(path)


def renewed(article: Article, new: Found) -> list[Annotation]:
    assert article.path is not None
    prepared = prepare(article.path, Options(force=True))
    assert isinstance(prepared, Prepared)
    finish(prepared, new, Options(force=True))
    return Store.open(article)[1].annotations


def blocks(path: Path) -> dict[str, str]:
    """The lines of each annotation by its id, with the comments in it."""
    body = sidecar_path(path).read_text(encoding="utf-8").partition("\nannotations:\n")[2]
    return {block.split("\n")[0]: block for block in re.split(r"^- id: ", body, flags=re.MULTILINE)[1:]}


TOUCHES: dict[str, Callable[[Annotation], Annotation]] = {
    "accepted": lambda a: a.with_(status=Status.ACCEPTED),
    "rejected": lambda a: a.with_(status=Status.REJECTED),
    "relabelled": lambda a: a.with_(status=Status.ACCEPTED, label="mine"),
    "made smaller": lambda a: a.with_(status=Status.ACCEPTED, spans=(Span(a.start, a.start + 1),)),
    "noted": lambda a: a.with_(note="hm"),
    "given a key of their own": lambda a: a.with_(extra={"mine": [1, "no"]}),
    "imported": lambda a: a.with_(by="another model"),
}


@given(st.data())
def test_nothing_that_a_person_touched_changes_by_a_byte(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    article = article_in(tmp_path_factory.mktemp("a"))
    assert article.path is not None
    suggestions = found().suggestions
    before: list[Annotation] = []
    touched: dict[str, Annotation] = {}
    for suggestion in suggestions:
        how = data.draw(st.sampled_from(["absent", "old", "older", *TOUCHES]))
        if how == "older":  # found by finders that knew less
            before.append(suggestion.with_(confidence=0.25, why="a rule that is no more"))
        elif how == "old":
            before.append(suggestion)
        elif how in TOUCHES:
            touched[suggestion.id] = TOUCHES[how](suggestion)
    own = Entity(id="own1", label="PER", spans=(Span(7, 13),), entity="Lendra", by="ani")
    stale = Entity(id="stale1", label="LOC", spans=(Span(1, 3),), status=Status.SUGGESTED, by="artreader")
    touched[own.id] = own
    store, _ = Store.open(article)
    store.extra = {"of mine": {"kept": True}}
    store.save(article, [*before, *touched.values(), stale])
    path = sidecar_path(article.path)
    by_hand = path.read_text(encoding="utf-8").replace("- id: own1\n", "- id: own1\n  # by hand\n")
    path.write_text(by_hand, encoding="utf-8")
    was = blocks(article.path)

    after = {annotation.id: annotation for annotation in renewed(article, found())}
    now = blocks(article.path)
    assert {id_: after[id_] for id_ in touched} == touched
    assert {id_: now[id_] for id_ in touched} == {id_: was[id_] for id_ in touched}
    assert stale.id not in after
    for suggestion in suggestions:
        if suggestion.id in after and suggestion.id not in touched:
            assert after[suggestion.id] in (suggestion, _without_reference(suggestion, after))
    references = {a.said_in for a in after.values() if isinstance(a, Agreement) and a.id not in touched}
    assert references - {""} <= after.keys()
    assert "of mine: {kept: true}" in path.read_text(encoding="utf-8").replace('"', "")
    assert [outcome.done for outcome in (annotate(article.path, Options()),)] == [Done.CURRENT]


def _without_reference(suggestion: Annotation, after: dict[str, Annotation]) -> Annotation:
    made = after[suggestion.id]
    if isinstance(suggestion, Agreement) and isinstance(made, Agreement):
        return suggestion.with_(said_in=made.said_in)
    return suggestion


def quote(id_: str, span: Span, status: Status = Status.SUGGESTED) -> Quote:
    return Quote(id=id_, label="direct", spans=(span,), status=status, by="artreader")


def test_what_something_decided_refers_to_stays_and_is_not_suggested_beside_it(tmp_path: Path) -> None:
    article = article_in(tmp_path)
    agreement = Agreement(id="a1", label="mou", spans=(Span(10, 14),), said_in="q1")
    old, new = quote("q1", Span(2, 30)), quote("q2", Span(2, 31))
    Store.open(article)[0].save(article, [agreement, old, quote("q3", Span(40, 60))])
    assert renewed(article, Found([new])) == [old, agreement]


@pytest.mark.parametrize(("status", "refers_to"), [(Status.ACCEPTED, "q1"), (Status.REJECTED, "")])
def test_a_suggestion_refers_to_what_a_person_has_instead(
    tmp_path: Path, status: Status, refers_to: str
) -> None:
    article = article_in(tmp_path)
    Store.open(article)[0].save(article, [quote("q1", Span(2, 31), status)])
    agreement = Agreement(
        id="a1", label="mou", spans=(Span(10, 14),), said_in="q2", status=Status.SUGGESTED, by="artreader"
    )
    after = renewed(article, Found([quote("q2", Span(2, 30)), agreement]))
    assert [a.said_in for a in after if isinstance(a, Agreement)] == [refers_to]


def test_when_the_text_changed_decisions_move_and_suggestions_are_made_anew(tmp_path: Path) -> None:
    article = article_in(tmp_path)
    assert article.path is not None
    annotate(article.path, Options())
    store, loaded = Store.open(article)
    first, *rest = loaded.annotations
    store.save(article, [first.with_(status=Status.ACCEPTED), *rest])
    article.path.write_text("Pembuka.\n\n" + BODY.replace("nota kesepahaman", "nota"), encoding="utf-8")
    assert annotate(article.path, Options()).done is Done.RENEWED
    after = Store.open(Article.read(article.path))[1]
    assert not after.text_changed
    (moved,) = (a for a in after.annotations if a.status is Status.ACCEPTED)
    assert moved.spans[0].start == first.spans[0].start + len("Pembuka.\n\n")
    assert not any(annotation.is_lost for annotation in after.annotations)


def test_what_somebody_saves_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_in(tmp_path)
    assert article.path is not None
    own = Entity(id="own1", label="PER", spans=(Span(7, 13),), entity="Lendra", by="ani")
    renew = renewing.renew

    def slowly(*arguments: object, complete: bool) -> None:
        monkeypatch.undo()
        Store.open(article)[0].save(article, [own])
        renew(*arguments, complete=complete)  # type: ignore[arg-type]

    monkeypatch.setattr(one_article, "renew", slowly)
    assert annotate(article.path, Options()).done is Done.RENEWED
    after = Store.open(article)[1].annotations
    assert own in after
    assert len(after) > 5
