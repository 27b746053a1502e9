"""A shell session as a page shows it: commands in a copy of the samples, and keys on the screen.

artreader runs in this process, everything else in bash.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from glob import glob
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.app import App
from textual.worker import WorkerCancelled

from tests.docs.pages import ROOT, Block
from tui.cli import main, parser, with_command
from tui.commands.output import USED_WRONGLY

_PIPED = re.compile(r"\s(?=[|>])")  # the output of artreader goes on from here
WIDTH = "100"


class Session:
    """Commands one after the other, which find what those before them left."""

    def __init__(self) -> None:
        self.code = 0

    def run(self, command: str) -> list[str]:
        """What a command prints, as lines."""
        if re.match(r"artreader(\s|$)", command):
            own, *rest = _PIPED.split(command, maxsplit=1)
            words = [found for word in shlex.split(own)[1:] for found in _expanded(word)]
            printed = self._artreader(words, rest[0] if rest else "")
        else:
            printed = self._bash(f"(exit {self.code}); {command}")
        return [line.rstrip() for line in printed.splitlines()]

    def _artreader(self, words: list[str], rest: str) -> str:
        data, said = io.BytesIO(), io.BytesIO()
        out = io.TextIOWrapper(data, encoding="utf-8", write_through=True)
        errors = io.TextIOWrapper(said if rest else data, encoding="utf-8", write_through=True)
        with redirect_stdout(out), redirect_stderr(errors):
            self.code = main(words)
        if rest:
            code = self.code
            printed = said.getvalue().decode() + self._bash(f"cat {rest}", data.getvalue())
            self.code = self.code or (code if ">" in rest.split()[0] else 0)
            return printed
        return data.getvalue().decode()

    def _bash(self, command: str, given: bytes = b"") -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        self.code = done.returncode
        return done.stdout.decode()


def _expanded(word: str) -> list[str]:
    return (sorted(glob(word)) if "*" in word else []) or [word]


def screen(wanted: str) -> list[str]:
    """The screen of `wanted`, COLUMNSxROWS COMMAND · KEY …; what the keys changed is then saved."""
    size, _, rest = wanted.partition(" ")
    command, _, keys = rest.partition(" · ")
    columns, rows = map(int, size.split("x"))
    app = _application(shlex.split(command)[1:])
    return asyncio.run(_pressed(app, keys.split(), (columns, rows)))


def _application(words: list[str]) -> App[Any]:
    """What a command would run on the terminal."""
    from tui.app import ArtreaderApp
    from tui.commands import adjudicate, review

    words = with_command(words)
    if words[0] == "open":  # which beside this sets up the process
        arguments = parser(words[:1]).parse_args(words)
        return ArtreaderApp([path.absolute() for path in arguments.paths], annotator=arguments.annotator)
    started: list[App[Any]] = []
    with (
        patch.object(App, "run", lambda app: started.append(app)),
        patch.object(adjudicate, "on_terminal", lambda: True),
        patch.object(review, "on_terminal", lambda: True),
    ):
        main(words)
    return started[0]


async def _pressed(app: App[Any], keys: list[str], size: tuple[int, int]) -> list[str]:
    async with app.run_test(size=size) as pilot:
        for key in ["", *keys]:
            if key:
                await pilot.press(key)
            with suppress(WorkerCancelled):  # by a key that leaves an article
                await app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.pause(1.0)  # saved, and what the status line says for a moment has gone
        strips = app.screen._compositor.render_strips()
        found = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        await pilot.press("f10")
    return found


def unusable(block: Block, session: Session) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block without outputs that are wrongly used or find no file, with what they print.

    Those that want a terminal have been understood, and are not run further.
    """
    for line in block.lines:
        command = re.sub(r"\s+#\s.*", "", line)
        if re.match(r"(artreader|cp|mkdir)\s", command):
            told = session.run(command)
            wrong = session.code == USED_WRONGLY and not any("needs a terminal" in line for line in told)
            if wrong or any("no such file" in line.lower() for line in told):
                yield command, told


def printed(block: Block, session: Session) -> Iterator[list[str]]:
    """What each exchange of a block really prints."""
    for exchange in block.exchanges:
        yield screen(exchange.command) if block.how == "screen" else session.run(exchange.command)


@contextmanager
def samples_folder(folder: Path) -> Iterator[Path]:
    """Be in `folder`, with a copy of the samples and an environment that is the same everywhere."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    own = {
        "HOME": str(folder),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # git calls artreader
        **{
            f"GIT_{who}_{what}": "ani@example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": WIDTH,
        "TZ": "UTC",
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "XDG_STATE_HOME": str(folder / ".state"),
        "XDG_CACHE_HOME": str(folder / ".cache"),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARTREADER_", "GIT_"))}
    before = Path.cwd()
    with patch.dict(os.environ, {**kept, **own}, clear=True):
        time.tzset()
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)
    time.tzset()
