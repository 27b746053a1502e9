"""What the folder of an article has learnt, as revisers for the pipeline. Costs a look at two file names
where it has learnt nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.finders.findings import Reviser
from annotations.finders.options import MEMORY, FinderOptions
from annotations.memory.places import lexicon_path


class Learnt(NamedTuple):
    """Each to stand behind the finders of its kind."""

    names: tuple[Reviser, ...] = ()
    quotes: tuple[Reviser, ...] = ()
    agreements: tuple[Reviser, ...] = ()


def learnt_in(
    article: Article, options: FinderOptions, failed: Callable[[str, ArtreaderError], object]
) -> Learnt:
    """What is there for `article`; a file that cannot be used is told to `failed`, by the finder's name."""
    if article.path is None or not options.has(MEMORY):
        return Learnt()
    path = lexicon_path(article.path)
    if not os.path.lexists(path):
        return Learnt()
    from annotations.finders.remembering import RememberedAgreements, RememberedNames, RememberedSpeakers
    from annotations.memory.recall import memory_of

    try:
        memory = memory_of(article.path, path)
    except ArtreaderError as error:
        failed(MEMORY, error)
        return Learnt()
    if memory is None:
        return Learnt()
    return Learnt((RememberedNames(memory),), (RememberedSpeakers(memory),), (RememberedAgreements(memory),))
