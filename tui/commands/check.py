"""Check annotation files against their schema, the scheme of their folder and their articles.

One problem a line. An artreader.yaml is checked too, by itself or in a folder.
"""

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
        "paths",
        metavar="PATH",
        type=Path,
        nargs="+",
        help="an article, an annotation file, an artreader.yaml or a folder",
    )
    add_encoding_argument(parser)


def run(arguments: Namespace) -> int:
    from annotations.display import display
    from annotations.scheme import SCHEME_NAME

    told: set[str] = set()
    checked: set[Path] = set()
    for given in arguments.paths:
        files, found = _files(given)
        for path in files:
            if path not in checked:
                checked.add(path)
                found += _check(path, arguments.encoding)
        for line in dict.fromkeys(map(str, found)):  # what is wrong with a scheme is so for every file
            if line not in told:
                told.add(line)
                print(display(line))
    for line in _rescue_copies(arguments.paths):
        complain(line)
    sidecars = sum(path.name != SCHEME_NAME for path in checked)
    complain(f"{_counted(sidecars, 'annotation file')} checked, {_counted(len(told), 'problem')}")
    return FOUND_PROBLEMS if told else FINE


def _files(given: Path) -> tuple[list[Path], list[ArtreaderError]]:
    """The annotation files that `given` stands for, and what is wrong with `given` itself."""
    from annotations.collection import natural_key
    from annotations.errors import InputError
    from annotations.sidecar.paths import list_sidecars

    if given.is_dir():
        try:
            inside = list(given.iterdir())
        except OSError as error:
            return [], [InputError(f"cannot list the folder: {error.strerror}", path=given)]
        # By name, not by article: those whose article is gone are a problem to tell.
        files = sorted((path for path in inside if _is_checked(path)), key=natural_key)
        return files, [] if files else [InputError("no annotation files in this folder", path=given)]
    if not given.exists():
        return [], [InputError("no such file", path=given)]
    return [given] if _is_checked(given) else list_sidecars(given), []


def _is_checked(path: Path) -> bool:
    from annotations.scheme import SCHEME_NAME
    from annotations.sidecar.paths import split_sidecar_name

    return path.name == SCHEME_NAME or split_sidecar_name(path.name) is not None


def _rescue_copies(given: list[Path]) -> list[str]:
    """What to tell of work that could not be saved. It is no problem of the files checked."""
    from annotations import rescue
    from annotations.sidecar.paths import article_meant

    return rescue.told(sorted({article_meant(file) for path in given for file in _files_in(path)}))


def _files_in(path: Path) -> list[Path]:
    """What is in a folder (nothing when it cannot be listed), else `path` itself."""
    if not path.is_dir():
        return [path]
    try:
        return list(path.iterdir())
    except OSError:
        return []


def _check(path: Path, encoding: str | None) -> list[ArtreaderError]:
    from annotations.errors import SchemeError
    from annotations.scheme import SCHEME_NAME, read_guidelines, scheme_of
    from annotations.sidecar.check import check_sidecar

    if path.name != SCHEME_NAME:
        return check_sidecar(path, encoding)
    try:
        read_guidelines(scheme_of(path))
    except SchemeError as error:
        return [error]
    return []


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
