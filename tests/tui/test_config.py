"""settings.toml and keys.toml: what is taken from them, what is told of them, what is written into them."""

from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ArtreaderError, SaveError
from annotations.fsops import FileOps
from tui import config, keymap, toml_text
from tui import settings as settings_module
from tui.cli import main
from tui.config import Config, load
from tui.settings import BY_NAME, SETTINGS, Settings
from tui.toml_text import TomlText


def folder_with(folder: Path, settings: str = "", keys: str = "") -> Path:
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    (folder / "keys.toml").write_text(keys, encoding="utf-8")
    return folder


def told(found: Config) -> list[str]:
    """What was said, without the folder."""
    return [str(problem).removeprefix(f"{found.path}/") for problem in found.problems]


def test_what_the_files_say_is_taken(tmp_path: Path) -> None:
    text = 'theme = "light"\nmeasure = 70\nautosave-delay = 5\n[keys]\npreset = "vim"\n'
    found = load(folder_with(tmp_path, text, 'accept = ["ctrl+a", "space"]\nreject = "f7"\n'))
    assert found.problems == []
    assert found.settings == Settings(theme="light", measure=70, autosave_delay=5, preset="vim")
    by_id = {command.id: command.keys for command in found.commands}
    assert by_id["accept"] == ("ctrl+a", "space")
    assert by_id["reject"] == ("f7",)
    assert by_id["redo"] == ("ctrl+r", "U")  # of the preset
    assert by_id["undo"] == ("u",)  # of the table


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    found = load(tmp_path / "none")
    assert (found.settings, found.problems, found.commands) == (Settings(), [], keymap.default_commands())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '# a\ntheme = "drak"',
            'settings.toml:2: theme: "drak" is not one of its values; it may be "dark",',
        ),
        (
            "measure = 900",
            "settings.toml:1: measure: 900 is out of its range; it may be a whole number",
        ),
        ("measure = 70.5", "settings.toml:1: measure: 70.5 is not a whole number;"),
        ("confidence = true", "settings.toml:1: confidence: True is not a number;"),
        ("confidence = nan", "settings.toml:1: confidence: nan is out of its range;"),
        ("autosave-delay = 0.1", "settings.toml:1: autosave-delay: 0.1 is out of its range;"),
        ("annotator = 3", "settings.toml:1: annotator: 3 is not a text;"),
        ('annotator = "a/b"', "settings.toml:1: annotator: "),
        ("mesure = 80", "settings.toml:1: there is no setting 'mesure'; did you mean 'measure'?"),
        ('\n[keys]\npreset = "emacs"', 'settings.toml:3: keys.preset: "emacs" is not one of its values;'),
        ("theme = [", "settings.toml:1: not TOML: invalid value; an entry is: name ="),
        ("theme = dark", "settings.toml:1:9: not TOML: "),
        ("\n\ntheme = 1 2", "settings.toml:3:11: not TOML: "),
        ("x = " + "[" * 3000, "settings.toml: "),
        ("x = " + "1" * 5000, "settings.toml: "),
    ],
)
def test_a_wrong_setting_is_told_by_line_and_name_and_the_others_hold(
    tmp_path: Path, text: str, said: str
) -> None:
    found = load(folder_with(tmp_path, text))
    (line,) = told(found)
    assert line.startswith(said) or said.startswith("settings.toml: "), line
    assert "\n" not in line
    assert found.settings == Settings()


def test_a_wrong_setting_leaves_the_others(tmp_path: Path) -> None:
    found = load(folder_with(tmp_path, 'theme = 3\nmeasure = 60\nline-spacing = "a"\n'))
    assert found.settings == Settings(measure=60)
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('rejct = "x"', "keys.toml:1: there is no command 'rejct'; did you mean 'reject'?"),
        (
            '\naccept = "a"',
            "keys.toml:2: a is given to accept and to tag-agreement; give tag-agreement",
        ),
        ('undo = "k"', "keys.toml:1: k is given to "),  # text and reader are there together
        ('help = "r"', "keys.toml:1: r is given to "),  # so are the library and what is everywhere
        (
            'accept = "f7"\nreject = "f7"',
            "keys.toml:2: F7 is given to reject and to accept;",
        ),
        ('accept = "Space"', "keys.toml:1: accept: there is no key 'Space'; write \"space\""),
        ('accept = "shift+a"', "keys.toml:1: accept: 'shift+a' is no key; write \"A\" for Shift and a"),
        ('accept = "spcae"', "keys.toml:1: accept: there is no key 'spcae'; did you mean \"space\"?"),
        ('accept = "ctrl+m"', "keys.toml:1: accept: terminals send Enter for Ctrl+M; take another"),
        ("accept = []", "keys.toml:1: accept: not a key or a list of keys; accept = "),
        ("accept = 3", "keys.toml:1: accept: not a key or a list of keys; accept = "),
        ('quit = "Q"', "keys.toml:1: quit: could not be given while a line is typed; add one"),
        ('next-tab = "down"', "keys.toml:1: next-tab: the lists keep ↓ for themselves; add another key"),
    ],
)
def test_wrong_keys_are_told_and_the_preset_holds(tmp_path: Path, text: str, said: str) -> None:
    found = load(folder_with(tmp_path, "", text))
    assert told(found)[0].startswith(said), told(found)
    assert found.commands == keymap.default_commands()


