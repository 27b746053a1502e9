"""One article of a batch: looked through, and its sidecar renewed. In three steps, of which the middle one
may be done on another machine: it needs the text alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.article import Article
from annotations.batch.current import INCOMPLETE, KEY, is_current, mark_of
from annotations.batch.finding import Found, find
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Done, Outcome
from annotations.batch.renewing import chosen, renew
from annotations.errors import ForeignChangeError, InputError
from annotations.finders.learnt import Learnt, learnt_in
from annotations.scheme import Scheme, scheme_of
from annotations.session import Session
from annotations.sidecar.store import Store, sidecar_path

_TRIES = 3  # to save where somebody else saves at the same time


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that is to be looked through, with what its folder has learnt; `failed` says what of that
    cannot be used. `mark` is what its sidecar is to be marked with.
    """

    path: Path
    article: Article
    scheme: Scheme
    mark: str
    learnt: Learnt
    failed: Sequence[tuple[str, str]] = ()


def annotate(path: Path, options: Options) -> Outcome:
    """All of it. Raises nothing."""
    try:
        prepared = prepare(path, options)
        if isinstance(prepared, Outcome):
            return prepared
        return finish(prepared, find(prepared.article, options, prepared.learnt), options)
    except Exception as error:
        return Outcome.failure(path, error)


def prepare(path: Path, options: Options) -> Prepared | Outcome:
    """Read the article; where its sidecar is up to date that is the outcome. Raises ArtreaderError."""
    article = Article.read(path, options.encoding)
    scheme = scheme_of(path)
    mark = mark_of(article, scheme, options)
    sidecar = sidecar_path(path, options.annotator)
    if options.goal is not Goal.RECORDS and not options.force and is_current(sidecar, mark):
        return Outcome(path, Done.CURRENT)
    failed: list[tuple[str, str]] = []
    learnt = learnt_in(article, options.needed, lambda name, error: failed.append((name, str(error))))
    return Prepared(path, article, scheme, mark, learnt, failed)


def finish(prepared: Prepared, found: Found, options: Options) -> Outcome:
    """Do with the suggestions what is to be done. Raises ArtreaderError."""
    found = Found(found.suggestions, [*prepared.failed, *found.failed])
    if options.goal is Goal.RECORDS:
        done = Outcome(prepared.path, Done.RECORDED, record=_record(prepared.article, found, options))
    else:
        done = _kept(prepared, found, options)
    if not found.failed:
        return done
    reason = "; ".join(f"finder {name}: {error}" for name, error in found.failed)
    told = Outcome.told(prepared.path, reason)
    return Outcome(done.path, Done.PARTLY, done.added, done.removed, done.record, told.problem, told.reason)


def _record(article: Article, found: Found, options: Options) -> str:
    from annotations.exchange.suggestions import article_record, json_line

    return json_line(article_record(article, chosen(found.suggestions, options)))


def _kept(prepared: Prepared, found: Found, options: Options) -> Outcome:
    for _ in range(_TRIES - 1):
        try:
            return _renewed(prepared, found, options)
        except ForeignChangeError:
            continue  # on top of what they wrote
    return _renewed(prepared, found, options)


def _renewed(prepared: Prepared, found: Found, options: Options) -> Outcome:
    article, scheme = prepared.article, prepared.scheme
    store, loaded = Store.open(article, options.annotator, kinds=scheme.kinds)
    if store.read_only:
        raise InputError(
            f"not annotated: {store.read_only}", path=store.path, advice="install a newer artreader"
        )
    session = Session(article, store, loaded, options.annotator, scheme)
    before = {annotation.id: annotation for annotation in loaded.annotations}
    renew(session, found.suggestions, options, complete=not found.failed)
    after = {annotation.id: annotation for annotation in session.annotations}
    mark = INCOMPLETE if found.failed else prepared.mark
    same = loaded.exists and not loaded.text_changed and before == after and loaded.extra.get(KEY) == mark
    if options.goal is Goal.SIDECARS and not same:
        store.extra = {KEY: mark}
        store.save(article, after.values())
    return Outcome(
        prepared.path,
        Done.SAME if same else Done.RENEWED if loaded.exists else Done.WRITTEN,
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
    )
