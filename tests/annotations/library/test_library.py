"""Listing and searching a folder: the index never says anything else than the files."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.library import index as index_module
from annotations.library.library import Library
from annotations.library.row import BROKEN, LOST, RESCUED, UNREADABLE, Order, Row
from annotations.library.search import Hit
from tests.annotations.library.conftest import annotate, write_article

TEXTS = (
    "Banjir di Solo\n\nKata Budi Santoso, hujan turun sejak Senin.\n",
    "Damai di Ambon\n\nPerjanjian damai\nditeken Jumat. Warga menyambut perjanjian itu.\n",
    "The Truce Holds\n\nThe minister said the truce had held since Monday.\n",
    'È così: ẞ, ﬁ, \'it"s" AND OR NOT * 記者\n',
)
QUERIES = (
    "perjanjian DAMAI",
    "di",
    "budi",
    "truce",
    "tidak ada",
    "santoso perlu",
    '\'it"s" and',
    "記者",
    "ß",
    "*",
)


def library(folder: Path, cache: Path | None, annotator: str = "") -> Library:
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    opened = Library(paths, folder, annotator=annotator, index_path=cache)
    opened.recall()
    return opened


def read_all(opened: Library) -> Library:
    while opened.unread:
        opened.read_some(10)
    return opened


def answers(opened: Library) -> tuple[list[Row], list[list[Hit]]]:
    rows = list(opened.rows.values())
    found = [opened.search(query) for query in QUERIES]
    opened.close()
    return rows, found


def afresh(folder: Path, tmp: Path, annotator: str = "") -> tuple[list[Row], list[list[Hit]]]:
    return answers(read_all(library(folder, tmp / f"{random.random()}.sqlite3", annotator)))


def test_what_a_row_says(tmp_path: Path) -> None:
    new = write_article(tmp_path, "a.txt", TEXTS[0])
    begun = write_article(tmp_path, "b.txt", TEXTS[1])
    annotate(begun, decided=1, undecided=3)
    annotate(begun, "ani", decided=2)
    broken = write_article(tmp_path, "c.txt", TEXTS[2])
    (tmp_path / "c.txt.annotations.yaml").write_text("format: {", encoding="utf-8")
    unreadable = write_article(tmp_path, "d.txt", "x")
    unreadable.write_bytes(b"Kata \xe9 saja")
    rows = read_all(library(tmp_path, tmp_path / "i.sqlite3")).rows
    assert rows[new].title == "Banjir di Solo"
    assert (rows[new].language, rows[new].count("entity"), rows[new].state) == ("id", None, "new")
    assert (rows[begun].count("entity"), rows[begun].count("quote")) == (4, 0)
    assert (rows[begun].share, rows[begun].state, rows[begun].annotators) == (0.25, "begun", ("ani",))
    assert rows[begun].changed == os.stat(tmp_path / "b.txt.annotations.ani.yaml").st_mtime_ns
    assert rows[broken].marks == (BROKEN,)
    assert rows[broken].problem.startswith("c.txt.annotations.yaml:2:1: not readable")
    assert rows[unreadable].marks == (UNREADABLE,)
    write_article(tmp_path, "b.txt", "Lain sama sekali.\n", at=1_700_000_000)
    anis = read_all(library(tmp_path, tmp_path / "i.sqlite3", "ani")).rows[begun]
    assert (anis.share, anis.marks) == (1.0, (LOST,))


def test_where_all_work_has_names_it_is_seen_together_by_who_has_none(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", TEXTS[0])
    annotate(path, "ani", decided=2)
    annotate(path, "budi", decided=1, undecided=5)
    (tmp_path / "a.txt.annotations.citra.yaml").write_text("format: {", encoding="utf-8")

    def row(annotator: str = "") -> Row:
        return read_all(library(tmp_path, tmp_path / "i.sqlite3", annotator)).rows[path]

    assert (row().share, row().count("entity"), row().problem, row().marks) == (3 / 8, 6, "", (BROKEN,))
    assert row("dewi").state == "new"
    assert row("citra").problem
    for name in ("ani", "budi"):
        (tmp_path / f"a.txt.annotations.{name}.yaml").unlink()
    assert row().problem


def test_a_rescue_copy_is_marked(tmp_path: Path) -> None:
    from annotations.article import Article
    from annotations.rescue import RescueWriter
    from annotations.sidecar.paths import sidecar_path

    path = write_article(tmp_path, "a.txt", TEXTS[0])
    writer = RescueWriter(path, sidecar_path(path))
    writer.write(Article.read(path), [], base=[], because="disk full", suggested=True)
    assert library(tmp_path, tmp_path / "i.sqlite3").rows[path].marks == (RESCUED,)
    writer.remove()


def test_order_and_filter(tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS[:3]):
        write_article(tmp_path, f"{number}.txt", text, at=1_600_000_000 - number)
    annotate(tmp_path / "1.txt", "ani")
    rows = list(read_all(library(tmp_path, tmp_path / "i.sqlite3", "ani")).rows.values())

    def names(order: Order) -> str:
        return "".join(row.path.stem for row in order.apply(rows))

    assert names(Order()) == "012"
    assert names(Order(descending=True)) == "210"
    assert names(Order("title")) == "012"
    assert names(Order("language")) == "201"
    assert names(Order("changed")) == "201"
    assert names(Order("entities", descending=True)) == "102"
    rows = [*rows, Row(tmp_path / "3.txt", 1_700_000_000)]
    assert names(Order("changed", descending=True)) == "1023"  # what was not read yet comes last
    assert names(Order(wanted="ANI damai")) == "1"
    assert names(Order(wanted="new")) == "02"
    assert names(Order(wanted="new en")) == "2"


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    for number in range(5):
        write_article(tmp_path, f"{number}.txt", TEXTS[0])
    cache = tmp_path / "i.sqlite3"
    assert library(tmp_path, cache).unread == 5
    read_all(library(tmp_path, cache)).close()
    assert library(tmp_path, cache).unread == 0
    annotate(tmp_path / "3.txt")
    write_article(tmp_path, "4.txt", TEXTS[1], at=1_600_000_001)
    again = library(tmp_path, cache)
    assert again.unread == 2
    assert again.rows[tmp_path / "3.txt"].facts is None
    assert Library(again.rows, tmp_path, encoding="cp1252", index_path=cache).search("x") == []


def test_articles_that_are_waited_for_are_read_first(tmp_path: Path) -> None:
    for number in range(5):
        write_article(tmp_path, f"{number}.txt", TEXTS[0])
    opened = library(tmp_path, tmp_path / "i.sqlite3")
    wanted = [tmp_path / "3.txt", tmp_path / "1.txt", tmp_path / "gone.txt"]
    order = [row.path.name for _ in range(5) for row in opened.read_some(0, wanted)]
    assert order == ["3.txt", "1.txt", "0.txt", "2.txt", "4.txt"]


def test_an_index_that_was_closed_says_nothing_and_stays(tmp_path: Path) -> None:
    write_article(tmp_path, "a.txt", TEXTS[0])
    opened = read_all(library(tmp_path, tmp_path / "i.sqlite3"))
    index = opened._index
    assert index is not None
    opened.close()
    assert index.search("solo") == []
    assert index.entries() == {}
    assert library(tmp_path, tmp_path / "i.sqlite3").unread == 0


def test_a_file_touched_while_it_was_read_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.library.library._UNSETTLED", 2_000_000_000)
    write_article(tmp_path, "a.txt", TEXTS[0])  # its inode was changed just now, whatever utime says
    read_all(library(tmp_path, tmp_path / "i.sqlite3")).close()
    assert library(tmp_path, tmp_path / "i.sqlite3").unread == 1


def test_places_that_a_search_finds(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", TEXTS[1])
    annotate(path, note="Periksa \x1b[31mtanggal!")
    opened = read_all(library(tmp_path, tmp_path / "i.sqlite3"))
    (hit,) = opened.search("PERJANJIAN   damai diteken")
    assert (hit.kind, hit.start, hit.count, hit.words) == ("text", 16, 1, "Perjanjian damai diteken")
    assert (hit.before, hit.after) == ("Damai di Ambon ", " Jumat. Warga menyambut perjanjian itu.")
    (hit,) = opened.search("tanggal")
    assert (hit.kind, hit.start, hit.before, hit.words) == ("note", 0, ": Periksa ␛[31m", "tanggal")
    assert [hit.kind for hit in opened.search("budi")] == ["entity"]
    assert opened.search(" ") == []
    write_article(tmp_path, "a.txt", "Sudah lain.\n", at=1_700_000_000)
    assert opened.search("perjanjian damai") == []  # the files decide, before the change is noticed
    opened.close()


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["write", "annotate", "remove", "remove sidecar", "damage", "rename", "reopen"]),
        st.integers(0, 4),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(actions=ACTIONS, trigrams=st.booleans())
@settings(max_examples=settings().max_examples // 3)
def test_the_index_answers_as_a_fresh_reading_does(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int, int]], trigrams: bool
) -> None:
    folder, elsewhere = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        if not trigrams:
            patch.setattr(index_module, "_FTS", "CREATE nothing at all")
        write_article(folder, "0.txt", TEXTS[0])
        opened = read_all(library(folder, elsewhere / "i.sqlite3"))
        for at, (action, number, text) in enumerate(actions):
            path = folder / f"{number}.txt"
            sidecar = folder / f"{number}.txt.annotations{'.ani' if text % 2 else ''}.yaml"
            if action == "write":
                write_article(folder, path.name, TEXTS[text], at=1_600_000_000 + at)
            elif action == "annotate" and path.exists():
                sidecar.unlink(missing_ok=True)
                annotate(path, "ani" if text % 2 else "", note=f"Perlu {TEXTS[text]}", undecided=text)
            elif action == "remove" and len(list(folder.glob("*.txt"))) > 1:
                path.unlink(missing_ok=True)
            elif action == "remove sidecar":
                sidecar.unlink(missing_ok=True)
            elif action == "damage" and path.exists():
                sidecar.write_text("format: [", encoding="utf-8")
            elif action == "rename" and path.exists():
                path.rename(folder / f"{text}.txt")
            elif action == "reopen":
                opened.close()
                opened = library(folder, elsewhere / "i.sqlite3")
        opened.list_again()
        opened.recall()
        assert answers(read_all(opened)) == afresh(folder, elsewhere)
        assert answers(read_all(library(folder, elsewhere / "i.sqlite3"))) == afresh(folder, elsewhere)


# -- an index that cannot be trusted ------------------------------------------


@pytest.fixture
def indexed(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with its index, closed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(8):
        path = write_article(folder, f"{number}.txt", TEXTS[number % 4] + f"Nomor {number}.\n")
        if number % 2:
            annotate(path, note="periksa lagi")
    cache = tmp_path / "cache" / "i.sqlite3"
    read_all(library(folder, cache)).close()
    return folder, cache


@pytest.mark.parametrize(
    "damage", ["emptied", "not a database", "cut off", "other version", "other tables", "a folder"]
)
def test_an_index_that_is_damaged_is_made_anew(
    indexed: tuple[Path, Path], tmp_path: Path, damage: str
) -> None:
    folder, cache = indexed
    if damage == "emptied":
        cache.write_bytes(b"")
    elif damage == "not a database":
        cache.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)
    elif damage == "cut off":
        cache.write_bytes(cache.read_bytes()[: 3 * 4096 + 100])
    elif damage == "a folder":
        cache.unlink()
        cache.mkdir()
    else:
        with sqlite3.connect(cache) as connection:
            if damage == "other version":
                connection.execute("UPDATE version SET version = '0'")
            else:
                connection.execute("DROP TABLE texts")
        connection.close()
    assert answers(read_all(library(folder, cache))) == afresh(folder, tmp_path)
    assert library(folder, cache).unread == (8 if damage == "a folder" else 0)


def test_bytes_changed_anywhere_in_the_index_never_show(indexed: tuple[Path, Path], tmp_path: Path) -> None:
    folder, cache = indexed
    whole, right = cache.read_bytes(), afresh(folder, tmp_path)[0]
    draw = random.Random(5)
    for _ in range(12):
        damaged = bytearray(whole)
        for _ in range(draw.choice((1, 30, 300))):
            damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        cache.write_bytes(damaged)
        opened = read_all(library(folder, cache))
        opened.search("perjanjian")
        opened.search("di")
        assert answers(read_all(opened))[0] == right


def test_an_index_damaged_while_it_is_open_is_made_anew(indexed: tuple[Path, Path], tmp_path: Path) -> None:
    folder, cache = indexed
    opened = library(folder, cache)
    cache.write_bytes(os.urandom(cache.stat().st_size))
    for suffix in ("-wal", "-shm"):
        cache.with_name(cache.name + suffix).unlink(missing_ok=True)
    annotate(folder / "0.txt")
    opened.recall()
    read_all(opened)
    opened.search("di")
    assert answers(read_all(opened)) == afresh(folder, tmp_path)


def test_a_cache_that_cannot_be_written_costs_only_time(indexed: tuple[Path, Path], tmp_path: Path) -> None:
    folder, _ = indexed
    (tmp_path / "file").write_text("", encoding="utf-8")
    opened = read_all(library(folder, tmp_path / "file" / "i.sqlite3"))
    assert answers(opened) == afresh(folder, tmp_path)


def test_an_index_that_another_process_holds_is_waited_for_only_shortly(
    indexed: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_PATIENCE", 0.02)
    folder, cache = indexed
    opened = library(folder, cache)
    annotate(folder / "0.txt")
    holder = sqlite3.connect(cache, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    opened.recall()
    rows = list(read_all(opened).rows.values())
    assert rows == afresh(folder, tmp_path)[0]
    blocked = read_all(library(folder, cache))
    assert answers(blocked) == afresh(folder, tmp_path)
    holder.execute("ROLLBACK")
    holder.close()
    opened.recall()
    assert answers(read_all(opened)) == afresh(folder, tmp_path)


def test_several_at_once_end_with_the_same(indexed: tuple[Path, Path], tmp_path: Path) -> None:
    folder, cache = indexed
    cache.unlink()
    results: list[object] = []

    def work(number: int) -> None:
        opened = library(folder, cache)
        read_all(opened)
        results.append(answers(opened)[0])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    right = afresh(folder, tmp_path)
    assert results == [right[0]] * 4
    assert answers(read_all(library(folder, cache))) == right


def test_files_given_one_by_one_leave_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_article(tmp_path / name, "x.txt", TEXTS[0])
    opened = Library([tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt", tmp_path / "gone.txt"])
    opened.recall()
    read_all(opened)
    assert [hit.path.parent.name for hit in opened.search("solo")] == ["a", "b"]
    assert opened.rows[tmp_path / "gone.txt"].marks == (UNREADABLE,)
    assert not (tmp_path / "cache").exists()
