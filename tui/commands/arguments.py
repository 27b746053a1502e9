"""Arguments that several commands share."""

from __future__ import annotations

import codecs
import os
from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any


def subcommands_of(top: ArgumentParser) -> _SubParsersAction[ArgumentParser]:
    """The argument that chooses among the subcommands, whose `choices` are their parsers by name."""
    return next(action for action in top._actions if isinstance(action, _SubParsersAction))


def encoding_name(name: str) -> str:
    """An encoding that turns bytes into text. Raises ArgumentTypeError for any other."""
    try:
        codecs.lookup(name)
        bytes(4).decode(name)  # "hex" and its like exist, but do not make text
    except (LookupError, ValueError):
        raise ArgumentTypeError(f"unknown encoding {name!r} (try utf-8, cp1252 or latin-1)") from None
    return name


def annotator_name(name: str) -> str:
    """A name fit to be part of a file name, or "". Raises ArgumentTypeError for any other."""
    if name:
        from annotations.errors import ArtreaderError
        from annotations.sidecar.paths import check_annotator

        try:
            check_annotator(name)
        except ArtreaderError as error:
            raise ArgumentTypeError(str(error)) from None
    return name


def annotator_or_nameless(name: str) -> str:
    """A name of an annotator, or "-" for the file without one. Raises ArgumentTypeError for any other."""
    if not name:
        raise ArgumentTypeError("an annotator has a name; - is the file without one")
    return name if name == "-" else annotator_name(name)


class _Adding(Action):
    """What one option after the other names, each thing once."""

    def __call__(
        self, parser: ArgumentParser, namespace: Namespace, values: Any, option_string: str | None = None
    ) -> None:
        setattr(namespace, self.dest, list(dict.fromkeys([*getattr(namespace, self.dest), *values])))


def add_list_argument(
    parser: ArgumentParser,
    flag: str,
    *,
    metavar: str,
    help: str,  # noqa: A002
    each: Callable[[str], Any] = str,
    choices: Sequence[str] = (),
) -> None:
    """An option that takes several values, `--by ani,budi` or `--by ani --by budi`, and leaves what
    follows it alone. It becomes a list without repetitions, empty where the option is not given.

    `each` turns a word into a value and raises ArgumentTypeError when it is none; `choices` are the
    only words there are.
    """

    def values(words: str) -> list[Any]:
        found = [word.strip() for word in words.split(",") if word.strip()]
        if not found:
            raise ArgumentTypeError(f"{words!r} names nothing")
        for word in found:
            if choices and word not in choices:
                raise ArgumentTypeError(f"{word!r} is none of {', '.join(choices)}")
        return [each(word) for word in found]

    told = f"{help}; several with commas, or repeat it"
    parser.add_argument(flag, metavar=f"{metavar},…", type=values, action=_Adding, default=[], help=told)


def add_paths_argument(parser: ArgumentParser, *, needed: bool = True) -> None:
    """PATH…, articles and folders of them; the current folder where nothing is named and none is `needed`."""
    help_ = "an article, or a folder of them"
    if needed:
        parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help=help_)
    else:
        help_ = f"{help_} (default: .)"
        parser.add_argument("paths", metavar="PATH", type=Path, nargs="*", default=[Path()], help=help_)


def add_folders_argument(parser: ArgumentParser) -> None:
    """PATH…, for `folders_meant`."""
    help_ = "a folder, or an article, whose folder is meant"
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help=help_)


def folders_meant(paths: Iterable[Path]) -> list[Path]:
    """The folders of `paths`, none twice."""
    return list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))


def add_reading_arguments(parser: ArgumentParser) -> None:
    """`--encoding` and `--annotator`, for commands that read articles and sidecars."""
    add_encoding_argument(parser)
    parser.add_argument(
        "--annotator",
        type=annotator_name,
        metavar="NAME",
        default=os.environ.get("ARTREADER_ANNOTATOR", ""),
        help="whose annotations: FILE.annotations.NAME.yaml (default: $ARTREADER_ANNOTATOR, or nobody's)",
    )


def add_encoding_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--encoding",
        type=encoding_name,
        metavar="NAME",
        help="how the articles are encoded (default: UTF-8, or UTF-16 with a byte order mark)",
    )


def add_format_argument(parser: ArgumentParser, also: Collection[str] = (), required: bool = True) -> None:
    """`--format`, one of those for exchange, or of `also`."""

    def format_name(name: str) -> str:
        from annotations.exchange.formats import FORMATS

        known = (*FORMATS, *also)
        if name not in known:
            raise ArgumentTypeError(f"unknown format {name!r} (there are {', '.join(known)})")
        return name

    examples = ", ".join((*also, "brat", "csv", "conll"))
    parser.add_argument(
        "--format",
        type=format_name,
        metavar="FORMAT",
        required=required,
        help=f"{examples} … (docs/formats.md)",
    )


def whole_number(word: str) -> int:
    """A number of at most nine digits. Raises ArgumentTypeError for anything else."""
    if not (word.isascii() and word.isdigit() and len(word) <= 9):
        raise ArgumentTypeError(f"{word!r} is no number")
    return int(word)
