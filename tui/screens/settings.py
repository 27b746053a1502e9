"""What can be set, each with its value: changed by keys, seen behind at once, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.bindings import bind_closing
from tui.screens.dialogs import Prompt
from tui.settings import SETTINGS, Setting, Value

if TYPE_CHECKING:
    from tui.app import ArtreaderApp


class SettingsScreen(ModalScreen[None]):
    """A row a setting. The article stays in sight above it."""

    app: ArtreaderApp
    DEFAULT_CSS = """
    SettingsScreen { align: center bottom; background: transparent; }
    SettingsScreen > Vertical { width: 100%; max-width: 100; height: auto; max-height: 100%;
                                background: $panel; border: round $primary; padding: 0 1; }
    SettingsScreen .line { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    SettingsScreen OptionList { border: none; padding: 0; background: $panel; width: 100%;
                                text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    SettingsScreen OptionList:focus { border: none; }
    SettingsScreen #title { text-style: bold; }
    SettingsScreen #about { height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "close", show=False),
        Binding("j", "go(1)", show=False),
        Binding("k", "go(-1)", show=False),
        Binding("right,l,plus,space", "step(True)", show=False),
        Binding("left,h,minus", "step(False)", show=False),
        Binding("delete,backspace", "reset", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        bind_closing(self._bindings, "settings")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(
                "Settings   (← → change, Enter types, Del: the default, Esc closes)",
                id="title",
                classes="line",
                markup=False,
            )
            yield OptionList(markup=False)
            yield Static("", id="about", markup=False)
            yield Static("", id="where", classes="line", markup=False)

    def on_mount(self) -> None:
        path = self.app.config.path
        kept = f"kept in {path / 'settings.toml'}" if path else "kept until the end"
        self.query_one("#where", Static).update(Content(kept))
        self._list(0)
        options = self.query_one(OptionList)
        options.styles.height = len(SETTINGS)
        options.focus()

    def _list(self, at: int) -> None:
        options = self.query_one(OptionList)
        options.set_options(Option(self._row(setting)) for setting in SETTINGS)
        options.highlighted = at

    def _row(self, setting: Setting) -> Content:
        value = self.app.config.get(setting.name)
        changed = "" if value == setting.default else f"   (default: {setting.shown(setting.default)})"
        return Content(f"{setting.name:>18}  {setting.shown(value)}{changed}")

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        setting = SETTINGS[event.option_index]
        self.query_one("#about", Static).update(Content(f"{setting.help}: {setting.allowed}"))

    def _set(self, setting: Setting, value: Value) -> None:
        if value != self.app.config.get(setting.name):
            self.app.change_setting(setting.name, value)
            self._list(self._at)

    def action_go(self, step: int) -> None:
        self.query_one(OptionList).highlighted = (self._at + step) % len(SETTINGS)

    def action_step(self, forward: bool) -> None:
        setting = SETTINGS[self._at]
        self._set(setting, setting.stepped(self.app.config.get(setting.name), forward))

    def action_reset(self) -> None:
        setting = SETTINGS[self._at]
        self._set(setting, setting.default)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        setting = SETTINGS[event.option_index]
        if setting.choices:
            self.action_step(True)
            return

        def take(text: str | None) -> None:
            if text is not None:
                self._set(setting, setting.read(text))

        value = self.app.config.get(setting.name)
        shown = f"{value:g}" if setting.step else str(value)
        self.app.push_screen(Prompt(setting.name, shown, check=lambda text: _wrong(setting, text)), take)


def _wrong(setting: Setting, text: str) -> str:
    try:
        setting.read(text)
    except ValueError as error:
        return str(error)
    return ""
