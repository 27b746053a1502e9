"""The key table is whole: no clash, every command has its action, every hint its command."""

from __future__ import annotations

import pytest

from annotations.errors import ArtreaderError
from tui import keymap
from tui.app import ArtreaderApp
from tui.key_names import shown_key
from tui.keymap import Command, check_clashes
from tui.screens.adjudicate import AdjudicateScreen
from tui.screens.library import LibraryScreen
from tui.screens.reader import ReaderScreen
from tui.widgets.article_pane import ArticlePane

OWNERS = {
    "text": ArticlePane,
    "reader": ReaderScreen,
    "library": LibraryScreen,
    "adjudicate": AdjudicateScreen,
    "app": ArtreaderApp,
}


def test_every_command_has_its_action() -> None:
    for command in keymap.commands():
        owner: type = OWNERS[command.scope]
        name = command.action.split("(")[0]
        if name.startswith("screen."):
            owner, name = ReaderScreen, name.removeprefix("screen.")
        assert hasattr(owner, f"action_{name}"), command.id


def test_every_hint_is_a_command_with_a_word_to_show() -> None:
    for situation in (
        "selection",
        "undecided",
        "decided",
        "text",
        "lists",
        "typing",
        "fields",
        "picking",
        "searching",
        "library",
        "adjudicating",
    ):
        for id in keymap.hints(situation):  # noqa: A001
            assert keymap.command(id).hint, (situation, id)


def test_a_clash_is_refused() -> None:
    def command(id: str, scope: str) -> Command:  # noqa: A002
        return Command(id, ("x",), "", "", scope, "", id)

    with pytest.raises(ArtreaderError, match="x is given to one and to two"):
        check_clashes([command("one", "text"), command("two", "reader")])
    with pytest.raises(ArtreaderError, match="x is given"):
        check_clashes([command("one", "library"), command("two", "app")])
    check_clashes([command("one", "library"), command("two", "reader")])
    with pytest.raises(ArtreaderError, match="scope"):
        check_clashes([command("one", "nowhere")])


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+s", "Ctrl+S"),
        ("space", "Space"),
        ("f10", "F10"),
        ("x", "x"),
        ("+", "+"),
        ("G", "G"),
        ("left", "←"),
    ],
)
def test_keys_are_shown_as_they_stand_on_the_keyboard(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_the_table_in_the_readme_is_this_one() -> None:
    from pathlib import Path

    readme = Path(__file__).parents[2] / "README.md"
    assert keymap.markdown_table() in readme.read_text(encoding="utf-8")
