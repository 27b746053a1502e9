"""The command line without a screen: which subcommand runs, exit codes, and errors in one safe line."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentTypeError, Namespace
from pathlib import Path

import pytest

from annotations import __version__
from annotations.display import display
from annotations.errors import InputError
from tui import cli
from tui.commands import COMMANDS, command, schema
from tui.commands.arguments import annotator_name, encoding_name, subcommands_of

PYTHON = [sys.executable, "-X", "faulthandler"]


@pytest.mark.parametrize(
    ("given", "run"),
    [
        ("", "open"),
        ("berita.txt", "open berita.txt"),
        ("./check", "open ./check"),
        ("-- check", "open -- check"),
        ("check a", "check a"),
        ("open check", "open check"),
        ("--encoding cp1252 a.txt", "open --encoding cp1252 a.txt"),
        ("--encoding cp1252 suggest a.txt", "suggest --encoding cp1252 a.txt"),
        ("--encoding=cp1252 --debug show a.txt", "show --encoding=cp1252 --debug a.txt"),
        ("--encoding check a.txt", "open --encoding check a.txt"),
        ("--annotator ani", "open --annotator ani"),
        ("--version", "--version"),
        ("--debug --help", "--debug --help"),
        ("a.txt --help", "open a.txt --help"),
    ],
)
def test_which_subcommand_runs(given: str, run: str) -> None:
    assert cli.with_command(given.split()) == run.split()


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in (
        (["--version"], __version__),
        (["--help"], "suggest"),
        (["show", "--help"], "--width"),
    ):
        assert cli.main(words) == 0
        assert told in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_describes_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert command(name).HELP
    assert " ".join((command(name).__doc__ or "").split()).split(",")[0] in " ".join(out.split())


@pytest.mark.parametrize(
    "words",
    [
        ["suggest"],
        ["--nonsense"],
        ["show", "--width", "3", "a.txt"],
        ["show", "--width", "²²", "a.txt"],
        ["show", "--color", "red", "a.txt"],
        ["suggest", "--format", "xml", "a.txt"],
        ["suggest", "--enc", "utf-8", "a.txt"],
        ["--encoding", "hex", "a.txt"],
        ["--encoding", "klingon", "a.txt"],
        ["--annotator", "../ani", "a.txt"],
        ["suggest", "--\x1b[31m\nb"],
    ],
)
def test_wrong_use_is_told_in_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    err = capsys.readouterr().err
    assert err.startswith("artreader: ")
    assert err.count("\n") == 1
    assert display(err[:-1]) == err[:-1]


def raising(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(arguments: Namespace) -> int:
        raise error

    monkeypatch.setattr(schema, "run", run)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (InputError("empty", path="a.txt", line=3, column=4, advice="fill it"), "a.txt:3:4: empty; fill it"),
        (InputError("bad\x1b[2J\nname", path="\u202ea.txt"), "·a.txt: bad␛[2J name"),
        (OSError(28, "No space left on device", "b.yaml"), "b.yaml: No space left on device"),
        (ValueError("broken\n\tpromise"), "unexpected ValueError: broken promise; --debug shows where"),
        (RecursionError(), "unexpected RecursionError; --debug shows where"),
    ],
)
def test_an_error_is_one_line_and_exit_code_1(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(error, monkeypatch)
    assert cli.main(["schema"]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"artreader: {told}\n"
    assert captured.out == ""


@pytest.mark.parametrize("way", ["option", "environment"])
def test_debug_shows_the_traceback(
    way: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(ValueError("\x1b]0;x\x07"), monkeypatch)
    if way == "environment":
        monkeypatch.setenv("ARTREADER_DEBUG", "1")
    assert cli.main(["schema", "--debug"] if way == "option" else ["schema"]) == 1
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert "\x1b" not in err


def test_a_mistyped_subcommand_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["sugest"]) == 1
    assert capsys.readouterr().err == (
        "artreader: sugest: no such file; did you mean the subcommand suggest?\n"
    )


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    raising(KeyboardInterrupt(), monkeypatch)
    assert cli.main(["schema"]) == 130
    assert capsys.readouterr().err == ""


def test_the_annotator_comes_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTREADER_ANNOTATOR", "ani")
    assert cli.parser().parse_args(["open"]).annotator == "ani"
    assert cli.parser().parse_args(["open", "--annotator", "budi"]).annotator == "budi"


@pytest.mark.parametrize("name", ["ani", "Ani-2", "rosé", "a_b", ""])
def test_annotators(name: str) -> None:
    assert annotator_name(name) == name


@pytest.mark.parametrize("name", ["a/b", "..", ".a", "-a", "a b", "a..b", "a\nb", "a" * 65])
def test_no_annotators(name: str) -> None:
    with pytest.raises(ArgumentTypeError):
        annotator_name(name)


@pytest.mark.parametrize("name", ["utf-8", "CP1252", "utf-16", "latin-1"])
def test_encodings(name: str) -> None:
    assert encoding_name(name) == name


@pytest.mark.parametrize("name", ["rot13", "base64", "undefined", "", "utf-9"])
def test_no_encodings(name: str) -> None:
    with pytest.raises(ArgumentTypeError):
        encoding_name(name)


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PYTHON, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_only_open_imports_textual(tmp_path: Path) -> None:
    article = tmp_path / "berita.txt"
    article.write_text('"Kita pulang," kata Rini di Bogor.\n', encoding="utf-8")
    alone = (["--version"], ["--help"], ["schema"])
    done = run_python(
        "import sys, tui.cli\n"
        f"for words in {[*alone, *([name, str(article)] for name in ('suggest', 'show', 'check'))]!r}:\n"
        "    assert tui.cli.main(words) == 0, words\n"
        "    assert not any(m.split('.')[0] == 'textual' for m in sys.modules), f'{words} imports textual'\n"
    )
    assert done.returncode == 0, done.stderr


def test_the_library_imports_neither_textual_nor_the_screen() -> None:
    done = run_python(
        "import annotations, annotations.session, sys\n"
        "assert not any(m.startswith(('textual', 'tui')) for m in sys.modules)\n"
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_an_option_of_several_values_leaves_the_paths_alone() -> None:
    """`review --by ani .` reviews the folder: no option takes more than the one word behind it."""
    parser = cli.parser()
    for words, name, values in (
        ("review --by ani,budi --by - --kind quote .", "by", ["ani", "budi", "-"]),
        ("changes --reviewer rina, --reviewer rina .", "reviewer", ["rina"]),
        ("compare --kind quote . --by ani", "kind", ["quote"]),
        ("report --status signed,broken --by ani .", "status", ["signed", "broken"]),
        ("adjudicate --rule majority,annotator:ani .", "rule", ["majority", "annotator:ani"]),
        ("open --layers ani,budi .", "layers", ["ani", "budi"]),
        ("annotate --only quote,entity .", "only", ["quote", "entity"]),
        ("import --label A=PER,B=quote-direct .", "label", [("A", "PER"), ("B", "quote-direct")]),
        ("finders --off names", "off", ["names"]),
    ):  # fmt: skip
        arguments = parser.parse_args(words.split())
        assert getattr(arguments, name) == values
        assert getattr(arguments, "paths", [Path()]) == [Path()]
    commands = subcommands_of(parser).choices
    options = [action for sub in commands.values() for action in sub._actions if action.option_strings]
    assert len(options) > 80
    assert not [action.option_strings for action in options if action.nargs in ("+", "*")]


@pytest.mark.parametrize("words", ["compare . --by ,", "annotate . --only quote,kuote", "review --by ../x ."])
def test_a_list_of_nothing_or_of_what_there_is_not(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words.split()) == 2
    assert "artreader: argument --" in capsys.readouterr().err
