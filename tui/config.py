"""A person's configuration: settings.toml and keys.toml in the XDG config folder.

Whatever is wrong in them is told by file, line and name, and the default takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from annotations.display import one_line
from annotations.errors import ArtreaderError
from tui import keymap, toml_text
from tui.key_names import is_printable, shown_key, wrong_key
from tui.keymap import Command
from tui.settings import BY_NAME, SETTINGS, Settings, Value
from tui.toml_text import TomlText

# Keys that the lists, the inspector and the table of articles move by: a command of the whole
# reading screen that had no others could not be given while one of them has the keyboard.
_KEPT_BY_LISTS = frozenset(("up", "down", "home", "end", "pageup", "pagedown", "enter"))

Tell = Callable[[str, str, str], None]  # the name it is about, what is wrong, what to do


def folder() -> Path:
    """Where the files are; they need not exist."""
    from platformdirs import user_config_path

    return user_config_path("artreader", appauthor=False)


@dataclass
class Config:
    """What holds. `path` is None for one that is kept nowhere; `problems` are what was wrong in the files."""

    settings: Settings = field(default_factory=Settings)
    own_keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    path: Path | None = None
    problems: list[ArtreaderError] = field(default_factory=list)

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands with their keys. A person's keys that do not go with the preset are left out."""
        return keymap.preset(self.settings.preset) if self.clash else self._own_commands

    @property
    def clash(self) -> str:
        """Why the person's keys do not go with the preset, or ""."""
        for key, one, other in keymap.clashes(self._own_commands):
            return f"{shown_key(key)} is given to {one.id} and to {other.id}"
        return ""

    @property
    def _own_commands(self) -> tuple[Command, ...]:
        return keymap.with_keys(keymap.preset(self.settings.preset), self.own_keys)

    def get(self, name: str) -> Value:
        value: Value = getattr(self.settings, BY_NAME[name].field)
        return value

    def change(self, name: str, value: Value) -> None:
        """Take another value and keep it in the file, where there is one.

        Raises ArtreaderError when it could not be kept; it holds all the same.
        """
        changed: dict[str, Any] = {BY_NAME[name].field: value}
        self.settings = replace(self.settings, **changed)
        if self.path is not None:
            toml_text.change(self.path / "settings.toml", name, value)


def load(path: Path | None = None) -> Config:
    """The configuration in a folder (default: the XDG one). Raises nothing: see `Config.problems`."""
    config = Config(path=path or folder())
    assert config.path is not None
    if settings := _read(config.path / "settings.toml", config.problems):
        config.settings = _settings(settings, _teller(settings, config.problems))
    if keys := _read(config.path / "keys.toml", config.problems):
        wrong = len(config.problems)
        own = own_keys(keys.values, config.settings.preset, _teller(keys, config.problems))
        config.own_keys = own if len(config.problems) == wrong else {}
    return config


def _read(path: Path, problems: list[ArtreaderError]) -> TomlText | None:
    try:
        return toml_text.read(path)
    except ArtreaderError as error:
        problems.append(error)
        return None


def _teller(text: TomlText, problems: list[ArtreaderError]) -> Tell:
    def tell(name: str, message: str, advice: str) -> None:
        problems.append(ArtreaderError(message, path=text.path, line=text.line_of(name), advice=advice))

    return tell


def _settings(text: TomlText, tell: Tell) -> Settings:
    found: dict[str, Any] = {}
    for name, value in text.values.items():
        setting = BY_NAME.get(name)
        if setting is None:
            tell(name, f"there is no setting {name!r}", _nearest(name, BY_NAME))
        elif wrong := setting.wrong(value):
            tell(name, f"{name}: {wrong}", f"it may be {setting.allowed}")
        else:
            found[setting.field] = value
    return Settings(**found)


def _nearest(name: str, known: Mapping[str, object]) -> str:
    alike = get_close_matches(name, known, n=1)
    return f"did you mean {alike[0]!r}?" if alike else "it does nothing"


def own_keys(values: Mapping[str, Any], preset: str, tell: Tell) -> dict[str, list[str]]:
    """A person's keys by command; everything that is wrong with them is told."""
    found: dict[str, list[str]] = {}
    by_id = {command.id: command for command in keymap.preset(preset)}
    for name, value in values.items():
        keys = [value] if isinstance(value, str) else value
        if name not in by_id:
            tell(name, f"there is no command {name!r}", f"{_nearest(name, by_id)} (see artreader keys)")
        elif not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
            tell(name, f"{name}: not a key or a list of keys", f'{name} = "x" or {name} = ["x", "f2"]')
        elif wrong := next(filter(any, map(wrong_key, keys)), None):
            tell(name, f"{name}: {wrong[0]}", wrong[1])
        elif trouble := _unreachable(by_id[name], keys):
            tell(name, f"{name}: {trouble[0]}", trouble[1])
        else:
            found[name] = keys
    own = keymap.with_keys(by_id.values(), found)
    for key, one, other in keymap.clashes(own):
        about, rest = (other, one) if other.id in found else (one, other)
        tell(
            about.id,
            f"{shown_key(key)} is given to {about.id} and to {rest.id}",
            f"give {rest.id if rest.id not in found else 'one of them'} another key, too",
        )
    return found


def _unreachable(command: Command, keys: Sequence[str]) -> tuple[str, str] | None:
    """Why a command with these keys alone could not be given everywhere it is needed."""
    if command.id in ("back", "quit") and all(map(is_printable, keys)):
        return (
            "could not be given while a line is typed",
            'add one that writes nothing, as "f10"',
        )
    if command.id == "quit" and "escape" in keys:
        return "Esc leaves questions and lists", 'take another, as "f10"'
    if command.scope == "reader" and all(key in _KEPT_BY_LISTS for key in keys):
        return f"the lists keep {shown_key(keys[0])} for themselves", "add another key"
    return None


def template(found: Sequence[Command]) -> str:
    """A keys.toml that says what these commands have, to start from."""
    return "\n".join(_template_lines(found)) + "\n"


def _template_lines(found: Sequence[Command]) -> Iterator[str]:
    yield "# Keys of artreader, for keys.toml in the config folder. Lines that you do not change may go:"
    yield "# what is not here stays as the preset has it (keys.preset in settings.toml)."
    group = ""
    for command in found:
        if command.group != group:
            group = command.group
            yield f"\n# {group}"
        keys = toml_text.written(list(command.keys))
        yield f"{command.id} = {keys}  # {command.help}"


def settings_template() -> str:
    """A settings.toml with every setting at its default, as comments."""
    lines = [
        f"# Settings of artreader, for {one_line(str(folder() / 'settings.toml'))}",
        "# Take away the # of a line to change it.",
    ]
    for setting in SETTINGS:
        default = toml_text.written(setting.default)
        lines += [f"\n# {setting.help}: {setting.allowed}", f"# {setting.name} = {default}"]
    return "\n".join(lines) + "\n"
