"""When a sidecar is up to date: its suggestions are what the finders would find.

The header's key `suggested_from` holds a digest of all that suggestions come from: the text, the finders
(their code, word lists and models, and the packages they use), what the folder has learnt, the labels of
the scheme, and the options that choose finders and suggestions. Where any of these is another one, so is
the digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from annotations.article import Article
from annotations.batch.options import Options
from annotations.finders.plugins import usable
from annotations.finders.spacy_names import MODELS
from annotations.fsops import OS, read_regular
from annotations.memory.model_file import MAX_BYTES
from annotations.memory.places import lexicon_path, model_paths
from annotations.scheme import Scheme

KEY = "suggested_from"
INCOMPLETE = "incomplete"  # instead of a digest: a finder failed

_PACKAGE = Path(__file__).parents[1]
_PARTS = ("article.py", "finders", "lexicon", "memory", "text")  # what finders are made of
_SUFFIXES = frozenset((".py", ".txt", ".gz", ".json"))
_USED = ("python-crfsuite", "spacy", *(name.replace("_", "-") for name in MODELS))
_HEAD = 16_384  # bytes in which a header is looked for
_MARK = re.compile(rb'^suggested_from: "([0-9a-f]{32}|incomplete)"\r?$', re.MULTILINE)


@cache
def finders_version() -> str:
    """A digest of the finders of this installation. Files that are changed later do not change it."""
    digest = _digest()
    for path in sorted(_files()):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\n".encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    for name in _USED:
        digest.update(f"{name} {_installed(name)}\n".encode())
    for plugin in usable():
        digest.update(f"{plugin.label} {plugin.point}\n".encode())
    return digest.hexdigest()


def mark_of(article: Article, scheme: Scheme, options: Options) -> str:
    """The digest that a sidecar up to date has: 32 hexadecimal digits."""
    labels = "" if scheme.path is None else repr((dict(scheme.labels), dict(scheme.added), scheme.memory))
    chosen = repr((sorted(options.kinds), options.least, sorted(options.finders.off)))
    digest = _digest()
    learnt = learnt_version(article)
    for part in (finders_version(), learnt, article.sha256, labels, chosen):
        digest.update(hashlib.blake2b(part.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()


def learnt_files(article: Path) -> tuple[Path, ...]:
    """Where the article's folder may keep what it has learnt."""
    return (lexicon_path(article), *model_paths(article))


def learnt_version(article: Article) -> str:
    """A digest of what the article's folder has learnt."""
    return "" if article.path is None else " ".join(map(_version, learnt_files(article.path)))


def _version(path: Path) -> str:
    try:
        found = path.stat()
        return _content(path, (found.st_ino, found.st_size, found.st_mtime_ns))
    except OSError:
        return ""  # none, or whoever reads it tells why it cannot be read


@lru_cache(16)
def _content(path: Path, stamp: tuple[int, int, int]) -> str:
    return hashlib.blake2b(read_regular(OS, str(path), MAX_BYTES), digest_size=16).hexdigest()


def is_current(sidecar: Path, mark: str) -> bool:
    """Whether the sidecar's header says that its suggestions come from just this; it is not read further."""
    try:
        return mark_in(read_regular(OS, str(sidecar), _HEAD)) == mark
    except OSError:
        return False


def mark_in(sidecar: bytes) -> str:
    """The mark in the header of a sidecar, or of its beginning; "" when there is not just one."""
    found = _MARK.findall(sidecar.partition(b"\nannotations:")[0])
    return found[0].decode() if len(found) == 1 else ""


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _files() -> Iterable[Path]:
    for part in _PARTS:
        path = _PACKAGE / part
        yield from (f for f in path.rglob("*") if f.suffix in _SUFFIXES) if path.is_dir() else (path,)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
