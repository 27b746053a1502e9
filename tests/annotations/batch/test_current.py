"""When an article need not be looked through again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.batch import current, finding
from annotations.batch.one_article import annotate
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Done
from annotations.finders.findings import Findings
from annotations.model import Status
from annotations.session import Session
from annotations.sidecar.check import check_sidecar
from annotations.sidecar.paths import sidecar_path
from tests.annotations.batch.examples import write_articles


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (path,) = write_articles(tmp_path / "a", 1)
    assert annotate(path, Options()).done is Done.WRITTEN
    return path


def test_nothing_is_done_twice_but_by_force(path: Path) -> None:
    before = sidecar_path(path).stat()
    assert annotate(path, Options()).done is Done.CURRENT
    assert annotate(path, Options(force=True)).done is Done.SAME
    after = sidecar_path(path).stat()  # it was read, so not all of it is the same
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_size,
    )
    assert check_sidecar(sidecar_path(path)) == []


def test_it_stays_up_to_date_when_a_person_decides(path: Path) -> None:
    session = Session.open(path)
    first = next(iter(session.annotations))
    session.annotations.replace(first.with_(status=Status.ACCEPTED))
    session.store.save(session.article, session.annotations)
    assert annotate(path, Options()).done is Done.CURRENT


@pytest.mark.parametrize(
    "other", [Options(kinds=("quote",)), Options(least=0.5), Options(kinds=("quote", "entity"))]
)
def test_other_options_are_another_matter(path: Path, other: Options) -> None:
    assert annotate(path, other).done is Done.RENEWED
    assert annotate(path, replace(other, kinds=other.kinds[::-1])).done is Done.CURRENT
    assert annotate(path, Options()).done is Done.RENEWED


def test_so_are_another_text_another_scheme_another_memory_and_other_finders(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\nDemikian.\n", encoding="utf-8")
    assert annotate(path, Options()).done is Done.RENEWED
    scheme = (
        "format: artreader-scheme/1\nentity: {labels: {PER: {key: p, name: person, colour: '#ffffff'}}}\n"
    )
    (path.parent / "artreader.yaml").write_text(scheme, encoding="utf-8")
    assert annotate(path, Options()).done is Done.RENEWED
    assert "label: ORG" not in sidecar_path(path).read_text(encoding="utf-8")
    lexicon = 'format: artreader-lexicon/1\nnames:\n- {name: "Lendra", label: PER, as: ["Halimun"]}\n'
    (path.parent / "artreader.lexicon.yaml").write_text(lexicon, encoding="utf-8")
    assert annotate(path, Options()).done is Done.RENEWED
    assert 'quote: "Halimun"' in sidecar_path(path).read_text(encoding="utf-8")
    monkeypatch.setattr(current, "finders_version", lambda: "another")
    assert annotate(path, Options()).done is Done.RENEWED
    assert annotate(path, Options()).done is Done.CURRENT


def test_the_files_of_the_finders_tell_their_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("article.py", "finders/a.py", "lexicon/id/a.txt", "memory/a.py", "text/a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    monkeypatch.setattr(current, "_PACKAGE", tmp_path)
    version = current.finders_version.__wrapped__
    before = version()
    (tmp_path / "README.md").write_text("no matter")
    assert version() == before
    (tmp_path / "lexicon/id/a.txt").write_text("a\nb")
    assert version() != before


def test_a_finder_that_fails_is_told_and_the_article_comes_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(article: Article, findings: Findings) -> list[None]:
        raise ZeroDivisionError("by nought")

    before = sidecar_path(path).read_bytes()
    monkeypatch.setattr(finding, "stages", lambda article, options, failed: [broken])
    outcome = annotate(path, Options(force=True))
    assert outcome.done is Done.PARTLY
    assert outcome.problem == f"{path}: finder broken: ZeroDivisionError('by nought')"
    assert (outcome.added, outcome.removed) == (0, 0)  # what was found before is not taken away
    monkeypatch.undo()
    assert annotate(path, Options()).done is Done.RENEWED
    assert sidecar_path(path).read_bytes() == before


def test_what_is_only_counted_or_recorded_writes_nothing(tmp_path: Path) -> None:
    (path,) = write_articles(tmp_path / "a", 1)
    counted = annotate(path, Options(goal=Goal.COUNTS))
    assert counted.done is Done.WRITTEN
    assert counted.added > 5
    assert '"quotes":[{' in annotate(path, Options(goal=Goal.RECORDS)).record
    assert '"quotes":[]' in annotate(path, Options(goal=Goal.RECORDS, kinds=("entity",))).record
    assert list(path.parent.iterdir()) == [path]


def test_only_these_kinds_and_nothing_below_the_least_confidence(path: Path) -> None:
    before = Session.open(path).annotations
    least = max(a.confidence or 0 for a in before.of_kind("entity"))
    annotate(path, Options(kinds=("entity",), least=least))
    after = Session.open(path).annotations
    assert 0 < after.count("entity") < before.count("entity")
    assert all(a.confidence is None or a.confidence >= least for a in after.of_kind("entity"))
    for kind in ("quote", "agreement"):
        assert after.of_kind(kind) == before.of_kind(kind) != []
