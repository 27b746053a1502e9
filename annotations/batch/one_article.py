"""One article of a batch: looked through, and its sidecar renewed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from annotations.article import Article
from annotations.batch.current import INCOMPLETE, KEY, is_current, mark_of
from annotations.batch.finding import Found, find
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Done, Outcome
from annotations.batch.renewing import chosen, renew
from annotations.errors import ArtreaderError, ForeignChangeError, InputError
from annotations.scheme import Scheme, scheme_of
from annotations.session import Session
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store

_TRIES = 3  # to save where somebody else saves at the same time


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that is to be looked through. `path` is what it is called in what is told of it, `mark`
    what its sidecar is to be marked with.
    """

    path: Path
    article: Article
    scheme: Scheme
    mark: str


def annotate(path: Path, options: Options, *, named: Path | None = None) -> Outcome:
    """All of it. What is told calls the article `named`, if that is given. Raises nothing."""
    named = named or path
    try:
        prepared = prepare(path, options)
        if isinstance(prepared, Outcome):
            return replace(prepared, path=named)
        prepared = replace(prepared, path=named)
        return finish(prepared, find(prepared.article, options), options)
    except Exception as error:
        if isinstance(error, ArtreaderError) and error.path and error.path.parent == path.parent:
            error.path = named.parent / error.path.name
        return Outcome.failure(named, error)


def prepare(path: Path, options: Options) -> Prepared | Outcome:
    """Read the article; where its sidecar is up to date that is the outcome. Raises ArtreaderError."""
    article = Article.read(path, options.encoding)
    scheme = scheme_of(path)
    mark = mark_of(article, scheme, options)
    sidecar = sidecar_path(path, options.annotator)
    if options.goal is not Goal.RECORDS and not options.force and is_current(sidecar, mark):
        return Outcome(path, Done.CURRENT)
    return Prepared(path, article, scheme, mark)


def finish(prepared: Prepared, found: Found, options: Options) -> Outcome:
    """Do with the suggestions what is to be done. Raises ArtreaderError."""
    if options.goal is Goal.RECORDS:
        article = prepared.article
        if article.path != prepared.path:
            article = replace(article, path=prepared.path)
        done = Outcome(prepared.path, Done.RECORDED, record=_record(article, found, options))
    else:
        done = _kept(prepared, found, options)
    if not found.failed:
        return done
    reason = "; ".join(f"finder {name}: {error}" for name, error in found.failed)
    told = Outcome.told(prepared.path, reason)
    return replace(done, done=Done.PARTLY, problem=told.problem, reason=told.reason)


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
