"""What a speaker is quoted with over a folder: found piece by piece, listed by speaker."""

from __future__ import annotations

from pathlib import Path

from annotations.article import Article
from annotations.comparison.reading import Layer, Layers
from annotations.model import Annotation, Entity, Quote, Span, Status
from annotations.reporting.sayings import Sayings
from annotations.sidecar.store import Store
from tui.saying_rows import SayingRows

TEXT = "Hujan turun di Ambon. Sungai meluap. Jalan putus."


def quote(at: int, speaker: str, **fields: object) -> Quote:
    return Quote(id=f"q{at}", label="direct", spans=(Span(at, at + 5),), speaker=speaker, **fields)  # type: ignore[arg-type]


def folder(path: Path) -> list[Path]:
    """Two articles by ani and budi, one without annotations, one with a broken file."""
    work: dict[str, dict[str, list[Annotation]]] = {
        "a.txt": {
            "ani": [quote(0, "Rina Hadi"), quote(22, "Åsa Lund", status=Status.SUGGESTED)],
            "budi": [
                quote(0, "Rina Hadi"),
                quote(37, "RINA"),
                Entity(id="e", label="PER", spans=(Span(0, 5),)),
            ],
        },
        "b.txt": {"ani": [quote(22, "Rina Hadi"), quote(37, "Rina Hadi", status=Status.REJECTED)]},
        "c.txt": {},
        "d.txt": {"ani": [quote(0, "Rina Hadi")]},
    }
    for name, annotators in work.items():
        (path / name).write_text(TEXT, encoding="utf-8")
        for who, found in annotators.items():
            Store.open(Article.read(path / name), who)[0].save(Article.read(path / name), found)
    broken = path / "d.txt.annotations.ani.yaml"
    broken.write_text(broken.read_text().replace("annotations:", "annotations: ["), encoding="utf-8")
    return [path / name for name in work]


def read(sayings: Sayings) -> Sayings:
    while sayings.left:
        sayings.read_some(0)
    return sayings


def told(sayings: Sayings) -> list[tuple[str, int, str, str]]:
    return [(path.name, fact.start, fact.name, fact.by) for path, fact in sayings.found]


def test_quotes_of_a_speaker_are_found_in_all_articles(tmp_path: Path) -> None:
    paths = folder(tmp_path)
    found = read(Sayings(paths, "rina", lambda names: names))
    assert told(found) == [
        ("a.txt", 0, "Rina Hadi", "ani, budi"),
        ("a.txt", 37, "RINA", "budi"),
        ("b.txt", 22, "Rina Hadi", "ani"),
    ]
    assert found.unreadable == 1
    assert told(read(Sayings(paths, "åsa", lambda names: names))) == [("a.txt", 22, "Åsa Lund", "ani")]
    assert told(read(Sayings(paths, "Rina Hadi", lambda names: ["budi"]))) == [
        ("a.txt", 0, "Rina Hadi", "budi")
    ]
    assert told(read(Sayings(paths, "nobody", lambda names: names))) == []


def test_an_open_article_counts_as_it_is_on_the_screen(tmp_path: Path) -> None:
    paths = folder(tmp_path)
    article = Article.read(paths[0])
    present = Layers(article, (Layer("-", tmp_path / "none", (quote(10, "Rina Hadi"),)),))
    found = told(read(Sayings(paths, "Rina Hadi", lambda names: names, present=[present])))
    assert found == [("a.txt", 10, "Rina Hadi", "-"), ("b.txt", 22, "Rina Hadi", "ani")]


def test_lines_stand_under_their_speakers_who_is_quoted_most_first(tmp_path: Path) -> None:
    found = read(Sayings(folder(tmp_path), "", lambda names: names)).found
    rows = SayingRows(found)
    lines = [rows.line(row) for row in range(len(rows))]
    assert [line.text for line in lines if line.id is None] == [
        "Rina Hadi 2, in 2 articles",
        "RINA 1",
        "Åsa Lund 1",
    ]
    assert [line.mark for line in lines if line.id is not None] == ["✓", "✓", "✓", "?"]
    for number in range(len(found)):
        row = rows.row_of(number)
        assert row is not None
        assert rows.number_at(row) == number
        assert lines[row].id == str(number)
