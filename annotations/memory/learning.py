"""Keeping a folder's memory up to date: by what an article teaches now and did not before, or all anew.

A change is a difference of counts, applied to the file as it is at that moment: two people who annotate
in one folder add to each other's memory. Whatever may have gone amiss, `relearn` puts right.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from annotations.article import Article
from annotations.article_files import look_at
from annotations.collection import find_articles
from annotations.errors import ArtreaderError, SaveError
from annotations.fsops import OS, FileOps, content, reason
from annotations.memory.facts import Fact, facts_of
from annotations.memory.lexicon import MAX_BYTES, Lexicon, LexiconError
from annotations.model import Annotation
from annotations.scheme import Scheme, scheme_of
from annotations.sidecar.atomic import put
from annotations.sidecar.store import Store

_TRIES = 10  # at writing while others write too
_writing = threading.Lock()


class _ChangedMeanwhileError(Exception):
    """Somebody else wrote the file between our reading and our writing."""


def difference(
    before: Iterable[Annotation], after: Iterable[Annotation], article: Article, scheme: Scheme
) -> dict[Fact, int]:
    """By how much the counts change when an article's annotations do."""
    old, new = (
        facts_of(annotations, article.text, scheme, article.language) for annotations in (before, after)
    )
    return {**dict.fromkeys(old - new, -1), **dict.fromkeys(new - old, 1)}


def learn(path: Path, changes: Mapping[Fact, int], *, ops: FileOps = OS) -> Lexicon | None:
    """Change the counts of the lexicon at `path`, which is made where there is none; what it then says.

    Nothing is written where nothing changes, or where the file is switched off. Raises LexiconError
    where it cannot be understood, SaveError where it cannot be written.
    """
    return _write(path, lambda lexicon: changes if lexicon.used else {}, ops)


def relearn(path: Path, facts: Mapping[Fact, int], *, afresh: bool = False, ops: FileOps = OS) -> Lexicon:
    """Make the counts of the lexicon at `path` these; what was written by hand stays.

    With `afresh` nothing that the file holds stays, so that it need not be readable.
    """

    def changes(lexicon: Lexicon) -> Mapping[Fact, int]:
        wanted = Counter(facts)
        wanted.subtract(lexicon.learnt())
        return wanted

    lexicon = _write(path, changes, ops, afresh=afresh)
    return lexicon or Lexicon.new(path)


def facts_in(
    folder: Path,
    encoding: str | None = None,
    failed: Callable[[ArtreaderError], object] = lambda error: None,
) -> tuple[Counter[Fact], int]:
    """What all annotation files of a folder teach, and how many they are.

    What cannot be read is told to `failed` and left out. Raises InputError where there are no articles,
    SchemeError where the scheme cannot be understood.
    """
    found: Counter[Fact] = Counter()
    files = 0
    for path, beside in look_at(find_articles(folder)).items():
        if not beside.sidecars:
            continue
        scheme = scheme_of(path)
        try:
            article = Article.read(path, encoding)
            for sidecar in beside.sidecars:
                loaded = Store(path.with_name(sidecar.name), kinds=scheme.kinds).load(article)
                found.update(facts_of(loaded.annotations, article.text, scheme, article.language))
                files += 1
        except ArtreaderError as error:
            failed(error)
    return found, files


def _write(
    path: Path,
    changes: Callable[[Lexicon], Mapping[Fact, int]],
    ops: FileOps,
    *,
    afresh: bool = False,
) -> Lexicon | None:
    try:
        with _writing:
            for _ in range(_TRIES):
                data = _read(path, ops)
                lexicon = Lexicon.new(path) if data is None or afresh else _lexicon(path, data)
                changed = lexicon.with_(changes(lexicon))
                if changed is lexicon and not (afresh and data is not None):
                    return None if data is None else lexicon
                try:
                    _replace(path, changed.data, data, ops)
                except _ChangedMeanwhileError:
                    continue
                _written.clear()  # one folder at a time
                _written[path] = changed
                return changed
    except OSError as error:
        raise SaveError(f"not learnt: {reason(error)}", path=path) from error
    raise SaveError("not learnt: others keep changing the file", path=path)


_written: dict[Path, Lexicon] = {}  # by us, which need not be read again while it stands there


def _lexicon(path: Path, data: bytes) -> Lexicon:
    known = _written.get(path)
    return known if known is not None and known.data == data else Lexicon.read(data, path)


def _replace(path: Path, data: bytes, old: bytes | None, ops: FileOps) -> None:
    def unchanged() -> None:
        if _read(path, ops) != old:
            raise _ChangedMeanwhileError

    put(ops, path, data, before_replacing=unchanged)


def _read(path: Path, ops: FileOps) -> bytes | None:
    data = content(ops, path, MAX_BYTES)
    if data is not None and len(data) > MAX_BYTES:
        raise LexiconError(f"larger than {MAX_BYTES // 1024 // 1024} MB", path=path)
    return data
