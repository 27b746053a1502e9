"""What a person can set: names, what is allowed, what it does. Nothing here needs a screen or a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import fields as fields_of

from annotations.errors import ArtreaderError
from annotations.finders.options import FinderOptions, names_in
from tui.keymap import PRESETS

Value = str | int | float

THEMES = (
    "dark",
    "light",
    "high-contrast-dark",
    "high-contrast-light",
    "colour-blind-dark",
    "colour-blind-light",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the defaults are what holds without any file."""

    theme: str = THEMES[0]
    measure: int = 88
    line_spacing: int = 0
    paragraph_spacing: int = 1
    sidebar_width: int = 36
    density_strip: str = "on"
    confidence: float = 0.0
    autosave_delay: float = 0.4
    annotator: str = ""
    preset: str = PRESETS[0]
    finders_off: str = ""
    finders_seconds: float = FinderOptions().seconds
    finders_megabytes: int = FinderOptions().megabytes

    @property
    def finders(self) -> FinderOptions:
        return FinderOptions(names_in(self.finders_off), self.finders_seconds, self.finders_megabytes)


@dataclass(frozen=True, slots=True)
class Setting:
    """One of them. `name` is what files call it, `field` its place in `Settings`.

    A choice has `choices`; a number has `low`, `high` and the `step` by which keys change it, in
    `unit`; any other is a text that `check` has nothing against ("" means that).
    """

    name: str
    field: str
    help: str
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    step: float = 0
    unit: str = ""
    check: Callable[[str], str] = lambda _: ""

    @property
    def default(self) -> Value:
        value: Value = getattr(Settings(), self.field)
        return value

    @property
    def allowed(self) -> str:
        """What may stand there, in words."""
        if self.choices:
            return ", ".join(f'"{choice}"' for choice in self.choices)
        if self.step:
            number = "a whole number" if isinstance(self.default, int) else "a number"
            return f"{number} from {self.low:g} to {self.high:g}"
        return "a text"

    def wrong(self, value: object) -> str:
        """Why `value` cannot be, or ""."""
        if self.choices:
            return "" if value in self.choices else f"{_told(value)} is not one of its values"
        if self.step:
            kinds = (int,) if isinstance(self.default, int) else (int, float)
            if isinstance(value, bool) or not isinstance(value, kinds):
                return f"{_told(value)} is not {self.allowed.split(' from')[0]}"
            return "" if self.low <= value <= self.high else f"{_told(value)} is out of its range"
        return self.check(value) if isinstance(value, str) else f"{_told(value)} is not a text"

    def stepped(self, value: Value, forward: bool) -> Value:
        """The next value of a choice, in a ring; a number a step further, as far as its range goes."""
        if self.choices:
            at = self.choices.index(str(value)) + (1 if forward else -1)
            return self.choices[at % len(self.choices)]
        if not self.step:
            return value
        number = round(float(value) + (self.step if forward else -self.step), 6)
        number = max(self.low, min(self.high, number))
        return int(number) if isinstance(self.default, int) else number

    def shown(self, value: Value) -> str:
        if self.step:
            return f"{value:g}{f' {self.unit}' if self.unit else ''}"
        return str(value) or "–"

    def read(self, text: str) -> Value:
        """The value that a typed text means. Raises ValueError when it cannot be."""
        value: Value = text.strip()
        if self.step:
            try:
                value = int(text) if isinstance(self.default, int) else float(text)
            except ValueError:
                raise ValueError(f"{_told(text)} is no number; it is {self.allowed}") from None
        if wrong := self.wrong(value):
            raise ValueError(f"{wrong}; it is {self.allowed}")
        return value


def _told(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else f'"{value}"'
    return text if len(text) <= 40 else f"{text[:39]}…"


def _wrong_annotator(name: str) -> str:
    from annotations.sidecar.paths import check_annotator

    try:
        if name:
            check_annotator(name)
    except ArtreaderError as error:
        return str(error)
    return ""


SETTINGS = (
    Setting("theme", "theme", "the colours", choices=THEMES),
    Setting("measure", "measure", "the widest line of the article", low=30, high=160, step=2, unit="columns"),
    Setting(
        "line-spacing",
        "line_spacing",
        "blank rows between the lines of a paragraph",
        low=0,
        high=2,
        step=1,
    ),
    Setting(
        "paragraph-spacing",
        "paragraph_spacing",
        "blank rows between paragraphs that the file puts on lines one after the other",
        low=0,
        high=3,
        step=1,
    ),
    Setting(
        "sidebar-width",
        "sidebar_width",
        "how much of the screen the lists take",
        low=20,
        high=60,
        step=2,
        unit="%",
    ),
    Setting(
        "density-strip",
        "density_strip",
        "the column beside the article that shows where quotes, agreements and undecided ones are",
        choices=("on", "off"),
    ),
    Setting(
        "confidence",
        "confidence",
        "suggestions with less confidence are hidden when an article is opened",
        low=0.0,
        high=1.0,
        step=0.1,
    ),
    Setting(
        "autosave-delay",
        "autosave_delay",
        "how long after a change it is saved",
        low=0.2,
        high=5.0,
        step=0.2,
        unit="s",
    ),
    Setting(
        "annotator",
        "annotator",
        "whose annotations are opened, where neither --annotator nor $ARTREADER_ANNOTATOR says so",
        check=_wrong_annotator,
    ),
    Setting("keys.preset", "preset", "the keys; keys.toml changes single ones", choices=PRESETS),
    Setting(
        "finders.off",
        "finders_off",
        "finders that are not asked, as artreader finders names them, with commas between",
    ),
    Setting(
        "finders.seconds",
        "finders_seconds",
        "how long a finder of another package may take for an article",
        low=1.0,
        high=300.0,
        step=5.0,
        unit="s",
    ),
    Setting(
        "finders.megabytes",
        "finders_megabytes",
        "how much memory a finder of another package may take",
        low=64,
        high=32768,
        step=512,
        unit="MB",
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
assert {setting.field for setting in SETTINGS} == {field.name for field in fields_of(Settings)}


def markdown_table() -> str:
    """All settings as docs/settings.md shows them."""
    lines = ["| setting | what it is | may be | default |", "|---|---|---|---|"]
    for setting in SETTINGS:
        default = f'"{setting.default}"' if isinstance(setting.default, str) else f"{setting.default:g}"
        unit = f" ({setting.unit})" if setting.unit else ""
        lines.append(f"| `{setting.name}` | {setting.help} | {setting.allowed}{unit} | `{default}` |")
    return "\n".join(lines)
