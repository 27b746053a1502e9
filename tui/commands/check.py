"""Check annotation files against their schema and their articles; one problem a line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import add_encoding_argument
from tui.commands.output import FINE, FOUND_PROBLEMS, complain

if TYPE_CHECKING:
    from annotations.errors import ArtreaderError

HELP = "check annotation files against schema and text"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", type=Path, nargs="+", help="an article, an annotation file or a folder"
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.display import display

    problems = 0
    checked: set[Path] = set()
    for given in arguments.paths:
        files, found = _files(given)
        for path in files:
            if path not in checked:
                checked.add(path)
                found += _check(path, arguments.encoding)
        problems += len(found)
        for problem in found:
            print(display(str(problem)))
    for line in _rescue_copies(arguments.paths):
        complain(line)
    complain(f"{_counted(len(checked), 'annotation file')} checked, {_counted(problems, 'problem')}")
    return FOUND_PROBLEMS if problems else FINE


def _files(given: Path) -> tuple[list[Path], list[ArtreaderError]]:
    """The annotation files that `given` stands for, and what is wrong with `given` itself."""
    from annotations.collection import natural_key
    from annotations.errors import InputError
    from annotations.sidecar.paths import list_sidecars, split_sidecar_name

    if given.is_dir():
        try:
            inside = list(given.iterdir())
        except OSError as error:
            return [], [InputError(f"cannot list the folder: {error.strerror}", path=given)]
        # By name, not by article: those whose article is gone are a problem to tell.
        files = sorted((path for path in inside if split_sidecar_name(path.name)), key=natural_key)
        return files, [] if files else [InputError("no annotation files in this folder", path=given)]
    if not given.exists():
        return [], [InputError("no such file", path=given)]
    return [given] if split_sidecar_name(given.name) else list_sidecars(given), []


def _rescue_copies(given: list[Path]) -> list[str]:
    """What to tell of work that could not be saved. It is no problem of the files checked."""
    from annotations import rescue
    from annotations.sidecar.paths import split_sidecar_name

    articles: set[Path] = set()
    for path in given:
        for file in _files_in(path):
            split = split_sidecar_name(file.name)
            articles.add(file.with_name(split[0]) if split else file)
    return rescue.told(sorted(articles))


def _files_in(path: Path) -> list[Path]:
    """What is in a folder (nothing when it cannot be listed), else `path` itself."""
    if not path.is_dir():
        return [path]
    try:
        return list(path.iterdir())
    except OSError:
        return []


def _check(path: Path, encoding: str | None) -> list[ArtreaderError]:
    from annotations.sidecar.check import check_sidecar

    return check_sidecar(path, encoding)


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
