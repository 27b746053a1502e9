"""The application: which screen is shown, the themes, and the commands."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen

from annotations import rescue
from annotations.collection import find_articles
from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.finders.elsewhere import Elsewhere
from annotations.finders.options import MEMORY
from annotations.layer_files import annotators_in
from annotations.library.place import Place, keep_place
from annotations.session import Session
from tui import keymap
from tui.bindings import Commanded
from tui.colourless import colourless
from tui.config import Config
from tui.dimming import legible_dim
from tui.ending import SavesAtEnd
from tui.escape_key import EscapesApart
from tui.layers import Shown
from tui.learning import Learning
from tui.opening_ahead import OpensArticles
from tui.picture import PICTURE_HELP, TakesPictures
from tui.safe_lines import SafeScreenApp
from tui.screens.help import Help, HelpScreen
from tui.screens.reader import ReaderScreen
from tui.screens.settings import SettingsScreen
from tui.settings import BY_NAME, Value
from tui.themes import THEMES, look_of
from tui.typeahead import OrderedKeys
from tui.widgets.lines import HintLine

if TYPE_CHECKING:
    from annotations.review.sitting import Sitting

EX_COMMANDS = {"w": "save", "q": "quit", "wq": "quit", "x": "quit"}  # behind the colon of the preset vim


class ArtreaderApp(
    Commanded, SavesAtEnd, OpensArticles, TakesPictures, SafeScreenApp, EscapesApart, OrderedKeys
):
    """Opens files one after another, or a folder as a list of its articles."""

    TITLE = "artreader"
    CSS = """
    ToastRack { margin-bottom: 2; }  /* the status and the hints stay in sight */
    ModalScreen ToastRack { dock: top; margin-bottom: 0; }  /* and so does a question */
    App:nocolor * { scrollbar-color: $foreground; scrollbar-color-hover: $foreground;
                    scrollbar-color-active: $foreground; scrollbar-background: $background;
                    scrollbar-background-hover: $background; scrollbar-background-active: $background; }
    """
    ENABLE_COMMAND_PALETTE = True
    COMMAND_SCOPES = ("app",)

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        annotator: str = "",
        encoding: str | None = None,
        config: Config | None = None,
        opened: Session | None = None,
        finders: Elsewhere | None = None,
        shown_layers: Collection[str] = (),
    ) -> None:
        """`opened` is one of `paths` that was read already; `finders` run in a process of their own,
        without it in a thread; of the annotators `shown_layers` ("all": of everybody) the work is shown
        too. Raises ArtreaderError when a folder among `paths` has no articles."""
        self.config = config or Config()
        keymap.use(self.config.commands)
        if os.environ.get("NO_COLOR") == "":
            del os.environ["NO_COLOR"]  # which then says nothing; Textual takes it for a yes
        super().__init__()
        self.finders = finders
        self._opened = opened
        self.annotator = annotator
        self.reviewer = ""  # who reviews; without a name the user of this machine
        self.left_review: Sitting | None = None  # the last one that was left before its end
        self.annotator_chosen = bool(annotator)  # or, on the screen, nobody in particular
        self.shown_layers = Shown.named(shown_layers)
        self.encoding = encoding
        self.folder = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
        self.paths = [
            article for path in paths for article in (find_articles(path) if path.is_dir() else [path])
        ]
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.config.settings.theme
        self._said: set[str] = set()
        self.learning = Learning()
        self.taking_terminal = lambda: None
        self.last_words = []

    def on_mount(self) -> None:
        for problem in self.config.problems:
            self.say(str(problem), "warning")
        if len(self.paths) > 1 and (found := rescue.find_any(self.paths)):
            names = ", ".join(sorted({article.name for article, _ in found}))
            self.say(f"There are rescue copies of work that could not be saved: {names}", "warning")
        if named := self.shown_layers.but:
            there = annotators_in({path.parent for path in self.paths})
            for name in sorted(named - there):
                self.say(f"There is nothing by {name} here; there is {', '.join(sorted(there))}.", "warning")
        self.begin()

    def begin(self) -> None:
        """Show the first screen."""
        if self.folder is not None:
            from tui.screens.library import LibraryScreen  # SQLite, which an article alone does without

            self.push_screen(LibraryScreen(self.paths, self.folder))
        else:
            self.open_reader(self.paths, 0)

    # -- screens ---------------------------------------------------------------

    def open_reader(self, paths: Sequence[Path], at: int, caret: int = 0, searched: str = "") -> None:
        """Open one of `paths` with the caret there, and the matches of what was searched shown; when
        it cannot be opened, say why and stay (or show the list)."""
        session, self._opened = self._opened, None
        try:
            if session is None or session.article.path != paths[at]:
                session = self.open_session(paths[at])
        except ArtreaderError as error:
            from tui.screens.library import LibraryScreen

            self.say(str(error), "error")
            if not isinstance(self.screen, LibraryScreen):
                self.push_screen(LibraryScreen(paths, None))
            return
        reader = ReaderScreen(paths, at, session)
        reader.opens_ahead = True
        reader.begins_at = (caret, searched)
        self.push_screen(reader)

    def learn_from(self, session: Session) -> None:
        """Have the folder remember what was decided in an article that is left; what is found next waits."""
        if self.config.settings.finders.has(MEMORY):
            self.learning.left(session)
        if self.finders is not None:
            self.finders.before = self.learning.done
        while self.learning.problems:
            self.say_once(self.learning.problems.pop(), "warning")

    def keep_place(self) -> None:
        """So that the folder is opened where its reader left off."""
        for reader in self.readers:
            article = reader.session.article
            if self.folder is not None and article.path is not None:
                keep_place(self.folder, Place(article.path.name, reader.pane.caret))

    def show_library(self) -> None:
        """From the reading screen back to the list it was opened from, or to one of its files."""
        from tui.screens.library import LibraryScreen

        reader = self.screen
        self.keep_place()
        self.pop_screen()
        if not isinstance(reader, ReaderScreen):
            return
        if not isinstance(self.screen, LibraryScreen):
            self.push_screen(LibraryScreen(reader.paths, self.folder))
        elif reader.session.article.path is not None:
            self.screen.come_back_from(reader.session.article.path)

    def get_line_filters(self) -> Sequence[LineFilter]:
        if self.no_color:
            return [self.safe_lines, colourless(Color.parse(self.current_theme.background or "black"))]
        # ours comes first, since Textual's dim without regard to what is left to read
        return [legible_dim(look_of(self.theme).contrast), *super().get_line_filters()]

    def say(self, message: str, severity: str = "information") -> None:
        """A notification; nothing in it is taken for markup or reaches the terminal raw."""
        level = severity if severity in ("information", "warning", "error") else "information"
        timeout = 4 if level == "information" else 10
        self.notify(one_line(message), severity=level, timeout=timeout, markup=False)  # type: ignore[arg-type]

    def say_once(self, message: str, severity: str = "information") -> None:
        """As `say`, unless it was said before."""
        if message not in self._said:
            self._said.add(message)
            self.say(message, severity)

    # -- commands --------------------------------------------------------------

    def change_setting(self, name: str, value: Value) -> None:
        """Take another value at once, and keep it; that it could not be kept is told."""
        try:
            self.config.change(name, value)
        except ArtreaderError as error:
            self.say(str(error), "error")
        if name == "theme":
            self.theme = self.config.settings.theme
        elif name == "keys.preset":
            self._take_keys()
        elif name.startswith("finders.") and self.finders is not None:
            self.finders.options = self.config.settings.finders
        for reader in self.readers:
            reader.apply_settings(also_confidence=name == "confidence")

    def _take_keys(self) -> None:
        if clash := self.config.clash:
            self.say(f"Your keys.toml does not go with this preset, which holds alone: {clash}", "warning")
        keymap.use(self.config.commands)
        self.bind_keys()
        for screen in self.screen_stack:
            for node in (screen, *screen.query("*")):
                if isinstance(node, Commanded):
                    node.bind_keys()
                elif isinstance(node, HintLine):
                    node.show_again()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every command of the key table that is not a mere movement, by its help text."""
        from tui.screens.library import LibraryScreen

        here: tuple[str, ...] = ("library",) if isinstance(screen, LibraryScreen) else ()
        if isinstance(screen, ReaderScreen):
            here = ("text", "reader")
        for command in keymap.commands():
            if command.group != "Move" and command.id != "palette" and command.scope in (*here, "app"):
                yield SystemCommand(
                    command.help[0].upper() + command.help[1:],
                    f"key {command.key}",
                    lambda command=command: self.run_command(command),
                )
        if self.config.settings.preset == "vim":
            for word, id_ in EX_COMMANDS.items():
                known = keymap.command(id_)
                if known.scope in (*here, "app"):
                    yield SystemCommand(word, known.help, partial(self.run_command, known))
        if isinstance(screen, ReaderScreen):
            yield SystemCommand(
                "Suggest again", "run the finders on this article and add what is new", screen.suggest
            )
        yield SystemCommand("Save a picture of the screen", PICTURE_HELP, self.save_picture)

    def run_command(self, command: keymap.Command) -> None:
        """Run a command of the table where it belongs."""
        target = self.screen
        if command.scope == "text" and isinstance(target, ReaderScreen):
            self.call_later(self.run_action, command.action, target.pane)
        else:
            self.call_later(self.run_action, command.action, self if command.scope == "app" else target)

    def action_help(self) -> None:
        self.push_screen(HelpScreen(getattr(self.screen, "HELP_SHOWN", Help())))

    def action_palette(self) -> None:
        self.action_command_palette()

    def action_switch_theme(self) -> None:
        setting = BY_NAME["theme"]
        theme = str(setting.stepped(self.config.settings.theme, forward=True))
        self.change_setting("theme", theme)
        self.say(f"Theme: {theme}")

    def action_settings(self) -> None:
        self.push_screen(SettingsScreen())
