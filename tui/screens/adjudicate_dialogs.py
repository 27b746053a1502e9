"""What is asked while adjudicating: which versions, which rule, and what next at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from annotations.adjudication.adjudication import Adjudication
from annotations.adjudication.cases import Case
from annotations.adjudication.rules import rules
from annotations.adjudication.telling import in_order, version_told
from annotations.display import one_line
from tui.screens.dialogs import Choice, Chooser, KeyChoice

_BAR = 24
_KEYS = {"with-marks": "w", "without-marks": "o", "majority": "m", "longest": "l", "shortest": "s"}


class WhichVersions(Chooser):
    """Answers with the numbers of the versions to keep beside each other."""

    def __init__(self, case: Case, text: str) -> None:
        choices = [
            Choice(str(number), version_told(case, version, text))
            for number, version in enumerate(case.versions)
            if version.annotations
        ]
        super().__init__("Keep which?", choices, free=False, many=True)


class WhichRule(KeyChoice):
    """Answers with the name of a rule; each says how many cases it would settle. `choices` may be empty."""

    def __init__(self, adjudication: Adjudication, *, everywhere: bool) -> None:
        choices: list[Choice] = []
        free = iter("123456789")
        for rule in rules(adjudication.annotators):
            settles = adjudication.apply([rule])[1]
            if settles:
                key = _KEYS.get(rule.name) or next(free, "")
                choices.append(Choice(rule.name, f"{one_line(rule.help)}: {settles}", key=key))
        where = "here and in every article after this" if everywhere else "in this article"
        left = len(adjudication.undecided())
        super().__init__(f"Settle by rule, {where} ({left} undecided)", choices)

    def compose(self) -> ComposeResult:
        """One rule a line."""
        with Vertical():
            yield Static(self.question, id="question", markup=False)
            parts: list[str | tuple[str, str]] = []
            for choice in self.choices:
                parts += [(f" {choice.key} ", "reverse bold"), f" {choice.text}\n"]
            parts += [(" Esc ", "reverse bold"), " back"]
            yield Static(Content.assemble(*parts), id="choices")


class Summary(ModalScreen[str]):
    """How many cases were settled how. Answers "next", "stay" or "quit"."""

    DEFAULT_CSS = """
    Summary { align: center middle; background: transparent; }
    Summary > Vertical { width: 100%; max-width: 76; height: auto; max-height: 90%; background: $panel;
                         border: round $primary; padding: 0 1; }
    Summary Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,J", "dismiss('next')", show=False),
        Binding("escape", "dismiss('stay')", show=False),
        Binding("q", "dismiss('quit')", show=False),
    ]

    def __init__(self, title: str, tally: Mapping[str, int], *, more: bool) -> None:
        super().__init__()
        self._title, self._tally, self._more = title, tally, more

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.assemble((one_line(self._title), "bold")))
            yield Static(Content("\n").join(_bars(in_order(self._tally))))
            parts: list[str | tuple[str, str]] = ["\n"]
            keys = [("Enter", "next article with cases"), ("Esc", "stay"), ("q", "quit")]
            for key, meaning in keys if self._more else keys[1:]:
                parts += [(f" {key} ", "reverse bold"), f" {meaning}   "]
            yield Static(Content.assemble(*parts))

    def action_dismiss(self, answer: str) -> None:  # type: ignore[override]
        if answer != "next" or self._more:
            self.dismiss(answer)


def _bars(counts: Sequence[tuple[str, int]]) -> list[Content]:
    if not counts:
        return [Content("nothing to settle")]
    widest = max(len(how) for how, _ in counts)
    most = max(number for _, number in counts)
    return [
        Content.assemble(
            f"{one_line(how):<{widest}} {number:>7,}  ",
            ("█" * max(1, round(_BAR * number / most)), "$primary"),
        )
        for how, number in counts
    ]
