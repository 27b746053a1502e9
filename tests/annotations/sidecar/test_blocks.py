"""Saves that write only what changed give the file that rendering the whole would give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import order_key
from annotations.article import Article
from annotations.model import KINDS, Annotation, Entity, Quote, Span, Status
from annotations.sidecar import events
from annotations.sidecar.blocks import Blocks
from annotations.sidecar.document import Document, render_new
from annotations.sidecar.header import Header
from annotations.sidecar.nodes import Source
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store

TEXT = " ".join(f"kata{number} #{number} “ujar”" for number in range(60)) + "\n"
HEADER = Header(file="b.txt", sha256="0" * 64, length=len(TEXT), language="id")
WHERE = Path("b.txt.annotations.yaml")
notes = st.text(alphabet='a# "\\\n:-é\u2028{', max_size=6)


def entity(number: int, note: str = "") -> Annotation:
    start = 20 * number
    if number % 3:
        return Entity(id=f"e{number}", label="PER", spans=(Span(start, start + 5),), note=note)
    two = (Span(start, start + 3), Span(start + 5, start + 8))
    return Quote(id=f"q{number}", label="direct", spans=two, speaker="Sari", note=note)


def read(text: str) -> Document:
    return Document.read(events.load(text.encode("utf-8"), WHERE))


@given(
    st.dictionaries(st.integers(0, 12), notes, max_size=3),
    st.sets(st.integers(0, 12), max_size=2),
    st.dictionaries(st.integers(13, 16), notes, max_size=2),
    st.booleans(),
)
def test_as_rendering_the_whole(
    changed: dict[int, str], gone: set[int], new: dict[int, str], suggested: bool
) -> None:
    file = render_new(HEADER, [entity(number, "tetap") for number in range(13)], TEXT)
    whole = read(file.replace("label: PER", "label: PER  # ?", 2).replace("format:", "# milik Ani\nformat:"))
    header = replace(HEADER, suggested_by="artreader" if suggested else "")
    kept = {number: changed.get(number, "tetap") for number in range(13) if number not in gone}
    wanted = sorted((entity(n, note) for n, note in {**kept, **new}.items()), key=order_key)
    blocks = Blocks.of(whole)
    assert blocks is not None
    made = blocks.with_(header, wanted, TEXT, KINDS, WHERE)
    assert made is not None
    assert made.text == whole.render(header, wanted, TEXT)
    assert read(made.text).difference(header, wanted, TEXT) == ""


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("\n- id: e2", "\n# ditinjau\n- id: e2"),
        ("\n- id: e2", "\n\n- id: e2"),
    ],
)
def test_a_file_with_comments_is_written_as_a_whole(was: str, becomes: str) -> None:
    written = render_new(HEADER, [entity(number) for number in range(4)], TEXT)
    assert Blocks.of(read(written)) is not None
    assert Blocks.of(read(written.replace(was, becomes, 1))) is None


def test_a_save_reads_back_what_it_wrote_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = Article.read(path)
    store, _ = Store.open(article)
    present = [entity(number) for number in range(50)]
    store.save(article, present)
    lengths: list[int] = []
    load = events.load

    def counted(data: bytes, path: Path | None = None) -> Source:
        lengths.append(len(data))
        return load(data, path)

    monkeypatch.setattr(events, "load", counted)
    present[7] = present[7].with_(status=Status.REJECTED)
    store.save(article, present)
    written = sidecar_path(path).read_bytes()
    assert b"status: rejected" in written
    assert lengths
    assert sum(lengths) < len(written) / 4
    assert Store.open(article)[1].annotations == sorted(present, key=order_key)
