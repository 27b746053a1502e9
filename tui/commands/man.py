"""Print the manual page, made from the same descriptions as --help and from the table of keys.

To read it, and to keep it where man finds it:

    artreader man > artreader.1 && man ./artreader.1
    artreader man > ~/.local/share/man/man1/artreader.1
"""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from tui.commands.arguments import subcommands_of
from tui.commands.output import FINE

HELP = "print the manual page, for man"

# argparse-manpage was tried: no EXIT STATUS, ENVIRONMENT or FILES, and usage lines broken in two.
_EXIT_STATUS = (
    ("0", "Fine."),
    ("1", "Problems were found, or input could not be read."),
    ("2", "Used wrongly."),
    ("128+N", "Ended by signal N; what was changed had been saved before."),
)
_ENVIRONMENT = (
    ("ARTREADER_ANNOTATOR", "Whose annotations are opened, where --annotator does not say so."),
    ("ARTREADER_REVIEWER", "Who reviews, where --reviewer does not say so."),
    ("ARTREADER_DEBUG", "Anything but 0 or nothing shows the traceback of an error, as --debug does."),
    ("NO_COLOR", "Anything but nothing: no colours; attributes tell everything."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the files below are (see FILES)."),
)
_FILES = (
    ("ARTICLE.annotations.yaml, ARTICLE.annotations.NAME.yaml", "The annotations of an article, by NAME."),
    ("artreader.yaml", "The scheme of the folder: labels, fields, kinds of its own, guidelines."),
    ("artreader.lexicon.yaml", "What was decided in the folder, by which suggestions go."),
    ("~/.config/artreader/settings.toml, ~/.config/artreader/keys.toml", "Settings and keys."),
    ("~/.local/state/artreader", "Rescue copies of what could not be saved."),
    ("~/.cache/artreader", "What was read of folders; may be deleted at any time."),
)
_ASCII = (("u2026", "..."), ("ua", "^"), ("da", "v"))  # for glyphs that groff's ASCII device lacks


def add_arguments(parser: ArgumentParser) -> None:
    """There are none."""


def run(arguments: Namespace) -> int:
    from tui.cli import parser

    print(manual(parser()))
    return FINE


def manual(top: ArgumentParser) -> str:
    """The page of a command with subcommands, as roff with the macros of man(7)."""
    from annotations import __version__

    name = top.prog
    summary = (top.description or "").split("\n\n")[0].rstrip(".")
    lines = [
        f'.TH {name.upper()} 1 "" "{name} {__version__}" "User Commands"',
        *(f".fchar \\[{glyph}] {ascii_}" for glyph, ascii_ in _ASCII),
        ".nh",  # names of files and options must not be hyphenated
        ".ad l",
        ".SH NAME",
        f"{name} \\- {_text(summary[:1].lower() + summary[1:])}",
        ".SH SYNOPSIS",
        *_usage(name, ["[PATH ...]"]),
        ".br",
        *_usage(name, ["COMMAND", "[ARGUMENT ...]"]),
        ".SH DESCRIPTION",
        *_paragraphs(top.description),
        *_paragraphs(top.epilog),
        ".SH COMMANDS",
        *_commands(top),
        ".SH KEYS",
        *_keys(),
    ]
    for heading, entries in (("EXIT STATUS", _EXIT_STATUS), ("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        lines.append(f".SH {heading}")
        for term, told in entries:
            lines += _entry(_bold(term), told)
    return "\n".join(lines)


def _commands(top: ArgumentParser) -> Iterator[str]:
    for name, sub in subcommands_of(top).choices.items():
        yield f".SS {name}"
        yield from _usage(sub.prog, list(_arguments(sub)))
        yield from _paragraphs(sub.description)
        told = argparse.HelpFormatter(sub.prog)._expand_help  # what stands for %(default)s and %%
        for each in sorted(sub._actions, key=_is_option):
            if not isinstance(each, argparse._HelpAction):
                yield from _entry(_term(each), told(each) if each.help else "")


def _arguments(parser: ArgumentParser) -> Iterator[str]:
    """The arguments of a usage line; what stands in one of them is not to be broken over lines."""
    for action in sorted(parser._actions, key=_is_option, reverse=True):
        if isinstance(action, argparse._HelpAction):
            continue
        values = _values(action)
        if not action.option_strings:
            yield values
        elif action.required:
            yield f"{action.option_strings[0]} {values}"
        else:
            yield f"[{' '.join(filter(None, (action.option_strings[0], values)))}]"


def _is_option(action: argparse.Action) -> bool:
    return bool(action.option_strings)


def _term(action: argparse.Action) -> str:
    """What is explained: `--by NAME [NAME ...]`, with the options bold and the rest italic."""
    values = f" \\fI{_text(_values(action))}\\fR" if action.nargs != 0 else ""
    names = ", ".join(_bold(option) + values for option in action.option_strings)
    return names or f"\\fI{_text(str(action.metavar or action.dest))}\\fR"


def _values(action: argparse.Action) -> str:
    """What follows an option or stands for a positional argument: `FILE [FILE ...]`."""
    if action.nargs == 0:
        return ""
    name = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}" if action.choices else None)
    word = str(name or action.dest.upper())
    forms = {"+": f"{word} [{word} ...]", "*": f"[{word} ...]", "?": f"[{word}]"}
    return forms.get(str(action.nargs), word)


def _keys() -> Iterator[str]:
    from tui.key_names import shown_key
    from tui.keymap import default_commands

    yield "As they come; artreader keys prints them as you have them."
    group = ""
    for command in default_commands():
        if command.group != group:
            group = command.group
            yield f".SS {_text(group)}"
        yield from _entry("  ".join(_bold(shown_key(key)) for key in command.keys), command.help)


def _usage(command: str, arguments: list[str]) -> Iterator[str]:
    kept_together = (_text(argument).replace(" ", "\\ ") for argument in arguments)
    yield f".B {_text(command)}"
    yield " ".join(kept_together)


def _entry(term: str, told: str) -> Iterator[str]:
    yield ".TP"
    yield term
    yield _text(" ".join(told.split()))


def _paragraphs(text: str | None) -> Iterator[str]:
    """Each wrapped by itself; what is indented are commands, which stay as they are."""
    for paragraph in re.split(r"\n\s*\n", (text or "").strip("\n")):
        yield ".PP"
        if paragraph.startswith(" "):
            yield ".nf"
            yield from (_text(line) for line in paragraph.splitlines())
            yield ".fi"
        else:
            yield _text(" ".join(paragraph.split()))


def _bold(text: str) -> str:
    return f"\\fB{_text(text)}\\fR"


def _text(text: str) -> str:
    """`text` as roff that shows just that: nothing in it is an escape or a request (groff_char(7))."""
    text = text.replace("\\", "\\(rs").replace("-", "\\-").replace("`", "\\(ga").replace("^", "\\(ha")
    text = text.replace("'", "\\(aq").replace("~", "\\(ti").replace('"', "\\(dq")
    text = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in text)
    return f"\\&{text}" if text.startswith(".") else text
