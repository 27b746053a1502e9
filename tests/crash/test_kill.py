"""A few kills of each kind; `python -m tests.crash.kill_loop` does a hundred, and times what is lost."""

from __future__ import annotations

import random
from pathlib import Path

from tests.crash.kill_loop import kill_programs, kill_sessions


def test_no_kill_of_a_session_tears_the_file_or_loses_what_was_saved(tmp_path: Path) -> None:
    result = kill_sessions(tmp_path, 18, random.Random(1))
    assert result.problems == []
    assert result.kills == 18


def test_no_kill_of_the_program_tears_the_file(tmp_path: Path) -> None:
    result = kill_programs(tmp_path, 2, random.Random(1))
    assert result.problems == []


def test_writing_into_the_file_itself_would_be_noticed(tmp_path: Path) -> None:
    result = kill_sessions(tmp_path, 3, random.Random(1), torn=True)
    assert len(result.problems) == 3  # torn, or, where it is YAML still, not what it was at any moment
