"""From decisions to facts, from facts to the file, and from the file to other articles' suggestions."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.article import Article
from annotations.errors import ArtreaderError, SaveError
from annotations.finders.options import MEMORY, FinderOptions
from annotations.finders.pipeline import suggest
from annotations.fsops import FileOps
from annotations.memory.facts import facts_of
from annotations.memory.learning import difference, facts_in, learn, relearn
from annotations.memory.lexicon import Lexicon, LexiconError
from annotations.memory.places import LEXICON_NAME, lexicon_path
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from annotations.scheme import default_scheme
from annotations.sidecar.store import Store

FIRST = (
    "Kelompok Sagara Biru bertemu Yoris Lantang di Wanasari pada Senin.\n\n"
    "“Kami siap,” kata Manajer Yoris. Mereka menyusun kontrak. Forum Meja Panjang dimulai.\n"
)
LATER = (
    "Para pekerja Sagara Biru menunggu di Wanasari sejak pagi.\n\n"
    "“Besok kami mulai,” kata Manajer Yoris. Forum Meja Panjang berlanjut.\n"
)


def at(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def entity(text: str, words: str, label: str, name: str = "", status: Status = Status.ACCEPTED) -> Entity:
    spans = (at(text, words),)
    return Entity(id=f"e{spans[0].start}{label}", label=label, spans=spans, entity=name, status=status)


def decided() -> list[Annotation]:
    speech, source = (at(FIRST, "“Kami siap,”"),), at(FIRST, "Manajer Yoris")
    return [
        entity(FIRST, "Sagara Biru", "ORG"),
        entity(FIRST, "Yoris Lantang", "PER", "Yoris Lantang"),
        entity(FIRST, "Senin", "DATE"),
        entity(FIRST, "Wanasari", "LOC", status=Status.SUGGESTED),
        entity(FIRST, "Forum Meja Panjang", "ORG", status=Status.REJECTED),
        entity(FIRST, "Sagara Biru", "PER", status=Status.REJECTED),
        Quote(id="q1", label="direct", spans=speech, source=source, speaker="Yoris Lantang"),
        Agreement(id="a1", label="contract", spans=(at(FIRST, "kontrak"),), status=Status.REJECTED),
    ]


FACTS = {
    ("names", "Sagara Biru", "ORG", "Sagara Biru"),
    ("names", "Yoris Lantang", "PER", "Yoris Lantang"),
    ("speakers", "Yoris Lantang", "Manajer Yoris"),
    ("rejected", "Forum Meja Panjang", "entity", "ORG", ""),
    ("rejected", "Sagara Biru", "entity", "PER", ""),
    ("rejected", "kontrak", "agreement", "contract", ""),
}


def facts(annotations: list[Annotation]) -> frozenset[tuple[str, ...]]:
    return facts_of(annotations, FIRST, default_scheme(), "id")


def test_what_decisions_teach() -> None:
    assert facts(decided()) == FACTS
    tagged_by_hand = [*decided(), entity(FIRST, "Forum Meja Panjang", "ORG")]
    assert ("rejected", "Forum Meja Panjang", "entity", "ORG", "") not in facts(tagged_by_hand)


@pytest.mark.parametrize("source", ["ia", "Ia", "menteri itu", "Menteri itu", "para nelayan"])
def test_a_phrase_that_names_nobody_teaches_nobody(source: str) -> None:
    text = f"“Baik,” kata {source}. "
    quote = Quote(id="q", label="direct", spans=(Span(0, 7),), source=at(text, source), speaker="A B")
    assert facts_of([quote], text, default_scheme(), "id") == frozenset()


def learnt(folder: Path, times: int = 1) -> Path:
    """A folder that has learnt from the first article so many times, with the later one in it."""
    first, later = folder / "first.txt", folder / "later.txt"
    first.write_text(FIRST, encoding="utf-8")
    later.write_text(LATER, encoding="utf-8")
    for _ in range(times):
        learn(lexicon_path(first), difference([], decided(), Article.read(first), default_scheme()))
    return later


def found(path: Path, options: FinderOptions = FinderOptions()) -> dict[str, Annotation]:  # noqa: B008
    text = Article.read(path).text
    return {a.text_in(text): a for a in suggest(Article.read(path), options=options)}


def test_a_later_article_is_suggested_by_it(tmp_path: Path) -> None:
    later = learnt(tmp_path, 2)
    before, after = found(later, FinderOptions(frozenset([MEMORY]))), found(later)
    name = after["Sagara Biru"]
    assert isinstance(name, Entity)
    assert (name.label, name.entity) == ("ORG", "Sagara Biru")
    assert name.why.startswith("memory of this folder: accepted 2 times")
    assert "Sagara Biru" not in before or before["Sagara Biru"].label != "ORG"
    quote, was = after["“Besok kami mulai,”"], before["“Besok kami mulai,”"]
    assert isinstance(quote, Quote)
    assert isinstance(was, Quote)
    assert (was.speaker, quote.speaker) == ("Yoris", "Yoris Lantang")
    assert "Forum Meja Panjang" in before
    assert "Forum Meja Panjang" not in after
    assert all("memory" not in annotation.why for annotation in before.values())


def test_once_rejected_is_doubted_and_switched_off_is_as_if_not_there(tmp_path: Path) -> None:
    later = learnt(tmp_path)
    without = found(later, FinderOptions(frozenset([MEMORY])))
    doubted, was = found(later)["Forum Meja Panjang"], without["Forum Meja Panjang"]
    assert doubted.confidence == pytest.approx((was.confidence or 1) / 2, abs=0.001)
    assert doubted.why.startswith("memory of this folder: rejected once")
    path = tmp_path / LEXICON_NAME
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("use: yes", "use: no"), encoding="utf-8")
    assert found(later) == without
    assert learn(path, {("names", "A B", "PER", "A B"): 1}) is not None
    assert "A B" not in path.read_text(encoding="utf-8")  # nothing is learnt either
    path.write_text(text, encoding="utf-8")
    (tmp_path / "artreader.yaml").write_text("format: artreader-scheme/1\nmemory: off\n", encoding="utf-8")
    assert {words: a.label for words, a in found(later).items()} == {w: a.label for w, a in without.items()}


def test_labels_of_a_scheme_come_back_as_the_schemes(tmp_path: Path) -> None:
    scheme = "format: artreader-scheme/1\nentity:\n  labels:\n    BODY: {key: b, instead_of: ORG}\n"
    (tmp_path / "artreader.yaml").write_text(scheme, encoding="utf-8")
    later = learnt(tmp_path)
    path = tmp_path / LEXICON_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("label: ORG", "label: BODY"), encoding="utf-8")
    assert found(later)["Sagara Biru"].label == "ORG"  # what finders call it


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_found(tmp_path: Path) -> None:
    later = learnt(tmp_path)
    path = tmp_path / LEXICON_NAME
    path.write_text("format: artreader-lexicon/1\nnames:\n- name: A\n", encoding="utf-8")
    told: list[tuple[str, str]] = []
    assert suggest(Article.read(later), failed=lambda name, error: told.append((name, str(error))))
    assert told == [(MEMORY, f'{path}:3:3: "label" is missing; write it, or delete what should have it')]
    with pytest.raises(LexiconError):
        learn(path, {("names", "A B", "PER", "A B"): 1})
    assert relearn(path, {("names", "A B", "PER", "A B"): 1}, afresh=True).sizes()["names"] == 1


def test_made_anew_from_the_annotations_it_says_the_same(tmp_path: Path) -> None:
    learnt(tmp_path)
    path = tmp_path / LEXICON_NAME
    step_by_step = path.read_bytes()
    for annotator in ("", "ani"):
        article = Article.read(tmp_path / "first.txt")
        store, _ = Store.open(article, annotator)
        store.save(article, decided())
    (tmp_path / "later.txt.annotations.yaml").write_text("format: [", encoding="utf-8")
    errors: list[ArtreaderError] = []
    counted, files = facts_in(tmp_path, failed=errors.append)
    assert (counted, files) == (dict.fromkeys(FACTS, 2), 2)
    assert len(errors) == 1
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    relearn(path, counted)
    assert "# mine" in path.read_text(encoding="utf-8")
    path.unlink()
    relearn(path, dict.fromkeys(counted, 1))
    assert path.read_bytes() == step_by_step


def test_two_who_write_at_once_add_to_each_other(tmp_path: Path) -> None:
    path = tmp_path / LEXICON_NAME
    learn(path, {("names", "A B", "PER", "A B"): 1})

    class Meddling(FileOps):
        meddled = False

        def fsync(self, fd: int) -> None:
            if not self.meddled:
                self.meddled = True
                data = Lexicon.read(path.read_bytes()).with_({("names", "C D", "PER", "C D"): 1}).data
                path.write_bytes(data)
            super().fsync(fd)

    learn(path, {("names", "A B", "PER", "A B"): 1}, ops=Meddling())
    assert Lexicon.read(path.read_bytes()).learnt() == {
        ("names", "A B", "PER", "A B"): 2,
        ("names", "C D", "PER", "C D"): 1,
    }


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    class Full(FileOps):
        def write(self, fd: int, data: memoryview) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(SaveError, match="not learnt: No space left on device"):
        learn(tmp_path / LEXICON_NAME, {("names", "A B", "PER", "A B"): 1}, ops=Full())
    assert list(tmp_path.iterdir()) == []
