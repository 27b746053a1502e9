"""Open articles, or a folder of them, on the screen."""

from __future__ import annotations

import gc
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import (
    add_list_argument,
    add_paths_argument,
    add_reading_arguments,
    annotator_or_nameless,
)
from tui.commands.on_screen import exit_code, make_ready, on_terminal, run_app
from tui.commands.output import FOUND_PROBLEMS, USED_WRONGLY, complain, complain_of

if TYPE_CHECKING:
    from annotations.finders.elsewhere import Elsewhere
    from annotations.session import Session
    from tui.config import Config

HELP = "open articles or a folder (what artreader does without a subcommand)"


def add_arguments(parser: ArgumentParser) -> None:
    add_paths_argument(parser, needed=False)
    add_reading_arguments(parser)
    add_list_argument(
        parser,
        "--layers",
        metavar="NAME",
        each=annotator_or_nameless,
        help="show the work of this annotator too, all for everybody's (key V)",
    )


def run(arguments: Namespace) -> int:
    """Everything named is read first, so that bad input is told before a screen takes the terminal."""
    gc.disable()  # all that is loaded now stays: looking through it took a sixth of the time
    from annotations.finders.elsewhere import Elsewhere
    from tui.commands.configured import configured

    config = configured()
    annotator = arguments.annotator or config.settings.annotator
    paths = arguments.paths
    readable = True
    opened: Session | None = None  # the first article, which the screen goes on with
    finders = Elsewhere(config.settings.finders) if on_terminal() else None  # starts while we read
    from annotations import rescue

    for path in paths:
        try:
            session = _try(path, annotator, arguments.encoding)
            opened = opened or session
        except Exception as error:
            complain_of(error, debug=arguments.debug)
            for line in rescue.told([path]):
                complain(line)
            readable = False
    if not readable:
        if finders is not None:
            finders.stop()
        return FOUND_PROBLEMS
    if finders is None:
        complain("the screen needs a terminal for input and output; artreader show FILE prints an article")
        return USED_WRONGLY

    try:
        return _show(paths, opened, config, finders, arguments)
    finally:
        finders.stop()


def _show(
    paths: Sequence[Path], opened: Session | None, config: Config, finders: Elsewhere, arguments: Namespace
) -> int:
    """The screen, from its first page to its end; `opened` is the first of the articles."""
    from annotations import rescue
    from annotations.sidecar.leftovers import folders_of, sweep
    from tui.first_page import FirstPage

    with FirstPage() as first_page:
        if opened is not None and opened.article.path == paths[0].absolute():
            finders.begin_early(opened.article, suggestions=not opened.suggested)
            first_page.draw(opened.article, config.settings)
        make_ready()
        from tui.app import ArtreaderApp

        sweep([*folders_of(paths), *rescue.folders()])
        # whole paths: the folder we are in may be removed, and made again, while we run
        app = ArtreaderApp(
            [path.absolute() for path in paths],
            annotator=arguments.annotator or config.settings.annotator,
            config=config,
            encoding=arguments.encoding,
            opened=opened,
            finders=finders,
            shown_layers=arguments.layers,
        )
        app.taking_terminal = first_page.hand_over
        run_app(app)
    return exit_code(app)


def _try(path: Path, annotator: str, encoding: str | None) -> Session | None:
    """The article, opened. Raises ArtreaderError when it could not be. Of a folder only its listing is
    looked at: one bad article in it does not keep the others closed."""
    from annotations.collection import check_folder
    from annotations.errors import ArtreaderError, InputError
    from annotations.layer_files import open_session

    if path.is_dir():
        check_folder(path)
        return None
    try:
        return open_session(path.absolute(), annotator, encoding)
    except ArtreaderError as error:
        if isinstance(error.path, Path) and not path.is_absolute():
            with suppress(ValueError):
                error.path = error.path.relative_to(Path.cwd())  # as the person wrote it
        if isinstance(error, InputError) and not os.path.lexists(path):
            error.advice = error.advice or _mistyped(str(path))
        raise


def _mistyped(word: str) -> str:
    """Advice for a file that is not there and was perhaps meant as a subcommand."""
    from tui.commands import COMMANDS

    alike = get_close_matches(word, COMMANDS, n=1, cutoff=0.75)
    return f"did you mean the subcommand {alike[0]}?" if alike else ""
