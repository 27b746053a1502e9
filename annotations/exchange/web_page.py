"""Saved web pages as articles: the story as text, what the page says of itself as metadata.

trafilatura (Barbaresi 2021, "Trafilatura: A Web Scraping Library", ACL demo) takes the story out of the
page. Only the file itself is looked at: nothing is fetched.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from annotations.article import Article
from annotations.errors import InputError, SaveError
from annotations.exchange.extras import needed
from annotations.exchange.files import read_whole, write_new
from annotations.fsops import OS, content, reason
from annotations.metadata import Metadata
from annotations.scheme import scheme_of
from annotations.sidecar.store import Store
from annotations.text.reading import decode

SUFFIXES = (".html", ".htm", ".xhtml")
MOST = 16 << 20  # bytes of a page


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a page: its article, and what was not there before."""

    article: Path
    length: int  # code points
    metadata: Metadata
    text_written: bool
    page_copied: bool


def is_page(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def take_in(page: Path, into: Path, annotator: str = "", *, dry_run: bool = False) -> Taken:
    """Write the story of a page as an article into a folder, the page beside it, and the metadata into the
    annotation file; what that says already stays. Twice does no more than once.

    Raises InputError where no story can be made out, SaveError where another text or page of this name
    is there or nothing can be written, ArtreaderError where the extra is not installed.
    """
    data = read_whole(page, MOST)
    text, metadata = _extracted(data, page)
    path, copy = into / f"{page.stem}.txt", into / page.name
    article = Article(decode(text.encode("utf-8", "replace"), page).text, path)
    text_written = _is_new(path, article.text.encode())
    page_copied = _is_new(copy, data)
    store, loaded = Store.open(article, annotator, kinds=scheme_of(path).kinds)
    if store.read_only:
        raise SaveError(f"not saved: {store.read_only}", path=store.path)
    store.article_extra = {**metadata.values(), **Metadata.of(loaded.article_extra).values()}
    if not dry_run:
        for target, written, new in ((copy, data, page_copied), (path, article.text.encode(), text_written)):
            if new:
                write_new(target, written, make_folder=True)
        store.save(article, loaded.annotations, suggested=loaded.suggested)
    return Taken(path, len(article.text), Metadata.of(store.article_extra), text_written, page_copied)


def _extracted(data: bytes, page: Path) -> tuple[str, Metadata]:
    """The story, a paragraph a line with blank lines between, its headline first; and the metadata."""
    trafilatura = needed("trafilatura", "html")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong is told here, in one line
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            data, include_comments=False, include_tables=False, with_metadata=True
        )
    except Exception as error:  # of whatever a page makes it stumble over
        raise InputError(f"not a page that can be read: {type(error).__name__}", path=page) from error
    paragraphs = [line.strip() for line in (found.text or "").splitlines() if line.strip()] if found else []
    if not paragraphs:
        raise InputError("no story was found in the page", path=page, advice="paste it into a .txt file")
    title = " ".join((found.title or "").split())
    if title and " ".join(paragraphs[0].split()) != title:
        paragraphs.insert(0, title)
    known = {
        "title": title,
        "byline": found.author,
        "date": found.date,
        "site": found.sitename or found.hostname,
        "url": found.url,
        "page": page.name,
    }
    return "\n\n".join(paragraphs) + "\n", Metadata.of(known)


def _is_new(path: Path, data: bytes) -> bool:
    """Whether nothing is there. Raises SaveError when something else is."""
    try:
        there = content(OS, path, len(data))
    except OSError as error:
        raise SaveError(f"not written: {reason(error)}", path=path) from error
    if there not in (None, data):
        raise SaveError(
            "not written: something else of this name is there", path=path, advice="name another folder: --to"
        )
    return there is None
