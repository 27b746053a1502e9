"""Small questions asked over the reading screen. Each is dismissed with its answer, or None."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from annotations.display import display, display_lines
from tui.widgets.key_table import KeyTable

Answer = TypeVar("Answer")
NUMBERED = 9  # choices that a digit picks

_BOX = """
    {name} {{ align: center bottom; background: transparent; }}
    {name} > Vertical {{ width: 100%; max-width: 100; height: auto; max-height: 16; background: $panel;
                        border: round $primary; padding: 0 1; }}
    {name} #question {{ height: auto; text-style: bold; }}
    {name} Input {{ background: $boost; }}
    {name}.at-top {{ align: center top; }}
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is the answer, `text` what is shown, `more` stands behind it, `key` picks it at once."""

    value: str
    text: str
    more: str = ""
    key: str = ""


def lettered(names: Sequence[str]) -> list[tuple[str, str]]:
    """Each name with a letter of its own to pick it by: the first of its letters that is still free.

    >>> lettered(["signed", "suspended"])
    [('signed', 's'), ('suspended', 'u')]
    """
    taken: dict[str, str] = {}
    for name in names:
        letter = next((char for char in name if char.isalnum() and char not in taken.values()), "")
        taken[name] = letter
    return list(taken.items())


class KeyChoice(ModalScreen[str]):
    """One key picks. Enter or Space takes `default`, where there is one."""

    DEFAULT_CSS = _BOX.format(name="KeyChoice") + "KeyChoice > Vertical { overflow-y: auto; }"

    def __init__(self, question: str, choices: Sequence[Choice], default: str = "") -> None:
        super().__init__()
        self.question, self.choices, self.default = question, choices, default

    def compose(self) -> ComposeResult:
        with Vertical():
            question = display_lines(self.question)
            if self.default:
                name = next((c.text for c in self.choices if c.value == self.default), self.default)
                question += f"   (Enter: {display(name)})"
            yield Static(question, id="question", markup=False)
            yield KeyTable((choice.key, choice.text) for choice in self.choices)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("enter", "space") and self.default:
            self.dismiss(self.default)
        else:
            for choice in self.choices:
                if event.character is not None and event.character == choice.key:
                    self.dismiss(choice.value)
                    return


class LineDialog(ModalScreen[Answer]):
    """A dialog with one line to type in. Keys typed before the line is ready are not lost."""

    async def on_key(self, event: events.Key) -> None:
        line = self.query_one(Input)
        if line.has_focus:
            return
        if event.is_printable and event.character is not None:
            event.stop()
            line.insert_text_at_cursor(event.character)
        elif event.key == "enter":
            event.stop()
            await line.action_submit()


class Prompt(LineDialog[str]):
    """A line of text. `check` says what is wrong with an answer, or "" when it will do."""

    DEFAULT_CSS = _BOX.format(name="Prompt") + "Prompt #wrong { color: $text-error; height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "cancel", show=False)]

    def __init__(self, question: str, value: str = "", check: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self.question, self.value, self.check = question, value, check

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self.question, id="question", markup=False)
            yield Input(self.value, compact=True)
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        self.query_one(Vertical).border_subtitle = "Enter to set, Esc to leave it"

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        wrong = self.check(event.value) if self.check else ""
        if wrong:
            self.query_one("#wrong", Static).update(Content(wrong))
        else:
            self.dismiss(event.value)


class _FilterLine(Input):
    """A line that leaves a digit to the list while it is empty."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        digit = character is not None and character.isdecimal()
        return super().check_consume_key(key, character) and not (digit and not self.value)


