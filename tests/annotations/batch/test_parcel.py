"""An article as it goes to another machine, and what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.batch import parcel as parcel_module
from annotations.batch.one_article import Prepared, annotate, prepare
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Outcome
from annotations.batch.parcel import Parcel, annotate_parcel, folder_files, pack, unpack
from annotations.errors import ArtreaderError, ForeignChangeError
from annotations.model import Status
from annotations.session import Session
from annotations.sidecar.paths import sidecar_path
from tests.annotations.batch.examples import break_some, contents, write_articles

SCHEME = "format: artreader-scheme/1\nentity: {labels: {WHO: {key: p, instead_of: PER}, LOC: {key: l}}}\n"
LEXICON = """\
format: artreader-lexicon/1
names:
- {name: "Teluk Biru Raya", label: LOC, as: ["Teluk Biru"]}
"""


def packed(path: Path, options: Options) -> Parcel:
    prepared = prepare(path, options)
    assert isinstance(prepared, Prepared)
    return pack(prepared, options)


def away(path: Path, options: Options) -> Outcome:
    """`annotate`, by way of another machine."""
    try:
        parcel = packed(path, options)
        files = folder_files(parcel.prepared)
        return unpack(parcel, annotate_parcel(parcel.contents, files, options.plain()), options)
    except ArtreaderError as error:
        return Outcome.failure(path, error)


@pytest.mark.parametrize("goal", list(Goal))
def test_there_is_made_what_would_be_made_here(goal: Goal, tmp_path: Path) -> None:
    options = Options(goal=goal, annotator="ani", force=True)
    for name in ("here", "away"):
        folder = tmp_path / name / "berita"
        folder.parent.mkdir()
        write_articles(folder, 2)
        break_some(folder)
        (folder.parent / "artreader.yaml").write_text(SCHEME, encoding="utf-8")
        (folder / "artreader.lexicon.yaml").write_text(LEXICON, encoding="utf-8")
        annotate(folder / "berita1.txt", Options(annotator="ani", least=0.8))
        session = Session.open(folder / "berita1.txt", "ani")
        first = next(iter(session.annotations))
        session.annotations.replace(first.with_(status=Status.REJECTED))
        session.store.save(session.article, session.annotations)
        (folder / "aneh.txt").write_bytes("\ufeff\ufeffRina di Ambon.\r\n".encode())
    for path in sorted((tmp_path / "here" / "berita").glob("*.txt")):
        other = tmp_path / "away" / "berita" / path.name
        one, two = annotate(path, options), away(other, options)
        assert (two.done, two.added, two.removed, two.reason) == (
            one.done,
            one.added,
            one.removed,
            one.reason,
        )
        assert two.path == other
        assert two.problem.replace("/away/", "/here/") == one.problem
        assert two.record.replace("/away/", "/here/") == one.record
    assert contents(tmp_path / "away") == contents(tmp_path / "here")
    if goal is Goal.SIDECARS:
        made = sidecar_path(tmp_path / "away" / "berita" / "berita0.txt", "ani").read_text(encoding="utf-8")
        assert "label: WHO" in made
        assert 'entity: "Teluk Biru Raya"' in made
        assert "label: DATE" not in made


def test_nothing_that_came_in_meanwhile_is_overwritten(tmp_path: Path) -> None:
    (path,) = write_articles(tmp_path / "a", 1)
    parcel = packed(path, Options())
    answer = annotate_parcel(parcel.contents, {}, Options().plain())
    annotate(path, Options(kinds=("quote",)))
    before = contents(path.parent)
    with pytest.raises(ForeignChangeError, match="changed by somebody else"):
        unpack(parcel, answer, Options())
    assert contents(path.parent) == before


def test_what_other_finders_made_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write_articles(tmp_path / "a", 1)
    parcel = packed(path, Options())
    answer = annotate_parcel(parcel.contents, {}, Options().plain())
    foreign = annotate_parcel(
        parcel.contents, {"artreader.lexicon.yaml": LEXICON.encode()}, Options().plain()
    )
    with pytest.raises(ArtreaderError, match="has other finders"):
        unpack(parcel, foreign, Options())
    monkeypatch.setattr(parcel_module, "finders_version", lambda: "another")
    with pytest.raises(ArtreaderError, match="has other finders"):
        unpack(parcel, answer, Options())
    assert list(path.parent.iterdir()) == [path]
