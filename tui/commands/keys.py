"""Print the keys as they are: of a preset, changed by the person's own keys.toml.

As text, as a Markdown table, or as a keys.toml to start from:
artreader keys --preset vim --format toml > ~/.config/artreader/keys.toml
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.output import FINE, FOUND_PROBLEMS, complain

HELP = "print the keys: text, Markdown, or TOML to change them by"
_PRESETS = ("default", "vim", "slate")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--preset",
        choices=_PRESETS,
        help="the keys of this preset, without your own (default: those that you have)",
    )
    parser.add_argument(
        "--format", choices=("text", "markdown", "toml"), default="text", help="default: text"
    )


def run(arguments: Namespace) -> int:
    from tui import config as configuration
    from tui import keymap

    code = FINE
    if arguments.preset is not None:
        found = keymap.preset(arguments.preset)
    else:
        config = configuration.load()
        found = config.commands
        for problem in config.problems:
            complain(problem)
            code = FOUND_PROBLEMS
    tables = {
        "text": keymap.text_table,
        "markdown": keymap.markdown_table,
        "toml": configuration.template,
    }
    print(tables[arguments.format](found).rstrip("\n"))
    return code
