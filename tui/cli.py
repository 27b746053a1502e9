"""The command line: which subcommand runs, and how what goes wrong is told.

Whatever happens a person sees one line on stderr, never a traceback unless they
ask with `--debug`. Exit codes: 0 fine, 1 found problems or could not read the
input, 2 used wrongly, 128+n ended by signal n. Textual is imported by `open` alone.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import NoReturn

from annotations import __version__
from tui.commands import COMMANDS, command
from tui.commands.output import FOUND_PROBLEMS, USED_WRONGLY, complain, complain_of, write_utf8

DEFAULT_COMMAND = "open"


class Paragraphs(argparse.HelpFormatter):
    """Wraps each paragraph of a description by itself; indented ones are commands and stay as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        paragraphs = (part.rstrip() for part in re.split(r"\n\s*\n", text.strip("\n")))
        return "\n\n".join(p if p.startswith(" ") else fill(p, width, indent) for p in paragraphs)


class Parser(argparse.ArgumentParser):
    """Tells a wrong use in one line that is safe to print, with `hint`."""

    hint = ""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}{self.hint}; see {self.prog} --help")
        raise SystemExit(USED_WRONGLY)


def parser(names: Iterable[str] = COMMANDS, hint: str = "") -> Parser:
    """The parser of these subcommands; all are needed only for help and for a wrong name."""
    top = Parser(
        prog="artreader",
        description="Read, tag and review annotated articles in the terminal.",
        epilog="artreader [PATH ...] without a subcommand opens articles or a folder; a file that is "
        "called like a subcommand is opened by artreader ./check. Exit codes: 0 fine, 1 problems found "
        "or input unreadable, 2 used wrongly.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"artreader {__version__}")
    top.hint = hint
    subcommands = top.add_subparsers(title="subcommands", dest="command", metavar="COMMAND", required=True)
    for name in names:
        module = command(name)
        sub = subcommands.add_parser(
            name,
            help=module.HELP,
            description=module.__doc__,
            formatter_class=Paragraphs,
            allow_abbrev=False,
        )
        sub.hint = hint
        sub.add_argument(
            "--debug",
            action="store_true",
            default=argparse.SUPPRESS,  # main() has looked for it, and at the environment
            help="show the traceback of an error (or set ARTREADER_DEBUG=1)",
        )
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def with_command(argv: Sequence[str]) -> list[str]:
    """`argv` beginning with a subcommand: the one named after leading options, else `open`."""
    position = 0
    while position < len(argv):
        word = argv[position]
        if word in ("-h", "--help", "--version"):
            return list(argv)
        if word in ("--encoding", "--annotator"):
            position += 2
        elif word == "--debug" or word.startswith(("--encoding=", "--annotator=")):
            position += 1
        elif word in COMMANDS:
            return [word, *argv[:position], *argv[position + 1 :]]
        else:
            break
    return [DEFAULT_COMMAND, *argv]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the result is the exit code."""
    words = with_command(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words or os.environ.get("ARTREADER_DEBUG", "") not in ("", "0")
    write_utf8()
    try:
        code = _run(words, debug)
        _flush()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except BrokenPipeError:
        code = 128 + signal.SIGPIPE
    except Exception as error:
        complain_of(error, debug=debug)
        code = FOUND_PROBLEMS
    _give_up_unwritten()
    return code


def _run(words: Sequence[str], debug: bool) -> int:
    try:
        names = words[:1] if words[0] in COMMANDS else COMMANDS
        arguments = parser(names, _dashed(words)).parse_args(words, Namespace(debug=debug))
    except SystemExit as leaving:  # argparse has printed help, the version or a complaint
        return int(leaving.code or 0)
    code: int = arguments.run(arguments)
    return code


def _dashed(words: Sequence[str]) -> str:
    """A hint for the first word that names a file but is taken for an option."""
    names = (word for word in words if word.startswith("-") and word.strip("-") and os.path.lexists(word))
    return next((f"; the file is called ./{name}" for name in names), "")


def _flush() -> None:
    if sys.stdout is not None:  # a caller may have closed it
        sys.stdout.flush()


def _give_up_unwritten() -> None:
    """If stdout takes no more, let the interpreter's own flush at exit find nothing to fail on."""
    try:
        _flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
