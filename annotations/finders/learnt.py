"""What the folder of an article has learnt, as revisers for the pipeline. Costs a look at two file names
where it has learnt nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from annotations.article import Article
from annotations.errors import ArtreaderError
from annotations.finders.findings import Reviser
from annotations.finders.options import FOLDER_MODEL, MEMORY, FinderOptions
from annotations.memory.places import lexicon_path, model_path

Failed = Callable[[str, ArtreaderError], object]


class Learnt(NamedTuple):
    """Each to stand behind the finders of its kind; `model` behind the built-in one of names alone."""

    model: tuple[Reviser, ...] = ()
    names: tuple[Reviser, ...] = ()
    quotes: tuple[Reviser, ...] = ()
    agreements: tuple[Reviser, ...] = ()


def learnt_in(article: Article, options: FinderOptions, failed: Failed) -> Learnt:
    """What is there for `article`; a file that cannot be used is told to `failed`, by the finder's name."""
    if article.path is None:
        return Learnt()
    learnt = Learnt()
    if options.has(MEMORY) and os.path.lexists(path := lexicon_path(article.path)):
        try:
            learnt = _remembered(article.path, path)
        except ArtreaderError as error:
            failed(MEMORY, error)
    if options.has(FOLDER_MODEL) and os.path.lexists(path := model_path(article.path, article.language)):
        try:
            learnt = learnt._replace(model=_model(path))
        except ArtreaderError as error:
            failed(FOLDER_MODEL, error)
    return learnt


def _remembered(article: Path, path: Path) -> Learnt:
    from annotations.finders.remembering import RememberedAgreements, RememberedNames, RememberedSpeakers
    from annotations.memory.recall import memory_of

    memory = memory_of(article, path)
    if memory is None:
        return Learnt()
    return Learnt(
        names=(RememberedNames(memory),),
        quotes=(RememberedSpeakers(memory),),
        agreements=(RememberedAgreements(memory),),
    )


def _model(path: Path) -> tuple[Reviser, ...]:
    from annotations.finders.folder_names import folder_names
    from annotations.memory.model_file import read_model

    file = read_model(path)
    return (folder_names(file, path),) if file.on else ()