def test_keys_may_change_places_and_go_to_commands_never_there_together(tmp_path: Path) -> None:
    found = load(folder_with(tmp_path, "", 'accept = "x"\nreject = "space"\nreload-library = "x"\n'))
    assert found.problems == []
    by_id = {command.id: command.keys for command in found.commands}
    assert (by_id["accept"], by_id["reject"], by_id["reload-library"]) == (("x",), ("space",), ("x",))


def test_own_keys_give_way_to_a_preset_they_clash_with(tmp_path: Path) -> None:
    found = load(folder_with(tmp_path, "", "accept = '\\'"))
    assert found.problems == []
    assert found.clash == ""
    found.change("keys.preset", "slate")
    assert found.clash == "\\ is given to accept and to search"
    assert found.commands == keymap.preset("slate")


def test_opening_tells_what_is_wrong_and_takes_the_annotator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_with(tmp_path, 'annotator = "ani"\ntheme = 1\n')
    monkeypatch.setattr(config, "folder", lambda: tmp_path)
    article = tmp_path / "berita.txt"
    article.write_text("Berita.\n", encoding="utf-8")
    (tmp_path / "berita.txt.annotations.ani.yaml").write_text("[", encoding="utf-8")
    assert main([str(article)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert "settings.toml:2: theme: 1 is not one of its values" in said[0]
    assert "berita.txt.annotations.ani.yaml" in said[1]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"# x\ntheme = '\xff'\n")
    os.mkfifo(tmp_path / "keys.toml")
    assert told(load(tmp_path)) == [
        "settings.toml:2: not UTF-8; save it as UTF-8",
        "keys.toml: cannot be read: not a regular file",
    ]


# -- writing -------------------------------------------------------------------

WRITTEN_BY_HAND = """\
# for the evenings
theme = "light"   # of paper
"measure"=70

[keys]  # fingers
preset = "vim" # since 1991
"""


def test_a_change_keeps_all_that_a_person_wrote(tmp_path: Path) -> None:
    found = load(folder_with(tmp_path, WRITTEN_BY_HAND))
    found.change("theme", "high-contrast-light")
    found.change("measure", 72)
    found.change("keys.preset", "slate")
    found.change("annotator", "ani")
    text = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert text == (
        '# for the evenings\ntheme = "high-contrast-light"   # of paper\n"measure"=72\n\n'
        'annotator = "ani"\n[keys]  # fingers\npreset = "slate" # since 1991\n'
    )
    assert load(tmp_path).settings == found.settings


def test_the_first_change_makes_the_folder_and_a_link_is_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "artreader"
    load(folder).change("confidence", 0.5)
    assert (folder / "settings.toml").read_text(encoding="utf-8") == "confidence = 0.5\n"
    kept = tmp_path / "dotfiles.toml"
    kept.write_bytes(b'theme = "light"\r\n')
    (tmp_path / "settings.toml").symlink_to(kept)
    load(tmp_path).change("theme", "dark")
    assert (tmp_path / "settings.toml").is_symlink()
    assert kept.read_bytes() == b'theme = "dark"\r\n'


def test_what_another_window_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    one, other = load(tmp_path), load(tmp_path)
    one.change("theme", "light")
    other.change("measure", 60)
    assert load(tmp_path).settings == Settings(theme="light", measure=60)


def test_a_change_that_cannot_be_kept_holds_and_is_told(tmp_path: Path) -> None:
    found = load(folder_with(tmp_path, "theme = ["))
    with pytest.raises(ArtreaderError, match="not TOML"):
        found.change("theme", "light")
    assert found.settings.theme == "light"
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == "theme = ["

    class Full(FileOps):
        def fsync(self, fd: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "settings.toml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(SaveError, match="not saved: No space left on device"):
        toml_text.change(tmp_path / "settings.toml", "theme", "light", Full())
    assert sorted(os.listdir(tmp_path)) == ["keys.toml", "settings.toml"]
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_place_that_cannot_be_told_is_left_to_the_person() -> None:
    text = TomlText('keys = { preset = "vim" }\n', Path("settings.toml"))
    with pytest.raises(ArtreaderError, match=r'write keys.preset = "slate" there by hand'):
        text.with_value("keys.preset", "slate")


lines = st.sampled_from(
    [
        'theme = "a # b" # c',
        "measure=7",
        "# theme = 1",
        "",
        "[keys]",
        'preset="x"',
        "a = [\n1,\n2]",
        't = """\n[x]"""',
    ]
)


@given(st.lists(lines, max_size=6), st.sampled_from(["theme", "measure", "keys.preset"]), st.text(max_size=8))
def test_a_change_never_changes_anything_else(parts: list[str], name: str, value: str) -> None:
    try:
        before = TomlText("\n".join(parts), Path("x"))
    except ArtreaderError:
        return
    try:
        text = before.with_value(name, value)
    except ArtreaderError:
        return
    assert TomlText(text, Path("x")).values == {**before.values, name: value}
    for comment in ("# c", "# theme = 1"):
        assert (comment in text) == (comment in before.text)


# -- settings ------------------------------------------------------------------


def test_steps_stay_within_what_may_be() -> None:
    for setting in SETTINGS:
        value = setting.default
        for forward in (True, False):
            for _ in range(80):
                value = setting.stepped(value, forward)
                assert setting.wrong(value) == "", (setting.name, value)
        if setting.step:
            assert value == setting.low
            assert setting.stepped(setting.low, forward=True) == pytest.approx(setting.low + setting.step)
    assert {setting.wrong(setting.default) for setting in SETTINGS} == {""}


def test_a_typed_value_is_checked() -> None:
    assert BY_NAME["autosave-delay"].read("1.5") == 1.5
    assert BY_NAME["annotator"].read(" ani ") == "ani"
    for name, text in (("measure", "wide"), ("measure", "7"), ("annotator", "a/b"), ("confidence", "nan")):
        with pytest.raises(ValueError, match="it is"):
            BY_NAME[name].read(text)


# -- presets and `artreader keys` ----------------------------------------------


def no_problem(*told: str) -> None:
    raise AssertionError(told)


def test_presets_have_a_key_for_every_command_and_know_them_all() -> None:
    known = {command.id for command in keymap.default_commands()}
    for name in keymap.PRESETS[1:]:
        path = Path(keymap.__file__).parent / "presets" / f"{name}.toml"
        own = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(own) <= known
        assert config.own_keys(own, name, no_problem) == own  # the rules for a person's keys hold
        for command in keymap.preset(name):
            assert command.keys, (name, command.id)
    with pytest.raises(ArtreaderError, match="there is no preset 'emacs'"):
        keymap.preset("emacs")


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_keys_as_toml_are_read_back_as_they_are(
    preset: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["keys", "--preset", preset, "--format", "toml"]) == 0
    folder_with(tmp_path, f'keys.preset = "{preset}"', capsys.readouterr().out)
    monkeypatch.setattr(config, "folder", lambda: tmp_path)
    found = load()
    assert found.problems == []
    assert found.commands == keymap.preset(preset)
    assert main(["keys"]) == 0
    shown = capsys.readouterr().out
    for command in keymap.preset(preset):
        assert f"  {command.id} " in shown
    assert main(["keys", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.strip() == keymap.markdown_table(keymap.preset(preset))


def test_keys_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "folder", lambda: folder_with(tmp_path, "", "rejct = 'x'"))
    assert main(["keys"]) == 1
    captured = capsys.readouterr()
    assert "keys.toml:1: there is no command 'rejct'" in captured.err
    assert captured.out.startswith("Move\n")


def test_the_page_of_settings_is_the_table_of_settings() -> None:
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert settings_module.markdown_table() in page.read_text(encoding="utf-8")


def test_settings_prints_a_file_to_start_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "folder", lambda: tmp_path)
    assert main(["settings"]) == 0
    text = capsys.readouterr().out
    assert f"for {tmp_path}/settings.toml\n" in text
    assert tomllib.loads(text) == {}
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line]
    folder_with(tmp_path, "\n".join(lines))
    found = load()
    assert (found.problems, found.settings, len(lines)) == ([], Settings(), len(SETTINGS))
