"""Write samples/three-annotators: three articles as ani, budi and citra annotated them.

    python tools/three_annotators.py

All three began with what samples/ has of these articles and decided on all of it; what each did then stands
in the table below. The differences are of the kinds that annotators really have: where a name or a
quote ends, which label, what was overlooked or thrown out, who spoke, how far an agreement has come,
one quote or two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from annotations.article import Article
from annotations.model import Annotation, Entity, Note, Span, Status
from annotations.sidecar.store import Store

SAMPLES = Path(__file__).parents[1] / "samples"
FOLDER = SAMPLES / "three-annotators"

Edit = Callable[[Annotation, Article], list[Annotation]]


@dataclass(frozen=True)
class Difference:
    """What is done to the annotation of `kind` that begins with `words`, the `nth` such one."""

    kind: str
    words: str
    edit: Edit
    nth: int = 0


def missed(annotation: Annotation, article: Article) -> list[Annotation]:
    return []


def rejected(annotation: Annotation, article: Article) -> list[Annotation]:
    return [annotation.with_(status=Status.REJECTED)]


def changed(**values: object) -> Edit:
    """Another label or other fields."""
    return lambda annotation, article: [annotation.with_(**values)]


def bounded(*pieces: str) -> Edit:
    """The words `pieces` instead, one span each; looked for from shortly before the annotation on."""

    def edit(annotation: Annotation, article: Article) -> list[Annotation]:
        return [annotation.with_(spans=_places(article, pieces, annotation.start))]

    return edit


def split(*pieces: str) -> Edit:
    """Each of `pieces` an annotation of its own."""

    def edit(annotation: Annotation, article: Article) -> list[Annotation]:
        places = _places(article, pieces, annotation.start)
        ids = [annotation.id, *(f"{annotation.id}{number}" for number in range(2, len(places) + 1))]
        return [annotation.with_(id=id_, spans=(span,)) for id_, span in zip(ids, places, strict=True)]

    return edit


def _places(article: Article, pieces: tuple[str, ...], near: int) -> tuple[Span, ...]:
    starts = [article.text.index(piece, max(0, near - 80)) for piece in pieces]
    return tuple(Span(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))


WORK: Mapping[str, Mapping[str, tuple[Difference, ...]]] = {
    "01-konsultasi-keamanan.txt": {
        "ani": (
            Difference("entity", "Medan Merdeka Barat", changed(label="FAC")),
            Difference("agreement", "perjanjian bilateral", rejected),
        ),
        "budi": (
            Difference("entity", "Selasa (11/10)", bounded("Selasa")),
            Difference("entity", "Jakarta", changed(label="ORG", entity="Pemerintah Indonesia"), nth=1),
            Difference("quote", "kedua pemerintah", changed(speaker="Arkadi Belyanin")),
            Difference("quote", "Indonesia dan Rusia", missed),
            Difference("agreement", "kesepakatan bersama", changed(agreement_status="reached")),
        ),
        "citra": (
            Difference(
                "quote",
                '"Permintaan itu wajar.',
                split(
                    '"Permintaan itu wajar.',
                    'Dalam waktu dekat tim kami akan duduk bersama menyusun program kerjanya,"',
                ),
            ),
            Difference("quote", "setiap negara", bounded("setiap negara dapat saling meminjam cara")),
            Difference("entity", "Juli lalu", missed),
            Difference("agreement", "forum konsultasi", changed(label="cooperation")),
        ),
    },
    "03-berbagi-sampah.txt": {
        "ani": (Difference("quote", "warganya semula", missed),),
        "budi": (
            Difference("quote", "”Bau itu", changed(speaker="Tati Ranawijaya")),
            Difference("entity", "Pemerintah Kota Bandung", bounded("Kota Bandung")),
            Difference("entity", "Sumedang", changed(label="ORG"), nth=1),
            Difference("agreement", "Nota kesepahaman", changed(agreement_status="ended")),
        ),
        "citra": (
            Difference("quote", "”Kata bapak-bapak", changed(label="mixed")),
            Difference("entity", "dua puluh tahun lalu", missed),
            Difference("entity", "300 meter", rejected),
            Difference("agreement", "perjanjian kerja sama", changed(parties=("Bandung", "Sumedang"))),
        ),
    },
    "08-ceasefire-broken.txt": {
        "ani": (
            Difference("quote", "on both parties", bounded("both parties to hold their positions")),
            Difference("entity", "Tuesday", bounded("early Tuesday")),
        ),
        "budi": (
            Difference(
                "quote",
                "“We were still celebrating",
                split(
                    "“We were still celebrating the extension when the guns began,”",
                    "“You do not attack people while you are dancing with your own children.”",
                ),
            ),
            Difference("quote", "“Nobody in that building", changed(speaker="Swiss official")),
            Difference("quote", "the other of breaking", rejected),
            Difference("entity", "United Nations", missed),
        ),
        "citra": (
            Difference("quote", "its fighters had fired first", rejected),
            Difference("quote", "At least 14 people", missed),
            Difference("agreement", "truce", changed(agreement_status="extended")),
            Difference("entity", "14 people", missed),
        ),
    },
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, annotators in WORK.items():
        copyfile(SAMPLES / name, FOLDER / name)
        article = Article.read(FOLDER / name)
        begun = Store.open(Article.read(SAMPLES / name))[1].annotations
        for annotator, differences in annotators.items():
            store, _ = Store.open(article, annotator)
            store.path.unlink(missing_ok=True)
            Store.open(article, annotator)[0].save(article, work(article, begun, differences, annotator))


def work(
    article: Article, begun: list[Annotation], differences: tuple[Difference, ...], annotator: str
) -> list[Annotation]:
    """All of `begun` accepted but for notes, with the differences, which the annotator then made."""
    found = {a.id: [a.with_(status=Status.ACCEPTED)] for a in begun if not isinstance(a, Note)}
    for difference in differences:
        annotation = _find(article, [made[0] for made in found.values() if made], difference)
        made = difference.edit(annotation, article)
        found[annotation.id] = [a.with_(by=annotator, confidence=None, why="") for a in made]
    return [annotation for annotations in found.values() for annotation in annotations]


def _find(article: Article, annotations: list[Annotation], difference: Difference) -> Annotation:
    alike = [
        annotation
        for annotation in sorted(annotations, key=lambda a: a.start)
        if annotation.kind == difference.kind
        and article.text.startswith(difference.words, annotation.start)
        and (not isinstance(annotation, Entity) or annotation.text_in(article.text) == difference.words)
    ]
    return alike[difference.nth]


if __name__ == "__main__":
    main()
