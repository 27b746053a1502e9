"""What is known of an article is looked for in the files of other annotators, whatever they are."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from annotations.metadata import Metadata
from annotations.session import Session


def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    article = tmp_path / "berita.txt"
    article.write_text("Isi berita.\n", encoding="utf-8")
    os.mkfifo(tmp_path / "berita.txt.annotations.ani.yaml")
    other = Session.open(article, "budi")
    other.store.article_extra = {"byline": "Budi Santoso"}
    other.save()
    found: list[Metadata] = []
    session = Session.open(article)
    asking = threading.Thread(target=lambda: found.append(session.metadata), daemon=True)
    asking.start()
    asking.join(30)
    assert found == [Metadata(byline="Budi Santoso")]