class Chooser(LineDialog[list[str]]):
    """Choose by number while nothing is typed, or by typing a part of it.

    With `free` what is typed may itself be the answer.
    With `many`, Enter adds or removes and Tab ends; the answer is the list of all chosen.
    """

    DEFAULT_CSS = (
        _BOX.format(name="Chooser")
        + """
    Chooser OptionList { height: auto; max-height: 9; min-height: 1; border: none; padding: 0;
                         background: $panel; text-wrap: nowrap; text-overflow: ellipsis; width: 100%; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "done", show=False, priority=True),
        *(Binding(str(n), f"number({n})", show=False, priority=True) for n in range(1, NUMBERED + 1)),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        *,
        chosen: Sequence[str] = (),
        free: bool = True,
        many: bool = False,
    ) -> None:
        super().__init__()
        self.question, self.choices, self.free, self.many = question, choices, free, many
        self.chosen = list(chosen)
        self._shown: list[str] = []
        self._listed = ""  # what was typed when the list was made

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self.question, id="question", markup=False)
            yield _FilterLine(compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        how = "Enter adds, Tab ends" if self.many else "Enter sets"
        self.query_one(Vertical).border_subtitle = f"a number, or type; {how}, Esc leaves"
        self.query_one(OptionList).can_focus = False
        self._list("")

    def _list(self, typed: str) -> None:
        self._listed = typed
        wanted = typed.casefold().split()
        found = [c for c in self.choices if all(part in f"{c.text} {c.more}".casefold() for part in wanted)]
        if self.many:
            known = {choice.value for choice in self.choices}
            extra = [Choice(name, name) for name in self.chosen if name not in known]
            found = [*(c for c in extra if all(part in c.text.casefold() for part in wanted)), *found]
        if self.free and typed.strip() and all(c.text != typed.strip() for c in found):
            found.append(Choice(typed.strip(), typed.strip(), "as typed"))
        self._shown = [choice.value for choice in found]
        options = self.query_one(OptionList)
        numbers = 0 if typed else NUMBERED
        options.set_options(
            Option(self._prompt(choice, str(at) if at <= numbers else " "))
            for at, choice in enumerate(found, start=1)
        )
        at = next((i for i, value in enumerate(self._shown) if not typed and value in self.chosen), 0)
        options.highlighted = at if found else None

    def _prompt(self, choice: Choice, number: str) -> Content:
        mark = (" ✓ " if choice.value in self.chosen else "   ") if self.many or self.chosen else " "
        return Content.assemble(
            (number, "bold"), mark, display(choice.text), (f"  {display(choice.more)}", "$text-muted")
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if event.value != self._listed:  # typed so fast that the list is not there yet
            self._list(event.value)
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._take(self._shown[options.highlighted])

    def _take(self, value: str) -> None:
        """Answer with `value`; where many are chosen, add it, or take it out again."""
        if not self.many:
            self.dismiss([value])
            return
        if value in self.chosen:
            self.chosen.remove(value)
        else:
            self.chosen.append(value)
        self.query_one(Input).value = ""
        self._list("")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(self._shown[event.option_index])

    def _too_soon(self, action: Callable[..., None], *arguments: int) -> bool:
        """Whether a key came before the list is there; its action then runs once it is."""
        if self.query(OptionList):
            return False
        self.call_after_refresh(action, *arguments)
        return True

    def action_number(self, number: int) -> None:
        """The choice of that number; in what is typed a digit is a digit."""
        if self._too_soon(self.action_number, number):
            return
        line = self.query_one(Input)
        if not line.value and number <= len(self._shown):
            self._take(self._shown[number - 1])
        else:
            line.insert_text_at_cursor(str(number))

    def action_move(self, step: int) -> None:
        if self._too_soon(self.action_move, step):
            return
        options = self.query_one(OptionList)
        if self._shown:
            options.highlighted = ((options.highlighted or 0) + step) % len(self._shown)

    def action_done(self) -> None:
        """Tab: what is typed but not entered counts too."""
        if self._too_soon(self.action_done):
            return
        typed = self.query_one(Input).value.strip()
        at = self.query_one(OptionList).highlighted
        if at is not None and (typed or not self.many):
            self._take(self._shown[at])
        if self.many:
            self.dismiss(self.chosen)
