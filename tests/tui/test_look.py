"""Settings by keyboard, themes that read, presets on the screen, reading mode, and keeping the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.widgets import OptionList

from annotations.model import Quote, Status
from annotations.scheme import default_scheme
from tests.tui.conftest import ARTICLE, Opener, Reader
from tui import config as configuration
from tui import keymap
from tui.app import ArtreaderApp
from tui.config import Config
from tui.palette import Palette, contrast
from tui.screens.settings import SettingsScreen
from tui.settings import SETTINGS, Settings
from tui.settings import THEMES as THEME_NAMES
from tui.themes import THEMES, look_of

_LINES = frozenset("─│╭╮╰╯▁▂▃▄▅▆▇█▔▊▎ ")


@pytest.fixture(autouse=True)
def _default_keys_after() -> object:
    yield
    keymap.use(keymap.default_commands())


def worst_contrast(app: ArtreaderApp) -> tuple[float, str]:
    """The least contrast of any letters on the screen, and which they are."""
    found = [(21.0, "")]
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if set(segment.text) <= _LINES or style is None or style.color is None or style.bgcolor is None:
                continue
            ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            found.append((contrast(ink, ground), segment.text))
    return min(found)


async def test_every_theme_reads_and_every_setting_is_changed_by_keys(
    tmp_path: Path, reader: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")
    async with reader() as r:

        async def set_by(name: str, *keys: str) -> None:
            """Go down to a setting and press keys there."""
            at = r.app.screen.query_one(OptionList).highlighted or 0
            wanted = [setting.name for setting in SETTINGS].index(name)
            await r.press(*["down"] * (wanted - at), *keys)

        r.app.config = Config(path=tmp_path / "config")
        await r.press("right_square_bracket", "space", "f3")
        assert isinstance(r.app.screen, SettingsScreen)
        for theme in THEME_NAMES:
            assert r.app.theme == theme
            least, words = worst_contrast(r.app)  # of the settings, and of the article above them
            assert least >= look_of(theme).contrast - 0.05, (theme, words)
            await r.press("right")
        assert r.app.theme == THEME_NAMES[0]  # round
        await r.press("left")
        assert r.app.theme == THEME_NAMES[-1]
        await set_by("measure", "left", "left")
        await set_by("line-spacing", "right")
        await set_by("paragraph-spacing", "l")
        await set_by("sidebar-width", "l")
        await set_by("confidence", *"lllll")
        pane, side = r.screen.pane, r.screen.query_one("#side")
        assert (pane.spacing.measure, pane.spacing.between_lines, pane.spacing.between_paragraphs) == (
            84,
            1,
            2,
        )
        assert side.size.width == pytest.approx(38, abs=1)
        assert r.screen.least == 0.5
        assert all((a.confidence or 0) >= 0.5 for a in r.annotations if r.screen.undecided(a))
        await set_by("autosave-delay", "enter", "end", *["backspace"] * 9, "9", "enter")
        assert "out of its range" in r.shown()
        await r.press("backspace", "2", "enter")
        assert r.screen.saver is not None
        assert r.screen.saver.delay == 2
        await set_by("annotator", "enter", "a", "n", "i", "enter")
        await set_by("keys.preset", "enter")
        assert isinstance(r.app.screen, SettingsScreen)
        assert r.app.config.settings.preset == "vim"
        await r.press("f3")
        assert keymap.command("redo").key == "Ctrl+R"
    found = configuration.load(tmp_path / "config")
    assert found.settings == Settings(
        theme="colour-blind-light",
        measure=84,
        line_spacing=1,
        paragraph_spacing=2,
        sidebar_width=38,
        confidence=0.5,
        autosave_delay=2,
        annotator="ani",
        preset="vim",
    )
    assert found.problems == []


async def test_a_preset_and_own_keys_on_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    found = Config(Settings(preset="slate"), own_keys={"reject": ["f7"], "help": ["f12"]})
    app = ArtreaderApp([path], config=found)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        r = Reader(app, pilot, path)
        await r.settle()
        caret = r.screen.pane.caret
        await r.press("semicolon", "semicolon", "j")  # right, right, left
        assert r.screen.pane.caret == caret + 1
        await r.press("h", "l", "right")  # h is no more the help, l no more to the right
        assert not r.app.screen.is_modal
        await r.press("full_stop")  # next undecided
        first = r.current
        assert first.status is Status.SUGGESTED
        await r.press("f7")
        after = r.screen.session.annotations.get(first.id)
        assert after is not None
        assert after.status is Status.REJECTED
        assert "F12" in r.shown()  # the hint
        await r.press("f12")
        assert "j ←  one character left" in r.shown()
        await r.press("f12")
        await r.put_caret("Norwegia")
        await r.press("space", "o")
        assert (r.current.label, r.words()) == ("ORG", "Norwegia")
        await r.press("backslash", "q", "u", "enter")  # letters that quit or unlabel go into the line
        assert r.app.is_running
        await r.press("escape", "q")
    assert app.return_code == 0


async def test_a_hand_used_to_vim_writes_and_quits_by_colon(tmp_path: Path) -> None:
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    app = ArtreaderApp([path], config=Config(Settings(preset="vim")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        r = Reader(app, pilot, path)
        await r.settle()
        await r.press("space", "colon")
        for word in ("w", "wq"):
            await r.type(word)
            commands = app.screen.query_one(OptionList)
            for _ in range(1000):  # the palette searches beside the screen
                if commands.highlighted is not None:
                    break
                await r.pilot.pause(0.01)
            assert r.shown().index(f"  {word} ") < r.shown().index("save ")
            await r.press("enter")
            if word == "w":
                assert "Saved." in r.shown()
                await r.press("colon")
    assert app.return_code == 0


async def test_wrong_files_are_told_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "drak"', encoding="utf-8")
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    app = ArtreaderApp([path], config=configuration.load(tmp_path))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        r = Reader(app, pilot, path)
        await r.settle()
        assert app.theme == "dark"
        assert "drak" in r.shown()


async def test_reading_mode_and_resizing_keep_the_place(reader: Opener) -> None:
    text = "\n".join(f"{number}. " + "Kata Surabaya " + "kata yang biasa " * 25 for number in range(30))
    async with reader(text=text, size=(100, 24)) as r:
        r.screen.pane.move_caret(text.index("20. "))
        await r.settle()
        top = r.screen.pane.layout_rows.row(r.screen.pane.scroll_offset.y).start
        for size in ((60, 20), (140, 40), (100, 24)):
            await r.pilot.resize_terminal(*size)
            await r.settle()
            assert "20. " in r.shown(), size
        assert abs(r.screen.pane.layout_rows.row(r.screen.pane.scroll_offset.y).start - top) < 400
        before = r.shown()
        await r.press("Z")
        assert not r.screen.query_one("#side").display
        assert "20. " in r.shown()
        row = r.screen.pane.layout_rows.row_of(text.index("20. "))
        strip = r.screen.pane.render_line(row - r.screen.pane.scroll_offset.y)
        names = [s.style for s in strip if s.style and "Surabaya" in s.text]
        assert names
        assert {(s.bold, s.italic, bool(s.underline)) for s in names} == {(None, None, True)}
        await r.press("Z")
        for _ in range(100):  # the article is laid out anew once the list is back
            if r.shown() == before:
                break
            await r.pilot.pause(0.02)
        assert r.shown() == before
        await r.press("z", "Z", "Z")
        assert not r.screen.query_one("#side").display  # as it was before reading


def attributes(style: Style) -> tuple[object, ...]:
    return tuple(
        bool(each) for each in (style.bold, style.italic, style.underline, style.underline2, style.reverse)
    )


def test_without_colours_kinds_and_states_differ_by_attributes_alone() -> None:
    palette = Palette(default_scheme(), Color.parse("#000000"), Color.parse("#ffffff"), few_colours=True)
    names = [
        (f"{kind}/{label}/{status}",)
        for kind, label in (("entity", "PER"), ("quote", "direct"), ("agreement", "mou"))
        for status in ("suggested", "accepted")
    ]
    assert len({attributes(palette.style(name)) for name in names}) == len(names)


async def test_no_color_draws_by_attributes(reader: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader() as r:
        assert r.screen.pane.palette.few_colours
        quote = next(a for a in r.annotations if isinstance(a, Quote))
        r.screen.go_to(quote)
        await r.press("space")
        styles = [s.style for strip in r.app.screen._compositor.render_strips() for s in strip if s.style]
        assert {(style.color, style.bgcolor) for style in styles} == {(None, None)}
        assert {(bool(s.bold), bool(s.italic), bool(s.reverse)) for s in styles if s.underline} >= {
            (False, False, False),  # a name
            (True, True, False),  # the quote that was accepted
        }
        await r.press("f3", "down")
        segments = [s for strip in r.app.screen._compositor.render_strips() for s in strip if s.style]
        assert [bool(s.style.reverse) for s in segments if s.style and "88 columns" in s.text] == [True]
        assert [bool(s.style.reverse) for s in segments if s.style and " dark" in s.text] == [False]


def test_themes_are_those_that_can_be_set_and_differ_from_their_ground() -> None:
    assert tuple(theme.name for theme in THEMES) == THEME_NAMES
    for theme in THEMES:
        least = look_of(theme.name).contrast
        ground = Color.parse(theme.background or "")
        palette = Palette(
            default_scheme(), ground, Color.parse(theme.foreground or ""), look=look_of(theme.name)
        )
        over = ("selection", "match", "current", "part/cue", "part/source", "overlap", "caret-away", "quiet")
        for kind in ("entity", "quote", "agreement"):
            for label in default_scheme().of(kind):
                for status in ("suggested", "accepted"):
                    for name in (None, *over):
                        style = palette.style((f"{kind}/{label.id}/{status}", *([name] if name else [])))
                        assert style.color is not None
                        assert style.bgcolor is not None
                        ink, paper = map(Color.from_rich_color, (style.color, style.bgcolor))
                        assert contrast(ink, paper) >= least - 0.05, (theme.name, kind, label.id, name)
        for name in ("furniture", "gutter", "caret"):
            style = palette.style((name,))
            assert style.color is not None
            assert style.bgcolor is not None
            ink, paper = map(Color.from_rich_color, (style.color, style.bgcolor))
            assert contrast(ink, paper) >= least - 0.05
