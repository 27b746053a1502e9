"""Print the completion of a shell: subcommands, options, their values, and files.

Where each shell looks for it (for zsh any folder of $fpath will do):

    artreader completion bash > ~/.local/share/bash-completion/completions/artreader
    artreader completion zsh > ~/.zfunc/_artreader
    artreader completion fish > ~/.config/fish/completions/artreader.fish
"""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from tui.commands.arguments import subcommands_of
from tui.commands.output import FINE

HELP = "print the completion of a shell: bash, zsh or fish"
SHELLS = ("bash", "zsh", "fish")

_ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "latin-1",
)  # those that newsrooms' files have; any other is taken too

# Without a subcommand `open` runs (tui.cli): files stand where subcommands stand.
_FILES_FIRST = {
    "bash": "_shtab_artreader_pos_0_COMPGEN=_shtab_compgen_files",
    "zsh": """\
functions[_artreader_subcommand]=$functions[_shtab_artreader]
_shtab_artreader() {
  if (( CURRENT == 2 )); then
    [[ $words[2] == -* ]] || { _shtab_artreader_commands; _files; return }
  elif (( ! ${_artreader_subcommands[(Ie)$words[2]]} )); then
    words=(artreader open "${(@)words[2,-1]}")
    (( CURRENT += 1 ))
  fi
  _artreader_subcommand
}""",
    "fish": "complete -c artreader -n _shtab_artreader_using -F",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="the shell")


def run(arguments: Namespace) -> int:
    from tui.cli import parser

    print(script(parser(), arguments.shell), end="")
    return FINE


def script(top: ArgumentParser, shell: str) -> str:
    """The completion script of a shell for `artreader`, which needs no Python when it completes.

    `top` is changed on the way: its options are given what they complete to.
    """
    import shtab

    names = _describe_subcommands(top)
    for name, sub in names.items():
        for action in sub._actions:
            _complete(action, name)
    for action in names["open"]._actions:
        if action.option_strings and not isinstance(action, argparse._HelpAction):
            top._add_action(action)
    files_first = _FILES_FIRST[shell]
    if shell != "zsh":
        return f"{shtab.complete(top, shell)}\n{files_first}\n"
    # the last lines for zsh run the completion, so ours come before them
    before = f"_artreader_subcommands=({' '.join(names)})\n{files_first}"
    found = shtab.complete(top, shell, preamble=before)
    return re.sub(
        r'^  "\(\*\)::?', '  "*:', found, flags=re.MULTILINE
    )  # which takes one argument, not several


def _describe_subcommands(top: ArgumentParser) -> dict[str, ArgumentParser]:
    """The parsers of the subcommands by name, each described by its line in --help rather than at length."""
    subcommands = subcommands_of(top)
    found = dict(subcommands.choices)
    for entry in subcommands._choices_actions:
        found[entry.dest].description = entry.help
    return found


def _complete(action: argparse.Action, command: str) -> None:
    """Say what the values of an argument are, where argparse does not know."""
    import shtab

    names = action.metavar
    if names in ("PATH", "FILE", "BASE", "OURS", "THEIRS"):
        action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab's way to be told
    elif names == "DIR":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif action.choices is None and action.option_strings:
        action.choices = _values(action.option_strings[-1], command)


def _values(option: str, command: str) -> Sequence[str] | None:
    """The names that an option takes, None where there is no list of them."""
    from annotations.adjudication.rules import rules
    from annotations.exchange.formats import FORMATS
    from annotations.model import AGREEMENT_STATUSES
    from tui.commands.export import PAGES
    from tui.settings import THEMES

    return {
        "export --format": (*PAGES, *FORMATS),
        "import --format": tuple(FORMATS),
        "report --status": AGREEMENT_STATUSES,
        "adjudicate --rule": tuple(rule.name for rule in rules([])),  # and annotator:NAME
        "annotate --only": ("entity", "quote", "agreement"),
    }.get(f"{command} {option}") or {
        "--kind": ("entity", "quote", "agreement", "note"),
        "--theme": THEMES,
        "--encoding": _ENCODINGS,
    }.get(option)
