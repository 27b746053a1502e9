"""README's two commands, which a newcomer and `.ci/run` take as they stand."""

from __future__ import annotations

from pathlib import Path

from annotations.collection import find_articles

ROOT = Path(__file__).parents[2]


def commands() -> list[str]:
    """The lines of README that start from plain Python."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("python3 ")]


def test_there_is_one_to_open_the_samples_and_one_to_test() -> None:
    opening, testing = commands()
    assert opening.endswith("/artreader samples/")
    assert testing.endswith("/pytest")
    assert find_articles(ROOT / "samples")


def test_ci_runs_the_second_as_it_stands() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "grep -E '^python3 .*pytest$' README.md" in script
    assert [command for command in commands() if command.endswith("pytest")] == commands()[1:]
