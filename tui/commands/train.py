"""Train a model of names on what was accepted in folders, and tell by cross-validation whether it helps.

The model (artreader.names.LANGUAGE.crfsuite, beside the articles) reads what all finders made of a text once
more, as this folder's annotators would. It is switched off where it is no better than the finders and the
memory alone. Only models that you trained, or trust, are loaded.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import add_folders_argument, add_reading_arguments, folders_meant
from tui.commands.output import FOUND_PROBLEMS, Complaints, complain, complain_of

if TYPE_CHECKING:
    from annotations.memory.training import Trained

HELP = "train the model of names on a folder's accepted annotations"
_ROWS = {"finders": "finders", "memory": "and memory", "model": "and model"}


def add_arguments(parser: ArgumentParser) -> None:
    add_folders_argument(parser)
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--dry-run", action="store_true", help="measure, but write no model")
    instead.add_argument("--off", action="store_true", help="train nothing: switch the models there off")
    instead.add_argument("--on", action="store_true", help="train nothing: switch the models there on")
    instead.add_argument(
        "--trust",
        action="store_true",
        help="train nothing: load the models there from now on, whoever made them",
    )
    add_reading_arguments(parser)


def run(arguments: Namespace) -> int:
    from annotations.errors import ArtreaderError

    failed = Complaints(debug=arguments.debug)
    for folder in folders_meant(arguments.paths):
        try:
            if arguments.on or arguments.off or arguments.trust:
                _switch(folder, arguments)
            elif not _train(folder, arguments, failed):
                failed.code = FOUND_PROBLEMS
        except ArtreaderError as error:
            failed(error)
    return failed.code


def _switch(folder: Path, arguments: Namespace) -> None:
    from annotations.memory.model_file import ModelError, read_model, trust, write_model
    from annotations.memory.places import model_paths

    paths = [path for path in model_paths(folder / "_") if path.is_file()]
    if not paths:
        raise ModelError("no model in this folder", path=folder, advice="artreader train makes one")
    for path in paths:
        if arguments.trust:
            trust(path)
            print(f"{path}: trusted")
        else:
            write_model(path, replace(read_model(path), on=arguments.on))
            print(f"{path}: {'on' if arguments.on else 'off'}")


def _train(folder: Path, arguments: Namespace, failed: Complaints) -> bool:
    """Whether there was enough to train on in a language; what cannot be read goes to `failed`."""
    from annotations.memory.model_file import ModelError, write_model
    from annotations.memory.places import model_path
    from annotations.memory.training import material_in, train

    material = material_in(folder, arguments.annotator, arguments.encoding, failed)
    if not material:
        raise ModelError("no accepted names", path=folder, advice="accept some first")
    done = 0
    for language, articles in sorted(material.items()):
        try:
            trained = train(articles, language)
        except ModelError as error:
            error.path = folder
            complain_of(error, debug=arguments.debug)
            continue
        done += 1
        _print(folder, trained)
        if arguments.dry_run:
            continue
        path = model_path(folder / "_", language)
        write_model(path, trained.file())
        print(f"{path}: {len(trained.model) // 1024 + 1} KB, {'on' if trained.better else 'off'}")
        if not trained.better:
            complain(f"{path}: not better than the finders and the memory alone, so it is off")
    return done > 0


def _print(folder: Path, trained: Trained) -> None:
    print(
        f"{folder}: {trained.articles} articles ({trained.language}), {trained.names} names; "
        f"F1 by {trained.folds}-fold cross-validation, span and label exact"
    )
    print(f"{'':<10}  {'  '.join(f'{label:>7}' for label in (*trained.labels, 'all'))}")
    for which, name in _ROWS.items():
        rows = trained.scores[which].rows
        figures = [rows[label].exact.f1 if label in rows else 0.0 for label in trained.labels]
        cells = [100 * figure for figure in figures] + [trained.f1(which)]
        print(f"{name:<10}  {'  '.join(f'{cell:7.1f}' for cell in cells)}")
