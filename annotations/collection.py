"""Which files of a folder are articles.

The rule: the `.txt` and `.md` files of the folder itself, but for the guidelines of its scheme.
Subfolders are not entered, so that one folder is one collection, with its own scheme and progress.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from annotations.errors import InputError, SchemeError
from annotations.scheme import SCHEME_NAME, find_scheme, scheme_of

ARTICLE_SUFFIXES = (".txt", ".md")
# Files about a folder rather than in it; written in capitals by custom, with any ending (LICENSE-MIT.txt).
ABOUT_THE_FOLDER = ("README", "LICENSE", "LICENCE", "NOTICE", "COPYING", "CHANGELOG", "CONTRIBUTING")

_DIGITS = re.compile(r"\d+")


def is_article(path: Path | os.DirEntry[str]) -> bool:
    """Whether the rule takes `path` for an article: by its name, and a regular file or a link to one."""
    name = path.name
    stem, suffix = os.path.splitext(name)
    if name.startswith((".", "~", "#")) or suffix.lower() not in ARTICLE_SUFFIXES:
        return False
    if name.startswith(ABOUT_THE_FOLDER) or stem.upper() in ABOUT_THE_FOLDER:
        return False
    try:
        return path.is_file()
    except OSError:
        return False


def natural_key(path: Path) -> tuple[str, str]:
    """Sort key under which `berita2.txt` comes before `berita10.txt` and case does not matter."""
    return natural_order(path.name), path.name


def natural_order(name: str) -> str:
    """The sort key of a name; what differs in case alone has the same."""
    return _DIGITS.sub(_number, name.casefold())


def _number(match: re.Match[str]) -> str:
    """Before every letter; the shorter number before the longer, and "01" before "1"."""
    digits = str(int(match.group()))
    return f"\x01{chr(len(digits))}{digits}{match.group()}\0"


def find_articles(folder: Path) -> list[Path]:
    """The articles of `folder` in natural order.

    Raises InputError when the folder cannot be listed or holds none.
    """
    try:
        with os.scandir(folder) as entries:  # which knows what is a file, mostly without a look at each
            inside = list(entries)
    except OSError as error:
        raise InputError(f"cannot list the folder: {error.strerror}", path=folder) from error
    guidelines = guidelines_of(folder)
    paths = (folder / entry.name for entry in inside if is_article(entry))
    found = paths if guidelines is None else (path for path in paths if path.absolute() != guidelines)
    articles = sorted(found, key=natural_key)
    if not articles:
        raise InputError(
            "no articles in this folder (looked for *.txt and *.md, not in subfolders)",
            path=folder,
            advice=_advice([folder / entry.name for entry in inside]),
        )
    return articles


def check_folder(folder: Path) -> None:
    """Raises InputError as `find_articles` does; done after two articles, since one may be the guidelines."""
    with suppress(OSError), os.scandir(folder) as entries:
        if len(list(islice(filter(is_article, entries), 2))) == 2:
            return
    find_articles(folder)


def guidelines_of(folder: Path) -> Path | None:
    """The file of the annotators' guidelines; what is wrong with a scheme is told when an article opens."""
    if find_scheme(folder / SCHEME_NAME) is None:
        return None  # without reading the built-in scheme, which has no such file
    with suppress(SchemeError):
        guidelines = scheme_of(folder / SCHEME_NAME).guidelines
        return guidelines if isinstance(guidelines, Path) else None
    return None


def expand(paths: Iterable[Path]) -> list[Path]:
    """`paths` with each folder replaced by its articles; a file stays, whatever its name.

    Raises InputError as `find_articles` does.
    """
    expanded: list[Path] = []
    for path in paths:
        expanded += find_articles(path) if path.is_dir() else [path]
    return expanded


def _advice(inside: list[Path]) -> str:
    """Points at a subfolder that would open, since a level too high is the common slip."""
    for path in sorted(inside, key=natural_key):
        if path.is_dir() and not path.name.startswith("."):
            try:
                if any(is_article(child) for child in path.iterdir()):
                    return f"there are some in {path.name}/"
            except OSError:
                continue
    return "name a file to open it whatever its ending"
