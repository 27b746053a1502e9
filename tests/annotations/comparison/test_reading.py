"""Whose work lies beside articles, where what lies there is no file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from annotations.article_files import look_at
from annotations.comparison.reading import annotators_of, is_adjudicated, read_layers, workers_of
from annotations.reporting.sayings import Sayings


def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    article = tmp_path / "berita.txt"
    article.write_text("Isi berita.\n", encoding="utf-8")
    pipe = tmp_path / "berita.txt.annotations.ani.yaml"
    os.mkfifo(pipe)
    files = look_at([article])
    sayings = Sayings([article], "Rina", lambda names: names)
    found: list[object] = []

    def ask() -> None:
        found.append(annotators_of(files.values()))
        found.append(workers_of(files.values()))
        found.append(is_adjudicated(pipe))
        found.append([problem.message for problem in read_layers(files[article]).problems])
        sayings.read_some(0)
        found.append((sayings.left, sayings.unreadable))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(30)
    assert found == [["ani"], ["ani"], False, ["not a regular file"], (0, 1)]
