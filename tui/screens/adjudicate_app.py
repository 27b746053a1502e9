"""The application that opens on the adjudication of articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from textual.app import SystemCommand
from textual.screen import Screen

from annotations.adjudication.adjudication import Adjudication
from annotations.adjudication.rules import Rule
from tui import keymap
from tui.app import ArtreaderApp
from tui.commands.adjudicate_articles import Articles
from tui.commands.configured import configured
from tui.commands.on_screen import exit_code, run_app
from tui.commands.output import FOUND_PROBLEMS, complain
from tui.config import Config
from tui.screens.adjudicate import AdjudicateScreen


class AdjudicateApp(ArtreaderApp):
    """Goes through `articles`, of which the one numbered `at` is open as `first`."""

    def __init__(
        self,
        articles: Articles,
        at: int,
        first: Adjudication,
        rules: Sequence[Rule] = (),
        config: Config | None = None,
    ) -> None:
        super().__init__(articles.paths, config=config, encoding=articles.encoding)
        self.adjudicating = AdjudicateScreen(articles, at, first, rules)

    def open_reader(self, paths: Sequence[Path], at: int, caret: int = 0, searched: str = "") -> None:
        self.push_screen(self.adjudicating)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        if not isinstance(screen, AdjudicateScreen) or screen.correcting:
            yield from super().get_system_commands(screen)
            return
        for command in keymap.commands():
            if command.scope in ("adjudicate", "app") and command.id not in ("palette", "choose-version"):
                yield SystemCommand(
                    command.help[0].upper() + command.help[1:],
                    f"key {command.key}",
                    lambda command=command: self.run_command(command),
                )


def adjudicate_on_screen(articles: Articles, rules: Sequence[Rule]) -> int:
    """Begin with the first article in which something is undecided; the exit code."""
    config = configured()
    articles.by = articles.by or config.settings.annotator
    numbers = range(len(articles.paths))
    found = articles.next_left(numbers, rules, articles.complain_of)
    if found is None:  # all is settled: to look at it again
        at = next((at for at in numbers if articles.paths[at] in articles.tallies), None)
        if at is None:
            return FOUND_PROBLEMS
        found = at, articles.open(articles.paths[at])
    app = AdjudicateApp(articles, *found, rules, config)
    run_app(app)
    code = exit_code(app)
    complain(articles.told())
    return code or articles.code
