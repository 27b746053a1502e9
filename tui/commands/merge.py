"""Merge two versions of an annotation file that began as one, annotation by annotation.

The result is written into OURS. What both sides changed in different ways is kept twice, the second
under a new id; that is told, and the exit code is then 1. As a merge driver for git this takes two lines:

    git config merge.artreader.driver "artreader merge %O %A %B %P"
    echo "*.annotations*.yaml merge=artreader" >> .gitattributes
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

from tui.commands.output import FINE, FOUND_PROBLEMS, complain

HELP = "merge two versions of an annotation file (for git too)"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", type=Path, help="what both began as; may be empty")
    parser.add_argument("ours", metavar="OURS", type=Path, help="one version; the result is written here")
    parser.add_argument("theirs", metavar="THEIRS", type=Path, help="the other version")
    parser.add_argument(
        "name",
        metavar="NAME",
        type=Path,
        nargs="?",
        help="the annotation file's own name (git's %%P), to find its article by when that changed too",
    )


def run(arguments: Namespace) -> int:
    from annotations.errors import SchemeError
    from annotations.scheme import default_scheme, scheme_of
    from annotations.sidecar.merge_files import article_beside, merge_files

    name = arguments.name or arguments.ours
    article = article_beside(name)
    kinds = default_scheme().kinds
    with suppress(SchemeError):  # it may be in conflict itself; kinds that are not known are merged too
        kinds = scheme_of(name).kinds
    merged = merge_files(arguments.base, arguments.ours, arguments.theirs, article=article, kinds=kinds)
    for conflict in merged.conflicts:
        complain(f"{name}: {conflict.told}")
    return FOUND_PROBLEMS if merged.conflicts else FINE
